/* Searching in a sheet: its texts, the units and items of its rows. */
#include "store/rows.h"
#include "ui/sheet.h"

#include "base/ban.h"

static bool item_has(struct ui *ui, const struct search *s, int64_t key)
{
	struct arena mem = { 0 };
	struct item_row item;
	struct err err = { 0 };
	bool has = item_get(ui->ledger->db, key, &mem, &item, &err) &&
		(search_is(s, item.number) || search_hit(s, str_of(item.title), NULL, NULL));

	arena_clear(&mem);
	return has;
}

static bool row_has(struct ui *ui, void *sheet, int64_t at)
{
	const struct sheet *s = sheet;
	const struct sheet_row *r = &s->rows.p[at];

	switch (r->kind) {
	case SHEET_DUTY:
		return s->by_unit ? search_hit_unit(ui, &s->search, r->duty.unit)
				  : item_has(ui, &s->search, r->duty.item);
	case SHEET_GROUP:
		return search_hit_unit(ui, &s->search, r->group);
	case SHEET_ITEM:
		return item_has(ui, &s->search, r->item);
	case SHEET_TEXT:
	case SHEET_HEADING:
		return search_hit(&s->search, str_of(r->label), NULL, NULL) ||
		       search_hit(&s->search, str_of(r->text), NULL, NULL);
	case SHEET_BLANK:
		break;
	}
	return false;
}

static bool match_go(struct ui *ui, void *screen, int step)
{
	struct sheet *s = screen;
	const struct search_rows rows = { (int64_t)s->rows.n, s->cursor.at, row_has, s };
	int64_t at = search_round(ui, &rows, step);

	if (at >= 0) {
		cursor_to(&s->cursor, at, rows.n, draw_rows() - 4);
		buf_reset(&s->reason);
	}
	return at != SEARCH_NONE;
}

bool sheet_find(struct ui *ui, struct sheet *s, const char *command)
{
	return search_command(ui, &s->search, command, match_go, s);
}

/* Searching in a sheet: its texts, the units and items of its rows. */
#include "base/gettext.h"
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

static bool row_has(struct ui *ui, const struct sheet *s, const struct sheet_row *r)
{
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

/* The next row that has it, round the end; -1: none. */
static int64_t match_next(struct ui *ui, const struct sheet *s, int step)
{
	int64_t n = (int64_t)s->rows.n;

	for (int64_t i = 1; i <= n; i++) {
		int64_t at = ((s->cursor.at + step * i) % n + n) % n;

		if (row_has(ui, s, &s->rows.p[at]))
			return at;
	}
	return -1;
}

static void match_go(struct ui *ui, struct sheet *s, int step)
{
	int64_t at;

	if (!s->search.word) {
		ui_say(ui, _("nothing was searched for yet"));
		return;
	}
	search_begin(&s->search);
	do
		at = match_next(ui, s, step);
	while (at < 0 && search_again(&s->search));
	if (at < 0) {
		ui_say(ui, _("nothing matches \"%s\" here"), search_text(&s->search));
		return;
	}
	cursor_to(&s->cursor, at, (int64_t)s->rows.n, draw_rows() - 4);
	buf_reset(&s->reason);
}

static void wanted_set(struct ui *ui, void *user, const char *text)
{
	struct sheet *s = user;

	if (*text && search_set(ui, &s->search, text))
		match_go(ui, s, 1);
}

bool sheet_find(struct ui *ui, struct sheet *s, const char *command)
{
	if (strcmp(command, "search") == 0)
		prompt_open(ui, "/", "", wanted_set, s, NULL);
	else if (strcmp(command, "next-match") == 0)
		match_go(ui, s, 1);
	else if (strcmp(command, "previous-match") == 0)
		match_go(ui, s, -1);
	else
		return false;
	return true;
}

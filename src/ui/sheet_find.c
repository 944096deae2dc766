/* Searching in a sheet: its texts, the units and items of its rows. */
#include "base/fold.h"
#include "base/gettext.h"
#include "store/rows.h"
#include "ui/sheet.h"

#include "base/ban.h"

static bool unit_has(struct ui *ui, int64_t key, struct str wanted)
{
	struct arena mem = { 0 };
	name_rows names = { 0 };
	struct err err = { 0 };
	bool has = false;

	if (names_read(ui->ledger->db, key, &mem, &names, &err))
		for (size_t i = 0; i < names.n && !has; i++)
			has = fold_find(str_of(names.p[i].name), wanted, NULL, NULL);
	vec_clear(&names);
	arena_clear(&mem);
	return has;
}

static bool item_has(struct ui *ui, int64_t key, struct str wanted)
{
	struct arena mem = { 0 };
	struct item_row item;
	struct err err = { 0 };
	bool has = item_get(ui->ledger->db, key, &mem, &item, &err) &&
		(str_is(wanted, item.number) || fold_find(str_of(item.title), wanted, NULL, NULL));

	arena_clear(&mem);
	return has;
}

static bool row_has(struct ui *ui, const struct sheet *s, const struct sheet_row *r,
		    struct str wanted)
{
	switch (r->kind) {
	case SHEET_DUTY:
		return s->by_unit ? unit_has(ui, r->duty.unit, wanted)
				  : item_has(ui, r->duty.item, wanted);
	case SHEET_GROUP:
		return unit_has(ui, r->group, wanted);
	case SHEET_ITEM:
		return item_has(ui, r->item, wanted);
	case SHEET_TEXT:
	case SHEET_HEADING:
		return fold_find(str_of(r->label), wanted, NULL, NULL) ||
		       fold_find(str_of(r->text), wanted, NULL, NULL);
	case SHEET_BLANK:
		break;
	}
	return false;
}

static void match_go(struct ui *ui, struct sheet *s, int step)
{
	int64_t n = (int64_t)s->rows.n;

	if (s->wanted.n == 0) {
		ui_say(ui, _("nothing was searched for yet"));
		return;
	}
	for (int64_t i = 1; i <= n; i++) {
		int64_t at = ((s->cursor.at + step * i) % n + n) % n;

		if (row_has(ui, s, &s->rows.p[at], buf_str(&s->wanted))) {
			cursor_to(&s->cursor, at, n, draw_rows() - 4);
			buf_reset(&s->reason);
			return;
		}
	}
	ui_say(ui, _("nothing matches \"%s\" here"), buf_text(&s->wanted));
}

static void wanted_set(struct ui *ui, void *user, const char *text)
{
	struct sheet *s = user;

	buf_reset(&s->wanted);
	buf_puts(&s->wanted, text);
	if (*text)
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

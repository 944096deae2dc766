/* How the call list is drawn: its columns, the line of sums, the row under a form. */
#include <string.h>

#include "base/gettext.h"
#include "base/width.h"
#include "model/say.h"
#include "ui/draw.h"
#include "ui/screens/calls_private.h"

#include "base/ban.h"

enum { NAME_COL = 4, MIDDLE_COLS = 72, WIDE_COLS = 110 };

/* ---- columns ---- */

enum cell { NAME, OWES, COUNT, DUE, LEFT, CONTACT, PHONE, LAST, ANSWER, COLUMNS };

static const char *const heads[COLUMNS] = {
	[NAME] = N_("unit"), [OWES] = N_("owes"), [COUNT] = N_("owes"), [DUE] = N_("deadline"),
	[LEFT] = N_("left"), [CONTACT] = N_("contact  phone"), [PHONE] = N_("phone"),
	[LAST] = N_("last call"), [ANSWER] = N_("answer"),
};

/* How wide, with the blank behind it; 0: not on this terminal. What names and answers leave grows
 * with the terminal. */
static void widths(int to[COLUMNS])
{
	int cols = draw_cols(), more = cols - 80;

	memset(to, 0, COLUMNS * sizeof *to);
	if (cols < MIDDLE_COLS) {
		to[COUNT] = 5;
		to[PHONE] = 13;
		to[NAME] = cols - NAME_COL - to[COUNT] - to[PHONE];
		return;
	}
	if (cols >= WIDE_COLS) {
		to[DUE] = 9;
		to[LEFT] = 8;
		more -= to[DUE] + to[LEFT];
	}
	to[NAME] = 13 + (more > 0 ? more / 4 : more);
	to[OWES] = 15 + (more > 0 ? more / 4 : 0);
	to[CONTACT] = 20 + (more > 0 ? more / 8 : 0);
	to[LAST] = 12 + (more > 0 ? more / 8 : 0);
	to[ANSWER] =
		cols - NAME_COL - to[NAME] - to[OWES] - to[DUE] - to[LEFT] - to[CONTACT] - to[LAST];
}

/* How many columns its text has. */
static int cell_cols(int column, int width)
{
	return column == ANSWER ? width : width - 1;
}

static void heads_draw(void)
{
	struct line *l = line_at(CALLS_HEAD - 1);
	int width[COLUMNS], col = NAME_COL;

	widths(width);
	for (int i = 0; i < COLUMNS; i++) {
		if (width[i])
			line_put(l, col, cell_cols(i, width[i]), LOOK_HEAD, str_of(_(heads[i])));
		col += width[i];
	}
	line_end(l);
}

/* Where to call; a telephone number is never cut: the name gives way. */
static const char *contact_text(const struct call_line *c, int cols, struct arena *mem)
{
	struct buf name = { 0 };

	if (!c->has_contact)
		return _("- (missing)");
	int room = cols - 1 - width_cols(str_of(c->contact.phone));
	if (room > 1)
		width_cut(&name, str_of(c->contact.name), room);
	const char *text = arena_printf(mem, "%s%s%s", buf_text(&name), name.n > 0 ? " " : "",
					c->contact.phone);
	buf_clear(&name);
	return text;
}

/* "5: 2 3 6 7 9"; where a filter holds of some of them alone "5 (fit 2): 2 3 ..". */
static const char *owes_text(const struct calls_row *r, struct arena *mem)
{
	const struct call_line *c = &r->line;

	if (!c->call.owed)
		return _("all in");
	if (r->fits < 0 || r->fits == c->call.owed)
		return arena_printf(mem, "%d: %s", c->call.owed, c->what);
	return arena_printf(mem, _("%d (fit %d): %s"), c->call.owed, r->fits, c->what);
}

static const char *cell_text(struct ui *ui, const struct calls_row *r, int column, int cols,
			     struct arena *mem)
{
	const struct call_line *c = &r->line;

	switch ((enum cell)column) {
	case NAME:
		return width_cols(str_of(c->unit.name)) <= cols ? c->unit.name : c->unit.shortname;
	case OWES: return owes_text(r, mem);
	case COUNT: return arena_printf(mem, "%d", c->call.owed);
	case DUE: return c->call.due == DATE_NONE ? "-" : say_day(c->call.due, ui->today, mem);
	case LEFT:
		return c->call.due == DATE_NONE ? "-"
		       : c->left < 0            ? arena_printf(mem, _("over %d"), -c->left)
						: arena_printf(mem, "%d", c->left);
	case CONTACT: return contact_text(c, cols, mem);
	case PHONE: return c->has_contact ? c->contact.phone : "-";
	case LAST: return call_last_text(ui->ledger, c, cols, mem);
	case ANSWER: return c->call.owed ? call_answer_text(ui->ledger, c, mem) : "-";
	case COLUMNS: break;
	}
	return "";
}

static void row_draw(struct ui *ui, struct calls_screen *s, size_t at, int row)
{
	struct line *l = line_at(row);
	struct arena mem = { 0 };
	const struct calls_row *r = calls_row(ui, s, at);
	int width[COLUMNS], col = NAME_COL;

	widths(width);
	line_put(l, 0, 1, LOOK_PLAIN, (int64_t)at == s->cursor.at ? STR_LIT(">") : STR_LIT(" "));
	line_light(l, 1, r->line.call.light);
	if (marks_have(s->screen.marks, &(struct marked){ .unit = s->list.p[at].unit }))
		marks_sign(l);
	for (int i = 0; i < COLUMNS; i++) {
		struct str text = str_of(width[i] ? cell_text(ui, r, i, width[i] - 1, &mem) : "");

		line_put(l, col, cell_cols(i, width[i]), LOOK_PLAIN, text);
		search_mark(&s->search, l, col, cell_cols(i, width[i]), text);
		col += width[i];
	}
	line_end(l);
	arena_clear(&mem);
}

bool calls_cells_have(struct ui *ui, struct calls_screen *s, size_t at)
{
	const struct calls_row *r = calls_row(ui, s, at);
	struct arena mem = { 0 };
	int width[COLUMNS];
	bool has = false;

	widths(width);
	for (int i = 0; i < COLUMNS && !has; i++)
		has = width[i] && search_hit(&s->search,
					     str_of(cell_text(ui, r, i, width[i] - 1, &mem)), NULL,
					     NULL);
	arena_clear(&mem);
	return has;
}

/* ---- the screen ---- */

static void second_draw(struct ui *ui, const struct calls_screen *s)
{
	struct line *l = line_at(1);
	struct arena mem = { 0 };
	const char *sums = s->known ? promise_sums_text(&s->sums, &mem) : "";
	struct buf left = { 0 };

	marks_count(ui, s->screen.marks, &left);
	if (left.n > 0)
		buf_puts(&left, "  ");
	if (s->known)
		buf_printf(&left,
			   ngettext("%zu unit, %d duties", "%zu units, %d duties",
				    (unsigned long)s->units),
			   s->units, s->owed);
	else
		buf_puts(&left, s->failure.code ? _("not read to its end") : "...");
	if (s->fit_known)
		buf_printf(&left, _(" (fit %d)"), (int)s->fit.silent);
	buf_printf(&left, ", %s", order_label(call_orders(), s->order, &mem));
	int wide = width_cols(str_of(sums)), room = draw_cols() - (wide ? wide + 2 : 0);
	if (room < draw_cols() / 3)
		room = wide + 2;      /* a narrow one shows the promises alone */
	if (room < draw_cols())
		line_right(l, draw_cols() - wide, wide, LOOK_PLAIN, str_of(sums));
	if (room + wide <= draw_cols())
		line_put(l, 0, room, LOOK_PLAIN, buf_str(&left));
	line_end(l);
	buf_clear(&left);
	arena_clear(&mem);
}

static const char *empty_text(struct ui *ui, const struct calls_screen *s, struct arena *mem)
{
	if (s->promised && s->units > 0)
		return arena_printf(mem, _("no promise is due; %s shows all who are silent"),
				    keymap_key(ui->keymap, "calls", "promises"));
	if (ui->narrow.text.n > 0)
		return narrow_empty(ui, _("nobody whom the filter is about is silent"), mem);
	return _("nobody is silent");
}

/* Under a form the chosen row stays in sight. */
static struct cursor shown_from(struct ui *ui, const struct calls_screen *s)
{
	struct cursor c = s->cursor;
	int seen = calls_rows();

	if (ui->foot > 0 && CALLS_HEAD + seen > draw_rows() - ui->foot)
		seen = draw_rows() - ui->foot - CALLS_HEAD;
	cursor_fit(&c, (int64_t)s->list.n, seen < 1 ? 1 : seen);
	return c;
}

void calls_draw(struct ui *ui, struct screen *screen)
{
	static const char *const hints[] = {
		"urge", "open", "report", "escape", "filter", "print", "promises", "sort",
		"search", "next-silent", "undo", "contact", "back", NULL,
	};
	struct calls_screen *s = (struct calls_screen *)screen;
	struct arena mem = { 0 };
	struct buf title = { 0 };
	struct cursor c;

	if (s->promised)
		buf_printf(&title, _("call list: promised for today, or broken %zu/%zu"), s->list.n,
			   s->units);
	else
		buf_puts(&title, _("call list"));
	if (s->known)
		narrow_title_units(ui, s->units, (size_t)s->sums.all, &title);
	else
		narrow_title(ui, &title);
	ui_draw_head(ui, buf_text(&title));
	buf_clear(&title);
	second_draw(ui, s);
	heads_draw();
	cursor_fit(&s->cursor, (int64_t)s->list.n, calls_rows());
	c = shown_from(ui, s);
	for (int i = 0; i < calls_rows(); i++) {
		if (c.top + i < (int64_t)s->list.n)
			row_draw(ui, s, (size_t)(c.top + i), CALLS_HEAD + i);
		else
			draw_blank(CALLS_HEAD + i);
	}
	if (s->list.n > 0)
		draw_cursor(CALLS_HEAD + (int)(c.at - c.top), 0);
	ui_draw_reason(ui, s->failure.code != ERR_NONE ? s->failure.text
			   : s->list.n == 0            ? empty_text(ui, s, &mem)
						       : buf_text(&s->reason));
	ui_draw_hints(ui, "calls", hints);
	arena_clear(&mem);
}

/* The call list: a row a silent unit, what it owes, whom to call, the last call and what came of
 * it. "c" is one urging for all of it. Rows stay where they are, also of a unit that has sent all:
 * Ctrl-L, another order or "f" fetch them anew. */
#include <string.h>

#include "base/clean.h"
#include "base/gettext.h"
#include "base/mem.h"
#include "base/width.h"
#include "model/call.h"
#include "model/say.h"
#include "model/verb.h"
#include "model/view.h"
#include "ui/cursor.h"
#include "ui/draw.h"
#include "ui/marks.h"
#include "ui/screen.h"
#include "ui/search.h"

#include "base/ban.h"

enum { HEAD_ROWS = 3, FOOT_ROWS = 2, NAME_COL = 4, MIDDLE_COLS = 72, WIDE_COLS = 110 };

struct calls_screen {
	struct screen screen;
	calls list;
	struct call_line **lines;    /* by row, in mem; NULL: not read yet */
	struct promise_sums sums;
	int64_t plan;
	unsigned narrowed;           /* the stamp of ui->narrow, as it was begun */
	size_t units;                /* silent ones, whether or not they have promised */
	int owed;                    /* of these */
	enum call_sort sort;
	bool promised, can_write;
	struct arena mem;
	struct cursor cursor;
	struct buf reason;
	struct search search;
	struct err failure;
};

static int rows_shown(void)
{
	return draw_rows() - HEAD_ROWS - FOOT_ROWS;
}

/* ---- what it holds ---- */

static void lines_drop(struct calls_screen *s)
{
	arena_clear(&s->mem);
	s->lines = arena_alloc(&s->mem, (s->list.n + 1) * sizeof *s->lines);
	memset(s->lines, 0, (s->list.n + 1) * sizeof *s->lines);
}

/* All silent units; line 2 counts them. */
static bool silent_read(struct ui *ui, struct calls_screen *s, bool promised, calls *to)
{
	s->failure = (struct err){ 0 };
	s->can_write = db_is_writable(ui->ledger->db);
	if (!calls_read(ui->ledger, ui->plan, narrow_where(ui), s->sort, false, to, &s->sums,
			&s->failure))
		return false;
	s->units = to->n;
	s->owed = 0;
	for (size_t i = 0; i < to->n; i++)
		s->owed += to->p[i].owed;
	return !promised || calls_read(ui->ledger, ui->plan, narrow_where(ui), s->sort, true, to,
				       &s->sums, &s->failure);
}

/* Fetched and ordered anew; the cursor at the top. */
static void restart(struct ui *ui, struct calls_screen *s)
{
	s->plan = ui->plan;
	s->narrowed = ui->narrow.stamp;
	s->cursor = (struct cursor){ 0, 0 };
	buf_reset(&s->reason);
	if (!silent_read(ui, s, s->promised, &s->list))
		s->list.n = 0;
	lines_drop(s);
	marks_relist(s->screen.marks);
}

/* A unit that has sent all keeps its row. */
static void row_update(struct ui *ui, const calls *now, struct call *to)
{
	struct arena mem = { 0 };
	struct unit_line unit;
	struct err gone = { 0 };

	for (size_t i = 0; i < now->n; i++)
		if (now->p[i].unit == to->unit) {
			*to = now->p[i];
			return;
		}
	*to = (struct call){ .unit = to->unit, .due = DATE_NONE, .promised = DATE_NONE, .light = LIGHT_UNKNOWN };
	if (view_unit(ui->ledger, to->unit, ui->plan, &unit, &mem, &gone))
		to->light = unit.light;
	arena_clear(&mem);
}

static void calls_refresh(struct ui *ui, struct screen *screen)
{
	struct calls_screen *s = (struct calls_screen *)screen;
	calls now = { 0 };

	marks_refresh(ui, s->screen.marks);
	if (s->plan != ui->plan || s->narrowed != ui->narrow.stamp) {
		restart(ui, s);
		return;
	}
	if (silent_read(ui, s, false, &now))
		for (size_t i = 0; i < s->list.n; i++)
			row_update(ui, &now, &s->list.p[i]);
	lines_drop(s);
	vec_clear(&now);
}

static struct call *chosen(struct calls_screen *s)
{
	return s->cursor.at < (int64_t)s->list.n ? &s->list.p[s->cursor.at] : NULL;
}

static const struct call_line *line_of(struct ui *ui, struct calls_screen *s, size_t at)
{
	struct err err = { 0 };

	if (s->lines[at])
		return s->lines[at];
	struct call_line *line = arena_alloc(&s->mem, sizeof *line);
	if (!call_line_read(ui->ledger, s->plan, &s->list.p[at], &s->mem, line, &err))
		*line = (struct call_line){ .call = s->list.p[at], .what = "", .unit = { .name = arena_strdup(&s->mem, err.text), .shortname = "-" } };
	s->lines[at] = line;
	return line;
}

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
	struct line *l = line_at(HEAD_ROWS - 1);
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

static const char *cell_text(struct ui *ui, const struct call_line *c, int column, int cols,
			     struct arena *mem)
{
	switch ((enum cell)column) {
	case NAME:
		return width_cols(str_of(c->unit.name)) <= cols ? c->unit.name : c->unit.shortname;
	case OWES:
		return c->call.owed ? arena_printf(mem, "%d: %s", c->call.owed, c->what)
				    : _("all in");
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
	const struct call_line *c = line_of(ui, s, at);
	int width[COLUMNS], col = NAME_COL;

	widths(width);
	line_put(l, 0, 1, LOOK_PLAIN, (int64_t)at == s->cursor.at ? STR_LIT(">") : STR_LIT(" "));
	line_light(l, 1, c->call.light);
	if (marks_have(s->screen.marks, &(struct marked){ .unit = s->list.p[at].unit }))
		marks_sign(l);
	for (int i = 0; i < COLUMNS; i++) {
		struct str text = str_of(width[i] ? cell_text(ui, c, i, width[i] - 1, &mem) : "");

		line_put(l, col, cell_cols(i, width[i]), LOOK_PLAIN, text);
		search_mark(&s->search, l, col, cell_cols(i, width[i]), text);
		col += width[i];
	}
	line_end(l);
	arena_clear(&mem);
}

/* ---- marks ---- */

static bool is_listed(struct ui *ui, struct screen *screen, const struct marked *k)
{
	const struct calls_screen *s = (struct calls_screen *)screen;

	(void)ui;
	for (size_t i = 0; i < s->list.n; i++)
		if (s->list.p[i].unit == k->unit)
			return true;
	return false;
}

static bool mark_command(struct ui *ui, struct calls_screen *s, const char *command)
{
	bool all = strcmp(command, "mark-all") == 0;
	mark_list which = { 0 };

	if (!all && strcmp(command, "mark") != 0)
		return false;
	for (size_t i = 0; i < s->list.n; i++)
		if (all || (int64_t)i == s->cursor.at)
			*vec_push(&which) = (struct marked){ .unit = s->list.p[i].unit };
	marks_turn(ui, s->screen.marks, &which);
	vec_clear(&which);
	if (!all && s->cursor.at + 1 < (int64_t)s->list.n)
		s->cursor.at++;
	return true;
}

/* ---- drawing ---- */

static void second_draw(struct ui *ui, const struct calls_screen *s)
{
	struct line *l = line_at(1);
	struct arena mem = { 0 };
	const char *sums = promise_sums_text(&s->sums, &mem);
	struct buf left = { 0 };

	marks_count(ui, s->screen.marks, &left);
	if (left.n > 0)
		buf_puts(&left, "  ");
	buf_printf(&left,
		   ngettext("%zu unit, %d duties; %s", "%zu units, %d duties; %s",
			    (unsigned long)s->units),
		   s->units, s->owed, call_sort_label(s->sort));
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
	int seen = rows_shown();

	if (ui->foot > 0 && HEAD_ROWS + seen > draw_rows() - ui->foot)
		seen = draw_rows() - ui->foot - HEAD_ROWS;
	cursor_fit(&c, (int64_t)s->list.n, seen < 1 ? 1 : seen);
	return c;
}

static void calls_draw(struct ui *ui, struct screen *screen)
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
	narrow_title(ui, &title);
	ui_draw_head(ui, buf_text(&title));
	buf_clear(&title);
	second_draw(ui, s);
	heads_draw();
	cursor_fit(&s->cursor, (int64_t)s->list.n, rows_shown());
	c = shown_from(ui, s);
	for (int i = 0; i < rows_shown(); i++) {
		if (c.top + i < (int64_t)s->list.n)
			row_draw(ui, s, (size_t)(c.top + i), HEAD_ROWS + i);
		else
			draw_blank(HEAD_ROWS + i);
	}
	if (s->list.n > 0)
		draw_cursor(HEAD_ROWS + (int)(c.at - c.top), 0);
	ui_draw_reason(ui, s->failure.code != ERR_NONE ? s->failure.text
			   : s->list.n == 0            ? empty_text(ui, s, &mem)
						       : buf_text(&s->reason));
	ui_draw_hints(ui, "calls", hints);
	arena_clear(&mem);
}

static void calls_rested(struct ui *ui, struct screen *screen)
{
	struct calls_screen *s = (struct calls_screen *)screen;
	const struct call *c = chosen(s);
	struct arena mem = { 0 };

	buf_reset(&s->reason);
	if (c)
		clean_text(&s->reason, str_of(light_reason_unit(ui->ledger, c->unit, &mem)));
	arena_clear(&mem);
}

/* ---- acting ---- */

/* Verbs that one call is about, whatever number of duties; others are done to one duty. */
static bool is_of_all(const struct verb *v)
{
	return strcmp(v->name, "urge") == 0 || strcmp(v->name, "remark") == 0;
}

static void verb_on_unit(struct ui *ui, int64_t unit, const struct verb *v)
{
	duty_states owed = { 0 };
	struct err err = { 0 };

	if (!call_duties(ui->ledger, ui->plan, unit, &owed, &err))
		ui_error(ui, &err);
	else if (owed.n == 0)
		ui_say(ui, _("it owes nothing any more that has not come in"));
	else if (owed.n == 1 || is_of_all(v))
		do_verb(ui, v->name, owed.p, owed.n, 0);
	else {
		unit_open(ui, unit, owed.p[0].item);
		ui_say(ui, _("%s: for which of these? choose one"), _(v->label));
	}
	vec_clear(&owed);
}

void urge_all(struct ui *ui, int64_t unit)
{
	verb_on_unit(ui, unit, verb_find("urge"));
}

/* ---- looking for something ---- */

/* What its cells show, and all names of the unit. */
static bool row_has(struct ui *ui, struct calls_screen *s, size_t at)
{
	const struct call_line *c = line_of(ui, s, at);
	struct arena mem = { 0 };
	int width[COLUMNS];
	bool has = search_hit_unit(ui, &s->search, c->call.unit);

	widths(width);
	for (int i = 0; i < COLUMNS && !has; i++)
		has = width[i] && search_hit(&s->search,
					     str_of(cell_text(ui, c, i, width[i] - 1, &mem)), NULL,
					     NULL);
	arena_clear(&mem);
	return has;
}

static bool match_go(struct ui *ui, void *screen, int by)
{
	struct calls_screen *s = screen;
	int64_t n = (int64_t)s->list.n, from = s->cursor.at;

	for (int64_t i = 1; i <= n; i++) {
		int64_t at = ((from + by * i) % n + n) % n;

		if (!row_has(ui, s, (size_t)at))
			continue;
		search_tell(ui, from, at, by);
		cursor_to(&s->cursor, at, n, rows_shown());
		buf_reset(&s->reason);
		return true;
	}
	return false;
}

/* To the next row with something silent. */
static void step(struct ui *ui, struct calls_screen *s, int by)
{
	for (int64_t at = s->cursor.at + by; at >= 0 && at < (int64_t)s->list.n; at += by)
		if (s->list.p[at].owed > 0) {
			cursor_to(&s->cursor, at, (int64_t)s->list.n, rows_shown());
			return;
		}
	ui_say(ui,
	       by > 0 ? _("no silent unit after this one") : _("no silent unit before this one"));
}

static void unit_chosen(struct ui *ui, void *user, int64_t unit)
{
	struct calls_screen *s = user;

	(void)ui;
	for (size_t i = 0; i < s->list.n; i++)
		if (s->list.p[i].unit == unit)
			cursor_to(&s->cursor, (int64_t)i, (int64_t)s->list.n, rows_shown());
	buf_reset(&s->reason);
}

static void unit_choose(struct ui *ui, struct calls_screen *s)
{
	keys units = { 0 };

	for (size_t i = 0; i < s->list.n; i++)
		*vec_push(&units) = s->list.p[i].unit;
	chooser_open(ui, _("unit"), unit_chosen, s, NULL, units.p, units.n);
	vec_clear(&units);
}

static bool list_command(struct ui *ui, struct calls_screen *s, const char *command)
{
	if (strcmp(command, "sort") == 0) {
		s->sort = (enum call_sort)((s->sort + 1) % CALL_SORTS);
		restart(ui, s);
		ui_say(ui, "%s", call_sort_label(s->sort));
	} else if (strcmp(command, "promises") == 0) {
		s->promised = !s->promised;
		restart(ui, s);
	} else if (strcmp(command, "escape") == 0 && s->promised) {
		s->promised = false;
		restart(ui, s);
	} else if (strcmp(command, "next-silent") == 0) {
		step(ui, s, 1);
	} else if (strcmp(command, "previous-silent") == 0) {
		step(ui, s, -1);
	} else if (strcmp(command, "unit") == 0) {
		unit_choose(ui, s);
	} else if (strcmp(command, "plan") == 0) {
		plans_open(ui);
	} else {
		return search_command(ui, &s->search, command, match_go, s);
	}
	return true;
}

static bool calls_command(struct ui *ui, struct screen *screen, const char *command)
{
	struct calls_screen *s = (struct calls_screen *)screen;
	const struct call *c = chosen(s);
	const struct verb *v = verb_find(command);

	if (marks_command(s->screen.marks, command) || mark_command(ui, s, command))
		return true;
	if (v && s->screen.marks->list.n > 0)
		return marks_verb(ui, s->screen.marks, v), true;
	if (v && c)
		return verb_on_unit(ui, c->unit, v), true;
	if (strcmp(command, "open") == 0 && s->screen.marks->list.n > 0)
		return verbs_open_marked(ui, s->screen.marks), true;
	if (strcmp(command, "open") == 0 && c)
		return unit_open(ui, c->unit, 0), true;
	if (strcmp(command, "print") == 0 && c)
		return paper_open(ui, "urging", c->unit), true;
	if (strcmp(command, "redraw") == 0) {
		restart(ui, s);
		return false;
	}
	return list_command(ui, s, command) ||
	       cursor_command(&s->cursor, command, (int64_t)s->list.n, rows_shown());
}

static bool calls_can(struct ui *ui, struct screen *screen, const char *command)
{
	(void)ui;
	return ((struct calls_screen *)screen)->can_write || !verb_find(command);
}

static const char *calls_label(const struct screen *screen, const char *command)
{
	(void)screen;
	return strcmp(command, "urge") == 0 ? _("urge (all it owes)") : NULL;
}

static void calls_free(struct screen *screen)
{
	struct calls_screen *s = (struct calls_screen *)screen;

	vec_clear(&s->list);
	buf_clear(&s->reason);
	search_clear(&s->search);
	arena_clear(&s->mem);
	free(s);
}

/* Who is called and has no number: it is asked for and entered from here. */
static void calls_about(struct ui *ui, struct screen *screen, struct ui_about *to)
{
	const struct call *c = chosen((struct calls_screen *)screen);

	(void)ui;
	to->unit = c ? c->unit : 0;
}

static const struct screen_ops calls_ops = {
	.mode = "calls", .title = N_("call list"), .draw = calls_draw, .command = calls_command,
	.refresh = calls_refresh, .can = calls_can,
	.label = calls_label, .rested = calls_rested, .about = calls_about,
	.free = calls_free,
};

void calls_open(struct ui *ui)
{
	struct calls_screen *s;

	if (ui_return(ui, &calls_ops, 0))
		return;
	s = mem_alloc(sizeof *s);
	s->screen.ops = &calls_ops;
	s->screen.narrowed = true;
	marks_begin(ui, &s->screen, is_listed);
	restart(ui, s);
	ui_push(ui, &s->screen);
}

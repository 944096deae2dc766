/* The call list: a row a silent unit, what it owes, whom to call, the last call and what came of
 * it. "c" is one urging for all of it. Rows stay where they are, also of a unit that has sent all:
 * Ctrl-L, another order or "f" fetch them anew. */
#include <string.h>

#include "base/clean.h"
#include "base/gettext.h"
#include "base/mem.h"
#include "model/saved.h"
#include "model/verb.h"
#include "model/view.h"
#include "ui/draw.h"
#include "ui/screens/calls_private.h"

#include "base/ban.h"

int calls_rows(void)
{
	return draw_rows() - CALLS_HEAD - CALLS_FOOT;
}

/* ---- what it holds ---- */

static void rows_drop(struct ui *ui, struct calls_screen *s)
{
	arena_clear(&s->mem);
	s->rows = arena_alloc(&s->mem, (s->list.n + 1) * sizeof *s->rows);
	memset(s->rows, 0, (s->list.n + 1) * sizeof *s->rows);
	s->fit_known = false;
	s->fit = (struct list_sums){ 0 };
	ui->soon |= narrow_where(ui) != NULL;
}

/* All silent units; line 2 counts them. */
static bool silent_read(struct ui *ui, struct calls_screen *s, bool promised, calls *to)
{
	s->failure = (struct err){ 0 };
	s->known = false;
	s->can_write = db_is_writable(ui->ledger->db);
	if (!calls_read(ui->ledger, ui->plan, narrow_where(ui), s->order, false, to, &s->sums,
			&s->failure))
		return false;
	s->units = to->n;
	s->owed = 0;
	for (size_t i = 0; i < to->n; i++)
		s->owed += to->p[i].owed;
	s->known = true;
	return !promised || calls_read(ui->ledger, ui->plan, narrow_where(ui), s->order, true, to,
				       &s->sums, &s->failure);
}

static struct err *restart_read(struct ui *ui, struct screen *screen)
{
	struct calls_screen *s = (struct calls_screen *)screen;

	if (!silent_read(ui, s, s->promised, &s->list))
		s->list.n = 0;
	rows_drop(ui, s);
	marks_relist(s->screen.marks);
	return &s->failure;
}

/* Fetched and ordered anew; the cursor at the top. */
static void restart(struct ui *ui, struct calls_screen *s)
{
	s->plan = ui->plan;
	s->narrowed = ui->narrow.stamp;
	s->cursor = (struct cursor){ 0, 0 };
	buf_reset(&s->reason);
	reading_start(ui, &s->screen, narrow_where(ui) != NULL, restart_read);
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
	*to = (struct call){ .unit = to->unit, .due = DATE_NONE, .promised = DATE_NONE,
			     .light = LIGHT_UNKNOWN };
	if (view_unit(ui->ledger, to->unit, ui->plan, &unit, &mem, &gone))
		to->light = unit.light;
	arena_clear(&mem);
}

static struct err *update_read(struct ui *ui, struct screen *screen)
{
	struct calls_screen *s = (struct calls_screen *)screen;
	calls now = { 0 };

	if (silent_read(ui, s, false, &now))
		for (size_t i = 0; i < s->list.n; i++)
			row_update(ui, &now, &s->list.p[i]);
	rows_drop(ui, s);
	vec_clear(&now);
	return &s->failure;
}

static void calls_refresh(struct ui *ui, struct screen *screen)
{
	struct calls_screen *s = (struct calls_screen *)screen;

	marks_refresh(ui, s->screen.marks);
	if (s->plan != ui->plan || s->narrowed != ui->narrow.stamp ||
	    screen->reading.fn == restart_read)
		restart(ui, s);
	else
		reading_start(ui, screen, narrow_where(ui) != NULL, update_read);
}

static struct call *chosen(struct calls_screen *s)
{
	return s->cursor.at < (int64_t)s->list.n ? &s->list.p[s->cursor.at] : NULL;
}

const struct calls_row *calls_row(struct ui *ui, struct calls_screen *s, size_t at)
{
	const struct call *c = &s->list.p[at];
	struct err err = { 0 };

	if (s->rows[at])
		return s->rows[at];
	struct calls_row *row = arena_alloc(&s->mem, sizeof *row);
	if (!call_line_read(ui->ledger, s->plan, c, &s->mem, &row->line, &err))
		row->line = (struct call_line){ .call = *c, .what = "",
						.unit = { .name = arena_strdup(&s->mem, err.text),
							  .shortname = "-" } };
	if (!call_fits(ui->ledger, s->plan, narrow_where(ui), c, &row->fits, &err))
		row->fits = -1;
	s->rows[at] = row;
	return row;
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

/* What the filter holds of, over all rows. */
static void calls_soon(struct ui *ui, struct screen *screen)
{
	struct calls_screen *s = (struct calls_screen *)screen;
	const struct query q = { .of = LIST_DUTIES, .plan = s->plan, .due = DATE_NONE,
				 .where = narrow_where(ui), .today = ui->today };

	if (q.where && !s->fit_known && !screen->reading.fn && s->failure.code == ERR_NONE &&
	    !narrow_sums(ui, &q, &s->fit, &s->fit_known, &s->failure))
		s->fit_known = false;
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

static bool row_has(struct ui *ui, void *screen, int64_t at)
{
	struct calls_screen *s = screen;

	return search_hit_unit(ui, &s->search, s->list.p[at].unit) ||
	       calls_cells_have(ui, s, (size_t)at);
}

static bool match_go(struct ui *ui, void *screen, int by)
{
	struct calls_screen *s = screen;
	const struct search_rows rows = { (int64_t)s->list.n, s->cursor.at, row_has, s };
	int64_t at = search_round(ui, &rows, by);

	if (at >= 0) {
		cursor_to(&s->cursor, at, rows.n, calls_rows());
		buf_reset(&s->reason);
	}
	return at != SEARCH_NONE;
}

/* To the next row with something silent. */
static void step(struct ui *ui, struct calls_screen *s, int by)
{
	for (int64_t at = s->cursor.at + by; at >= 0 && at < (int64_t)s->list.n; at += by)
		if (s->list.p[at].owed > 0) {
			cursor_to(&s->cursor, at, (int64_t)s->list.n, calls_rows());
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
			cursor_to(&s->cursor, (int64_t)i, (int64_t)s->list.n, calls_rows());
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

static void order_say(struct ui *ui, const struct calls_screen *s)
{
	struct arena mem = { 0 };

	ui_say(ui, "%s", order_label(call_orders(), s->order, &mem));
	arena_clear(&mem);
}

static void sort_take(struct ui *ui, void *screen, int by, bool reversed)
{
	struct calls_screen *s = screen;

	s->order = (struct order){ by, reversed };
	restart(ui, s);
	order_say(ui, s);
}

static bool list_command(struct ui *ui, struct calls_screen *s, const char *command)
{
	if (strcmp(command, "sort") == 0) {
		sort_open_orders(ui, call_orders(), s->order, sort_take, s);
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
	       cursor_command(&s->cursor, command, (int64_t)s->list.n, calls_rows());
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

static void calls_saves(const struct screen *screen, struct arena *mem, struct saved *to)
{
	to->sort = order_text(call_orders(), ((const struct calls_screen *)screen)->order, mem);
}

static const struct screen_ops calls_ops = {
	.mode = "calls", .title = N_("call list"), .draw = calls_draw, .command = calls_command,
	.refresh = calls_refresh, .can = calls_can,
	.label = calls_label, .rested = calls_rested, .soon = calls_soon,
	.about = calls_about, .saves = calls_saves,
	.free = calls_free,
};

void calls_open_by(struct ui *ui, struct order order)
{
	struct calls_screen *s;

	if (ui_return(ui, &calls_ops, 0)) {
		s = (struct calls_screen *)ui->top;
		s->order = order;
		s->promised = false;
		restart(ui, s);
		return;
	}
	s = mem_alloc(sizeof *s);
	s->screen.ops = &calls_ops;
	s->screen.narrowed = true;
	s->order = order;
	marks_begin(ui, &s->screen, is_listed);
	restart(ui, s);
	ui_push(ui, &s->screen);
}

/* As the lists before have it. */
void calls_open(struct ui *ui)
{
	struct arena mem = { 0 };
	struct order order = { CALLS_BY_LIGHT, false };

	if (!ui_return(ui, &calls_ops, 0)) {
		(void)order_find(call_orders(), sort_text(ui->narrow.sort, &mem), &order);
		calls_open_by(ui, order);
	}
	arena_clear(&mem);
}

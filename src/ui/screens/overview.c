#include "ui/screens/overview_private.h"

#include <stdio.h>
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "base/width.h"
#include "model/verb.h"

#include "base/ban.h"

enum {
	HEAD_ROWS = 2, FOOT_ROWS = 2,
	THREE_PANES_ROWS = 20,      /* below: one pane at a time */
	DETAIL_FROM_ROWS = 36,
};

static enum list_of list_of_pane(int pane)
{
	return pane == PANE_TASKS ? LIST_TASKS : pane == PANE_CAMPAIGNS ? LIST_CAMPAIGNS : LIST_DATES;
}

int64_t pane_n(const struct pane *p)
{
	if (p->list.complete || p->count < (int64_t)p->list.keys.n)
		return (int64_t)p->list.keys.n;
	return p->count;
}

static bool failed(struct overview *ov, const struct err *err)
{
	ov->failed = true;
	ov->failure = *err;
	return false;
}

int64_t pane_key(struct ui *ui, struct overview *ov, int pane, int64_t at)
{
	struct pane *p = &ov->panes[pane];
	struct err err = { 0 };

	if (at < 0)
		return 0;
	if ((size_t)at >= p->list.keys.n && !p->list.complete && !list_need(ui->ledger->db, &p->list, (size_t)at + 1, &err))
		failed(ov, &err);
	return (size_t)at < p->list.keys.n ? p->list.keys.p[at] : 0;
}

struct shown *overview_row(struct ui *ui, struct overview *ov)
{
	struct pane *p = &ov->panes[ov->active];
	int64_t key = pane_n(p) > 0 ? pane_key(ui, ov, ov->active, p->cursor.at) : 0;

	/* A date may be day 0: whether there is a row is asked of the list. */
	if (p->cursor.at < 0 || (size_t)p->cursor.at >= p->list.keys.n)
		return NULL;
	return shown_get(ui, ov, ov->active, key);
}

void overview_chosen(struct ui *ui, struct overview *ov, int64_t at)
{
	struct pane *p = &ov->panes[ov->active];

	pane_key(ui, ov, ov->active, at);
	cursor_to(&p->cursor, at, pane_n(p), p->rows);
}

bool shown_is_silent(const struct ui *ui, const struct shown *s)
{
	const struct duty_state *d = &s->item.duty;

	if (s->gone)
		return false;
	if (s->is_date)
		return s->date.silent > 0;
	if (ui->unit == 0)
		return s->item.owed > 0 && !s->item.all_in;
	return d->key != 0 && !d->standing && d->state == 'o' && !duty_is_in(d) && (d->begins == DATE_NONE || d->begins <= ui->today);
}

/* Line 1 calls the plan by its title; all open plans by theirs where there is but one. */
static void plan_title_read(struct ui *ui, struct overview *ov)
{
	struct arena mem = { 0 };
	plan_rows plans = { 0 };
	struct plan_row plan;
	struct err err = { 0 };

	ov->plan_title[0] = '\0';
	if (ov->plan != 0) {
		if (plan_get(ui->ledger->db, ov->plan, &mem, &plan, &err))
			snprintf(ov->plan_title, sizeof ov->plan_title, "%s", plan.title);
	} else if (plans_read(ui->ledger->db, true, &mem, &plans, &err)) {
		if (plans.n == 1)
			snprintf(ov->plan_title, sizeof ov->plan_title, "%s", plans.p[0].title);
		else if (plans.n > 1)
			snprintf(ov->plan_title, sizeof ov->plan_title, _("%zu plans"), plans.n);
	} else {
		failed(ov, &err);
	}
	vec_clear(&plans);
	arena_clear(&mem);
}

static void unit_name_read(struct ui *ui, struct overview *ov)
{
	struct arena mem = { 0 };
	struct unit_row unit;
	struct err err = { 0 };

	ov->unit_name[0] = '\0';
	if (ov->unit != 0 && unit_get(ui->ledger->db, ov->unit, &mem, &unit, &err))
		snprintf(ov->unit_name, sizeof ov->unit_name, "%s", unit.name);
	arena_clear(&mem);
}

void overview_sums(struct ui *ui, struct overview *ov)
{
	struct err err = { 0 };

	if (!ov->sums_stale)
		return;
	ov->sums_stale = false;
	if (!view_sums(ui->ledger, ov->plan, ov->unit, &ov->sums, &err))
		failed(ov, &err);
}

/* How many rows a pane has. All dates come with the pressing ones, which a folded pane shows anyway. */
static int64_t count_now(struct ui *ui, struct overview *ov, int pane)
{
	struct list *dates = &ov->panes[PANE_DATES].pressing;
	struct err err = { 0 };

	if (pane == PANE_TASKS)
		return ov->sums.tasks;
	if (pane == PANE_CAMPAIGNS)
		return ov->sums.campaigns;
	if (!list_need(ui->ledger->db, dates, SIZE_MAX / 2, &err))
		failed(ov, &err);
	return (int64_t)dates->keys.n;
}

static void pane_start(struct ui *ui, struct overview *ov, int pane)
{
	struct query q = { .of = list_of_pane(pane), .plan = ov->plan, .unit = ov->unit, .due = DATE_NONE, .today = ui->today };
	struct pane *p = &ov->panes[pane];

	list_start(&p->list, &q);
	q.pressing = true;
	list_start(&p->pressing, &q);
	p->count = count_now(ui, ov, pane);
}

static int64_t find_key(struct ui *ui, struct overview *ov, int pane, int64_t key)
{
	struct pane *p = &ov->panes[pane];

	for (int64_t i = 0; i < pane_n(p); i++) {
		int64_t at = pane_key(ui, ov, pane, i);

		if ((size_t)i >= p->list.keys.n)
			break;
		if (at == key)
			return i;
	}
	return -1;
}

/* Sorts and fetches anew; the cursor stays on its row, at its height, where the row is still there. */
static void pane_restart(struct ui *ui, struct overview *ov, int pane)
{
	struct pane *p = &ov->panes[pane];
	bool had = (size_t)p->cursor.at < p->list.keys.n;
	int64_t key = had ? p->list.keys.p[p->cursor.at] : 0, at = -1, height = p->cursor.at - p->cursor.top;

	pane_start(ui, ov, pane);
	if (had)
		at = find_key(ui, ov, pane, key);
	if (at >= 0)
		p->cursor = (struct cursor){ at, at - height };
	cursor_fit(&p->cursor, pane_n(p), p->rows);
}

static void first_silent(struct ui *ui, struct overview *ov)
{
	for (int i = 0; i < PANE_DATES; i++) {
		struct pane *p = &ov->panes[(ov->active + i) % PANE_DATES];
		int pane = (int)(p - ov->panes);

		for (int64_t at = 0; at < pane_n(p); at++) {
			int64_t key = pane_key(ui, ov, pane, at);
			const struct shown *s = key ? shown_get(ui, ov, pane, key) : NULL;

			if (s && shown_is_silent(ui, s)) {
				ov->active = pane;
				overview_chosen(ui, ov, at);
				return;
			}
		}
	}
}

/* Another plan or unit: all begins anew; the chosen row stays where it is still shown. */
static void filter_changed(struct ui *ui, struct overview *ov)
{
	bool to_unit = ui->unit != 0 && ui->unit != ov->unit;

	if (ov->plan != ui->plan)
		ui->silent_order.n = 0;
	ov->plan = ui->plan;
	ov->unit = ui->unit;
	cache_drop(ov);
	ov->sums_stale = true;
	overview_sums(ui, ov);
	plan_title_read(ui, ov);
	unit_name_read(ui, ov);
	for (int i = 0; i < PANES; i++)
		pane_restart(ui, ov, i);
	if (to_unit && ov->active != PANE_DATES)
		first_silent(ui, ov);
}

static void refresh(struct ui *ui, struct screen *screen)
{
	struct overview *ov = (struct overview *)screen;

	ov->failed = false;
	if (ov->plan != ui->plan || ov->unit != ui->unit) {
		filter_changed(ui, ov);
	} else {
		cache_drop(ov);
		ov->sums_stale = true;
		overview_sums(ui, ov);
		/* Rows stay where they are; only where some came or went the lists are fetched anew. */
		for (int i = 0; i < PANES; i++) {
			struct list *pressing = &ov->panes[i].pressing;
			struct query q = pressing->query;

			list_start(pressing, &q);
			if (count_now(ui, ov, i) != ov->panes[i].count)
				pane_restart(ui, ov, i);
		}
	}
	if (ui->outcome && ov->acted)
		overview_step(ui, ov);
	ov->acted = false;
}

/* How many rows each pane gets below its heading. */
static void layout(struct overview *ov)
{
	int rows = draw_rows(), room = rows - HEAD_ROWS - FOOT_ROWS, at = HEAD_ROWS;
	int fold = rows < 24 ? 2 : 3 + (rows - 24) / 8, want;
	struct pane *active = &ov->panes[ov->active];

	if (draw_is_text())
		fold = rows;
	if (rows < THREE_PANES_ROWS) {
		for (int i = 0; i < PANES; i++)
			ov->panes[i].row = -1, ov->panes[i].rows = 0;
		active->row = HEAD_ROWS;
		active->rows = room - 1;
		ov->end = rows - FOOT_ROWS;
		return;
	}
	if (rows >= DETAIL_FROM_ROWS && !draw_is_text())
		room -= DETAIL_LINES + 1;
	room -= PANES;
	active->rows = room;
	for (int i = 0; i < PANES; i++) {
		struct pane *p = &ov->panes[i];

		if (i == ov->active)
			continue;
		p->rows = pane_n(p) < fold ? (int)pane_n(p) : fold;
		active->rows -= p->rows;
	}
	/* What the active one does not need goes to the folded ones. */
	want = pane_n(active) < 1 ? 1 : pane_n(active) < room ? (int)pane_n(active) : room;
	for (int i = 0; i < PANES; i++) {
		struct pane *p = &ov->panes[i];
		int spare = active->rows - want;
		int64_t more = pane_n(p) - p->rows;

		if (i == ov->active || spare <= 0 || more <= 0)
			continue;
		if (more < spare)
			spare = (int)more;
		p->rows += spare;
		active->rows -= spare;
	}
	if (active->rows > want)
		active->rows = want;
	for (int i = 0; i < PANES; at += 1 + ov->panes[i].rows, i++)
		ov->panes[i].row = at;
	ov->end = at;
}

static void head_draw(struct ui *ui, struct overview *ov)
{
	struct buf left = { 0 }, counts = { 0 };
	int room = ui_head_room(ui);

	if (ov->unit != 0)
		buf_printf(&counts, _("  unit:%s %jd/%jd items"), ov->unit_name, (intmax_t)ov->sums.leaves, (intmax_t)ov->sums.all_leaves);
	else
		buf_printf(&counts, _("  all %jd items"), (intmax_t)ov->sums.leaves);
	buf_printf(&left, "%s ", _("duban"));
	room -= width_cols(buf_str(&left)) + width_cols(buf_str(&counts));
	if (room > 4)
		width_cut(&left, str_of(ov->plan_title), room);
	buf_put(&left, buf_str(&counts));
	ui_draw_head(ui, buf_text(&left));
	buf_clear(&left);
	buf_clear(&counts);
}

static void sums_draw(struct ui *ui, const struct overview *ov)
{
	const struct sums *s = &ov->sums;
	struct line *l = line_at(1);
	int cols = draw_cols(), wide;
	char left[160], right[160];

	if (ov->unit != 0) {
		snprintf(left, sizeof left, _("owed %d  in %d  silent %d  overdue %d"), s->owed, s->in, s->silent, s->overdue);
		snprintf(right, sizeof right, _("%s all units"), keymap_key(ui->keymap, "overview", "escape"));
	} else {
		snprintf(left, sizeof left, _("to review %d  returned %d"), s->pending, s->returned);
		snprintf(right, sizeof right, _("owed %d in %d silent %d (unit by unit)"), s->owed, s->in, s->silent);
	}
	wide = width_cols(str_of(right));
	if (width_cols(str_of(left)) + wide + 1 <= cols) {
		line_put(l, 0, cols - wide - 1, LOOK_PLAIN, str_of(left));
		line_right(l, cols - wide, wide, LOOK_PLAIN, str_of(right));
	} else {
		line_put(l, 0, cols, LOOK_PLAIN, str_of(ov->unit != 0 ? left : right));
	}
	line_end(l);
}

/* Why there is nothing, and what fills it. */
static void empty_draw(struct ui *ui, struct overview *ov, int row)
{
	struct line *l = line_at(row);
	char text[400];

	if (ov->failed)
		snprintf(text, sizeof text, _("could not be read: %.300s"), ov->failure.text);
	else if (ov->unit != 0)
		snprintf(text, sizeof text, _("nothing here for %s; %s shows all units"), ov->unit_name, keymap_key(ui->keymap, "overview", "escape"));
	else if (ov->active == PANE_TASKS && ov->sums.tasks == 0 && ov->sums.campaigns == 0)
		snprintf(text, sizeof text, "%s", _("nothing entered yet: \"duban import FILE\" reads a notice"));
	else if (ov->active == PANE_DATES)
		snprintf(text, sizeof text, "%s", _("no deadline: no item with a date has a lead unit"));
	else
		snprintf(text, sizeof text, _("nothing here; %s goes to the next pane"), keymap_key(ui->keymap, "overview", "next-pane"));
	line_put(l, 1, draw_cols() - 1, LOOK_PLAIN, str_of(text));
	line_end(l);
	draw_cursor(row, 0);
}

static void active_draw(struct ui *ui, struct overview *ov)
{
	struct pane *p = &ov->panes[ov->active];
	struct cursor c;
	int seen = p->rows, first = p->row + 1;

	heading_draw(ui, ov, ov->active, p->row, ov->panes[(ov->active + 1) % PANES].row < 0);
	pane_key(ui, ov, ov->active, p->cursor.top + p->rows);
	cursor_fit(&p->cursor, pane_n(p), p->rows);
	c = p->cursor;
	/* Under a form the chosen row stays in sight, and the list goes back to its place behind it. */
	if (ui->foot > 0 && first + seen > draw_rows() - ui->foot)
		seen = draw_rows() - ui->foot - first;
	cursor_fit(&c, pane_n(p), seen);
	for (int i = 0; i < p->rows; i++) {
		int64_t at = c.top + i, key = at < pane_n(p) ? pane_key(ui, ov, ov->active, at) : 0;

		if (at >= pane_n(p) || (size_t)at >= p->list.keys.n) {
			draw_blank(first + i);
			continue;
		}
		row_draw(ui, ov, ov->active, shown_get(ui, ov, ov->active, key), first + i, at == c.at);
	}
	if (pane_n(p) == 0)
		empty_draw(ui, ov, first);
	else
		draw_cursor(first + (int)(c.at - c.top), 0);
}

static void folded_draw(struct ui *ui, struct overview *ov, int pane)
{
	struct pane *p = &ov->panes[pane];
	struct list *l = draw_is_text() ? &p->list : &p->pressing;      /* on paper all rows stand, in their order */
	struct err err = { 0 };

	heading_draw(ui, ov, pane, p->row, false);
	if (p->rows > 0 && !list_need(ui->ledger->db, l, (size_t)p->rows, &err))
		failed(ov, &err);
	for (int i = 0; i < p->rows; i++) {
		if ((size_t)i < l->keys.n)
			row_draw(ui, ov, pane, shown_get(ui, ov, pane, l->keys.p[i]), p->row + 1 + i, false);
		else
			draw_blank(p->row + 1 + i);
	}
}

static void detail_draw(const struct overview *ov)
{
	int from = draw_rows() - FOOT_ROWS - DETAIL_LINES - 1;

	if (draw_rows() < DETAIL_FROM_ROWS || draw_is_text())
		return;
	draw_blank(from);
	for (int i = 0; i < DETAIL_LINES; i++) {
		struct line *l = line_at(from + 1 + i);

		if (ov->detail[i])
			line_put(l, 1, draw_cols() - 1, LOOK_PLAIN, str_of(ov->detail[i]));
		line_end(l);
	}
}

static void hints_draw(struct ui *ui, const struct overview *ov)
{
	static const char *const all[] = { "open", "report", "sign", "urge", "unit", "next-silent", "search", "plan", "next-pane", "undo", "command", NULL };
	static const char *const one[] = { "report", "none", "zero", "sign", "urge", "open", "next-silent", "undo", "search", "command", NULL };

	ui_draw_hints(ui, "overview", ov->unit != 0 ? one : all);
}

static void foot_draw(struct ui *ui, struct overview *ov)
{
	for (int row = ov->end; row < draw_rows() - FOOT_ROWS; row++)
		draw_blank(row);
	detail_draw(ov);
	hints_draw(ui, ov);
	if (ov->failed && !ui->message[0])
		ui_error(ui, &ov->failure);
	ui_draw_reason(ui, buf_text(&ov->reason));
}

static void draw(struct ui *ui, struct screen *screen)
{
	struct overview *ov = (struct overview *)screen;
	struct err err = { 0 };
	bool reading = db_read_begin(ui->ledger->db, &err);

	ov->stamp++;
	if (ov->cached_cols != draw_cols())
		cache_drop(ov);
	ov->cached_cols = draw_cols();
	overview_sums(ui, ov);
	layout(ov);
	head_draw(ui, ov);
	sums_draw(ui, ov);
	for (int i = 0; i < PANES; i++) {
		if (i == ov->active)
			active_draw(ui, ov);
		else if (ov->panes[i].row >= 0)
			folded_draw(ui, ov, i);
	}
	if (!draw_is_text())
		foot_draw(ui, ov);
	if (reading)
		db_read_end(ui->ledger->db);
}

static bool is_verb(const char *command)
{
	return verb_find(command) != NULL;
}

static bool can(struct ui *ui, struct screen *screen, const char *command)
{
	const struct overview *ov = (const struct overview *)screen;
	bool writable = db_is_writable(ui->ledger->db), any = pane_n(&ov->panes[ov->active]) > 0;

	if (is_verb(command))
		return writable && any && ov->active != PANE_DATES;
	if (strcmp(command, "undo") == 0)
		return writable;
	if (strcmp(command, "open") == 0 || strcmp(command, "search") == 0)
		return any;
	if (strcmp(command, "next-silent") == 0)
		return ov->sums.silent > 0 || ov->unit != 0;
	return true;
}

static void overview_free(struct screen *screen)
{
	struct overview *ov = (struct overview *)screen;

	for (int i = 0; i < PANES; i++) {
		list_clear(&ov->panes[i].list);
		list_clear(&ov->panes[i].pressing);
	}
	cache_free(ov);
	buf_clear(&ov->reason);
	buf_clear(&ov->wanted);
	arena_clear(&ov->detail_mem);
	free(ov);
}

const struct screen_ops overview_ops = {
	.mode = "overview", .title = N_("Overview"), .draw = draw, .command = overview_command, .refresh = refresh, .can = can,
	.rested = overview_rested, .free = overview_free,
};

bool overview_failed(const struct screen *screen, struct err *err)
{
	const struct overview *ov = (const struct overview *)screen;

	if (ov->failed)
		*err = ov->failure;
	return ov->failed;
}

bool overview_goto(struct ui *ui, struct screen *screen, int64_t item)
{
	struct overview *ov = (struct overview *)screen;

	for (int pane = PANE_TASKS; pane <= PANE_CAMPAIGNS; pane++) {
		int64_t at = find_key(ui, ov, pane, item);

		if (at >= 0) {
			ov->active = pane;
			layout(ov);
			overview_chosen(ui, ov, at);
			return true;
		}
	}
	return false;
}

void overview_restart(struct ui *ui, struct overview *ov)
{
	cache_drop(ov);
	ov->failed = false;
	ov->sums_stale = true;
	overview_sums(ui, ov);
	plan_title_read(ui, ov);
	for (int i = 0; i < PANES; i++)
		pane_restart(ui, ov, i);
}

void overview_open(struct ui *ui)
{
	struct overview *ov = mem_alloc(sizeof *ov);

	ov->screen.ops = &overview_ops;
	ov->plan = ui->plan;
	ov->unit = ui->unit;
	ov->sums_stale = true;
	overview_sums(ui, ov);
	plan_title_read(ui, ov);
	unit_name_read(ui, ov);
	for (int i = 0; i < PANES; i++)
		pane_start(ui, ov, i);
	ui_push(ui, &ov->screen);
}

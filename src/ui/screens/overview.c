#include "ui/screens/overview_private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "base/width.h"
#include "model/say.h"
#include "model/verb.h"

#include "base/ban.h"

enum {
	HEAD_ROWS = 2, FOOT_ROWS = 2,
	THREE_PANES_ROWS = 20,      /* below: one pane at a time */
	DETAIL_FROM_ROWS = 36,
};

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
	int64_t shown = pane_n(&ov->panes[PANE_TASKS]) + pane_n(&ov->panes[PANE_CAMPAIGNS]);

	if (narrow_is_filter(ui)) {
		const struct list lists[] = { ov->panes[PANE_TASKS].list,
					      ov->panes[PANE_CAMPAIGNS].list };

		narrow_head(ui, shown, overview_rows(ui, ov), lists, 2,
			    room - width_cols(str_of(_("duban"))) - 1, &counts);
	} else if (ov->unit != 0) {
		buf_printf(&counts, _("  unit:%s %jd/%jd items"), ov->unit_name,
			   (intmax_t)shown, (intmax_t)overview_rows(ui, ov));
	} else {
		buf_printf(&counts, _("  all %jd items"), (intmax_t)ov->sums.leaves);
		narrow_own(ui, &counts);
	}
	if (ui->narrow.sort.by != SORT_OWN)
		buf_printf(&counts,
			   ui->narrow.sort.reversed ? _("  by %s, reversed") : _("  by %s"),
			   sort_label(ui->narrow.sort.by));
	buf_printf(&left, "%s ", _("duban"));
	room -= width_cols(buf_str(&left)) + width_cols(buf_str(&counts));
	if (room > 4)
		width_cut(&left, str_of(ov->plan_title), room);
	buf_put(&left, buf_str(&counts));
	ui_draw_head(ui, buf_text(&left));
	buf_clear(&left);
	buf_clear(&counts);
}

/* What is marked stands in place of the left half of line 2. */
static void marked_put(struct ui *ui, const struct overview *ov, char *left, size_t room)
{
	struct buf text = { 0 };

	marks_count(ui, ov->screen.marks, &text);
	if (text.n > 0)
		snprintf(left, room, "%s", buf_text(&text));
	buf_clear(&text);
}

/* Behind the others: what is not exchanged, where there is any. */
static void unheard_put(char *to, size_t size, int n, const char *gap)
{
	struct arena mem = { 0 };
	size_t at = strlen(to);

	if (n > 0)
		snprintf(to + at, size - at, "%s%s", gap, say_unheard(n, &mem));
	arena_clear(&mem);
}

/* Under a filter: the sums of what it is about, once they are known. */
static void found_draw(struct ui *ui, const struct overview *ov)
{
	const struct list_sums *s = &ov->found;
	struct line *l = line_at(1);
	char left[160] = "", right[80];
	int cols = draw_cols(), wide;

	if (ov->found_known)
		snprintf(left, sizeof left, _("owed %d  in %d  silent %d  overdue %d"),
			 (int)s->owed, (int)s->in, (int)s->silent, (int)s->overdue);
	unheard_put(left, sizeof left, (int)s->unheard, "  ");
	marked_put(ui, ov, left, sizeof left);
	snprintf(right, sizeof right, _("%s shows all"),
		 keymap_key(ui->keymap, "overview", "escape"));
	wide = width_cols(str_of(right));
	line_put(l, 0, cols - wide - 1, LOOK_PLAIN, str_of(left));
	line_right(l, cols - wide, wide, LOOK_PLAIN, str_of(right));
	line_end(l);
}

static void sums_draw(struct ui *ui, const struct overview *ov)
{
	const struct sums *s = &ov->sums;
	struct line *l = line_at(1);
	int cols = draw_cols(), wide, later = s->owed - s->in - s->silent - s->unheard;
	char left[160], right[160], whole[160], apart[60] = "";

	unheard_put(apart, sizeof apart, s->unheard, " ");
	if (ov->unit != 0) {
		snprintf(left, sizeof left, _("owed %d  in %d  silent %d  overdue %d"), s->owed,
			 s->in, s->silent, s->overdue);
		unheard_put(left, sizeof left, s->unheard, "  ");
		snprintf(whole, sizeof whole, _("%s  begins later %d"), left, later);
		snprintf(right, sizeof right, _("%s all units"),
			 keymap_key(ui->keymap, "overview", "escape"));
	} else {
		size_t n = (size_t)snprintf(left, sizeof left, _("to review %d  returned %d"),
					    s->pending, s->returned);

		if (s->asked > 0 && n < sizeof left)
			n += (size_t)snprintf(left + n, sizeof left - n, _("  extensions asked %d"),
					      s->asked);
		if (ov->clashes > 0 && n < sizeof left)
			snprintf(left + n, sizeof left - n, _("  clashes %lld"),
				 (long long)ov->clashes);
		snprintf(right, sizeof right, _("owed %d in %d silent %d%s (unit by unit)"),
			 s->owed, s->in, s->silent, apart);
		snprintf(whole, sizeof whole, _("owed %d in %d silent %d%s later %d (unit by unit)"),
			 s->owed, s->in, s->silent, apart, later);
	}
	/* The sum adds up where there is room to say it. */
	if (later > 0 &&
	    width_cols(str_of(whole)) + width_cols(str_of(ov->unit != 0 ? right : left)) + 2 <=
		    cols)
		memcpy(ov->unit != 0 ? left : right, whole, sizeof whole);
	marked_put(ui, ov, left, sizeof left);
	wide = width_cols(str_of(right));
	if (width_cols(str_of(left)) + wide + 1 <= cols) {
		line_put(l, 0, cols - wide - 1, LOOK_PLAIN, str_of(left));
		line_right(l, cols - wide, wide, LOOK_PLAIN, str_of(right));
	} else {
		line_put(l, 0, cols, LOOK_PLAIN,
			 str_of(ov->unit != 0 || ov->screen.marks->list.n > 0 ? left : right));
	}
	line_end(l);
}

const char *overview_empty(int pane)
{
	return pane == PANE_TASKS       ? _("no item matches the filter")
	       : pane == PANE_CAMPAIGNS ? _("no campaign matches the filter")
					: _("no deadline matches the filter");
}

/* Why there is nothing, and what fills it. */
static void empty_draw(struct ui *ui, struct overview *ov, int row)
{
	struct line *l = line_at(row);
	struct arena mem = { 0 };
	char text[400];

	if (ov->failed)
		snprintf(text, sizeof text, _("could not be read: %.300s"), ov->failure.text);
	else if (narrow_is_filter(ui) && overview_is_looking(ov))
		snprintf(text, sizeof text, "%s", _("looking ..."));
	else if (narrow_is_filter(ui) && !ov->panes[ov->active].list.complete)
		snprintf(text, sizeof text, _("nothing found so far; %s looks again"),
			 keymap_key(ui->keymap, "overview", "redraw"));
	else if (narrow_is_filter(ui))
		snprintf(text, sizeof text, "%s", narrow_empty(ui, overview_empty(ov->active), &mem));
	else if (ov->unit != 0)
		snprintf(text, sizeof text, _("nothing here for %s; %s shows all units"),
			 ov->unit_name, keymap_key(ui->keymap, "overview", "escape"));
	else if (ov->active == PANE_TASKS && ov->sums.tasks == 0 && ov->sums.campaigns == 0)
		snprintf(text, sizeof text,
			 _("nothing entered yet: %s, then %s enters a plan by hand; a notice is "
			   "read before this starts: duban import FILE"),
			 keymap_key(ui->keymap, "overview", "plan"),
			 keymap_key(ui->keymap, "plans", "new-plan"));
	else if (ov->active == PANE_DATES)
		snprintf(text, sizeof text, "%s",
			 _("no deadline: no item with a date has a lead unit"));
	else
		snprintf(text, sizeof text, _("nothing here; %s goes to the next pane"),
			 keymap_key(ui->keymap, "overview", "next-pane"));
	line_put(l, 1, draw_cols() - 1, LOOK_PLAIN, str_of(text));
	line_end(l);
	draw_cursor(row, 0);
	arena_clear(&mem);
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
	/* Under a form the chosen row stays in sight, and the list goes back to its place behind
	 * it. */
	if (ui->foot > 0 && first + seen > draw_rows() - ui->foot)
		seen = draw_rows() - ui->foot - first;
	cursor_fit(&c, pane_n(p), seen);
	for (int i = 0; i < p->rows; i++) {
		int64_t at = c.top + i, key = at < pane_n(p) ? pane_key(ui, ov, ov->active, at) : 0;

		if (at >= pane_n(p) || (size_t)at >= p->list.keys.n) {
			draw_blank(first + i);
			continue;
		}
		row_draw(ui, ov, ov->active, shown_get(ui, ov, ov->active, key), first + i,
			 at == c.at);
	}
	if (pane_n(p) == 0)
		empty_draw(ui, ov, first);
	else
		draw_cursor(first + (int)(c.at - c.top), 0);
}

static int by_date(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

static void folded_draw(struct ui *ui, struct overview *ov, int pane)
{
	struct pane *p = &ov->panes[pane];
	bool ordered = p->list.query.sort != SORT_OWN;
	/* on paper, and in an order that was chosen, the first rows stand */
	struct list *l = draw_is_text() || p->list.query.where || ordered ? &p->list
									  : &p->pressing;
	struct err err = { 0 };
	VEC(int64_t) rows = { 0 };

	heading_draw(ui, ov, pane, p->row, false);
	if (p->rows > 0 && !narrow_need(ui, l, (size_t)p->rows, &err))
		overview_fail(ov, &err);
	for (size_t i = 0; i < (size_t)p->rows && i < l->keys.n; i++)
		*vec_push(&rows) = l->keys.p[i];
	/* The most pressing dates are chosen, and stand in their order. */
	if (pane == PANE_DATES && rows.n > 1 && !ordered)
		qsort(rows.p, rows.n, sizeof *rows.p, by_date);
	for (int i = 0; i < p->rows; i++) {
		if ((size_t)i < rows.n)
			row_draw(ui, ov, pane, shown_get(ui, ov, pane, rows.p[i]), p->row + 1 + i,
				 false);
		else
			draw_blank(p->row + 1 + i);
	}
	vec_clear(&rows);
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
	static const char *const all[] = { "open", "calls", "report", "urge", "unit", "search", "filter",
					   "sign", "next-silent", "plan", "next-pane", "undo",
					   "command", NULL };
	static const char *const one[] = { "report", "none",    "zero",        "sign",
					   "urge",   "open",    "next-silent", "undo",
					   "search", "command", NULL };

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
	if (narrow_is_filter(ui))
		found_draw(ui, ov);
	else
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
	vec_clear(&ov->clashing);
	buf_clear(&ov->reason);
	buf_clear(&ov->found_of);
	search_clear(&ov->search);
	arena_clear(&ov->detail_mem);
	free(ov);
}

const struct screen_ops overview_ops = {
	.mode = "overview",
	.title = N_("Overview"),
	.draw = draw,
	.command = overview_command,
	.refresh = overview_refresh,
	.can = can,
	.about = overview_about,
	.rested = overview_rested,
	.soon = overview_soon,
	.free = overview_free,
};

bool overview_failed(const struct screen *screen, struct err *err)
{
	const struct overview *ov = (const struct overview *)screen;

	if (ov->failed)
		*err = ov->failure;
	return ov->failed;
}

int overview_pane(const struct screen *screen)
{
	return ((const struct overview *)screen)->active;
}

bool overview_goto(struct ui *ui, struct screen *screen, int64_t item)
{
	struct overview *ov = (struct overview *)screen;

	for (int pane = PANE_TASKS; pane <= PANE_CAMPAIGNS; pane++) {
		int64_t at = pane_find(ui, ov, pane, item);

		if (at >= 0) {
			ov->active = pane;
			layout(ov);
			overview_chosen(ui, ov, at);
			return true;
		}
	}
	return false;
}

void overview_open(struct ui *ui)
{
	struct overview *ov = mem_alloc(sizeof *ov);
	struct err err = { 0 };
	bool reading = db_read_begin(ui->ledger->db, &err);

	ov->screen.ops = &overview_ops;
	marks_begin(ui, &ov->screen, overview_lists);
	ov->plan = ui->plan;
	ov->unit = ui->unit;
	ov->narrowed = ui->narrow.stamp;
	overview_start(ui, ov);
	if (reading)
		db_read_end(ui->ledger->db);
	ui_push(ui, &ov->screen);
}

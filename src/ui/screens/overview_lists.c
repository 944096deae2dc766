/* What the panes hold: their lists, the sums above them, and where the cursor goes when these
 * change. */
#include <stdio.h>
#include <string.h>

#include "base/gettext.h"
#include "model/clash.h"
#include "ui/screens/overview_private.h"

#include "base/ban.h"

static enum list_of list_of_pane(int pane)
{
	return pane == PANE_TASKS       ? LIST_TASKS
	       : pane == PANE_CAMPAIGNS ? LIST_CAMPAIGNS
					: LIST_DATES;
}

int64_t pane_n(const struct pane *p)
{
	if (p->list.complete || p->count < (int64_t)p->list.keys.n)
		return (int64_t)p->list.keys.n;
	return p->count;
}

void overview_fail(struct overview *ov, const struct err *err)
{
	ov->failed = true;
	ov->failure = *err;
}

int64_t pane_key(struct ui *ui, struct overview *ov, int pane, int64_t at)
{
	struct pane *p = &ov->panes[pane];
	struct err err = { 0 };

	if (at < 0)
		return 0;
	if ((size_t)at >= p->list.keys.n && !p->list.complete &&
	    !narrow_need(ui, &p->list, (size_t)at + 1, &err))
		overview_fail(ov, &err);
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
	return d->key != 0 && !d->standing && d->state == 'o' && !duty_is_in(d) &&
	       (d->begins == DATE_NONE || d->begins <= ui->today);
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
		overview_fail(ov, &err);
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
	if (!view_sums(ui->ledger, ov->plan, narrow_is_filter(ui) ? 0 : ov->unit, &ov->sums, &err))
		overview_fail(ov, &err);
	ov->clashing.n = 0;
	ov->clashes = 0;
	if (err.code == ERR_NONE && !clash_items(ui->ledger, &ov->clashing, &ov->clashes, &err))
		overview_fail(ov, &err);
}

int64_t overview_rows(struct ui *ui, struct overview *ov)
{
	struct err err = { 0 };

	if (ov->rows < 0 && !list_rows(ui->ledger->db, ov->plan, &ov->rows, &err))
		overview_fail(ov, &err);
	return ov->rows;
}

/* How many rows a pane has. All dates come with the pressing ones, which a folded pane shows
 * anyway. */
static int64_t count_now(struct ui *ui, struct overview *ov, int pane)
{
	struct list *dates = &ov->panes[PANE_DATES].pressing;
	struct err err = { 0 };

	/* What a filter asks about is counted by looking. */
	if (narrow_is_filter(ui))
		return 0;
	if (pane == PANE_TASKS)
		return ov->sums.tasks;
	if (pane == PANE_CAMPAIGNS)
		return ov->sums.campaigns;
	if (!list_need(ui->ledger->db, dates, SIZE_MAX / 2, &err))
		overview_fail(ov, &err);
	return (int64_t)dates->keys.n;
}

/* Line 2 is added up anew. */
static void found_restart(struct ui *ui, struct overview *ov)
{
	ov->found = (struct list_sums){ 0 };
	ov->found_known = false;
	buf_reset(&ov->found_of);
	buf_put(&ov->found_of, buf_str(&ui->narrow.text));
	ov->found_by = ui->narrow.sort;
}

static void pane_start(struct ui *ui, struct overview *ov, int pane)
{
	struct query q = { .of = list_of_pane(pane),
			   .plan = ov->plan,
			   .due = DATE_NONE,
			   .today = ui->today };
	struct pane *p = &ov->panes[pane];

	narrow_query(ui, &q);
	q.with_items = true;
	if (list_sorts(q.of, ui->narrow.sort.by)) {
		q.sort = ui->narrow.sort.by;
		q.reversed = ui->narrow.sort.reversed;
	}
	list_start(&p->list, &q);
	q.sort = SORT_OWN;
	q.pressing = !q.where;
	list_start(&p->pressing, &q);
	ov->stopped = false;
	ui->soon |= q.where != NULL;
	p->count = count_now(ui, ov, pane);
}

bool overview_is_looking(const struct overview *ov)
{
	for (int i = 0; i < PANES && !ov->stopped; i++)
		if (ov->panes[i].list.query.where && !ov->panes[i].list.complete)
			return true;
	return false;
}

/* Line 2: the sums of what is shown. */
static void found_read(struct ui *ui, struct overview *ov)
{
	struct query q = { .of = LIST_TASKS, .plan = ov->plan, .due = DATE_NONE, .today = ui->today };
	struct err err = { 0 };

	narrow_query(ui, &q);
	q.with_items = true;
	if (!narrow_sums(ui, &q, &ov->found, &ov->found_known, &err))
		overview_fail(ov, &err);
}

bool shown_date_read(struct ui *ui, struct overview *ov, struct shown *s, bool drawing,
		     struct err *err)
{
	bool known, read = narrow_date(ui, (date)s->key, &ov->panes[PANE_DATES].list.query, drawing,
				       &s->date, &known, err);

	s->later = read && !known;
	return read;
}

/* Of those dates that stand there without. */
static void dates_read(struct ui *ui, struct overview *ov)
{
	struct err err = { 0 };

	for (size_t i = 0; i < ov->cache.n && !ui->soon; i++)
		if (ov->cache.p[i].later &&
		    !shown_date_read(ui, ov, &ov->cache.p[i], false, &err))
			overview_fail(ov, &err);
}

void overview_soon(struct ui *ui, struct screen *screen)
{
	struct overview *ov = (struct overview *)screen;
	bool looking = overview_is_looking(ov);
	struct err err = { 0 };

	if (!ov->stopped && ov->active == PANE_DATES)
		dates_read(ui, ov);
	/* First what is looked at. */
	for (int i = 0; i < PANES && !ov->stopped && !ui->soon; i++) {
		struct list *l = &ov->panes[(ov->active + i) % PANES].list;

		if (l->query.where && !l->complete && !narrow_need(ui, l, SIZE_MAX / 2, &err)) {
			overview_fail(ov, &err);
			ov->stopped = true;
		}
	}
	if (!ui->soon && !ov->stopped)
		dates_read(ui, ov);
	if (ui->soon || ov->found_known || ov->stopped || !narrow_is_filter(ui))
		return;
	/* The rows are drawn before they are added up. */
	if (looking)
		ui->soon = true;
	else
		found_read(ui, ov);
}

int64_t pane_find(struct ui *ui, struct overview *ov, int pane, int64_t key)
{
	struct list *l = &ov->panes[pane].list;
	struct err err = { 0 };
	size_t seen = 0;

	/* Not all is looked through for the row that was chosen before. */
	if (l->query.where) {
		if (!l->complete && l->keys.n < 64 && !narrow_need(ui, l, 64, &err))
			overview_fail(ov, &err);
		for (; seen < l->keys.n; seen++)
			if (l->keys.p[seen] == key)
				return (int64_t)seen;
		return -1;
	}

	/* A long list is fetched in growing pieces: the row is mostly near its beginning. */
	for (size_t want = 64;; want *= 2) {
		if (!list_need(ui->ledger->db, l, want, &err))
			overview_fail(ov, &err);
		for (; seen < l->keys.n; seen++)
			if (l->keys.p[seen] == key)
				return (int64_t)seen;
		if (l->complete || err.code != ERR_NONE)
			return -1;
	}
}

/* Sorts and fetches anew; the cursor stays on its row, at its height, where the row is still
 * there. */
static void pane_restart(struct ui *ui, struct overview *ov, int pane)
{
	struct pane *p = &ov->panes[pane];
	bool had = (size_t)p->cursor.at < p->list.keys.n;
	int64_t key = had ? p->list.keys.p[p->cursor.at] : 0, at = -1,
		height = p->cursor.at - p->cursor.top;

	pane_start(ui, ov, pane);
	if (had)
		at = pane_find(ui, ov, pane, key);
	if (at >= 0)
		p->cursor = (struct cursor){ at, at - height };
	else if (narrow_is_filter(ui))
		p->cursor = (struct cursor){ 0, 0 };
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

/* Nothing but the order is another one: what is shown is the same, and so are its sums. */
static bool is_order_alone(const struct ui *ui, const struct overview *ov)
{
	const struct sort *now = &ui->narrow.sort, *was = &ov->found_by;

	return ov->plan == ui->plan && ov->narrowed + 1 == ui->narrow.stamp &&
	       (now->by != was->by || now->reversed != was->reversed) &&
	       str_eq(buf_str(&ov->found_of), buf_str(&ui->narrow.text));
}

/* Another plan or unit: all begins anew; the chosen row stays where it is still shown. */
static void filter_changed(struct ui *ui, struct overview *ov)
{
	bool to_unit = ui->unit != 0 && ui->unit != ov->unit;

	if (ov->plan != ui->plan) {
		ui->silent_order.n = 0;
		ov->rows = -1;
	}
	if (is_order_alone(ui, ov))
		ov->found_by = ui->narrow.sort;
	else
		found_restart(ui, ov);
	ov->plan = ui->plan;
	ov->unit = ui->unit;
	ov->narrowed = ui->narrow.stamp;
	cache_drop(ov);
	ov->sums_stale = true;
	overview_sums(ui, ov);
	plan_title_read(ui, ov);
	unit_name_read(ui, ov);
	for (int i = 0; i < PANES; i++)
		pane_restart(ui, ov, i);
	if (to_unit && !narrow_is_filter(ui) && ov->active != PANE_DATES)
		first_silent(ui, ov);
}

/* What an action made or changed that is not in the lists: where the filter lets it in it is fetched
 * and gone to, else that is told. */
static void hidden_tell(struct ui *ui, struct overview *ov)
{
	size_t said = strlen(ui->message);

	for (int i = 0; i < PANES; i++)
		pane_restart(ui, ov, i);
	ui->soon = false;
	overview_soon(ui, &ov->screen);
	if (overview_goto(ui, &ov->screen, ui->outcome->item) || overview_is_looking(ov))
		return;
	snprintf(ui->message + said, sizeof ui->message - said,
		 _("; the filter does not show it: %s shows all"),
		 keymap_key(ui->keymap, "overview", "escape"));
}

void overview_refresh(struct ui *ui, struct screen *screen)
{
	struct overview *ov = (struct overview *)screen;

	ov->failed = false;
	if (ov->plan != ui->plan || ov->narrowed != ui->narrow.stamp) {
		filter_changed(ui, ov);
	} else {
		cache_drop(ov);
		ov->sums_stale = true;
		ov->rows = -1;
		overview_sums(ui, ov);
		found_restart(ui, ov);
		ui->soon |= narrow_is_filter(ui);
		/* Rows stay where they are; only where some came or went the lists are fetched
		 * anew. */
		for (int i = 0; i < PANES; i++) {
			struct list *pressing = &ov->panes[i].pressing;
			struct query q = pressing->query;

			q.today = ui->today;      /* midnight may have passed */
			list_start(pressing, &q);
			if (count_now(ui, ov, i) != ov->panes[i].count)
				pane_restart(ui, ov, i);
		}
	}
	if (ui->outcome && ov->acted)
		overview_step(ui, ov);
	else if (ui->outcome && !ov->screen.marks->acted && ui->outcome->item &&
		 ov->active != PANE_DATES &&
		 /* taken back, or done again: there it stands */
		 !overview_goto(ui, screen, ui->outcome->item) && narrow_is_filter(ui))
		hidden_tell(ui, ov);
	marks_refresh(ui, ov->screen.marks);
	/* What another wrote meanwhile does not end the wait for one's own. */
	ov->acted &= !ui->outcome;
}

void overview_start(struct ui *ui, struct overview *ov)
{
	found_restart(ui, ov);
	ov->sums_stale = true;
	ov->rows = -1;
	overview_sums(ui, ov);
	plan_title_read(ui, ov);
	unit_name_read(ui, ov);
	for (int i = 0; i < PANES; i++)
		pane_start(ui, ov, i);
}

void overview_restart(struct ui *ui, struct overview *ov)
{
	marks_relist(ov->screen.marks);
	cache_drop(ov);
	ov->failed = false;
	ov->rows = -1;
	ov->sums_stale = true;
	found_restart(ui, ov);
	overview_sums(ui, ov);
	plan_title_read(ui, ov);
	for (int i = 0; i < PANES; i++)
		pane_restart(ui, ov, i);
}

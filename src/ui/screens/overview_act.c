/* What the keys of the overview do. */
#include <stdio.h>
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "model/duty.h"
#include "model/verb.h"
#include "ui/screens/overview_private.h"

#include "base/ban.h"

/* A verb that waits for its unit to be chosen. */
struct waiting {
	const struct verb *verb;
	int64_t item;
	duty_states duties;
};

static void waiting_free(void *user)
{
	struct waiting *w = user;

	vec_clear(&w->duties);
	free(w);
}

static void unit_for_verb(struct ui *ui, void *user, int64_t unit)
{
	const struct waiting *w = user;

	for (size_t i = 0; i < w->duties.n; i++)
		if (w->duties.p[i].unit == unit) {
			do_verb(ui, w->verb->name, &w->duties.p[i], 1, w->item);
			return;
		}
}

/* Keeps those that the verb can be done on; of these, where it is about what has not come in,
 * those that have not. */
static void duties_sift(struct ui *ui, const struct verb *v, duty_states *list, struct err *why)
{
	bool about_silent = !(v->needs & (NEED_IN | NEED_CLOSED)), any_silent = false;
	size_t n = 0;

	for (size_t i = 0; i < list->n; i++) {
		struct err err = { 0 };

		/* Responsible units without a duty of their own are listed too: there is nothing
		 * to do on them. */
		if (list->p[i].key == 0)
			continue;
		if (verb_can(ui->ledger, v, &list->p[i], &err))
			list->p[n++] = list->p[i];
		else if (why->code == ERR_NONE)
			*why = err;
	}
	list->n = n;
	for (size_t i = 0; i < n && about_silent; i++)
		any_silent = any_silent || !duty_is_in(&list->p[i]);
	if (!any_silent)
		return;
	n = 0;
	for (size_t i = 0; i < list->n; i++)
		if (!duty_is_in(&list->p[i]))
			list->p[n++] = list->p[i];
	list->n = n;
}

static void unit_ask(struct ui *ui, const struct verb *v, const struct shown *s,
		     duty_states *duties)
{
	struct waiting *w = mem_alloc(sizeof *w);
	VEC(int64_t) units = { 0 };
	struct buf title = { 0 };

	*w = (struct waiting){ .verb = v, .item = s->key };
	for (size_t i = 0; i < duties->n; i++) {
		*vec_push(&units) = duties->p[i].unit;
		*vec_push(&w->duties) = duties->p[i];
	}
	buf_printf(&title, _("%s  %s %s: which unit?"), _(v->label), s->item.item.number,
		   s->item.item.title);
	chooser_open(ui, buf_text(&title), unit_for_verb, w, waiting_free, units.p, units.n);
	buf_clear(&title);
	vec_clear(&units);
}

/* Of the duties that the row shows. */
static void verb_all_units(struct ui *ui, const struct overview *ov, const struct verb *v,
			   const struct shown *s)
{
	const struct query *of = s->item.n_fits ? &ov->panes[PANE_TASKS].list.query : NULL;
	duty_states duties = { 0 };
	struct err err = { 0 }, why = { 0 };

	if ((v->needs & TAKES_ITEM) && (s->item.item.children == 0 || (v->needs & GOES_BELOW))) {
		do_verb(ui, v->name, NULL, 0, s->key);
		return;
	}
	if (!view_item_duties_of(ui->ledger, s->key, of, &duties, &err)) {
		ui_error(ui, &err);
	} else {
		duties_sift(ui, v, &duties, &why);
		if (duties.n == 1)
			do_verb(ui, v->name, duties.p, 1, s->key);
		else if (duties.n > 1)
			unit_ask(ui, v, s, &duties);
		else if (why.code != ERR_NONE)
			ui_error(ui, &why);
		else if (s->item.item.children > 0)
			ui_say(ui, _("%s is made of others: choose one of them"),
			       s->item.item.number);
		else
			ui_say(ui, _("nobody owes anything for %s"), s->item.item.number);
	}
	vec_clear(&duties);
}

static void verb_do(struct ui *ui, struct overview *ov, const struct verb *v)
{
	const struct shown *s = overview_row(ui, ov);
	struct duty_state duty;

	if (!s || s->gone || s->is_date) {
		ui_say(ui, _("%s needs a task or a campaign: choose a row in pane 1 or 2"),
		       _(v->label));
		return;
	}
	ov->acted = true;
	if (v->needs & NEED_MEASURE) {
		do_verb(ui, v->name, NULL, 0, s->key);
	} else if (ov->unit == 0) {
		verb_all_units(ui, ov, v, s);
	} else if (s->item.duty.key != 0) {
		duty = s->item.duty;
		do_verb(ui, v->name, &duty, 1, s->key);
	} else if (v->needs & TAKES_ITEM) {
		do_verb(ui, v->name, NULL, 0, s->key);
	} else {
		ui_say(ui, _("%s owes nothing for %s"), ov->unit_name, s->item.item.number);
	}
}

static void all_in_say(struct ui *ui, struct overview *ov)
{
	size_t said = strlen(ui->message);
	struct arena mem = { 0 };
	struct unit_row row;
	struct err err = { 0 };
	int64_t next = 0;

	if (ov->sums.silent > 0)
		snprintf(ui->message + said, sizeof ui->message - said,
			 _("; %d more in the other panes"), ov->sums.silent);
	else if (view_silent_next(ui->ledger, ov->plan, ov->unit, 1, &ui->silent_order, &next,
				  &err) &&
		 next != 0 && unit_get(ui->ledger->db, next, &mem, &row, &err))
		snprintf(ui->message + said, sizeof ui->message - said,
			 _("; %s has all in, %s next: %s"), ov->unit_name,
			 keymap_key(ui->keymap, "overview", "next-silent"),
			 *row.shortname ? row.shortname : row.name);
	else
		snprintf(ui->message + said, sizeof ui->message - said,
			 _("; nobody is silent any more"));
	arena_clear(&mem);
}

void overview_step(struct ui *ui, struct overview *ov)
{
	struct pane *p = &ov->panes[ov->active];
	const struct shown *s = overview_row(ui, ov);
	int64_t n = pane_n(p);

	if (ov->active == PANE_DATES || !s)
		return;
	/* Without a unit the item stays chosen while others owe it: the next call is about the
	 * same item. */
	if (ov->unit == 0 && shown_is_silent(ui, s))
		return;
	for (int64_t i = 1; i <= n; i++) {
		int64_t at = (p->cursor.at + i) % n, key = pane_key(ui, ov, ov->active, at);

		if (ov->unit == 0 && at < p->cursor.at)
			break;      /* a long list is not read from the start for this */
		s = key ? shown_get(ui, ov, ov->active, key) : NULL;
		if (s && shown_is_silent(ui, s)) {
			overview_chosen(ui, ov, at);
			return;
		}
	}
	if (ov->unit != 0)
		all_in_say(ui, ov);
}

static void unit_set(struct ui *ui, int64_t unit)
{
	narrow_unit(ui, unit);
}

/* Esc: ends a long look, then clears what narrows. */
static bool escape(struct ui *ui, struct overview *ov)
{
	int64_t done, all;

	if (overview_is_looking(ov)) {
		list_scanned(&ov->panes[ov->active].list, &done, &all);
		ov->stopped = true;
		ui->soon = false;
		ui_say(ui, _("stopped after %d%%; %s looks again, %s shows all"),
		       all > 0 ? (int)(done * 100 / all) : 0,
		       keymap_key(ui->keymap, "overview", "redraw"),
		       keymap_key(ui->keymap, "overview", "escape"));
		return true;
	}
	if (ui->narrow.text.n == 0)
		return false;
	narrow_none(ui);
	return true;
}

static void unit_chosen(struct ui *ui, void *user, int64_t unit)
{
	(void)user;
	unit_set(ui, unit);
}

/* Chosen among those who are silent for a deadline: what it owes is asked for. */
static void unit_of_date(struct ui *ui, void *user, int64_t unit)
{
	struct overview *ov = user;

	ov->active = PANE_TASKS;
	unit_set(ui, unit);
}

static void silent_go(struct ui *ui, int step)
{
	struct err err = { 0 };
	int64_t next = 0;

	if (!view_silent_next(ui->ledger, ui->plan, ui->unit, step, &ui->silent_order, &next, &err))
		ui_error(ui, &err);
	else if (next != 0)
		unit_set(ui, next);
	else
		ui_say(ui, ui->unit == 0 ? _("nobody is silent")
			   : step > 0    ? _("that was the last silent unit")
					 : _("that was the first silent unit"));
}

/* Enter on a deadline: who is silent there, of those that the row counts; choosing one shows what
 * it owes. */
static void date_open(struct ui *ui, struct overview *ov, const struct shown *s)
{
	struct query q = { .of = LIST_DUTIES,
			   .plan = ov->plan,
			   .due = (date)s->key,
			   .silent = true,
			   .with_items = ov->panes[PANE_DATES].list.query.with_items,
			   .today = ui->today };
	struct list list = { 0 };
	duty_states duties = { 0 };
	int silent = 0;
	VEC(int64_t) units = { 0 };
	struct err err = { 0 };
	struct buf title = { 0 };

	narrow_query(ui, &q);
	list_start(&list, &q);
	if (!list_need(ui->ledger->db, &list, SIZE_MAX / 2, &err))
		ui_error(ui, &err);
	for (size_t i = 0, k; i < list.keys.n; i++) {
		struct duty_state *d = vec_push(&duties);

		if (!duty_state_get(ui->ledger->db, list.keys.p[i], d) ||
		    !duty_is_silent(d, ui->today))
			continue;
		silent++;
		for (k = 0; k < units.n && units.p[k] != d->unit; k++)
			;
		if (k == units.n)
			*vec_push(&units) = d->unit;
	}
	if (units.n > 0 && err.code == ERR_NONE) {
		char day[DATE_TEXT_SIZE];

		buf_printf(&title, _("%s  silent %d (unit by unit)"), date_text(q.due, day),
			   silent);
		chooser_open(ui, buf_text(&title), unit_of_date, ov, NULL, units.p, units.n);
	} else if (err.code == ERR_NONE) {
		ui_say(ui, _("nobody is silent for this deadline"));
	}
	buf_clear(&title);
	vec_clear(&units);
	vec_clear(&duties);
	list_clear(&list);
}

static void open_row(struct ui *ui, struct overview *ov)
{
	const struct shown *s = overview_row(ui, ov);

	if (ov->screen.marks->list.n > 0) {
		verbs_open_marked(ui, ov->screen.marks);
		return;
	}
	if (!s || s->gone)
		return;
	if (s->is_date) {
		date_open(ui, ov, s);
	} else if (ov->unit != 0 && s->item.duty.key != 0) {
		struct duty_state duty = s->item.duty;

		ov->acted = true;
		verbs_open(ui, &duty, 1);
	} else {
		item_open(ui, s->key, ov->unit);
	}
}

/* Entered for the first time, the dates begin where something is owed: years of past ones may stand
 * above. */
static void dates_begin(struct ui *ui, struct overview *ov)
{
	const struct list *pressing = &ov->panes[PANE_DATES].pressing;

	if (ov->active != PANE_DATES || ov->dates_begun || pressing->keys.n == 0)
		return;
	ov->dates_begun = true;
	overview_chosen(ui, ov, pane_find(ui, ov, PANE_DATES, pressing->keys.p[0]));
}

static bool pane_command(struct ui *ui, struct overview *ov, const char *command)
{
	if (strcmp(command, "next-pane") == 0)
		ov->active = (ov->active + 1) % PANES;
	else if (strcmp(command, "previous-pane") == 0)
		ov->active = (ov->active + PANES - 1) % PANES;
	else if (strncmp(command, "pane-", 5) == 0 && command[5] >= '1' &&
		 command[5] < '1' + PANES && !command[6])
		ov->active = command[5] - '1';
	else
		return false;
	dates_begin(ui, ov);
	return true;
}

/* Who waits for an answer; choosing one shows what it owes. */
static void asked_go(struct ui *ui, struct overview *ov)
{
	keys units = { 0 };
	struct err err = { 0 };

	if (!units_asking(ui->ledger->db, ov->plan, &units, &err))
		ui_error(ui, &err);
	else if (units.n > 0)
		chooser_open(ui, _("Extensions asked for"), unit_of_date, ov, NULL, units.p,
			     units.n);
	else
		ui_say(ui, _("no extension waits for an answer"));
	vec_clear(&units);
}

static bool filter_command(struct ui *ui, struct overview *ov, const char *command)
{
	if (strcmp(command, "unit") == 0)
		chooser_open(ui, _("Units"), unit_chosen, NULL, NULL, NULL, 0);
	else if (strcmp(command, "asked") == 0)
		asked_go(ui, ov);
	else if (strcmp(command, "plan") == 0)
		plans_open(ui);
	else if (strcmp(command, "print") == 0)
		paper_open(ui, "ledger", ui->unit);
	else if (strcmp(command, "next-silent") == 0)
		silent_go(ui, 1);
	else if (strcmp(command, "previous-silent") == 0)
		silent_go(ui, -1);
	else if (strcmp(command, "escape") == 0)
		return escape(ui, ov);
	else if (strcmp(command, "sort") == 0)
		sort_open(ui, ov->panes[ov->active].list.query.of);
	else
		return overview_find_command(ui, ov, command);
	return true;
}

void overview_about(struct ui *ui, struct screen *screen, struct ui_about *to)
{
	struct overview *ov = (struct overview *)screen;
	const struct shown *s = overview_row(ui, ov);

	to->item = s && !s->gone && !s->is_date ? s->key : 0;
	to->unit = ov->unit;
}

bool overview_command(struct ui *ui, struct screen *screen, const char *command)
{
	struct overview *ov = (struct overview *)screen;
	struct pane *p = &ov->panes[ov->active];
	const struct verb *v = verb_find(command);

	ov->acted = false;
	if (marks_command(ov->screen.marks, command) || overview_mark_command(ui, ov, command))
		return true;
	if (v && ov->screen.marks->list.n > 0) {
		marks_verb(ui, ov->screen.marks, v);
		return true;
	}
	if (v) {
		verb_do(ui, ov, v);
		return true;
	}
	if (strcmp(command, "last") == 0)
		pane_key(ui, ov, ov->active, pane_n(p) - 1);
	if (cursor_command(&p->cursor, command, pane_n(p), p->rows) ||
	    pane_command(ui, ov, command) || filter_command(ui, ov, command))
		return true;
	if (strcmp(command, "open") == 0) {
		open_row(ui, ov);
		return true;
	}
	if (strcmp(command, "owes") == 0 || strcmp(command, "define") == 0) {
		const struct shown *s = overview_row(ui, ov);

		if (!s || s->gone || s->is_date)
			ui_say(ui, _("choose a task or a campaign first: a row in pane 1 or 2"));
		else if (strcmp(command, "define") == 0)
			define_open(ui, s->key);
		else
			owes_open(ui, s->key);
		return true;
	}
	if (strcmp(command, "grid") == 0) {
		const struct shown *s = overview_row(ui, ov);
		bool dated = s && s->is_date;

		grid_units_open(ui, dated ? s->date.due : DATE_NONE, s && !dated ? s->key : 0,
				ov->unit);
		return true;
	}
	if (strcmp(command, "redraw") == 0) {
		ui->silent_order.n = 0;
		overview_restart(ui, ov);
	}
	return false;
}

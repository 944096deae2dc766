#include "model/verb.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/gettext.h"
#include "base/width.h"
#include "model/act.h"
#include "model/duty.h"
#include "model/right_mine.h"
#include "model/rule.h"
#include "model/say.h"
#include "model/setting.h"
#include "model/wording.h"
#include "store/rows.h"

#include "base/ban.h"

/* Sorted by name; tests/unit/verb.c reads all of it. */
static const struct verb verbs[] = {
	{ "accept", N_("accept"),
		N_("accept what was reported, as it is or with figures of your own"),
		N_("accepted: %s"),
		NEED_DUTY | NEED_IN | TAKES_MANY | TAKES_FIGURES | TAKES_TEXT, act_accept },
	{ "close", N_("close"), N_("close it: done, nothing more is owed"), N_("closed: %s"),
		NEED_DUTY | NEED_OPEN | TAKES_MANY | TAKES_ITEM | GOES_BELOW | TAKES_TEXT |
		ASKS_ONCE, act_close },
	{ "extend", N_("extension"), N_("the unit asks for a later date, with the reason"),
		N_("extension asked for: %s"),
		NEED_DUTY | NEED_OPEN | NEED_SILENT | NEED_DATE | NEEDS_TEXT | TAKES_MANY |
		TAKES_TEXT, act_extend },
	{ "grant", N_("grant"), N_("grant the extension that was asked for, or to another date"),
		N_("extension granted: %s"),
		NEED_DUTY | NEED_OPEN | NEED_ASKED | TAKES_MANY | TAKES_TEXT, act_grant },
	{ "judge", N_("judge"),
		N_("set its light by hand, with the reason; none: back to the rule"),
		N_("judged: %s"),
		NEED_DUTY | NEED_OPEN | NEED_HAND | NEEDS_TEXT | TAKES_MANY | TAKES_TEXT,
		act_judge },
	{ "measure", N_("measure"),
		N_("of an item's measure: not begun, under way, done, or not applicable"),
		N_("measure: %s"),
		NEED_MEASURE | TAKES_ITEM, act_measure },
	{ "none", N_("no change"), N_("report that nothing has changed since the last report"),
		N_("no change: %s"),
		NEED_DUTY | NEED_SILENT | NEED_OPEN | NEED_EARLIER | TAKES_MANY | TAKES_TEXT |
		TAKES_AHEAD, act_none },
	{ "refuse", N_("refuse"), N_("refuse the extension, with the reason"),
		N_("extension refused: %s"),
		NEED_DUTY | NEED_OPEN | NEED_ASKED | NEEDS_TEXT | TAKES_MANY | TAKES_TEXT,
		act_refuse },
	{ "remark", N_("remark"), N_("note something"), N_("noted: %s"),
		NEED_DUTY | NEEDS_TEXT | TAKES_MANY | TAKES_ITEM | TAKES_TEXT, act_remark },
	{ "reopen", N_("reopen"), N_("open again what was closed or suspended"),
		N_("opened again: %s"),
		NEED_DUTY | NEED_CLOSED | TAKES_MANY | TAKES_ITEM | GOES_BELOW | TAKES_TEXT,
		act_reopen },
	{ "report", N_("report"), N_("record what a unit sent in"), N_("reported: %s"),
		NEED_DUTY | ASKS_OPEN | TAKES_MANY | TAKES_FIGURES | TAKES_TEXT | TAKES_AHEAD,
		act_report },
	{ "return", N_("return"), N_("send a report back, with the reason"), N_("returned: %s"),
		NEED_DUTY | NEED_IN | NEED_OPEN | NEEDS_TEXT | TAKES_MANY | TAKES_TEXT,
		act_return },
	{ "sign", N_("sign"), N_("record that the unit has signed for it"), N_("signed: %s"),
		NEED_DUTY | NEED_UNSIGNED | TAKES_MANY | TAKES_TEXT | TAKES_AHEAD, act_sign },
	{ "suspend", N_("suspend"),
		N_("stop it for a time, with the reason; meanwhile it is not counted"),
		N_("suspended: %s"),
		NEED_DUTY | NEED_OPEN | NEEDS_TEXT | TAKES_MANY | TAKES_ITEM | GOES_BELOW |
		TAKES_TEXT, act_suspend },
	{ "urge", N_("urge"), N_("record a call or letter, who answered and what was promised"),
		N_("urged: %s"),
		NEED_DUTY | NEED_OPEN | TAKES_MANY | TAKES_TEXT, act_urge },
	{ "zero", N_("zero report"), N_("report zero for all figures"), N_("zero report: %s"),
		NEED_DUTY | NEED_SILENT | NEED_OPEN | TAKES_MANY | TAKES_TEXT | ASKS_ONCE |
		TAKES_AHEAD, act_zero },
	{ NULL, NULL, NULL, NULL, 0, NULL },
};

const struct verb *verb_table(void)
{
	return verbs;
}

const struct verb *verb_find(const char *name)
{
	for (const struct verb *v = verbs; v->name; v++)
		if (strcmp(v->name, name) == 0)
			return v;
	return NULL;
}

/* ---- what must hold ---- */

/* "市质监局 2": which of many a refusal is about. */
static const char *duty_short(struct ledger *l, const struct duty_state *d, struct arena *mem)
{
	struct item_row item = { .number = "" };
	struct unit_row unit = { .name = "" };
	struct err ignore = { 0 };

	if (!item_get(l->db, d->item, mem, &item, &ignore) ||
	    !unit_get(l->db, d->unit, mem, &unit, &ignore))
		return "?";
	return arena_printf(mem, "%s %s", unit.name, item.number);
}

static bool refuse_state(const struct verb *v, const struct duty_state *d, const char *who,
			 struct err *err)
{
	if (v->needs & NEED_OPEN && d->state == 'c')
		return err_set(err, ERR_REFUSED, _("%s is closed; reopen it first"), who);
	if (v->needs & NEED_OPEN && d->state == 's')
		return err_set(err, ERR_REFUSED, _("%s is suspended; reopen it first"), who);
	if (v->needs & NEED_CLOSED && d->state == 'o')
		return err_set(err, ERR_REFUSED, _("%s is neither closed nor suspended"), who);
	if (v->needs & NEED_DATE && d->due == DATE_NONE)
		return err_set(err, ERR_REFUSED, _("%s has no date that could be extended"), who);
	if (v->needs & NEED_ASKED && !duty_asks(d))
		return err_set(err, ERR_REFUSED,
			       _("%s has asked for no extension that waits for an answer"), who);
	return true;
}

static bool refuse_report(struct ledger *l, const struct verb *v, const struct duty_state *d,
			  const char *who, struct arena *mem, struct err *err)
{
	struct entry_row e;

	if (v->needs & NEED_IN && d->report == 'j')
		return err_set(err, ERR_REFUSED,
			       _("%s: another unit reported for all; review it there"), who);
	if (v->needs & NEED_IN && !d->report)
		return err_set(err, ERR_REFUSED, _("%s has not reported yet"), who);
	if (v->needs & NEED_SILENT && duty_is_in(d))
		return err_set(err, ERR_REFUSED, _("%s has reported on %s already"), who,
			       say_day(d->reported, ledger_today(l), mem));
	if (v->needs & NEED_EARLIER &&
	    !entry_last(l->db, d->item, d->unit, "report none zero", mem, &e))
		return err_set(err, ERR_REFUSED,
			       _("%s has never reported: there is nothing that could be unchanged"),
			       who);
	return true;
}

/* A light that nobody would see is not set. */
static bool refuse_hand(struct ledger *l, const struct verb *v, struct err *err)
{
	if (!(v->needs & NEED_HAND))
		return true;
	struct rule rule = setting_rule(l);
	return rule_asks(&rule, FACT_JUDGED, FACT_JUDGED_GREEN) ||
	       err_set(err, ERR_REFUSED,
		       _("the rule in force (%s) does not look at lights set by hand: duban lights "
			 "has others"),
		       rule.name);
}

static bool verb_check(struct ledger *l, const struct verb *v, const struct duty_state *d,
		       struct arena *mem, struct err *err)
{
	const char *who = duty_short(l, d, mem);
	struct receipt_row receipt;

	if (!right_may(l, v->name, d->unit, err))
		return false;
	if (v->needs & NEED_MEASURE)
		return err_set(err, ERR_USE, _("%s: a measure is the item's, not one unit's"), who);
	if (!refuse_hand(l, v, err) || !refuse_state(v, d, who, err) ||
	    !refuse_report(l, v, d, who, mem, err))
		return false;
	if (v->needs & NEED_UNSIGNED && receipt_get(l->db, d->item, d->unit, &receipt) &&
	    receipt.signed_on != DATE_NONE)
		return err_set(err, ERR_REFUSED, _("%s has signed on %s already"), who,
			       say_day(receipt.signed_on, ledger_today(l), mem));
	return true;
}

bool verb_can(struct ledger *l, const struct verb *v, const struct duty_state *d, struct err *err)
{
	struct arena mem = { 0 };
	bool ok = verb_check(l, v, d, &mem, err);

	arena_clear(&mem);
	return ok;
}

/* Nobody closes many items by the number of one without having been asked. */
static bool below_check(struct act *a, const struct item_row *item, struct err *err)
{
	if (!act_below(a->l, a->verb, item->key, &a->below, err))
		return false;
	if (a->below.n > 0 && !a->call->below)
		return err_set(err, ERR_REFUSED,
			       ngettext("%s is made of others: %s would reach %zu item below it; "
					"--yes does so",
					"%s is made of others: %s would reach %zu items below it; "
					"--yes does so",
					(unsigned long)a->below.n),
			       item->number, _(a->verb->label), a->below.n);
	return true;
}

/* The same of the item itself. */
static bool item_check(struct act *a, struct err *err)
{
	struct item_row item;
	unsigned needs = a->verb->needs;

	if (!(needs & TAKES_ITEM) || !a->call->item)
		return err_set(err, ERR_USE, _("this needs a unit: who has to %s?"),
			       _(a->verb->label));
	if (!item_get(a->l->db, a->call->item, &a->mem, &item, err))
		return false;
	bool closed = strcmp(item.state, "closed") == 0,
	     suspended = strcmp(item.state, "suspended") == 0;
	if (needs & NEED_OPEN && closed)
		return err_set(err, ERR_REFUSED, _("%s is closed; reopen it first"), item.number);
	if (needs & NEED_OPEN && suspended)
		return err_set(err, ERR_REFUSED, _("%s is suspended; reopen it first"),
			       item.number);
	if (needs & NEED_CLOSED && !closed && !suspended)
		return err_set(err, ERR_REFUSED, _("%s is neither closed nor suspended"),
			       item.number);
	return below_check(a, &item, err);
}

/* ---- the sentence ---- */

static const char *title_short(const char *title, struct arena *mem)
{
	struct buf b = { 0 };
	const char *text;

	width_cut(&b, str_of(title), 28);
	text = arena_strdup(mem, buf_text(&b));
	buf_clear(&b);
	return text;
}

static const char *subject_of_one(struct act *a, int64_t item, const struct duty_state *d,
				  struct err *err)
{
	struct item_row row;
	struct unit_row unit = { .name = NULL };

	if (!item_get(a->l->db, item, &a->mem, &row, err) ||
	    (d && !unit_get(a->l->db, d->unit, &a->mem, &unit, err)))
		return "";
	bool single = !d || strcmp(d->occ, "1") == 0;
	return arena_printf(&a->mem, "%s%s%s %s%s%s", d ? unit.name : "", d ? " " : "", row.number,
			    title_short(row.title, &a->mem), single ? "" : " ",
			    single ? "" : d->occ);
}

enum { NAMED_MOST = 6 };

/* "市质监局 2 3 6 7 9": one unit's items; "2: 市法院 市质监局": one item's units. */
static const char *subject_of_many(struct act *a, bool one_unit, struct err *err)
{
	struct buf b = { 0 };
	struct item_row item;
	struct unit_row unit;
	const char *text;

	for (size_t i = 0; i < a->n && i < NAMED_MOST; i++) {
		const struct duty_state *d = &a->duties[i];
		if (!item_get(a->l->db, d->item, &a->mem, &item, err) ||
		    !unit_get(a->l->db, d->unit, &a->mem, &unit, err))
			break;
		if (i == 0)
			buf_printf(&b, one_unit ? "%s" : "%s:", one_unit ? unit.name : item.number);
		buf_printf(&b, " %s", one_unit ? item.number : unit.name);
	}
	if (a->n > NAMED_MOST)
		buf_printf(&b, " %s", _("and more"));
	buf_printf(&b, ngettext(" (%zu)", " (%zu)", (unsigned long)a->n), a->n);
	text = arena_strdup(&a->mem, buf_text(&b));
	buf_clear(&b);
	return text;
}

/* "市银监局 8 按月报送不良率 2018-11 2018-12": periods of one unit for one item. */
static const char *subject_of_periods(struct act *a, struct err *err)
{
	struct buf b = { 0 };
	const char *text;

	buf_puts(&b, subject_of_one(a, a->duties[0].item, &a->duties[0], err));
	for (size_t i = 1; i < a->n && i < NAMED_MOST; i++)
		buf_printf(&b, " %s", a->duties[i].occ);
	if (a->n > NAMED_MOST)
		buf_printf(&b, " %s", _("and more"));
	text = arena_strdup(&a->mem, buf_text(&b));
	buf_clear(&b);
	return text;
}

static const char *subject(struct act *a, struct err *err)
{
	bool one_unit = true, one_item = true;

	if (a->n == 0)
		return subject_of_one(a, a->call->item, NULL, err);
	if (a->n == 1)
		return subject_of_one(a, a->duties[0].item, &a->duties[0], err);
	for (size_t i = 1; i < a->n; i++) {
		one_unit &= a->duties[i].unit == a->duties[0].unit;
		one_item &= a->duties[i].item == a->duties[0].item;
	}
	if (one_unit && one_item)
		return subject_of_periods(a, err);
	if (one_unit || one_item)
		return subject_of_many(a, one_unit, err);
	return arena_printf(&a->mem, ngettext("%zu duty", "%zu duties", (unsigned long)a->n), a->n);
}

static const char *sentence(struct act *a, struct err *err)
{
	const char *what = subject(a, err);

	if (a->below.n > 0)
		what = arena_printf(&a->mem,
				    ngettext("%s with %zu item below it",
					     "%s with %zu items below it",
					     (unsigned long)a->below.n),
				    what, a->below.n);
	if (a->detail && *a->detail)
		what = arena_printf(&a->mem, "%s: %s", what, a->detail);
	what = arena_printf(&a->mem, "%s%s", what, act_also_text(a));
	if (a->on != ledger_today(a->l))
		what = arena_printf(&a->mem, _("%s (of %s)"), what,
				    say_day(a->on, ledger_today(a->l), &a->mem));
	return arena_printf(&a->mem, _(a->verb->done), what);
}

/* ---- running ---- */

/* The duties as they are now, each once: they were shown a while ago, and another may have written
 * since. */
static bool act_refresh(struct act *a, struct err *err)
{
	const struct verb_call *call = a->call;

	a->duties = arena_alloc(&a->mem, (call->n + 1) * sizeof *a->duties);
	for (size_t i = 0; i < call->n; i++) {
		const struct duty_state *d = &call->duties[i];
		int64_t key = duty_state_key(a->l->db, d->item, d->unit, d->deadline, d->occ);
		bool twice = false;
		if (!d->deadline)
			return err_set(err, ERR_REFUSED,
				       _("the lead units report, this one does not by itself"));
		if (!key || !duty_state_get(a->l->db, key, &a->duties[a->n]))
			return err_set(err, ERR_NOT_FOUND,
				       _("what was to be reported is not there any more"));
		for (size_t j = 0; j < a->n && !twice; j++)
			twice = a->duties[j].key == key;
		a->n += !twice;
	}
	return true;
}

enum { AHEAD_MOST = 366 };      /* days; beyond them the year is a slip */

/* A paper that lies there and bears a day to come: it counts from now on, by that day. */
static bool ahead_check(struct act *a, struct err *err)
{
	date today = ledger_today(a->l), due = DATE_NONE;
	const char *day = say_day(a->on, today, &a->mem);

	if (!(a->verb->needs & TAKES_AHEAD))
		return err_set(err, ERR_INPUT, _("%s has not come yet"), day);
	if (a->on > today + AHEAD_MOST)
		return err_set(err, ERR_INPUT, _("%s is more than a year away: which year is meant?"),
			       day);
	if (a->verb->needs & NEED_UNSIGNED)
		return act_doubt(a, arena_printf(&a->mem,
						 _("%s has not come yet: it counts as signed from "
						   "now on, with that day"),
						 day));
	for (size_t i = 0; i < a->n; i++)
		if (a->duties[i].due >= today && a->duties[i].due < a->on)
			due = a->duties[i].due;
	if (due == DATE_NONE)
		return act_doubt(a, arena_printf(&a->mem,
						 _("%s has not come yet: it counts as in from now "
						   "on, with that day"),
						 day));
	return act_doubt(a, arena_printf(&a->mem,
					 _("%s has not come yet: it counts as in from now on, with "
					   "that day, and so as late (due %s)"),
					 day, say_day(due, today, &a->mem)));
}

/* A day before there was a notice is none; between that and today it may be as late as it likes. */
static bool day_check(struct act *a, struct err *err)
{
	date today = ledger_today(a->l);
	struct item_row item;
	struct plan_row plan;

	if (a->on > today && !ahead_check(a, err))
		return false;
	if (date_given(a->call->promised) && !paper_day_check(a->call->promised, err))
		return err_about(err, strcmp(a->verb->name, "urge") == 0 ? "promised" : "to");
	/* Promised in a call of that day: entered late, it may be over. */
	if (date_given(a->call->promised) && strcmp(a->verb->name, "urge") == 0 &&
	    a->call->promised < a->on) {
		err_set(err, ERR_INPUT, _("promised for %s, before the call of %s"),
			say_day(a->call->promised, today, &a->mem), say_day(a->on, today, &a->mem));
		return err_about(err, "promised");
	}
	for (size_t i = 0; a->on < today && i < (a->n ? a->n : 1); i++) {
		int64_t key = a->n ? a->duties[i].item : a->call->item;
		if (!key)
			break;
		if (!item_get(a->l->db, key, &a->mem, &item, err) ||
		    !plan_get(a->l->db, item.plan, &a->mem, &plan, err))
			return false;
		if (a->on < plan.issued)
			return err_set(
				err, ERR_INPUT,
				_("%s is before the notice was issued (%s): which day is meant?"),
				say_day(a->on, today, &a->mem),
				say_day(plan.issued, today, &a->mem));
	}
	return true;
}

bool act_doubt(struct act *a, const char *text)
{
	if (!a->call->sure)
		a->doubts = a->doubts ? arena_printf(&a->mem, "%s; %s", a->doubts, text) : text;
	return true;
}

/* What a report of a duty that is not open comes to: of the first of each kind. */
static void open_check(struct act *a)
{
	static const struct { char state; const char *text; } states[] = {
		{ 'c', N_("%s is closed: it stays so, the report and its figures are put right") },
		{ 's', N_("%s is suspended: it stays so, the report counts when it is reopened") },
	};

	for (size_t k = 0; k < sizeof states / sizeof *states; k++)
		for (size_t i = 0; i < a->n; i++)
			if (a->duties[i].state == states[k].state) {
				act_doubt(a, arena_printf(&a->mem, _(states[k].text),
							  duty_short(a->l, &a->duties[i], &a->mem)));
				break;
			}
}

static bool act_check(struct act *a, struct err *err)
{
	const struct verb *v = a->verb;

	if (v->needs & NEEDS_TEXT && (!a->call->text || !*a->call->text)) {
		err_set(err, ERR_USE, _("a text is needed: why?"));
		return err_about(err, "text");
	}
	if (!(v->needs & TAKES_FIGURES) && a->call->n_amounts)
		return err_set(err, ERR_USE, _("no figures belong here"));
	if (!day_check(a, err))
		return err_about(err, "on");
	if (a->n == 0)
		return item_check(a, err);
	for (size_t i = 0; i < a->n; i++)
		if (!verb_check(a->l, v, &a->duties[i], &a->mem, err))
			return false;
	if (v->needs & ASKS_OPEN)
		open_check(a);
	return act_amounts_check(a, &a->duties[0], err) && act_also_check(a, err) &&
	       (!a->doubts || err_set(err, ERR_DOUBT, "%s", a->doubts));
}

bool act_ready(struct act *a, struct err *err)
{
	return act_refresh(a, err) && act_check(a, err);
}

/* Notes what was refused with what it was about: "市质监局 2". False. */
static bool units_refused(struct ledger *l, const struct verb *v, const struct verb_call *call,
			  size_t i, const struct err *err)
{
	struct arena mem = { 0 };
	struct item_row item = { .number = "" };
	struct unit_row unit = { .name = "" };
	struct err ignore = { 0 };

	if (call->n > 0)
		(void)!unit_get(l->db, call->duties[i].unit, &mem, &unit, &ignore);
	(void)!item_get(l->db, call->n > 0 ? call->duties[i].item : call->item, &mem, &item, &ignore);
	if (err->code == ERR_REFUSED)
		right_tried_on(l, v->name,
			       arena_printf(&mem, "%s%s%s", unit.name, *unit.name ? " " : "", item.number),
			       err);
	arena_clear(&mem);
	return false;
}

/* Before anything is asked of it: may they do that for these units? */
static bool units_ask(struct ledger *l, const struct verb *v, const struct verb_call *call,
		      struct err *err)
{
	for (size_t i = 0; i < call->n; i++)
		if ((i == 0 || call->duties[i].unit != call->duties[i - 1].unit) &&
		    !right_may(l, v->name, call->duties[i].unit, err))
			return units_refused(l, v, call, i, err);
	return call->n > 0 || right_may(l, v->name, RIGHT_NO_UNIT, err) ||
	       units_refused(l, v, call, 0, err);
}

bool verb_run(struct ledger *l, const struct verb *v, const struct verb_call *call,
	      struct outcome *out, struct err *err)
{
	struct act a = { .l = l, .verb = v, .call = call, .on = date_given(call->on) ?
		call->on : ledger_today(l) };
	bool ok;

	*out = (struct outcome){ .done = 0 };
	if (!units_ask(l, v, call, err))
		return false;
	if (!(a.change = ledger_begin(l, v->name, "", err)))
		return false;
	ok = act_ready(&a, err) && v->fill(&a, err);
	if (ok) {
		outcome_say(out, sentence(&a, err));
		change_say(a.change, out->said);
		out->done = a.n ? (int)a.n : 1 + (int)a.below.n;
		ok = ledger_commit(l, a.change, out, err);
	} else {
		ledger_abandon(l, a.change);
	}
	if (!ok)
		out->done = 0, out->said[0] = '\0';
	vec_clear(&a.below);
	arena_clear(&a.mem);
	return ok;
}

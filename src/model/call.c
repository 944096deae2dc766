#include "model/call.h"

#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "base/map.h"
#include "base/width.h"
#include "model/filter.h"
#include "model/level.h"
#include "model/say.h"
#include "store/calls.h"
#include "store/list.h"
#include "store/unheard.h"

#include "base/ban.h"

enum {
	NUMBERS_MOST = 8,
	/* recurring ones repeat their item: first so many, then, where these are not all, so many */
	DUTIES_READ = 40, DUTIES_MOST = 2000,
};

const struct orders *call_orders(void)
{
	static const struct order_row rows[CALL_SORTS] = {
		[CALLS_BY_LIGHT] = { "light", N_("worst light first"), NULL },
		[CALLS_BY_DUE] = { "due", N_("earliest due first"), "left" },
		[CALLS_BY_CALLED] = { "called", N_("longest not called first"), "contact" },
		[CALLS_BY_NAME] = { "name", N_("by name"), "unit" },
		[CALLS_BY_OWED] = { "owed", N_("most owed first"), NULL },
		[CALLS_BY_ANSWER] = { "answer", N_("earliest promise first"), NULL },
	};
	static const struct orders all = { rows, CALL_SORTS, CALLS_BY_LIGHT };

	return &all;
}

/* ---- promises ---- */

static enum promise promise_of(const struct promise_row *p, date today)
{
	if (p->waiting == 0)
		return PROMISE_NONE;
	return p->on < today ? PROMISE_MISSING : p->on == today ? PROMISE_TODAY : PROMISE_AHEAD;
}

static void sums_add(struct promise_sums *to, const struct promise_row *p, date today)
{
	enum promise is = promise_of(p, today);

	to->today += p->on == today;
	to->waiting += is == PROMISE_TODAY;
	to->missing += is == PROMISE_MISSING;
	to->broken += p->late > 0 || is == PROMISE_MISSING;
	to->kept += p->waiting == 0 && p->late == 0;
}

/* They come by day: the first that is waited for is the most pressing one. */
static void promises_take(const promise_rows *list, date today, struct map *units, calls *to,
			  struct promise_sums *sums)
{
	for (size_t i = 0; i < list->n; i++) {
		const struct promise_row *p = &list->p[i];
		intptr_t *place = map_at(units, (struct str){ (const char *)&p->unit,
			sizeof p->unit }, false);
		enum promise is = promise_of(p, today);
		sums_add(sums, p, today);
		if (!place || is == PROMISE_NONE || to->p[*place].promise != PROMISE_NONE)
			continue;
		to->p[*place].promise = is;
		to->p[*place].promised = p->on;
	}
}

/* The condition, of a silent duty: what an AND says holds of one duty (store/cond.h). */
static const struct cond *of_silent(const struct cond *where, struct arena *mem)
{
	struct cond *all = arena_alloc(mem, sizeof *all), *last;
	const struct cond **to = &all->first;

	*all = (struct cond){ .kind = COND_AND };
	for (const struct cond *c = where->kind == COND_AND ? where->first : where; c;
	     c = where->kind == COND_AND ? c->next : NULL) {
		struct cond *part = arena_alloc(mem, sizeof *part);

		*part = *c;
		part->next = NULL;
		*to = part;
		to = &part->next;
	}
	last = arena_alloc(mem, sizeof *last);
	*last = (struct cond){ .kind = COND_STATUS, .bits = STATUS_SILENT };
	*to = last;
	return all;
}

/* Of these only the units that the condition is about: those with a silent duty that it holds of,
 * and what they promised. */
static bool narrow(struct ledger *l, int64_t plan, const struct cond *where, silent_rows *silent,
		   promise_rows *promises, struct err *err)
{
	struct arena mem = { 0 };
	keys owing = { 0 };
	size_t n = 0, m = 0;

	if (!where)
		return true;
	bool ok = filter_list(l, LIST_SILENT, plan, of_silent(where, &mem), &owing, err);
	for (size_t i = 0; ok && i < silent->n; i++)
		if (filter_has(&owing, silent->p[i].unit))
			silent->p[n++] = silent->p[i];
	for (size_t i = 0; ok && i < promises->n; i++)
		if (filter_has(&owing, promises->p[i].unit))
			promises->p[m++] = promises->p[i];
	silent->n = ok ? n : silent->n;
	promises->n = ok ? m : promises->n;
	vec_clear(&owing);
	arena_clear(&mem);
	return ok;
}

const char *promise_sums_text(const struct promise_sums *s, struct arena *mem)
{
	const char *apart = s->unheard_units
				    ? arena_printf(mem,
						   ngettext("%d unit not exchanged",
							    "%d units not exchanged",
							    (unsigned long)s->unheard_units),
						   s->unheard_units)
				    : "";

	if (s->today + s->kept + s->broken == 0)
		return apart;
	return arena_printf(mem, _("promised today %d, waiting %d; kept %d, broken %d%s%s"),
			    s->today, s->waiting, s->kept, s->broken, *apart ? "; " : "", apart);
}

/* ---- what is not exchanged ---- */

static bool unheard_count(struct ledger *l, int64_t plan, struct promise_sums *to, struct err *err)
{
	const unheard_list *units = unheard_read(l->db);
	bool ok = true;

	for (size_t i = 0; ok && i < units->n; i++) {
		tallies list = { 0 };
		int n = 0;

		ok = tally_read(l->db, TALLY_UNIT, units->p[i].unit, plan, ledger_today(l), &list, err);
		for (size_t k = 0; k < list.n; k++)
			n += list.p[k].unheard;
		to->unheard += n;
		to->unheard_units += n > 0;
		vec_clear(&list);
	}
	return ok;
}

/* ---- the list ---- */

/* A row with what orders it: a number, a text; then its place. */
struct placed {
	struct call call;
	int64_t number;
	const char *text;
	int sign;                    /* -1: reversed */
	size_t place;
};

static int by_key(const void *x, const void *y)
{
	const struct placed *a = x, *b = y;
	int order = (a->number > b->number) - (a->number < b->number);

	if (order == 0) {
		int text = strcmp(a->text, b->text);

		order = a->sign < 0 ? (text < 0) - (text > 0) : text;
	}
	return order ? order : (a->place > b->place) - (a->place < b->place);
}

/* Red, yellow, unknown, green. */
static int rank_of(enum light l)
{
	return l == LIGHT_RED ? 0 : l == LIGHT_YELLOW ? 1 : l == LIGHT_UNKNOWN ? 2 : 3;
}

/* Without a day comes last, either way. */
static int64_t day_number(date day, int sign)
{
	return day == DATE_NONE ? INT64_MAX : (int64_t)sign * day;
}

static bool placed_fill(struct ledger *l, enum call_sort sort, struct arena *mem, struct placed *to,
			struct err *err)
{
	const struct call *c = &to->call;
	struct unit_row unit;
	struct entry_row last;
	bool ok = true;

	switch (sort) {
	case CALLS_BY_DUE: to->number = day_number(c->due, to->sign); break;
	case CALLS_BY_ANSWER: to->number = day_number(c->promised, to->sign); break;
	case CALLS_BY_OWED: to->number = -to->sign * c->owed; break;
	case CALLS_BY_CALLED:
		if (entry_last_urging(l->db, c->unit, mem, &last))
			to->number = to->sign * last.at_ms;
		break;
	case CALLS_BY_NAME:
		ok = unit_get(l->db, c->unit, mem, &unit, err);
		to->text = ok ? unit.name : "";
		break;
	default: to->number = to->sign * rank_of(c->light); break;
	}
	return ok;
}

/* They come in their own order: the worst light first, then who owes most. */
static bool calls_sort(struct ledger *l, struct order order, calls *list, struct err *err)
{
	struct arena mem = { 0 };
	bool ok = true;

	if ((order.by == CALLS_BY_LIGHT && !order.reversed) || list->n == 0)
		return true;
	struct placed *all = arena_alloc(&mem, list->n * sizeof *all);
	for (size_t i = 0; ok && i < list->n; i++) {
		all[i] = (struct placed){ .call = list->p[i], .text = "", .place = i,
					  .sign = order.reversed ? -1 : 1 };
		ok = placed_fill(l, (enum call_sort)order.by, &mem, &all[i], err);
	}
	if (ok) {
		qsort(all, list->n, sizeof *all, by_key);
		for (size_t i = 0; i < list->n; i++)
			list->p[i] = all[i].call;
	}
	arena_clear(&mem);
	return ok;
}

static void keep_promised(calls *list)
{
	size_t n = 0;

	for (size_t i = 0; i < list->n; i++)
		if (list->p[i].promise == PROMISE_TODAY || list->p[i].promise == PROMISE_MISSING)
			list->p[n++] = list->p[i];
	list->n = n;
}

bool calls_read(struct ledger *l, int64_t plan, const struct cond *where, struct order order,
		bool promised, calls *to, struct promise_sums *sums, struct err *err)
{
	date today = ledger_today(l);
	silent_rows silent = { 0 };
	promise_rows promises = { 0 };
	struct map *units = map_new();
	bool ok = silent_read(l->db, plan, today, &silent, err) &&
		  promises_read(l->db, plan, today, &promises, err);

	*sums = (struct promise_sums){ .all = (int)silent.n };
	ok = ok && narrow(l, plan, where, &silent, &promises, err) && (where || unheard_count(l, plan, sums, err));
	to->n = 0;
	for (size_t i = 0; ok && i < silent.n; i++) {
		const struct silent_row *s = &silent.p[i];
		*map_at(units, (struct str){ (const char *)&s->unit, sizeof s->unit }, true) = (intptr_t)i;
		*vec_push(to) = (struct call){
			.unit = s->unit, .owed = s->owed, .due = s->due, .promised = DATE_NONE,
			.light = s->red ? LIGHT_RED : s->yellow ? LIGHT_YELLOW : LIGHT_UNKNOWN,
		};
	}
	if (ok)
		promises_take(&promises, today, units, to, sums);
	if (promised)
		keep_promised(to);
	ok = ok && calls_sort(l, order, to, err);
	map_free(units);
	vec_clear(&promises);
	vec_clear(&silent);
	return ok;
}

/* ---- a row ---- */

const char *call_numbers(struct ledger *l, const struct duty_state *list, size_t n, bool more,
			 struct arena *mem)
{
	struct buf b = { 0 };
	int shown = 0;

	for (size_t i = 0; i < n; i++) {
		struct item_row item;
		struct err gone = { 0 };
		size_t before = 0;
		while (before < i && list[before].item != list[i].item)
			before++;
		if (before < i || !item_get(l->db, list[i].item, mem, &item, &gone))
			continue;
		if (shown == NUMBERS_MOST) {
			more = true;
			break;
		}
		buf_printf(&b, "%s%s", shown++ ? " " : "", item.number);
	}
	if (more)
		buf_puts(&b, " ...");
	const char *text = arena_strdup(mem, buf_text(&b));
	buf_clear(&b);
	return text;
}

bool call_fits(struct ledger *l, int64_t plan, const struct cond *where, const struct call *c,
	       int *to, struct err *err)
{
	struct list_sums sums;
	bool all = !where || c->owed == 0;

	*to = c->owed;
	if (!all && !list_sums(l->db,
			       &(struct query){ .of = LIST_DUTIES, .plan = plan, .unit = c->unit,
						.due = DATE_NONE, .where = where,
						.today = ledger_today(l) },
			       &sums, err))
		return false;
	*to = all ? c->owed : (int)sums.silent;
	return true;
}

bool call_line_read(struct ledger *l, int64_t plan, const struct call *c, struct arena *mem,
		    struct call_line *to, struct err *err)
{
	date today = ledger_today(l);
	duty_states duties = { 0 };
	contact_rows contacts = { 0 };

	*to = (struct call_line){ .call = *c, .what = "", .left = c->due == DATE_NONE ? 0 : calendar_workdays_between(l->cal, today, c->due) };
	bool ok = unit_get(l->db, c->unit, mem, &to->unit, err) &&
		  silent_duties_read(l->db, plan, c->unit, today, DUTIES_READ, &duties, err) &&
		  contacts_read(l->db, c->unit, today, mem, &contacts, err);
	if (ok && duties.n == DUTIES_READ && c->owed > DUTIES_READ) {
		duties.n = 0;
		ok = silent_duties_read(l->db, plan, c->unit, today, DUTIES_MOST, &duties, err);
	}
	if (duties.n > 0)
		to->what = call_numbers(l, duties.p, duties.n, duties.n < (size_t)c->owed, mem);
	to->has_contact = ok && contacts.n > 0;
	if (to->has_contact)
		to->contact = contacts.p[0];
	if (!ok || !entry_last_urging(l->db, c->unit, mem, &to->last))
		to->last = (struct entry_row){ .key = 0 };
	vec_clear(&contacts);
	vec_clear(&duties);
	return ok;
}

const char *call_last_text(struct ledger *l, const struct call_line *c, int cols,
			   struct arena *mem)
{
	if (!c->last.key)
		return "-";
	const char *day = say_day(c->last.on, ledger_today(l), mem),
		   *how = say_entry_how(&c->last, mem);
	if (cols && *c->last.level &&
	    width_cols(str_of(day)) + 1 + width_cols(str_of(how)) > cols)
		how = level_say(c->last.level);
	return arena_printf(mem, "%s%s%s", day, *how ? " " : "", how);
}

const char *call_answer_text(struct ledger *l, const struct call_line *c, struct arena *mem)
{
	const char *day = say_day(c->call.promised, ledger_today(l), mem);

	if (c->call.promise == PROMISE_MISSING)
		return arena_printf(mem, _("not come on %s"), day);
	if (c->call.promise != PROMISE_NONE)
		return arena_printf(mem, _("promised for %s"), day);
	return c->last.key && *c->last.text ? c->last.text : "-";
}

bool call_duties(struct ledger *l, int64_t plan, int64_t unit, duty_states *to, struct err *err)
{
	return silent_duties_read(l->db, plan, unit, ledger_today(l), 0, to, err);
}

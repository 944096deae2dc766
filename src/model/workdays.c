#include "model/workdays.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/gettext.h"
#include "model/act.h"
#include "model/day_reach.h"
#include "model/derive.h"
#include "model/ident.h"
#include "model/wording.h"
#include "store/rows.h"

#include "base/ban.h"

/* Facts of the file, in meta: the stamp and the text of the calendar that duties were derived with,
 * and of the one that was last looked at. */
#define META_STAMP "calendar_stamp"
#define META_TEXT "calendar"
#define META_SEEN "calendar_seen"

enum { NAME_MAX_BYTES = 120, DAYS_FEW = 4 };

bool workdays_load(struct ledger *l, struct err *err)
{
	struct arena mem = { 0 };
	day_rows days = { 0 };
	bool ok = days_read(l->db, &mem, &days, err);

	if (ok)
		calendar_own_clear(l->cal);
	for (size_t i = 0; ok && i < days.n; i++)
		calendar_own_add(l->cal, days.p[i].on, days.p[i].work, days.p[i].name);
	vec_clear(&days);
	arena_clear(&mem);
	return ok;
}

static bool meta_is(struct ledger *l, const char *name, const char *value)
{
	const char *now = db_meta(l->db, name);

	return now && strcmp(now, value) == 0;
}

/* A calendar with faults is looked through at each start, so that they are told until they are
 * mended. */
static const char *stamp_now(struct ledger *l, char to[CALENDAR_STAMP_SIZE])
{
	return calendar_get_faults(l->cal)->n ? "" : calendar_stamp(l->cal, to);
}

bool workdays_note(struct ledger *l, struct err *err)
{
	struct buf text = { 0 };
	char stamp[CALENDAR_STAMP_SIZE];

	calendar_write(l->cal, &text);
	bool ok =
		db_meta_set(l->db, META_TEXT, buf_text(&text), err) &&
		db_meta_set(l->db, META_STAMP, stamp_now(l, stamp), err) &&
		(db_meta(l->db, META_SEEN) || db_meta_set(l->db, META_SEEN, buf_text(&text), err));
	buf_clear(&text);
	return ok;
}

/* The whole calendar, read: is it the one that duties were derived with? Only its files look
 * different then. */
static bool is_derived_with(struct ledger *l)
{
	struct buf text = { 0 };

	calendar_write(l->cal, &text);
	bool same = meta_is(l, META_TEXT, buf_text(&text));
	buf_clear(&text);
	return same;
}

/* Where nothing moved there is nothing to look at. */
static bool seen_where_nothing_moved(struct ledger *l, struct err *err)
{
	moved_list moved = { 0 };
	bool ok = workdays_moved(l, &moved, err) && (moved.n > 0 || workdays_seen(l, err));

	l->moved = moved.n;
	vec_clear(&moved);
	return ok;
}

bool workdays_settle(struct ledger *l, struct err *err)
{
	char stamp[CALENDAR_STAMP_SIZE];

	if (!db_is_writable(l->db) || meta_is(l, META_STAMP, calendar_stamp(l->cal, stamp)))
		return true;
	bool same = is_derived_with(l);
	if (same && meta_is(l, META_STAMP, stamp_now(l, stamp)))
		return true;
	if (!db_begin(l->db, err))
		return false;
	if ((!same && !derive_all_again(l, err)) || !workdays_note(l, err) ||
	    !db_commit(l->db, err)) {
		db_rollback(l->db);
		return false;
	}
	return same || seen_where_nothing_moved(l, err);
}

bool workdays_follow(struct ledger *l, struct err *err)
{
	char stamp[CALENDAR_STAMP_SIZE];

	if (meta_is(l, META_STAMP, calendar_stamp(l->cal, stamp)))
		return true;
	if (!workdays_load(l, err))
		return false;
	return meta_is(l, META_STAMP, calendar_stamp(l->cal, stamp)) ||
	       calendar_reload(l->cal, err);
}

/* ---- own days ---- */

static bool name_fits(const char *name, struct err *err)
{
	struct str s = str_trim(str_of(name));

	if (s.n == 0)
		return err_set(err, ERR_USE, _("an own day needs a name: why it is one"));
	if (s.n > NAME_MAX_BYTES)
		return err_set(err, ERR_INPUT, _("a name of %zu bytes; allowed are %d"), s.n,
			       NAME_MAX_BYTES);
	return true;
}

/* Would it change anything? */
static bool kind_fits(struct ledger *l, date day, enum workday_kind kind, const char *text,
		      struct err *err)
{
	bool work = calendar_is_workday(l->cal, day), own = calendar_is_own(l->cal, day);
	const char *name = calendar_name(l->cal, day);

	if (kind == WORKDAY_NORMAL && !own)
		return err_set(err, ERR_REFUSED, _("%s is no day of the office's own"), text);
	if (kind == WORKDAY_NORMAL || own || work != (kind == WORKDAY_WORK))
		return true;
	if (work)
		return err_set(err, ERR_REFUSED, _("%s is a working day already"), text);
	return err_set(err, ERR_REFUSED, _("%s is a day off already%s%s"), text, name ? ": " : "",
		       name ? name : "");
}

static void day_fill(struct change *c, date day, enum workday_kind kind, const char *text,
		     const char *name)
{
	struct id id = ident_day(day);

	if (kind == WORKDAY_NORMAL) {
		change_set(c, KIND_DAY, &id, "gone", V_INT(1));
		return;
	}
	change_row(c, KIND_DAY, &id);
	change_field(c, "date", V_TEXT(text));
	change_set(c, KIND_DAY, &id, "kind", V_TEXT(kind == WORKDAY_WORK ? "work" : "off"));
	change_set(c, KIND_DAY, &id, "name", V_STR(str_trim(str_of(name))));
}

bool workdays_set(struct ledger *l, date day, enum workday_kind kind, const char *name,
		  struct outcome *out, struct err *err)
{
	struct arena mem = { 0 };
	char text[DATE_TEXT_SIZE];
	struct change *c = NULL;

	*out = (struct outcome){ .done = 0 };
	date_text(day, text);
	if (!paper_day_check(day, err) || (kind != WORKDAY_NORMAL && !name_fits(name, err)) ||
	    !kind_fits(l, day, kind, text, err))
		return false;
	outcome_say(out, kind == WORKDAY_OFF
				 ? arena_printf(&mem, _("own day off %s: %s"), text, name)
			 : kind == WORKDAY_WORK
				 ? arena_printf(&mem, _("own working day %s: %s"), text, name)
				 : arena_printf(&mem, _("no own day any more: %s"), text));
	if ((c = ledger_begin(l, "day", out->said, err)))
		day_fill(c, day, kind, text, name);
	bool done = c && ledger_commit(l, c, out, err) &&
		    (!out->changed || seen_where_nothing_moved(l, err));
	out->done = out->changed;
	outcome_unchanged(out);
	arena_clear(&mem);
	return done;
}

/* ---- what moved ---- */

static int state_order(const void *a, const void *b)
{
	const struct duty_state *x = a, *y = b;

	if (x->unit != y->unit)
		return x->unit < y->unit ? -1 : 1;
	if (x->deadline != y->deadline)
		return x->deadline < y->deadline ? -1 : 1;
	return strcmp(x->occ, y->occ);
}

/* before is sorted by state_order(). */
static void moved_of_item(const duty_states *before, const duty_states *now, moved_list *to)
{
	for (size_t i = 0; i < now->n; i++) {
		const struct duty_state *d = &now->p[i], *b;
		if (d->state != 'o' || d->standing || duty_is_in(d) || before->n == 0)
			continue;
		b = bsearch(d, before->p, before->n, sizeof *before->p, state_order);
		if (b && (b->due != d->due || b->act_by != d->act_by))
			*vec_push(to) = (struct moved){ *d, b->due, b->act_by };
	}
}

typedef VEC(date) dates;

static int line_order(struct str a, struct str b)
{
	int c = memcmp(a.p, b.p, a.n < b.n ? a.n : b.n);

	return c ? c : (a.n > b.n) - (a.n < b.n);
}

/* The days of lines of one text that are not in the other; both lie in the order of their days. */
static void days_differing(struct str a, struct str b, dates *to)
{
	struct str x = { 0 }, y = { 0 };
	bool has_x = str_cut(&a, '\n', &x), has_y = str_cut(&b, '\n', &y);

	while (has_x || has_y) {
		int o = !has_x ? 1 : !has_y ? -1 : line_order(x, y);
		date day;
		if (o != 0 && date_parse(str_to(o < 0 ? x : y, 10), &day))
			*vec_push(to) = day;
		if (o <= 0)
			has_x = str_cut(&a, '\n', &x);
		if (o >= 0)
			has_y = str_cut(&b, '\n', &y);
	}
}

/* Items that may have other dates under the calendar of that text: with a year's table that is
 * mostly all of them. */
static bool items_moved(struct ledger *l, const char *seen, keys *to, struct err *err)
{
	struct buf now = { 0 };
	dates days = { 0 };
	bool ok = true;

	calendar_write(l->cal, &now);
	days_differing(str_of(seen), buf_str(&now), &days);
	if (days.n > DAYS_FEW)
		ok = items_of_plan(l->db, 0, to, err);
	for (size_t i = 0; ok && days.n <= DAYS_FEW && i < days.n; i++)
		ok = day_reach(l, days.p[i], (int)days.n, to, err);
	keys_once(to);
	vec_clear(&days);
	buf_clear(&now);
	return ok;
}

bool workdays_moved(struct ledger *l, moved_list *to, struct err *err)
{
	struct arena mem = { 0 };
	struct derive_terms old = derive_terms(l);
	duty_states before = { 0 }, now = { 0 };
	keys items = { 0 };
	bool ok = true;
	const char *text = db_meta(l->db, META_SEEN);

	if (!text || meta_is(l, META_TEXT, (text = arena_strdup(&mem, text)))) {
		arena_clear(&mem);
		return true;
	}
	struct calendar *seen = calendar_of_text(str_of(text));
	old.cal = seen;
	ok = items_moved(l, text, &items, err);
	for (size_t i = 0; ok && i < items.n; i++) {
		before.n = now.n = 0;
		ok = derive_item_states(l, items.p[i], &old, &before, err) &&
		     duty_states_read(l->db, items.p[i], 0, &now, err);
		if (ok && before.n)
			qsort(before.p, before.n, sizeof *before.p, state_order);
		if (ok)
			moved_of_item(&before, &now, to);
	}
	calendar_free(seen);
	vec_clear(&items);
	vec_clear(&before);
	vec_clear(&now);
	arena_clear(&mem);
	return ok;
}

bool workdays_seen(struct ledger *l, struct err *err)
{
	struct arena mem = { 0 };
	const char *text = db_meta(l->db, META_TEXT);

	if (!text || !db_is_writable(l->db) ||
	    meta_is(l, META_SEEN, (text = arena_strdup(&mem, text)))) {
		arena_clear(&mem);
		return true;
	}
	bool ok = db_begin(l->db, err) && db_meta_set(l->db, META_SEEN, text, err) &&
		  db_commit(l->db, err);
	if (!ok)
		db_rollback(l->db);
	arena_clear(&mem);
	return ok;
}

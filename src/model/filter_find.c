#include "model/filter_find.h"

#include "base/buf.h"
#include "base/fold.h"
#include "base/gettext.h"
#include "base/width.h"
#include "model/say.h"
#include "model/unit_match.h"

#include "base/ban.h"

enum { SAID_COLUMNS = 16, ID_LEAST = 4 };

/* ---- units ---- */

static void key_add(keys *to, int64_t key)
{
	for (size_t i = 0; i < to->n; i++)
		if (to->p[i] == key)
			return;
	*vec_push(to) = key;
}

static bool members_add(struct ledger *l, int64_t group, keys *kin, struct err *err)
{
	member_rows members = { 0 };
	bool ok = member_rows_read(l->db, group, &members, err);

	for (size_t i = 0; ok && i < members.n; i++)
		key_add(kin, members.p[i].unit);
	vec_clear(&members);
	return ok;
}

static bool groups_add(struct ledger *l, int64_t unit, keys *kin, struct err *err)
{
	keys groups = { 0 };
	bool ok = groups_with_members(l->db, &groups, err);

	for (size_t g = 0; ok && g < groups.n; g++) {
		member_rows members = { 0 };
		ok = member_rows_read(l->db, groups.p[g], &members, err);
		for (size_t i = 0; ok && i < members.n; i++)
			if (members.p[i].unit == unit)
				key_add(kin, groups.p[g]);
		vec_clear(&members);
	}
	vec_clear(&groups);
	return ok;
}

/* Those that go on for one of them, and who goes on for those. */
static bool heirs_add(struct ledger *l, keys *kin, struct err *err)
{
	heir_rows heirs = { 0 };
	bool ok = heirs_of_unit(l->db, 0, &heirs, err);

	for (size_t i = 0; ok && i < kin->n; i++)
		for (size_t j = 0; j < heirs.n; j++)
			if (heirs.p[j].unit == kin->p[i])
				key_add(kin, heirs.p[j].heir);
	vec_clear(&heirs);
	return ok;
}

bool filter_find_unit(struct ledger *l, struct str text, int64_t *unit, keys *kin, struct err *err)
{
	keys own = { 0 };
	bool ok = unit_match_short(l, text, unit, err);

	if (ok) {
		key_add(&own, *unit);
		ok = members_add(l, *unit, &own, err) && groups_add(l, *unit, &own, err) &&
		     heirs_add(l, &own, err);
	}
	for (size_t i = 0; ok && i < own.n; i++)
		key_add(kin, own.p[i]);
	vec_clear(&own);
	return ok;
}

/* ---- plans ---- */

enum fit { FIT_NONE, FIT_PART, FIT_WHOLE };

static enum fit plan_fit(const struct plan_row *p, struct str text)
{
	char hex[ID_TEXT_SIZE];

	if (fold_eq(text, str_of(p->number)) || fold_eq(text, str_of(p->title)))
		return FIT_WHOLE;
	if (text.n >= ID_LEAST && str_starts(str_of(id_text(&p->id, hex)), text))
		return FIT_PART;
	return fold_find(str_of(p->title), text, NULL, NULL) ? FIT_PART : FIT_NONE;
}

static bool plan_one(const plan_rows *plans, struct str text, int64_t *plan, struct err *err)
{
	struct str said = str_to(text, width_fit(text, SAID_COLUMNS, NULL));
	enum fit best = FIT_NONE;
	struct buf titles = { 0 };
	size_t n = 0;

	for (size_t i = 0; i < plans->n; i++) {
		enum fit fit = plan_fit(&plans->p[i], text);
		if (fit == FIT_NONE || fit < best)
			continue;
		if (fit > best) {
			n = 0;
			buf_reset(&titles);
		}
		best = fit;
		*plan = plans->p[i].key;
		n++;
		say_listed(&titles, plans->p[i].title);
	}
	if (n == 0)
		err_set(err, ERR_NOT_FOUND, _("no document has this number or title: %.*s"),
			STR_ARG(said));
	else if (n > 1)
		err_set(err, ERR_AMBIGUOUS, _("several documents fit %.*s: %s"), STR_ARG(said),
			buf_text(&titles));
	buf_clear(&titles);
	return n == 1;
}

bool filter_find_plan(struct ledger *l, struct str text, int64_t *plan, struct err *err)
{
	plan_rows plans = { 0 };
	struct arena mem = { 0 };
	bool ok = plans_read(l->db, false, &mem, &plans, err) && plan_one(&plans, text, plan, err);

	vec_clear(&plans);
	arena_clear(&mem);
	return ok;
}

/* ---- persons ---- */

bool filter_find_person(struct ledger *l, struct str text, bool ever, struct arena *mem,
			login_list *to, struct err *err)
{
	person_rows persons = { 0 };
	bool me = fold_eq(text, STR_LIT("me")) || fold_eq(text, STR_LIT("我"));

	if (ever && !me)
		return person_logins(l, text, mem, to, err);
	*vec_push(to) = str_of(me ? arena_strdup(mem, l->by) : arena_str(mem, text));
	bool ok = me || persons_read(l->db, mem, &persons, err);
	for (size_t i = 0; ok && i < persons.n; i++)
		if (fold_eq(text, str_of(persons.p[i].name)))
			*vec_push(to) = str_of(persons.p[i].login);
	vec_clear(&persons);
	return ok;
}

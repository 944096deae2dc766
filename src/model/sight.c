#include "model/sight.h"

#include <stdio.h>
#include <string.h>

#include "base/gate.h"
#include "base/gettext.h"
#include "model/person.h"
#include "model/right_mine.h"
#include "model/setting.h"

#include "base/ban.h"

/* reporter-sees, internal-remarks: by their places in the table */
enum { SEES_OWN, INTERNAL_OFFICE = 0 };

/* ---- which units ---- */

static bool among(const keys *list, int64_t key)
{
	for (size_t i = 0; i < list->n; i++)
		if (list->p[i] == key)
			return true;
	return false;
}

static void add(keys *to, int64_t key)
{
	if (key && !among(to, key))
		*vec_push(to) = key;
}

static bool add_heirs(struct ledger *l, keys *to, size_t at, struct err *err)
{
	heir_rows after = { 0 }, before = { 0 };
	bool ok = heirs_of_unit(l->db, to->p[at], &after, err) &&
		  heirs_before_unit(l->db, to->p[at], &before, err);

	/* Of a unit that was divided nobody knows whose they are now. */
	if (ok && after.n == 1 && after.p[0].on <= ledger_today(l))
		add(to, after.p[0].heir);
	for (size_t i = 0; ok && i < before.n; i++)
		if (before.p[i].on <= ledger_today(l))
			add(to, before.p[i].unit);
	vec_clear(&after);
	vec_clear(&before);
	return ok;
}

static bool add_joined(struct ledger *l, keys *to, int64_t unit, struct err *err)
{
	keys joined = { 0 };
	bool ok = units_joined(l->db, unit, &joined, err);

	for (size_t i = 0; ok && i < joined.n; i++)
		add(to, joined.p[i]);
	vec_clear(&joined);
	return ok;
}

static bool add_members(struct ledger *l, keys *to, int64_t group, struct err *err)
{
	struct arena mem = { 0 };
	unit_rows rows = { 0 };
	bool ok = members_read(l->db, group, ledger_today(l), &mem, &rows, err);

	for (size_t i = 0; ok && i < rows.n; i++)
		add(to, rows.p[i].key);
	vec_clear(&rows);
	arena_clear(&mem);
	return ok;
}

bool sight_units(struct ledger *l, int64_t unit, keys *to, struct err *err)
{
	bool ok = true;

	add(to, unit);
	for (size_t i = 0; ok && i < to->n; i++)
		ok = add_heirs(l, to, i, err) && add_members(l, to, to->p[i], err) &&
		     add_joined(l, to, to->p[i], err);
	return ok;
}

/* ---- who ---- */

static bool sight_now(struct ledger *l, struct sight *to, struct err *err)
{
	struct right_mine mine;

	if (!right_mine(l, &mine, err))
		return false;
	if (!mine.bound || mine.role >= ROLE_CLERK)
		return true;
	snprintf(to->by, sizeof to->by, "%s", l->by);
	to->narrow = mine.role == ROLE_REPORTER && setting_number(l, "reporter-sees") == SEES_OWN;
	to->no_internal = setting_number(l, "internal-remarks") == INTERNAL_OFFICE;
	return !to->narrow || sight_units(l, mine.unit, &to->units, err);
}

bool sight_settle(struct ledger *l, struct err *err)
{
	struct sight now = { .narrow = false };
	bool ok = l->past || (sight_now(l, &now, err) &&
			      (sight_eq(&now, db_sight(l->db)) || db_see(l->db, &now, err)));

	sight_clear(&now);
	return ok;
}

bool sight_keep(struct ledger *l, struct sight_kept *to, struct err *err)
{
	*to = (struct sight_kept){ .sight.narrow = false };
	if (!sight_now(l, &to->sight, err))
		return false;
	for (size_t i = 0; i < to->sight.units.n; i++)
		if (!row_id(l->db, KIND_UNIT, to->sight.units.p[i], vec_push(&to->units)))
			to->units.n--;
	return true;
}

bool sight_put(struct ledger *l, struct sight_kept *kept, struct err *err)
{
	kept->sight.units.n = 0;
	for (size_t i = 0; i < kept->units.n; i++)
		add(&kept->sight.units, row_key(l->db, KIND_UNIT, &kept->units.p[i]));
	bool ok = db_see(l->db, &kept->sight, err);

	sight_clear(&kept->sight);
	vec_clear(&kept->units);
	return ok;
}

/* ---- what they are told ---- */

int64_t sight_unit(const struct ledger *l)
{
	const struct sight *s = db_sight(l->db);

	return s->narrow && s->units.n ? s->units.p[0] : 0;
}

static const char *unit_name(struct ledger *l, int64_t key, struct arena *mem)
{
	struct unit_row row;
	struct err ignore = { 0 };

	return unit_get(l->db, key, mem, &row, &ignore) ? row.name : "-";
}

bool sight_of_unit(struct ledger *l, int64_t unit, struct err *err)
{
	struct arena mem = { 0 };
	bool hidden = sight_hides_unit(l->db, unit);

	if (hidden)
		err_set(err, ERR_REFUSED, _("%s is not shown: the role %s sees what concerns %s alone"),
			unit_name(l, unit, &mem), role_label(ROLE_REPORTER),
			unit_name(l, sight_unit(l), &mem));
	arena_clear(&mem);
	return !hidden;
}

bool sight_gives(struct ledger *l, struct err *err)
{
	keys own = { 0 };
	bool may = !sight_is_narrow(l->db);

	if (!may && !gate_locked() && speaks_keys(l->db, db_site(l->db), &own, err))
		may = own.n > 0;
	vec_clear(&own);
	return may;
}

bool sight_give(struct ledger *l, const char *verb, struct err *err)
{
	struct arena mem = { 0 };
	struct right_mine mine;
	bool may = sight_gives(l, err);

	if (!may && err->code == ERR_NONE && right_mine(l, &mine, err)) {
		err_set(err, ERR_REFUSED,
			_("%s (%s) is not given the whole ledger, as it is not shown to that role: the role "
			  "clerk is, or whoever is once \"duban set reporter-sees all\" and \"duban set "
			  "internal-remarks all\" hold"),
			person_name(l, l->by, &mem), role_label(mine.role));
		right_tried(l, verb, err);
	}
	arena_clear(&mem);
	return may;
}

bool sight_say(struct ledger *l, struct err *err)
{
	struct arena mem = { 0 };
	struct err why = *err;

	if (db_sight(l->db)->narrow && why.code == ERR_NOT_FOUND) {
		err_clear(err);
		err_set(err, why.code, _("%s among what concerns %s (the role %s sees no more)"),
			why.text, unit_name(l, sight_unit(l), &mem), role_label(ROLE_REPORTER));
	}
	arena_clear(&mem);
	return false;
}

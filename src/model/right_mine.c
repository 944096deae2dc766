#include "model/right_mine.h"

#include <string.h>

#include "base/buf.h"
#include "model/ident.h"
#include "model/person.h"
#include "store/attempt.h"
#include "store/past.h"

#include "base/ban.h"

/* Where no admin is left, as two took one another's role apart, roles bind still, and whoever ever was
 * one is one: as lines are judged (right_who.c). */
static bool was_admin(struct ledger *l, const struct id *person, bool *was, struct err *err)
{
	const struct past now = { .db = l->db, .all = true };

	return past_ever(&now, KIND_PERSON, person, "role", str_of(role_word(ROLE_ADMIN)), was, err);
}

static bool nobody_left(struct ledger *l, const struct id *mine, bool *bound, bool *was, struct err *err)
{
	id_list admins = { 0 };
	bool ok = grants_admins(l->db, &admins, err) && was_admin(l, mine, was, err);

	*bound = ok && *was;
	for (size_t i = 0; ok && i < admins.n && !*bound; i++)
		ok = was_admin(l, &admins.p[i], bound, err);
	vec_clear(&admins);
	return ok;
}

bool right_mine(struct ledger *l, struct right_mine *to, struct err *err)
{
	struct arena mem = { 0 };
	struct id id = ident_person(str_of(l->by));
	struct person_row row;
	bool ok = true, was = false;

	*to = (struct right_mine){ .bound = person_any_admin(l->db, err), .role = ROLE_NONE };
	if (!to->bound && err->code == ERR_NONE)
		ok = nobody_left(l, &id, &to->bound, &was, err);
	if (ok && to->bound && person_get(l->db, &id, &mem, &row, err)) {
		to->role = role_of_word(str_of(row.role));
		to->unit = row.unit;
	}
	ok = err->code == ERR_NONE;
	if (to->bound && to->role == ROLE_NONE)
		to->role = ROLE_VIEWER;
	if (was)
		to->role = ROLE_ADMIN;
	arena_clear(&mem);
	return ok;
}

bool right_heard(struct ledger *l, bool *counts, struct err *err)
{
	struct right_mine mine;

	*counts = true;
	if (!l->courier)
		return true;
	if (!right_mine(l, &mine, err))
		return false;
	*counts = !mine.bound || mine.role >= ROLE_CLERK;
	return true;
}

bool right_units(struct ledger *l, keys *to, struct err *err)
{
	struct right_mine mine;
	struct arena mem = { 0 };
	unit_rows members = { 0 };
	bool ok = right_mine(l, &mine, err);

	if (ok && mine.bound && mine.role == ROLE_REPORTER && mine.unit) {
		*vec_push(to) = mine.unit;
		ok = members_read(l->db, mine.unit, ledger_today(l), &mem, &members, err);
		for (size_t i = 0; ok && i < members.n; i++)
			*vec_push(to) = members.p[i].key;
	}
	vec_clear(&members);
	arena_clear(&mem);
	return ok;
}

static bool is_mine(struct ledger *l, int64_t unit, bool *is, struct err *err)
{
	keys units = { 0 };
	bool ok = right_units(l, &units, err);

	*is = false;
	for (size_t i = 0; ok && i < units.n; i++)
		*is |= units.p[i] == unit;
	vec_clear(&units);
	return ok;
}

static bool refuse(struct ledger *l, const struct right *r, const char *verb, struct err *err)
{
	struct arena mem = { 0 };

	err_set(err, ERR_REFUSED, "%s", right_say(r, person_name(l, l->by, &mem), verb, &mem));
	arena_clear(&mem);
	return false;
}

bool right_may(struct ledger *l, const char *verb, int64_t unit, struct err *err)
{
	enum role needs = right_role_for(verb);

	/* What is about no unit is no reporter's, whatever the verb: the role that will do is named. */
	return right_may_from(l, verb, unit == RIGHT_NO_UNIT && needs < ROLE_CLERK ? ROLE_CLERK : needs,
			      unit, err);
}

bool right_may_from(struct ledger *l, const char *verb, enum role needs, int64_t unit,
		    struct err *err)
{
	struct right_mine mine;
	struct right r = { .why = RIGHT_GIVEN };
	bool own = true;

	if (!right_mine(l, &mine, err))
		return false;
	r.role = mine.role;
	r.needs = needs;
	if (mine.bound && mine.role < r.needs)
		r.why = RIGHT_ROLE;
	else if (mine.bound && mine.role == ROLE_REPORTER && unit && !is_mine(l, unit, &own, err))
		return false;
	if (!own)
		r.why = RIGHT_UNIT;
	return r.why == RIGHT_GIVEN || refuse(l, &r, verb, err);
}

bool right_undo(struct ledger *l, const char *by, struct err *err)
{
	struct right_mine mine;

	if (!right_mine(l, &mine, err))
		return false;
	if (!mine.bound || mine.role == ROLE_ADMIN || strcmp(by, l->by) == 0)
		return true;
	refuse(l, &(struct right){ RIGHT_UNDO, mine.role, ROLE_ADMIN }, "undo", err);
	right_tried(l, "undo", err);
	return false;
}

bool right_ask(struct ledger *l, const char *verb, int64_t unit, struct err *err)
{
	bool may = right_may(l, verb, unit, err);

	if (!may && err->code == ERR_REFUSED)
		right_tried(l, verb, err);
	return may;
}

bool right_ask_from(struct ledger *l, const char *verb, enum role needs, struct err *err)
{
	bool may = right_may_from(l, verb, needs, 0, err);

	if (!may && err->code == ERR_REFUSED)
		right_tried(l, verb, err);
	return may;
}

void right_tried(struct ledger *l, const char *verb, const struct err *why)
{
	right_tried_on(l, verb, "", why);
}

void right_tried_on(struct ledger *l, const char *verb, const char *what, const struct err *why)
{
	struct buf say = { 0 };

	buf_printf(&say, "%s%s%s", what, *what ? ": " : "", why->text);
	attempt_note(l->db, clock_now_ms(l->clock), l->by, verb, buf_text(&say));
	buf_clear(&say);
}

#include "model/people.h"

#include <stdio.h>
#include <string.h>

#include "base/clean.h"
#include "base/gate.h"
#include "base/gettext.h"
#include "base/ssh_key.h"
#include "model/act.h"
#include "model/ident.h"
#include "model/reorg.h"

#include "base/ban.h"

bool people_read(struct ledger *l, struct arena *mem, person_rows *to, struct err *err)
{
	size_t n = 0;

	if (!persons_read(l->db, mem, to, err))
		return false;
	for (size_t i = 0; i < to->n; i++)
		if (!to->p[i].gone && (*to->p[i].role || *to->p[i].key))
			to->p[n++] = to->p[i];
	to->n = n;
	return true;
}

/* What the ledger says of that login now; all empty where it says nothing. */
static bool person_now(struct ledger *l, const char *login, struct arena *mem,
		       struct person_row *now, struct err *err)
{
	person_rows rows = { 0 };
	bool ok = people_read(l, mem, &rows, err);

	*now = (struct person_row){ .login = login, .name = "", .role = "", .key = "" };
	for (size_t i = 0; ok && i < rows.n; i++)
		if (strcmp(rows.p[i].login, login) == 0)
			*now = rows.p[i];
	vec_clear(&rows);
	return ok;
}

static bool call_fits(const struct people_call *call, const struct person_row *now, struct err *err)
{
	enum role role = call->role ? call->role : role_of_word(str_of(now->role));

	if (!gate_name_fits(str_of(call->login)))
		return err_set(err, ERR_INPUT,
			       _("%s: who comes by ssh is called by 1 to 32 letters of one script, "
				 "digits, \".\", \"_\", \"-\""),
			       call->login);
	if (call->name && clean_needed(str_of(call->name)))
		return err_set(err, ERR_INPUT, _("%s: a control character stands in it"),
			       call->login);
	if (role == ROLE_NONE)
		return err_set(err, ERR_INPUT,
			       _("%s: --role is missing: viewer, reporter, clerk or admin"),
			       call->login);
	if (role == ROLE_REPORTER && !call->unit && !now->unit)
		return err_set(err, ERR_INPUT,
			       _("%s: --unit is missing: whose reports a reporter enters"),
			       call->login);
	return true;
}

static void cells_set(struct change *c, struct ledger *l, const struct people_call *call,
		      struct arena *mem, struct err *err)
{
	struct id id = ident_person(str_of(call->login));
	struct unit_row unit;

	change_row(c, KIND_PERSON, &id);
	change_field(c, "login", V_TEXT(call->login));
	if (call->name)
		change_set(c, KIND_PERSON, &id, "name", *call->name ? V_TEXT(call->name) : V_NULL);
	if (call->role)
		change_set(c, KIND_PERSON, &id, "role", V_TEXT(role_word(call->role)));
	if (call->unit && unit_get(l->db, call->unit, mem, &unit, err))
		change_set(c, KIND_PERSON, &id, "unit", V_ID(unit.id));
	if (call->key)
		change_set(c, KIND_PERSON, &id, "key", V_TEXT(call->key));
}

/* "wang: clerk, 市信用办, SHA256:...": what holds then; without a key it ends before it. */
static bool said_make(struct ledger *l, const struct people_call *call,
		      const struct person_row *now, struct arena *mem, struct outcome *out,
		      struct err *err)
{
	enum role role = call->role ? call->role : role_of_word(str_of(now->role));
	int64_t unit_key = call->unit ? call->unit : now->unit;
	struct unit_row unit = { .name = "" };
	char print[SSH_KEY_PRINT_SIZE];

	if (unit_key && !unit_get(l->db, unit_key, mem, &unit, err))
		return false;
	ssh_key_print(str_of(call->key ? call->key : now->key), print);
	snprintf(out->said, sizeof out->said, "%s: %s%s%s%s%s", call->login, role_label(role),
		 *unit.name ? ", " : "", unit.name, *print ? ", " : "", print);
	return true;
}

static bool end(struct ledger *l, struct change *c, bool ok, struct outcome *out, struct err *err)
{
	if (!ok) {
		ledger_abandon(l, c);
		return false;
	}
	change_say(c, out->said);
	if (!ledger_commit(l, c, out, err))
		return false;
	outcome_unchanged(out);
	return true;
}

bool people_add(struct ledger *l, const struct people_call *call, struct outcome *out,
		struct err *err)
{
	struct arena mem = { 0 };
	struct person_row now;
	struct people_call told = *call;
	struct change *c = ledger_begin(l, "person", "", err);
	int64_t heir = call->unit ? reorg_heir(l, call->unit) : 0;

	/* Under its old name a unit is meant as it goes on. */
	told.unit = heir ? heir : call->unit;
	bool ok = c && person_now(l, call->login, &mem, &now, err) && call_fits(&told, &now, err) &&
		  said_make(l, &told, &now, &mem, out, err);

	if (ok)
		cells_set(c, l, &told, &mem, err);
	ok = c && end(l, c, ok && err->code == ERR_NONE, out, err);
	arena_clear(&mem);
	return ok;
}

bool people_remove(struct ledger *l, const char *login, struct outcome *out, struct err *err)
{
	static const char *const cells[] = { "role", "unit", "key" };
	struct id id = ident_person(str_of(login));
	struct arena mem = { 0 };
	struct person_row now;
	struct change *c = ledger_begin(l, "person", "", err);
	bool ok = c && person_now(l, login, &mem, &now, err);

	if (ok && !*now.role && !*now.key)
		ok = err_set(
			err, ERR_NOT_FOUND,
			_("%s has neither role nor key here: \"duban person list\" lists who has"),
			login);
	snprintf(out->said, sizeof out->said, _("%s may not come any more"), login);
	for (size_t i = 0; ok && i < sizeof cells / sizeof *cells; i++)
		change_set(c, KIND_PERSON, &id, cells[i], V_NULL);
	ok = c && end(l, c, ok, out, err);
	arena_clear(&mem);
	return ok;
}

static const char *role_among(const person_rows *rows, const char *login)
{
	for (size_t i = 0; i < rows->n; i++)
		if (strcmp(rows->p[i].login, login) == 0)
			return rows->p[i].role;
	return "";
}

static const char *role_shown(const char *role)
{
	return *role ? role_label(role_of_word(str_of(role))) : "-";
}

static void differ_say(const person_rows *rows, const person_rows *before, const person_rows *now, struct arena *mem,
		       sentences *to)
{
	for (size_t i = 0; i < rows->n; i++) {
		const char *login = rows->p[i].login, *is = role_among(now, login), *was = role_among(before, login);

		/* Of both lists each stands once. */
		if (strcmp(is, was) != 0 && (rows == now || !*is))
			*vec_push(to) = arena_printf(mem, _("%s: %s (was %s)"), login, role_shown(is), role_shown(was));
	}
}

bool people_differ(struct ledger *l, const person_rows *before, struct arena *mem, sentences *to, struct err *err)
{
	person_rows now = { 0 };
	bool ok = people_read(l, mem, &now, err);

	if (ok) {
		differ_say(&now, before, &now, mem, to);
		differ_say(before, before, &now, mem, to);
	}
	vec_clear(&now);
	return ok;
}

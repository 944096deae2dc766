/* What is to be judged anew: changes made while a right was being taken away; all of them, by check. */
#include "model/right_past_private.h"

#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "model/ident.h"

#include "base/ban.h"

/* ---- made while the right was being taken away ---- */

static bool settle_one(struct rights *r, int64_t key, struct err *err)
{
	struct arena mem = { 0 };
	struct past p;
	struct str line;
	struct ruling ruling = { .may = true };
	bool ok = past_next(r->db, key - 1, &mem, &p, &line, err) && p.key == key &&
		  rights_rule(r, &p, line, &ruling, err) &&
		  ruling_note(r->db, "disputed", key, ruling.disputed, err);

	arena_clear(&mem);
	return ok;
}

static bool is_one_of(const id_list *list, const struct id *id)
{
	for (size_t i = 0; i < list->n; i++)
		if (id_eq(&list->p[i], id))
			return true;
	return false;
}

/* Whose changes what is written of the row may touch: all people's where there is an admin less or
 * more, all copies' where one speaks for all; "" too where a name stands otherwise in the log. */
static bool row_about(struct rights *r, const struct touched *t, struct arena *mem,
		      const char **by, const char **site, struct err *err)
{
	struct person_row person = { .login = "" };
	struct id id;

	*by = *site = "";
	if (t->kind == KIND_SPEAKS)
		return is_one_of(&r->every, &t->id) ||
		       speaks_site(r->db, &t->id, mem, site, err);
	if (is_one_of(&r->admins, &t->id) || !person_get(r->db, &t->id, mem, &person, err))
		return err->code == ERR_NONE;
	id = ident_person(str_of(person.login));
	if (id_eq(&id, &t->id) && !strpbrk(person.login, "\"\\"))
		*by = person.login;
	return true;
}

/* Changes that were made apart from what is written of the row. */
static bool row_beside(struct rights *r, const struct touched *t, keys *to, struct err *err)
{
	struct arena mem = { 0 };
	const char *by, *site;
	bool ok = row_about(r, t, &mem, &by, &site, err);

	for (size_t i = 0; ok && i < r->grants.n; i++) {
		const struct grant *g = &r->grants.p[i];

		if (g->head && g->kind == t->kind && id_eq(&g->row, &t->id))
			ok = grants_beside(r->db, g, by, site, to, err);
	}
	arena_clear(&mem);
	return ok;
}

bool rights_settle(struct rights *r, const touched_list *touched, struct err *err)
{
	keys list = { 0 };
	bool ok = true, any = false;

	for (size_t i = 0; ok && i < touched->n; i++) {
		const struct touched *t = &touched->p[i];

		if (t->kind != KIND_PERSON && t->kind != KIND_SPEAKS)
			continue;
		if (!any)
			rights_stale(r);
		any = true;
		ok = rights_load(r, err) && row_beside(r, t, &list, err);
	}
	ok = ok && (!any || grants_disputed(r->db, &list, err));
	keys_once(&list);
	for (size_t i = 0; ok && i < list.n; i++)
		ok = settle_one(r, list.p[i], err);
	vec_clear(&list);
	return ok;
}

/* ---- is it all judged as it ought to be? ---- */

bool rights_check(struct rights *r, struct arena *mem, sentences *found, struct err *err)
{
	struct past p = { .key = 0 };
	bool ok = !r || rights_load(r, err);

	while (r && ok && (r->admins.n > 0 || refused_any(r->db, err))) {
		struct arena line_mem = { 0 };
		struct ruling ruling = { .may = true };
		struct str line;
		bool as = true;

		ok = past_next(r->db, p.key, &line_mem, &p, &line, err) &&
		     (!p.key || (rights_rule(r, &p, line, &ruling, err) &&
				 ruling_stands(r->db, p.key, &ruling, &as, err)));
		arena_clear(&line_mem);
		if (!p.key)
			break;
		if (ok && !as)
			*vec_push(found) = arena_printf(
				mem, _("change %lld: it is judged by rights as it ought not to be"),
				(long long)p.seq);
	}
	return ok && err->code == ERR_NONE;
}

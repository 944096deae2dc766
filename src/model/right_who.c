/* Who somebody was to those who knew what a line knew. */
#include "model/right_past_private.h"

#include <string.h>

#include "base/mem.h"
#include "model/ident.h"

#include "base/ban.h"

static void memo_clear(struct memo *m)
{
	free(m->by);
	free(m->site);
	vec_clear(&m->speaks);
	*m = (struct memo){ .mark = 0 };
}

void rights_stale(struct rights *r)
{
	for (size_t i = 0; i < MEMO; i++) {
		memo_clear(&r->memo[0][i]);
		memo_clear(&r->memo[1][i]);
	}
	vec_clear(&r->grants);
	vec_clear(&r->admins);
	vec_clear(&r->every);
	r->loaded = false;
}

void rights_free(struct rights *r)
{
	if (!r)
		return;
	rights_stale(r);
	free(r);
}

static void rights_changed(void *user)
{
	rights_stale(user);
}

struct rights *rights_new(struct db *db)
{
	struct rights *r = mem_alloc(sizeof *r);

	r->db = db;
	r->judge = (struct judge){ rights_rule, rights_changed, r };
	return r;
}

const struct judge *rights_as_judge(struct rights *r)
{
	return &r->judge;
}

bool rights_load(struct rights *r, struct err *err)
{
	if (r->loaded)
		return true;
	r->loaded = true;
	r->upto = log_newest(r->db, err);
	r->chain = chain_newest(r->db, err);
	return err->code == ERR_NONE && grants_read(r->db, &r->grants, err) &&
	       grants_admins(r->db, &r->admins, err) && grants_every(r->db, &r->every, err);
}

bool rights_follow(struct rights *r, int64_t newest, struct err *err)
{
	bool any = newest < r->upto || chain_newest(r->db, err) != r->chain;

	if (err->code != ERR_NONE)
		return false;
	if (r->loaded && !any && !grants_between(r->db, r->upto, newest, &any, err))
		return false;
	if (any)
		rights_stale(r);
	if (!rights_load(r, err))
		return false;
	r->upto = newest;
	return true;
}

/* ---- who they were ---- */

bool role_then(const struct past *p, const struct id *person, enum role *role, struct err *err)
{
	struct arena mem = { 0 };
	struct value v = V_NULL;
	bool there;
	bool ok = past_has(p, KIND_PERSON, person, &there, err) &&
		  (!there || past_value(p, KIND_PERSON, person, "role", &mem, &v, err));

	*role = v.type == VALUE_TEXT ? role_of_word(v.text) : ROLE_NONE;
	arena_clear(&mem);
	return ok;
}

static bool anybody_admin(struct rights *r, const struct past *p, bool *is, struct err *err)
{
	*is = false;
	for (size_t i = 0; i < r->admins.n && !*is; i++) {
		enum role role;

		if (!role_then(p, &r->admins.p[i], &role, err))
			return false;
		*is = role == ROLE_ADMIN;
	}
	return true;
}

static bool ever_then(const struct past *p, const struct id *person, bool *ever, struct err *err)
{
	return past_ever(p, KIND_PERSON, person, "role", str_of(role_word(ROLE_ADMIN)), ever, err);
}

/* Where no admin is left, as two took one another's role apart, roles bind still: else everybody could
 * do all. Whoever ever was one is one again, until one of them names who it is to be. */
static bool nobody_left(struct rights *r, const struct past *p, const struct id *person,
			struct memo *m, bool *was, struct err *err)
{
	bool ok = ever_then(p, person, was, err);

	m->who.bound = *was;
	for (size_t i = 0; ok && i < r->admins.n && !m->who.bound; i++)
		ok = ever_then(p, &r->admins.p[i], &m->who.bound, err);
	return ok;
}

static bool unit_then(const struct past *p, const struct id *person, struct memo *m,
		      struct err *err)
{
	struct arena mem = { 0 };
	struct value v = V_NULL;
	bool ok = past_value(p, KIND_PERSON, person, "unit", &mem, &v, err);

	m->has_unit = v.type == VALUE_ID;
	m->unit = v.id;
	arena_clear(&mem);
	return ok;
}

/* The unit that the row gave the copy then. */
static bool spoke_for(const struct past *p, const struct id *row, const char *site, id_list *to,
		      struct err *err)
{
	struct arena mem = { 0 };
	struct value of = V_NULL, unit = V_NULL;
	bool has;
	bool ok = past_has(p, KIND_SPEAKS, row, &has, err) &&
		  (!has || (past_value(p, KIND_SPEAKS, row, "site", &mem, &of, err) &&
			    past_value(p, KIND_SPEAKS, row, "unit", &mem, &unit, err)));

	if (ok && of.type == VALUE_TEXT && str_is(of.text, site) && unit.type == VALUE_ID)
		*vec_push(to) = unit.id;
	arena_clear(&mem);
	return ok;
}

static bool spoken_for(const struct past *p, const char *site, id_list *to, struct err *err)
{
	id_list rows = { 0 };
	bool ok = speaks_rows(p->db, site, &rows, err);

	for (size_t i = 0; ok && i < rows.n; i++)
		ok = spoke_for(p, &rows.p[i], site, to, err);
	vec_clear(&rows);
	return ok;
}

/* Once an admin has said of a copy that it speaks for all, one that was given nothing speaks for
 * nothing: else a new name would be free of what the old one was held to. */
static bool every_then(struct rights *r, const struct past *p, const char *site, bool *said, bool *own,
		       struct err *err)
{
	struct arena mem = { 0 };
	bool ok = true;

	*said = *own = false;
	for (size_t i = 0; ok && i < r->every.n; i++) {
		const struct id *row = &r->every.p[i];
		struct value of = V_NULL, all = V_NULL;
		bool has;

		ok = past_has(p, KIND_SPEAKS, row, &has, err) &&
		     (!has || (past_value(p, KIND_SPEAKS, row, "site", &mem, &of, err) &&
			       past_value(p, KIND_SPEAKS, row, "all", &mem, &all, err)));
		if (!ok || all.type != VALUE_INT || all.number != 1)
			continue;
		*said = true;
		*own |= of.type == VALUE_TEXT && str_is(of.text, site);
	}
	arena_clear(&mem);
	return ok;
}

static bool memo_fill(struct rights *r, const struct past *p, const struct past_line *line,
		      struct memo *m, struct err *err)
{
	struct id person = ident_person(str_of(line->by));
	bool was = false, said = false, all = false;
	id_list units = { 0 };

	if (!anybody_admin(r, p, &m->who.bound, err) ||
	    (!m->who.bound && !nobody_left(r, p, &person, m, &was, err)))
		return false;
	if (!m->who.bound)
		return true;
	bool ok = role_then(p, &person, &m->who.role, err) && unit_then(p, &person, m, err) &&
		  spoken_for(p, line->site, &units, err) &&
		  every_then(r, p, line->site, &said, &all, err);

	m->speaks = units;
	if (!ok)
		return false;
	/* Who has no role reads. */
	if (m->who.role == ROLE_NONE)
		m->who.role = ROLE_VIEWER;
	if (was)
		m->who.role = ROLE_ADMIN;
	m->who.speaks = !all && (said || m->speaks.n > 0);
	return true;
}

static uint64_t text_mark(uint64_t mark, const char *s)
{
	for (; *s; s++)
		mark = (mark ^ (unsigned char)*s) * 1099511628211u;
	return mark;
}

const struct memo *who_then(struct rights *r, const struct past *p, const struct past_line *line,
			    uint64_t mark, struct err *err)
{
	struct memo *m = &r->memo[p->apart][text_mark(text_mark(mark, line->by), line->site) % MEMO];

	if (m->by && m->mark == mark && strcmp(m->by, line->by) == 0 &&
	    strcmp(m->site, line->site) == 0)
		return m;
	memo_clear(m);
	if (!memo_fill(r, p, line, m, err))
		return NULL;
	m->mark = mark;
	m->by = mem_strdup(line->by);
	m->site = mem_strdup(line->site);
	return m;
}

#include "model/right_past_private.h"

#include <stdio.h>
#include <string.h>

#include "model/ident.h"
#include "model/person.h"
#include "model/right_line.h"

#include "base/ban.h"

/* One line that is judged. */
struct asking {
	struct rights *r;
	const struct past *past;
	const struct past_line *line;
	const struct memo *who;
	struct line_rows rows;
	struct arena mem;
	/* What was found out last of a row: its writes follow one another. */
	struct { bool set; enum right_fact fact; enum kind kind; struct id id; bool is; } known;
};

/* ---- facts of a write ---- */

/* What the line itself makes the row with; NULL: it does not make it, or not with that. */
static const struct value *made_with(struct asking *a, enum kind k, const struct id *id,
				     const char *column)
{
	struct line_part made = line_column(&a->rows, k, id, true, kind_column(k, str_of(column)));

	return made.n > 0 ? &made.p[0]->new : NULL;
}

static bool line_makes(struct asking *a, enum kind k, const struct id *id)
{
	return line_making(&a->rows, k, id).n > 0;
}

/* Is the row what its id says? Else one could be made in the place of another's. */
static bool made_soundly(struct asking *a, enum kind k, const struct id *id)
{
	static const char *const parts[KINDS][4] = {
		[KIND_DUTY] = { "item", "unit", "deadline", "occ" },
		[KIND_RECEIPT] = { "item", "unit" },
		[KIND_VALUE] = { "figure", "unit", "period" },
		[KIND_AMOUNT] = { "entry", "figure" },
	};
	const struct value *v[4] = { NULL };
	struct id own = { { 0 } };

	for (size_t i = 0; i < 4 && parts[k][i]; i++) {
		v[i] = made_with(a, k, id, parts[k][i]);
		if (!v[i] || v[i]->type != (i == 3 || (k == KIND_VALUE && i == 2) ? VALUE_TEXT
									     : VALUE_ID))
			return false;
	}
	if (k == KIND_DUTY)
		own = ident_duty(&v[0]->id, &v[1]->id, &v[2]->id, v[3]->text);
	else if (k == KIND_RECEIPT)
		own = ident_receipt(&v[0]->id, &v[1]->id);
	else if (k == KIND_VALUE)
		own = ident_value(&v[0]->id, &v[1]->id, v[2]->text);
	else if (k == KIND_AMOUNT)
		own = ident_amount(&v[0]->id, &v[1]->id);
	else
		return true;
	return id_eq(&own, id);
}

/* A cell of the row: as the line makes it, else as it was. A row that was there is not made anew. */
static bool cell_then(struct asking *a, enum kind k, const struct id *id, const char *column,
		      struct value *to, struct err *err)
{
	const struct value *made = NULL;
	bool there;

	*to = V_NULL;
	if (!line_makes(a, k, id))
		return past_value(a->past, k, id, column, &a->mem, to, err);
	if (!past_has(a->past, k, id, &there, err))
		return false;
	if (there && k == KIND_ENTRY)
		return true;
	if (made_soundly(a, k, id))
		made = made_with(a, k, id, column);
	if (made)
		*to = *made;
	return true;
}

/* The unit that the row is about; V_NULL: none. */
static bool unit_of(struct asking *a, enum kind k, const struct id *id, struct value *to,
		    struct err *err)
{
	struct value entry;

	if (k != KIND_AMOUNT)
		return cell_then(a, k, id, "unit", to, err);
	*to = V_NULL;
	return cell_then(a, k, id, "entry", &entry, err) &&
	       (entry.type != VALUE_ID || unit_of(a, KIND_ENTRY, &entry.id, to, err));
}

/* The unit itself, or a member of it. */
static bool is_or_has(const struct asking *a, const struct id *group, const struct id *unit,
		      bool *is, struct err *err)
{
	struct id member;

	*is = id_eq(group, unit);
	if (*is)
		return true;
	member = ident_member(group, unit);
	return past_has(a->past, KIND_MEMBER, &member, is, err);
}

static bool own_unit(struct asking *a, const struct right_write *w, bool *is, struct err *err)
{
	struct value unit;

	*is = false;
	return unit_of(a, w->kind, &w->id, &unit, err) &&
	       (unit.type != VALUE_ID || !a->who->has_unit ||
		is_or_has(a, &a->who->unit, &unit.id, is, err));
}

static bool site_unit(struct asking *a, const struct right_write *w, bool *is, struct err *err)
{
	struct value unit;
	bool ok = unit_of(a, w->kind, &w->id, &unit, err);

	*is = false;
	for (size_t i = 0; ok && unit.type == VALUE_ID && !*is && i < a->who->speaks.n; i++)
		ok = is_or_has(a, &a->who->speaks.p[i], &unit.id, is, err);
	return ok;
}

/* A row whose text column says that, under the id that follows from it. */
static bool own_view(struct asking *a, const struct right_write *w, bool *is, struct err *err)
{
	struct value owner = V_NULL, name = V_NULL;

	*is = false;
	if (w->kind != KIND_VIEW)
		return true;
	if (!cell_then(a, w->kind, &w->id, "owner", &owner, err) ||
	    !cell_then(a, w->kind, &w->id, "name", &name, err))
		return false;
	if (owner.type != VALUE_TEXT || name.type != VALUE_TEXT ||
	    !str_is(owner.text, a->line->by))
		return true;
	struct id id = ident_view(name.text, owner.text);

	*is = id_eq(&id, &w->id) && (strcmp(w->column, "owner") != 0 ||
				     (w->new.type == VALUE_TEXT && str_eq(w->new.text, owner.text)));
	return true;
}

static bool reading(struct asking *a, const struct right_write *w, bool *is, struct err *err)
{
	struct value name;

	*is = false;
	if (!cell_then(a, w->kind, &w->id, "name", &name, err))
		return false;
	if (name.type != VALUE_TEXT || !str_starts(name.text, STR_LIT("reading/")))
		return true;
	struct id id = ident_setting(name.text);

	*is = id_eq(&id, &w->id);
	return true;
}

static bool find_out(struct asking *a, enum right_fact fact, const struct right_write *w, bool *is,
		     struct err *err)
{
	switch (fact) {
	case FACT_OWN_UNIT:
		return own_unit(a, w, is, err);
	case FACT_SITE_UNIT:
		return site_unit(a, w, is, err);
	case FACT_OWN_ROW:
		return past_made_by(a->past, w->kind, &w->id, str_of(a->line->by), is, err);
	case FACT_OWN_VIEW:
		return own_view(a, w, is, err);
	case FACT_READING: break;
	}
	return reading(a, w, is, err);
}

static bool holds(void *user, enum right_fact fact, const struct right_write *w, bool *is,
		  struct err *err)
{
	struct asking *a = user;

	if (a->known.set && a->known.fact == fact && a->known.kind == w->kind &&
	    id_eq(&a->known.id, &w->id)) {
		*is = a->known.is;
		return true;
	}
	if (!find_out(a, fact, w, is, err))
		return false;
	/* Of a view it depends on the column. */
	a->known.set = fact != FACT_OWN_VIEW;
	a->known.fact = fact;
	a->known.kind = w->kind;
	a->known.id = w->id;
	a->known.is = *is;
	return true;
}

/* ---- people ---- */

/* The role that the line leaves a person with: -1 where it says nothing of it. */
static int role_left(struct asking *a, const struct id *person)
{
	int column = kind_column(KIND_PERSON, STR_LIT("role"));
	struct line_part gone = line_column(&a->rows, KIND_PERSON, person, false, LOG_GONE);
	struct line_part made = line_column(&a->rows, KIND_PERSON, person, true, column);
	struct line_part set = line_column(&a->rows, KIND_PERSON, person, false, column);
	const struct log_write *last = made.n > 0 ? made.p[made.n - 1] : NULL;

	for (size_t i = 0; i < gone.n; i++)
		if (gone.p[i]->new.type != VALUE_NULL)
			return ROLE_NONE;
	if (set.n > 0 && (!last || set.p[set.n - 1] > last))
		last = set.p[set.n - 1];
	if (!last)
		return -1;
	return last->new.type == VALUE_TEXT ? (int)role_of_word(last->new.text) : ROLE_NONE;
}

/* Is there an admin once the line is in force; does it give anybody a role? */
static bool admin_left(struct asking *a, bool *admin, bool *gives, struct err *err)
{
	struct line_part people = line_kind(&a->rows, KIND_PERSON);

	*admin = *gives = false;
	for (size_t i = 0; i < people.n; i++)
		if (i == 0 || !id_eq(&people.p[i]->id, &people.p[i - 1]->id)) {
			int left = role_left(a, &people.p[i]->id);

			*gives |= left > ROLE_NONE;
			*admin |= left == ROLE_ADMIN;
		}
	for (size_t i = 0; !*admin && i < a->r->admins.n; i++) {
		enum role role;

		if (role_left(a, &a->r->admins.p[i]) >= 0)
			continue;
		if (!role_then(a->past, &a->r->admins.p[i], &role, err))
			return false;
		*admin = role == ROLE_ADMIN;
	}
	return true;
}

static bool judge_people(struct asking *a, struct right *to, struct err *err)
{
	bool admin, gives;

	if (!admin_left(a, &admin, &gives, err))
		return false;
	if (!admin && a->who->who.bound)
		*to = (struct right){ RIGHT_LAST, a->who->who.role, ROLE_ADMIN };
	else if (!admin && gives)
		*to = (struct right){ RIGHT_FIRST, a->who->who.role, ROLE_ADMIN };
	return true;
}

/* ---- a line ---- */

static bool judge_write(struct asking *a, const struct log_write *w, struct right *to,
			struct err *err)
{
	struct right_write write = { .kind = w->kind, .id = w->id, .made = w->made, .new = w->new };

	write.column = w->column == LOG_GONE  ? "gone"
		       : w->column == LOG_ROW ? "*"
					      : kind_info(w->kind)->columns[w->column].name;
	return right_of_write(&a->who->who, &write, holds, a, to, err);
}

static bool judge_undo(struct asking *a, struct right *to, struct err *err)
{
	const char *maker;

	if (!a->line->has_undo || !a->who->who.bound || a->who->who.role == ROLE_ADMIN)
		return true;
	if (!past_author(a->past, &a->line->undo, &a->mem, &maker, err))
		return false;
	if (!maker || strcmp(maker, a->line->by) != 0)
		*to = (struct right){ RIGHT_UNDO, a->who->who.role, ROLE_ADMIN };
	return true;
}

/* What writes nothing is a sentence in the log: it takes the role that its deed does. */
static void judge_deed(const struct asking *a, struct right *to)
{
	enum role needs = right_role_for(a->line->verb);

	if (a->who->who.bound && a->line->writes.n == 0 && a->who->who.role < needs)
		*to = (struct right){ RIGHT_ROLE, a->who->who.role, needs };
}

static bool judge_line(struct asking *a, struct right *to, struct err *err)
{
	bool people = false, ok = true;

	*to = (struct right){ RIGHT_GIVEN, a->who->who.role, ROLE_NONE };
	judge_deed(a, to);
	for (size_t i = 0; ok && to->why == RIGHT_GIVEN && i < a->line->writes.n; i++) {
		people |= a->line->writes.p[i].kind == KIND_PERSON;
		ok = !a->who->who.bound || judge_write(a, &a->line->writes.p[i], to, err);
	}
	if (ok && to->why == RIGHT_GIVEN)
		ok = judge_undo(a, to, err);
	if (ok && people && to->why == RIGHT_GIVEN)
		ok = judge_people(a, to, err);
	return ok;
}

/* Only what is no line about people for certain goes unread; in JSON a letter may stand as \u0070. */
static bool may_write_people(struct str line)
{
	return str_find(line, STR_LIT("\"person\"")) >= 0 || str_find(line, STR_LIT("\\u")) >= 0;
}

static bool line_take(struct asking *a, const struct past *p, struct str line, struct past_line *to)
{
	struct err unsound = { 0 };

	a->past = p;
	a->line = to;
	if (!past_line_read(p, line, &a->mem, to, &unsound))
		return false;
	line_rows_read(&a->rows, &to->writes);
	return true;
}

static void asking_clear(struct asking *a, struct past_line *line)
{
	line_rows_clear(&a->rows);
	vec_clear(&line->writes);
	arena_clear(&a->mem);
}

/* Who made the line to those with that past, and of how many grants they did not know. */
static bool who_find(struct asking *a, const struct past *past, size_t *apart, struct err *err)
{
	uint64_t mark;

	a->past = past;
	a->known.set = false;
	return past_grants(past, &a->r->grants, &mark, apart, err) &&
	       (a->who = who_then(a->r, past, a->line, mark, err)) != NULL;
}

static bool who_same(const struct memo *a, const struct memo *b)
{
	if (a->who.bound != b->who.bound || a->who.role != b->who.role ||
	    a->who.speaks != b->who.speaks ||
	    a->has_unit != b->has_unit || (a->has_unit && !id_eq(&a->unit, &b->unit)) ||
	    a->speaks.n != b->speaks.n)
		return false;
	for (size_t i = 0; i < a->speaks.n; i++)
		if (!id_eq(&a->speaks.p[i], &b->speaks.p[i]))
			return false;
	return true;
}

static bool writes_of_rights(struct asking *a)
{
	return line_kind(&a->rows, KIND_PERSON).n > 0 || line_kind(&a->rows, KIND_SPEAKS).n > 0;
}

/* A line that was given its rights, once more, had its maker known what was written of people and
 * copies apart from it. Of all other rows that is the same past: who is the same to both may the same. */
static bool judge_apart(struct asking *a, const struct past *p, struct right *to, struct err *err)
{
	const struct memo *was = a->who;
	struct past later = *p;
	size_t apart;

	later.apart = true;
	bool ok = who_find(a, &later, &apart, err) &&
		  ((who_same(was, a->who) && !writes_of_rights(a)) || judge_line(a, to, err));

	a->past = p;      /* later ends here */
	return ok;
}

bool rights_judge(struct rights *r, const struct past *p, struct str line, struct right *to,
		  struct right *apart, struct err *err)
{
	bool people = may_write_people(line);
	struct past_line read = { .site = "" };
	struct asking a = { .r = r };
	size_t n_apart = 0;
	bool ok = rights_load(r, err);

	*to = (struct right){ RIGHT_GIVEN, ROLE_NONE, ROLE_NONE };
	if (apart)
		*apart = *to;
	/* What is no sound line is found out where it is applied. */
	if (ok && (r->admins.n > 0 || people) && line_take(&a, p, line, &read)) {
		ok = who_find(&a, p, &n_apart, err) && judge_line(&a, to, err);
		if (ok && apart && n_apart > 0 && to->why == RIGHT_GIVEN)
			ok = judge_apart(&a, p, apart, err);
	}
	asking_clear(&a, &read);
	return ok;
}

/* ---- who brings a line ---- */

bool rights_door(struct rights *r, const char *courier, struct str line, bool *may, struct err *err)
{
	struct past now = { .db = r->db, .all = true };
	struct past_line read = { .site = "" };
	struct asking a = { .r = r };
	struct right right = { RIGHT_GIVEN, ROLE_NONE, ROLE_NONE };
	bool ok = rights_load(r, err), reads = true;

	if (ok && r->admins.n > 0) {
		reads = line_take(&a, &now, line, &read);
		if (courier || !reads)
			read.by = courier ? courier : "";
		a.who = who_then(r, &now, &read, 0, err);
		ok = a.who && (!reads || judge_line(&a, &right, err));
	}
	/* What is written in a newer form nobody but an admin can answer for. */
	*may = ok && right.why == RIGHT_GIVEN &&
	       (reads || !a.who->who.bound || a.who->who.role == ROLE_ADMIN);
	asking_clear(&a, &read);
	return ok;
}

/* ---- one's own ---- */

static bool refuse_line(struct ledger *l, const struct past *p, struct str line, struct err *err)
{
	struct arena mem = { 0 };
	struct right right;
	struct past_line read = { .site = "" };
	bool ok = rights_judge(l->rights, p, line, &right, NULL, err);

	if (ok && right.why != RIGHT_GIVEN)
		ok = past_line_read(p, line, &mem, &read, err) &&
		     err_set(err, ERR_REFUSED, "%s",
			     right_say(&right, person_name(l, l->by, &mem), read.verb, &mem));
	vec_clear(&read.writes);
	arena_clear(&mem);
	return ok;
}

bool rights_judge_own(struct ledger *l, int64_t behind, struct err *err)
{
	bool ok = rights_follow(l->rights, behind, err);

	for (int64_t key = behind; ok;) {
		struct arena mem = { 0 };
		struct past p;
		struct str line;

		ok = past_next(l->db, key, &mem, &p, &line, err);
		key = p.key;
		if (!key)
			break;
		ok = ok && refuse_line(l, &p, line, err);
		arena_clear(&mem);
	}
	return ok;
}

/* ---- as the merge asks ---- */

bool rights_rule(void *user, const struct past *p, struct str line, struct ruling *to, struct err *err)
{
	struct right right, apart;
	struct arena mem = { 0 };
	bool ok = rights_judge(user, p, line, &right, &apart, err);

	to->may = right.why == RIGHT_GIVEN;
	if (!to->may)
		snprintf(to->why, sizeof to->why, "%s", right_text(&right, &mem));
	if (apart.why != RIGHT_GIVEN)
		snprintf(to->disputed, sizeof to->disputed, "%s", right_text(&apart, &mem));
	arena_clear(&mem);
	return ok;
}

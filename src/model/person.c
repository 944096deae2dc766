#include "model/person.h"

#include "base/fold.h"
#include "model/ident.h"
#include "store/rows.h"

#include "base/ban.h"

const char *person_name(struct ledger *l, const char *login, struct arena *mem)
{
	struct id id = ident_person(str_of(login));
	const char *name = person_get_name(l->db, &id, mem);

	return name && *name ? name : login;
}

static void login_add(login_list *to, const char *login)
{
	for (size_t i = 0; i < to->n; i++)
		if (str_is(to->p[i], login))
			return;
	*vec_push(to) = str_of(login);
}

/* What a line of the log called people: whose row is it, and is that the name? */
static bool named_then(struct ledger *l, const struct log_line *line, const person_rows *persons,
		       struct str who, struct arena *mem, login_list *to, struct err *err)
{
	enum { WRITES_LOOKED_AT = 1000 };
	log_writes writes = { 0 };
	size_t all;
	bool ok = log_writes_read(l->db, &line->hash, WRITES_LOOKED_AT, mem, &writes, &all, err);
	int column = kind_column(KIND_PERSON, STR_LIT("name"));

	for (size_t i = 0; ok && i < writes.n; i++) {
		const struct log_write *w = &writes.p[i];
		if (w->kind != KIND_PERSON || w->column != column || w->new.type != VALUE_TEXT ||
		    !fold_eq(w->new.text, who))
			continue;
		for (size_t k = 0; k < persons->n; k++)
			if (id_eq(&w->id, &persons->p[k].id))
				login_add(to, persons->p[k].login);
	}
	vec_clear(&writes);
	return ok;
}

bool person_logins(struct ledger *l, struct str who, struct arena *mem, login_list *to,
		   struct err *err)
{
	enum { LINES_MOST = 10000 };
	person_rows persons = { 0 };
	id_list ids = { 0 };
	log_lines lines = { 0 };
	bool ok = persons_read(l->db, mem, &persons, err);

	login_add(to, arena_str(mem, who));
	for (size_t i = 0; i < persons.n; i++)
		*vec_push(&ids) = persons.p[i].id;
	/* The names of now, and those before: few lines are about people. */
	id_list_sort(&ids);
	struct log_query q = { .item = &ids };
	ok = ok && (ids.n == 0 || log_page(l->db, &q, 0, -1, LINES_MOST, mem, &lines, err));
	for (size_t i = 0; ok && i < lines.n; i++)
		ok = named_then(l, &lines.p[i], &persons, who, mem, to, err);
	vec_clear(&persons);
	vec_clear(&ids);
	vec_clear(&lines);
	return ok;
}

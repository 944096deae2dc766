#include "model/dispute.h"

#include "base/gettext.h"
#include "model/act.h"
#include "model/history.h"
#include "model/ident.h"
#include "model/person.h"
#include "model/right.h"
#include "model/sight.h"
#include "store/past.h"
#include "store/rows.h"

#include "base/ban.h"

/* Not to who is shown some units alone, where it is about others (model/sight.h). */
static bool is_shown(struct ledger *l, const struct log_line *line, struct arena *mem)
{
	char hex[HASH_TEXT_SIZE];
	struct log_line found;
	struct err hidden = { 0 };

	return !sight_is_narrow(l->db) ||
	       log_find(l->db, str_of(hex_text(line->hash.b, HASH_SIZE, hex)), mem, &found, &hidden);
}

bool disputes_read(struct ledger *l, size_t most, struct arena *mem, log_lines *to, struct err *err)
{
	keys all = { 0 };
	bool ok = grants_disputed(l->db, &all, err);

	for (size_t i = 0; ok && i < all.n && to->n < most; i++) {
		struct log_line *line = vec_push(to);

		ok = log_at(l->db, all.p[i], mem, line, err);
		if (ok && (line->undone || !is_shown(l, line, mem)))
			to->n--;
	}
	vec_clear(&all);
	return ok;
}

const char *dispute_said(const struct log_line *line)
{
	return *line->say ? line->say : history_verb(line->verb);
}

const char *dispute_why(const struct log_line *line, struct arena *mem)
{
	struct right right;

	return right_parse(str_of(line->disputed), &right) ? right_reason(&right, mem) : "";
}

/* As it is in force, by somebody who knows of all that was written. */
static void person_anew(struct ledger *l, struct change *c, const struct id *id, const struct value *now)
{
	static const char *const columns[] = { "role", "unit" };

	for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
		change_set_anew(c, KIND_PERSON, id, columns[i],
				now[kind_column(KIND_PERSON, str_of(columns[i]))]);
	if (!row_key(l->db, KIND_PERSON, id))
		change_set_anew(c, KIND_PERSON, id, "gone", V_INT(1));
}

bool dispute_stand(struct ledger *l, const struct log_line *line, struct outcome *out, struct err *err)
{
	struct arena mem = { 0 };
	struct id id = ident_person(str_of(line->by));
	const struct value *now = row_cells(l->db, KIND_PERSON, &id, &mem);
	const char *name = person_name(l, line->by, &mem);
	struct right right;
	struct change *c = NULL;
	bool ok = true;

	*out = (struct outcome){ .done = 0 };
	if (!now || (right_parse(str_of(line->disputed), &right) && right.why == RIGHT_SITE))
		ok = err_set(err, ERR_REFUSED,
			     _("it hangs on the units that the copy %s speaks for: \"duban site grant\" gives them again"),
			     line->site);
	outcome_say(out, arena_printf(&mem, _("stands, as what %s did besides: %s"), name, dispute_said(line)));
	ok = ok && (c = ledger_begin(l, "settle", out->said, err)) != NULL;
	if (ok) {
		person_anew(l, c, &id, now);
		ok = ledger_commit(l, c, out, err);
		out->done = ok && out->changed;
	}
	arena_clear(&mem);
	return ok;
}

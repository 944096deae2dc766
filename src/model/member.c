#include "model/member.h"

#include <string.h>

#include "base/buf.h"
#include "base/gettext.h"
#include "model/act.h"
#include "model/ident.h"
#include "model/unit_make.h"
#include "model/unit_match.h"
#include "store/rows.h"

#include "base/ban.h"

/* What one action on a group shares. */
struct membership {
	struct ledger *l;
	struct change *change;
	struct arena mem;
	struct unit_row group;
	const char *from, *to;      /* ISO texts; NULL: as it was */
	struct buf said;
};

static bool unit_take(struct membership *m, int64_t key, struct id *unit, struct err *err)
{
	struct unit_row row;

	if (!unit_get(m->l->db, key, &m->mem, &row, err))
		return false;
	if (strcmp(row.kind, "group") == 0)
		return err_set(err, ERR_REFUSED, _("%s is a group itself"), row.name);
	*unit = row.id;
	return true;
}

/* Who is called so already, today or once, is the one that is meant: nothing about it changes. */
static bool unit_new(struct membership *m, struct str name, struct id *unit, struct err *err)
{
	int64_t key = 0;

	if (!unit_called(m->l, name, &key, err))
		return false;
	if (key)
		return unit_take(m, key, unit, err);
	*unit = unit_make(m->change, m->group.region, arena_str(&m->mem, name));
	return true;
}

static bool unit_known(struct membership *m, struct str name, struct id *unit, struct err *err)
{
	int64_t key = 0;

	if (!unit_match_one(m->l, name, &key, err)) {
		struct err why = *err;
		if (why.code != ERR_NOT_FOUND)
			return false;
		err_clear(err);
		return err_set(err, ERR_NOT_FOUND, _("%s; a new one is written +%.*s"), why.text,
			       STR_ARG(name));
	}
	return unit_take(m, key, unit, err);
}

static bool member_is_there(struct membership *m, const struct id *member)
{
	return row_key(m->l->db, KIND_MEMBER, member) != 0;
}

static bool member_word(struct membership *m, struct str word, struct err *err)
{
	bool made = str_starts(word, STR_LIT("+")), off = str_starts(word, STR_LIT("-"));
	struct str name = str_trim(made || off ? str_from(word, 1) : word);
	struct id unit = { { 0 } };

	if (name.n == 0)
		return err_set(err, ERR_INPUT, _("a name is missing behind %.*s"), STR_ARG(word));
	if (!(made ? unit_new : unit_known)(m, name, &unit, err))
		return false;
	struct id member = ident_member(&m->group.id, &unit);

	buf_printf(&m->said, " %s%.*s", off ? "-" : "", STR_ARG(name));
	if (off && !member_is_there(m, &member))
		return err_set(err, ERR_REFUSED, _("%.*s is no member of %s"), STR_ARG(name),
			       m->group.name);
	if (off) {
		change_set(m->change, KIND_MEMBER, &member, "gone", V_INT(1));
		return true;
	}
	change_row(m->change, KIND_MEMBER, &member);
	change_field(m->change, "group", V_ID(m->group.id));
	change_field(m->change, "unit", V_ID(unit));
	if (m->from)
		change_set(m->change, KIND_MEMBER, &member, "from", V_TEXT(m->from));
	if (m->to)
		change_set(m->change, KIND_MEMBER, &member, "to", V_TEXT(m->to));
	return true;
}

static const char *day_text(struct membership *m, date d)
{
	char text[DATE_TEXT_SIZE];

	return d == DATE_NONE ? NULL : arena_strdup(&m->mem, date_text(d, text));
}

static bool group_check(struct membership *m, date from, date to, struct err *err)
{
	if (strcmp(m->group.kind, "group") != 0)
		return err_set(err, ERR_REFUSED, _("%s is one unit, no group"), m->group.name);
	if (from != DATE_NONE && to != DATE_NONE && from > to)
		return err_set(err, ERR_INPUT, _("the last day lies before the first"));
	return true;
}

bool member_change(struct ledger *l, int64_t group, const struct str *words, size_t n, date from,
		   date to, struct outcome *out, struct err *err)
{
	struct membership m = { .l = l };
	bool ok;

	*out = (struct outcome){ .done = 0 };
	if (!(m.change = ledger_begin(l, "member", "", err)))
		return false;
	m.from = day_text(&m, from);
	m.to = day_text(&m, to);
	ok = unit_get(l->db, group, &m.mem, &m.group, err) && group_check(&m, from, to, err);
	for (size_t i = 0; ok && i < n; i++)
		ok = member_word(&m, words[i], err);
	if (ok) {
		const char *said = arena_printf(&m.mem, _("members of %s:%s"), m.group.name,
						buf_text(&m.said));
		outcome_say(out, said);
		change_say(m.change, said);
		ok = ledger_commit(l, m.change, out, err);
		out->done = out->changed ? (int)n : 0;
		outcome_unchanged(out);
	} else {
		ledger_abandon(l, m.change);
	}
	if (!ok)
		out->said[0] = '\0';
	buf_clear(&m.said);
	arena_clear(&m.mem);
	return ok;
}

#include "model/right.h"

#include <string.h>

#include "base/gettext.h"
#include "model/history.h"
#include "store/past.h"

#include "base/ban.h"

enum {
	UNIT = 1,       /* FACT_OWN_UNIT, of a reporter */
	OWN = 2,        /* FACT_OWN_ROW */
	VIEW = 4,       /* FACT_OWN_VIEW */
	READING = 8,    /* FACT_READING */
};

/* Which role may write which columns of a kind. A row is enough; "*" in columns is the making of the
 * row, "+name" a column as far as the row is made with it, NULL any column. values: these alone, ""
 * stands for none; NULL: any. */
struct right_rule {
	enum kind kind;
	const char *columns;
	enum role from;
	int when;
	const char *values;
};

static const struct right_rule rules[] = {
	/* What comes in, for the own unit: signed, reported, asked for, noted. */
	{ KIND_ENTRY, "* +item +unit +deadline +occ +on +text +way +who +promised +material",
	  ROLE_REPORTER, UNIT, NULL },
	{ KIND_ENTRY, "+do", ROLE_REPORTER, UNIT, "sign|report|none|zero|extend|remark" },
	{ KIND_ENTRY, "gone", ROLE_REPORTER, UNIT | OWN, NULL },
	{ KIND_AMOUNT, "* +entry +figure +n", ROLE_REPORTER, UNIT, NULL },
	{ KIND_AMOUNT, "gone", ROLE_REPORTER, UNIT | OWN, NULL },
	{ KIND_RECEIPT, "* +item +unit signed", ROLE_REPORTER, UNIT, NULL },
	{ KIND_RECEIPT, "gone", ROLE_REPORTER, UNIT | OWN, NULL },
	{ KIND_DUTY, "* +item +unit +deadline +occ report asked asked_on", ROLE_REPORTER, UNIT,
	  NULL },
	/* A new report waits for a new review; taken back, a returned one is returned again. */
	{ KIND_DUTY, "review", ROLE_REPORTER, UNIT, "|returned" },
	{ KIND_DUTY, "extension", ROLE_REPORTER, UNIT, "|asked|refused" },
	{ KIND_DUTY, "gone", ROLE_REPORTER, UNIT | OWN, NULL },
	{ KIND_VALUE, "* +figure +unit +period reported", ROLE_REPORTER, UNIT, NULL },
	{ KIND_VALUE, "accepted", ROLE_REPORTER, UNIT, "" },
	{ KIND_VALUE, "gone", ROLE_REPORTER, UNIT | OWN, NULL },
	{ KIND_VIEW, NULL, ROLE_REPORTER, VIEW, NULL },
	/* What the office does. */
	{ KIND_ENTRY, NULL, ROLE_CLERK, 0, NULL }, { KIND_AMOUNT, NULL, ROLE_CLERK, 0, NULL },
	{ KIND_RECEIPT, NULL, ROLE_CLERK, 0, NULL }, { KIND_DUTY, NULL, ROLE_CLERK, 0, NULL },
	{ KIND_VALUE, NULL, ROLE_CLERK, 0, NULL }, { KIND_PLAN, NULL, ROLE_CLERK, 0, NULL },
	{ KIND_SOURCE, NULL, ROLE_CLERK, 0, NULL }, { KIND_ITEM, NULL, ROLE_CLERK, 0, NULL },
	{ KIND_CONTACT, NULL, ROLE_CLERK, 0, NULL },
	{ KIND_ASSIGNMENT, NULL, ROLE_CLERK, 0, NULL },
	{ KIND_DEADLINE, NULL, ROLE_CLERK, 0, NULL }, { KIND_FIGURE, NULL, ROLE_CLERK, 0, NULL },
	{ KIND_TARGET, NULL, ROLE_CLERK, 0, NULL }, { KIND_MEASURE, NULL, ROLE_CLERK, 0, NULL },
	{ KIND_VIEW, NULL, ROLE_CLERK, 0, NULL }, { KIND_SETTING, NULL, ROLE_CLERK, READING, NULL },
	/* A notice brings units, and names of theirs; taken back, they go with it. What is there is
	 * put right by an admin. */
	{ KIND_UNIT, "* +region +name +short +kind", ROLE_CLERK, 0, NULL },
	{ KIND_UNIT, "gone", ROLE_CLERK, OWN, NULL },
	{ KIND_NAME, "* +unit +name +kind +from +to", ROLE_CLERK, 0, NULL },
	{ KIND_NAME, "gone", ROLE_CLERK, OWN, NULL },
	{ KIND_MEMBER, "* +group +unit +from +to", ROLE_CLERK, 0, NULL },
	{ KIND_MEMBER, "gone", ROLE_CLERK, OWN, NULL },
	{ KIND_UNIT, NULL, ROLE_ADMIN, 0, NULL }, { KIND_NAME, NULL, ROLE_ADMIN, 0, NULL },
	{ KIND_MEMBER, NULL, ROLE_ADMIN, 0, NULL }, { KIND_HEIR, NULL, ROLE_ADMIN, 0, NULL },
	{ KIND_PERSON, NULL, ROLE_ADMIN, 0, NULL }, { KIND_SPEAKS, NULL, ROLE_ADMIN, 0, NULL },
	{ KIND_SITE, NULL, ROLE_ADMIN, 0, NULL },
	{ KIND_SETTING, NULL, ROLE_ADMIN, 0, NULL }, { KIND_DAY, NULL, ROLE_ADMIN, 0, NULL },
};

/* Rows that are one unit's: what a copy that speaks for some units may write. */
static bool kind_has_unit(enum kind k)
{
	return k == KIND_ENTRY || k == KIND_AMOUNT || k == KIND_RECEIPT || k == KIND_DUTY ||
	       k == KIND_VALUE || k == KIND_CONTACT;
}

static bool rule_names(const struct right_rule *r, const struct right_write *w)
{
	struct str rest = str_of(r->columns ? r->columns : ""), word;

	if (r->kind != w->kind)
		return false;
	if (!r->columns)
		return true;
	while (str_cut(&rest, ' ', &word)) {
		bool made = str_starts(word, STR_LIT("+"));

		if (str_is(made ? str_from(word, 1) : word, w->column) && (!made || w->made))
			return true;
	}
	return false;
}

static bool rule_takes(const struct right_rule *r, const struct value *v)
{
	struct str text = v->type == VALUE_TEXT ? v->text : STR_LIT("");
	const char *at = r->values;

	if (!at || (v->type != VALUE_TEXT && v->type != VALUE_NULL))
		return !at;
	for (;;) {
		size_t n = strcspn(at, "|");

		if (str_eq((struct str){ at, n }, text))
			return true;
		if (!at[n])
			return false;
		at += n + 1;
	}
}

static bool rule_holds(const struct right_rule *r, const struct right_write *w, right_holds *holds,
		       void *user, bool *is, enum right_fact *missed, struct err *err)
{
	static const struct { int when; enum right_fact fact; } facts[] = {
		{ UNIT, FACT_OWN_UNIT }, { OWN, FACT_OWN_ROW }, { VIEW, FACT_OWN_VIEW },
		{ READING, FACT_READING },
	};

	*is = true;
	for (size_t i = 0; *is && i < sizeof facts / sizeof *facts; i++) {
		if (!(r->when & facts[i].when))
			continue;
		if (!holds(user, facts[i].fact, w, is, err))
			return false;
		*missed = facts[i].fact;
	}
	return true;
}

/* By the role alone. */
static bool right_by_role(const struct right_who *who, const struct right_write *w,
			  right_holds *holds, void *user, struct right *to, struct err *err)
{
	*to = (struct right){ RIGHT_ROLE, who->role, ROLE_ADMIN };
	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
		const struct right_rule *r = &rules[i];
		enum right_fact missed = FACT_OWN_UNIT;
		bool is;

		if (!rule_names(r, w) || !rule_takes(r, &w->new))
			continue;
		if (r->from > who->role) {
			to->needs = r->from < to->needs ? r->from : to->needs;
			continue;
		}
		if (!rule_holds(r, w, holds, user, &is, &missed, err))
			return false;
		if (is) {
			to->why = RIGHT_GIVEN;
			return true;
		}
		if (missed == FACT_OWN_UNIT)
			to->why = RIGHT_UNIT;
	}
	return true;
}

bool right_of_write(const struct right_who *who, const struct right_write *w, right_holds *holds,
		    void *user, struct right *to, struct err *err)
{
	bool is = true;

	*to = (struct right){ RIGHT_GIVEN, who->role, ROLE_NONE };
	if (!who->bound)
		return true;
	if (!right_by_role(who, w, holds, user, to, err))
		return false;
	if (to->why != RIGHT_GIVEN || !who->speaks)
		return true;
	if (!holds(user, kind_has_unit(w->kind) ? FACT_SITE_UNIT : FACT_OWN_VIEW, w, &is, err))
		return false;
	to->why = is ? RIGHT_GIVEN : RIGHT_SITE;
	return true;
}

/* ---- by their names ---- */

enum role right_role_for(const char *verb)
{
	/* Others are a clerk's. Undo and redo are judged by what they take back, settings by which
	 * it is: some are of one deadline. */
	static const struct { const char *verb; enum role role; } roles[] = {
		{ "sign", ROLE_REPORTER }, { "report", ROLE_REPORTER }, { "none", ROLE_REPORTER },
		{ "zero", ROLE_REPORTER }, { "extend", ROLE_REPORTER }, { "remark", ROLE_REPORTER },
		{ "take", ROLE_REPORTER }, { "undo", ROLE_REPORTER }, { "redo", ROLE_REPORTER }, { "view", ROLE_REPORTER },
		{ "person", ROLE_ADMIN }, { "edit-unit", ROLE_ADMIN }, { "reorg", ROLE_ADMIN },
		{ "day", ROLE_ADMIN }, { "site-grant", ROLE_ADMIN },
		{ "site-revoke", ROLE_ADMIN }, { "site-key", ROLE_ADMIN },
		{ "site-init", ROLE_ADMIN }, { "clocks", ROLE_ADMIN },
	};

	for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
		if (strcmp(roles[i].verb, verb) == 0)
			return roles[i].role;
	return ROLE_CLERK;
}

/* ---- why not ---- */

/* As they are kept beside changes: none is renamed. */
static const char *const whys[] = {
	[RIGHT_GIVEN] = "given", [RIGHT_ROLE] = "role", [RIGHT_UNIT] = "unit",
	[RIGHT_SITE] = "site", [RIGHT_UNDO] = "undo", [RIGHT_FIRST] = "first",
	[RIGHT_LAST] = "last",
};
enum { WHYS = sizeof whys / sizeof *whys };

/* The role that the reason speaks of. */
static enum role why_role(const struct right *r)
{
	return r->why == RIGHT_ROLE ? r->needs : r->why == RIGHT_UNIT ? r->role : ROLE_ADMIN;
}

const char *right_text(const struct right *r, struct arena *mem)
{
	return arena_printf(mem, "right %s %s %s", whys[r->why],
			    r->role ? role_word(r->role) : "-",
			    r->needs ? role_word(r->needs) : "-");
}

bool right_parse(struct str text, struct right *to)
{
	struct str word, why;

	*to = (struct right){ RIGHT_GIVEN, ROLE_NONE, ROLE_NONE };
	if (!str_cut(&text, ' ', &word) || !str_is(word, "right") || !str_cut(&text, ' ', &why))
		return false;
	for (int i = RIGHT_ROLE; i < WHYS; i++)
		if (str_is(why, whys[i]))
			to->why = (enum right_why)i;
	if (str_cut(&text, ' ', &word))
		to->role = role_of_word(word);
	if (str_cut(&text, ' ', &word))
		to->needs = role_of_word(word);
	return to->why != RIGHT_GIVEN;
}

const char *right_reason(const struct right *r, struct arena *mem)
{
	const char *role = role_label(why_role(r));

	switch (r->why) {
	case RIGHT_GIVEN: return "";
	case RIGHT_SITE: return _("this copy speaks for units of its own alone");
	case RIGHT_ROLE: return arena_printf(mem, _("it takes the role %s"), role);
	case RIGHT_UNIT:
		return arena_printf(mem, _("the role %s is for the own unit and its members alone"),
				    role);
	case RIGHT_UNDO:
		return arena_printf(mem, _("what others did is taken back by the role %s"), role);
	case RIGHT_FIRST:
		return arena_printf(mem, _("the first role that is given to anybody is %s"), role);
	case RIGHT_LAST: break;
	}
	return arena_printf(mem,
			    _("the last one with the role %s keeps it: give it to somebody else "
			      "first"),
			    role);
}

const char *right_say(const struct right *r, const char *who, const char *verb, struct arena *mem)
{
	return arena_printf(mem, _("%s (%s) may not do that (%s): %s"), who, role_label(r->role),
			    history_verb(verb), right_reason(r, mem));
}

const char *right_mark(const char *refused, const char *disputed, struct arena *mem)
{
	struct right r;

	if (*refused && right_parse(str_of(refused), &r))
		return arena_printf(mem, _("(not in force: %s)"), right_reason(&r, mem));
	if (strcmp(refused, REFUSED_MADE) == 0)
		return _("(not in force: it makes anew what is another one's)");
	if (*refused)
		return _("(not in force: it builds on what is not, or was not known there)");
	if (*disputed && right_parse(str_of(disputed), &r))
		return _("(made while the right to was being taken away)");
	return "";
}

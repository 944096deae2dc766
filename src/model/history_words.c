/* The words of the log as people read them. */
#include "model/history_private.h"

#include <string.h>

#include "base/gettext.h"
#include "model/history.h"
#include "model/level.h"
#include "model/remark.h"
#include "model/role.h"
#include "model/say.h"
#include "model/edit.h"
#include "model/verb.h"
#include "model/way.h"

#include "base/ban.h"

/* Of each kind its name, and the columns that name a row of it. */
static const struct history_kind kinds[KINDS] = {
	[KIND_PLAN] = { N_("plan"), { "title" } },
	[KIND_SOURCE] = { N_("source file"), { "name" } },
	[KIND_ITEM] = { N_("item"), { "number", "title" } },
	[KIND_UNIT] = { N_("unit"), { "name" } },
	[KIND_NAME] = { N_("name"), { "unit", "name" } },
	[KIND_MEMBER] = { N_("member"), { "group", "unit" } },
	[KIND_CONTACT] = { N_("contact"), { "unit", "name" } },
	[KIND_ASSIGNMENT] = { N_("assignment"), { "item", "unit" } },
	[KIND_DEADLINE] = { N_("deadline"), { "item", "text" } },
	[KIND_FIGURE] = { N_("figure"), { "name" } },
	[KIND_TARGET] = { N_("target"), { "item", "text" } },
	[KIND_MEASURE] = { N_("measure"), { "item", "text" } },
	[KIND_PERSON] = { N_("person"), { "login" } },
	[KIND_SETTING] = { N_("setting"), { "name" } },
	[KIND_RECEIPT] = { N_("receipt"), { "item", "unit" } },
	[KIND_DUTY] = { N_("duty"), { "item", "unit", "occ" } },
	[KIND_ENTRY] = { N_("entry"), { "do", "item", "unit" } },
	[KIND_AMOUNT] = { N_("amount"), { "figure" } },
	[KIND_VALUE] = { N_("value in force"), { "figure", "unit", "period" } },
	[KIND_DAY] = { N_("day"), { "date" } },
	[KIND_HEIR] = { N_("heir"), { "unit", "heir" } },
	[KIND_VIEW] = { N_("view"), { "name" } },
	[KIND_SPEAKS] = { N_("speaks for"), { "site", "unit" } },
	[KIND_SITE] = { N_("copy"), { "name" } },
};

const struct history_kind *history_kind(enum kind k)
{
	return &kinds[k];
}

/* NULL: it says nothing to a reader. */
static const struct { const char *name, *label; } columns[] = {
	{ "accepted", N_("accepted figure") }, { "all", N_("all units") }, { "asked", N_("asked for") },
	{ "asked_on", N_("asked on") }, { "charset", NULL },
	{ "closed_act_by", NULL }, { "closed_due", N_("closed with date") },
	{ "comparator", N_("comparator") }, { "count", N_("count") },
	{ "count_unit", N_("counted in") }, { "date", N_("date") },
	{ "day_off", N_("on a day off") }, { "deadline", N_("deadline") },
	{ "definition", N_("definition") }, { "deliverable", N_("deliverable") },
	{ "den", N_("threshold, of") }, { "den_figure", N_("denominator") },
	{ "digit", N_("key") }, { "do", N_("action") }, { "due", N_("due") }, { "due_excluded", N_("due without its day") },
	{ "entry", NULL },
	{ "excluded", N_("excluded") }, { "excluded_figure", N_("excluded") },
	{ "extension", N_("extension") }, { "figure", N_("figure") },
	{ "filter", N_("filter") }, { "first", NULL }, { "from", N_("from") }, { "from_receipt", N_("from receipt") },
	{ "group", N_("group") },
	{ "handed", N_("handed over") }, { "heir", N_("heir") }, { "issued", N_("issued") },
	{ "item", N_("item") }, { "key", N_("public key") }, { "kind", N_("kind") },
	{ "last", NULL }, { "level", N_("level") }, { "light", N_("light") }, { "login", N_("login") },
	{ "material", N_("material") }, { "minute", N_("time of day") },
	{ "n", N_("figure") }, { "name", N_("name") }, { "note", N_("note") },
	{ "num", N_("threshold") }, { "num_figure", N_("numerator") },
	{ "number", N_("number") }, { "occ", N_("period") }, { "on", N_("date") },
	{ "owes", N_("who owes") }, { "owner", N_("whose own") }, { "parent", N_("part of") },
	{ "period", N_("period") }, { "phone", N_("phone number") }, { "plan", N_("plan") },
	{ "pos", NULL }, { "promised", N_("promised") },
	{ "reason", N_("reason") }, { "region", N_("region") }, { "report", N_("report in force") },
	{ "reported", N_("reported figure") },
	{ "review", N_("review") }, { "rhythm", N_("rhythm") }, { "role", N_("role") },
	{ "same_as", N_("the same as") }, { "scale", N_("places") },
	{ "scope", N_("scope") }, { "screen", N_("screen") }, { "sha", NULL }, { "shift", NULL }, { "short", N_("short name") },
	{ "signed", N_("signed on") }, { "site", N_("copy") },
	{ "soft", N_("soft") }, { "sort", N_("sort") }, { "start", N_("start") }, { "state", N_("state") },
	{ "text", N_("text") }, { "title", N_("title") },
	{ "to", N_("until") }, { "total_figure", N_("total") }, { "unit", N_("unit") },
	{ "value", N_("value") }, { "was", N_("called before") }, { "way", N_("way") },
	{ "who", N_("who answered") }, { "word", N_("measure word") }, { "year", N_("year") },
};

const char *history_column(enum kind k, int column)
{
	const char *name = kind_info(k)->columns[column].name;

	/* An entry and a duty name the deadline that they are of; a target's is a word of its
	 * own. */
	if (strcmp(name, "deadline") == 0 && (k == KIND_ENTRY || k == KIND_DUTY))
		return NULL;
	if (strcmp(name, "number") == 0 && k == KIND_ITEM)
		return _("no.");
	for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
		if (strcmp(columns[i].name, name) == 0)
			return columns[i].label ? _(columns[i].label) : NULL;
	return name;
}

/* Words of cells that stand for something; of a kind, or (KINDS) of any. */
static const struct { enum kind kind; const char *column, *word, *label; } words[] = {
	{ KINDS, "state", "open", N_("in work") }, { KINDS, "state", "closed", N_("closed") },
	{ KINDS, "state", "suspended", N_("suspended") },
	{ KINDS, "review", "accepted", N_("accepted") },
	{ KINDS, "review", "returned", N_("returned") },
	{ KINDS, "extension", "asked", N_("asked for") },
	{ KINDS, "extension", "granted", N_("granted") },
	{ KINDS, "extension", "refused", N_("refused") }, { KINDS, "light", "red", N_("red") },
	{ KINDS, "light", "yellow", N_("yellow") },
	{ KINDS, "light", "green", N_("green") }, { KINDS, "owes", "lead", N_("lead units") },
	{ KINDS, "owes", "all", N_("responsible units too") },
	{ KIND_ITEM, "kind", "group", N_("group") },
	{ KIND_ITEM, "kind", "task", N_("task of the table") },
	{ KIND_ITEM, "kind", "campaign", N_("campaign") },
	{ KIND_UNIT, "kind", "single", N_("unit") }, { KIND_UNIT, "kind", "group", N_("group") },
	{ KIND_NAME, "kind", "official", N_("full name") },
	{ KIND_NAME, "kind", "short", N_("short name") },
	{ KIND_NAME, "kind", "alias", N_("alias") }, { KIND_NAME, "kind", "typo", N_("spelling") },
	{ KIND_DAY, "kind", "off", N_("day off") }, { KIND_DAY, "kind", "work", N_("working day") },
	{ KIND_HEIR, "kind", "merge", N_("merge") }, { KIND_HEIR, "kind", "split", N_("split") },
};

static const struct { const char *name, *label; } actions[] = {
	{ "backup", N_("backup of the ledger") }, { "clocks", N_("clocks that run ahead") },
	{ "day", N_("own day") }, { "define", N_("definitions") }, { "import", N_("import") },
	{ "init", N_("beginning") },
	{ "member", N_("members") }, { "owes", N_("who owes") }, { "redo", N_("redo") }, { "take", N_("taking of changes") }, { "settle", N_("clash settled") },
	{ "reorg", N_("reorganisation") }, { "site-grant", N_("units of a copy") },
	{ "site-revoke", N_("units of a copy") }, { "site-key", N_("key of a copy") },
	{ "site-init", N_("name of a copy") }, { "site-copy", N_("a copy of the ledger") },
	{ "sync-make", N_("file for another copy") },
	{ "set", N_("setting") }, { "undo", N_("undo") }, { "view", N_("view") },
};

const char *history_verb(const char *verb)
{
	const struct verb *v = verb_find(verb);

	for (size_t i = 0; !v && i < sizeof actions / sizeof *actions; i++)
		if (strcmp(actions[i].name, verb) == 0)
			return _(actions[i].label);
	return v ? _(v->label) : edit_find(verb) ? _(edit_find(verb)->label) : verb;
}

const char *history_word(enum kind k, const char *column, const char *text)
{
	if (k == KIND_MEASURE && strcmp(column, "state") == 0)
		return say_measure(text);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if ((words[i].kind == KINDS || words[i].kind == k) &&
		    strcmp(words[i].column, column) == 0 && strcmp(words[i].word, text) == 0)
			return _(words[i].label);
	if (strcmp(column, "do") == 0)
		return history_verb(text);
	if (strcmp(column, "role") == 0 && k == KIND_PERSON)
		return role_of_word(str_of(text)) ? role_label(role_of_word(str_of(text))) : text;
	if (strcmp(column, "role") == 0)
		return say_role(text);
	if (strcmp(column, "way") == 0)
		return way_say(text);
	if (strcmp(column, "level") == 0 && strcmp(text, "open") == 0)
		return remark_say(text);
	if (strcmp(column, "level") == 0)
		return level_say(text);
	if (strcmp(column, "occ") == 0 || strcmp(column, "period") == 0)
		return say_period(text);
	return text;
}

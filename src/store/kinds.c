#include "store/kinds.h"

#include "base/ban.h"

/* name on the wire, name in SQL, type, what it refers to, the schema it came with. Names are added
 * at the end of a kind, never renamed, never reused. */
#define COLUMN(name, sql, type, refers, since) { name, sql, type, refers, since, -KIND_NUMBER_MOST, KIND_NUMBER_MOST }
#define TEXT(name) COLUMN(name, name, COLUMN_TEXT, KINDS, 1)
#define TEXT_AS(name, sql) COLUMN(name, sql, COLUMN_TEXT, KINDS, 1)
#define TEXT_SINCE(since, name) COLUMN(name, name, COLUMN_TEXT, KINDS, since)
#define TEXT_AS_SINCE(since, name, sql) COLUMN(name, sql, COLUMN_TEXT, KINDS, since)
#define INT(name) COLUMN(name, name, COLUMN_INT, KINDS, 1)
#define INT_AS(name, sql) COLUMN(name, sql, COLUMN_INT, KINDS, 1)
/* What is reckoned with: a number beyond these comes from no verb and no notice. */
#define INT_IN(name, least, most) { name, name, COLUMN_INT, KINDS, 1, least, most }
#define PLACE(name) INT_IN(name, 0, 1000000000)
#define PLACE_SINCE(since, name) { name, name, COLUMN_INT, KINDS, since, 0, 1000000000 }
#define AMOUNT(name) INT_IN(name, 0, 1000000000000000)
#define DATE(name) COLUMN(name, name, COLUMN_DATE, KINDS, 1)
#define DATE_AS(name, sql) COLUMN(name, sql, COLUMN_DATE, KINDS, 1)
#define DATE_SINCE(since, name) COLUMN(name, name, COLUMN_DATE, KINDS, since)
#define DATE_AS_SINCE(since, name, sql) COLUMN(name, sql, COLUMN_DATE, KINDS, since)
#define REF(name, kind) COLUMN(name, name, COLUMN_ID, kind, 1)
#define REF_AS(name, sql, kind) COLUMN(name, sql, COLUMN_ID, kind, 1)
#define REF_SINCE(since, name, kind) COLUMN(name, name, COLUMN_ID, kind, since)
#define HASH(name) COLUMN(name, name, COLUMN_HASH, KINDS, 1)

static const struct column plan_columns[] = {
	TEXT("title"), TEXT("number"), DATE("issued"), DATE("handed"), INT("year"), TEXT("region"),
	TEXT("state"),
	REF("same_as", KIND_PLAN),
};
static const struct column source_columns[] = {
	REF("plan", KIND_PLAN), TEXT("name"), HASH("sha"), TEXT("charset"),
};
static const struct column item_columns[] = {
	REF("plan", KIND_PLAN), REF("parent", KIND_ITEM), TEXT("number"), TEXT("kind"),
	TEXT("title"), TEXT("text"), PLACE("pos"),
	INT_AS("first", "first_line"), INT_AS("last", "last_line"), TEXT("owes"), TEXT("state"),
	REF("same_as", KIND_ITEM),
};
static const struct column unit_columns[] = {
	TEXT("region"), TEXT("name"), TEXT("short"), TEXT("kind"), REF("same_as", KIND_UNIT),
};
static const struct column name_columns[] = {
	REF("unit", KIND_UNIT), TEXT("name"), TEXT("kind"), DATE_AS("from", "since"), DATE_AS("to",
	"until"),
};
static const struct column member_columns[] = {
	REF_AS("group", "grp", KIND_UNIT), REF("unit", KIND_UNIT), DATE_AS("from", "since"),
	DATE_AS("to", "until"),
};
static const struct column contact_columns[] = {
	REF("unit", KIND_UNIT), TEXT("name"), TEXT("phone"), TEXT("note"),
	PLACE_SINCE(3, "pos"), DATE_AS_SINCE(3, "to", "until"),
};
static const struct column assignment_columns[] = {
	REF("item", KIND_ITEM), REF("unit", KIND_UNIT), TEXT("role"), PLACE("pos"),
};
static const struct column deadline_columns[] = {
	REF("item", KIND_ITEM), PLACE("pos"), TEXT("kind"), TEXT("text"), DATE("start"),
	DATE("due"), DATE("due_excluded"),
	INT_IN("minute", -2, 1440), TEXT("rhythm"), TEXT("period"), INT_IN("shift", -1200, 1200),
	INT_IN("count", 0, 36500), TEXT("count_unit"), INT_IN("from_receipt", 0, 1),
	TEXT("deliverable"), TEXT_SINCE(2, "day_off"), REF_SINCE(3, "unit", KIND_UNIT),
	TEXT_SINCE(3, "asks"),
};
static const struct column figure_columns[] = {
	REF("plan", KIND_PLAN), TEXT("name"), TEXT("word"), INT_IN("scale", 0, 9),
	TEXT("definition"), REF("same_as", KIND_FIGURE),
};
static const struct column target_columns[] = {
	REF("item", KIND_ITEM), PLACE("pos"), REF("num_figure", KIND_FIGURE), REF("den_figure",
	KIND_FIGURE),
	REF("total_figure", KIND_FIGURE), REF("excluded_figure", KIND_FIGURE), TEXT("comparator"),
	AMOUNT("num"), AMOUNT("den"),
	TEXT("scope"), INT_IN("soft", 0, 1), TEXT("text"), TEXT("excluded"), REF_SINCE(2,
	"deadline", KIND_DEADLINE),
};
static const struct column measure_columns[] = {
	REF("item", KIND_ITEM), PLACE("pos"), TEXT("text"), TEXT("deadline"), TEXT("state"),
	TEXT("reason"),
};
static const struct column person_columns[] = {
	/* Unit and role stood in the form from the beginning; nobody wrote them, nor judged by
	 * them, before form 5. */
	TEXT("login"), TEXT("name"), REF_SINCE(5, "unit", KIND_UNIT), TEXT_SINCE(5, "role"),
	TEXT_AS_SINCE(5, "key", "public_key"),
};
static const struct column setting_columns[] = { TEXT("name"), TEXT("value") };
static const struct column receipt_columns[] = {
	REF("item", KIND_ITEM), REF("unit", KIND_UNIT), DATE("signed"),
};
static const struct column duty_columns[] = {
	REF("item", KIND_ITEM), REF("unit", KIND_UNIT), REF("deadline", KIND_DEADLINE), TEXT("occ"),
	REF("report", KIND_ENTRY),
	TEXT("review"), TEXT("state"), DATE("due"), TEXT_SINCE(2, "extension"), DATE_SINCE(2,
	"asked"), DATE_SINCE(2, "asked_on"),
	DATE_SINCE(2, "closed_due"), DATE_SINCE(2, "closed_act_by"),
	TEXT_SINCE(2, "light"),
};
static const struct column entry_columns[] = {
	REF("item", KIND_ITEM), REF("unit", KIND_UNIT), REF("deadline", KIND_DEADLINE), TEXT("occ"),
	TEXT_AS("do", "verb"),
	DATE_AS("on", "day"), TEXT("text"), TEXT("way"), TEXT("who"), DATE("promised"),
	TEXT("material"), TEXT_SINCE(4, "level"),
};
static const struct column amount_columns[] = {
	REF("entry", KIND_ENTRY), REF("figure", KIND_FIGURE), AMOUNT("n"),
};
static const struct column value_columns[] = {
	REF("figure", KIND_FIGURE), REF("unit", KIND_UNIT), TEXT("period"), AMOUNT("reported"),
	AMOUNT("accepted"),
};

static const struct column day_columns[] = { DATE("date"), TEXT("kind"), TEXT("name") };
static const struct column heir_columns[] = {
	REF("unit", KIND_UNIT), REF("heir", KIND_UNIT), DATE_AS("on", "since"), TEXT("kind"),
};
static const struct column view_columns[] = {
	TEXT("name"), TEXT("filter"), TEXT("sort"), TEXT("screen"), INT_IN("digit", 0, 9),
	TEXT("owner"),
};
static const struct column speaks_columns[] = {
	TEXT("site"), REF("unit", KIND_UNIT),
	/* For all units, instead of one: ALL is a word of SQL's own. */
	{ "all", "every", COLUMN_INT, KINDS, 6, 0, 1 },
};
static const struct column site_columns[] = { TEXT("name"), TEXT_AS("key", "public_key"), TEXT("was") };

/* The columns that a kind came with understand each other: what a later schema adds to it says
 * so. */
#define KIND_SINCE(since, name) { #name, #name, name##_columns, sizeof name##_columns / sizeof name##_columns[0], since }
#define KIND(name) KIND_SINCE(1, name)

static const struct kind_info kinds[KINDS] = {
	[KIND_PLAN] = KIND(plan), [KIND_SOURCE] = KIND(source), [KIND_ITEM] = KIND(item),
	[KIND_UNIT] = KIND(unit),
	[KIND_NAME] = KIND(name), [KIND_MEMBER] = KIND(member), [KIND_CONTACT] = KIND(contact),
	[KIND_ASSIGNMENT] = KIND(assignment), [KIND_DEADLINE] = KIND(deadline),
	[KIND_FIGURE] = KIND(figure),
	[KIND_TARGET] = KIND(target), [KIND_MEASURE] = KIND(measure), [KIND_PERSON] = KIND(person),
	[KIND_SETTING] = KIND(setting), [KIND_RECEIPT] = KIND(receipt), [KIND_DUTY] = KIND(duty),
	[KIND_ENTRY] = KIND(entry),
	[KIND_AMOUNT] = KIND(amount), [KIND_VALUE] = KIND(value),
	[KIND_DAY] = KIND_SINCE(2, day), [KIND_HEIR] = KIND_SINCE(2, heir),
	[KIND_VIEW] = KIND_SINCE(4, view), [KIND_SPEAKS] = KIND_SINCE(5, speaks),
	[KIND_SITE] = KIND_SINCE(6, site),
};

const struct kind_info *kind_info(enum kind k)
{
	return &kinds[k];
}

bool kind_parse(struct str name, enum kind *k)
{
	for (int i = 0; i < KINDS; i++) {
		if (str_is(name, kinds[i].name)) {
			*k = (enum kind)i;
			return true;
		}
	}
	return false;
}

int kind_column(enum kind k, struct str name)
{
	for (int i = 0; i < kinds[k].n; i++)
		if (str_is(name, kinds[k].columns[i].name))
			return i;
	return -1;
}

int kind_since(enum kind k, int column)
{
	int since = kinds[k].since;

	return column >= 0 && kinds[k].columns[column].since > since
		       ? kinds[k].columns[column].since
		       : since;
}

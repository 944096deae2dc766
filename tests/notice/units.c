/* Cells of units to names, names to units. */
#include "tests/notice/read.h"

#define HEAD "\t序号\n\t任务\n\t牵头单位\n\t责任单位\n\n"

/* A table whose i-th row has the i-th text as lead cell; ended by NULL. */
static struct draft *read_cells(const char *const *cells, const char *pass)
{
	struct buf text = { 0 };
	struct draft *d;

	buf_puts(&text, HEAD);
	for (int i = 0; cells[i]; i++)
		buf_printf(&text, "\t%d\n\t事%d\n\t%s\n\t\n\n", i + 1, i + 1, cells[i]);
	d = read_until(buf_text(&text), "2018-06-01", pass);
	buf_clear(&text);
	return d;
}

/* "name (spelling spelling), ...": all units. */
static const char *units_of(const struct draft *d)
{
	static struct buf to;

	buf_reset(&to);
	for (size_t i = 0; i < d->units.n; i++) {
		const struct draft_unit *u = &d->units.p[i];

		buf_printf(&to, i ? ", %s%.*s" : "%s%.*s", u->group ? "*" : "", STR_ARG(u->name));
		for (size_t k = 0; k < u->spellings.n; k++)
			buf_printf(&to, k ? " %.*s%s" : " (%.*s%s", STR_ARG(u->spellings.p[k].text), strcmp(u->spellings.p[k].kind, "typo") ? "" : "!");
		buf_puts(&to, u->spellings.n ? ")" : "");
	}
	return buf_text(&to);
}

static const struct { int line; const char *cells[5], *units; } cases[] = {
	/* the area is written once and meant for all that follow, over whatever parts them */
	{ __LINE__, { "市法院，市工商局、税务局；信息中心\n交通局" }, "市法院, 市工商局, 市税务局 (税务局), 市信息中心 (信息中心), 市交通局 (交通局)" },
	/* but not for groups, nor for those who belong to no city's departments; those do not
	 * end it */
	{ __LINE__, { "市教育局，人民银行、银监局，各县（市）区政府、经济区管委会，体育局" },
		"市教育局, 人民银行, 市银监局 (银监局), *各县（市）区政府, 经济区管委会, 市体育局 (体育局)" },
	/* nor into the next cell */
	{ __LINE__, { "市教育局", "海事局、供电公司" }, "市教育局, 海事局, 供电公司" },
	/* not every word that begins with 市 begins with an area */
	{ __LINE__, { "市教育局、市场监管局" }, "市教育局, 市市场监管局 (市场监管局)" },
	{ __LINE__, { "市市场监管局、体育局" }, "市市场监管局, 市体育局 (体育局)" },
	{ __LINE__, { "区委办、组织部" }, "区委办, 区组织部 (组织部)" },
	{ __LINE__, { "青洲市教育局、体育局" }, "青洲市教育局, 青洲市体育局 (体育局)" },
	{ __LINE__, { "市教育局、东岭区政府、体育局" }, "市教育局, 东岭区政府, 市体育局 (体育局)" },
	/* brackets are never split; trailing separators give no names; blanks do not count */
	{ __LINE__, { "市政府办（金融办、法制办）、\n 信 息 中 心、" }, "市政府办（金融办、法制办）, 市信息中心 (信息中心)" },
	/* with and without the area */
	{ __LINE__, { "市体育局", "体育局、港航局" }, "市体育局 (体育局), 港航局" },
	/* names of one department, by the list */
	{ __LINE__, { "市发展和改革委员会", "市发改委" }, "市发展和改革委员会 (市发改委)" },
	/* two names in one cell are two units, whatever the list says */
	{ __LINE__, { "市发改委、市发展和改革局" }, "市发改委, 市发展和改革局" },
	{ __LINE__, { "市质监局", "市安监局", "市银监局", "市食药监局" }, "市质监局, 市安监局, 市银监局, 市食药监局" },
	/* a short name made of the characters of a long one */
	{ __LINE__, { "市海洋与渔业发展局", "市海渔局" }, "市海洋与渔业发展局 (市海渔局)" },
	{ __LINE__, { "市海洋与渔业发展局", "市渔海局" }, "市海洋与渔业发展局, 市渔海局" },
	/* typing errors: a doubled character, a swapped pair, one wrong in a long name */
	{ __LINE__, { "市港航海事局", "市港航航海事局" }, "市港航海事局 (市港航航海事局!)" },
	{ __LINE__, { "市水务务局" }, "市水务局 (市水务务局!)" },
	{ __LINE__, { "市行政审批中心", "市行政审批中心", "市行政审比中心" }, "市行政审批中心 (市行政审比中心!)" },
	{ __LINE__, { "市第一人民医院", "市第二人民医院" }, "市第一人民医院, 市第二人民医院" },
	{ __LINE__, { "市公安局", "市公路局" }, "市公安局, 市公路局" },
	/* groups, with and without brackets */
	{ __LINE__, { "各县（市）区政府", "各县市区人民政府", "市双创领导小组成员单位、有关部门" },
		"*各县（市）区政府 (各县市区人民政府), *市双创领导小组成员单位, *有关部门" },
};

static void test_units(void)
{
	for (size_t i = 0; i < CHECK_N(cases); i++) {
		struct draft *d = read_cells(cases[i].cells, "alias");

		CHECK_STR_AT(cases[i].line, units_of(d), cases[i].units);
		draft_free(d);
	}
}

static const struct { int line; const char *cell, *lead, *responsible; } roles[] = {
	{ __LINE__, "市甲局牵头，市乙局、丙局配合", "市甲局", "市乙局 市丙局" },
	{ __LINE__, "市甲局、市乙局牵头，丙局按职责分工负责", "市甲局 市乙局", "市丙局" },
	{ __LINE__, "牵头单位：市甲局、乙局；配合单位：丙局", "市甲局 市乙局", "市丙局" },
	{ __LINE__, "市甲局（牵头）、乙局、丙局", "市甲局", "市乙局 市丙局" },
	/* nothing marks a lead: the first one named, as asked */
	{ __LINE__, "市甲局、乙局", "市甲局", "市乙局" },
	{ __LINE__, "市甲局、乙局，6月20日前完成", "市甲局", "市乙局" },
	{ __LINE__, "市甲局、乙局等部门", "市甲局", "市乙局" },
};

static void test_roles(void)
{
	for (size_t i = 0; i < CHECK_N(roles); i++) {
		char text[400];
		struct draft *d;

		snprintf(text, sizeof text, "\t序号\n\t任务\n\t责任单位\n\n\t1\n\t事\n\t%s\n", roles[i].cell);
		d = read_until(text, "2018-06-01", NULL);
		CHECK_STR_AT(roles[i].line, read_role(d, "1", ROLE_LEAD), roles[i].lead);
		CHECK_STR_AT(roles[i].line, read_role(d, "1", ROLE_RESPONSIBLE), roles[i].responsible);
		draft_free(d);
	}
}

static void test_default_lead_answers(void)
{
	struct draft *d = read_until("\t任务\n\t责任单位\n\n\t事\n\t市甲局、乙局等部门\n", "2018-06-01", NULL);

	CHECK_INT(read_questions(d, Q_LEAD), 1);
	read_answer(d, Q_LEAD, 0, 1, NULL);
	CHECK_STR(read_role(d, "1", ROLE_LEAD), "市甲局 市乙局");
	read_answer(d, Q_LEAD, 0, 2, NULL);
	CHECK_STR(read_role(d, "1", ROLE_LEAD), "");
	read_answer(d, Q_OPEN, 0, -1, "市丙局、丁局");
	CHECK_STR(read_role(d, "1", ROLE_RESPONSIBLE), "市甲局 市丙局 市丁局 市乙局");
	draft_free(d);
}

static void test_names_answers(void)
{
	static const char *const cells[] = { "市甲局、乙局、丙局", "市旅游委", "市旅发委", NULL };
	struct draft *d = read_cells(cells, NULL);
	struct err err = { 0 };

	CHECK_STR(units_of(d), "市甲局, 市乙局 (乙局), 市丙局 (丙局), 市旅游委 (市旅发委)");
	read_answer(d, Q_AREA, 0, 1, NULL);
	CHECK_STR(units_of(d), "市甲局, 乙局, 市丙局 (丙局), 市旅游委 (市旅发委)");
	read_answer(d, Q_AREA, 0, -1, "市乙字局");
	CHECK_STR(units_of(d), "市甲局, 市乙字局 (乙局), 市丙局 (丙局), 市旅游委 (市旅发委)");
	CHECK(draft_answer_alike(d, Q_AREA, 1, &err));
	CHECK_STR(units_of(d), "市甲局, 市乙字局 (乙局), 丙局, 市旅游委 (市旅发委)");
	read_answer(d, Q_ALIAS, 0, 1, NULL);
	CHECK_STR(units_of(d), "市甲局, 市乙字局 (乙局), 丙局, 市旅游委, 市旅发委");
	draft_free(d);
}

static void test_members(void)
{
	static const char *const cells[] = { "市甲局、各县区政府", "市乙局", NULL };
	struct draft *d = read_cells(cells, NULL);
	const struct draft_unit *group;

	CHECK_INT(read_questions(d, Q_MEMBERS), 1);
	read_answer(d, Q_MEMBERS, 0, -1, "东岭县政府、西岭区政府，市乙局、东岭县政府");
	group = read_unit(d, "各县区政府");
	CHECK(group != NULL);
	CHECK_INT(group->members.n, 3);
	CHECK_STR(read_text(d->units.p[group->members.p[0]].name), "东岭县政府");
	CHECK(d->units.p[group->members.p[0]].only_member);
	CHECK(!d->units.p[group->members.p[2]].only_member);
	draft_free(d);
}

/* What was typed by mistake becomes no unit in silence. */
static void test_members_refused(void)
{
	static const char *const cells[] = { "市甲局、各县区政府", "市乙局", NULL };
	static const struct { int line; const char *answer; bool fits; const char *names; } answers[] = {
		{ __LINE__, "不知道", false, "" },
		{ __LINE__, "市乙局、asdf", false, "" },
		{ __LINE__, "、", false, "" },
		{ __LINE__, "东岭县、西岭区", true, "东岭县 西岭区" },
		{ __LINE__, "市乙局，+北方集市，＋丙", true, "市乙局 北方集市 丙" },
	};

	for (size_t i = 0; i < CHECK_N(answers); i++) {
		struct draft *d = read_cells(cells, NULL);
		struct err err = { 0 };
		struct buf names = { 0 };
		bool done = draft_answer(d, (size_t)read_question(d, Q_MEMBERS, 0), -1, answers[i].answer, &err);
		const struct draft_unit *group = read_unit(d, "各县区政府");

		CHECK_AT(answers[i].line, done == answers[i].fits);
		CHECK_AT(answers[i].line, done || err.code == ERR_INPUT);
		for (size_t k = 0; group && k < group->members.n; k++)
			buf_printf(&names, "%s%.*s", k ? " " : "", STR_ARG(d->units.p[group->members.p[k]].name));
		CHECK_STR_AT(answers[i].line, buf_text(&names), answers[i].names);
		buf_clear(&names);
		draft_free(d);
	}
}

static const struct { int line; const char *cell, *shorts; } shorts[] = {
	{ __LINE__, "市法院、公安局、人民银行、行政审批中心", "法院 公安 人民银行 行政审批" },
	{ __LINE__, "市政府办（金融办）、住建委、临港区管委会", "政府办 住建 临港区" },
	{ __LINE__, "各县（市）区政府、市信用体系建设领导小组各成员单位", "各县市区 成员单位" },
	/* two that would be the same are told apart */
	{ __LINE__, "市商务局、商务委、市委办、市农委", "商务 商务委 市委办 农委" },
};

static void test_short_names(void)
{
	for (size_t i = 0; i < CHECK_N(shorts); i++) {
		const char *const cells[] = { shorts[i].cell, NULL };
		struct draft *d = read_cells(cells, "alias");
		struct buf to = { 0 };

		for (size_t k = 0; k < d->units.n; k++)
			buf_printf(&to, k ? " %.*s" : "%.*s", STR_ARG(d->units.p[k].shortname));
		CHECK_STR_AT(shorts[i].line, buf_text(&to), shorts[i].shorts);
		buf_clear(&to);
		draft_free(d);
	}
}

/* A name that ends like no unit is asked about; left out, its line is left over. */
static void test_no_unit(void)
{
	static const char *const cells[] = { "市甲局", "待定", NULL };
	struct draft *d = read_cells(cells, NULL);

	CHECK_INT(read_questions(d, Q_UNIT), 1);
	CHECK_STR(read_role(d, "2", ROLE_LEAD), "待定");
	CHECK_INT(d->unused.n, 0);
	read_answer(d, Q_UNIT, 0, 1, NULL);
	CHECK_STR(read_role(d, "2", ROLE_LEAD), "");
	CHECK_INT(d->unused.n, 1);
	draft_free(d);
}

static const struct check_test tests[] = {
	CHECK_TEST(test_units),
	CHECK_TEST(test_roles),
	CHECK_TEST(test_members_refused),
	CHECK_TEST(test_default_lead_answers),
	CHECK_TEST(test_names_answers),
	CHECK_TEST(test_members),
	CHECK_TEST(test_short_names),
	CHECK_TEST(test_no_unit),
};

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}

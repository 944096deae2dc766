/* The edits as commands: what they say, refuse, and how they are asked. */
#include <string.h>

#include "tests/cli/run.h"
#include "tests/lib/check.h"

#define EDIT "duban --db edit.db --today 2018-11-21 "

static const struct cli_case cases[] = {
	{ __LINE__, "cp \"$LEDGER\" edit.db; " EDIT "contact 质监 王五", 3, NULL, "a telephone number is missing" },
	{ __LINE__, EDIT "contact 质监", 2, NULL, "usage: duban contact UNIT NAME [PHONE]" },
	{ __LINE__, EDIT "contact 无此局 王五 12", 3, NULL, "无此局" },
	{ __LINE__, EDIT "contact 质监 王五 2225566 --note 二楼 --until 12-31", 0, "contact of 市质监局: 王五 2225566", NULL },
	{ __LINE__, EDIT "contact 质监 李四 139 --place 1 --json", 0, "\"said\":\"contact of 市质监局: 李四 139\"", NULL },
	{ __LINE__, EDIT "show 质监 --json", 0, "\"contacts\":[{\"name\":\"李四\",\"phone\":\"139\",\"note\":\"\",\"until\":null},"
		"{\"name\":\"王五\",\"phone\":\"2225566\",\"note\":\"二楼\",\"until\":\"2018-12-31\"}]", NULL },
	{ __LINE__, EDIT "units", 0, "李四 139", NULL },
	{ __LINE__, EDIT "contact 质监 李四 --remove", 0, "no contact of 市质监局 any more: 李四", NULL },
	{ __LINE__, EDIT "undo", 0, "taken back: no contact", NULL },
	{ __LINE__, EDIT "log", 0, "contact of 市质监局: 王五 2225566", NULL },
	{ __LINE__, EDIT "assign 附2-9 旅发委 lead", 0, "附2-9 “不合理低价游”专项治理: lead 市旅游委", NULL },
	{ __LINE__, EDIT "gaps --json", 0, "[{\"kind\":\"owner\",\"item\":\"附2-10\"", NULL },
	{ __LINE__, EDIT "edit-deadline 附2-9 12月5日前", 0, "12月5日前 -> 2018-12-05 Wed", NULL },
	{ __LINE__, EDIT "edit-deadline 附2-9 12月9日前", 4, NULL, "12-05 Wed becomes 12-09 Sun (act by 12-07): 1 duty, 0 in; --yes does it" },
	{ __LINE__, EDIT "edit-deadline 附2-9 12月9日前 --yes", 0, "(before: 12月5日前)", NULL },
	{ __LINE__, EDIT "duties --item 附2-9", 0, "2018-12-09", NULL },
	{ __LINE__, EDIT "edit-deadline 附2-9 --remove --yes", 0, "ends: 12月9日前", NULL },
	{ __LINE__, EDIT "assign 附2-9 旅发委 --remove", 0, "no longer lead 市旅游委", NULL },
	{ __LINE__, EDIT "instruct 2 请说明 --leader 张市长 --by 11-29 --unit 成员单位", 0, "note of 张市长 on 2: 请说明 (by 11-29, 市信用领导小组成员单位)", NULL },
	{ __LINE__, EDIT "show 2", 0, "张市长批示（市信用领导小组成员单位）：请说明", NULL },
	{ __LINE__, EDIT "new-item 补办事项 --lead 法院 --wording 12月5日前 && " EDIT "duties --item 11", 0, "2018-12-05", NULL },
	{ __LINE__, EDIT "edit-target 11 至少形成2个案例 && " EDIT "show 11", 0, ">= 2", NULL },
	{ __LINE__, EDIT "edit-item 2 --number 3", 3, NULL, "another item has the number 3" },
	{ __LINE__, EDIT "edit-item 2 --title 信用修复", 0, "item 2 失信主体信用修复: title 信用修复", NULL },
	{ __LINE__, EDIT "edit-unit 质监 --alias 技监", 0, "names of 市质监局: alias 技监", NULL },
	{ __LINE__, EDIT "show 技监", 0, "市质监局", NULL },
	{ __LINE__, EDIT "hand-over 10-20", 3, NULL, "handed over before it was issued (2018-10-31)?" },
	{ __LINE__, EDIT "hand-over 11-05", 0, ": handed over 11-05", NULL },
	{ __LINE__, EDIT "edit-plan --number 云信〔2018〕3号", 0, "document number 云信〔2018〕3号", NULL },
	{ __LINE__, EDIT "--plan 云信〔2018〕3号 list", 0, "信用修复", NULL },
	{ __LINE__, EDIT "--as wang remark 2 --text 问过 && " EDIT "person wang 王主任 && " EDIT "show 2", 0, "问过 (王主任)", NULL },
	{ __LINE__, EDIT "log", 0, "王主任", NULL },
	{ __LINE__, EDIT "log --json", 0, "\"by\":\"wang\"", NULL },
	{ __LINE__, EDIT "check", 0, "agrees with its log", NULL },
	{ __LINE__, EDIT "contract 质监", 2, NULL, "did you mean contact?" },
};

static void test_cases(void)
{
	cli_ledger();
	cli_cases(cases, CHECK_N(cases));
}

/* The real notice: eleven campaigns without an owner get one each, then the list of gaps has none of them. */
static void test_notice(void)
{
	cli_notice();
	const struct run *r = run("duban --db real.db gaps | grep -c 'campaign without an owner'");
	CHECK_STR(r->out, "11\n");
	r = run("for item in $(duban --db real.db gaps | awk '/campaign without an owner/ { print $1 }'); do duban --db real.db assign $item 公安局 >/dev/null || exit 9; done; "
		"duban --db real.db gaps | grep -c 'campaign without an owner'; duban --db real.db check");
	CHECK_INT(r->status, 0);
	CHECK(strncmp(r->out, "0\n", 2) == 0);
}

static const struct check_test tests[] = { CHECK_TEST(test_cases), CHECK_TEST(test_notice) };

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}

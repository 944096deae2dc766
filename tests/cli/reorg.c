/* duban reorg: said before it is done, done as one, found under both names; and what it comes to on the real notice. */
#include <string.h>

#include "tests/cli/run.h"
#include "tests/lib/check.h"

#define REORG "duban --db reorg.db --today 2018-11-21 "
#define MERGE REORG "reorg merge 市工商局 市质监局 市食药监局 --into 市市场监管局 --on 2018-11-15 "

static const struct cli_case cases[] = {
	{ __LINE__, "cp \"$LEDGER\" reorg.db; " REORG "report 6 工商 案例=1 --on 2018-11-12", 0, "reported", NULL },
	{ __LINE__, REORG "reorg mix 工商 --into x", 2, NULL, "rename, merge or split, not mix" },
	{ __LINE__, REORG "reorg merge 工商 质监", 2, NULL, "--into NEW" },
	{ __LINE__, REORG "reorg merge 工商 市信用领导小组成员单位 --into 市市场监管局 --yes", 4, NULL, "is a group: change its members" },
	{ __LINE__, REORG "reorg merge 工商 工商 --into 市市场监管局 --yes", 3, NULL, "is named twice" },
	{ __LINE__, REORG "reorg merge 工商 --into 市市场监管局 --on 2018-11-22 --yes", 3, NULL, "has not come yet" },
	{ __LINE__, REORG "reorg rename 工商 市质监局 --yes", 4, NULL, "is another unit" },
	{ __LINE__, REORG "reorg split 工商 --into 市甲局 --yes", 3, NULL, "into two or more" },
	{ __LINE__, REORG "reorg split 工商 市乙局 --into 市甲局 --item 6=市丙局 --yes", 3, NULL, "is none of the new units" },
	/* nothing is done without a yes */
	{ __LINE__, MERGE, 2, NULL, "go along; --yes does it" },
	{ __LINE__, MERGE "--yes", 0, "become 市市场监管局 from 2018-11-15 on: ", NULL },
	{ __LINE__, REORG "duties --unit 工商", 0, NULL, "市工商局: since 2018-11-15 its work is done by 市市场监管局" },
	{ __LINE__, MERGE "--yes", 4, NULL, "its work is done by 市市场监管局" },
	{ __LINE__, REORG "show 市场监管局", 0, "part 1/3", NULL },
	{ __LINE__, REORG "show 6", 0, "市市场监管局", NULL },
	{ __LINE__, REORG "show 市工商局", 0, "since 2018-11-15 its work is done by 市市场监管局", NULL },
	{ __LINE__, REORG "duties --json --item 6", 0, "\"parts\":3,\"parts_in\":1", NULL },
	{ __LINE__, REORG "print ledger", 0, "lead duties: ", NULL },
	{ __LINE__, REORG "check", 0, "agrees with its log", NULL },
	/* under the old name it is the new one that reports */
	{ __LINE__, REORG "report 6 质监 案例=3", 0, "市市场监管局", NULL },
	{ __LINE__, REORG "undo; " REORG "undo; " REORG "duties --item 6", 0, "市质监局", NULL },
	{ __LINE__, REORG "reorg rename 工商 市工商总局 --on 2018-11-15 --yes", 0, "市工商局 is called 市工商总局", NULL },
	{ __LINE__, REORG "show 市工商局", 0, "市工商总局", NULL },
	{ __LINE__, "duban --db reorg.db --today 2018-11-14 print ledger", 0, "市工商局", NULL },
	{ __LINE__, REORG "undo; " REORG "reorg split 工商 市乙局 --into 市甲局 --item 6=市乙局 --yes; " REORG "check", 0, "is split into 市甲局, 市乙局", NULL },
};

static void test_cases(void)
{
	cli_cases(cases, CHECK_N(cases));
}

/* 97 leads as issued; the three lead 14 times, in 7 items. */
static void test_notice(void)
{
	cli_notice();
	const struct run *r = run("duban --db real.db --today 2018-11-21 reorg merge 市工商局 市质监局 市食药监局 --into 市市场监管局 --on 2018-11-15 --yes");
	CHECK_INT(r->status, 0);
	CHECK(strstr(r->out, "of 7 items") != NULL);
	r = run("duban --db real.db --today 2018-11-21 print ledger");
	CHECK(strstr(r->out, "lead duties: 97 as issued, 90 now") != NULL);
	CHECK(strstr(r->out, "owed 90 =") != NULL);
	r = run("duban --db real.db --today 2018-11-21 print ledger --format csv");
	CHECK(strstr(r->out, "市市场监管局 (formerly 市工商局, 市质监局)") != NULL);
	CHECK(strstr(r->out, "市法院, 市工商局") == NULL);
	/* 市工商局 is responsible for it and owed nothing */
	r = run("duban --db real.db --today 2018-11-21 duties --item 10.8 --json");
	CHECK(strstr(r->out, "formerly 市食药监局\"") != NULL || strstr(r->out, "formerly 市食药监局;") != NULL);
	r = run("duban --db real.db --today 2018-11-21 undo && duban --db real.db --today 2018-11-21 print ledger");
	CHECK(strstr(r->out, "owed 97 =") != NULL && strstr(r->out, "lead duties") == NULL);
	CHECK_INT(run("duban --db real.db check")->status, 0);
}

static const struct check_test tests[] = { CHECK_TEST(test_cases), CHECK_TEST(test_notice) };

int main(void)
{
	cli_ledger();
	return check_main(tests, CHECK_N(tests));
}

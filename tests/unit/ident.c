#include "model/ident.h"

#include <stdio.h>

#include "tests/lib/check.h"

/* These ids are for ever: logs that old copies keep hold them. Add lines, change none. The expected ones come from
 * sha256sum over the bytes that base/id.h describes, not from this program. */
static struct id id_of(int n)
{
	struct id i;

	memset(i.b, n, sizeof i.b);
	return i;
}

static const char *text(struct id i)
{
	static char to[8][ID_TEXT_SIZE];
	static int at;

	return id_text(&i, to[at++ % 8]);
}

static void test_known(void)
{
	struct id a = id_of(0x11), b = id_of(0x22), c = id_of(0x33);
	uint8_t sha[HASH_SIZE];
	struct str cells[] = { STR_LIT("序  号"), STR_LIT(""), STR_LIT("１．任务") };

	memset(sha, 0x44, sizeof sha);
	CHECK_STR(text(ident_plan(cells, 3)), "1732e9391ace21bcbe41dcb6badc8628");
	CHECK_STR(text(ident_source(&a, sha)), "869bf16ef109e988fd1f2f0183d67b65");
	CHECK_STR(text(ident_item(&a, NULL, STR_LIT("信用 承诺"), 0)), "4d4127efa3017e7ab7411e7e2b818410");
	CHECK_STR(text(ident_item(&a, &b, STR_LIT("信用承诺"), 12)), "cf15878265861868c7867b2a416764d7");
	CHECK_STR(text(ident_unit(STR_LIT("云州市"), STR_LIT("市 教育局"))), "18072e65dd7ae4cdafaab8ac65159768");
	CHECK_STR(text(ident_name(&a, STR_LIT("教育局"), "alias", NULL)), "c59bc6d81516a58a2d09e23eeb4177ea");
	CHECK_STR(text(ident_name(&a, STR_LIT("教育局"), "official", "2018-11-14")), "1c45504c0d6a2e3a68e572198e80e070");
	CHECK_STR(text(ident_member(&a, &b)), "f828ac467e4dec8670c905af2329027a");
	CHECK_STR(text(ident_assignment(&a, &b, "lead")), "b29642cc413c6d48239f126beec201bc");
	CHECK_STR(text(ident_part("deadline", &a, 2)), "50a26758ad0b8330efdd6f2d252a3947");
	CHECK_STR(text(ident_figure(&a, STR_LIT("案例 数量"))), "8c0a85d4d4893b0045bfbabc3c9bf73d");
	CHECK_STR(text(ident_person(STR_LIT("Wang"))), "28a74b6e8fd1aeb2acd131bfadd059f1");
	CHECK_STR(text(ident_setting(STR_LIT("day_counts"))), "14cd2e5b06d5c828f822c2008fae73f9");
	CHECK_STR(text(ident_receipt(&a, &b)), "5d3deae4d8632383f34d3980045f9898");
	CHECK_STR(text(ident_duty(&a, &b, &c, STR_LIT("2018-11-上"))), "6e4a27f9b59a95d804671ba9ddc7acd9");
	CHECK_STR(text(ident_amount(&a, &b)), "9d47e66061ce80e95c899963340e7d9d");
	CHECK_STR(text(ident_day(date_make(2018, 12, 29))), "772bb8c9374b9080e0c4e4c9481be635");
	CHECK_STR(text(ident_heir(&a, &b)), "1aa45b5e670cb38f385911108e4ce536");
	CHECK_STR(text(ident_speaks(STR_LIT("county-03"), &a)), "0c753e3a414313b4bc9402e580cee355");
	CHECK_STR(text(ident_speaks(STR_LIT("county-03"), NULL)), "6ff62f2dc01bf91a148250fa288eb04f");
	CHECK_STR(text(ident_site(STR_LIT("county-03"))), "d2265e6d56e37fe6d5c201298e1bbe08");
	CHECK_STR(text(ident_view(STR_LIT("逾期 未报"), STR_LIT("wang"))), "c824f27c35cec6b468ff961c90b8e899");
	CHECK_STR(text(ident_view(STR_LIT("逾期未报"), STR_LIT(""))), "942aa3888fbb975e84838ecdd00dbde1");
	CHECK_STR(text(ident_value(&a, &b, STR_LIT("2018-11"))), "d5f15e968a5675910f2ca43e0e75ec6d");
}

static void test_same(void)
{
	struct id a = id_of(1), b = id_of(2);
	struct str one[] = { STR_LIT("ab"), STR_LIT("c") }, two[] = { STR_LIT("a"), STR_LIT("bc") };

	CHECK_STR(text(ident_item(&a, NULL, STR_LIT("“ 信易租”"), 0)), text(ident_item(&a, NULL, STR_LIT("\"信易租\""), 0)));
	CHECK_STR(text(ident_unit(STR_LIT(""), STR_LIT("ＡＢ局"))), text(ident_unit(STR_LIT(" "), STR_LIT("ab局"))));
	CHECK(strcmp(text(ident_plan(one, 2)), text(ident_plan(two, 2))) != 0);
	CHECK(strcmp(text(ident_item(&a, NULL, STR_LIT("x"), 0)), text(ident_item(&a, NULL, STR_LIT("x"), 1))) != 0);
	CHECK(strcmp(text(ident_member(&a, &b)), text(ident_receipt(&a, &b))) != 0);
	CHECK(strcmp(text(ident_part("target", &a, 0)), text(ident_part("measure", &a, 0))) != 0);
}

static const struct check_test tests[] = { CHECK_TEST(test_known), CHECK_TEST(test_same) };

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}

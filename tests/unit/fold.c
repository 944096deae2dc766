#include "base/fold.h"

#include "tests/lib/check.h"

/* These lines are for ever: identities are hashes of folded texts. Add lines, change none. */
static const struct { int line; const char *text, *want; } folds[] = {
	{ __LINE__, "", "" },
	{ __LINE__, " \t\u3000", "" },
	{ __LINE__, "ABC xyz", "abc xyz" },
	{ __LINE__, "ＡＢ１２％", "ab12%" },
	{ __LINE__, "序  号", "序号" },
	{ __LINE__, "重  点\n工\u3000作", "重点工作" },
	{ __LINE__, "“ 信易租”", "\"信易租\"" },
	{ __LINE__, "「信用」『修复』", "\"信用\"\"修复\"" },
	{ __LINE__, "〔2018〕5号【急】", "(2018)5号(急)" },
	{ __LINE__, "（ a ）( b )", "(a)(b)" },
	{ __LINE__, "a  \r\n b", "a b" },
	{ __LINE__, "a\u00a0b", "a b" },
	{ __LINE__, "  a b  ", "a b" },
	{ __LINE__, "a 市 b", "a市b" },
	{ __LINE__, "a， b", "a, b" },
	{ __LINE__, "9—12月–－", "9-12月--" },
	{ __LINE__, "it’s", "it's" },
	{ __LINE__, "信\u200b用\ufeff办\u00ad", "信用办" },
	{ __LINE__, "a\x01\x7f" "b\xc2\x85" "c", "ab c" },
	{ __LINE__, "a \u200b b", "a b" },
	{ __LINE__, "é Ä", "é Ä" },
	{ __LINE__, "、。；", "、。;" },
};

static void test_fold(void)
{
	struct buf b = { 0 };
	for (size_t i = 0; i < CHECK_N(folds); i++) {
		buf_reset(&b);
		fold_text(&b, str_of(folds[i].text));
		CHECK_STR_AT(folds[i].line, buf_text(&b), folds[i].want);
		/* Folding what is folded changes nothing. */
		struct buf again = { 0 };
		fold_text(&again, buf_str(&b));
		CHECK_STR_AT(folds[i].line, buf_text(&again), folds[i].want);
		CHECK_AT(folds[i].line, fold_eq(str_of(folds[i].text), buf_str(&b)));
		buf_clear(&again);
	}
	buf_clear(&b);
}

static const struct { int line; const char *text, *needle; int at, len; } finds[] = {
	{ __LINE__, "市法院，市工商局", "工商", 15, 6 },
	{ __LINE__, "市法院，市工商局", "税务", -1, 0 },
	{ __LINE__, "“ 信易租”", "“信易租", 0, 13 },
	{ __LINE__, "办理“ 信易租”", "“信易租”", 6, 16 },
	{ __LINE__, "超过５０％", "50%", 6, 9 },
	{ __LINE__, "Credit China", "CHINA", 7, 5 },
	{ __LINE__, "信 用 信用办", "信用办", 8, 9 },
	{ __LINE__, "信信用", "信用", 3, 6 },
	{ __LINE__, "a  b", "A B", 0, 4 },
	{ __LINE__, "ab", "a b", -1, 0 },
	{ __LINE__, "abc", "", 0, 0 },
	{ __LINE__, "abc", " ", 0, 0 },
	{ __LINE__, "", "a", -1, 0 },
	{ __LINE__, "市（金融 办）", "(金融办)", 3, 16 },
};

static void test_find(void)
{
	for (size_t i = 0; i < CHECK_N(finds); i++) {
		size_t at = 0, len = 0;
		bool found = fold_find(str_of(finds[i].text), str_of(finds[i].needle), &at, &len);
		CHECK_INT_AT(finds[i].line, found ? (int)at : -1, finds[i].at);
		CHECK_INT_AT(finds[i].line, len, finds[i].len);
	}
}

static void test_eq(void)
{
	CHECK(fold_eq(STR_LIT("市政府办（金融办）"), STR_LIT(" 市政府办( 金融办 )")));
	CHECK(!fold_eq(STR_LIT("市法院"), STR_LIT("市法")));
	CHECK(!fold_eq(STR_LIT("a b"), STR_LIT("ab")));
}

static const struct check_test tests[] = {
	CHECK_TEST(test_fold), CHECK_TEST(test_find), CHECK_TEST(test_eq),
};

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}

/* Filters as trees: without a ledger. */
#include "model/filter_parse.h"

#include "base/buf.h"
#include "base/fold.h"
#include "base/vec.h"
#include "model/filter_meant.h"
#include "tests/lib/check.h"

static void put(struct buf *to, const struct parsed *p);

static void put_parts(struct buf *to, const char *name, const struct parsed *p)
{
	buf_printf(to, "(%s", name);
	for (; p; p = p->next) {
		buf_puts(to, " ");
		put(to, p);
	}
	buf_puts(to, ")");
}

static void put_value(struct buf *to, const struct parsed_value *v)
{
	static const char *const signs[] = { "", "<", "<=", "=", ">=", ">" };
	const char *around = v->pattern ? "/" : v->quoted ? "\"" : "";

	buf_printf(to, "%.*s%s%s%.*s%s%s", STR_ARG(v->name), signs[v->compare], around,
		   STR_ARG(v->text), around, v->ignore_case ? "i" : "");
	if (v->has_to)
		buf_printf(to, "..%.*s", STR_ARG(v->to));
}

static void put(struct buf *to, const struct parsed *p)
{
	switch (p->kind) {
	case PARSED_AND: put_parts(to, "and", p->first); break;
	case PARSED_OR: put_parts(to, "or", p->first); break;
	case PARSED_NOT: put_parts(to, "not", p->first); break;
	case PARSED_WORD: put_value(to, p->values); break;
	case PARSED_KEY:
		buf_printf(to, "%s:", p->key->name);
		for (size_t i = 0; i < p->n_values; i++) {
			buf_puts(to, i ? "," : "");
			put_value(to, &p->values[i]);
		}
	}
}

/* tree: what comes out; or at: the byte that is wrong, and how the sentence begins. */
static const struct { int line; const char *text, *tree; int at; const char *why; } cases[] = {
	{ __LINE__, "", "", 0, NULL },
	{ __LINE__, "  　 ", "", 0, NULL },
	{ __LINE__, "银行", "银行", 0, NULL },
	{ __LINE__, "银行 贷款", "(and 银行 贷款)", 0, NULL },
	{ __LINE__, "银行　贷款\t率\n", "(and 银行 贷款 率)", 0, NULL },
	{ __LINE__, "a OR b", "(or a b)", 0, NULL },
	{ __LINE__, "a 或 b", "(or a b)", 0, NULL },
	{ __LINE__, "a ＯＲ b", "(or a b)", 0, NULL },
	{ __LINE__, "a b OR c", "(or (and a b) c)", 0, NULL },
	{ __LINE__, "a OR b OR c d", "(or a b (and c d))", 0, NULL },
	{ __LINE__, "a (b OR c)", "(and a (or b c))", 0, NULL },
	{ __LINE__, "（a或 b）", "(and a或 b)", 0, NULL },
	{ __LINE__, "（a 或 b）c", "(and (or a b) c)", 0, NULL },
	{ __LINE__, "((a))", "a", 0, NULL },
	{ __LINE__, "-a", "(not a)", 0, NULL },
	{ __LINE__, "－a --b", "(and (not a) (not (not b)))", 0, NULL },
	{ __LINE__, "-(a OR b) c", "(and (not (or a b)) c)", 0, NULL },
	/* no reserved words, and signs inside words are none */
	{ __LINE__, "or and not AND 或者 ORDER", "(and or and not AND 或者 ORDER)", 0, NULL },
	{ __LINE__, "\"OR\"", "\"OR\"", 0, NULL },
	{ __LINE__, "信用+ 互联网+X <50% 1/10 a-b 50%", "(and 信用+ 互联网+X <50% 1/10 a-b 50%)", 0, NULL },
	{ __LINE__, "县(市)局 f(x) 1)", "(and 县(市)局 f(x) 1))", 0, NULL },
	{ __LINE__, "(县(市)局) x", "(and 县(市)局 x)", 0, NULL },
	{ __LINE__, "10:30 3：00", "(and 10:30 3：00)", 0, NULL },
	{ __LINE__, "关于印发分工的通知：一", "关于印发分工的通知：一", 0, NULL },
	{ __LINE__, "a\"b c", "(and a\"b c)", 0, NULL },
	{ __LINE__, "...", "...", 0, NULL },
	/* quotes */
	{ __LINE__, "\"a b\" c", "(and \"a b\" c)", 0, NULL },
	{ __LINE__, "“a b”c", "(and \"a b\" c)", 0, NULL },
	{ __LINE__, "“a b\" ＂c＂", "(and \"a b\" \"c\")", 0, NULL },
	{ __LINE__, "\"说“好”的\"", "\"说“好”的\"", 0, NULL },
	{ __LINE__, "“信用+”便民", "(and \"信用+\" 便民)", 0, NULL },
	{ __LINE__, "-\"a b\"", "(not \"a b\")", 0, NULL },
	/* patterns */
	{ __LINE__, "/第[一二] 批/", "/第[一二] 批/", 0, NULL },
	{ __LINE__, "/a\\/b/i x", "(and /a\\/b/i x)", 0, NULL },
	{ __LINE__, "(/a)b/ OR c)", "(or /a)b/ c)", 0, NULL },
	/* keys */
	{ __LINE__, "light:red", "light:red", 0, NULL },
	{ __LINE__, "亮灯：红，黄", "light:红,黄", 0, NULL },
	{ __LINE__, "Light:red,yellow x", "(and light:red,yellow x)", 0, NULL },
	/* blanks beside a comma are none of the value's; 、 and ; are commas, too */
	{ __LINE__, "light:red ,yellow x", "(and light:red,yellow x)", 0, NULL },
	{ __LINE__, "亮灯:红, 黄", "light:红,黄", 0, NULL },
	{ __LINE__, "亮灯：红　，　黄", "light:红,黄", 0, NULL },
	{ __LINE__, "亮灯:红、黄;绿；未", "light:红,黄,绿,未", 0, NULL },
	{ __LINE__, "单位:\"a、b\" 、 c", "unit:\"a、b\",c", 0, NULL },
	{ __LINE__, "text:/a,b/ , c", "text:/a,b/,c", 0, NULL },
	{ __LINE__, "红、黄 , 绿", "(and 红、黄 , 绿)", 0, NULL },
	{ __LINE__, "数据:笔数 < 2%", "figure:笔数<2%", 0, NULL },
	{ __LINE__, "due:< 7d", "due:<7d", 0, NULL },
	{ __LINE__, "due:-3d created:>-2w", "(and due:-3d created:>-2w)", 0, NULL },
	{ __LINE__, "编号:附-9 text:\"-a\"", "(and no:附-9 text:\"-a\")", 0, NULL },
	{ __LINE__, "-状态:办结", "(not status:办结)", 0, NULL },
	{ __LINE__, "unit:\"Market Bureau\",质监局", "unit:\"Market Bureau\",质监局", 0, NULL },
	{ __LINE__, "(单位:县(市)局 OR 单位:a)", "(or unit:县(市)局 unit:a)", 0, NULL },
	{ __LINE__, "unit:<x", "unit:<x", 0, NULL },
	{ __LINE__, "unit:a..b", "unit:a..b", 0, NULL },
	{ __LINE__, "text:/a b/i,c entry:\"x y\"", "(and text:/a b/i,c entry:\"x y\")", 0, NULL },
	{ __LINE__, "unit:/a", "unit:/a", 0, NULL },
	{ __LINE__, "due:<7d", "due:<7d", 0, NULL },
	{ __LINE__, "due:＜＝7d", "due:<=7d", 0, NULL },
	{ __LINE__, "due:≥本周", "due:>=本周", 0, NULL },
	{ __LINE__, "due:>2018-11", "due:>2018-11", 0, NULL },
	{ __LINE__, "due:11-01..11-20", "due:11-01..11-20", 0, NULL },
	{ __LINE__, "due:11-01.. act:..20", "(and due:11-01.. act:..20)", 0, NULL },
	{ __LINE__, "figure:>100", "figure:>100", 0, NULL },
	{ __LINE__, "数据:不良贷款率<2%,笔数>=1,234", "figure:不良贷款率<2%,笔数>=1,234", 0, NULL },
	{ __LINE__, "figure:\"a b\"<=3", "figure:a b<=3", 0, NULL },
	{ __LINE__, "figure:笔数=1..5", "figure:笔数=1..5", 0, NULL },
	{ __LINE__, "figure:笔数", "figure:笔数", 0, NULL },
	/* what is wrong, and where */
	{ __LINE__, "a OR", NULL, 2, "OR stands between" },
	{ __LINE__, "OR a", NULL, 0, "OR stands between" },
	{ __LINE__, "a OR OR b", NULL, 2, "OR stands between" },
	{ __LINE__, "(a", NULL, 0, "this parenthesis is not closed" },
	{ __LINE__, "x (a (b)", NULL, 2, "this parenthesis is not closed" },
	{ __LINE__, "(", NULL, 0, "this parenthesis is not closed" },
	{ __LINE__, "x ( ", NULL, 2, "this parenthesis is not closed" },
	{ __LINE__, "x -((", NULL, 4, "this parenthesis is not closed" },
	{ __LINE__, "x OR （", NULL, 5, "this parenthesis is not closed" },
	{ __LINE__, "a )", NULL, 2, "this parenthesis closes none" },
	{ __LINE__, "x ()", NULL, 2, "there is nothing between the parentheses" },
	{ __LINE__, "x -", NULL, 2, "what is it that shall not be" },
	{ __LINE__, "x - y", NULL, 2, "what is it that shall not be" },
	{ __LINE__, "x \"a b", NULL, 2, "this quotation mark is not closed" },
	{ __LINE__, "\"\"", NULL, 0, "there is nothing between the quotation marks" },
	{ __LINE__, "x /a", NULL, 2, "this pattern is not closed" },
	{ __LINE__, "//", NULL, 0, "there is nothing between the slashes" },
	{ __LINE__, "x /2018/11/", NULL, 8, "a blank stands behind a pattern" },
	{ __LINE__, "/a/ib", NULL, 4, "a blank stands behind a pattern" },
	{ __LINE__, "/a/)", NULL, 3, "this parenthesis closes none" },
	{ __LINE__, "x ligth:red", NULL, 2, "there is no key \"ligth\": is light: meant?" },
	{ __LINE__, "状太:逾期", NULL, 0, "there is no key \"状太\": is status: meant?" },
	{ __LINE__, "foobar:1", NULL, 0, "there is no key \"foobar\" (unit:" },
	{ __LINE__, "light:", NULL, 6, "light: what is it to be? For example light:red,yellow" },
	{ __LINE__, "单位： x", NULL, 9, "unit: what is it to be?" },
	{ __LINE__, "light:red,", NULL, 10, "light: what is it to be?" },
	{ __LINE__, "light:red , ", NULL, 12, "light: what is it to be?" },
	{ __LINE__, "light:red, due:<7d", NULL, 11, "a comma joins values of light:" },
	{ __LINE__, "due:<", NULL, 4, "due: what is it to be?" },
	{ __LINE__, "due:..", NULL, 4, "due: what is it to be?" },
	{ __LINE__, "light:\"a\"b", NULL, 9, "a blank or a comma" },
	/* a minus before a value: what it would deny is what the key says */
	{ __LINE__, "灯:-红", NULL, 4, "a minus stands before the key: -light:红" },
	{ __LINE__, "状态：－已报", NULL, 9, "a minus stands before the key: -status:已报" },
	{ __LINE__, "x 类别:-任务 y", NULL, 9, "a minus stands before the key: -kind:任务" },
	{ __LINE__, "light:red, -yellow", NULL, 11, "a minus stands before the key: -light:yellow" },
	{ __LINE__, "单位:- 质监局", NULL, 7, "a minus stands before the key: -unit:质监局" },
	{ __LINE__, "role:-\"lead\"", NULL, 5, "a minus stands before the key: -role:\"lead\"" },
	{ __LINE__, "no:-10", NULL, 3, "a minus stands before the key: -no:10" },
	{ __LINE__, "数据:-5", NULL, 7, "a minus stands before the key: -figure:5" },
	{ __LINE__, "text:-信用", NULL, 5, "a minus stands before the key: -text:信用" },
	{ __LINE__, "light:-", NULL, 6, "a minus stands before the key: -light:" },
	{ __LINE__, "a\001b", NULL, 1, "this is a control character (01)" },
	{ __LINE__, "银\xff", NULL, 3, "this is no sound text" },
	{ __LINE__, "银\xe8\xa1", NULL, 3, "this is no sound text" },
};

static void test_trees(void)
{
	for (size_t i = 0; i < CHECK_N(cases); i++) {
		struct arena mem = { 0 };
		struct buf text = { 0 };
		struct err err = { 0 };
		const struct parsed *tree;
		size_t at;
		bool ok = filter_parse(str_of(cases[i].text), &mem, &tree, &at, &err);

		CHECK_INT_AT(cases[i].line, ok, cases[i].tree != NULL);
		if (ok && tree)
			put(&text, tree);
		if (cases[i].tree) {
			CHECK_STR_AT(cases[i].line, ok ? buf_text(&text) : err.text, cases[i].tree);
		} else {
			CHECK_INT_AT(cases[i].line, at, cases[i].at);
			err.text[strnlen(err.text, strlen(cases[i].why))] = 0;
			CHECK_STR_AT(cases[i].line, err.text, cases[i].why);
		}
		buf_clear(&text);
		arena_clear(&mem);
	}
}

/* n times a, then b, then n times c. */
static const struct { int line; int n; const char *a, *b, *c; bool ok; } limits[] = {
	{ __LINE__, 31, "(", "x", ")", true },
	{ __LINE__, 32, "(", "x", ")", false },
	{ __LINE__, 31, "-", "x", "", true },
	{ __LINE__, 4000, "-", "x", "", false },
	{ __LINE__, 4000, "(", "", "", false },
	{ __LINE__, 190, "x ", "", "", true },
	{ __LINE__, 200, "x ", "", "", false },
	{ __LINE__, 199, "", "light:red", ",red", false },
	{ __LINE__, 100, "light:red,red ", "", "", false },
	{ __LINE__, 4096, "x", "", "", true },
	{ __LINE__, 10000, "x", "", "", false },
	{ __LINE__, 1300, "银", "x", "", true },
	{ __LINE__, 1366, "银", "", "", false },
};

static void test_limits(void)
{
	for (size_t i = 0; i < CHECK_N(limits); i++) {
		struct arena mem = { 0 };
		struct buf text = { 0 };
		struct err err = { 0 };
		const struct parsed *tree;
		size_t at;

		for (int k = 0; k < limits[i].n; k++)
			buf_puts(&text, limits[i].a);
		buf_puts(&text, limits[i].b);
		for (int k = 0; k < limits[i].n; k++)
			buf_puts(&text, limits[i].c);
		CHECK_INT_AT(limits[i].line, filter_parse(buf_str(&text), &mem, &tree, &at, &err),
			     limits[i].ok);
		CHECK_INT_AT(limits[i].line, err.code, limits[i].ok ? ERR_NONE : ERR_USE);
		buf_clear(&text);
		arena_clear(&mem);
	}
}

static void test_nul(void)
{
	struct arena mem = { 0 };
	struct err err = { 0 };
	const struct parsed *tree;
	size_t at;

	CHECK(!filter_parse((struct str){ "a\0b", 3 }, &mem, &tree, &at, &err));
	CHECK_INT(at, 1);
	arena_clear(&mem);
}

/* "|" is the cursor. key NULL: a word is begun. */
static const struct { int line; const char *text, *key, *begun; bool quoted; } places[] = {
	{ __LINE__, "|", NULL, "", false },
	{ __LINE__, "li|", NULL, "li", false },
	{ __LINE__, "x li|ght", NULL, "li", false },
	{ __LINE__, "x |", NULL, "", false },
	{ __LINE__, "-(li|", NULL, "li", false },
	{ __LINE__, "light:|", "light", "", false },
	{ __LINE__, "light:r|", "light", "r", false },
	{ __LINE__, "亮灯：红，黄|", "light", "黄", false },
	{ __LINE__, "(a OR unit:市|)", "unit", "市", false },
	{ __LINE__, "unit:\"a b|", "unit", "\"a b", true },
	{ __LINE__, "unit:\"a b\",|", "unit", "", false },
	{ __LINE__, "light:red 、 y|", "light", "y", false },
	{ __LINE__, "light:red y|", NULL, "y", false },
	{ __LINE__, "unit:\"a b\" x|", NULL, "x", false },
	{ __LINE__, "due:<=本|", "due", "本", false },
	{ __LINE__, "\"a unit:x|", NULL, "\"a unit:x", true },
	{ __LINE__, "/a unit:x|", NULL, "/a unit:x", false },
	{ __LINE__, "figure:不良|", "figure", "不良", false },
	{ __LINE__, "figure:不良<|", "figure", "", false },
	{ __LINE__, "foo:x|", NULL, "foo:x", false },
};

static void test_places(void)
{
	for (size_t i = 0; i < CHECK_N(places); i++) {
		struct str line = str_of(places[i].text);
		size_t cursor = (size_t)str_find(line, STR_LIT("|"));
		struct parsed_place p = filter_place(line, cursor);
		char begun[64] = "";

		CHECK_STR_AT(places[i].line, p.key ? p.key->name : NULL, places[i].key);
		CHECK_INT_AT(places[i].line, p.end, cursor);
		memcpy(begun, line.p + p.at, p.end - p.at);
		CHECK_STR_AT(places[i].line, begun, places[i].begun);
		CHECK_INT_AT(places[i].line, p.quoted, places[i].quoted);
	}
}

static const struct { int line; const char *name, *said; } names[] = {
	{ __LINE__, "市公安局", "市公安局" },
	{ __LINE__, "各县（市）区", "各县（市）区" },
	{ __LINE__, "Market Bureau", "\"Market Bureau\"" },
	{ __LINE__, "发改、财政", "\"发改、财政\"" },
	{ __LINE__, "甲，乙；丙", "\"甲，乙；丙\"" },
	{ __LINE__, "局）", "\"局）\"" },
	{ __LINE__, "（局", "\"（局\"" },
	{ __LINE__, "“信用＋”办", "\"“信用＋“办\"" },
	{ __LINE__, "a\"b", "a\"b" },
	{ __LINE__, "a \"b＂", "\"a “b“\"" },
	{ __LINE__, "率>5%", "\"率>5%\"" },
	{ __LINE__, "1..5", "\"1..5\"" },
	{ __LINE__, "/a", "\"/a\"" },
};

/* What is said is read as one value, the name but for its quotation marks. */
static void test_said(void)
{
	for (size_t i = 0; i < CHECK_N(names); i++) {
		struct arena mem = { 0 };
		struct buf line = { 0 };
		struct err err = { 0 };
		const struct parsed *tree = NULL;
		size_t at;
		const char *said = filter_value_said(names[i].name, &mem);

		CHECK_STR_AT(names[i].line, said, names[i].said);
		buf_printf(&line, "(figure:%s)", said);
		CHECK_AT(names[i].line, filter_parse(buf_str(&line), &mem, &tree, &at, &err));
		CHECK_INT_AT(names[i].line, tree->kind, PARSED_KEY);
		CHECK_INT_AT(names[i].line, tree->n_values, 1);
		CHECK_AT(names[i].line, tree->values[0].name.n == 0 && !tree->values[0].has_to);
		CHECK_AT(names[i].line, fold_eq(tree->values[0].text, str_of(names[i].name)));
		buf_clear(&line);
		arena_clear(&mem);
	}
}

/* What a filter that finds nothing may have meant. */
static const struct { int line; const char *text, *meant; } meanings[] = {
	{ __LINE__, "逾期", "is status:逾期 meant?" },
	{ __LINE__, "unit:质监局 红灯", "is light:红灯 meant?" },
	{ __LINE__, "-(退回 OR 信用)", "is status:退回 meant?" },
	{ __LINE__, "专项", "is kind:专项 meant?" },
	{ __LINE__, "10.3", "is no:10.3 meant?" },
	{ __LINE__, "light=red", "is light:red meant?" },
	{ __LINE__, "灯=红", "is light:红 meant?" },
	{ __LINE__, "light:red and unit:质监局", "AND is left out: what stands side by side holds together" },
	{ __LINE__, "light:red && 信用", "AND is left out: what stands side by side holds together" },
	{ __LINE__, "light:red or light:yellow", "alternatives are parted by OR in capitals" },
	{ __LINE__, "NOT light:red", "a minus before it denies: -light:red" },
	/* joined without blanks */
	{ __LINE__, "财政局或审计局", "is \"财政局 或 审计局\" meant, with blanks?" },
	{ __LINE__, "财政局、审计局或者税务局", "is \"财政局 或 审计局 或 税务局\" meant, with blanks?" },
	{ __LINE__, "light:red 财政局，审计局", "is \"财政局 或 审计局\" meant, with blanks?" },
	{ __LINE__, "或有负债", NULL },
	{ __LINE__, "\"财政局或审计局\"", NULL },
	{ __LINE__, "信用", NULL },
	{ __LINE__, "\"逾期\"", NULL },
	{ __LINE__, "/逾期/", NULL },
	{ __LINE__, "text:逾期", NULL },
	{ __LINE__, "1,2", NULL },
	{ __LINE__, "", NULL },
	{ __LINE__, "(", NULL },
};

static void test_meant(void)
{
	for (size_t i = 0; i < CHECK_N(meanings); i++) {
		struct arena mem = { 0 };
		const char *meant = filter_meant(NULL, str_of(meanings[i].text), &mem);

		CHECK_STR_AT(meanings[i].line, meant ? meant : "", meanings[i].meant ? meanings[i].meant : "");
		arena_clear(&mem);
	}
}

static const struct check_test tests[] = {
	CHECK_TEST(test_meant), CHECK_TEST(test_said), CHECK_TEST(test_trees), CHECK_TEST(test_limits), CHECK_TEST(test_nul), CHECK_TEST(test_places),
};

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}

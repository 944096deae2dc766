/* What stands around and behind the tables: titles, attachments, campaigns' texts, lists in
 * running text, short titles. */
#include "tests/notice/read.h"

static const struct { int line; const char *text, *title, *number, *issued; } fronts[] = {
	{ __LINE__, "附件1\n市双创工作任务分解表\n", "市双创工作任务分解表", "", "" },
	{ __LINE__, "附件1：市双创工作任务分解表\n", "市双创工作任务分解表", "", "" },
	{ __LINE__, "青洲市人民政府办公室关于印发青洲市\n双创工作方案的通知\n青政办发〔2019〕7号\n\n各区县：\n现将方案印发给你们。\n2019年3月4日\n",
		"青洲市人民政府办公室关于印发青洲市双创工作方案的通知", "青政办发〔2019〕7号", "2019-03-04" },
	{ __LINE__, "市双创工作方案\n二〇一九年三月四日\n", "市双创工作方案", "", "2019-03-04" },
	{ __LINE__, "市双创工作方案\n市政府办公室　　2019年3月4日印发\n", "市双创工作方案", "", "2019-03-04" },
	{ __LINE__, "市双创工作方案\n按2019年3月4日印发的办法执行。\n", "市双创工作方案", "", "" },
	/* a list of attachments at the end of a letter begins none */
	{ __LINE__, "关于双创的通知\n各区县：\n附件：1.任务分解表\n2.具体内容\n", "关于双创的通知", "", "" },
};

#define TABLE "\n\t任务\n\t牵头单位\n\n\t甲\n\t市乙局\n"

static void test_front(void)
{
	for (size_t i = 0; i < CHECK_N(fronts); i++) {
		struct buf text = { 0 };
		struct draft *d;
		char day[DATE_TEXT_SIZE];

		buf_printf(&text, "%s%s", fronts[i].text, TABLE);
		d = read_until(buf_text(&text), NULL, NULL);
		CHECK_STR_AT(fronts[i].line, read_text(d->plan.title), fronts[i].title);
		CHECK_STR_AT(fronts[i].line, read_text(d->plan.number), fronts[i].number);
		CHECK_STR_AT(fronts[i].line, date_text(d->plan.issued, day), fronts[i].issued);
		CHECK_INT_AT(fronts[i].line, read_questions(d, Q_TITLE), 0);
		CHECK_INT_AT(fronts[i].line, read_questions(d, Q_NUMBER), !*fronts[i].number);
		CHECK_INT_AT(fronts[i].line, read_questions(d, Q_ISSUED), !*fronts[i].issued);
		buf_clear(&text);
		draft_free(d);
	}
}

/* What the document does not say is asked, and what is answered holds. */
static void test_front_answers(void)
{
	struct draft *d = read_until("一页纸" TABLE, NULL, NULL);
	struct err err = { 0 };

	CHECK_STR(read_text(d->plan.title), "一页纸");
	CHECK_INT(read_questions(d, Q_TITLE), 1);
	CHECK(!draft_answer(d, (size_t)read_question(d, Q_TITLE, 0), 4, NULL, &err));
	CHECK_STR(err.text, "this question has one answer with a number: 1");
	err_clear(&err);
	read_answer(d, Q_TITLE, 0, -1, " 双创任务表 ");
	CHECK_STR(read_text(d->plan.title), "双创任务表");
	CHECK_INT(draft_undated(d), 0);
	CHECK(!draft_answer(d, (size_t)read_question(d, Q_ISSUED, 0), -1, "去年", &err));
	CHECK_INT(err.code, ERR_INPUT);
	read_answer(d, Q_ISSUED, 0, -1, "２０１９年3月4日");
	CHECK_INT(d->plan.issued, date_make(2019, 3, 4));
	CHECK_INT(d->plan.year, 2019);
	read_answer(d, Q_NUMBER, 0, -1, "青政办发〔2019〕7号");
	read_answer(d, Q_REGION, 0, -1, "青洲市");
	CHECK_STR(read_text(d->plan.number), "青政办发〔2019〕7号");
	CHECK_STR(read_text(d->plan.region), "青洲市");
	err_clear(&err);
	CHECK(!draft_answer(d, d->questions.n, 0, NULL, &err));
	CHECK_INT(err.code, ERR_USE);
	draft_free(d);
}

#define CAMPAIGNS \
	"附件1\n治理任务表\n\t序号\n\t任务\n\t牵头单位\n\n\t1\n\t甲问题专项治理\n\t市子局\n\n\t2\n\t“乙”问题专项治理\n\t市丑局\n\n" \
	"\t3\n\t丙问题专项整治\n\t市寅局\n\n\t4\n\t丁\n\t市卯局\n\n" \
	"附件2\n治理内容\n以下各条为具体内容。\n"

/* "number title [measure|measure|] text-lines" of each campaign. */
static const char *campaigns_of(const struct draft *d)
{
	static struct buf to;

	buf_reset(&to);
	for (size_t i = 0; i < d->items.n; i++) {
		const struct draft_item *it = &d->items.p[i];

		if (it->kind != ITEM_CAMPAIGN)
			continue;
		buf_printf(&to, "%.*s %.*s", STR_ARG(it->number), STR_ARG(it->title));
		for (size_t k = 0; k < it->measures.n; k++)
			buf_printf(&to, "|%.*s@%d", STR_ARG(it->measures.p[k].text), it->measures.p[k].line);
		buf_puts(&to, ";");
	}
	return buf_text(&to);
}

static const struct { int line; const char *text, *campaigns; int unused; } texts[] = {
	/* joined by title, not by place; the others numbered after the attachment; what
	 * introduces them is left over */
	{ __LINE__, CAMPAIGNS "1.开展\"乙\"问题专项治理。查子。查丑；查寅。\n2.开展甲问题专项治理。\n3.开展戊问题专项治理。查卯（辰；巳）。\n",
		"1 甲问题专项治理;2 “乙”问题专项治理|查子@26|查丑@26|查寅@26;3 丙问题专项整治;附2-3 戊问题专项治理|查卯（辰；巳）@28;", 1 },
	/* titles on lines of their own, steps on the next */
	{ __LINE__, CAMPAIGNS "一、甲问题专项治理\n（一）查子。\n（二）查丑。\n二、戊问题专项治理\n查寅。\n",
		"1 甲问题专项治理|查子@27|查丑@28;2 “乙”问题专项治理;3 丙问题专项整治;附2-二 戊问题专项治理|查寅@30;", 1 },
	/* nearly the same title: asked, proposed as the same */
	{ __LINE__, CAMPAIGNS "1.丙问题专项治理。查子。\n", "1 甲问题专项治理;2 “乙”问题专项治理;3 丙问题专项整治;附2-1 丙问题专项治理|查子@26;", 1 },
	{ __LINE__, CAMPAIGNS "1.丙丙丙问题专项治理。查子。\n2.丙丙丙问题专项整治。查丑。\n",
		"1 甲问题专项治理;2 “乙”问题专项治理;3 丙问题专项整治;附2-1 丙丙丙问题专项治理|查子@26;附2-2 丙丙丙问题专项整治|查丑@27;", 1 },
	/* numbered paragraphs that are no campaigns are left over */
	{ __LINE__, CAMPAIGNS "1.提高认识。要重视。\n2.加强领导。\n", "1 甲问题专项治理;2 “乙”问题专项治理;3 丙问题专项整治;", 3 },
};

static void test_campaigns(void)
{
	for (size_t i = 0; i < CHECK_N(texts); i++) {
		struct draft *d = read_until(texts[i].text, "2018-06-01", NULL);

		CHECK_STR_AT(texts[i].line, campaigns_of(d), texts[i].campaigns);
		CHECK_INT_AT(texts[i].line, d->unused.n, texts[i].unused);
		draft_free(d);
	}
}

static void test_campaign_answers(void)
{
	struct draft *d = read_until("附件1\n\t任务\n\t牵头单位\n\n\t沿河餐饮专项治理\n\t市子局\n\n附件2\n1.开展沿河餐饮专项整治。查子。\n2.开展戊己专项整治。\n",
		"2018-06-01", NULL);

	CHECK_INT(d->items.n, 2);
	CHECK_INT(read_questions(d, Q_LINK), 1);
	CHECK_INT(read_item(d, "1")->measures.n, 1);
	read_answer(d, Q_LINK, 0, 1, NULL);
	CHECK_INT(d->items.n, 3);
	CHECK_INT(read_questions(d, Q_OWNER), 2);
	read_answer(d, Q_OWNER, 10, -1, "市子局、市丑局");
	CHECK_STR(read_role(d, "附2-2", ROLE_LEAD), "市子局 市丑局");
	CHECK_STR(read_role(d, "附2-1", ROLE_LEAD), "");
	CHECK_INT(d->units.n, 2);
	draft_free(d);
}

static const struct { int line; const char *task, *measures; } lists[] = {
	{ __LINE__, "推出“子”、“丑”、“ 寅”以及“卯”等应用", "子|丑|寅|卯|" },
	{ __LINE__, "推出“子”和“丑”", "" },
	{ __LINE__, "落实“子”要求，推出“丑”、“寅”、“卯”", "丑|寅|卯|" },
	{ __LINE__, "加强认定，特别是子、丑、寅、卯等行业", "子|丑|寅|卯|" },
	{ __LINE__, "加强认定，特别是子、丑等行业", "" },
	{ __LINE__, "子、丑、寅、卯、辰", "" },
};

static void test_lists(void)
{
	for (size_t i = 0; i < CHECK_N(lists); i++) {
		struct buf text = { 0 }, got = { 0 };
		struct draft *d;

		buf_printf(&text, "\t任务\n\t牵头单位\n\n\t%s\n\t市子局\n", lists[i].task);
		d = read_until(buf_text(&text), "2018-06-01", NULL);
		for (size_t k = 0; k < d->items.p[0].measures.n; k++)
			buf_printf(&got, "%.*s|", STR_ARG(d->items.p[0].measures.p[k].text));
		CHECK_STR_AT(lists[i].line, buf_text(&got), lists[i].measures);
		CHECK_INT_AT(lists[i].line, read_questions(d, Q_MEASURES), *lists[i].measures != '\0');
		if (*lists[i].measures) {
			read_answer(d, Q_MEASURES, 0, 1, NULL);
			CHECK_INT_AT(lists[i].line, d->items.p[0].measures.n, 0);
		}
		draft_free(d);
		buf_clear(&text);
		buf_clear(&got);
	}
}

static const struct { int line; const char *title, *brief; } briefs[] = {
	{ __LINE__, "市级平台接入省级平台，并互通数据", "市级平台接入省级平台" },
	{ __LINE__, "按照《省关于印发办法的通知》(省发〔2016〕3号)要求，加强河湖清单建立工作，特别是", "河湖清单建立工作" },
	{ __LINE__, "按照统一格式报送巡河案例", "巡河案例" },
	{ __LINE__, "为改善环境，全面推动河湖清理", "河湖清理" },
	{ __LINE__, "排污口（已封堵的除外）登记率", "排污口登记率" },
	{ __LINE__, "组织实施“甲”、“乙，丙”以及“丁”等应用", "“甲”等应用" },
	{ __LINE__, "开展“甲”和“乙”治理", "“甲”和“乙”治理" },
	{ __LINE__, "按期完成", "按期完成" },
	{ __LINE__, "加强巡查", "加强巡查" },
	{ __LINE__, "", "" },
};

static void test_briefs(void)
{
	struct draft *d = read_until("\t任务\n\t牵头单位\n\n\t甲\n\t市子局\n", "2018-06-01", NULL);

	for (size_t i = 0; i < CHECK_N(briefs); i++)
		CHECK_STR_AT(briefs[i].line, read_text(title_brief(d, str_of(briefs[i].title))), briefs[i].brief);
	draft_free(d);
}

/* Tasks without a table: "number title lead/responsible deadlines". */
static const struct { int line; const char *text, *items; } running[] = {
	{ __LINE__, "双创方案\n一、总体要求\n要重视。\n1.推进平台建设。接入数据。（牵头单位：市甲局、乙局；配合单位：丙局等相关单位）\n"
		"2.开展培训（市甲局牵头，丙局配合，6月20日前完成）。\n", "1 平台建设 市甲局 市乙局/市丙局 0;2 开展培训 市甲局/市丙局 1;" },
	{ __LINE__, "双创方案\n1.推进平台建设。\n牵头单位：市甲局\n责任单位：市乙局、丙局\n完成时限：6月20日前\n\n2.开展培训。\n牵头单位：市丙局\n",
		"1 平台建设 市甲局/市乙局 市丙局 1;2 开展培训 市丙局/ 0;" },
	{ __LINE__, "双创方案\n（一）推进平台建设。\n接入数据。（市甲局、丙局按职责分工负责）\n", "一 平台建设 市甲局/市丙局 0;" },
	/* a bracket that names nobody, a paragraph that says nobody */
	{ __LINE__, "附件1\n治理方案\n1.开展甲专项治理。查子。查丑。（牵头单位：市甲局）\n", "1 甲专项治理 市甲局/ 0;" },
	{ __LINE__, "双创方案\n1.推进平台建设（含数据）。\n2.开展培训（牵头单位：市甲局）\n", "2 开展培训 市甲局/ 0;" },
};

static void test_running_text(void)
{
	for (size_t i = 0; i < CHECK_N(running); i++) {
		struct draft *d = read_until(running[i].text, "2018-06-01", NULL);
		struct buf got = { 0 };

		for (size_t k = 0; k < d->items.n; k++) {
			const char *number = read_text(d->items.p[k].number);

			buf_printf(&got, "%s %s ", number, read_text(d->items.p[k].brief));
			buf_printf(&got, "%s/", read_role(d, number, ROLE_LEAD));
			buf_printf(&got, "%s %zu;", read_role(d, number, ROLE_RESPONSIBLE), d->items.p[k].deadlines.n);
		}
		CHECK_STR_AT(running[i].line, buf_text(&got), running[i].items);
		buf_clear(&got);
		draft_free(d);
	}
}

static const struct check_test tests[] = {
	CHECK_TEST(test_front),
	CHECK_TEST(test_front_answers),
	CHECK_TEST(test_campaigns),
	CHECK_TEST(test_campaign_answers),
	CHECK_TEST(test_lists),
	CHECK_TEST(test_briefs),
	CHECK_TEST(test_running_text),
};

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}

/* Demands on figures in running text. */
#include "model/target_wording.h"

#include <stdlib.h>

#include "base/buf.h"
#include "tests/lib/check.h"

/* ">= 10/100 % each soft M{metric} B{base} X{excluded}". */
static void put_target(struct buf *to, const struct target_reading *t)
{
	buf_printf(to, "%s%s%jd", comparator_word(t->comparator), t->comparator ? " " : "", (intmax_t)t->num);
	if (t->den)
		buf_printf(to, "/%jd", (intmax_t)t->den);
	buf_printf(to, " %s%s%s%s", t->measure_word, *t->measure_word ? " " : "", scope_word(t->scope), t->soft ? " soft" : "");
	if (t->metric.n)
		buf_printf(to, " M{%.*s}", STR_ARG(t->metric));
	if (t->base.n)
		buf_printf(to, " B{%.*s}", STR_ARG(t->base));
	if (t->excluded.n)
		buf_printf(to, " X{%.*s}", STR_ARG(t->excluded));
}

static const struct { int line; const char *text, *want; } demands[] = {
	/* strict and inclusive, lower and upper */
	{ __LINE__, "处置率超过50%", "> 50/100 % sum M{处置率}" },
	{ __LINE__, "处置率高于50%", "> 50/100 % sum M{处置率}" },
	{ __LINE__, "处置率大于50%", "> 50/100 % sum M{处置率}" },
	{ __LINE__, "处置率不低于50%", ">= 50/100 % sum M{处置率}" },
	{ __LINE__, "处置率不得低于50%", ">= 50/100 % sum M{处置率}" },
	{ __LINE__, "处置率达到50%", ">= 50/100 % sum M{处置率}" },
	{ __LINE__, "处置率达50%以上", ">= 50/100 % sum M{处置率}" },
	{ __LINE__, "处置率50%以上", ">= 50/100 % sum M{处置率}" },
	{ __LINE__, "处置率要达到100%", ">= 100/100 % sum M{处置率}" },
	{ __LINE__, "处置率100%", ">= 100/100 % sum M{处置率}" },
	{ __LINE__, "完成率99.99%以上", ">= 9999/10000 % sum M{完成率}" },
	{ __LINE__, "完成处置率不低于80%", ">= 80/100 % sum M{处置率}" },
	{ __LINE__, "确保处置率不低于80%", ">= 80/100 % sum M{处置率}" },
	{ __LINE__, "投诉率低于3%", "< 3/100 % sum M{投诉率}" },
	{ __LINE__, "投诉率低于万分之一", "< 1/10000 % sum M{投诉率}" },
	{ __LINE__, "投诉率不超过3%", "<= 3/100 % sum M{投诉率}" },
	{ __LINE__, "投诉率控制在5%以内", "<= 5/100 % sum M{投诉率}" },
	{ __LINE__, "投诉率降至千分之五以下", "<= 5/1000 % sum M{投诉率}" },
	/* soft */
	{ __LINE__, "处置率力争超过50%", "> 50/100 % sum soft M{处置率}" },
	{ __LINE__, "力争处置率达到八成", ">= 80/100 % sum soft M{处置率}" },
	/* amounts as they are written */
	{ __LINE__, "处置率不低于８０％", ">= 80/100 % sum M{处置率}" },
	{ __LINE__, "处置率不低于 80 %", ">= 80/100 % sum M{处置率}" },
	{ __LINE__, "处置率不低于99.5％", ">= 995/1000 % sum M{处置率}" },
	{ __LINE__, "处置率达到百分之八十以上", ">= 80/100 % sum M{处置率}" },
	{ __LINE__, "处置率达到百分之九十八点五", ">= 985/1000 % sum M{处置率}" },
	{ __LINE__, "处置率达到百分之百", ">= 100/100 % sum M{处置率}" },
	{ __LINE__, "处置率达八成五以上", ">= 85/100 % sum M{处置率}" },
	{ __LINE__, "处置率达三分之二以上", ">= 2/3 % sum M{处置率}" },
	{ __LINE__, "处置率达1/10以上", ">= 1/10 % sum M{处置率}" },
	{ __LINE__, "处置面超过半数", "> 1/2 % sum M{处置面}" },
	/* counts */
	{ __LINE__, "培训不少于3次", ">= 3 次 sum M{培训}" },
	{ __LINE__, "至少培训三次", "" },
	{ __LINE__, "至少开展三次培训", ">= 3 次 sum M{培训}" },
	{ __LINE__, "入库企业达到1,200户", ">= 1200 户 sum M{入库企业}" },
	{ __LINE__, "归集信息1.5万条以上", ">= 15000 条 sum M{归集信息}" },
	{ __LINE__, "投资3亿元以上", ">= 3 亿元 sum M{投资}" },
	{ __LINE__, "投资1.5亿元以上", ">= 15000 万元 sum M{投资}" },
	{ __LINE__, "投资1.5万元以上", ">= 15000 元 sum M{投资}" },
	{ __LINE__, "投诉不超过20件", "<= 20 件 sum M{投诉}" },
	{ __LINE__, "至少10个", ">= 10 个 sum" },
	/* who, of what, without what */
	{ __LINE__, "各科室上报的案例数不低于本科室上报的线索数的10%", ">= 10/100 % each M{案例数} B{线索数}" },
	{ __LINE__, "各县（市）区报送的地方名录数量不低于按省级标准认定数量的10%",
	  ">= 10/100 % each M{地方名录数量} B{按省级标准认定数量}" },
	{ __LINE__, "各牵头科室至少建成一个便民窗口并形成做法", ">= 1 个 each M{便民窗口}" },
	{ __LINE__, "每个单位至少报送2例典型案例", ">= 2 例 each M{典型案例}" },
	{ __LINE__, "欠费用户（已销户、停机的除外）在网上作出承诺或缴清的比例超过50%",
	  "> 50/100 % sum M{在网上作出承诺或缴清} B{欠费用户} X{已销户、停机的}" },
	{ __LINE__, "欠费用户中完成缴费的比例不低于三分之二", ">= 2/3 % sum M{完成缴费} B{欠费用户}" },
	{ __LINE__, "约谈人数占应约谈人数的比例达到1/2以上", ">= 1/2 % sum M{约谈人数} B{应约谈人数}" },
	{ __LINE__, "约谈人数占应约谈人数的10%以上", ">= 10/100 % sum M{约谈人数} B{应约谈人数}" },
	{ __LINE__, "达标户数不低于总户数的10%（剔除停业的）", ">= 10/100 % sum M{达标户数} B{总户数} X{停业的}" },
	{ __LINE__, "演出70％以上座位须公开发售", ">= 70/100 % sum M{座位须公开发售} B{座位}" },
	{ __LINE__, "由牵头单位汇总报送的处置率不低于80%", ">= 80/100 % joint M{由牵头单位汇总报送的处置率}" },
	/* several in a text, beside deadlines */
	{ __LINE__, "办结率、满意率均达到95%以上", ">= 95/100 % sum M{办结率} / >= 95/100 % sum M{满意率}" },
	{ __LINE__, "12月底前处置率达70%，次年6月底前达90%", ">= 70/100 % sum M{处置率} / >= 90/100 % sum M{处置率}" },
	{ __LINE__, "2019年6月30日前处置率达到80%", ">= 80/100 % sum M{处置率}" },
	{ __LINE__, "11月25日前，各科室清点台账，走访率不低于80%；长期推进", ">= 80/100 % sum M{走访率}" },
	{ __LINE__, "每月20日前报送不少于2篇信息", ">= 2 篇 sum M{信息}" },
	{ __LINE__, "培训3次以上，覆盖率不低于90%。", ">= 3 次 sum M{培训} / >= 90/100 % sum M{覆盖率}" },
	/* numbers that demand nothing */
	{ __LINE__, "", "" },
	{ __LINE__, "增长6.2%左右", "" },
	{ __LINE__, "3个工作日以内", "" },
	{ __LINE__, "两年以上", "" },
	{ __LINE__, "转账24小时后到账", "" },
	{ __LINE__, "县级以上部门", "" },
	{ __LINE__, "完成3项任务", "" },
	{ __LINE__, "实现全覆盖", "" },
	{ __LINE__, "报送案例10例", "" },
	{ __LINE__, "某发改〔2016〕365号", "" },
	{ __LINE__, "11月20日前", "" },
	{ __LINE__, "不低于去年", "" },
	{ __LINE__, "超过99999999999999999999个", "" },
};

static void check_reads(const char *text, int line, const char *want,
	void (*read)(struct arena *mem, struct str text, target_readings *to))
{
	struct arena mem = { 0 };
	target_readings r = { 0 };
	struct buf got = { 0 };
	read(&mem, str_of(text), &r);
	for (size_t k = 0; k < r.n; k++) {
		buf_puts(&got, k ? " / " : "");
		put_target(&got, &r.p[k]);
		CHECK_AT(line, r.p[k].text.n > 0 && r.p[k].text.p >= text && r.p[k].text.p + r.p[k].text.n <= text + strlen(text));
	}
	CHECK_STR_AT(line, buf_text(&got), want);
	buf_clear(&got);
	vec_clear(&r);
	arena_clear(&mem);
}

static void test_demands(void)
{
	for (size_t i = 0; i < CHECK_N(demands); i++)
		check_reads(demands[i].text, demands[i].line, demands[i].want, target_read);
}

static const struct { int line; const char *text, *want; } reported[] = {
	{ __LINE__, "按照统一格式报送银行不良贷款率", "0 % each M{银行不良贷款率}" },
	{ __LINE__, "按照统一格式报送奖励案例", "0 例 each M{奖励案例}" },
	{ __LINE__, "报送守信激励和失信惩戒案例", "0 例 each M{守信激励和失信惩戒案例}" },
	{ __LINE__, "报送贷款余额、不良贷款率", "0 each M{贷款余额} / 0 % each M{不良贷款率}" },
	{ __LINE__, "将上月不良贷款率报市信用办", "0 % each M{不良贷款率}" },
	{ __LINE__, "上报本单位办理件数", "0 件 each M{办理件数}" },
	{ __LINE__, "每月20日之前报送", "" },
	{ __LINE__, "报送工作方案", "" },
	{ __LINE__, "推动企业提交信用报告", "" },
	{ __LINE__, "各单位报送的案例", "" },
	{ __LINE__, "每个单位至少报送2例典型案例", "" },
	{ __LINE__, "", "" },
};

static void test_reported(void)
{
	for (size_t i = 0; i < CHECK_N(reported); i++)
		check_reads(reported[i].text, reported[i].line, reported[i].want, target_read_reported);
}

static void test_words(void)
{
	for (int k = CMP_NONE; k <= CMP_EQ; k++) {
		enum comparator back = CMP_EQ;
		CHECK(comparator_parse(str_of(comparator_word((enum comparator)k)), &back));
		CHECK_INT(back, k);
	}
	for (int k = SCOPE_EACH; k <= SCOPE_JOINT; k++) {
		enum scope back = SCOPE_EACH;
		CHECK(scope_parse(str_of(scope_word((enum scope)k)), &back));
		CHECK_INT(back, k);
	}
	enum comparator c;
	enum scope s;
	CHECK(!comparator_parse(STR_LIT("=>"), &c));
	CHECK(!scope_parse(STR_LIT("all"), &s));
}

/* Cut and broken at each byte, and long: nothing but an answer comes of it. */
static void test_hostile(void)
{
	static const char *const parts[] = { "超过", "的1", "超过的", "(", "1,", "百分之", "占", "报送", "、", "\xff" };
	for (size_t i = 0; i < CHECK_N(demands); i++) {
		size_t n = strlen(demands[i].text);
		for (size_t cut = 0; cut < n; cut++) {
			struct arena mem = { 0 };
			target_readings r = { 0 };
			char *broken = arena_strdup(&mem, demands[i].text);
			broken[cut] = (char)0xe4;
			target_read(&mem, (struct str){ demands[i].text, cut }, &r);
			target_read(&mem, str_of(broken), &r);
			target_read_reported(&mem, str_of(broken), &r);
			vec_clear(&r);
			arena_clear(&mem);
		}
	}
	for (size_t k = 0; k < CHECK_N(parts); k++) {
		struct arena mem = { 0 };
		target_readings r = { 0 };
		struct buf b = { 0 };
		while (b.n < 64 * 1024)
			buf_puts(&b, parts[k]);
		target_read(&mem, buf_str(&b), &r);
		target_read_reported(&mem, buf_str(&b), &r);
		CHECK_INT(r.n, 0);
		buf_clear(&b);
		vec_clear(&r);
		arena_clear(&mem);
	}
}

/* The real notice, a line at a time: six texts with a threshold (one of them in a merged cell), two rows that only report. */
static void test_notice(void)
{
	size_t len;
	char *text = check_read(check_notice(), &len);
	struct str rest = { text, len }, line;
	struct arena mem = { 0 };
	target_readings r = { 0 };
	int strict = 0, soft = 0, each = 0, excluding = 0;
	while (str_cut(&rest, '\n', &line))
		target_read(&mem, line, &r);
	for (size_t i = 0; i < r.n; i++) {
		strict += r.p[i].comparator == CMP_GT;
		soft += r.p[i].soft;
		each += r.p[i].scope == SCOPE_EACH;
		excluding += r.p[i].excluded.n > 0;
	}
	CHECK_INT(r.n, 6);
	CHECK_INT(strict, 1);
	CHECK_INT(soft, 1);
	CHECK_INT(each, 3);
	CHECK_INT(excluding, 1);
	vec_clear(&r);
	arena_clear(&mem);
	free(text);
}

static const struct check_test tests[] = {
	CHECK_TEST(test_notice), CHECK_TEST(test_demands), CHECK_TEST(test_reported), CHECK_TEST(test_words), CHECK_TEST(test_hostile),
};

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}

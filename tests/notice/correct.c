/* A corrected notice: what is which, what is written, and that what was reported stays. */
#include "base/clock.h"
#include "base/fold.h"
#include "model/ledger.h"
#include "model/verb.h"
#include "model/view.h"
#include "notice/alike.h"
#include "notice/commit.h"
#include "notice/diff.h"
#include "notice/earlier.h"
#include "store/rows.h"
#include "tests/notice/read.h"

static struct clock clock_now;
static struct id_maker id_maker;

struct office {
	struct ledger *l;
	struct draft *d;
	struct earlier *e;
	struct arena mem;
};

static void office_open(struct office *o, const char *name)
{
	struct notice_options options = read_options(NULL);
	struct ledger_options lo = { .path = check_path(name), .create = true, .region = "", .share_dir = options.share_dir,
		.by = "jia", .clock = &clock_now, .ids = &id_maker };
	struct err err = { 0 };

	*o = (struct office){ 0 };
	CHECK(clock_init(&clock_now, "Asia/Shanghai", &err));
	CHECK(clock_set(&clock_now, STR_LIT("2021-06-16"), true, &err));
	id_maker = (struct id_maker){ .seeded = true, .seed = 7 };
	o->l = ledger_open(&lo, &err);
	if (!o->l)
		CHECK_FAIL("no ledger: %s", err.text);
}

static void office_forget(struct office *o)
{
	draft_free(o->d);
	earlier_free(o->e);
	o->d = NULL;
	o->e = NULL;
}

static void office_close(struct office *o)
{
	struct arena mem = { 0 };
	sentences found = { 0 };
	struct err err = { 0 };

	CHECK(ledger_check(o->l, &mem, &found, &err));
	if (found.n)
		CHECK_FAIL("%s", found.p[0]);
	vec_clear(&found);
	arena_clear(&mem);
	office_forget(o);
	arena_clear(&o->mem);
	ledger_close(o->l);
}

/* The fixture with each "old" put as "new", pairs ended by NULL. */
static char *edited(const char *const *edits)
{
	char *text = check_read(check_fixture("notice-bridges.txt"), NULL);

	for (; edits && *edits; edits += 2) {
		const char *at = strstr(text, edits[0]);
		struct buf to = { 0 };

		if (!at) {
			CHECK_FAIL("not in the fixture: %s", edits[0]);
			break;
		}
		buf_add(&to, text, (size_t)(at - text));
		buf_puts(&to, edits[1]);
		buf_puts(&to, at + strlen(edits[0]));
		free(text);
		text = buf_take(&to);
	}
	return text;
}

/* Reads the edited fixture and looks for the plan that it may be a correction of. */
static void office_read(struct office *o, const char *issued, const char *const *edits)
{
	struct err err = { 0 };
	char *text = edited(edits);

	office_forget(o);
	o->d = read_until(text, issued, NULL);
	free(text);
	if (!earlier_find(o->d, o->l, &o->e, &err) || (o->e && !draft_compare(o->d, o->e, false, &err)))
		CHECK_FAIL("%s", err.text);
}

static bool office_write(struct office *o)
{
	struct outcome out;
	struct err err = { 0 };

	if (!draft_commit(o->d, o->l, o->e ? DATE_NONE : date_make(2021, 5, 12), &out, &err))
		CHECK_FAIL("not written: %s", err.text);
	clock_step(&clock_now, 1000);
	return out.changed;
}

static const char *office_differences(struct office *o)
{
	struct differences diff;
	struct buf text = { 0 };
	const char *kept;

	draft_differences(o->d, &diff);
	differences_text(&diff, &text);
	differences_clear(&diff);
	kept = arena_strdup(&o->mem, buf_text(&text));
	buf_clear(&text);
	return kept;
}

static int64_t item(struct office *o, const char *number)
{
	return item_by_number(o->l->db, 0, str_of(number));
}

static int64_t unit(struct office *o, const char *name)
{
	unit_rows units = { 0 };
	struct err err = { 0 };
	int64_t key = 0;

	CHECK(units_read(o->l->db, &o->mem, &units, &err));
	for (size_t i = 0; i < units.n; i++)
		if (strcmp(units.p[i].name, name) == 0)
			key = units.p[i].key;
	vec_clear(&units);
	return key;
}

static bool find_duty(struct office *o, const char *number, const char *name, struct duty_state *d)
{
	struct err err = { 0 };
	int64_t key = unit(o, name);

	return key && view_find_duty(o->l, item(o, number), key, DATE_NONE, d, &err);
}

static void act(struct office *o, const char *verb, const char *number, const char *name, const struct amount *amount)
{
	struct duty_state d;
	struct outcome out;
	struct err err = { 0 };
	struct verb_call call = { .duties = &d, .n = 1, .amounts = amount, .n_amounts = amount ? 1 : 0, .text = "x", .on = DATE_NONE,
		.promised = DATE_NONE };

	CHECK(find_duty(o, number, name, &d));
	if (!verb_run(o->l, verb_find(verb), &call, &out, &err))
		CHECK_FAIL("%s %s %s: %s", verb, number, name, err.text);
	clock_step(&clock_now, 1000);
}

static int64_t sizes_changes(struct office *o, struct db_sizes *sizes)
{
	struct err err = { 0 };

	CHECK(db_sizes(o->l->db, sizes, &err));
	return sizes->changes;
}

/* Another day, a lead less and one more: reports and signatures stay, and only the differences are written. */
static void test_dates_and_units(void)
{
	static const char *const edits[] = { "市档案馆\n\t6月20日前", "市档案馆\n\t6月25日前", "市交通局、市住建局", "市交通局、市水务局", NULL };
	struct office o;
	struct duty_state d;
	struct db_sizes before, after;
	struct outcome out;
	struct err err = { 0 };

	office_open(&o, "dates.db");
	office_read(&o, "2021-05-10", NULL);
	CHECK(!o.e && office_write(&o));
	act(&o, "report", "1", "市交通局", NULL);
	act(&o, "sign", "2", "市交通局", NULL);
	act(&o, "close", "5", "市公安局", NULL);
	office_read(&o, "2021-05-10", edits);
	CHECK(draft_corrects(o.d));
	CHECK_INT(read_questions(o.d, Q_PLAN), 1);
	CHECK_STR(office_differences(&o), "~ 1 全市桥梁技术档案\n    deadline: 6月20日前 (2021-06-20) -> 6月25日前 (2021-06-25)\n"
		"~ 2 完成危桥加固的比例不低于60%\n    lead: + 市水务局\n    lead: - 市住建局\n");
	sizes_changes(&o, &before);
	CHECK(office_write(&o));
	CHECK_INT(sizes_changes(&o, &after), before.changes + 1);
	CHECK_INT(after.plans, 1);
	CHECK_INT(after.items, before.items);
	CHECK_INT(after.units, before.units + 1);
	CHECK(find_duty(&o, "1", "市交通局", &d));
	CHECK_INT(d.report, 'r');
	CHECK_INT(d.due, date_make(2021, 6, 25));
	CHECK(find_duty(&o, "2", "市水务局", &d) && !find_duty(&o, "2", "市住建局", &d));
	CHECK(find_duty(&o, "5", "市公安局", &d));
	CHECK_INT(d.state, 'c');
	/* the same again, and in another form: nothing new */
	office_read(&o, "2021-05-10", edits);
	CHECK_STR(office_differences(&o), "");
	CHECK(!office_write(&o));
	/* one undo */
	CHECK(undo_last(o.l, &out, &err));
	CHECK(find_duty(&o, "1", "市交通局", &d));
	CHECK_INT(d.due, date_make(2021, 6, 20));
	CHECK_INT(d.report, 'r');
	CHECK(find_duty(&o, "2", "市住建局", &d) && !find_duty(&o, "2", "市水务局", &d));
	/* and once more */
	clock_step(&clock_now, 1000);
	office_read(&o, "2021-05-10", edits);
	CHECK(office_write(&o));
	CHECK(find_duty(&o, "2", "市水务局", &d));
	office_close(&o);
}

/* A retitled item is the same one, a new one is new, one that is not there is kept unless it shall go. */
static void test_items(void)
{
	static const char *const edits[] = { "建立全市桥梁技术档案。", "建立健全全市桥梁、涵洞技术档案。",
		"	5\n	开展桥梁限高架排查\n	市公安局\n	市交通局\n	7月10日前完成\n",
		"	5\n	公布夜间施工许可清单\n	市住建局\n	市城管局\n	7月20日前完成\n", NULL };
	struct office o;
	struct duty_state d;
	struct item_row was, is;
	struct err err = { 0 };
	int64_t key;

	office_open(&o, "items.db");
	office_read(&o, "2021-05-10", NULL);
	office_write(&o);
	act(&o, "report", "1", "市交通局", NULL);
	key = item(&o, "1");
	CHECK(item_get(o.l->db, key, &o.mem, &was, &err));
	office_read(&o, "2021-05-10", edits);
	CHECK_INT(read_questions(o.d, Q_GONE), 1);
	CHECK_STR(office_differences(&o), "~ 1 全市桥梁、涵洞技术档案\n    title: 全市桥梁技术档案 -> 全市桥梁、涵洞技术档案\n"
		"    text: 建立全市桥梁技术档案。 -> 建立健全全市桥梁、涵洞技术档案。\n"
		"+ 5 公布夜间施工许可清单\n    lead: + 市住建局\n    responsible: + 市城管局\n    deadline: + 7月20日前完成 (2021-07-20)\n");
	read_answer(o.d, Q_GONE, 0, 1, NULL);
	CHECK(strstr(office_differences(&o), "- 5 桥梁限高架排查\n"));
	CHECK(office_write(&o));
	CHECK_INT(item(&o, "1"), key);
	CHECK(item_get(o.l->db, key, &o.mem, &is, &err));
	CHECK(id_eq(&was.id, &is.id));
	CHECK_STR(is.title, "全市桥梁、涵洞技术档案");
	CHECK(find_duty(&o, "1", "市交通局", &d));
	CHECK_INT(d.report, 'r');
	CHECK(find_duty(&o, "5", "市住建局", &d) && !find_duty(&o, "5", "市公安局", &d));
	/* What was answered is not asked again, and the next correction starts from this one. */
	office_read(&o, "2021-05-10", edits);
	CHECK_STR(office_differences(&o), "");
	office_close(&o);
}

/* Kept: the item stays as it was, with what was reported. */
static void test_kept(void)
{
	static const char *const edits[] = { "	5\n	开展桥梁限高架排查\n	市公安局\n	市交通局\n	7月10日前完成\n", "", NULL };
	struct office o;
	struct duty_state d;

	office_open(&o, "kept.db");
	office_read(&o, "2021-05-10", NULL);
	office_write(&o);
	act(&o, "report", "5", "市公安局", NULL);
	office_read(&o, "2021-05-10", edits);
	CHECK_INT(read_questions(o.d, Q_GONE), 1);
	CHECK_STR(office_differences(&o), "");
	CHECK(!office_write(&o));
	CHECK(find_duty(&o, "5", "市公安局", &d));
	CHECK_INT(d.report, 'r');
	office_close(&o);
}

/* A threshold, and the name of what is counted: what was reported of it stays. A measure that is done stays done. */
static void test_targets(void)
{
	static const char *const edits[] = { "完成危桥加固的比例不低于60%。", "完成危桥加固改造的比例不低于70%。",
		"堆放杂物、违规停车", "违规停车、占道摆摊", NULL };
	struct office o;
	struct duty_state d;
	struct err err = { 0 };
	target_rows was = { 0 }, is = { 0 };
	measure_rows measures = { 0 };
	struct value_row value;
	struct change *c;
	struct outcome out;
	struct amount amount;

	office_open(&o, "targets.db");
	office_read(&o, "2021-05-10", NULL);
	office_write(&o);
	CHECK(targets_read(o.l->db, item(&o, "2"), &o.mem, &was, &err));
	amount = (struct amount){ .figure = was.p[0].num_figure, .n = 4 };
	act(&o, "report", "2", "市交通局", &amount);
	CHECK(measures_read(o.l->db, item(&o, "4"), &o.mem, &measures, &err));
	CHECK_INT(measures.n, 4);
	c = ledger_begin(o.l, "measure", "", &err);
	CHECK(c != NULL);
	change_set(c, KIND_MEASURE, &measures.p[1].id, "state", V_TEXT("done"));
	change_set(c, KIND_MEASURE, &measures.p[0].id, "state", V_TEXT("done"));
	CHECK(ledger_commit(o.l, c, &out, &err));
	clock_step(&clock_now, 1000);
	office_read(&o, "2021-05-10", edits);
	CHECK_STR(office_differences(&o), "~ 2 完成危桥加固改造的比例不低于70%\n"
		"    title: 完成危桥加固的比例不低于60% -> 完成危桥加固改造的比例不低于70%\n"
		"    text: 完成危桥加固的比例不低于60%。 -> 完成危桥加固改造的比例不低于70%。\n"
		"    target: 完成危桥加固的比例不低于60% -> 完成危桥加固改造的比例不低于70%\n"
		"~ 4 组织桥下空间清理工作\n"
		"    text: 组织桥下空间清理工作，特别是堆放杂物、违规停车、私搭棚屋、乱拉电线等突出问题。 -> "
		"组织桥下空间清理工作，特别是违规停车、占道摆摊、私搭棚屋、乱拉电线等突出问题。\n"
		"    measure: + 占道摆摊\n    measure: - 堆放杂物\n");
	CHECK(office_write(&o));
	CHECK(targets_read(o.l->db, item(&o, "2"), &o.mem, &is, &err));
	CHECK_INT(is.n, 1);
	CHECK(id_eq(&is.p[0].id, &was.p[0].id));
	CHECK_INT(is.p[0].num, 70);
	CHECK_INT(is.p[0].num_figure, was.p[0].num_figure);
	CHECK(find_duty(&o, "2", "市交通局", &d));
	CHECK(value_get(o.l->db, is.p[0].num_figure, d.unit, "1", &value));
	CHECK_INT(value.reported, 4);
	measures.n = 0;
	CHECK(measures_read(o.l->db, item(&o, "4"), &o.mem, &measures, &err));
	CHECK_INT(measures.n, 4);
	CHECK_STR(measures.p[0].text, "违规停车");
	CHECK_STR(measures.p[0].state, "done");
	CHECK_STR(measures.p[1].state, "open");
	vec_clear(&was);
	vec_clear(&is);
	vec_clear(&measures);
	office_close(&o);
}

/* Nobody knew when it was issued: the dates come with the day, in the same text. */
static void test_issued_later(void)
{
	struct office o;
	struct duty_state d;
	struct err err = { 0 };

	office_open(&o, "issued.db");
	office_read(&o, NULL, NULL);
	office_write(&o);
	CHECK(find_duty(&o, "1", "市交通局", &d));
	CHECK_INT(d.due, DATE_NONE);
	act(&o, "report", "1", "市交通局", NULL);
	office_read(&o, "2021-05-10", NULL);
	CHECK(draft_corrects(o.d));
	CHECK(strstr(office_differences(&o), "~ the notice itself\n    issued:  -> 2021-05-10\n"));
	CHECK(strstr(office_differences(&o), "    deadline: 6月20日前 -> 6月20日前 (2021-06-20)\n"));
	CHECK(office_write(&o));
	CHECK(find_duty(&o, "1", "市交通局", &d));
	CHECK_INT(d.due, date_make(2021, 6, 20));
	CHECK_INT(d.report, 'r');
	/* A correction without the day is counted from the plan's. */
	office_read(&o, NULL, (const char *const[]){ "6月30日前完成", "6月28日前完成", NULL });
	CHECK_STR(office_differences(&o), "~ 4 组织桥下空间清理工作\n    deadline: 6月30日前完成 (2021-06-30) -> 6月28日前完成 (2021-06-28)\n");
	(void)err;
	office_close(&o);
}

/* Answers of the first reading hold, on lines that have moved too; a notice of its own does without them. */
static void test_answers(void)
{
	static const char *const edits[] = { "市桥梁养护攻坚任务分工表\n", "市桥梁养护攻坚任务分工表\n\n\n", NULL };
	struct office o;
	struct outcome out;
	struct err err = { 0 };
	int q;

	office_open(&o, "answers.db");
	office_read(&o, "2021-05-10", NULL);
	read_answer(o.d, Q_REGION, 0, -1, "平湖市");
	read_answer(o.d, Q_MEASURES, 0, 1, NULL);
	office_write(&o);
	office_read(&o, "2021-05-10", edits);
	CHECK_STR(read_text(o.d->plan.region), "平湖市");
	CHECK_INT(read_item(o.d, "4")->measures.n, 0);
	q = read_question(o.d, Q_REGION, 0);
	CHECK(q >= 0 && o.d->questions.p[q].answered && !o.d->questions.p[q].proposed);
	CHECK_STR(office_differences(&o), "");
	q = read_question(o.d, Q_PLAN, 0);
	CHECK(q >= 0 && !o.d->questions.p[q].answered);
	CHECK(draft_answer(o.d, (size_t)q, 1, NULL, &err));
	CHECK(!draft_corrects(o.d));
	CHECK_INT(read_item(o.d, "4")->measures.n, 4);
	/* the same cells are the same plan, whatever is said */
	CHECK(draft_commit(o.d, o.l, DATE_NONE, &out, &err));
	CHECK(!out.changed);
	office_close(&o);
}

static void test_not_alike(void)
{
	static const char *const edits[] = { "建立全市桥梁技术档案", "一", "完成危桥加固的比例", "二", "按照统一格式报送桥面巡查次数", "三",
		"组织桥下空间清理工作", "四", "开展桥梁限高架排查", "五", NULL };
	struct office o;

	office_open(&o, "other.db");
	office_read(&o, "2021-05-10", NULL);
	office_write(&o);
	office_read(&o, "2021-05-10", edits);
	CHECK(!o.e);
	office_close(&o);
}

static void test_alike(void)
{
	static const struct { int line; const char *a, *b; int least, most; } cases[] = {
		{ __LINE__, "", "", 100, 100 },
		{ __LINE__, "桥", "桥", 100, 100 },
		{ __LINE__, "桥", "路", 0, 0 },
		{ __LINE__, "桥梁档案", "桥梁档案馆", 80, 90 },
		{ __LINE__, "建立桥梁档案", "公布施工清单", 0, 0 },
	};

	for (size_t i = 0; i < CHECK_N(cases); i++) {
		int n = text_alike(str_of(cases[i].a), str_of(cases[i].b));

		CHECK_AT(cases[i].line, n >= cases[i].least && n <= cases[i].most);
	}
}

/* Long texts are shown where they differ. */
static void test_cut(void)
{
	struct arena mem = { 0 };
	struct buf long_text = { 0 };
	struct str old, new;

	for (int i = 0; i < 10; i++)
		buf_puts(&long_text, "一二三四五六七八九十");
	buf_puts(&long_text, "甲");
	old = str_of(arena_strdup(&mem, buf_text(&long_text)));
	buf_puts(&long_text, "乙丙");
	new = buf_str(&long_text);
	difference_cut(&mem, &old, &new);
	CHECK_STR(old.p, "~四五六七八九十甲");
	CHECK_STR(new.p, "~四五六七八九十甲乙丙");
	buf_clear(&long_text);
	arena_clear(&mem);
}

static const struct check_test tests[] = {
	CHECK_TEST(test_dates_and_units),
	CHECK_TEST(test_items),
	CHECK_TEST(test_kept),
	CHECK_TEST(test_targets),
	CHECK_TEST(test_issued_later),
	CHECK_TEST(test_answers),
	CHECK_TEST(test_not_alike),
	CHECK_TEST(test_alike),
	CHECK_TEST(test_cut),
};

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}

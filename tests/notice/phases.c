/* 12月底前达70%，次年6月底前达90%: two dates, two demands, each of its date; from the words to the duty that is judged. */
#include "base/clock.h"
#include "model/figure.h"
#include "model/target.h"
#include "model/verb.h"
#include "model/view.h"
#include "notice/commit.h"
#include "tests/notice/read.h"

#define TABLE(deadline) \
	"市档案数字化任务分解表\n\n\t序号\n\t任务\n\t牵头单位\n\t时限\n\n\t1\n\t馆藏档案数字化\n\t市档案局、市城建局\n\t" deadline "\n"

/* "due metric num/den" of each target; "-" of all dates. */
static const struct { int line; const char *text, *targets; } wordings[] = {
	{ __LINE__, TABLE("数字化率12月底前达70%，次年6月底前达90%"), "2018-12-31 数字化率 70/100;2019-06-30 数字化率 90/100;" },
	{ __LINE__, TABLE("12月底前，数字化率达到70%以上；2019年6月底前，数字化率达到90%以上"), "2018-12-31 数字化率 70/100;2019-06-30 数字化率 90/100;" },
	{ __LINE__, TABLE("12月底前建成5个，次年6月底前建成20个以上"), "- 建成 20/0;" },
	{ __LINE__, TABLE("12月底前数字化率达70%；长期坚持"), "- 数字化率 70/100;" },
	{ __LINE__, TABLE("12月底前数字化率达70%、著录率达60%"), "- 数字化率 70/100;- 著录率 60/100;" },
	{ __LINE__, TABLE("12月底前数字化率达70%，差错率低于1%；次年6月底前完成验收"), "- 数字化率 70/100;- 差错率 1/100;" },
};

static void test_wordings(void)
{
	for (size_t i = 0; i < CHECK_N(wordings); i++) {
		struct draft *d = read_until(wordings[i].text, "2018-10-31", NULL);
		const struct draft_item *it = read_item(d, "1");
		struct buf got = { 0 };

		for (size_t k = 0; k < it->targets.n; k++) {
			const struct draft_target *t = &it->targets.p[k];
			char day[DATE_TEXT_SIZE] = "-";
			if (t->deadline != NO_DEADLINE)
				date_text(it->deadlines.p[t->deadline].reading.due, day);
			buf_printf(&got, "%s %.*s %lld/%lld;", day, STR_ARG(t->reading.metric), (long long)t->reading.num, (long long)t->reading.den);
		}
		CHECK_STR_AT(wordings[i].line, buf_text(&got), wordings[i].targets);
		CHECK_INT_AT(wordings[i].line, read_questions(d, Q_FIGURE), 0);
		buf_clear(&got);
		draft_free(d);
	}
}

static struct clock clock_now;
static struct id_maker ids;

static struct ledger *open_ledger(const char *name)
{
	struct notice_options o = read_options(NULL);
	struct ledger_options lo = { .path = check_path(name), .create = true, .region = "", .share_dir = o.share_dir, .by = "jia", .clock = &clock_now,
		.ids = &ids };
	struct err err = { 0 };

	CHECK(clock_init(&clock_now, "Asia/Shanghai", &err) && clock_set(&clock_now, STR_LIT("2019-07-02"), true, &err));
	ids = (struct id_maker){ .seeded = true, .seed = 7 };
	struct ledger *l = ledger_open(&lo, &err);
	if (!l)
		CHECK_FAIL("no ledger: %s", err.text);
	return l;
}

/* The figures that a unit's duty by a date asks for, reported as done and of; what the duty is then. */
static struct duty_state report(struct ledger *l, int64_t item, int64_t unit, date due, int64_t done, int64_t of)
{
	struct arena mem = { 0 };
	struct err err = { 0 };
	struct outcome out;
	struct duty_state d;
	figure_fields fields = { 0 };

	CHECK(view_find_duty(l, item, unit, due, &d, &err));
	CHECK(figure_fields_read(l, &d, &mem, &fields, &err));
	CHECK_INT(fields.n, 2);
	struct amount amounts[] = { { fields.p[0].figure.key, done }, { fields.p[1].figure.key, of } };
	struct verb_call call = { .duties = &d, .n = 1, .amounts = amounts, .n_amounts = 2, .on = DATE_NONE, .promised = DATE_NONE };
	if (!verb_run(l, verb_find("report"), &call, &out, &err))
		CHECK_FAIL("not reported: %s", err.text);
	CHECK(view_find_duty(l, item, unit, due, &d, &err));
	vec_clear(&fields);
	arena_clear(&mem);
	return d;
}

/* Each phase is judged by its own demand on its own figures: falling back later does not undo what was met. */
static void test_judged(void)
{
	struct ledger *l = open_ledger("phases.db");
	struct draft *d = read_until(wordings[0].text, "2018-10-31", NULL);
	struct arena mem = { 0 };
	struct err err = { 0 };
	struct outcome out;
	target_rows targets = { 0 };
	keys leads = { 0 };
	date first = date_make(2018, 12, 31), second = date_make(2019, 6, 30);
	int64_t item;

	CHECK(draft_commit(d, l, d->plan.issued, &out, &err));
	item = item_by_number(l->db, 0, STR_LIT("1"));
	CHECK(targets_read(l->db, item, &mem, &targets, &err) && leads_read(l->db, item, &leads, &err));
	CHECK_INT(targets.n, 2);
	CHECK(targets.p[0].deadline && targets.p[1].deadline && targets.p[0].deadline != targets.p[1].deadline);
	struct duty_state a = report(l, item, leads.p[0], first, 75, 100), b = report(l, item, leads.p[1], first, 65, 100);
	CHECK_INT(a.met, MET_UNKNOWN);      /* the sum over both is judged once both are in */
	CHECK(view_find_duty(l, item, leads.p[0], first, &a, &err));
	CHECK_INT(a.met, MET_YES);
	CHECK_INT(b.met, MET_YES);
	struct duty_state later = report(l, item, leads.p[0], second, 60, 100);
	CHECK_INT(later.met, MET_UNKNOWN);
	later = report(l, item, leads.p[1], second, 95, 100);
	CHECK_INT(later.met, MET_NO);
	CHECK(view_find_duty(l, item, leads.p[0], first, &a, &err));
	CHECK_INT(a.met, MET_YES);
	struct target_line line;
	CHECK(target_line_item(l, &targets.p[0], item, &mem, &line, &err));
	CHECK_STR(target_line_text(&line, &mem), "2018-12-31 >= 70%  140/200 = 70.0%  met");
	CHECK(target_line_item(l, &targets.p[1], item, &mem, &line, &err));
	CHECK_STR(target_line_text(&line, &mem), "2019-06-30 >= 90%  155/200 = 77.5%  25 more meet it");
	sentences found = { 0 };
	CHECK(ledger_check(l, &mem, &found, &err) && found.n == 0);
	vec_clear(&found);
	vec_clear(&leads);
	vec_clear(&targets);
	arena_clear(&mem);
	draft_free(d);
	ledger_close(l);
}

static const struct check_test tests[] = { CHECK_TEST(test_wordings), CHECK_TEST(test_judged) };

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}

/* Rows of a filtered list: they show the day and the light of the duties that they are listed for. */
#include "model/filter.h"

#include "model/light.h"
#include "model/view.h"
#include "tests/lib/check.h"
#include "tests/lib/town.h"

static struct arena mem;

/* 11-21, a Wednesday: of item 2 市法院 and 市税务局 are in, 市质监局 was granted 12-05, 市信息中心 is
 * silent; of item 6 市法院 is in, and 市税务局's was returned; November's of item 8 is in. */
static void town_mixed(struct town *t, const char *name)
{
	town_open(t, name, "2018-11-16");
	town_do(t, "report", "2", "法院", "主体总数=22 剔除=2 做到=12", NULL, NULL);
	town_do(t, "report", "2", "税务局", "主体总数=41 剔除=1 做到=30", NULL, NULL);
	town_do(t, "report", "6", "法院", "案例=2 名单=20", NULL, NULL);
	town_do(t, "report", "6", "税务局", "案例=9 名单=31", NULL, NULL);
	town_do(t, "return", "6", "税务局", NULL, "名单不全", NULL);
	town_do(t, "report", "8", "银监局", "不良率=1.87", NULL, NULL);
	struct duty_state asks = town_duty(t, "2", "质监局");
	struct verb_call call = { .duties = &asks, .n = 1, .promised = town_day("2018-12-05"), .text = "核对" };
	struct outcome out;
	struct err err = { 0 };
	CHECK(verb_run(t->l, verb_find("extend"), &call, &out, &err));
	call = (struct verb_call){ .duties = &asks, .n = 1 };
	CHECK(verb_run(t->l, verb_find("grant"), &call, &out, &err));
	town_reopen(t, "2018-11-21");
}

static const struct {
	int line;
	const char *filter, *number, *unit, *light, *due;
	int owed, in, left;
	const char *reason;      /* NULL: all of its duties fit, or nothing is said of them */
} rows[] = {
	/* without a filter: the oldest day that somebody is silent about, the worst light */
	{ __LINE__, "", "2", "", "red", "2018-11-20", 4, 2, -1, NULL },
	{ __LINE__, "text:失信", "2", "", "red", "2018-11-20", 4, 2, -1, NULL },
	/* a light alone is that of the row */
	{ __LINE__, "light:red", "2", "", "red", "2018-11-20", 4, 2, -1, NULL },
	{ __LINE__, "light:red kind:task", "2", "", "red", "2018-11-20", 4, 2, -1, NULL },
	/* of one duty: its day, its light, and what that day's counts are */
	{ __LINE__, "due:>11-20", "2", "", "unknown", "2018-12-05", 4, 2, 10, "?: 市质监局 12-05 is 10 working days ahead, first due 11-20, extended 1 time, not reported; no contact on file" },
	{ __LINE__, "due:>11-20 called:none", "2", "", "unknown", "2018-12-05", 4, 2, 10,
	  "?: 市质监局 12-05 is 10 working days ahead, first due 11-20, extended 1 time, not reported; no contact on file" },
	{ __LINE__, "light:green status:reported", "2", "", "green", "2018-11-20", 4, 2, 0,
	  "G: all 2 reports are in, 2 not reviewed yet" },
	{ __LINE__, "light:unknown status:unreported", "2", "", "unknown", "2018-12-05", 4, 2, 10,
	  "?: 市质监局 12-05 is 10 working days ahead, first due 11-20, extended 1 time, not reported; no contact on file" },
	{ __LINE__, "status:overdue", "2", "", "red", "2018-11-20", 4, 2, -1,
	  "R: 市信息中心 11-20 passed 1 working day ago, not reported; no contact on file" },
	{ __LINE__, "unit:信息中心,质监局", "2", "", "red", "2018-11-20", 4, 2, -1,
	  "R: 市信息中心 11-20 passed 1 working day ago, not reported; no contact on file" },
	{ __LINE__, "status:unreported", "6", "", "red", "2018-11-20", 3, 1, -1,
	  "R: 11-20 passed 1 working day ago, of 2 reports 2 are missing: 市税务局 市质监局" },
	{ __LINE__, "status:returned OR due:2019", "6", "", "red", "2018-11-20", 3, 1, -1,
	  "R: 市税务局 11-20 passed 1 working day ago, returned on 11-16: 名单不全; no contact on file" },
	/* the next period of a monthly one */
	{ __LINE__, "due:2018-12", "8", "", "unknown", "2018-12-20", 1, 0, 21, "?: 市银监局 begins on 12-01, due on 12-20" },
	{ __LINE__, "due:2018-11", "8", "", "green", "2018-11-20", 1, 1, 0, "G: 市银监局 reported on 11-16, not reviewed yet" },
	/* of the chosen unit that duty which fits */
	{ __LINE__, "unit:银监局 due:2018-12", "8", "银监局", "unknown", "2018-12-20", 1, 0, 21, NULL },
	{ __LINE__, "unit:银监局 due:2018-11", "8", "银监局", "green", "2018-11-20", 1, 1, 0, NULL },
	{ __LINE__, "unit:银监局 status:reported", "8", "银监局", "green", "2018-11-20", 1, 1, 0, NULL },
	{ __LINE__, "unit:质监局", "2", "质监局", "unknown", "2018-12-05", 1, 0, 10, NULL },
};

static void test_rows(void)
{
	struct town t;

	town_mixed(&t, "rows.db");
	for (size_t i = 0; i < CHECK_N(rows); i++) {
		int at = rows[i].line;
		struct item_line line;
		struct filter f = { 0 };
		struct err err = { 0 };
		char day[DATE_TEXT_SIZE];
		size_t wrong;
		bool listed = false;
		keys shown = { 0 };

		if (!filter_read(t.l, str_of(rows[i].filter), LIST_TASKS, &f, &wrong, &err)) {
			CHECK_FAIL_AT(at, "%s", err.text);
			continue;
		}
		struct query q = { .of = LIST_TASKS, .plan = t.plan, .where = f.cond,
				   .due = DATE_NONE, .today = ledger_today(t.l) };
		int64_t item = town_item(&t, rows[i].number),
			unit = *rows[i].unit ? town_unit(&t, rows[i].unit) : 0;
		CHECK(filter_list(t.l, LIST_TASKS, t.plan, f.cond, &shown, &err));
		for (size_t k = 0; k < shown.n; k++)
			listed |= shown.p[k] == item;
		if (!listed)
			CHECK_FAIL_AT(at, "not listed: %s", rows[i].filter);
		CHECK(view_item_of(t.l, item, unit, &q, &mem, &line, &err));
		CHECK_STR_AT(at, light_name(line.light), rows[i].light);
		CHECK_STR_AT(at, date_text(line.due, day), rows[i].due);
		CHECK_INT_AT(at, line.owed, rows[i].owed);
		CHECK_INT_AT(at, line.in, rows[i].in);
		CHECK_INT_AT(at, line.left, rows[i].left);
		if (rows[i].reason && line.n_fits)
			CHECK_STR_AT(at, light_reason_fits(t.l, line.fits, line.n_fits, &mem),
				     rows[i].reason);
		if ((rows[i].reason != NULL) != (line.n_fits > 0))
			CHECK_FAIL_AT(at, "%zu fit", line.n_fits);
		vec_clear(&shown);
		filter_clear(&f);
		arena_clear(&mem);
	}
	town_close(&t);
}

/* Sorted by what the rows show. */
static void test_sorted(void)
{
	static const struct { int line; const char *filter; enum list_sort sort; const char *want; } cases[] = {
		{ __LINE__, "due:>11-20", SORT_DUE, "2 2018-12-05 8 2018-12-20" },
		{ __LINE__, "status:unreported", SORT_DUE, "1 2018-11-20 2 2018-11-20 6 2018-11-20" },
		{ __LINE__, "status:reported", SORT_LEFT, "2 2018-11-20 6 2018-11-20 8 2018-11-20" },
		{ __LINE__, "unit:质监局,税务局,银监局 due:none,>11-10 -status:returned", SORT_LIGHT,
		  "6 2018-11-20 2 2018-12-05 8 2018-11-20" },
	};
	struct town t;

	town_mixed(&t, "sorted.db");
	for (size_t i = 0; i < CHECK_N(cases); i++) {
		struct filter f = { 0 };
		struct list list = { 0 };
		struct buf b = { 0 };
		struct err err = { 0 };
		size_t wrong;

		CHECK(filter_read(t.l, str_of(cases[i].filter), LIST_TASKS, &f, &wrong, &err));
		struct query q = { .of = LIST_TASKS, .plan = t.plan, .where = f.cond, .due = DATE_NONE,
				   .sort = cases[i].sort, .today = ledger_today(t.l) };
		list_start(&list, &q);
		CHECK(list_need(t.l->db, &list, SIZE_MAX, &err));
		for (size_t k = 0; k < list.keys.n; k++) {
			struct item_line line;
			char day[DATE_TEXT_SIZE];

			CHECK(view_item_of(t.l, list.keys.p[k], 0, &q, &mem, &line, &err));
			buf_printf(&b, "%s%s %s", k ? " " : "", line.item.number, date_text(line.due, day));
		}
		CHECK_STR_AT(cases[i].line, buf_text(&b), cases[i].want);
		buf_clear(&b);
		list_clear(&list);
		filter_clear(&f);
		arena_clear(&mem);
	}
	town_close(&t);
}

static const struct check_test tests[] = { CHECK_TEST(test_rows), CHECK_TEST(test_sorted) };

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}

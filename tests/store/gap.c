/* What is missing in the invented city, and what is no gap. */
#include "model/gap.h"

#include <locale.h>
#include <stdio.h>

#include "model/verb.h"
#include "tests/lib/check.h"
#include "tests/lib/town.h"

/* "owner:附-9 members:各成员单位 ...", those of one kind or (GAPS) all. */
static const char *gaps_text(struct town *t, enum gap_kind only, struct arena *mem)
{
	gaps list = { 0 };
	struct buf text = { 0 };
	struct err err = { 0 };

	CHECK(gaps_read(t->l, 0, mem, &list, &err));
	for (size_t i = 0; i < list.n; i++) {
		const struct gap *g = &list.p[i];

		CHECK(*g->missing && strstr(gap_todo(g->kind, "HOW", mem), g->kind == GAP_CALENDAR ? "" : "HOW") && *g->what);
		CHECK(i == 0 || list.p[i - 1].kind <= g->kind);
		if (only == GAPS || g->kind == only)
			buf_printf(&text, "%s%s", text.n ? " " : "", *g->number ? g->number : g->what);
	}
	vec_clear(&list);
	const char *kept = arena_strdup(mem, buf_text(&text));

	buf_clear(&text);
	return kept;
}

static void test_kinds(void)
{
	struct town t;
	struct arena mem = { 0 };

	town_open(&t, "gaps.db", "2018-11-21");
	CHECK_STR(gaps_text(&t, GAP_LEAD, &mem), "");                    /* 10 is a group: its items are led */
	CHECK_STR(gaps_text(&t, GAP_OWNER, &mem), "附-9");
	CHECK_STR(gaps_text(&t, GAP_DEADLINE, &mem), "");               /* nobody owes 附-9: who leads it is asked first */
	CHECK_STR(gaps_text(&t, GAP_DENOMINATOR, &mem), "2 6 10.2");
	CHECK_STR(gaps_text(&t, GAP_MEMBERS, &mem), "各成员单位");
	CHECK(strstr(gaps_text(&t, GAP_CONTACT, &mem), "市质监局") != NULL);
	CHECK(strstr(gaps_text(&t, GAP_CONTACT, &mem), "各成员单位") == NULL);   /* it owes nothing */
	arena_clear(&mem);
	town_close(&t);
}

/* The days off of 2018 and 2019 are known; of 2035 they are not. */
static void test_years(void)
{
	struct town t;
	struct arena mem = { 0 };

	town_open(&t, "years.db", "2018-11-21");
	CHECK_STR(gaps_text(&t, GAP_CALENDAR, &mem), "");
	town_reopen(&t, "2035-11-21");
	const char *then = gaps_text(&t, GAP_CALENDAR, &mem);

	CHECK(strstr(then, "2034 2035 2036") != NULL && strstr(then, "2018") == NULL && strstr(then, "2037") == NULL);
	town_close(&t);
	arena_clear(&mem);
}

static const struct check_test tests[] = { CHECK_TEST(test_kinds), CHECK_TEST(test_years) };

int main(void)
{
	setlocale(LC_ALL, "");
	return check_main(tests, CHECK_N(tests));
}

/* Contacts out as a list, and back in as one change: twice is once, what is doubtful is refused by its line. */
#include "model/contact_list.h"

#include <string.h>

#include "model/verb.h"

#include "tests/lib/check.h"
#include "tests/lib/town.h"

static struct arena mem;

/* "2 1 3": added, changed, same; or the refusal. */
static const char *take(struct town *t, const char *text)
{
	struct contact_plan p = { .same = 0 };
	struct outcome out;
	struct err err = { 0 };
	csv_rows rows = { 0 };
	size_t added = 0;
	char line[512];
	const char *said;

	if (csv_read(str_of(text), "list.csv", &mem, &rows, &err) && contact_plan_read(t->l, &rows, "list.csv", &mem, &p, &err) &&
	    (p.changes.n == 0 || contact_plan_write(t->l, &p, &out, &err))) {
		for (size_t i = 0; i < p.changes.n; i++)
			added += p.changes.p[i].is_new;
		said = arena_printf(&mem, "%zu %zu %d", added, p.changes.n - added, p.same);
	} else {
		err_line(&err, line, sizeof line);
		said = arena_strdup(&mem, line);
	}
	vec_clear(&p.changes);
	vec_clear(&rows);
	return said;
}

static const char *listed(struct town *t)
{
	contacts_out list = { 0 };
	struct err err = { 0 };
	struct buf b = { 0 };

	CHECK(contact_list_read(t->l, &mem, &list, &err));
	for (size_t i = 0; i < list.n; i++)
		buf_printf(&b, "%s%s,%s,%s,%s", i ? ";" : "", list.p[i].unit.name, list.p[i].name, list.p[i].phone, list.p[i].note);
	const char *text = arena_strdup(&mem, buf_text(&b));
	buf_clear(&b);
	vec_clear(&list);
	return text;
}

static void test_round(void)
{
	struct town t;
	struct outcome out;
	struct err err = { 0 };

	town_open(&t, "round.db", "2018-11-21");
	/* Who owes and has nobody is a row to fill in. */
	CHECK_STR(listed(&t), "市信息中心,,,;市法院,,,;市税务局,,,;市质监局,,,;市银监局,,,");
	CHECK_STR(take(&t, "单位,联络员,电话,备注\n市法院,丁,2203344,\n质监局,乙,0391-2225566,办公室\n市银监局,,,\n"), "2 0 0");
	CHECK_STR(listed(&t), "市信息中心,,,;市法院,丁,2203344,;市税务局,,,;市质监局,乙,0391-2225566,办公室;市银监局,,,");
	/* Twice is once, also where the digits are full-width. */
	CHECK_STR(take(&t, "单位,联络员,电话,备注\n市法院,丁,２２０３３４４,\n质监局,乙,０３９１－2225566,办公室\n"), "0 0 2");
	/* Columns in another order, without a note: the note stays. */
	CHECK_STR(take(&t, "电话,姓名,单位\n2225567,乙,市质监局\n2861200,丙,市质监局\n"), "1 1 0");
	CHECK(strstr(listed(&t), "市质监局,乙,2225567,办公室;市质监局,丙,2861200,"));
	/* Without heads: in the order of the list. */
	CHECK_STR(take(&t, "市银监局\t己\t2250011\n"), "1 0 0");
	CHECK(undo_last(t.l, &out, &err));
	CHECK(strstr(listed(&t), "市银监局,,,"));
	town_check(&t);
	town_close(&t);
}

static void test_refused(void)
{
	static const struct { int line; const char *text, *said; } cases[] = {
		{ __LINE__, "单位,联络员,电话\n市法院,丁,2203344\n水利局,巳,1\n", "list.csv:3: no unit is called 水利局" },
		{ __LINE__, "单位,联络员,电话\n市法院,丁,无\n", "list.csv:2: a telephone number has digits: 无" },
		{ __LINE__, "单位,联络员,电话\n市法院,丁,\n", "list.csv:2: 市法院 丁: a telephone number is missing, or a note that says how to reach them" },
		{ __LINE__, "单位,联络员,电话\n市法院,,2203344\n", "list.csv:2: 市法院: a telephone number or a note without the name of who it is" },
		{ __LINE__, "单位,联络员,电话\n,丁,2203344\n", "list.csv:2: the unit is missing" },
		{ __LINE__, "单位,联络员,电话\n市法院,丁,1\n\n法院,丁,2\n", "list.csv:4: line 2 says another thing of 市法院 丁" },
	};
	struct town t;

	town_open(&t, "refused.db", "2018-11-21");
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		CHECK_STR_AT(cases[i].line, take(&t, cases[i].text), cases[i].said);
	/* Nothing of it is written. */
	CHECK(strstr(listed(&t), "市法院,,,"));
	/* The same line twice is one. */
	CHECK_STR(take(&t, "单位,联络员,电话\n市法院,丁,1\n法院,丁,1\n"), "1 0 0");
	town_close(&t);
}

static const struct check_test tests[] = { CHECK_TEST(test_round), CHECK_TEST(test_refused) };

int main(void)
{
	int status = check_main(tests, CHECK_N(tests));

	arena_clear(&mem);
	return status;
}

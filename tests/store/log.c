/* The log by pages, by what somebody wants to see of it, and one action cell by cell. */
#include "model/log_filter.h"

#include <locale.h>
#include <stdio.h>

#include "base/buf.h"
#include "model/history.h"
#include "store/store_private.h"
#include "tests/lib/check.h"
#include "model/edit.h"
#include "tests/lib/town.h"

/* Some days of work: two people, two items, one thing taken back. */
static void work(struct town *t)
{
	struct outcome out;
	struct err err = { 0 };

	snprintf(t->l->by, sizeof t->l->by, "wang");
	town_do(t, "sign", "2", "市法院", NULL, NULL, NULL);
	town_do(t, "report", "2", "市法院", "做到=3 主体总数=11 剔除=2", "三家已修复", NULL);
	town_reopen(t, "2018-11-19");
	snprintf(t->l->by, sizeof t->l->by, "li");
	town_do(t, "urge", "1", "市信息中心", NULL, NULL, NULL);
	town_reopen(t, "2018-11-20");
	snprintf(t->l->by, sizeof t->l->by, "li");
	town_do(t, "accept", "2", "市法院", NULL, NULL, NULL);
	if (!undo_last(t->l, &out, &err))
		CHECK_FAIL("%s", err.text);
}

/* The verbs of the lines that a filter leaves, newest first: "undo accept report". */
static const char *lines_of(struct town *t, const char *filter, struct buf *to)
{
	struct log_filter f;
	log_lines lines = { 0 };
	struct arena mem = { 0 };
	struct err err = { 0 };

	buf_reset(to);
	if (!log_filter_read(t->l, t->plan, str_of(filter), &f, &err)) {
		buf_printf(to, "! %s", err.text);
		return buf_text(to);
	}
	if (!log_page(t->l->db, &f.query, 0, -1, 100, &mem, &lines, &err))
		CHECK_FAIL("%s", err.text);
	for (size_t i = 0; i < lines.n; i++)
		buf_printf(to, "%s%s", i ? " " : "", lines.p[i].verb);
	vec_clear(&lines);
	log_filter_clear(&f);
	arena_clear(&mem);
	return buf_text(to);
}

static void call_li(struct town *t, const char *name)
{
	struct edit_call call = { .said = { "li", name } };
	struct outcome out;
	struct err err = { 0 };

	CHECK(edit_run(t->l, edit_find("person"), &call, &out, &err));
}

static void test_filter(void)
{
	static const struct { int line; const char *filter, *lines; } cases[] = {
		{ __LINE__, "by:wang", "report sign import init" },
		{ __LINE__, "谁：wang  操作:report", "report" },
		{ __LINE__, "by:nobody", "" },
		/* By the name of now, by one that was, by nobody's. */
		{ __LINE__, "by:李姐", "person person undo accept urge" },
		{ __LINE__, "谁:小李", "person person undo accept urge" },
		{ __LINE__, "谁:小李 do:urge", "urge" },
		{ __LINE__, "谁:老李", "" },
		/* the last day before the first one is no day at all */
		{ __LINE__, "from:11-19 until:11-16", "! the last day lies before the first one" },
		{ __LINE__, "until:11-16 do:report from:11-19", "! the last day lies before the first one" },
		{ __LINE__, "from:11-01 from:11-19 until:11-16", "! the last day lies before the first one" },
		{ __LINE__, "from:11-19 until:11-19", "urge" },
		{ __LINE__, "from:11-20 OR until:11-16", "person person undo accept report sign import init" },
		{ __LINE__, "by:李姐 by:wang", "" },
		{ __LINE__, "by:李姐,wang do:urge,report", "urge report" },
		{ __LINE__, "do:urge", "urge" },
		/* What takes back is about what it takes back. */
		{ __LINE__, "item:2", "undo accept report sign import" },
		{ __LINE__, "事项:2 by:li", "undo accept" },
		{ __LINE__, "unit:法院", "undo accept report sign import" },
		{ __LINE__, "unit:市信息中心 item:1", "urge import" },
		{ __LINE__, "from:11-19", "person person undo accept urge" },
		{ __LINE__, "自:2018-11-19 至:2018-11-19", "urge" },
		{ __LINE__, "三家", "" },
		{ __LINE__, "do:urge 信息", "urge" },
		{ __LINE__, "do:urge\xe3\x80\x80\"信息中心\"", "urge" },
		{ __LINE__, "do:report OR do:sign", "report sign" },
		{ __LINE__, "do:report,sign", "report sign" },
		{ __LINE__, "(do:report OR do:sign) -by:wang", "" },
		{ __LINE__, "-by:wang,li", "" },
		{ __LINE__, "-by:li from:11-01", "report sign import init" },
		{ __LINE__, "by:li -do:urge", "person person undo accept" },
		{ __LINE__, "item:1,2 by:li", "undo accept urge" },
		{ __LINE__, "unit:法院 -item:2", "" },
		{ __LINE__, "unit:法院 unit:信息中心", "import" },
		{ __LINE__, "/信息.心/", "urge" },
		{ __LINE__, "from:11-20 from:11-01", "person person undo accept" },
		{ __LINE__, "from:11-20,11-21", "! one day stands here" },
		/* The week and the month as lists' keys have them, deeds by their words. */
		{ __LINE__, "from:2018-11 until:2018-11-19 by:li", "urge" },
		{ __LINE__, "自:11月下旬", "" },
		{ __LINE__, "until:2018-W46", "report sign import init" },
		{ __LINE__, "操作:导入", "import" },
		{ __LINE__, "操作:撤销,建账", "undo init" },
		{ __LINE__, "操作:联络员", "" },
		{ __LINE__, "do:reprot", "! nothing that is done is called reprot: is report meant?" },
		{ __LINE__, "do:dance", "! nothing that is done is called dance; Tab lists what is" },
		{ __LINE__, "item:77", "! no item has the number 77" },
		{ __LINE__, "colour:red", "! there is no key \"colour\" (unit: due: ...); a text stands in quotes" },
		{ __LINE__, "by:", "! by: what is it to be? For example by:wang" },
	};
	struct town t;
	struct buf got = { 0 };

	town_open(&t, "filter.db", "2018-11-16");
	work(&t);
	call_li(&t, "小李");
	call_li(&t, "李姐");
	for (size_t i = 0; i < CHECK_N(cases); i++)
		CHECK_STR_AT(cases[i].line, lines_of(&t, cases[i].filter, &got), cases[i].lines);
	buf_clear(&got);
	town_close(&t);
}

/* From either end, page by page, each line comes once. */
static void test_pages(void)
{
	struct log_query all = { .by = NULL };
	log_lines down = { 0 }, up = { 0 };
	struct arena mem = { 0 };
	struct err err = { 0 };
	struct town t;

	town_open(&t, "pages.db", "2018-11-16");
	work(&t);
	for (size_t had = 1; had != down.n;) {
		had = down.n;
		CHECK(log_page(t.l->db, &all, had ? down.p[had - 1].key : 0, -1, 2, &mem, &down, &err));
	}
	for (size_t had = 1; had != up.n;) {
		had = up.n;
		CHECK(log_page(t.l->db, &all, had ? up.p[had - 1].key : 0, 1, 2, &mem, &up, &err));
	}
	CHECK_INT(down.n, up.n);
	CHECK(down.n > 5);
	for (size_t i = 0; i < down.n; i++)
		CHECK_INT(down.p[i].key, up.p[up.n - 1 - i].key);
	vec_clear(&down);
	vec_clear(&up);
	arena_clear(&mem);
	town_close(&t);
}

static bool impatient(void *user)
{
	return --*(int *)user < 0;
}

/* Ended again and again, the log goes on where it was ended: the same lines, none twice, none half. */
static void test_stopped(void)
{
	struct log_query all = { .by = NULL };
	log_lines whole = { 0 }, got = { 0 };
	struct arena mem = { 0 };
	struct err err = { 0 };
	struct town t;
	int patience = 0, stopped = 0;
	int64_t at = 0, passed = 0, done, of;
	bool complete = false;

	town_open(&t, "stopped.db", "2018-11-16");
	work(&t);
	CHECK(log_page(t.l->db, &all, 0, -1, 1000, &mem, &whole, &err));
	t.l->db->steps = 20;
	db_patience(t.l->db, impatient, &patience);
	for (int i = 0; i < 10000 && !complete; i++) {
		err_clear(&err);
		patience = i / 4;      /* more by and by: it must end */
		complete = log_page_on(t.l->db, &all, &at, -1, 1000, &passed, &mem, &got, &err);
		if (!complete)
			CHECK_INT(err.code, ERR_STOPPED);
		stopped += !complete;
	}
	db_scanned(t.l->db, &done, &of);
	db_patience(t.l->db, NULL, NULL);
	t.l->db->steps = 0;
	CHECK(complete);
	CHECK(stopped > 0);
	CHECK(of > 0 && done <= of);
	CHECK_INT(got.n, whole.n);
	/* what was looked at: each action once, however often it was ended */
	CHECK_INT(passed, whole.n);
	for (size_t i = 0; i < got.n; i++)
		CHECK_INT(got.p[i].key, whole.p[i].key);
	vec_clear(&whole);
	vec_clear(&got);
	arena_clear(&mem);
	town_close(&t);
}

/* "row | name: before -> after", a line a cell. */
static const char *cells_of(struct town *t, const char *filter, struct buf *to)
{
	struct log_filter f;
	log_lines lines = { 0 };
	history_lines list = { 0 };
	struct arena mem = { 0 };
	struct err err = { 0 };
	size_t more = 0;

	buf_reset(to);
	if (!log_filter_read(t->l, t->plan, str_of(filter), &f, &err) || !log_page(t->l->db, &f.query, 0, -1, 1, &mem, &lines, &err) || lines.n != 1 ||
	    !history_read(t->l, &lines.p[0].hash, 100, &mem, &list, &more, &err))
		CHECK_FAIL("%s: %s", filter, err.text);
	for (size_t i = 0; i < list.n; i++)
		buf_printf(to, "%s| %s: %s -> %s\n", list.p[i].first ? list.p[i].row : "", list.p[i].name, list.p[i].before, list.p[i].after);
	CHECK_INT(more, 0);
	vec_clear(&lines);
	vec_clear(&list);
	log_filter_clear(&f);
	arena_clear(&mem);
	return buf_text(to);
}

static void test_cells(void)
{
	struct town t;
	struct buf got = { 0 };

	town_open(&t, "cells.db", "2018-11-16");
	work(&t);
	CHECK_STR(cells_of(&t, "do:accept", &got),
		"entry accept 2 失信主体修复信用 市法院| date:  -> 11-20\n"
		"duty 2 失信主体修复信用 市法院| review:  -> accepted\n");
	CHECK_STR(cells_of(&t, "do:undo", &got),
		"duty 2 失信主体修复信用 市法院| review: accepted -> \n"
		"entry accept 2 失信主体修复信用 市法院| : entry accept 2 失信主体修复信用 市法院 -> \n");
	CHECK_STR(cells_of(&t, "do:report", &got),
		"entry report 2 失信主体修复信用 市法院| date:  -> 11-16\n"
		"| text:  -> 三家已修复\n"
		"amount 做到| figure:  -> 3 家\n"
		"value in force 做到 市法院| reported figure:  -> 3 家\n"
		"amount 主体总数| figure:  -> 11 家\n"
		"value in force 主体总数 市法院| reported figure:  -> 11 家\n"
		"amount 剔除| figure:  -> 2 家\n"
		"value in force 剔除 市法院| reported figure:  -> 2 家\n"
		"duty 2 失信主体修复信用 市法院| report in force:  -> report 2 市法院\n");
	buf_clear(&got);
	town_close(&t);
}

static const struct check_test tests[] = { CHECK_TEST(test_filter), CHECK_TEST(test_pages), CHECK_TEST(test_stopped), CHECK_TEST(test_cells) };

int main(void)
{
	setlocale(LC_ALL, "");
	return check_main(tests, CHECK_N(tests));
}

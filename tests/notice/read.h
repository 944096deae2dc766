/* What the tests of reading share: a draft of a text, its rows and items by name. Included
 * once by each test program. */
#ifndef TESTS_NOTICE_READ_H
#define TESTS_NOTICE_READ_H

#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "notice/notice_private.h"
#include "tests/lib/check.h"

static struct calendar *read_cal;

/* Options as `duban import --issued DATE` would give them; NULL: without. */
static inline struct notice_options read_options(const char *issued)
{
	static char share[PATH_MAX];
	struct notice_options o = { .issued = DATE_NONE, .today = DATE_NONE, .region = "", .share_dir = share };
	const char *source = getenv("DUBAN_SOURCE");

	if (!read_cal)
		read_cal = calendar_new();
	o.cal = read_cal;
	snprintf(share, sizeof share, "%s/share", source ? source : ".");
	if (issued)
		CHECK(date_parse(str_of(issued), &o.issued));
	return o;
}

/* Reads a text up to a pass (NULL: all). Fails the test where it cannot be read. */
static inline struct draft *read_until(const char *text, const char *issued, const char *pass)
{
	struct notice_options o = read_options(issued);
	struct err err = { 0 };
	struct draft *d = draft_new(str_of(text), "test", &o, &err);

	if (!d || !interpret(d, pass, &err))
		CHECK_FAIL("not read: %s", err.text);
	return d;
}

/* Why a text is refused; "" where it is not. Valid until the next call. */
static inline const char *read_refusal(struct str bytes, int *line)
{
	static struct err err;
	struct notice_options o = read_options("2018-10-31");
	struct draft *d;

	err_clear(&err);
	d = notice_read(bytes, "test", &o, &err);
	draft_free(d);
	*line = err.at.line;
	return d ? "" : err.text;
}

/* Lent texts as C strings: valid until the 16th call from now. */
static inline const char *read_text(struct str s)
{
	static char texts[16][400];
	static int next;
	char *to = texts[next++ % 16];

	snprintf(to, 400, "%.*s", STR_ARG(s));
	return to;
}

static inline const struct draft_item *read_item(const struct draft *d, const char *number)
{
	for (size_t i = 0; i < d->items.n; i++)
		if (str_is(d->items.p[i].number, number))
			return &d->items.p[i];
	CHECK_FAIL("no item %s", number);
	return NULL;
}

static inline const struct draft_unit *read_unit(const struct draft *d, const char *name)
{
	for (size_t i = 0; i < d->units.n; i++)
		if (str_is(d->units.p[i].name, name))
			return &d->units.p[i];
	return NULL;
}

/* "市甲局 市乙局": the units of an item in one role, as a text valid until the next call. */
static inline const char *read_role(const struct draft *d, const char *number, enum work_role r)
{
	static struct buf to;
	const struct draft_item *it = read_item(d, number);

	buf_reset(&to);
	for (size_t i = 0; i < it->assignments.n; i++)
		if (it->assignments.p[i].role == r)
			buf_printf(&to, to.n ? " %.*s" : "%.*s", STR_ARG(d->units.p[it->assignments.p[i].unit].name));
	return buf_text(&to);
}

static inline int read_questions(const struct draft *d, enum question_kind k)
{
	int n = 0;

	for (size_t i = 0; i < d->questions.n; i++)
		n += d->questions.p[i].kind == k;
	return n;
}

/* Index of the question of that kind on that line (0: any line); -1 where there is none. */
static inline int read_question(const struct draft *d, enum question_kind k, int line)
{
	for (size_t i = 0; i < d->questions.n; i++)
		if (d->questions.p[i].kind == k && (line == 0 || d->questions.p[i].line == line))
			return (int)i;
	return -1;
}

static inline void read_answer(struct draft *d, enum question_kind k, int line, int choice, const char *own)
{
	struct err err = { 0 };
	int q = read_question(d, k, line);

	if (q < 0)
		CHECK_FAIL("no question %s on line %d", question_kind_word(k), line);
	if (!draft_answer(d, (size_t)q, choice, own, &err))
		CHECK_FAIL("answer refused: %s", err.text);
}

#endif

/* What is no notice ends in a sentence that says why and where; whatever the bytes, reading
 * ends soon. */
#include <time.h>

#include "tests/notice/read.h"

#define BYTES(text) { text, sizeof(text) - 1 }

static const struct { int line; struct str bytes; const char *has; int at; } cases[] = {
	{ __LINE__, BYTES(""), "empty", 0 },
	{ __LINE__, BYTES(" \n\t\n"), "empty", 0 },
	{ __LINE__, BYTES("PK\003\004xyz"), "Word", 0 },
	{ __LINE__, BYTES("%PDF-1.4"), "PDF", 0 },
	{ __LINE__, BYTES("\xd0\xcf\x11\xe0"), "old Word", 0 },
	{ __LINE__, BYTES("任务\na\0b\n"), "", 2 },
	{ __LINE__, BYTES("任务\n\t甲\xff\xff乙\n"), "", 2 },
	{ __LINE__, BYTES("任务\n\x1b[2J\n"), "", 2 },
	{ __LINE__, BYTES("标题\n\n\t姓名\n\t电话\n\n\t甲\n\t123\n"), "heading", 3 },
	{ __LINE__, BYTES("姓名\t电话\n甲\t123\n"), "heading", 1 },
	{ __LINE__, BYTES("今天下雨。\n明天也下雨。\n"), "nothing", 1 },
	{ __LINE__, BYTES("\t任务\n\t牵头单位\n"), "no row", 1 },
	{ __LINE__, BYTES("\n\n标题\n\t任务\n\t牵头单位\n\n\t\n\t市甲局\n"), "no row", 3 },
};

static void test_refused(void)
{
	for (size_t i = 0; i < CHECK_N(cases); i++) {
		int line;
		const char *why = read_refusal(cases[i].bytes, &line);

		CHECK_AT(cases[i].line, *why != '\0');
		if (!strstr(why, cases[i].has))
			CHECK_FAIL_AT(cases[i].line, "%s", why);
		CHECK_INT_AT(cases[i].line, line, cases[i].at);
	}
}

static void test_too_long(void)
{
	size_t n = NOTICE_LIMIT + 1;
	char *bytes = mem_alloc(n);
	int line;

	memset(bytes, 'a', n);
	CHECK(strstr(read_refusal((struct str){ bytes, n }, &line), "8388609") != NULL);
	free(bytes);
}

/* A text is running text alone: its numbered campaigns are read, nobody's. */
static void test_only_text(void)
{
	struct draft *d = read_until("治理方案\n1.甲专项治理。查子。查丑。\n2.乙专项治理。查寅。\n", "2018-06-01", NULL);

	CHECK_INT(d->items.n, 2);
	CHECK_STR(read_text(d->items.p[1].number), "2");
	CHECK_INT(d->items.p[0].measures.n, 2);
	CHECK_INT(read_questions(d, Q_OWNER), 2);
	CHECK_INT(d->unused.n, 0);
	draft_free(d);
}

/* Bytes of any kind, many of them, in the shapes that are worst for each pass: read or
 * refused, in time that grows with the length alone. */
static const struct { int line; const char *begin, *again; } hostile[] = {
	{ __LINE__, "", "\t" },
	{ __LINE__, "", "\t\n" },
	{ __LINE__, "", "（" },
	{ __LINE__, "", "“" },
	{ __LINE__, "", "\"\t" },
	{ __LINE__, "", "\t\"\n" },
	{ __LINE__, "", "附件1\n" },
	{ __LINE__, "", "1.甲专项治理。\n" },
	{ __LINE__, "1.甲专项治理。", "子；" },
	{ __LINE__, "", "任务\t牵头\t时限\n" },
	{ __LINE__, "\t任务\n\t牵头单位\n\n\t甲\n\t", "市甲局、" },
	{ __LINE__, "\t任务\n\t牵头单位\n\n\t甲\n\t", "市甲局\n" },
	{ __LINE__, "\t任务\n\t牵头单位\n\n\t甲\n\t", "（、" },
	{ __LINE__, "\t任务\n\t牵头单位\n\n\t", "“甲”、" },
	{ __LINE__, "\t任务\n\t牵头单位\n\n\t", "特别是甲、" },
	{ __LINE__, "\t任务\n\t牵头单位\n\n\t", "按要求，" },
	{ __LINE__, "\t任务\n\t牵头单位\n\t时限\n\n", "\t甲\n\t市甲局\n\t\n\n" },
	{ __LINE__, "\t序号\n\t任务\n\t牵头单位\n\n", "\t1\n\t甲\n\t市甲局\n\n" },
	{ __LINE__, "\t序号\n\t任务\n\t牵头单位\n\n\t1\n\t甲\n\t市甲局\n\n", "\t\n\t甲\n\t市甲局\n\n" },
	{ __LINE__, "\t任务\n\t牵头单位\n\t时限\n\n\t甲\n\t市甲局\n\t", "11月20日前；" },
	{ __LINE__, "\t任务\n\t牵头单位\n\t时限\n\n\t甲\n\t市甲局\n\t", "不低于10%；" },
	{ __LINE__, "\t任务\n\t牵头单位\n\n", "\t甲\n\n" },
};

static double seconds_for(const char *begin, const char *again, size_t n)
{
	struct buf text = { 0 };
	clock_t from;
	int line;

	buf_puts(&text, begin);
	while (text.n < n)
		buf_puts(&text, again);
	from = clock();
	read_refusal(buf_str(&text), &line);
	buf_clear(&text);
	return (double)(clock() - from) / CLOCKS_PER_SEC;
}

static void test_hostile(void)
{
	for (size_t i = 0; i < CHECK_N(hostile); i++) {
		double small = seconds_for(hostile[i].begin, hostile[i].again, 1 << 15), large;

		/* Eight times the length: eight times as long, with room for a busy machine. */
		large = seconds_for(hostile[i].begin, hostile[i].again, 1 << 18);
		if (large > 24 * small + 0.3)
			CHECK_FAIL_AT(hostile[i].line, "32 kB: %.3f s, 256 kB: %.3f s", small, large);
	}
}

/* Different names, numbers and titles in each row. */
static void test_many_rows(void)
{
	double took[2];

	for (int k = 0; k < 2; k++) {
		struct buf text = { 0 };
		clock_t from;
		int line;

		buf_puts(&text, "序号\t任务\t牵头单位\t责任单位\t时限\n");
		for (int i = 0; i < (k ? 4000 : 500); i++)
			buf_printf(&text, "%d\t事%d\t市甲%d局、乙%d局\t\t%d月%d日前\n", i, i, i, i * 7, i % 12 + 1, i % 28 + 1);
		from = clock();
		CHECK_STR(read_refusal(buf_str(&text), &line), "");
		took[k] = (double)(clock() - from) / CLOCKS_PER_SEC;
		buf_clear(&text);
	}
	if (took[1] > 24 * took[0] + 0.3)
		CHECK_FAIL("500 rows: %.3f s, 4000 rows: %.3f s", took[0], took[1]);
}

/* What holds of whatever was read. */
static void check_draft(int seed, const struct draft *d)
{
	struct map *numbers = map_new();
	int used = draft_lines_used(d);

	CHECK_AT(seed, d->items.n > 0 && used >= 0 && used <= d->lines);
	for (size_t i = 0; i < d->items.n; i++) {
		const struct draft_item *it = &d->items.p[i];
		intptr_t *at = map_at(numbers, it->number, true);

		CHECK_AT(seed, ++*at == 1 && it->title.n > 0 && it->brief.n > 0);
		CHECK_AT(seed, it->parent < (int)i && it->first >= 1 && it->last <= d->lines);
		for (size_t k = 0; k < it->assignments.n; k++)
			CHECK_AT(seed, it->assignments.p[k].unit < d->units.n);
		for (size_t k = 0; k < it->targets.n; k++)
			CHECK_AT(seed, it->targets.p[k].num >= 0 && it->targets.p[k].num < (int)d->figures.n);
	}
	for (size_t i = 0; i < d->units.n; i++)
		CHECK_AT(seed, d->units.p[i].name.n > 0 && d->units.p[i].shortname.n > 0);
	for (size_t i = 0; i < d->questions.n; i++)
		CHECK_AT(seed, d->questions.p[i].n_choices > 0 && *d->questions.p[i].text);
	map_free(numbers);
}

static unsigned next_random(unsigned *state, unsigned below)
{
	*state = *state * 1103515245U + 12345U;
	return (*state >> 8) % below;
}

/* The place of a character's first byte, at or before at. */
static size_t at_char(const struct buf *b, size_t at)
{
	while (at > 0 && ((unsigned char)b->p[at] & 0xc0) == 0x80)
		at--;
	return at;
}

/* A text with a stretch taken out, put in elsewhere, or a sign put in: what hands and programs do to tables. */
static void spoil(struct buf *text, unsigned *state)
{
	static const char *const signs[] = { "\t", "\n", "\t\n", "、", "，", "（", "）", "“", "\"", "附件2\n", "1.", "一、", "市", "各",
		"序号", "责任单位", "牵头", "等部门", "：", "不低于10%" };
	size_t from = at_char(text, next_random(state, (unsigned)text->n)),
		to = at_char(text, next_random(state, (unsigned)text->n));
	const char *sign = signs[next_random(state, CHECK_N(signs))];
	struct buf out = { 0 };
	bool swap = from > to;
	size_t low = swap ? to : from, high = swap ? from : to;

	if (high - low > 90)
		high = at_char(text, low + 90);
	buf_put(&out, str_to(buf_str(text), low));
	switch (next_random(state, 3)) {
	case 0:
		buf_puts(&out, sign);
		buf_put(&out, str_from(buf_str(text), low));
		break;
	case 1:
		buf_put(&out, str_from(buf_str(text), high));
		break;
	default:
		buf_put(&out, str_from(buf_str(text), low));
		buf_put(&out, (struct str){ text->p + low, high - low });
	}
	buf_clear(text);
	*text = out;
}

static void test_spoilt(void)
{
	char *whole = check_read(check_fixture("notice-traps.txt"), NULL);
	struct notice_options o = read_options("2021-08-20");

	for (int seed = 1; seed <= 120; seed++) {
		unsigned state = (unsigned)seed, times = 1 + next_random(&state, 12);
		struct buf text = { 0 };
		struct err err = { 0 };
		struct draft *d;

		buf_puts(&text, whole);
		for (unsigned i = 0; i < times; i++)
			spoil(&text, &state);
		d = notice_read(buf_str(&text), "test", &o, &err);
		if (d)
			check_draft(seed, d);
		else
			CHECK_AT(seed, *err.text);
		draft_free(d);
		buf_clear(&text);
	}
	free(whole);
}

static const struct check_test tests[] = {
	CHECK_TEST(test_refused),
	CHECK_TEST(test_too_long),
	CHECK_TEST(test_only_text),
	CHECK_TEST(test_hostile),
	CHECK_TEST(test_many_rows),
	CHECK_TEST(test_spoilt),
};

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}

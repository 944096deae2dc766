#include "base/cnnum.h"
#include "base/fold.h"
#include "base/utf8.h"
#include "notice/notice_private.h"

#include "base/ban.h"

/* Beyond this a bracket counts as never closed, so that a stray one does not swallow a whole
 * text. */
enum { BRACKET_MAX_BYTES = 600, RULE_CHARS_MAX = 12 };

static uint32_t closing_of(uint32_t c)
{
	static const uint32_t pairs[][2] = {
		{ 0xff08, 0xff09 },
		{ '(', ')' },
		{ 0x3014, 0x3015 },
		{ 0x3010, 0x3011 },
		{ '[', ']' },
		{ 0xff3b, 0xff3d },
		{ 0x201c, 0x201d },
		{ 0x2018, 0x2019 },
		{ 0x300a, 0x300b },
		{ 0x300c, 0x300d },
		{ 0x300e, 0x300f },
	};

	if (c < 0x2018 ? c != '(' && c != '[' : c > 0x3014 && c < 0xff08)
		return 0;
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		if (pairs[i][0] == c)
			return pairs[i][1];
	return 0;
}

static bool is_round(uint32_t c)
{
	return c == 0xff08 || c == '(' || c == 0x3014 || c == 0x3010 || c == '[' || c == 0xff3b;
}

/* The place after what closes the bracket c that ends at `at`; a half-width bracket may close
 * a full-width one. 0 where none does. */
static size_t bracket_end(struct str s, size_t at, uint32_t c)
{
	uint32_t want = closing_of(c),
		 other = want == 0xff09 ? ')'
			 : want == ')'  ? 0xff09
					: want,
		 /* what opens one more of them */
		 round = want == ')' || want == 0xff09 ? (c == '(' ? 0xff08 : '(') : c, k;
	size_t stop = at + BRACKET_MAX_BYTES;
	int deep = 1;

	while (at < stop && (k = utf8_next(s, &at)) != 0) {
		if (k == want || k == other)
			deep--;
		else if (k == c || k == round)
			deep++;
		if (deep == 0)
			return at;
	}
	return 0;
}

bool unit_split(struct str cell, size_t *at, struct str *part)
{
	size_t i = *at, from = i, end, closed;
	uint32_t c;

	if (i >= cell.n)
		return false;
	while (end = i, (c = utf8_next(cell, &i)) != 0) {
		if (c == 0xff0c || c == ',' || c == 0x3001 || c == 0xff1b || c == ';' || c == '\n')
			break;
		if (is_round(c) && (closed = bracket_end(cell, i, c)) != 0)
			i = closed;
	}
	*part = str_trim((struct str){ cell.p + from, end - from });
	*at = c ? i : cell.n;
	return true;
}

int text_line(struct str text, const char *p, int first)
{
	for (const char *q = text.p; q < p && q < text.p + text.n; q++)
		first += *q == '\n';
	return first;
}

bool sentence_split(struct str text, size_t *at, struct str *part)
{
	size_t i = *at, from = i, end, closed;
	uint32_t c;

	if (i >= text.n)
		return false;
	while (end = i, (c = utf8_next(text, &i)) != 0) {
		if (c == 0x3002 || c == 0xff1b || c == ';' || c == 0xff01 || c == 0xff1f)
			break;
		if (closing_of(c) && (closed = bracket_end(text, i, c)) != 0)
			i = closed;
	}
	*part = str_trim((struct str){ text.p + from, end - from });
	*at = c ? i : text.n;
	return true;
}

size_t bracket_at_end(struct str text)
{
	size_t at = 0, from, closed;
	uint32_t c;

	while (from = at, (c = utf8_next(text, &at)) != 0) {
		if (!closing_of(c) || (closed = bracket_end(text, at, c)) == 0)
			continue;
		if (closed == text.n && is_round(c))
			return from;
		at = closed;
	}
	return text.n;
}

bool paragraph_number(struct str text, size_t *at, struct str *number, int *style)
{
	size_t i = *at, from;
	uint32_t c, open = utf8_next(text, &i);
	int64_t n;

	if (open != 0xff08 && open != '(')
		i = *at, open = 0;
	from = i;
	if (!cnnum_read(text, &i, &n) || i - from > 12)
		return false;
	*number = (struct str){ text.p + from, i - from };
	from = i;
	c = utf8_next(text, &i);
	if (open ? c != 0xff09 && c != ')' : c != '.' && c != 0xff0e && c != 0x3001)
		return false;
	/* 2.5 is no number of a paragraph. */
	if (!open && c == '.' && i < text.n && text.p[i] >= '0' && text.p[i] <= '9')
		return false;
	i = *at + (open ? (open == '(' ? 1U : 3U) : 0U);
	c = utf8_next(text, &i);
	*style = (utf8_is_han(c) ? NUMBER_CHINESE : 0) | (open ? NUMBER_BRACKETS : 0);
	*at = from;
	utf8_next(text, at);
	return true;
}

/* s without round brackets and what stands in them. */
static struct str without_brackets(struct draft *d, struct str s)
{
	char *to = arena_alloc(&d->in->mem, s.n + 1);
	size_t n = 0, at = 0, from = 0, closed;
	uint32_t c;

	while (from = at, (c = utf8_next(s, &at)) != 0) {
		if (is_round(c) && (closed = bracket_end(s, at, c)) != 0) {
			at = closed;
			continue;
		}
		memcpy(to + n, s.p + from, at - from);
		n += at - from;
	}
	return (struct str){ to, n };
}

/* Up to the first ，。；： outside brackets and quotation marks; *after (may be NULL) gets the
 * place behind the mark. */
static struct str clause(struct str s, size_t *after)
{
	size_t at = 0, end, closed;
	uint32_t c;

	while (end = at, (c = utf8_next(s, &at)) != 0) {
		if (c == 0xff0c || c == ',' || c == 0x3002 || c == 0xff1b || c == ';' ||
			c == 0xff1a || c == ':')
			break;
		if (closing_of(c) && (closed = bracket_end(s, at, c)) != 0)
			at = closed;
	}
	if (after)
		*after = c ? at : s.n;
	return str_to(s, end);
}

/* "按照…要求，", "按统一格式": bytes of a beginning that only says by which rule; 0 none. It
 * ends within a few characters, or its clause does. */
static size_t rule_clause(const struct words *w, struct str s)
{
	size_t after, at = 0, closed;
	struct str first = clause(s, &after);

	if (!words_begin(w, WORD_LEAD_BY, s))
		return 0;
	for (int i = 0; i < RULE_CHARS_MAX && at < first.n; i++) {
		uint32_t c = utf8_next(first, &at);

		if (closing_of(c) && (closed = bracket_end(first, at, c)) != 0)
			at = closed;
		if (i >= 2 && words_end(w, WORD_LEAD_TO, str_to(s, at)) > 0)
			return at == first.n ? after : at;
	}
	return words_end(w, WORD_LEAD_TO, first) > 0 ? after : 0;
}

/* “甲”、“乙”以及“丙”等应用: “甲”等应用. */
static struct str first_of_quoted(struct draft *d, struct str s)
{
	size_t first = 0, last = 0, n = 0, at = 0;
	struct str rest;

	if (!str_starts(s, STR_LIT("“")))
		return s;
	for (ptrdiff_t found; (found = str_find(str_from(s, at), STR_LIT("”"))) >= 0; n++) {
		at += (size_t)found + strlen("”");
		first = first ? first : at;
		last = at;
	}
	if (n < 3)
		return s;
	rest = str_from(s, last);
	if (str_starts(rest, STR_LIT("等")))
		rest = str_from(rest, strlen("等"));
	return draft_printf(d, "%.*s等%.*s", (int)first, s.p, STR_ARG(rest));
}

struct str title_brief(struct draft *d, struct str title)
{
	const struct words *w = d->in->words;
	struct str s = without_brackets(d, title), first;
	size_t n;

	for (int i = 0; i < 2; i++) {
		n = rule_clause(w, s);
		if (n == 0 && words_begin(w, WORD_LEAD_CLAUSE, s) > 0)
			clause(s, &n);
		if (n == 0 || utf8_count(str_from(s, n)) < 4)
			break;
		s = str_trim(str_from(s, n));
	}
	for (int i = 0; i < 3 && (n = words_begin(w, WORD_LEAD_IN, s)) > 0; i++) {
		if (utf8_count(str_from(s, n)) < 4)
			break;
		s = str_trim(str_from(s, n));
	}
	first = clause(s, NULL);
	if (utf8_count(first) >= 4)
		s = first;
	s = first_of_quoted(d, str_trim(s));
	return s.n ? s : title;
}

static bool is_space(uint32_t c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == 0xa0 || c == 0x3000;
}

struct str draft_one_line(struct draft *d, struct str s)
{
	char *to = arena_alloc(&d->in->mem, s.n + 1);
	size_t n = 0, at = 0, from;
	uint32_t c, before = 0;
	bool blank = false;

	while (from = at, (c = utf8_next(s, &at)) != 0) {
		if (is_space(c)) {
			blank = true;
			continue;
		}
		/* A blank counts between Latin words and numbers only. */
		if (blank && before && before < 0x80 && c < 0x80)
			to[n++] = ' ';
		memcpy(to + n, s.p + from, at - from);
		n += at - from;
		before = c;
		blank = false;
	}
	return (struct str){ to, n };
}

#include "base/fold.h"

#include "base/clean.h"
#include "base/utf8.h"
#include "base/ban.h"

uint32_t fold_char(uint32_t c)
{
	if (c < 0x80)
		return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
	if (c >= 0xff01 && c <= 0xff5e)
		return fold_char(c - 0xff01 + 0x21);
	switch (c) {
	case 0x3000:
		return ' ';
	case 0x201c: case 0x201d: case 0x201e: case 0x201f:      /* “ ” „ ‟ */
	case 0x300c: case 0x300d: case 0x300e: case 0x300f:      /* 「 」 『 』 */
		return '"';
	case 0x2018: case 0x2019:                                /* ‘ ’ */
		return '\'';
	case 0x3014: case 0x3010:                                /* 〔 【 */
		return '(';
	case 0x3015: case 0x3011:                                /* 〕 】 */
		return ')';
	case 0x2014: case 0x2013:                                /* — – */
		return '-';
	default:
		return c;
	}
}

void fold_width(struct buf *to, struct str s)
{
	for (size_t at = 0; at < s.n;) {
		size_t from = at;
		uint32_t c = utf8_next(s, &at);

		if ((c >= 0xff01 && c <= 0xff5e) || c == 0x3000)
			buf_byte(to, c == 0x3000 ? ' ' : (char)(c - 0xff01 + 0x21));
		else
			buf_put(to, str_from(str_to(s, at), from));
	}
}

static bool is_blank(uint32_t c)
{
	return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xa0 || c == 0x1680 ||
		(c >= 0x2000 && c <= 0x200a) || c == 0x2028 || c == 0x2029 || c == 0x202f ||
		c == 0x205f || c == 0x3000;
}

/* Signs that a reader never weighs: they go before anything is compared. */
static bool is_dropped(uint32_t c)
{
	return (c < 0x20 && !is_blank(c)) || (c >= 0x7f && c < 0xa0 && c != 0x85) ||
		clean_is_format(c);
}

/* Is a blank beside this folded character without meaning? Only folded characters decide, so
 * that full-width and half-width writings of one text fold to the same. */
static bool is_close(uint32_t c)
{
	switch (c) {
	case '(': case ')': case '[': case ']': case '{': case '}': case '"': case '\'':
		return true;
	default:
		return (c >= 0x2e80 && c <= 0x33ff) || utf8_is_han(c) ||
			(c >= 0xac00 && c <= 0xd7af) || (c >= 0xff5f && c <= 0xffef);
	}
}

/* Walks over a text and gives its folded characters one by one. */
struct walk {
	struct str s;
	size_t at;         /* of the next byte to read */
	uint32_t last;     /* given last; 0 at the beginning */
};

/* The next folded character, 0 at the end. *from gets the place of its first byte. */
static uint32_t walk_next(struct walk *w, size_t *from)
{
	bool blank = false;
	size_t blank_at = 0;
	while (w->at < w->s.n) {
		size_t start = w->at;
		uint32_t c = utf8_next(w->s, &w->at);
		if (is_blank(c)) {
			if (!blank)
				blank_at = start;
			blank = true;
			continue;
		}
		if (is_dropped(c))
			continue;
		c = fold_char(c);
		if (blank && w->last && !is_close(w->last) && !is_close(c)) {
			w->at = start;       /* c comes next time */
			*from = blank_at;
			return w->last = ' ';
		}
		*from = start;
		return w->last = c;
	}
	return 0;
}

void fold_text(struct buf *to, struct str s)
{
	struct walk w = { .s = s };
	size_t from;
	for (uint32_t c; (c = walk_next(&w, &from));) {
		char bytes[4];
		buf_add(to, bytes, utf8_put(bytes, c));
	}
}

/* Does the text go on at w as the needle does? The first character of both has been seen to be
 * equal. */
static bool walk_matches(struct walk w, struct walk needle, size_t *end)
{
	size_t from;
	for (;;) {
		uint32_t want = walk_next(&needle, &from);
		if (!want) {
			*end = w.at;
			return true;
		}
		if (walk_next(&w, &from) != want)
			return false;
	}
}

bool fold_find(struct str text, struct str needle, size_t *at, size_t *len)
{
	struct walk n = { .s = needle };
	size_t from = 0, end = 0;
	uint32_t first = walk_next(&n, &from);
	char bytes[4];
	size_t first_len = first ? utf8_put(bytes, first) : 0;
	bool found = !first;
	for (size_t i = 0; first && i < text.n && !found;) {
		if (utf8_is_han(first)) {
			/* An ideograph folds to itself and nothing else folds to it: bytes can be
			 * looked for. */
			const char *p = memmem(text.p + i, text.n - i, bytes, first_len);
			if (!p)
				break;
			i = (size_t)(p - text.p);
		}
		from = i;
		uint32_t c = utf8_next(text, &i);
		struct walk w = { .s = text, .at = i, .last = first };
		found = fold_char(c) == first && walk_matches(w, n, &end);
	}
	if (found && at)
		*at = first ? from : 0;
	if (found && len)
		*len = first ? end - from : 0;
	return found;
}

bool fold_eq(struct str a, struct str b)
{
	struct walk x = { .s = a }, y = { .s = b };
	size_t from;
	for (;;) {
		uint32_t c = walk_next(&x, &from);
		if (c != walk_next(&y, &from))
			return false;
		if (!c)
			return true;
	}
}

bool fold_starts(struct str text, struct str folded, size_t *len)
{
	struct walk w = { .s = text }, needle = { .s = folded };
	size_t end = 0;

	if (!walk_matches(w, needle, &end))
		return false;
	if (len)
		*len = end;
	return true;
}

bool fold_needle_make(struct fold_needle *to, struct str needle)
{
	char c;

	*to = (struct fold_needle){ .first = 0 };
	fold_text(&to->folded, needle);
	if (to->folded.n == 0)
		return false;
	utf8_next(buf_str(&to->folded), &to->first);
	c = to->folded.p[0];
	if (to->first > 1)
		return true;
	to->begins[(unsigned char)c] = true;
	if (c >= 'a' && c <= 'z')
		to->begins[c - 'a' + 'A'] = true;
	to->begins[0xEF] = true;         /* full width */
	if (strchr("\"'()-", c))
		to->begins[0xE2] = to->begins[0xE3] = true;      /* fold_char() */
	return true;
}

void fold_needle_clear(struct fold_needle *n)
{
	buf_clear(&n->folded);
}

/* Does the needle stand at that byte? Not before blanks or format signs: there it begins later. */
static bool needle_stands(const struct fold_needle *n, struct str text, size_t *len)
{
	struct str needle = buf_str(&n->folded);
	size_t at = 0, first = 0;

	*len = needle.n;
	if (text.n >= needle.n && memcmp(text.p, needle.p, needle.n) == 0)
		return true;
	return fold_char(utf8_next(text, &at)) == utf8_next(needle, &first) &&
	       fold_starts(text, needle, len);
}

/* Where the needle may begin in text, at or behind byte from; text.n: nowhere. What is not ASCII
 * folds to itself and nothing else folds to it, so that bytes can be looked for: the last one of
 * its first character, since Chinese texts are full of the first. */
static size_t needle_next(const struct fold_needle *n, struct str text, size_t from)
{
	const char *first = n->folded.p, *p;
	size_t back = n->first - 1;

	if (back == 0) {
		while (from < text.n && !n->begins[(unsigned char)text.p[from]])
			from++;
		return from;
	}
	while (from + back < text.n) {
		p = memchr(text.p + from + back, first[back], text.n - from - back);
		if (!p)
			break;
		from = (size_t)(p - text.p) - back;
		if (memcmp(text.p + from, first, back) == 0)
			return from;
		from++;
	}
	return text.n;
}

bool fold_needle_find(const struct fold_needle *n, struct str text, size_t *at, size_t *len)
{
	size_t from = needle_next(n, text, 0), bytes;

	while (from < text.n && !needle_stands(n, str_from(text, from), &bytes))
		from = needle_next(n, text, from + 1);
	if (from >= text.n)
		return false;
	if (at)
		*at = from;
	if (len)
		*len = bytes;
	return true;
}

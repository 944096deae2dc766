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

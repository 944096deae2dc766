#include "model/filter_scan.h"

#include "base/gettext.h"
#include "base/utf8.h"

#include "base/ban.h"

enum { LETTERS_MOST = 12, HAN_MOST = 4 };      /* of a key: longer ones are texts with a colon */

uint32_t scan_sign_at(struct str line, size_t at, size_t *len)
{
	size_t end = at;
	uint32_t c = utf8_next(line, &end);

	*len = end - at;
	if (c > 0xff00 && c < 0xff5f)
		return c - 0xff01 + '!';
	switch (c) {
	case 0x201c: case 0x201d: return '"';
	case 0x3000: case '\t': case '\n': case '\r': return ' ';
	default: return c;
	}
}

uint32_t scan_sign(const struct scan *s)
{
	size_t len;

	return scan_sign_at(s->line, s->at, &len);
}

uint32_t scan_take(struct scan *s)
{
	size_t len;
	uint32_t c = scan_sign_at(s->line, s->at, &len);

	s->at += len;
	return c;
}

bool scan_skip(struct scan *s, uint32_t wanted)
{
	if (scan_sign(s) != wanted)
		return false;
	scan_take(s);
	return true;
}

void scan_blanks(struct scan *s)
{
	while (scan_skip(s, ' '))
		;
}

struct str scan_since(const struct scan *s, size_t from)
{
	return str_from(str_to(s->line, s->at), from);
}

bool scan_wrong(struct scan *s, size_t at)
{
	s->wrong = at;
	return false;
}

bool scan_quoted(struct scan *s, struct parsed_value *v)
{
	size_t begin = s->at;
	size_t len;
	uint32_t c, first = utf8_next(s->line, &(size_t){ begin });
	bool curly = first == 0x201c || first == 0x201d;

	scan_take(s);
	size_t from = s->at;
	for (; (c = scan_sign_at(s->line, s->at, &len)) != 0; s->at += len) {
		if (c == '"' && (curly || len != 3 || (unsigned char)s->line.p[s->at] == 0xef))
			break;
	}
	if (c == 0)
		return SCAN_WRONG(s, begin, _("this quotation mark is not closed"));
	v->text = scan_since(s, from);
	v->quoted = true;
	scan_take(s);
	return true;
}

bool scan_pattern(struct scan *s, struct parsed_value *v)
{
	size_t begin = s->at, from = ++s->at;

	for (; s->at < s->line.n && s->line.p[s->at] != '/'; s->at++)
		if (s->line.p[s->at] == '\\' && s->at + 1 < s->line.n)
			s->at++;
	if (s->at >= s->line.n)
		return SCAN_WRONG(s, begin,
				  _("this pattern is not closed: /PATTERN/; as a word in "
				    "quotes"));
	v->text = scan_since(s, from);
	v->pattern = true;
	s->at++;
	if (v->text.n == 0)
		return SCAN_WRONG(s, begin, _("there is nothing between the slashes"));
	if (scan_sign(s) == 'i') {
		v->ignore_case = true;
		scan_take(s);
	}
	return true;
}

bool scan_plain_ends(const struct scan *s, uint32_t c, int inside)
{
	return c == 0 || c == ' ' || (c == ')' && inside == 0 && s->open > 0);
}

bool scan_is_comma(uint32_t c)
{
	return c == ',' || c == ';' || c == 0x3001;
}

bool scan_comma(struct scan *s)
{
	size_t begin = s->at;

	scan_blanks(s);
	if (!scan_is_comma(scan_sign(s))) {
		s->at = begin;
		return false;
	}
	scan_take(s);
	scan_blanks(s);
	return true;
}

bool scan_value_ends(uint32_t c, bool is_name)
{
	bool compares = c == '<' || c == '>' || c == '=' || c == 0x2264 || c == 0x2265;

	return scan_is_comma(c) || (is_name && compares);
}

struct str scan_plain(struct scan *s, bool is_value, bool is_name)
{
	size_t from = s->at;
	int inside = 0;
	uint32_t c;

	for (; !scan_plain_ends(s, c = scan_sign(s), inside); scan_take(s)) {
		if (is_value && scan_value_ends(c, is_name))
			break;
		inside += c == '(' ? 1 : c == ')' && inside ? -1 : 0;
	}
	return scan_since(s, from);
}

enum cond_compare scan_compare(struct scan *s)
{
	static const struct { uint32_t sign; enum cond_compare alone, with_equal; } signs[] = {
		{ '<', COMPARE_LESS, COMPARE_AT_MOST }, { '>', COMPARE_MORE, COMPARE_AT_LEAST },
		{ '=', COMPARE_EQUAL, COMPARE_EQUAL }, { 0x2264, COMPARE_AT_MOST, COMPARE_AT_MOST },
		{ 0x2265, COMPARE_AT_LEAST, COMPARE_AT_LEAST },
	};

	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (scan_skip(s, signs[i].sign))
			return scan_skip(s, '=') ? signs[i].with_equal : signs[i].alone;
	return COMPARE_ANY;
}

struct str scan_key(struct str line, size_t from, size_t *after)
{
	size_t at = from, len, letters = 0, han = 0;
	uint32_t c;

	while ((c = scan_sign_at(line, at, &len)) != 0 && c != ':') {
		if ((c | 0x20) >= 'a' && (c | 0x20) <= 'z')
			letters++;
		else if (utf8_is_han(c))
			han++;
		else
			break;
		at += len;
	}
	*after = at + len;
	if (c != ':' || letters + han == 0 || letters > LETTERS_MOST || han > HAN_MOST)
		return (struct str){ line.p, 0 };
	return str_from(str_to(line, at), from);
}

#include "base/utf8.h"

#include "base/ban.h"

enum { UTF8_BROKEN = 0xFFFD };

static bool utf8_is_tail(unsigned char c)
{
	return (c & 0xC0) == 0x80;
}

/* Decodes at byte `at` (before the end): how many bytes, 0 where they are broken. */
static size_t utf8_decode(struct str s, size_t at, uint32_t *c)
{
	const unsigned char *p = (const unsigned char *)s.p + at;
	size_t left = s.n - at;

	if (p[0] < 0x80) {
		*c = p[0];
		return 1;
	}
	if (p[0] >= 0xC2 && p[0] < 0xE0 && left >= 2 && utf8_is_tail(p[1])) {
		*c = (p[0] & 0x1Fu) << 6 | (p[1] & 0x3Fu);
		return 2;
	}
	if ((p[0] & 0xF0) == 0xE0 && left >= 3 && utf8_is_tail(p[1]) && utf8_is_tail(p[2])) {
		*c = (p[0] & 0x0Fu) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu);
		return *c >= 0x800 && (*c < 0xD800 || *c > 0xDFFF) ? 3 : 0;
	}
	if (p[0] >= 0xF0 && p[0] < 0xF5 && left >= 4 && utf8_is_tail(p[1]) && utf8_is_tail(p[2]) &&
	    utf8_is_tail(p[3])) {
		*c = (p[0] & 0x07u) << 18 | (p[1] & 0x3Fu) << 12 | (p[2] & 0x3Fu) << 6 | (p[3] & 0x3Fu);
		return *c >= 0x10000 && *c <= 0x10FFFF ? 4 : 0;
	}
	return 0;
}

uint32_t utf8_next(struct str s, size_t *at)
{
	uint32_t c;

	if (*at >= s.n)
		return 0;
	size_t n = utf8_decode(s, *at, &c);

	*at += n ? n : 1;
	return n ? c : UTF8_BROKEN;
}

uint32_t utf8_prev(struct str s, size_t *at)
{
	uint32_t c;

	if (*at > s.n)
		*at = s.n;
	if (*at == 0)
		return 0;
	for (size_t n = 1; n <= 4 && n <= *at; n++) {
		if (utf8_is_tail((unsigned char)s.p[*at - n]))
			continue;
		if (utf8_decode(str_to(s, *at), *at - n, &c) != n)
			break;
		*at -= n;
		return c;
	}
	--*at;
	return UTF8_BROKEN;
}

size_t utf8_put(char to[4], uint32_t c)
{
	if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
		c = UTF8_BROKEN;
	if (c < 0x80) {
		to[0] = (char)c;
		return 1;
	}
	size_t n = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;

	for (size_t i = n - 1; i > 0; i--) {
		to[i] = (char)(0x80 | (c & 0x3F));
		c >>= 6;
	}
	static const unsigned char lead[] = { 0, 0, 0xC0, 0xE0, 0xF0 };

	to[0] = (char)(lead[n] | c);
	return n;
}

ptrdiff_t utf8_flaw(struct str s)
{
	uint32_t c;

	for (size_t at = 0, n; at < s.n; at += n) {
		n = (unsigned char)s.p[at] < 0x80 ? 1 : utf8_decode(s, at, &c);
		if (n == 0)
			return (ptrdiff_t)at;
	}
	return -1;
}

size_t utf8_count(struct str s)
{
	size_t n = 0;

	for (size_t at = 0; at < s.n; n++)
		utf8_next(s, &at);
	return n;
}

bool utf8_is_han(uint32_t c)
{
	static const struct { uint32_t from, to; } ranges[] = {
		{ 0x3005, 0x3007 },      /* 々 〆 〇 */
		{ 0x3021, 0x3029 }, { 0x3038, 0x303A },      /* 〡 ... 〺: numerals of merchants */
		{ 0x3400, 0x4DBF }, { 0x4E00, 0x9FFF }, { 0xF900, 0xFAFF }, { 0x20000, 0x2FA1F },
		{ 0x30000, 0x323AF },
	};

	for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++)
		if (c >= ranges[i].from && c <= ranges[i].to)
			return true;
	return false;
}

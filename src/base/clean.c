#include "base/clean.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "base/utf8.h"
#include "base/ban.h"

static const struct { uint32_t first, last; } formats[] = {   /* sorted; Unicode 15 */
	{ 0x00ad, 0x00ad }, { 0x0600, 0x0605 }, { 0x061c, 0x061c }, { 0x06dd, 0x06dd },
	{ 0x070f, 0x070f }, { 0x0890, 0x0891 }, { 0x08e2, 0x08e2 }, { 0x180e, 0x180e },
	{ 0x200b, 0x200f }, { 0x202a, 0x202e }, { 0x2060, 0x206f }, { 0xfeff, 0xfeff },
	{ 0xfff9, 0xfffb }, { 0x110bd, 0x110bd }, { 0x110cd, 0x110cd }, { 0x13430, 0x1343f },
	{ 0x1bca0, 0x1bca3 }, { 0x1d173, 0x1d17a }, { 0xe0001, 0xe0001 }, { 0xe0020, 0xe007f },
};

bool clean_is_format(uint32_t c)
{
	if (c < 0xad)
		return false;
	for (size_t i = 0; i < sizeof formats / sizeof *formats && c >= formats[i].first; i++)
		if (c <= formats[i].last)
			return true;
	return false;
}

static bool is_break(uint32_t c)
{
	return c >= '\t' && c <= '\r';
}

/* Would the terminal do something else than show one sign for c? broken: U+FFFD that stands
 * for a bad byte and not for itself. */
static bool is_unfit(uint32_t c, bool broken)
{
	if (c >= 0x20 && c < 0x7f)
		return false;
	if (broken || c < 0xa0 || c == 0x2028 || c == 0x2029 || clean_is_format(c))
		return true;
	return wcwidth((wchar_t)c) < 0;
}

static bool locale_has(wchar_t c)
{
	char bytes[MB_LEN_MAX];
	mbstate_t state;
	memset(&state, 0, sizeof state);
	return wcrtomb(bytes, c, &state) != (size_t)-1;
}

void clean_text(struct buf *to, struct str s)
{
	const char *mark = locale_has(L'\u00b7') ? "\u00b7" : "?";
	for (size_t at = 0; at < s.n;) {
		size_t from = at;
		uint32_t c = utf8_next(s, &at);
		if (is_break(c)) {
			while (at < s.n && is_break((unsigned char)s.p[at]))
				at++;
			buf_byte(to, ' ');
		} else if (is_unfit(c, c == 0xfffd && at - from == 1)) {
			buf_puts(to, mark);
		} else {
			buf_add(to, s.p + from, at - from);
		}
	}
}

bool clean_needed(struct str s)
{
	for (size_t at = 0; at < s.n;) {
		size_t from = at;
		uint32_t c = utf8_next(s, &at);
		if (!is_break(c) && is_unfit(c, c == 0xfffd && at - from == 1))
			return true;
	}
	return false;
}

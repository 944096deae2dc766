#include "base/charset.h"

#include <errno.h>
#include <iconv.h>
#include <langinfo.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/gettext.h"
#include "base/utf8.h"
#include "base/ban.h"

const char *charset_name(enum charset c)
{
	static const char *const names[] = { "UTF-8", "UTF-16", "GB18030" };
	return names[c];
}

/* The line and the character in it that stand at byte `at`. Line ends: LF, CR, CR LF. Broken bytes
 * count one. */
static struct place place_of(struct str s, size_t at, const char *source)
{
	struct place place = { .line = 1, .column = 1 };
	snprintf(place.source, sizeof place.source, "%s", source);
	for (size_t i = 0; i < at && i < s.n;) {
		uint32_t c = utf8_next(s, &i);
		if (c == '\n' || (c == '\r' && !(i < s.n && s.p[i] == '\n'))) {
			place.line++;
			place.column = 1;
		} else if (c != '\r') {
			place.column++;
		}
	}
	return place;
}

/* Text that is UTF-8 by now: looks for what no text has, then appends it with LF as line end. */
static bool take_text(struct str s, const char *source, struct buf *to, struct err *err)
{
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		if ((c >= 0x20 && c != 0x7f) || c == '\t' || c == '\n' || c == '\r' || c == '\f')
			continue;
		if (!c)
			return err_at(err, ERR_INPUT, place_of(s, i, source),
				      _("a NUL byte: this is no text file; save it as text (UTF-8) "
					"first"));
		return err_at(err, ERR_INPUT, place_of(s, i, source),
			      _("the control character 0x%02x: this is no text file; save it as "
				"text (UTF-8) first"),
			      c);
	}
	size_t from = 0;
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] != '\r')
			continue;
		buf_add(to, s.p + from, i - from);
		if (!(i + 1 < s.n && s.p[i + 1] == '\n'))
			buf_byte(to, '\n');
		from = i + 1;
	}
	buf_add(to, s.p + from, s.n - from);
	return true;
}

static uint32_t utf16_unit(struct str s, size_t i, bool little)
{
	uint32_t a = (unsigned char)s.p[i], b = (unsigned char)s.p[i + 1];
	return little ? a | b << 8 : a << 8 | b;
}

/* s without its BOM. */
static bool from_utf16(struct str s, bool little, const char *source, struct buf *to,
		       struct err *err)
{
	size_t i = 0;
	while (i + 1 < s.n) {
		char bytes[4];
		uint32_t c = utf16_unit(s, i, little);
		if (c >= 0xd800 && c < 0xe000) {
			uint32_t low = i + 3 < s.n ? utf16_unit(s, i + 2, little) : 0;
			if (c >= 0xdc00 || low < 0xdc00 || low >= 0xe000)
				break;
			c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
			i += 2;
		}
		i += 2;
		buf_add(to, bytes, utf8_put(bytes, c));
	}
	return i == s.n ||
	       err_at(err, ERR_INPUT, place_of(buf_str(to), to->n, source), _("broken UTF-16"));
}

/* False where bytes are no GB18030 throughout; what was read before stands in *to. */
static bool from_gb18030(struct str s, struct buf *to)
{
	iconv_t cd = iconv_open("UTF-8", "GB18030");
	if (cd == (iconv_t)-1)
		return false;
	char *in = (char *)(uintptr_t)s.p;     /* iconv() reads only */
	size_t in_left = s.n, r;
	do {
		char out[4096], *p = out;
		size_t room = sizeof out;
		r = iconv(cd, &in, &in_left, &p, &room);
		buf_add(to, out, sizeof out - room);
		/* A full buffer goes on; an error that gave nothing is one of the bytes. */
		if (r == (size_t)-1 && room == sizeof out)
			break;
	} while (in_left);
	iconv_close(cd);
	return in_left == 0 && r != (size_t)-1;
}

/* Is s UTF-8 that was damaged in a few places? In GB18030 text a sequence of three or more bytes
 * that is also good UTF-8 is rare, in Chinese UTF-8 nearly all are. */
static bool is_mostly_utf8(struct str s)
{
	size_t good = 0, bad = 0;
	for (size_t i = 0; i < s.n;) {
		size_t from = i;
		uint32_t c = utf8_next(s, &i);
		if (i - from >= 3)
			good++;
		else if (c == 0xfffd && i - from == 1)
			bad++;
	}
	return good >= 2 * bad;
}

static bool convert(struct str bytes, ptrdiff_t flaw, const char *source, struct buf *text,
		    struct err *err)
{
	if (is_mostly_utf8(bytes))
		return err_at(err, ERR_INPUT, place_of(bytes, (size_t)flaw, source),
			_("broken UTF-8 (byte 0x%02x): save the file again as UTF-8"),
			(unsigned char)bytes.p[flaw]);
	if (!from_gb18030(bytes, text))
		return err_at(err, ERR_INPUT, place_of(buf_str(text), text->n, source),
			_("neither UTF-8 nor GB18030: save the file again as UTF-8"));
	return true;
}

bool charset_read(struct str bytes, const char *source, struct buf *to, enum charset *found,
	struct err *err)
{
	struct buf text = { 0 };
	bool good = true;
	*found = CHARSET_UTF8;
	if (str_starts(bytes, STR_LIT("\xef\xbb\xbf")))
		bytes = str_from(bytes, 3);
	if (str_starts(bytes, STR_LIT("\xff\xfe")) || str_starts(bytes, STR_LIT("\xfe\xff"))) {
		*found = CHARSET_UTF16;
		good = from_utf16(str_from(bytes, 2), bytes.p[0] == '\xff', source, &text, err);
		bytes = buf_str(&text);
	} else {
		ptrdiff_t flaw = utf8_flaw(bytes);
		if (flaw >= 0) {
			*found = CHARSET_GB18030;
			good = convert(bytes, flaw, source, &text, err);
			bytes = buf_str(&text);
		}
	}
	good = good && take_text(bytes, source, to, err);
	buf_clear(&text);
	return good;
}

/* Converts piece by piece; a character that the charset lacks becomes "?". */
static void to_charset(iconv_t cd, struct str text, struct buf *to)
{
	char *from = (char *)(uintptr_t)text.p;     /* iconv() reads only */
	size_t left = text.n;
	while (left > 0) {
		char room[4096], *p = room;
		size_t space = sizeof room;
		size_t r = iconv(cd, &from, &left, &p, &space);
		int why = r == (size_t)-1 ? errno : 0;
		buf_add(to, room, sizeof room - space);
		if (why && why != E2BIG) {
			size_t at = 0;
			utf8_next((struct str){ from, left }, &at);
			from += at;
			left -= at;
			buf_byte(to, '?');
		}
	}
}

void charset_to_locale(struct str utf8, struct buf *to)
{
	const char *charset = nl_langinfo(CODESET);
	iconv_t cd = strcmp(charset, "UTF-8") == 0 ? (iconv_t)-1 : iconv_open(charset, "UTF-8");
	if (cd == (iconv_t)-1) {
		buf_put(to, utf8);
		return;
	}
	to_charset(cd, utf8, to);
	iconv_close(cd);
}

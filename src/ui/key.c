#include "ui/key.h"

#define _XOPEN_SOURCE_EXTENDED 1
#include <curses.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <wchar.h>

#include "base/utf8.h"

#include "base/ban.h"

enum { CODE_PASTE_BEGIN = KEY_MAX + 1, CODE_PASTE_END, PASTE_MAX = 1 << 20, PASTE_PATIENCE_S = 2 };

/* What lies between two packets of the line. */
static struct {
	mbstate_t partial;
	int partial_bytes;
	bool pasting;
	time_t pasting_since;           /* when its last byte came */
	bool pasted_cr;                 /* so that CR LF is one line end */
	struct buf pasted;
	unsigned long count;
} in;

void key_start(void)
{
	static const struct { const char *sequence; int code; } sent[] = {
		{ "\033[A", KEY_UP }, { "\033[B", KEY_DOWN }, { "\033[C", KEY_RIGHT },
		{ "\033[D", KEY_LEFT },
		{ "\033OA", KEY_UP }, { "\033OB", KEY_DOWN }, { "\033OC", KEY_RIGHT },
		{ "\033OD", KEY_LEFT },
		{ "\033[H", KEY_HOME }, { "\033[F", KEY_END }, { "\033OH", KEY_HOME },
		{ "\033OF", KEY_END },
		{ "\033[1~", KEY_HOME }, { "\033[4~", KEY_END }, { "\033[7~", KEY_HOME },
		{ "\033[8~", KEY_END },
		{ "\033[3~", KEY_DC }, { "\033[5~", KEY_PPAGE }, { "\033[6~", KEY_NPAGE },
		{ "\033[Z", KEY_BTAB },
		{ "\033OM", KEY_ENTER },
		{ "\033[200~", CODE_PASTE_BEGIN }, { "\033[201~", CODE_PASTE_END },
	};

	for (size_t i = 0; i < sizeof sent / sizeof *sent; i++)
		define_key(sent[i].sequence, sent[i].code);
}

static int code_next(void)
{
	int c = getch();

	in.count += c != ERR;
	return c;
}

unsigned long key_count(void)
{
	return in.count;
}

static time_t seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC_COARSE, &t);
	return t.tv_sec;
}

static struct ui_key key_of_code(int code)
{
	static const struct { int code; enum key_code key; } codes[] = {
		{ KEY_UP, KEY_UP_ }, { KEY_DOWN, KEY_DOWN_ }, { KEY_LEFT, KEY_LEFT_ },
		{ KEY_RIGHT, KEY_RIGHT_ },
		{ KEY_HOME, KEY_HOME_ }, { KEY_END, KEY_END_ }, { KEY_FIND, KEY_HOME_ },
		{ KEY_SELECT, KEY_END_ },
		{ KEY_A1, KEY_HOME_ }, { KEY_C1, KEY_END_ }, { KEY_A3, KEY_PGUP },
		{ KEY_C3, KEY_PGDN },
		{ KEY_PPAGE, KEY_PGUP }, { KEY_NPAGE, KEY_PGDN },
		{ KEY_BTAB, KEY_BACKTAB }, { KEY_BACKSPACE, KEY_BACKSPACE_ },
		{ KEY_DC, KEY_DELETE }, { KEY_ENTER, KEY_ENTER_ },
		{ KEY_RESIZE, KEY_RESIZED },
	};

	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
		if (codes[i].code == code)
			return (struct ui_key){ codes[i].key, 0 };
	return (struct ui_key){ KEY_UNKNOWN, 0 };
}

static struct ui_key key_of_char(uint32_t c)
{
	switch (c) {
	case '\r':
	case '\n':
		return (struct ui_key){ KEY_ENTER_, 0 };
	case '\t':
		return (struct ui_key){ KEY_TAB, 0 };
	case 8:
	case 0x7f:
		return (struct ui_key){ KEY_BACKSPACE_, 0 };
	case 0:
		return (struct ui_key){ KEY_UNKNOWN, 0 };
	}
	return (struct ui_key){ KEY_CHAR, c };
}

/* One byte towards a character. False: more to come. A byte that breaks one begins anew. */
static bool char_add(int byte, uint32_t *c)
{
	const char one = (char)byte;

	for (;;) {
		wchar_t w;
		size_t r = mbrtowc(&w, &one, 1, &in.partial);

		if (r == (size_t)-2) {
			in.partial_bytes++;
			return false;
		}
		if (r == (size_t)-1) {
			memset(&in.partial, 0, sizeof in.partial);
			*c = 0xfffd;
			if (in.partial_bytes == 0)
				return true;
			in.partial_bytes = 0;
			continue;
		}
		in.partial_bytes = 0;
		*c = r == 0 ? 0 : (uint32_t)w;
		return true;
	}
}

static void paste_add(uint32_t c)
{
	bool second = c == '\n' && in.pasted_cr;
	char bytes[4];
	size_t n;

	in.pasted_cr = c == '\r';
	if (c == '\r')
		c = '\n';
	if (second || in.pasted.n >= PASTE_MAX)
		return;
	/* What stands on both sides of a NUL is not one word. */
	n = utf8_put(bytes, c ? c : 0xfffd);
	buf_add(&in.pasted, bytes, n);
}

static struct ui_key paste_end(void)
{
	in.pasting = false;
	in.partial_bytes = 0;
	memset(&in.partial, 0, sizeof in.partial);
	return (struct ui_key){ KEY_PASTE, 0 };
}

/* Reads on in a paste; KEY_NOTHING while its end has not come. */
static struct ui_key paste_read(void)
{
	int c;

	while ((c = code_next()) != ERR) {
		uint32_t w;

		in.pasting_since = seconds();
		if (c == CODE_PASTE_END)
			return paste_end();
		if (c < KEY_MIN && char_add(c, &w))
			paste_add(w);
	}
	return (struct ui_key){ KEY_NOTHING, 0 };
}

/* Behind an ESC: alone it is Esc; an unknown sequence is swallowed, or it would arrive as Esc
 * and letters. */
static struct ui_key escape_read(void)
{
	int c = code_next();

	if (c == ERR)
		return (struct ui_key){ KEY_ESC, 0 };
	if (c == '[' || c == 'O') {
		int e;

		while ((e = code_next()) != ERR && !(e >= 0x40 && e <= 0x7e))
			;
		return (struct ui_key){ KEY_UNKNOWN, 0 };
	}
	if (c == 27)
		ungetch(c);
	return c == 27 ? (struct ui_key){ KEY_ESC, 0 }
		       : (struct ui_key){ KEY_UNKNOWN, 0 }; /* Alt and a key */
}

struct ui_key key_next(void)
{
	int c;

	/* A line that tore the end of a paste away must not swallow keys for ever. */
	if (in.pasting && seconds() - in.pasting_since > PASTE_PATIENCE_S)
		return paste_end();
	if (in.pasting)
		return paste_read();
	while ((c = code_next()) != ERR) {
		uint32_t w;

		if (c == CODE_PASTE_BEGIN) {
			in.pasting = true;
			in.pasting_since = seconds();
			in.pasted_cr = false;
			buf_reset(&in.pasted);
			return paste_read();
		}
		if (c == CODE_PASTE_END)
			continue;
		if (c >= KEY_MIN)
			return key_of_code(c);
		if (c == 27 && in.partial_bytes == 0)
			return escape_read();
		if (char_add(c, &w))
			return w == 0xfffd ? (struct ui_key){ KEY_UNKNOWN, 0 } : key_of_char(w);
	}
	return (struct ui_key){ KEY_NOTHING, 0 };
}

struct ui_key key_paste_of(const struct ui_key *keys, size_t n)
{
	static const struct { enum key_code code; uint32_t ch; } signs[] = {
		{ KEY_ENTER_, '\n' }, { KEY_TAB, '\t' },
	};

	in.pasted_cr = false;
	buf_reset(&in.pasted);
	for (size_t i = 0; i < n; i++) {
		uint32_t c = keys[i].code == KEY_CHAR ? keys[i].ch : 0xfffd;

		for (size_t k = 0; k < sizeof signs / sizeof *signs; k++)
			if (keys[i].code == signs[k].code)
				c = signs[k].ch;
		paste_add(c);
	}
	return (struct ui_key){ KEY_PASTE, 0 };
}

const struct buf *key_pasted(void)
{
	return &in.pasted;
}

/* Keys as people write them, and what an input method makes of them. No terminal is needed for
 * this. */
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "ui/key.h"

#include "base/ban.h"

/* The first name of a key is the one that is shown. */
static const struct { const char *name; struct ui_key key; } names[] = {
	{ "Enter", { KEY_ENTER_, 0 } }, { "Esc", { KEY_ESC, 0 } }, { "Tab", { KEY_TAB, 0 } },
	{ "Shift-Tab", { KEY_BACKTAB, 0 } },
	{ "Backspace", { KEY_BACKSPACE_, 0 } }, { "Delete", { KEY_DELETE, 0 } },
	{ "Space", { KEY_CHAR, ' ' } },
	{ "Up", { KEY_UP_, 0 } }, { "Down", { KEY_DOWN_, 0 } }, { "Left", { KEY_LEFT_, 0 } },
	{ "Right", { KEY_RIGHT_, 0 } },
	{ "Home", { KEY_HOME_, 0 } }, { "End", { KEY_END_, 0 } }, { "PgUp", { KEY_PGUP, 0 } },
	{ "PgDn", { KEY_PGDN, 0 } },
	{ "Return", { KEY_ENTER_, 0 } }, { "Escape", { KEY_ESC, 0 } },
	{ "BackTab", { KEY_BACKTAB, 0 } }, { "PageUp", { KEY_PGUP, 0 } },
	{ "PageDown", { KEY_PGDN, 0 } }, { "Del", { KEY_DELETE, 0 } },
};

const char *key_name_of(struct ui_key k, char to[16])
{
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (key_eq(names[i].key, k)) {
			snprintf(to, 16, "%s", names[i].name);
			return to;
		}
	if (k.code != KEY_CHAR)
		snprintf(to, 16, "?");
	else if (k.ch < 0x20)
		snprintf(to, 16, "Ctrl-%c", (char)(k.ch + 0x40));
	else
		to[utf8_put(to, k.ch)] = '\0';
	return to;
}

static bool name_eq(const char *a, const char *b)
{
	return strcasecmp(a, b) == 0;
}

bool key_parse(const char *name, struct ui_key *k)
{
	struct str s = str_of(name);
	size_t at = 0;
	uint32_t c = utf8_next(s, &at);

	if (s.n > 0 && at == s.n && c > ' ' && c != 0x7f) {
		*k = (struct ui_key){ KEY_CHAR, c };
		return true;
	}
	if (strncasecmp(name, "Ctrl-", 5) == 0 && s.n == 6) {
		c = (uint32_t)(unsigned char)name[5] & 0x1f;
		if (name[5] < '?' || c == 0 || c == 27)
			return false;
		*k = c == 8               ? (struct ui_key){ KEY_BACKSPACE_, 0 }
		     : c == 9             ? (struct ui_key){ KEY_TAB, 0 }
		     : c == 10 || c == 13 ? (struct ui_key){ KEY_ENTER_, 0 }
					  : (struct ui_key){ KEY_CHAR, c };
		return true;
	}
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (name_eq(names[i].name, name)) {
			*k = names[i].key;
			return true;
		}
	return false;
}

/* The signs that a Chinese input method makes of a key of the keyboard, where they are no
 * full-width form. */
static const struct { uint32_t sign; char key; } signs[] = {
	{ 0x3001, '/' }, { 0x3002, '.' }, { 0x3010, '[' }, { 0x3011, ']' }, { 0x300c, '[' },
	{ 0x300d, ']' }, { 0x300a, '<' },
	{ 0x300b, '>' }, { 0x201c, '"' }, { 0x201d, '"' }, { 0x2018, '\'' }, { 0x2019, '\'' },
	{ 0xffe5, '$' }, { 0x00b7, '`' },
	{ 0x2014, '_' }, { 0x2026, '^' }, { 0x3000, ' ' }, { 0x00d7, '*' },
};

struct ui_key key_as_command(struct ui_key k)
{
	if (k.code != KEY_CHAR || k.ch < 0x80)
		return k;
	if (k.ch >= 0xff01 && k.ch <= 0xff5e) {
		k.ch = k.ch - 0xff01 + '!';
		return k;
	}
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (signs[i].sign == k.ch)
			k.ch = (uint32_t)(unsigned char)signs[i].key;
	return k;
}

bool key_is_han(struct ui_key k)
{
	return k.code == KEY_CHAR && utf8_is_han(k.ch);
}

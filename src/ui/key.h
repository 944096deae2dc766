/* Bytes to keys: split characters, torn sequences, full-width forms, bracketed paste. */
#ifndef UI_KEY_H
#define UI_KEY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"

enum key_code {
	/* ch: a character (control characters as such: 0x12 is Ctrl-R) */
	KEY_NOTHING, KEY_CHAR,
	KEY_ENTER_, KEY_ESC, KEY_TAB, KEY_BACKTAB, KEY_BACKSPACE_, KEY_DELETE,
	KEY_UP_, KEY_DOWN_, KEY_LEFT_, KEY_RIGHT_, KEY_HOME_, KEY_END_, KEY_PGUP, KEY_PGDN,
	KEY_RESIZED, KEY_PASTE,     /* the pasted text is in key_pasted() */
	KEY_UNKNOWN,
};

struct ui_key {
	enum key_code code;
	uint32_t ch;
};

/* What terminals send against their TERM is made known; by term_start(). */
void key_start(void);
/* The next key that has arrived, KEY_NOTHING when all are read. Never waits (but for escdelay
 * behind an ESC). */
struct ui_key key_next(void);
/* The text of the last KEY_PASTE: UTF-8, line ends as LF, at most 1 MiB; NUL is U+FFFD. Lent until
 * the next one. */
const struct buf *key_pasted(void);
/* How many bytes, sequences and changes of size were read so far: what a mark of term_wait() names. */
unsigned long key_count(void);
/* What was pasted came as keys: the KEY_PASTE that they are. */
struct ui_key key_paste_of(const struct ui_key *keys, size_t n) __attribute__((nonnull));
/* The same key as a command: full-width forms and the Chinese signs on it count as that key
 * (： 、／ ？ ； ，。＝ ０-９ ａ-ｚ). */
struct ui_key key_as_command(struct ui_key k);
/* A Chinese character where a command is expected: the input method is on. */
bool key_is_han(struct ui_key k);
/* "Ctrl-L", "Enter", "j", "PgDn": as in the configuration and the help. Names are translated
 * nowhere. */
const char *key_name_of(struct ui_key k, char to[16]);
bool key_parse(const char *name, struct ui_key *k);
static inline bool key_eq(struct ui_key a, struct ui_key b)
{
	return a.code == b.code && a.ch == b.ch;
}

#endif

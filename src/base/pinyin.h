/* Pinyin: which letters a Chinese text is typed with. The table of readings is
 * share/pinyin/readings.tsv: toneless, several a character, ü is "v". Any reading counts (重庆 is
 * cq and zq), since a table cannot know which one is meant. */
#ifndef BASE_PINYIN_H
#define BASE_PINYIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

struct pinyin;

/* Maps share_dir/pinyin/readings.tsv read-only, looks through all of it and keeps an index of 80
 * kB; a fraction of a millisecond. NULL: it is absent, cut or unsound, err says where. Whoever
 * opens it goes on without pinyin then. */
struct pinyin *pinyin_open(const char *share_dir, struct err *err)
	__attribute__((nonnull, warn_unused_result));
void pinyin_close(struct pinyin *p);
/* The same of a table that lies in memory; name: how errors call it. It is needed no longer. */
struct pinyin *pinyin_read(const char *name, struct str table, struct err *err)
	__attribute__((nonnull, warn_unused_result));

/* Letters as they were typed, ready to be looked for in many texts. */
enum { PINYIN_LETTERS = 63 };        /* so many can be looked for at once */
struct pinyin_key {
	uint64_t at[36];             /* a-z 0-9: bit o: it is letter o of what was typed */
	unsigned n;
};
/* False: typed is none: it has signs besides letters (full-width ones and capitals count), digits,
 * blanks and the apostrophe of xi'an, it has no letter, or more than PINYIN_LETTERS. */
bool pinyin_key_make(struct pinyin_key *to, struct str typed) __attribute__((nonnull));
/* Is text, from any of its characters on, typed with these letters? Each character by its initial,
 * by zh ch sh, or whole, in any mixture; the last one may be unfinished (gongaj, gonganj, gonga).
 * Letters and digits of the text stand for themselves; brackets, quotes, blanks and hyphens in it
 * are passed over, other signs end a word. *at and *len (may be NULL) get the first place that
 * matches. Time is linear in the text, whatever it is. */
bool pinyin_find(const struct pinyin *p, const struct pinyin_key *key, struct str text, size_t *at,
		 size_t *len) __attribute__((nonnull(1, 2)));
/* Is the whole of text typed with these letters? Or its beginning? */
bool pinyin_is(const struct pinyin *p, const struct pinyin_key *key, struct str text)
	__attribute__((nonnull));
bool pinyin_starts(const struct pinyin *p, const struct pinyin_key *key, struct str text)
	__attribute__((nonnull));
/* pinyin_find() for one text. */
bool pinyin_match(const struct pinyin *p, struct str text, struct str letters)
	__attribute__((nonnull));

#endif

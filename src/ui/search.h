/* What "/" looks for on a screen: as text, and only where it stands nowhere so, as pinyin. */
#ifndef UI_SEARCH_H
#define UI_SEARCH_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"
#include "base/word.h"
#include "ui/screen.h"

/* Zeroed: nothing was looked for yet. */
struct search {
	struct word *word;
	enum word_hit hit;            /* the kind of hit that counts now */
};

/* Takes what was typed; nothing typed leaves what was looked for last. False: there is nothing to
 * look for, or it cannot be (told). */
bool search_set(struct ui *ui, struct search *s, const char *typed)
	__attribute__((nonnull, warn_unused_result));
void search_clear(struct search *s) __attribute__((nonnull));
/* "" while nothing was looked for */
const char *search_text(const struct search *s) __attribute__((nonnull, returns_nonnull));

/* How a screen looks for the next one:
 *
 *	search_begin(s);
 *	do
 *		at = ... the next row with search_hit();
 *	while (at < 0 && search_again(s));
 *
 * begin: as text; again: as pinyin, false after that. */
void search_begin(struct search *s) __attribute__((nonnull));
bool search_again(struct search *s) __attribute__((nonnull));
/* Does text have what is looked for, in the way that counts now? *at and *len (may be NULL) get the
 * first place, for a mark. False while nothing is looked for. */
bool search_hit(const struct search *s, struct str text, size_t *at, size_t *len)
	__attribute__((nonnull(1)));
/* Has one of the names of that unit it? */
bool search_hit_unit(struct ui *ui, const struct search *s, int64_t unit) __attribute__((nonnull));
/* Is it that number of an item, as text? */
bool search_is(const struct search *s, const char *number) __attribute__((nonnull));

#endif

/* A word out of a short list, as people type it: by its number, its name or its word in their
 * language. Kept is the name, which is the same in every language; a word of their own is kept as
 * it is. */
#ifndef MODEL_CHOICE_H
#define MODEL_CHOICE_H

#include "base/arena.h"
#include "base/str.h"

/* word NULL ends a list, which has nine at the most; a number once given stays. */
struct choice { const char *word, *label; };

/* What is kept: the word, or the text as it is, in mem; NULL where nothing was typed. */
const char *choice_typed(const struct choice *list, struct str text, struct arena *mem)
	__attribute__((nonnull));
/* For people; a text that is not in the list as it is. */
const char *choice_say(const struct choice *list, const char *word)
	__attribute__((nonnull, returns_nonnull));
/* "1 phone  2 letter  3 fax ...": what can be typed. In mem. */
const char *choice_hint(const struct choice *list, struct arena *mem)
	__attribute__((nonnull, returns_nonnull));

#endif

/* How strong an urging is (催办级别): a reminder before the date, a plain urging, a formal one 督办, a
 * talk 约谈, a bulletin 通报; or the office's own word, such as 橙单. Kept by a word that is the same
 * in every language where it is one of ours; a plain urging keeps none, as all did before there were
 * levels. */
#ifndef MODEL_LEVEL_H
#define MODEL_LEVEL_H

#include "base/arena.h"
#include "base/str.h"

/* What is kept of a typed level: "formal" for 督办 or for 3; another text as it is; NULL of a plain
 * urging, or where nothing was typed. In mem. */
const char *level_typed(struct str text, struct arena *mem) __attribute__((nonnull));
/* For people: 督办 for "formal", another word as it is; a plain urging's for "" or NULL. */
const char *level_say(const char *level) __attribute__((returns_nonnull));
/* For programs: "formal"; "urge" for "" or NULL. */
const char *level_name(const char *level) __attribute__((returns_nonnull));
/* "1 reminder  2 urging  3 formal ...": what can be typed. In mem. */
const char *level_hint(struct arena *mem) __attribute__((nonnull, returns_nonnull));

#endif

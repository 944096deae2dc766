/* How something was said (方式): by phone, by letter ... or in the office's own word. */
#ifndef MODEL_WAY_H
#define MODEL_WAY_H

#include "base/arena.h"
#include "base/str.h"

/* What is kept of a typed way: "phone" for 电话 or for 1; another text as it is; NULL where nothing
 * was typed. In mem. */
const char *way_typed(struct str text, struct arena *mem) __attribute__((nonnull));
/* For people: 电话 for "phone", another word as it is. */
const char *way_say(const char *way) __attribute__((nonnull, returns_nonnull));
/* "1 phone  2 letter  3 fax ...": what can be typed. In mem. */
const char *way_hint(struct arena *mem) __attribute__((nonnull, returns_nonnull));

#endif

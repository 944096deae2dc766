/* How something was said: by phone, by letter ... Kept by a word that is the same in every language
 * where it is one of ours. */
#ifndef UI_WAY_H
#define UI_WAY_H

#include "base/arena.h"
#include "base/str.h"

/* What is kept of a typed way: "phone" for 电话 or for 1; another text as it is. NULL where nothing
 * was typed. In mem. */
const char *way_typed(struct str text, struct arena *mem);
/* "1 phone  2 letter  3 fax ...": what can be typed. In mem. */
const char *way_hint(struct arena *mem);

#endif

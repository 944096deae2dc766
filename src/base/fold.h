/* Folding: what searching, comparing and identities (for ever) do not care about. */
#ifndef BASE_FOLD_H
#define BASE_FOLD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/str.h"

/* One character folded: full-width ASCII (FF01-FF5E) and U+3000 to ASCII, A-Z to a-z, “ ” „ ‟
 * 「」『』 ＂ to '"', ‘ ’ to '\'', 〔〕【】 to ( and ), ％ to %, dashes — – － to '-'; all else
 * stays. */
uint32_t fold_char(uint32_t c);
/* Appends s with its full-width ASCII and blanks at half width, nothing else changed:
 * ０４１３－５２８ is 0413-528. */
void fold_width(struct buf *to, struct str s) __attribute__((nonnull));
/* Appends s folded; every run of white space (also NBSP, U+3000, line breaks) is dropped next to a
 * CJK character, a bracket or a quotation mark, and one blank elsewhere; none at the ends. Cf,
 * U+FEFF and control characters go. The form that ids are made of: never change it. */
void fold_text(struct buf *to, struct str s) __attribute__((nonnull));
/* Does text contain needle, both folded, blanks ignored next to CJK and quotes? *at and *len (may
 * be NULL) get the place in text's own bytes. */
bool fold_find(struct str text, struct str needle, size_t *at, size_t *len);
bool fold_eq(struct str a, struct str b);
/* Does text begin with what folded (by fold_text()) says? *len (may be NULL) gets its bytes in
 * text. */
bool fold_starts(struct str text, struct str folded, size_t *len);

/* fold_find() for one needle and many texts: at the pace of memchr() where the needle begins
 * with an ideograph. Zeroed it may be cleared. */
struct fold_needle {
	struct buf folded;
	size_t first;                /* bytes of its first character */
	bool begins[256];            /* an ASCII one: what those that fold to it begin with */
};
/* False: nothing is left of needle, folded. */
bool fold_needle_make(struct fold_needle *to, struct str needle)
	__attribute__((nonnull, warn_unused_result));
void fold_needle_clear(struct fold_needle *n) __attribute__((nonnull));
bool fold_needle_find(const struct fold_needle *n, struct str text, size_t *at, size_t *len)
	__attribute__((nonnull(1)));

#endif

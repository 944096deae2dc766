/* Bytes of unknown origin to clean UTF-8: BOM, strict UTF-8, UTF-16 with a BOM, GB18030. */
#ifndef BASE_CHARSET_H
#define BASE_CHARSET_H

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

enum charset { CHARSET_UTF8, CHARSET_UTF16, CHARSET_GB18030 };

/* Appends bytes as UTF-8 to *to, line ends as LF, without a BOM, and says in *found what it was.
 * Refused, with source and line in err->at: NUL bytes, control characters that no text has (all
 * below 0x20 but tab, LF, CR, FF, and 0x7f), bytes that are neither UTF-8 nor GB18030. A text that
 * is UTF-8 but for one place is called broken UTF-8 there, not GB18030. */
bool charset_read(struct str bytes, const char *source, struct buf *to, enum charset *found,
		  struct err *err) __attribute__((nonnull, warn_unused_result));
/* Appends UTF-8 in the running locale's charset, for a terminal or a file; what that lacks becomes
 * "?". */
void charset_to_locale(struct str utf8, struct buf *to) __attribute__((nonnull));
const char *charset_name(enum charset c);   /* "UTF-8" ... */

#endif

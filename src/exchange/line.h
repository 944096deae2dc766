/* Lines that bundles and links have in common: a source file, marks of what a copy has. */
#ifndef EXCHANGE_LINE_H
#define EXCHANGE_LINE_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/json.h"
#include "base/json_read.h"
#include "model/ledger.h"
#include "store/site.h"

/* {"file":"SHA-256 in hex","bytes":"base64"}, without its end. */
bool line_from_file(struct ledger *l, const char *sha, struct buf *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* False where it is none, or its bytes are not what its name says. */
bool line_to_file(struct str line, char sha[HASH_TEXT_SIZE], struct buf *bytes)
	__attribute__((nonnull, warn_unused_result));

/* "has":["16 hex digits",...] */
void line_put_marks(struct json *j, const have_list *has) __attribute__((nonnull));
/* False where they are none, or too many. */
bool line_get_marks(const struct json_node *root, have_list *to)
	__attribute__((nonnull(2), warn_unused_result));

#endif

/* What the files of clashes share. */
#ifndef MODEL_CLASH_PRIVATE_H
#define MODEL_CLASH_PRIVATE_H

#include "model/clash.h"

bool clash_same_text(const struct value *a, const struct value *b) __attribute__((nonnull));

/* clash_extension.c. An extension that is asked for, granted or refused is several cells of a duty, and one
 * clash: the one of the first of them that clashes. -1: the column is none of them, else its place. */
int extension_place(enum kind k, int column);
/* Each side says all that differs of the extension. */
bool extension_tell(struct ledger *l, struct clash_line *line, struct arena *mem, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Its other cells as the side that wrote this change has them; 0: as they are in force. */
bool extension_settle(struct ledger *l, struct change *c, const struct clash_line *line, int64_t change,
		      struct arena *mem, struct err *err) __attribute__((nonnull, warn_unused_result));

#endif

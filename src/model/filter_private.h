/* For the files of filters: a part of the tree alone. */
#ifndef MODEL_FILTER_PRIVATE_H
#define MODEL_FILTER_PRIVATE_H

#include "model/filter.h"
#include "model/filter_parse.h"

/* What one part of a tree means; in f, beside what is there. NULL: *at is the byte that is
 * wrong. */
const struct cond *filter_make(struct ledger *l, struct filter *f, const struct parsed *p,
			       size_t *at, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* A word, in f. Letters may be pinyin, unless they stand in quotes. False: *at is the byte of the
 * line that is wrong. */
bool filter_word_new(struct ledger *l, struct filter *f, const struct parsed_value *v,
		     const struct word **to, size_t *at, struct err *err)
	__attribute__((nonnull, warn_unused_result));

#endif

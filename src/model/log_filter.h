/* Which lines of the log somebody wants to see: the language of filters (model/filter.h), with keys
 * for lines of their own. On the screen and the command line alike.
 *
 * 	by:wang  do:report  unit:质监局  item:2  from:11-01  until:2018-11-20  any other word
 *
 * by: is a login, or what the person is called now or was once. A word stands in the sentence of
 * the line. What is known of items and duties alone (light: due: status: ...) leaves the lines
 * about items that it holds of now. */
#ifndef MODEL_LOG_FILTER_H
#define MODEL_LOG_FILTER_H

#include "model/filter.h"
#include "model/ledger.h"

struct log_filter {
	struct log_query query;       /* of store/log.h; points into the rest */
	struct filter lists;          /* owns what query points to */
	size_t wrong;                 /* where reading failed: the byte that is wrong */
};

/* plan: where numbers of items are looked for, 0: in all open ones. On failure err says what is
 * wrong, to->wrong where, and *to holds nothing besides. */
bool log_filter_read(struct ledger *l, int64_t plan, struct str text, struct log_filter *to,
		     struct err *err) __attribute__((nonnull, warn_unused_result));
/* Could it be read? No row is looked for. False: *at is the byte that is wrong. */
bool log_filter_sound(struct ledger *l, int64_t plan, struct str text, size_t *at,
		      struct err *err) __attribute__((nonnull, warn_unused_result));
void log_filter_clear(struct log_filter *f) __attribute__((nonnull));
/* Tab, as filter_complete(), with what the log alone knows. */
bool log_filter_complete(struct ledger *l, struct str text, size_t at, struct arena *mem,
			 filter_choices *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* "item:2", "unit:市质监局": what asks for the lines about an item or a unit (0: not); in mem. */
const char *log_filter_about(struct ledger *l, int64_t item, int64_t unit, struct arena *mem)
	__attribute__((nonnull, returns_nonnull));

#endif

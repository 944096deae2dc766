/* Which lines of the log somebody wants to see, as it is typed: words that stand in the sentence,
 * and KEY:VALUE. On the screen and the command line alike.
 *
 * 	by:wang  do:report  unit:质监局  item:2  from:11-01  until:2018-11-20  any other word
 *
 * by: is a login, or what the person is called now or was once. The keys are known by their Chinese
 * names too (谁 操作 单位 事项 自 至); quotes keep blanks together. All of it must hold. */
#ifndef MODEL_LOG_FILTER_H
#define MODEL_LOG_FILTER_H

#include "model/ledger.h"
#include "model/person.h"

struct log_filter {
	struct log_query query;       /* of store/log.h; points into the rest */
	id_list item, unit;
	VEC(struct str) words;
	login_list by;
	struct arena mem;
};

/* plan: where numbers of items are looked for, 0: in all open ones. On failure err says which part
 * is wrong, and *to holds nothing. */
bool log_filter_read(struct ledger *l, int64_t plan, struct str text, struct log_filter *to,
		     struct err *err) __attribute__((nonnull, warn_unused_result));
void log_filter_clear(struct log_filter *f) __attribute__((nonnull));
/* "item:2", "unit:市质监局": what asks for the lines about an item or a unit (0: not); in mem. */
const char *log_filter_about(struct ledger *l, int64_t item, int64_t unit, struct arena *mem)
	__attribute__((nonnull, returns_nonnull));

#endif

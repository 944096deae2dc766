/* Filters: one line, the same on the screens and the command line.
 *
 * 	unit:质监局 light:red       a red duty of that unit
 * 	due:<7d -status:done        due within the week, and not closed
 * 	(状态:逾期 OR 状态:退回) 信用   words are AND-ed, OR or 或 parts them
 * 	"联合 奖惩" /第[一二]批/i      as it stands; a regular expression
 *
 * The grammar is in duban(1). A line is read twice: filter_parse.h makes a tree of it, without a
 * ledger; here units, plans and days are looked up, and a condition of store/cond.h comes out. */
#ifndef MODEL_FILTER_H
#define MODEL_FILTER_H

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"
#include "base/vec.h"
#include "model/ledger.h"
#include "store/cond.h"
#include "store/list.h"

/* Zeroed: no filter, ready for filter_read(). */
struct filter {
	const struct cond *cond;      /* NULL: narrows nothing; lent as long as the filter */
	/* the one unit that must hold, where the line names just one, AND-ed with all the rest:
	 * lists show its columns (of who goes on for it); 0: none */
	int64_t unit;
	VEC(struct word *) words;     /* owned: those of cond */
	struct arena mem;
};

/* Reads a line for a list of that kind. An empty line is a filter that narrows nothing. False: *at
 * is the byte of text at which the part begins that is wrong (at most text.n), err says in a
 * sentence what is and what could stand there; *to is empty then. Relative days are meant from
 * ledger_today(). */
bool filter_read(struct ledger *l, struct str text, enum list_of of, struct filter *to, size_t *at,
		 struct err *err) __attribute__((nonnull, warn_unused_result));
/* Frees what it holds; empty and ready again. */
void filter_clear(struct filter *f) __attribute__((nonnull));

/* The keys of a list under a condition, all of them, ascending: for who has his rows from
 * elsewhere, and asks filter_has() which of them stay. Adds to *to. */
bool filter_list(struct ledger *l, enum list_of of, int64_t plan, const struct cond *where,
		 keys *to, struct err *err) __attribute__((nonnull(1, 5, 6), warn_unused_result));
/* The same of the list of units, where a bare word means names; *by_name: one was taken so. */
bool filter_units(struct ledger *l, int64_t plan, const struct cond *where, keys *to,
		  bool *by_name, struct err *err) __attribute__((nonnull, warn_unused_result));
bool filter_has(const keys *list, int64_t key) __attribute__((nonnull));

/* What could stand where the cursor is: Tab. */
struct filter_choice {
	size_t at, len;               /* the bytes of the line that it replaces */
	const char *text;             /* what comes there: "light:", "red", "\"Market Bureau\"" */
	const char *note;             /* what it is, translated; "" none */
	bool goes_on;                 /* a key: its value follows at once, without a blank */
};
typedef VEC(struct filter_choice) filter_choices;
/* at: the cursor's byte. Keys and words of values that begin so, units by unit_match(); the
 * likeliest first, in mem. A line that is wrong elsewhere does not matter. False only where the
 * ledger could not be read. */
bool filter_complete(struct ledger *l, struct str text, size_t at, struct arena *mem,
		     filter_choices *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));

#endif

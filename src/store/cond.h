/* Conditions on items and their duties, as a tree: what a filter means, once its units, dates and
 * plans are known (model/filter.h). store/where.c makes SQL of it. Never SQL in here, and no text
 * that is not bound. */
#ifndef STORE_COND_H
#define STORE_COND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/date.h"

struct word;     /* base/word.h */

enum cond_kind {
	COND_AND, COND_OR, COND_NOT,     /* of what stands from `first` on; NOT: of one */
	/* about a duty */
	COND_UNIT,       /* keys: the duty's unit is one of these; of an item without: its part's */
	COND_ROLE,       /* names: "lead" "responsible" "supervisor" */
	COND_DUE, COND_ACT, COND_PROMISED,      /* from .. to; none: it has no date */
	COND_CALLED,     /* the day it was last urged: from .. to; none: it never was */
	COND_WAY,        /* names: it was urged in one of these ways, as entry.way has them */
	COND_STATUS,     /* bits of enum cond_status: one of them holds */
	COND_LIGHT,      /* bits 1 << enum light of model/light.h */
	COND_TARGET,     /* bits 1 << enum met of store/duties.h */
	COND_FIGURE,     /* what was done, or a figure whose name has word, compares so with n */
	/* about an item */
	COND_KIND,       /* names: as item.kind has them */
	COND_PLAN,       /* keys */
	COND_NUMBER,     /* names: "10.3": that one, and those below it */
	COND_CREATED, COND_CHANGED,             /* from_ms .. to_ms */
	COND_BY,         /* names: logins; somebody of these entered something about it */
	COND_ENTRY,      /* word stands in an entry about it */
	COND_TEXT,       /* word: in title, text, measures, entries, or the name of a unit of it */
};

enum cond_status {
	STATUS_OVERDUE = 1,        /* begun, not in, due is over */
	STATUS_SILENT = 2,         /* begun, not in */
	STATUS_RETURNED = 4,
	STATUS_DONE = 8,           /* closed */
	STATUS_PROMISED = 16,      /* a promise stands, and it is not in */
	STATUS_IN = 32,
	STATUS_PENDING = 64,       /* in, not reviewed */
	STATUS_ASKED = 128,        /* an extension waits for its answer */
	STATUS_SUSPENDED = 256,
	STATUS_NOT_BEGUN = 512,
	STATUS_BROKEN = 1024,      /* the promised day is over, and it is not in */
	STATUS_UNSIGNED = 2048,
	STATUS_UNHEARD = 4096,     /* begun, not in, of a copy that has not exchanged since */
};

enum cond_compare {
	COMPARE_ANY, COMPARE_LESS, COMPARE_AT_MOST, COMPARE_EQUAL, COMPARE_AT_LEAST, COMPARE_MORE
};

/* Made in one arena; lent. A field that its kind does not name is zero. */
struct cond {
	enum cond_kind kind;
	const struct cond *first, *next;      /* its parts; the part after this one */
	date from, to;                        /* both inclusive; DATE_NONE: open */
	bool none;
	date review;                          /* DUE: the next review, where it lies in them; else 0 */
	int64_t from_ms, to_ms;               /* from this instant on, before that one; 0: open */
	unsigned bits;
	const int64_t *keys;
	size_t n_keys;
	const char *const *names;
	size_t n_names;
	const struct word *word;
	bool bare;                            /* TEXT: without a key; means names in a list by_name */
	enum cond_compare compare;
	int64_t n;                            /* FIGURE: at this many places after the point */
	int scale;
	int64_t to_n;                         /* FIGURE, of AT_LEAST: n .. to_n, where has_to */
	bool has_to;
	bool percent;                         /* FIGURE: n is a percentage, of done by how many */
};

/* Does it part the duties of one item: speak of them otherwise than by what the item's row shows of
 * all of them (its light, that it has no date)? */
bool cond_parts_duties(const struct cond *c) __attribute__((nonnull));
/* Do both ask the same, in the same words? Two that are NULL do. */
bool cond_same(const struct cond *a, const struct cond *b);

#endif

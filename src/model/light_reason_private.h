/* What the files of light_reason share: a sentence while it is made. light_reason.c: its parts, of
 * a unit, of a date; light_reason_duty.c: of one duty; light_reason_item.c: of an item. */
#ifndef MODEL_LIGHT_REASON_PRIVATE_H
#define MODEL_LIGHT_REASON_PRIVATE_H

#include "base/buf.h"
#include "model/light.h"
#include "model/rule.h"

enum { NAMES_MOST = 8 };      /* on a screen */

struct reason {
	struct ledger *l;
	date today;
	enum light light;
	struct rule rule;   /* in force */
	struct arena *mem;
	struct buf text;
	bool more;          /* something was said already */
	int most;           /* more names are not named */
	const char *level;  /* those with this level alone are named; NULL: all */
};

struct reason reason_begin(struct ledger *l, enum light light, struct arena *mem);
/* The sentence, in r->mem; frees the rest. */
const char *reason_end(struct reason *r);

/* Adds a part; parts of one thought are joined by ", ", others by "; ". "" is none. */
void reason_part(struct reason *r, const char *text);
void reason_thought(struct reason *r, const char *text);

/* "11-20"; "11-20 已过 1 个工作日", "no date" where there is none. In r->mem. */
const char *reason_day(struct reason *r, date d);
const char *reason_due(struct reason *r, date due);
/* "11-16 电话: promised for 11-19". */
const char *reason_urging(struct reason *r, const struct entry_row *e);

/* One duty; the counts of one due date (item 0: of all items; group: items below are named, not
 * units). */
void reason_say_duty(struct reason *r, const struct duty_state *d);
void reason_say_tally(struct reason *r, const struct tally *t, int64_t item, bool group);
void reason_say_suspended(struct reason *r, const struct duty_state *d);
/* Why a deadline (0: the first of the item's that says so) has no date: it names none, none that
 * exists, or counts from what has not been. In r->mem; NULL, for one deadline alone: it goes on. */
const char *reason_dateless(struct reason *r, const deadline_rows *list, int64_t deadline);
/* "not exchanged since 11-09": n duties of a unit whose copy was heard of then. */
const char *reason_unheard(struct reason *r, date since, int n);
/* The phase is met: what comes instead of its date. */
void reason_say_goes_on(struct reason *r, date review);

#endif

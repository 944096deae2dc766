/* What the files of verbs share: the change that one action fills. A verb's fill() checks nothing
 * that its row of the table says. */
#ifndef MODEL_ACT_H
#define MODEL_ACT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "model/figure_line.h"
#include "model/ledger.h"
#include "model/verb.h"
#include "store/rows.h"

struct act {
	struct ledger *l;
	const struct verb *verb;
	const struct verb_call *call;
	struct duty_state *duties;      /* as they are now, each once */
	size_t n;
	keys below;                     /* with n == 0: the items below that it is done on, too */
	struct change *change;
	struct arena mem;
	const char *level;              /* of its entries; NULL: none */
	/* of the sentence, after what was done to whom; NULL: none */
	const char *detail;
	/* What looks like a slip and was not asked about yet, one behind the other; NULL: nothing
	 * does. */
	const char *doubts;
	/* what else changes, as act_also_check() found it; NULL: nothing */
	struct act_also *also;
	/* of a table: does it report that duty itself, with these figures as these have them? NULL:
	 * nothing else is reported */
	bool (*reported)(const void *table, const struct duty_state *d,
			 const struct amount *amounts, size_t n);
	const void *table;
	date on;
};

bool act_report(struct act *a, struct err *err) __attribute__((nonnull));
bool act_none(struct act *a, struct err *err) __attribute__((nonnull));
bool act_zero(struct act *a, struct err *err) __attribute__((nonnull));
bool act_sign(struct act *a, struct err *err) __attribute__((nonnull));
bool act_accept(struct act *a, struct err *err) __attribute__((nonnull));
bool act_return(struct act *a, struct err *err) __attribute__((nonnull));
bool act_close(struct act *a, struct err *err) __attribute__((nonnull));
bool act_reopen(struct act *a, struct err *err) __attribute__((nonnull));
bool act_urge(struct act *a, struct err *err) __attribute__((nonnull));
bool act_remark(struct act *a, struct err *err) __attribute__((nonnull));
bool act_suspend(struct act *a, struct err *err) __attribute__((nonnull));
bool act_judge(struct act *a, struct err *err) __attribute__((nonnull));
bool act_measure(struct act *a, struct err *err) __attribute__((nonnull));
bool act_extend(struct act *a, struct err *err) __attribute__((nonnull));
bool act_grant(struct act *a, struct err *err) __attribute__((nonnull));
bool act_refuse(struct act *a, struct err *err) __attribute__((nonnull));

/* Takes the duties of a's call as they are now and checks all that must hold for its verb: fill()
 * may follow. Writes nothing. */
bool act_ready(struct act *a, struct err *err) __attribute__((nonnull, warn_unused_result));

/* One more thing that looks like a slip, unless the call is sure: act_ready() ends with ERR_DOUBT and
 * all of them. Always true. */
bool act_doubt(struct act *a, const char *text) __attribute__((nonnull));

/* The four parts of a duty as identities, and its own. */
struct duty_ids { struct id item, unit, deadline, duty; };
bool act_ids(struct act *a, const struct duty_state *d, struct duty_ids *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Appends an entry of a's verb about a duty: date, text, way, who, promise from the call. */
struct id act_entry(struct act *a, const struct duty_state *d, const struct duty_ids *ids)
	__attribute__((nonnull));
/* The same with that day in place of the call's promised one. */
struct id act_entry_until(struct act *a, const struct duty_state *d, const struct duty_ids *ids,
			  date until) __attribute__((nonnull));
/* The same about an item itself, whose id *id gets. */
bool act_item_entry(struct act *a, int64_t item, struct id *id, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* The same with that way and text in place of the call's (way NULL: none). */
bool act_item_entry_said(struct act *a, int64_t item, const char *way, const char *text,
			 struct id *id, struct err *err)
	__attribute__((nonnull(1, 5, 6), warn_unused_result));
/* The items below one that a verb which goes below is done on, too. */
bool act_below(struct ledger *l, const struct verb *v, int64_t item, keys *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Makes the duty's row where there is none, then sets a cell of it. */
void act_duty_set(struct act *a, const struct duty_state *d, const struct duty_ids *ids,
		  const char *column, struct value v) __attribute__((nonnull(1, 2, 3, 4)));
/* What is in force of a figure for a unit and a period (the duty's occurrence): "reported" or
 * "accepted". */
bool act_value_set(struct act *a, int64_t figure, const struct id *unit, const char *period,
		   const char *column, struct value v, struct err *err)
	__attribute__((nonnull(1, 3, 4, 5, 7), warn_unused_result));
/* Do the amounts belong to the duty's item, and agree with one another and with what is in force? A
 * part of what there is (total less excluded) is never more than that; where two figures that are
 * counted apart, or a percentage, come to more than 100 %, it is ERR_DOUBT unless call->sure. */
bool act_amounts_check(struct act *a, const struct duty_state *d, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Appends what it comes to say of a duty's figures: those of the call, of no change what was
 * reported last, of a zero report zeros. */
bool act_amounts_of(struct act *a, const struct duty_state *d, amount_list *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Other duties of the same unit and period, already reported, whose items ask for figures that this
 * report changes: a doubt that says which and how ("7: 40/96 -> 3/96"). Of an accepting likewise. */
bool act_also_check(struct act *a, struct err *err) __attribute__((nonnull, warn_unused_result));
/* The same behind the sentence of what was done; "" nothing. */
const char *act_also_text(struct act *a) __attribute__((nonnull, returns_nonnull));
/* Takes off what was said of these: nobody accepted the figures that are in force now. */
bool act_also_write(struct act *a, struct err *err) __attribute__((nonnull, warn_unused_result));
/* "3/9 = 33.3%", "12 例": the amounts of the call, for the sentence. "" none. */
const char *act_amounts_text(struct act *a, const struct duty_state *d, struct err *err)
	__attribute__((nonnull));
/* A zeroed call has no dates either: nobody reports in 1970. */
static inline bool date_given(date d)
{
	return d != DATE_NONE && d != 0;
}
/* Fills out->said (cut between characters where it is too long). */
void outcome_say(struct outcome *out, const char *text) __attribute__((nonnull));
/* After a commit: where all of it was so already, the sentence says it. */
void outcome_unchanged(struct outcome *out) __attribute__((nonnull));

#endif

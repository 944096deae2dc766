/* Verbs: one table feeds keys, numbered menus, the ":" line, the command line, help, hints, manual
 * and completion. */
#ifndef MODEL_VERB_H
#define MODEL_VERB_H

#include <stdbool.h>
#include <stdint.h>

#include "base/date.h"
#include "base/err.h"
#include "model/ledger.h"
#include "store/duties.h"

struct amount { int64_t figure, n; };        /* n at the figure's scale */

/* What a verb works on and what was said. */
struct verb_call {
	const struct duty_state *duties;     /* as they were shown */
	size_t n;
	int64_t item;                        /* with n == 0: the item itself (remark, close) */
	/* with it the items below it, where the verb goes below: somebody was asked */
	bool below;
	const struct amount *amounts;
	size_t n_amounts;
	/* what looks like a slip was asked about (ERR_DOUBT), and is meant */
	bool sure;
	int64_t measure;                     /* of measure: its key */
	/* NULL: none; way of judge: the light, "red" or 红 ...; of measure: its state, "done" or
	 * 完成 ... */
	const char *text, *way, *who;
	const char *level;                   /* of urge, as typed (level_typed()); NULL: a plain one */
	/* DATE_NONE or 0: today; not before the notice was issued, nor later but of verbs that
	 * TAKE_AHEAD, once that is sure */
	date on;
	/* of urge, on that day or after it; extend: asked for; grant: granted in place of what was
	 * asked for. DATE_NONE or 0: none */
	date promised;
};

enum verb_needs {
	NEED_DUTY = 1,        /* at least one duty */
	/* not in yet (asked for politely: a report over a report is a new report) */
	NEED_SILENT = 2,
	NEED_EARLIER = 4,     /* something was reported for it before (no change) */
	NEED_IN = 8,          /* a report lies there, a returned one too */
	NEED_UNSIGNED = 16,
	NEED_OPEN = 32,       /* not closed, not suspended */
	NEED_CLOSED = 64,     /* closed or suspended */
	TAKES_MANY = 128,
	TAKES_ITEM = 256,     /* without a unit it is about the item itself */
	TAKES_FIGURES = 512, TAKES_TEXT = 1024,
	ASKS_ONCE = 2048,     /* one y/n before: z, close */
	NEEDS_TEXT = 4096,    /* a reason must be given */
	NEED_DATE = 8192,     /* due on a date */
	NEED_HAND = 32768,    /* the rule in force looks at lights that are set by hand */
	NEED_ASKED = 16384,   /* an extension is asked for and not answered */
	NEED_MEASURE = 131072,    /* one measure of the item: never done on a unit's duty */
	GOES_BELOW = 65536,   /* done on an item it is done on those below it, too */
	/* What comes in on a paper may bear a day to come, which is asked about; what the office
	 * does itself has happened. */
	TAKES_AHEAD = 262144,
	ASKS_OPEN = 524288,   /* closed or suspended, it is asked about */
};

struct act;

struct verb {
	const char *name;     /* on the command line, in the log: "report" */
	const char *label;    /* N_("report"): menus, hints */
	const char *help;     /* N_("..."), one line */
	/* N_("reported: %s"): what is said when it is done; %s is to whom and what */
	const char *done;
	unsigned needs;
	bool (*fill)(struct act *a, struct err *err);    /* writes the change: model/act.h */
};

/* All verbs, sorted by name; ended by a NULL name. */
const struct verb *verb_table(void) __attribute__((returns_nonnull));
const struct verb *verb_find(const char *name) __attribute__((nonnull));       /* NULL: none */
/* May it be done on this duty? If not, err says why in one sentence. */
bool verb_can(struct ledger *l, const struct verb *v, const struct duty_state *d, struct err *err)
	__attribute__((nonnull));
/* How many items below an item the verb would be done on with it: closing and suspending reach
 * those that are open, reopening those that are what the item is. verb_run() refuses to do it
 * unasked (call->below). 0 with other verbs. */
bool verb_below(struct ledger *l, const struct verb *v, int64_t item, size_t *n, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Checks all duties first (a refusal leaves nothing half done), then writes: one transaction, one
 * change, one sentence. */
bool verb_run(struct ledger *l, const struct verb *v, const struct verb_call *call,
	      struct outcome *out, struct err *err) __attribute__((nonnull, warn_unused_result));

/* Taking back: the last own action at this site; a named one (hash prefix); redo. */
bool undo_last(struct ledger *l, struct outcome *out, struct err *err)
	__attribute__((nonnull, warn_unused_result));
bool undo_change(struct ledger *l, struct str prefix, struct outcome *out, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Does it ask before? *question (in mem) says what it would come to: of an import, of more than
 * fifty rows, of what later actions went on from, of a role, of the own last action where another's was
 * taken back since; NULL: it is done without a word. prefix.n 0: of undo_last(). Refused where undo_change() is. */
bool undo_question(struct ledger *l, struct str prefix, struct arena *mem, const char **question,
		   struct err *err) __attribute__((nonnull, warn_unused_result));
bool redo_last(struct ledger *l, struct outcome *out, struct err *err)
	__attribute__((nonnull, warn_unused_result));

#endif

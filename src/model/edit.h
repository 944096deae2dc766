/* Edits: what is put right or added by hand beside the duties: contacts, dates of a plan, who works
 * on an item ... One table feeds the command line, its help, the forms of the screens, the ":"
 * line, manual and completion. */
#ifndef MODEL_EDIT_H
#define MODEL_EDIT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "model/ledger.h"

/* What it is done to. */
enum edit_of { EDIT_LEDGER, EDIT_PLAN, EDIT_ITEM, EDIT_UNIT };
enum edit_shape { EDIT_LINE, EDIT_WORD, EDIT_DAY };
enum { EDIT_FIELDS = 8 };

struct edit_field {
	const char *name;            /* in forms that are kept, and as an option: "until" */
	enum edit_shape shape;       /* how wide it is in a form; a day is read as people type it */
	const char *arg;             /* N_("DATE"): in help */
	const char *label, *hint;    /* N_(): in forms; the hint in help, too */
};

struct edit;

struct edit_verb {
	const char *name;            /* on the command line, in the log: "contact" */
	const char *label;           /* N_(): menus, hints */
	const char *help;            /* N_(), one line */
	const char *cn, *initials;   /* of the ":" line */
	const char *args;            /* N_(): of the command line, behind what it is done to */
	enum edit_of of;
	/* so many fields are words of the command line, so many of them needed; the rest are
	 * options */
	int needed, words;
	bool takes_off;              /* "-NAME" in the first field takes it off (--remove) */
	struct edit_field fields[EDIT_FIELDS + 1];       /* ended by a NULL name */
	/* What stands in the fields now: for forms. NULL: nothing does. */
	bool (*now)(struct edit *e, const char *now[EDIT_FIELDS], struct err *err);
	/* checks, writes the change, says it: model/edit_private.h */
	bool (*fill)(struct edit *e, struct err *err);
};

struct edit_call {
	int64_t of;                          /* key of the plan, item or unit */
	/* by field; NULL: nothing was said of it; "": it is taken away */
	const char *said[EDIT_FIELDS];
	bool sure;                           /* what was asked about (ERR_DOUBT) is meant */
};

/* In the order of the help; ended by a NULL name. */
const struct edit_verb *edit_table(void) __attribute__((returns_nonnull));
/* NULL: none */
const struct edit_verb *edit_find(const char *name) __attribute__((nonnull));
/* What stands in the fields now, "" for nothing; in mem. */
bool edit_now(struct ledger *l, const struct edit_verb *v, int64_t of, struct arena *mem,
	      const char *now[EDIT_FIELDS], struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* One action, one change, one sentence. What cannot be is refused (err_about() names the field);
 * what moves dates that are owed is ERR_DOUBT, with what it would come to, unless call->sure. */
bool edit_run(struct ledger *l, const struct edit_verb *v, const struct edit_call *call,
	      struct outcome *out, struct err *err) __attribute__((nonnull, warn_unused_result));
/* The plan that an edit of EDIT_PLAN is about where none was named: the only open one. */
bool edit_plan_only(struct ledger *l, int64_t *plan, struct err *err)
	__attribute__((nonnull, warn_unused_result));

#endif

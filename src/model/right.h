/* Who may write what: one table for screens, commands and merge. What is judged is what a change
 * writes, never what it says to do. Pure: what the ledger knows is asked for by a function. */
#ifndef MODEL_RIGHT_H
#define MODEL_RIGHT_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/err.h"
#include "model/role.h"
#include "store/change.h"

/* Who wrote, as it was known then. */
struct right_who {
	/* Somebody is admin: until then nobody is bound by a role. */
	bool bound;
	enum role role;
	bool speaks;                   /* the copy speaks for some units, or none, not for all */
};

/* One write of one column. */
struct right_write {
	enum kind kind;
	struct id id;
	bool made;                     /* with it the row is made */
	const char *column;            /* on the wire; "gone"; "*": the row was made */
	struct value new;
};

/* What may have to hold beside the role. */
enum right_fact {
	FACT_OWN_UNIT,                 /* the row is of the person's unit or of a member of it */
	FACT_SITE_UNIT,                /* ... of one that the copy speaks for, or of a member */
	FACT_OWN_ROW,                  /* nobody but this person made it */
	FACT_OWN_VIEW,                 /* a view of this person alone */
	FACT_READING,                  /* a setting that remembers how a notice was read */
};
typedef bool right_holds(void *user, enum right_fact fact, const struct right_write *w, bool *holds,
			 struct err *err);

/* Why not. */
enum right_why {
	RIGHT_GIVEN,
	RIGHT_ROLE,                    /* it takes `needs` */
	RIGHT_UNIT,                    /* for the own unit and its members alone */
	RIGHT_SITE,                    /* the copy does not speak for that unit */
	RIGHT_UNDO,                    /* what others did takes back an admin */
	RIGHT_FIRST,                   /* the first role that is given is admin */
	RIGHT_LAST,                    /* the last admin stays */
};
struct right { enum right_why why; enum role role, needs; };

/* May they write that? False only where a fact could not be found out. */
bool right_of_write(const struct right_who *who, const struct right_write *w, right_holds *holds,
		    void *user, struct right *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));

/* The lowest role that may do an action of the log by its name ("report", "import", "edit-unit"), as
 * far as it is about the own unit. */
enum role right_role_for(const char *verb) __attribute__((nonnull));

/* "right role reporter clerk": as it is kept beside a change, and read again. */
const char *right_text(const struct right *r, struct arena *mem)
	__attribute__((nonnull, returns_nonnull));
bool right_parse(struct str text, struct right *to) __attribute__((nonnull));
/* "it takes the role clerk" */
const char *right_reason(const struct right *r, struct arena *mem)
	__attribute__((nonnull, returns_nonnull));
/* What stands behind a line of the log, by what is kept beside it: "" nothing, else why it is not in
 * force, or that its right was taken away apart from it. */
const char *right_mark(const char *refused, const char *disputed, struct arena *mem)
	__attribute__((nonnull, returns_nonnull));
/* The sentence for people: who may not what, and what it takes. who: as people call them; verb: as in
 * the log. */
const char *right_say(const struct right *r, const char *who, const char *verb, struct arena *mem)
	__attribute__((nonnull, returns_nonnull));

#endif

/* What the values of a filter name: units, plans, persons. */
#ifndef MODEL_FILTER_FIND_H
#define MODEL_FILTER_FIND_H

#include "model/ledger.h"
#include "model/person.h"
#include "store/rows.h"

/* The unit that a text names (unit_match_short()), and all whose duties are meant by it: itself, the
 * members of a group, the groups of a member, who goes on for any of them. Adds to *kin. */
bool filter_find_unit(struct ledger *l, struct str text, int64_t *unit, keys *kin, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* The plan whose number or title it is, else the only one in whose title it stands or whose id it
 * begins. ERR_NOT_FOUND; ERR_AMBIGUOUS with the titles. */
bool filter_find_plan(struct ledger *l, struct str text, int64_t *plan, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Logins: the text itself, and of those who are called so; "me" and 我 are who acts. ever: also of
 * those who once were, which takes a look through the log. Each ended by NUL, in mem. */
bool filter_find_person(struct ledger *l, struct str text, bool ever, struct arena *mem,
			login_list *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));

#endif

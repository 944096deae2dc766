/* Who acts: the system's user, and the name that others know (kind person). */
#ifndef MODEL_PERSON_H
#define MODEL_PERSON_H

#include "base/arena.h"
#include "model/ledger.h"

/* How a user is called: the name that was entered for the login, else the login. Lent from login or
 * mem. */
const char *person_name(struct ledger *l, const char *login, struct arena *mem)
	__attribute__((nonnull, returns_nonnull));

/* The logins of whoever that is: the login itself, and of those who are or ever were called so. Texts
 * in mem. */
typedef VEC(struct str) login_list;
bool person_logins(struct ledger *l, struct str who, struct arena *mem, login_list *to,
		   struct err *err) __attribute__((nonnull, warn_unused_result));

#endif

/* Who acts: the system's user, and the name that others know (kind person). */
#ifndef MODEL_PERSON_H
#define MODEL_PERSON_H

#include "base/arena.h"
#include "model/ledger.h"

/* How a user is called: the name that was entered for the login, else the login. Lent from login or
 * mem. */
const char *person_name(struct ledger *l, const char *login, struct arena *mem)
	__attribute__((nonnull, returns_nonnull));

#endif

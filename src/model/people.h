/* Who may come, and as what: role, unit and key of a person, in the log (kind person). What a role may
 * write: model/right.h. */
#ifndef MODEL_PEOPLE_H
#define MODEL_PEOPLE_H

#include "model/ledger.h"
#include "model/role.h"
#include "store/rows.h"

struct people_call {
	const char *login;
	const char *name;           /* shown as; NULL: as it is */
	enum role role;             /* ROLE_NONE: as it is */
	int64_t unit;               /* 0: as it is */
	const char *key;            /* of ssh_key_read(); NULL: as it is */
};

/* Adds a person, or changes what is said of one, as one change. Refused with what is missing: a new one
 * needs role and key, a reporter a unit. */
bool people_add(struct ledger *l, const struct people_call *call, struct outcome *out, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Takes role, unit and key away; the name stays, as the log speaks of them. ERR_NOT_FOUND for who has
 * none of these. */
bool people_remove(struct ledger *l, const char *login, struct outcome *out, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Those who have a role or a key, by login; texts in mem. */
bool people_read(struct ledger *l, struct arena *mem, person_rows *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));

/* A sentence, in mem, for each whose role is another than among before: "路人甲: 管理 (原 -)". */
bool people_differ(struct ledger *l, const person_rows *before, struct arena *mem, sentences *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));

#endif

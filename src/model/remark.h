/* For whom a remark is: for the office alone (内部), or for the unit too. An entry of the verb remark whose
 * level is "open" is for both. Without a level it stays within the office, unless who made it reports for a
 * unit: so what a clerk notes leaks to nobody who was not meant, nor what was noted before there was a
 * choice, while a unit sees its own words. Other entries speak to the unit: what it sent, how it was urged,
 * why something was returned. Who is below a clerk is not shown remarks for the office alone
 * (store/sight.h), unless the setting internal-remarks is all. */
#ifndef MODEL_REMARK_H
#define MODEL_REMARK_H

#include "model/ledger.h"
#include "store/rows.h"

/* Has who acts the choice? Where roles bind, from a clerk on. */
bool remark_is_asked(struct ledger *l) __attribute__((nonnull));
/* What is kept of what was typed for it: "open" for 单位也看 or 2; NULL: for the office alone. ERR_INPUT for
 * another word. A reporter's is the unit's own: nothing is kept. */
bool remark_level(struct ledger *l, struct str typed, const char **to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* For people: "open" or "internal". */
const char *remark_say(const char *level) __attribute__((nonnull, returns_nonnull));
/* "1 the office alone  2 the unit too" */
const char *remark_hint(struct arena *mem) __attribute__((nonnull, returns_nonnull));

#endif

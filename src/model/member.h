/* Members of a group, with dates: once a group has some, each of them owes what the group owed
 * (model/duty.h). Nested groups there are none. */
#ifndef MODEL_MEMBER_H
#define MODEL_MEMBER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/date.h"
#include "base/err.h"
#include "base/str.h"
#include "model/ledger.h"

/* One change. Each word is a unit that becomes a member, or gets these dates if it is one; "+NAME"
 * a unit that is not known yet, in the group's region; "-NAME" one that was listed by mistake (who
 * leaves gets a last day). from, to: first and last day; DATE_NONE: open, or as it was. ERR_INPUT,
 * ERR_REFUSED with the word that is wrong: nothing is written then. */
bool member_change(struct ledger *l, int64_t group, const struct str *words, size_t n, date from,
		   date to, struct outcome *out, struct err *err)
	__attribute__((nonnull(1, 3, 7, 8), warn_unused_result));

#endif

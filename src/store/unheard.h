/* Units that work on copies of their own, and up to which day it is known here what they did. What
 * they owe after that day is not "silent" but not exchanged: nobody knows it here.
 *
 * A copy's last contact is the later of two: its newest change in this log, and when it made the
 * newest bundle that was taken from it here (which may bring nothing: then it had nothing to say).
 * The second lies in this file alone. So it should: "not exchanged" is said of what has reached this
 * copy, another one knows more or less, and the copy itself knows all. Nothing that is derived and
 * kept depends on it: it is looked at where rows and sums are read. */
#ifndef STORE_UNHEARD_H
#define STORE_UNHEARD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/date.h"
#include "base/err.h"
#include "base/vec.h"
#include "store/db.h"

/* A unit, and that day, before today. Of several copies that speak for one unit the one that was
 * heard of least. Members of a group that a copy speaks for are among them. */
struct unheard { int64_t unit; date since; };
typedef VEC(struct unheard) unheard_list;

/* By unit. Lent until the ledger is read again after a write; none where no copy but this one
 * speaks for units, or none of these is known yet. Within a write it is what it was before. */
const unheard_list *unheard_read(struct db *db) __attribute__((nonnull, returns_nonnull));
/* DATE_NONE: its duties are known. */
date unheard_since(struct db *db, int64_t unit) __attribute__((nonnull));
/* The day of a copy's last contact; DATE_NONE: it is not known here. */
bool unheard_contact(struct db *db, const char *site, int64_t *at_ms, struct err *err)
	__attribute__((nonnull, warn_unused_result));

#endif

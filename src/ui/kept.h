/* Half-typed forms, kept outside of the ledger (a locked one must not stop them) for the same
 * person and the same ledger, over a dropped line, a signal, a crash: $XDG_STATE_HOME/duban/forms,
 * a file a form, 0600. */
#ifndef UI_KEPT_H
#define UI_KEPT_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"
#include "base/vec.h"
#include "model/ledger.h"

struct kept_field { const char *name; struct str text; };

/* STATE/duban/WHAT/HASH.json, of this ledger, this person and a name, as which "" does. False:
 * nothing names a folder. */
bool kept_path(struct ledger *l, const char *what, const char *name, char to[PATH_MAX])
	__attribute__((nonnull, warn_unused_result));

/* form: its name and what it is about, by ids ("report 3f... 9a... 1"). Replaces what was kept of
 * it. Waits for no disk: a form is kept at each rest of the hand, and before it is saved. */
bool kept_write(struct ledger *l, const char *form, const struct kept_field *fields, size_t n,
		struct err *err) __attribute__((nonnull, warn_unused_result));
/* Drops it: the form was saved. */
void kept_forget(struct ledger *l, const char *form) __attribute__((nonnull));

/* The forms that this person left half-typed in this ledger, as kept_write() was given them, in
 * mem: the last one first. */
typedef VEC(const char *) kept_forms;
void kept_list(struct ledger *l, struct arena *mem, kept_forms *to) __attribute__((nonnull));

struct kept;
/* What was kept of a form; NULL where nothing was, or where it cannot be read. */
struct kept *kept_read(struct ledger *l, const char *form) __attribute__((nonnull));
void kept_free(struct kept *k);
/* {NULL, 0}: this field was not there; lent */
struct str kept_text(const struct kept *k, const char *field) __attribute__((nonnull));
/* when it was last written */
int64_t kept_at_ms(const struct kept *k) __attribute__((nonnull));

#endif

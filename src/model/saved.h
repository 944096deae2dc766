/* Saved views: a filter with a name, its order and the screen where it opens. They lie in the
 * ledger's log (kind view), so that colleagues share them; one's own stand apart. */
#ifndef MODEL_SAVED_H
#define MODEL_SAVED_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"
#include "base/vec.h"
#include "model/ledger.h"

enum {
	SAVED_NAME_BYTES = 120, /* a name at most; a line of a menu holds it */
	SAVED_FIRST_DIGIT = 4,  /* 1 to 3 are the program's own views */
	SAVED_LAST_DIGIT = 9,
};

/* Texts are never NULL. */
struct saved {
	const char *name;
	const char *filter; /* as it was typed; "": all */
	const char *sort;   /* a column by its name, "-" before it: reversed; "": the list's own */
	const char *screen; /* where it opens, of saved_screens(); "": the overview */
	int digit;          /* its key in the menu of views; 0: none */
	bool own;           /* one person's, not shared */
};
typedef VEC(struct saved) saved_list;

/* The screens that a view may open, by name; ended by NULL. The first is the default. */
const char *const *saved_screens(void) __attribute__((returns_nonnull));
/* What people call it; translated. */
const char *saved_screen_word(const char *screen) __attribute__((nonnull, returns_nonnull));

/* Those that l->by may see: the own ones, then the shared ones, each by name. Each key is given
 * once: where two views want it the one that stands first has it, the other has none. Texts lie in
 * mem. */
bool saved_read(struct ledger *l, struct arena *mem, saved_list *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* By its name (folded; an own one before a shared one of that name) or its key; ERR_NOT_FOUND names
 * the nearest. Texts lie in mem. */
bool saved_find(struct ledger *l, struct str word, struct arena *mem, struct saved *to,
		struct err *err) __attribute__((nonnull, warn_unused_result));
/* One change. A view of that name (and as own or shared) is put in its place. digit 0: it keeps the
 * key that it had, else it gets the first free one, else none. ERR_INPUT for a name that is empty,
 * a digit or too long, a key that is none, a screen or a sort that is unknown. The filter is kept as
 * it stands. */
bool saved_save(struct ledger *l, const struct saved *v, struct outcome *out, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Takes it away: of that name, own or shared. One change; undo brings it back. */
bool saved_remove(struct ledger *l, const struct saved *v, struct outcome *out, struct err *err)
	__attribute__((nonnull, warn_unused_result));

#endif

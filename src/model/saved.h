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
#include "model/order.h"

enum {
	SAVED_NAME_BYTES = 120, /* a name at most; a line of a menu holds it */
	SAVED_FIRST_DIGIT = 4,  /* 1 to 3 are the program's own views */
	SAVED_LAST_DIGIT = 9,
};

/* Texts are never NULL. */
struct saved {
	const char *name;
	const char *filter; /* as it was typed; "": all */
	/* an order of that screen's list by its name, "-" before it: reversed; "": its own */
	const char *sort;
	const char *screen; /* where it opens, of saved_screens(); "": the overview */
	int digit;          /* its key in the menu of views; 0: none */
	bool own;           /* one person's, not shared */
};
typedef VEC(struct saved) saved_list;

/* The screens that a view may open, by name; ended by NULL. The first is the default. */
const char *const *saved_screens(void) __attribute__((returns_nonnull));
/* What people call it; translated. */
const char *saved_screen_word(const char *screen) __attribute__((nonnull, returns_nonnull));
/* The orders of that screen's list, where it has its own (model/order.h); NULL: those of items
 * (model/sort.h). */
const struct orders *saved_orders(const char *screen) __attribute__((nonnull));
/* What people call its order: "deadline, reversed"; "" for the list's own, as it stands where it is
 * unknown. Translated, in mem. */
const char *saved_order_word(const struct saved *v, struct arena *mem)
	__attribute__((nonnull, returns_nonnull));
/* Can its filter be read, by the list where it opens? plan: where numbers of items are looked for,
 * 0: in all open ones. False: *at is the byte that is wrong. */
bool saved_reads(struct ledger *l, int64_t plan, const struct saved *v, size_t *at,
		 struct err *err) __attribute__((nonnull, warn_unused_result));

/* Those that l->by may see, by their keys; those without one last, the own ones before the shared
 * ones, by name. Each key is given once: where two views want it an own one has it before a shared
 * one, then the one whose name comes first, the other has none. Texts lie in mem. */
bool saved_read(struct ledger *l, struct arena *mem, saved_list *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* By its name (folded; an own one before a shared one of that name) or its key; ERR_NOT_FOUND names
 * the nearest. Texts lie in mem. */
bool saved_find(struct ledger *l, struct str word, struct arena *mem, struct saved *to,
		struct err *err) __attribute__((nonnull, warn_unused_result));
/* One change. A view of that name (and as own or shared) is put in its place. digit 0: it keeps the
 * key that it had, else it gets the first free one, else none. ERR_INPUT for a name that is empty,
 * a digit or too long, a key that is none, a screen that is unknown or an order that its list has
 * not. The filter is kept as it stands: saved_reads() is asked before. */
bool saved_save(struct ledger *l, const struct saved *v, struct outcome *out, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Takes it away: of that name, own or shared. One change; undo brings it back. */
bool saved_remove(struct ledger *l, const struct saved *v, struct outcome *out, struct err *err)
	__attribute__((nonnull, warn_unused_result));

#endif

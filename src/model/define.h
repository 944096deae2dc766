/* What the office says of figures: what each one means, and which of them are one (domain.md 4.4).
 * Each call is one change. */
#ifndef MODEL_DEFINE_H
#define MODEL_DEFINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"
#include "model/ledger.h"
#include "store/rows.h"

/* A figure as it is listed: by its own name, with the items that ask for it and the figure that
 * stands for it where it was found to be one with another. */
struct figure_use {
	int64_t key;
	const char *name;
	struct figure_row row;      /* of the one that stands for it */
	const char *items;          /* "6、7"; "" none */
	keys item_keys;
};
typedef VEC(struct figure_use) figure_uses;
void figure_uses_clear(figure_uses *list) __attribute__((nonnull));

/* The figures that a word means: of an item by its number or id, all that it asks for; else those
 * called so, or in whose name it stands. item (0: any) narrows them to those that it asks for; an
 * empty word: all. In the order in which they were read. ERR_NOT_FOUND. */
bool figure_find(struct ledger *l, int64_t plan, int64_t item, struct str word, struct arena *mem,
		 figure_uses *to, struct err *err) __attribute__((nonnull, warn_unused_result));
/* The same where one is meant: several are refused with their names. */
bool figure_find_one(struct ledger *l, int64_t plan, int64_t item, struct str word,
		     struct arena *mem, int64_t *figure, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* "名单, 案例": names for a sentence, at most six. */
const char *figure_uses_names(const figure_uses *list, struct arena *mem)
	__attribute__((nonnull, returns_nonnull));

/* Says what figures mean; an empty text takes it away. */
struct definition { int64_t figure; const char *text; };
bool define_set(struct ledger *l, const struct definition *list, size_t n, struct outcome *out,
		struct err *err) __attribute__((nonnull, warn_unused_result));
/* From now on figure is the same as the other one: asked for once, and what was said of it before
 * counts for the other where that has none. Refused where they cannot be one: another scale,
 * another measure word, both parts of one share. */
bool define_same(struct ledger *l, int64_t figure, int64_t other, struct outcome *out,
		 struct err *err) __attribute__((nonnull, warn_unused_result));
/* Parts it again. Of one figure that several items ask for since it was read, item gets a figure of
 * its own. Both keep what was said until now. */
bool define_apart(struct ledger *l, int64_t figure, int64_t item, struct outcome *out,
		  struct err *err) __attribute__((nonnull, warn_unused_result));

/* What is said of the figures of a target, as "NAME: TEXT"; figures that have the same text stand
 * together. Appended, but for what is there already. */
typedef VEC(const char *) definition_lines;
bool definitions_read(struct ledger *l, const struct target_row *t, struct arena *mem,
		      definition_lines *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));

#endif

/* What is marked in a list, by what it is and not by where it stands: marks outlive reading again,
 * another filter, another unit on the same screen. A verb is done on all of it, as one change. */
#ifndef UI_MARKS_H
#define UI_MARKS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/vec.h"
#include "model/verb.h"
#include "ui/draw.h"
#include "ui/screen.h"

enum { MARKS_MOST = 5000 };

/* A duty; without a deadline the item with a unit, or (unit 0) with its lead units; without an item
 * all that a unit owes. */
struct marked { int64_t item, unit, deadline; char occ[20]; };
typedef VEC(struct marked) mark_list;

struct marks {
	mark_list list;
	bool acted;                  /* a verb was begun on them: they go when it is done */
};

struct marked mark_of_duty(const struct duty_state *d) __attribute__((nonnull));
bool marks_have(const struct marks *m, const struct marked *k) __attribute__((nonnull));
/* Marks them; where all were marked already, the marks go. None, or more than MARKS_MOST in all:
 * says so, and changes nothing. */
void marks_turn(struct ui *ui, struct marks *m, const mark_list *which) __attribute__((nonnull));
void marks_drop(struct marks *m) __attribute__((nonnull));
/* "escape": drops what is marked. False: another command, or nothing is marked. Every command comes
 * by here: it ends the wait for a verb. */
bool marks_command(struct marks *m, const char *command) __attribute__((nonnull));
/* A screen reads again: after a verb on them the marks go. */
void marks_refresh(struct ui *ui, struct marks *m) __attribute__((nonnull));

/* The sign of a marked row, in the column behind its light. */
void marks_sign(struct line *l) __attribute__((nonnull));
/* "5 marked, 2 of them not listed": for line 2; nothing where nothing is marked. */
void marks_count(const struct marks *m, size_t hidden, struct buf *to) __attribute__((nonnull));
/* "市质监局 2, 市法院 3": those that are not listed, as a question names them. In mem. */
const char *marks_names(struct ui *ui, const mark_list *hidden, struct arena *mem)
	__attribute__((nonnull, returns_nonnull));

/* The duties of marks, as they are now: of an item those that the verb can be done on. Adds to the
 * list. */
bool marks_duties(struct ui *ui, const struct marks *m, const struct verb *v, duty_states *to,
		  struct err *err) __attribute__((nonnull, warn_unused_result));
/* A verb on what is marked. hidden: marks that are not listed, named before anything is done to
 * them. */
void marks_verb(struct ui *ui, struct marks *m, const struct verb *v, const mark_list *hidden)
	__attribute__((nonnull));
/* The same on duties: one question that says how many, what it needs in one form, one change. What
 * it cannot be done on stays as it is. hidden: names, "" none */
void verb_on_many(struct ui *ui, const struct verb *v, const duty_states *marked,
		  const char *hidden) __attribute__((nonnull));

#endif

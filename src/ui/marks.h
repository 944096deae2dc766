/* What is marked in a list, by what it is and not by where it stands: marks outlive reading again,
 * another filter, and leaving the list, as long as the visit lasts. A verb is done on all of it, as
 * one change. */
#ifndef UI_MARKS_H
#define UI_MARKS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/map.h"
#include "base/vec.h"
#include "model/verb.h"
#include "ui/draw.h"
#include "ui/screen.h"

enum { MARKS_MOST = 5000 };

/* A duty; without a deadline the item with a unit, or (unit 0) with its lead units; without an item
 * all that a unit owes. */
struct marked { int64_t item, unit, deadline; char occ[20]; };
typedef VEC(struct marked) mark_list;

/* Does it stand on one of the screen's rows? */
typedef bool mark_listed_fn(struct ui *ui, struct screen *s, const struct marked *k);

struct marks {
	mark_list list;
	/* The newest line of the log as the first of them was marked: what others wrote since is told
	 * before it is written over (seen.h). */
	int64_t seen;
	bool acted;                  /* a verb was begun on them: they go when it is done */
	/* private */
	const char *mode;            /* of which list: its mode, and what it shows */
	int64_t of;
	struct map *places;          /* in the list, from 1; 0: not marked */
	struct screen *screen;       /* that shows the list now, or last */
	mark_listed_fn *is_listed;
	mark_list hidden;            /* those that are not listed; to be found anew where stale */
	bool stale;
};

struct marked mark_of_duty(const struct duty_state *d) __attribute__((nonnull));
/* Of a screen that is being opened: gives it the marks of its list, those that were left there in
 * this visit. */
void marks_begin(struct ui *ui, struct screen *s, mark_listed_fn *is_listed)
	__attribute__((nonnull));
/* The visit ends. */
void marks_end(struct ui *ui) __attribute__((nonnull));
bool marks_have(const struct marks *m, const struct marked *k) __attribute__((nonnull));
/* Marks rows; where all were marked already, the marks go. None, or more than MARKS_MOST in all:
 * says so, and changes nothing. */
void marks_turn(struct ui *ui, struct marks *m, const mark_list *which) __attribute__((nonnull));
/* "escape": drops what is marked. False: another command, or nothing is marked. Every command comes
 * by here: it ends the wait for a verb. */
bool marks_command(struct marks *m, const char *command) __attribute__((nonnull));
/* A screen reads again: after a verb on them the marks go. */
void marks_refresh(struct ui *ui, struct marks *m) __attribute__((nonnull));
/* Other rows are listed. */
void marks_relist(struct marks *m) __attribute__((nonnull));

/* The sign of a marked row, in the column behind its light. */
void marks_sign(struct line *l) __attribute__((nonnull));
/* "5 marked, 2 of them not listed": for line 2; nothing where nothing is marked. */
void marks_count(struct ui *ui, struct marks *m, struct buf *to) __attribute__((nonnull));
/* "5 marked, 2 of them not listed: 市质监局 2, 市法院 3": for the head of a menu. In mem. */
const char *marks_head(struct ui *ui, struct marks *m, struct arena *mem)
	__attribute__((nonnull, returns_nonnull));
/* " Of these not listed 2: 市质监局 2, 市法院 3.": for a question; "" where all are. In mem. */
const char *marks_unseen(struct ui *ui, struct marks *m, struct arena *mem)
	__attribute__((nonnull, returns_nonnull));

/* Can the verb be done on any of what is marked? Else err says why not. */
bool marks_can(struct ui *ui, const struct marks *m, const struct verb *v, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* A verb on what is marked: on all that it can be done on, of an item on what waits for it. Marks
 * that are not listed are named before anything is done to them. */
void marks_verb(struct ui *ui, struct marks *m, const struct verb *v) __attribute__((nonnull));

#endif

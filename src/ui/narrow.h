/* What narrows all lists: the filter, and in it the chosen unit; and the order of items. One state
 * for all screens; line 1 always shows it. */
#ifndef UI_NARROW_H
#define UI_NARROW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "model/filter.h"
#include "model/sort.h"
#include "model/view.h"
#include "store/list.h"

struct ui;

/* Zeroed: nothing narrows, lists have their own order. */
struct narrow {
	struct buf text;    /* the filter in force, as it was typed */
	struct filter read; /* what it came to */
	bool unit_alone;    /* it is the chosen unit and nothing else */
	struct cond alone;  /* that unit as a condition */
	struct sort sort;   /* of items */
	unsigned stamp;     /* another one with each change of filter or order */
};

void narrow_clear(struct narrow *n);
/* Takes a filter in force and has all screens read again. False: it cannot be read, *at is the byte
 * that is wrong, and all stays as it was. */
bool narrow_set(struct ui *ui, struct str text, size_t *at, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Chooses a unit (0: all): in the filter it takes the place of the one named there. The rest of the
 * filter stays. All screens read again. */
void narrow_unit(struct ui *ui, int64_t unit) __attribute__((nonnull));
/* No filter, no unit. */
void narrow_none(struct ui *ui) __attribute__((nonnull));
/* The day has changed, and with it what "this week" is; or the ledger, and with it the units,
 * documents and persons that a name means. Where that comes to the same, nothing is read again. */
void narrow_again(struct ui *ui) __attribute__((nonnull));
void narrow_sort(struct ui *ui, struct sort s) __attribute__((nonnull));

/* What narrows, into a query: its unit, its condition. Conditions are lent until the filter
 * changes, which every screen sees by the stamp. */
void narrow_query(const struct ui *ui, struct query *q) __attribute__((nonnull));
/* All of it as a condition, a chosen unit too; NULL: nothing narrows. */
const struct cond *narrow_where(const struct ui *ui) __attribute__((nonnull));
/* "  UNIT alone", in line 1 of a list, for who is shown no more (model/sight.h). */
void narrow_own(const struct ui *ui, struct buf *to) __attribute__((nonnull));
/* The same, and "  FILTER", behind the title of a list that it narrows; nothing where there is none. */
void narrow_title(const struct ui *ui, struct buf *to) __attribute__((nonnull));
/* The same with how many of all units it leaves, "  FILTER 7/36 units"; where line 1 has no room
 * the filter is cut, never the numbers. */
void narrow_title_units(struct ui *ui, size_t n, size_t all, struct buf *to)
	__attribute__((nonnull));
/* The same of a list that has a filter of its own, and other counts. */
void narrow_title_counts(struct ui *ui, struct str filter, const struct buf *counts,
			 struct buf *to) __attribute__((nonnull));
/* What an empty list says: "WHY; Esc shows all, f changes the filter". In mem. */
const char *narrow_empty(const struct ui *ui, const char *why, struct arena *mem)
	__attribute__((nonnull, returns_nonnull));
/* Is there more than a unit? Then what is shown is counted by looking. */
bool narrow_is_filter(const struct ui *ui) __attribute__((nonnull));
/* list_need(), for lists that are looked through: ends when a key waits, or after a while; then the
 * list is not complete, and ui->soon is set so that the screen goes on (its soon()). */
bool narrow_need(struct ui *ui, struct list *l, size_t want, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* The same of list_sums_on(): *known where it came to an end. */
bool narrow_sums(struct ui *ui, const struct query *q, struct list_sums *to, bool *known,
		 struct err *err) __attribute__((nonnull, warn_unused_result));
/* The same of a day's sums; drawing: rows are, which wait for a moment only. */
bool narrow_date(struct ui *ui, date due, const struct query *q, bool drawing,
		 struct date_line *to, bool *known, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* "  light:red 7/18 items", "  light:red 23+/120 items 37%": the filter, n of m, and how far it is;
 * where it does not fit in so many columns the filter is cut, never the numbers. */
void narrow_head(const struct ui *ui, int64_t n, int64_t all, const struct list *scanned,
		 size_t lists, int cols, struct buf *to) __attribute__((nonnull(1, 7)));

#endif

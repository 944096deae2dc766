/* The call list. What its files share. */
#ifndef UI_SCREENS_CALLS_PRIVATE_H
#define UI_SCREENS_CALLS_PRIVATE_H

#include "model/call.h"
#include "ui/cursor.h"
#include "ui/marks.h"
#include "ui/screen.h"
#include "ui/search.h"

enum { CALLS_HEAD = 3, CALLS_FOOT = 2 };

/* A row as it was read. */
struct calls_row {
	struct call_line line;
	int fits; /* how many of what it owes the filter holds of; -1: not known */
};

struct calls_screen {
	struct screen screen;
	calls list;
	struct calls_row **rows;     /* in mem; NULL: not read yet */
	struct promise_sums sums;
	int64_t plan;
	unsigned narrowed;           /* the stamp of ui->narrow, as it was begun */
	size_t units;                /* silent ones, whether or not they have promised */
	int owed;                    /* of these */
	bool known;                  /* these two and sums; false: they were not read to the end */
	struct list_sums fit;        /* under a filter: of what it holds of, once that is known */
	bool fit_known;
	struct order order;
	bool promised, can_write;
	struct arena mem;
	struct cursor cursor;
	struct buf reason;
	struct search search;
	struct err failure;
};

/* calls.c: how many rows are seen */
int calls_rows(void);
const struct calls_row *calls_row(struct ui *ui, struct calls_screen *s, size_t at)
	__attribute__((nonnull, returns_nonnull));

/* calls_draw.c */
void calls_draw(struct ui *ui, struct screen *s);
/* Has a cell of the row, as it is shown, what is looked for? */
bool calls_cells_have(struct ui *ui, struct calls_screen *s, size_t at) __attribute__((nonnull));

#endif

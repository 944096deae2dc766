/* 对照表: the grid. What its files share. */
#ifndef UI_SCREENS_GRID_PRIVATE_H
#define UI_SCREENS_GRID_PRIVATE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/map.h"
#include "model/cross.h"
#include "model/verb.h"
#include "ui/cursor.h"
#include "ui/draw.h"
#include "ui/lineedit.h"
#include "ui/marks.h"
#include "ui/screen.h"
#include "ui/search.h"

enum {
	GRID_TOP = 3,
	GRID_FOOT = 3,
	GRID_SEARCH_MOST = 5000 /* cells that are looked at in one go */
};

struct grid_screen {
	struct screen screen;
	struct cross grid;
	unsigned narrowed;           /* the stamp of ui->narrow, as its rows were begun */
	int64_t wanted;              /* so many rows somebody looks at */
	struct cursor row, column;
	/* Heads and cells as they were read, until the ledger changes or they are too many. */
	struct arena mem;
	struct map *read;
	int n_read;
	/* The cell that was marked last: a block's corner. row -1: none. */
	struct { int64_t row, column; } corner;
	int silent;                  /* of what is shown; -1: not counted yet */
	int64_t units;               /* columns without the filter */
	char *title;                 /* owned */
	bool can_write;
	struct err failure;          /* code 0: none */
	struct buf reason;
	struct search search;
	/* a verb was begun from here: the cursor steps on when it is done */
	bool acted;
	/* The frame before: where its table and its cursor were; stands: nothing else has changed. */
	struct { bool stands; int64_t row, top, left, rows; } frame;
	struct lineedit *entry;      /* while figures are typed into the cell; lent */
};

/* Where the table lies. */
struct grid_layout {
	int rows, columns;           /* how many are seen */
	int name, more, count;       /* columns of a row's head: its name, its title, its count */
	int left, pitch;             /* first column of the cells; columns of one */
};
struct grid_layout grid_layout(const struct grid_screen *s) __attribute__((nonnull));
/* The cursors inside what is there, rows fetched as far as they are seen. */
void grid_fit(struct ui *ui, struct grid_screen *s) __attribute__((nonnull));

/* grid.c: fetches on until so many rows are there; what a filter makes long goes on by itself. */
void grid_need(struct ui *ui, struct grid_screen *s, int64_t rows) __attribute__((nonnull));
/* Rows and columns from their beginning. */
void grid_fill(struct ui *ui, struct grid_screen *s) __attribute__((nonnull));
/* Read when first shown; never NULL. */
const struct cross_head *grid_row_head(struct ui *ui, struct grid_screen *s, int64_t row)
	__attribute__((nonnull, returns_nonnull));
const struct cross_head *grid_column_head(struct ui *ui, struct grid_screen *s, int64_t column)
	__attribute__((nonnull, returns_nonnull));
const struct cross_cell *grid_cell_at(struct ui *ui, struct grid_screen *s, int64_t row,
				      int64_t column) __attribute__((nonnull, returns_nonnull));
/* The chosen one; NULL: the grid is empty. */
const struct cross_cell *grid_chosen(struct ui *ui, struct grid_screen *s) __attribute__((nonnull));
/* The unit and the item of a duty, for sentences: "市质监局 2". In mem. */
const char *grid_duty_name(struct ui *ui, const struct duty_state *d, struct arena *mem)
	__attribute__((nonnull, returns_nonnull));

/* grid_draw.c */
void grid_draw(struct ui *ui, struct screen *screen);

/* grid_mark.c: marking cells (false: another command), and verbs. */
bool grid_mark_command(struct ui *ui, struct grid_screen *s, const char *command)
	__attribute__((nonnull));
void grid_verb(struct ui *ui, struct grid_screen *s, const struct verb *v) __attribute__((nonnull));
bool grid_lists(struct ui *ui, struct screen *s, const struct marked *k) __attribute__((nonnull));

/* grid_entry.c: figures typed into the chosen cell; first: the digit that began it, 0 none. */
void grid_entry_open(struct ui *ui, struct grid_screen *s, uint32_t first) __attribute__((nonnull));

/* grid_paste.c: figures pasted into the cells from the chosen one on, after one question. */
void grid_paste_open(struct ui *ui, struct grid_screen *s, struct str text)
	__attribute__((nonnull));

/* grid_dates.c: "next-date", "previous-date"; false: another command, or no dates to go to. */
bool grid_dates_command(struct ui *ui, struct grid_screen *s, const char *command)
	__attribute__((nonnull));

/* grid_find.c */
void grid_cell_choose(struct grid_screen *s, int64_t row, int64_t column) __attribute__((nonnull));
/* To the next (1) or previous (-1) cell with a silent duty, down the column, then (wide) in the
 * columns after it. False: there is none. */
bool grid_silent_go(struct ui *ui, struct grid_screen *s, int step, bool wide)
	__attribute__((nonnull));
/* "search" and its like; false: another command. */
bool grid_find_command(struct ui *ui, struct grid_screen *s, const char *command)
	__attribute__((nonnull));
/* Where an item's row is, fetched as far as needed; -1: it has none. */
int64_t grid_row_of(struct ui *ui, struct grid_screen *s, int64_t item) __attribute__((nonnull));
/* The cursor to an item's row (fetched as far as needed), a unit's column; false: it has none. */
bool grid_goto_item(struct ui *ui, struct grid_screen *s, int64_t item) __attribute__((nonnull));
bool grid_goto_unit(struct ui *ui, struct grid_screen *s, int64_t unit) __attribute__((nonnull));

#endif

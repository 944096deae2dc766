/* The overview: three panes over the same filter. What its files share. */
#ifndef UI_SCREENS_OVERVIEW_PRIVATE_H
#define UI_SCREENS_OVERVIEW_PRIVATE_H

#include "base/arena.h"
#include "base/buf.h"
#include "model/view.h"
#include "store/list.h"
#include "ui/cursor.h"
#include "ui/draw.h"
#include "ui/marks.h"
#include "ui/screen.h"
#include "ui/search.h"

enum { PANE_TASKS, PANE_CAMPAIGNS, PANE_DATES, PANES, DETAIL_LINES = 8 };

/* A row as it was read; kept until the ledger or the filter changes, or its place is needed. */
struct shown {
	int64_t key;                /* 0: free */
	bool is_date, gone;
	bool later;                 /* a date whose sums are still to be added up */
	unsigned stamp;             /* of the frame that used it last */
	struct arena mem;
	struct item_line item;
	struct date_line date;
	const char *leads;          /* as its column shows them */
	const char *figures;        /* with a unit: what it reported */
	const char *last;           /* "11-19 市税务局 上报"; wide terminals */
};

struct pane {
	struct list list;           /* in its own order: the cursor runs here */
	struct list pressing;       /* the most pressing rows: shown while folded */
	struct cursor cursor;
	int64_t count;              /* rows in all, as counted when the list was begun */
	/* its heading's row on the screen, -1: not shown; rows below it */
	int row, rows;
};

/* Where columns begin and how wide they are; wide 0: not shown. */
struct span { int col, cols; };
struct columns {
	/* of all units */
	struct span number, title, leads, last, in, pending, target, act, due, left;
	/* of one unit */
	struct span role, signed_on, reported, review, figures;
	bool all_leads;
};

struct overview {
	struct screen screen;
	struct pane panes[PANES];
	int active;
	int end;                    /* first row below the panes */
	int64_t plan, unit;         /* as the lists were begun */
	unsigned narrowed;          /* the stamp of ui->narrow, likewise */
	bool stopped;               /* looking through a list was stopped by Esc */
	struct sums sums;
	int64_t clashes;            /* cells that copies wrote differently */
	keys clashing;              /* the items that these are about, sorted */
	bool sums_stale;
	int64_t rows;               /* of how many a filter or a unit shows some; -1: not counted */
	struct list_sums found;    /* of what a filter is about, once all of it is known */
	bool found_known;
	struct buf found_of;       /* the filter as it was typed, and the order then */
	struct sort found_by;
	char plan_title[160], unit_name[120];
	VEC(struct shown) cache;
	unsigned stamp;
	int cached_cols;            /* the columns for which the cache was read */
	bool failed;                /* rows could not be read: the sentence stands in failure */
	struct err failure;
	struct buf reason;
	struct arena detail_mem;
	const char *detail[DETAIL_LINES];
	struct search search;       /* what "/" searched for */
	/* a verb was begun from here: the cursor steps on when it is done */
	bool acted;
	bool dates_begun;           /* the pane of dates was entered, its cursor is the user's */
};

/* overview_lists.c */
/* all lists from their beginning */
void overview_start(struct ui *ui, struct overview *ov);
/* sorts and fetches anew; cursors stay on their rows */
void overview_restart(struct ui *ui, struct overview *ov);
void overview_refresh(struct ui *ui, struct screen *s);
/* how many items there are, whatever is shown of them */
int64_t overview_rows(struct ui *ui, struct overview *ov);
/* read where they are stale */
void overview_sums(struct ui *ui, struct overview *ov);
void overview_fail(struct overview *ov, const struct err *err);
/* Goes on looking through what a filter asks about. */
void overview_soon(struct ui *ui, struct screen *s);
/* Is a list still looked through? */
bool overview_is_looking(const struct overview *ov);
int64_t pane_n(const struct pane *p);
int64_t pane_key(struct ui *ui, struct overview *ov, int pane, int64_t at);      /* 0: none */
/* its row; -1: not there */
int64_t pane_find(struct ui *ui, struct overview *ov, int pane, int64_t key);
/* puts the active pane's cursor there */
void overview_chosen(struct ui *ui, struct overview *ov, int64_t at);
/* under the cursor; NULL: none */
struct shown *overview_row(struct ui *ui, struct overview *ov);
bool shown_is_silent(const struct ui *ui, const struct shown *s);

/* The sums of a date under a filter: nothing is kept of them. */
bool shown_date_read(struct ui *ui, struct overview *ov, struct shown *s, bool drawing,
		     struct err *err);

/* overview_rows.c */
struct shown *shown_get(struct ui *ui, struct overview *ov, int pane, int64_t key);
void cache_drop(struct overview *ov);
void cache_free(struct overview *ov);
void columns_make(const struct overview *ov, int pane, int cols, struct columns *to);
void heading_draw(struct ui *ui, struct overview *ov, int pane, int row, bool others);
void row_draw(struct ui *ui, struct overview *ov, int pane, const struct shown *s, int row,
	      bool chosen);

/* overview.c: says that a filter leaves nothing of that pane */
const char *overview_empty(int pane);

/* overview_detail.c */
void overview_rested(struct ui *ui, struct screen *s);

/* overview_act.c */
bool overview_command(struct ui *ui, struct screen *s, const char *command);
void overview_about(struct ui *ui, struct screen *s, struct ui_about *to);
/* after a verb: to the next silent row */
void overview_step(struct ui *ui, struct overview *ov);

/* overview_mark.c */
/* "mark", "mark-all"; false: another command */
bool overview_mark_command(struct ui *ui, struct overview *ov, const char *command);
/* items, each with the unit that was chosen */
bool overview_lists(struct ui *ui, struct screen *s, const struct marked *k);

/* overview_find.c */
/* "search", "next-match", "previous-match"; false: another command */
bool overview_find_command(struct ui *ui, struct overview *ov, const char *command);

#endif

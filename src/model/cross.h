/* 对照表: duties as a table of pairs: items by units, an item's periods by units, a unit's items by
 * months or due dates. Rows are fetched as far as somebody looks, heads and cells one by one: what is shown
 * costs, not what there is. */
#ifndef MODEL_CROSS_H
#define MODEL_CROSS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "model/ledger.h"
#include "model/light.h"
#include "store/duties.h"
#include "store/cross.h"
#include "store/list.h"

enum cross_kind {
	/* items by units; due: what falls due that day, DATE_NONE: what is open of each pair */
	CROSS_UNITS,
	CROSS_PERIODS,     /* the periods of an item by its units */
	CROSS_DATES,       /* the items of a unit by its due dates */
};

struct cross {
	enum cross_kind kind;
	int64_t plan;                /* 0: all open */
	int64_t item, unit;          /* of CROSS_PERIODS; of CROSS_DATES */
	date due;                    /* of CROSS_UNITS */
	bool months;                 /* of CROSS_DATES: a column a month, else a due date */
	/* of CROSS_UNITS: rows are only the items that it holds of, columns and cells only the units
	 * and duties that these are listed for; lent; NULL: all */
	const struct cond *where;
	/* private */
	unit_sums found;             /* of the columns, once cross_count() has looked */
	bool counted;
	struct list items;           /* rows of the other two kinds */
	cross_periods periods;        /* rows of CROSS_PERIODS */
	keys columns;                /* units, due dates, or first days of months */
	keys dates;                  /* of CROSS_DATES: the due dates */
};

/* Fills columns for the fields above, and the periods; a zeroed grid but for these. Rows that are
 * items come with cross_need(). */
bool cross_begin(struct ledger *l, struct cross *g, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* The same, and the first rows. */
bool cross_open(struct ledger *l, struct cross *g, struct err *err)
	__attribute__((nonnull, warn_unused_result));
void cross_clear(struct cross *g) __attribute__((nonnull));
/* Fetches on until so many rows are there, or all are. */
bool cross_need(struct ledger *l, struct cross *g, int64_t rows, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Under `where`: looks through all duties that it is about for the counts at the edges; narrow: and
 * leaves only the columns with one of them. Until then a column's silent is -1. Can be stopped. */
bool cross_count(struct ledger *l, struct cross *g, bool narrow, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Of all columns, or -1. */
int cross_silent_all(const struct cross *g) __attribute__((nonnull));
int64_t cross_rows(const struct cross *g) __attribute__((nonnull));          /* fetched so far */
bool cross_is_whole(const struct cross *g) __attribute__((nonnull));         /* are these all? */
int64_t cross_columns(const struct cross *g) __attribute__((nonnull));
/* The key of a row's item (CROSS_PERIODS: the same for all), of a column's unit (CROSS_DATES: the
 * same for all). */
int64_t cross_item(const struct cross *g, int64_t row) __attribute__((nonnull));
int64_t cross_unit(const struct cross *g, int64_t column) __attribute__((nonnull));
/* Where an item's row, a unit's column is; -1: it has none, or that row is not fetched yet. */
int64_t cross_find_item(const struct cross *g, int64_t item) __attribute__((nonnull));
int64_t cross_find_unit(const struct cross *g, int64_t unit) __attribute__((nonnull));
/* Of CROSS_DATES: does that due date fall into the column? */
bool cross_column_has(const struct cross *g, int64_t column, date due) __attribute__((nonnull));
/* The first row of CROSS_PERIODS, the first column of CROSS_DATES, where somebody is silent; else
 * what comes next, else the last. */
int64_t cross_pressing(struct ledger *l, const struct cross *g) __attribute__((nonnull));

/* The fixed head of a row or a column. Texts in mem. */
struct cross_head {
	/* an item's number, a unit's short name, a period, a due date in full, a month
	 * ("2018-11"); "ongoing" */
	const char *name;
	/* an item's title, a unit's name; of a period its due date; "" of a date */
	const char *more;
	date due;                    /* of a period, a date; the last one of a month */
	int silent;                  /* duties begun and not in; -1: not counted yet */
};
bool cross_row(struct ledger *l, const struct cross *g, int64_t row, struct arena *mem,
	       struct cross_head *to, struct err *err) __attribute__((nonnull, warn_unused_result));
bool cross_column(struct ledger *l, const struct cross *g, int64_t column, struct arena *mem,
		  struct cross_head *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));

/* A pair. */
struct cross_cell {
	struct duty_state duty;      /* key 0: nothing is owed here */
	enum light light;            /* of the duty */
	const char *role;            /* without a duty: "responsible" ...; NULL: none */
	bool hidden;                 /* there is one, which `where` is not about */
	/* of a recurring duty: how many are owed, where only one can be shown; else 0 */
	int periods;
	/* of a month with several due dates: how many there are, and are in; shown is the one with
	 * the worst light. Else 0. */
	int of_month, in_month;
	const char *figure;          /* "62.5%", "12", "1.87%"; "" none is known */
};
bool cross_cell(struct ledger *l, const struct cross *g, int64_t row, int64_t column,
		struct arena *mem, struct cross_cell *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* What the cell says beside its light, in five columns where a figure is no longer: 退 合 责 欠2期
 * 62.5%; "" nothing. In mem. */
const char *cross_cell_text(const struct cross_cell *c, struct arena *mem)
	__attribute__((nonnull, returns_nonnull));
/* Its state in a word that is the same in every language: "returned", "joint", "closed",
 * "suspended", "in", "silent", "unheard" (not exchanged), "waiting" (not begun), "ongoing"; without a duty its role, ""
 * none. */
const char *cross_cell_state(const struct cross_cell *c, date today)
	__attribute__((nonnull, returns_nonnull));
/* Is it begun and not in? */
bool cross_cell_is_silent(const struct cross_cell *c, date today) __attribute__((nonnull));

#endif

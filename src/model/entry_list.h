/* Reports that come as a table: item, unit, day, figures, text. The whole is planned before
 * anything is written, and written as one change. */
#ifndef MODEL_ENTRY_LIST_H
#define MODEL_ENTRY_LIST_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/err.h"
#include "base/vec.h"
#include "model/ledger.h"
#include "model/verb.h"

/* What a cell may say. */
enum entry_field {
	ENTRY_NUMBER,
	ENTRY_ITEM /* number or title */,
	ENTRY_UNIT,
	ENTRY_ON,
	ENTRY_DUE /* which of several dates is meant */,
	ENTRY_FIGURES,
	ENTRY_TEXT,
	ENTRY_MATERIAL,
	ENTRY_WAY,
	ENTRY_WHO,
	ENTRY_KIND /* report, no change, zero report */,
	ENTRY_FIELDS,
};

/* A row as it came: texts, "" where a cell is empty. */
struct entry_in {
	int line;                            /* of the file */
	const char *cells[ENTRY_FIELDS];
	const char *const *named;            /* a cell for each of entries_in.names */
	/* what it reports, where that is known: the cells then only name it; NULL: they say it */
	const struct duty_state *duty;
	const char *passed;                  /* why nothing is read of it; NULL: it is read */
};
struct entries_in {
	/* as the file calls them; NULL: there is no such column */
	const char *heads[ENTRY_FIELDS];
	int columns[ENTRY_FIELDS];           /* where they stand, from 1 */
	/* heads that are none of these: figures by their names, or nothing of ours */
	struct { const char *head; int column; } *names;
	size_t n_names;
	VEC(struct entry_in) rows;
	/* the day of rows that name none; DATE_NONE: not said */
	date on;
};

enum entry_is {
	ENTRY_NEW,
	ENTRY_SAME /* reported so already */,
	ENTRY_OTHER /* changes what was reported */,
	ENTRY_REFUSED,
	ENTRY_PASSED /* a total, an empty row */,
	ENTRY_KINDS
};

/* A row as it would be written. Texts in the reading's memory. */
struct entry_planned {
	int line;
	enum entry_is is;
	/* as the ledger calls them; of a row that was refused or passed over: as the file does */
	const char *number, *unit;
	/* "12/20  text"; before: what was in force, with its day, "" nothing */
	const char *says, *before;
	/* refused, passed over, or what looks like a slip (doubt); else "" */
	const char *why;
	/* the column of the file that a refusal is about, "" none in particular; column is its
	 * place, from 1, else 0 */
	const char *head;
	int column;
	bool doubt;
	const struct verb *verb;             /* NULL: refused, passed over */
	date on;                             /* of the report; DATE_NONE: today */
	struct duty_state duty;
	const char *text, *way, *who;        /* NULL: none */
	const struct amount *amounts;
	size_t n_amounts;
	bool has_report;
	struct id report;                    /* in force when it was planned */
};
struct entry_plan {
	VEC(struct entry_planned) rows;      /* in the order of the file */
	int n[ENTRY_KINDS];
	int doubts;
	/* heads of columns that say nothing to this: "备注、电话"; "" none */
	const char *unused;
};

/* Plans all rows; plan: where items are looked for, 0 all open ones. A row is the same where the
 * unit's entries of its duty have one of that day which says no other than the row; what a row
 * leaves empty it says nothing about. Of several dates of an item the column due names one; else it
 * is what was reported on that day, what is due on it, the oldest that had begun then and is not
 * in. One report a duty and table: a second one is refused, but for one that says the same. False
 * only where the ledger could not be read. Nothing is written. */
bool entry_plan_read(struct ledger *l, int64_t plan, const struct entries_in *in, struct arena *mem,
		     struct entry_plan *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
void entry_plan_clear(struct entry_plan *p) __attribute__((nonnull));
/* Writes new and changed rows as one change (doubtful ones too: they were shown); source: the file,
 * for the sentence, NULL: they were pasted into the grid. ERR_REFUSED where somebody has reported one of them meanwhile. */
bool entry_plan_write(struct ledger *l, const struct entry_plan *p, const char *source,
		      struct outcome *out, struct err *err)
	__attribute__((nonnull(1, 2, 4, 5), warn_unused_result));

/* "new", for programs; translated, for people. */
const char *entry_is_name(enum entry_is is) __attribute__((returns_nonnull));
const char *entry_is_label(enum entry_is is) __attribute__((returns_nonnull));

#endif

/* Papers: reports of the ledger as documents, and the formats that write them. `duban print`,
 * `duban export` and the screens' "p" share them. */
#ifndef PAPER_PAPER_H
#define PAPER_PAPER_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/err.h"
#include "model/ledger.h"
#include "store/cond.h"
#include "paper/doc.h"

/* ---- Reports. Each fills an empty document as of the ledger's today. ---- */

/* Which rows of a table are wanted; NULL: all. The paper says so. */
struct paper_filter {
	const struct cond *where;
	const char *said;            /* as it was typed; lives as long as the document is made */
};

/* The ledger 台账: the notice's table with who is in, figures against targets, and lights with
 * their reasons. plan 0: all open ones; unit 0: all, else what that unit has a part in, counted for
 * it alone. What is owed is what is in and what is silent: duties whose period has not begun are
 * told apart, so that sums add up. */
bool ledger_table(struct ledger *l, int64_t plan, int64_t unit, struct doc *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* The same of the items alone that a filter leaves, each whole. */
bool ledger_table_where(struct ledger *l, int64_t plan, int64_t unit, const struct paper_filter *f,
			struct doc *to, struct err *err)
	__attribute__((nonnull(1, 5, 6), warn_unused_result));
/* One unit's sheet: what it owes and sent, with dates and figures, how it was urged, whom to
 * call. */
bool unit_sheet(struct ledger *l, int64_t plan, int64_t unit, struct doc *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));

/* One item's sheet: what is asked, who owes and how each stands, measures, entries. */
bool item_sheet(struct ledger *l, int64_t plan, int64_t item, struct doc *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));

/* The letter that urges one unit: what it owes with dates and working days late, whom it goes to,
 * the last call, and lines to sign. */
bool urging_letter(struct ledger *l, int64_t plan, int64_t unit, struct doc *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* The call list on paper; unit 0: all of it. */
bool calls_table(struct ledger *l, int64_t plan, int64_t unit, struct doc *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* The same of the units alone that a filter leaves. */
bool calls_table_where(struct ledger *l, int64_t plan, int64_t unit, const struct paper_filter *f,
		       struct doc *to, struct err *err)
	__attribute__((nonnull(1, 5, 6), warn_unused_result));

/* All of them, ended by a NULL name. */
struct paper {
	const char *name;            /* on the command line: "ledger" */
	/* whose key make() takes */
	enum paper_of { PAPER_OF_ALL /* or of a unit */, PAPER_OF_UNIT, PAPER_OF_ITEM } of;
	const char *file;            /* N_("ledger"): a file's name begins so */
	bool (*make)(struct ledger *l, int64_t plan, int64_t key, struct doc *to, struct err *err);
	/* it goes out to the unit: as text, where nobody says otherwise */
	bool letter;
	/* NULL: it takes no filter */
	bool (*make_where)(struct ledger *l, int64_t plan, int64_t key,
			   const struct paper_filter *f, struct doc *to, struct err *err);
};
const struct paper *papers(void) __attribute__((returns_nonnull));
const struct paper *paper_find(const char *name) __attribute__((nonnull));      /* NULL: none */

/* For reports. One in making: */
struct paper_job {
	struct ledger *l;
	int64_t plan, key;
	const struct paper_filter *filter;      /* NULL: none */
	struct doc *to;
	struct arena mem;            /* of what lasts until it is made */
};
/* The frame of every report: its name, its title, the day, and whether that is a day gone by; fill
 * sees one state of the ledger. */
bool paper_make(const struct paper_job *job, const char *name, const char *title,
		bool (*fill)(struct paper_job *j, struct err *err), struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* The subject is the unit that the key is of. */
bool paper_of_unit(struct paper_job *j, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* "市重点工作任务分解表  〔2018〕12号  2018-10-31": a notice as papers name it. */
const char *paper_plan_text(const struct plan_row *p, struct arena *mem)
	__attribute__((nonnull, returns_nonnull));
/* The fact "owed 7 = in 3 + silent 3 + not exchanged 1", as the screens count; the last one only where
 * there are such. */
void paper_base(struct doc *to, int owed, int in, int unheard) __attribute__((nonnull));

/* ---- Formats ---- */

struct paper_options {
	/* of a text: lines of a page, heads counted; 0: one endless page */
	int page_rows;
	int cols;                /* of a text: columns */
};
enum { PAPER_COLS = 80, PAPER_PAGE_ROWS = 60, PAPER_PAGE_LEAST = 20, PAPER_PAGE_MOST = 500 };

struct paper_format {
	const char *name;        /* "text", "csv": on the command line; NULL ends the table */
	const char *ending;      /* of a file's name: ".txt" */
	bool utf8;               /* always UTF-8, else a text in the locale's charset */
	void (*write)(const struct doc *d, const struct paper_options *o, struct buf *to);
};
const struct paper_format *paper_formats(void) __attribute__((returns_nonnull));
/* NULL: none */
const struct paper_format *paper_format_find(const char *name) __attribute__((nonnull));
/* The one whose ending the file's name has; NULL: none. */
const struct paper_format *paper_format_of(const char *path) __attribute__((nonnull));

/* Text for people: pages with title, as-of date and page number; tables whose cells are wrapped. No
 * control characters but line feeds. */
void out_text_write(const struct doc *d, const struct paper_options *o, struct buf *to)
	__attribute__((nonnull));
/* CSV for spreadsheets in Chinese: UTF-8 with BOM, CRLF, RFC 4180; formula-safe (see
 * csv_cell()). */
void out_csv_write(const struct doc *d, const struct paper_options *o, struct buf *to)
	__attribute__((nonnull));
/* One JSON object, "duban-paper/1". */
void out_json_write(const struct doc *d, const struct paper_options *o, struct buf *to)
	__attribute__((nonnull));

/* One cell of CSV, cleaned, guarded and quoted. What a spreadsheet would take for a formula (it
 * begins with = + - @, their full-width forms, or after cleaning with a tab or CR in the source) or
 * would turn into something else (010, 10.10, 3/25, 13900001111222) gets a "'" before it; a lone
 * "-" and plain numbers do not. */
void csv_cell(struct str text, bool number, struct buf *to) __attribute__((nonnull));

/* The document's bytes as the format writes them into a file. */
void paper_bytes(const struct doc *d, const struct paper_format *f, const struct paper_options *o,
		 struct buf *to) __attribute__((nonnull));
/* Writes them beside path and renames; refused where path exists, unless force. */
bool paper_save(const struct doc *d, const struct paper_format *f, const struct paper_options *o,
		const char *path, bool force, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* "台账-2018-11-21.csv": the name that is proposed for a file. subject may be "". In mem. */
const char *paper_name(const char *paper, const char *subject, date asof,
		       const struct paper_format *f, struct arena *mem)
	__attribute__((nonnull, returns_nonnull));

#endif

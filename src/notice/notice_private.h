/* What the passes of src/notice share. Each pass reads what those before it left in the draft,
 * and is tested alone. */
#ifndef NOTICE_PRIVATE_H
#define NOTICE_PRIVATE_H

#include "base/map.h"
#include "notice/cells.h"
#include "notice/draft.h"
#include "notice/words.h"

/* What a column holds; in the order of the first kinds of words.h. */
enum column_role {
	COL_NUMBER, COL_CATEGORY, COL_TASK, COL_LEAD, COL_RESPONSIBLE, COL_SUPERVISOR, COL_DEADLINE,
	COL_REMARK, COLUMN_ROLES,
	COL_UNKNOWN = -1
};

/* A part of the document: the text before any attachment, or one attachment. */
struct section {
	bool attachment;
	int number;                    /* of the attachment; 0 none */
	size_t from, to;               /* blocks from ... to - 1, its heading line included */
	struct str title;              /* empty where none is found */
	int title_line;
};

/* A column's cell of one row; several columns of one role are joined by line breaks. */
struct part {
	bool there;                    /* the table has such a column, and the row reaches it */
	struct str text;               /* empty: a blank cell */
	int first, last;
};

/* A row that is no heading. */
struct task_row {
	size_t section;
	int first, last;               /* source lines */
	int table;                     /* rows that may share merged cells; a chapter ends it too */
	struct part part[COLUMN_ROLES];
	bool category_inside;          /* the category stands in a cell beside the task */
	bool goes_on;                  /* blank task cell: part of the item above */
	bool left_out;
	int group;                     /* the row whose number is meant for this one too; -1 own */
	int deadline_from;             /* the row whose deadline is meant; -1 own */
	int item;                      /* the item that it became, -1 none */
	bool first_leads;              /* no lead is marked: the first unit named leads */
	struct part carried_units[WORK_ROLES];   /* unit cells taken from the row above by an answer */
};

/* One name in one cell of units, as written. */
struct mention {
	size_t row;
	enum work_role role;
	struct str text;               /* without blanks, role words, an open end */
	int line;
	int cell;                      /* names of one cell are different units */
	struct str area;               /* that it begins with or takes over; empty */
	bool inherited;                /* the area is not written here */
	int name;                      /* index in names; -1 no unit */
};

/* One full name and what it is taken for. */
struct name {
	struct str full;               /* with its area */
	struct str area;               /* the area it begins with; empty */
	struct str stem;               /* folded, without area and blanks */
	int line;
	bool group, alone;
	VEC(int) cells;                /* in which it stands, ascending */
	int count;
	int same;                      /* the name it is another one of; -1 itself */
	const char *how;               /* of same: "alias" or "typo" */
	int unit;                      /* -1 before units are made */
};

/* A text of an attachment. */
struct campaign_text {
	size_t section;
	struct str number;             /* as written */
	struct str title;              /* without number and opening verb */
	struct str body;               /* lent from the source: what follows the title */
	int first, last, body_line;
	int item;                      /* -1 none yet */
};

struct answer {
	char *key;
	bool given;
	int choice;
	char *own;
	enum decided {
		BY_HAND,
		ANSWERED_BEFORE,
		PROPOSED_BEFORE
	} decided; /* but by hand: at the plan's last
	                                  reading; holds as long as this is a correction of it */
};

struct earlier;
struct match;

struct draft_private {
	/* what stays */
	char *source_name, *region, *share_dir;
	char *bytes;
	size_t n_bytes;
	struct notice_options o;
	struct grid grid;
	struct words *words;
	struct map *answer_at;         /* key -> 1 + index in answers */
	VEC(struct answer) answers;
	VEC(struct str) all_cells;     /* and lines of text, for the plan's id */
	const struct earlier *earlier; /* that it may be a correction of; lent */
	bool sure;                     /* that it is one: not asked */
	/* what one reading makes */
	struct arena mem;
	bool corrects;                 /* earlier */
	struct match *match;           /* NULL: no correction */
	unsigned char *used;           /* a line each, from 1 */
	VEC(struct section) sections;
	VEC(struct task_row) rows;
	VEC(struct mention) mentions;
	VEC(struct name) names;
	struct map *name_at;           /* folded full name -> 1 + index in names */
	VEC(struct campaign_text) campaigns;
	date year_base;                /* dates without a year are looked for from it on */
	int dates_without_year, first_date_line;
	/* left open, because nobody knows when the document was issued */
	int undated;
	date first_due, last_due;      /* of those, the earliest and the latest */
	int cells;                     /* cells of units counted so far */
	size_t deadlines, targets, measures;   /* of all items, counted for draft_fits() */
	/* how often a text was looked through for deadlines or targets */
	size_t texts_read;
	bool rows_seen;                /* there is a table */
};

struct pass {
	const char *name;
	bool (*run)(struct draft *d, struct err *err);
};
extern const struct pass passes[];     /* in their order, ended by a NULL name */

bool pass_front(struct draft *d, struct err *err);      /* sections, title, number, issue date */
bool pass_head(struct draft *d, struct err *err);       /* headings; what each cell of a row is */
bool pass_carry(struct draft *d, struct err *err);      /* merged cells */
bool pass_number(struct draft *d, struct err *err);     /* rows to items */
bool pass_role(struct draft *d, struct err *err);       /* cells of units to mentions with a role */
bool pass_unit(struct draft *d, struct err *err);       /* mentions to names with their area */
bool pass_alias(struct draft *d, struct err *err);      /* names to units; assignments */
bool pass_deadline(struct draft *d, struct err *err);
bool pass_campaign(struct draft *d, struct err *err);   /* the texts of attachments */
bool pass_link(struct draft *d, struct err *err);       /* texts to rows */
bool pass_measure(struct draft *d, struct err *err);    /* lists in running text */
bool pass_target(struct draft *d, struct err *err);
bool pass_second(struct draft *d, struct err *err);     /* what is asked beside: measures */
bool pass_figure(struct draft *d, struct err *err);
/* a correction: what is which part of the earlier plan */
bool pass_plan(struct draft *d, struct err *err);
bool pass_leftover(struct draft *d, struct err *err);   /* unused lines; order of the questions */

/* Tasks in running text, for documents without a table: numbered paragraphs whose units stand
 * in a bracket at their end or on lines below. */
void text_rows(struct draft *d);

/* A draft of a text whose passes have not run. */
struct draft *draft_new(struct str bytes, const char *source_name, const struct notice_options *o,
	struct err *err);
/* Forgets what the last reading made and runs all passes, or those up to the named one. */
bool interpret(struct draft *d, const char *until, struct err *err);
void draft_forget(struct draft *d);
/* Is it taken for a correction, as answered or proposed? Asked before the passes run. */
bool match_wanted(struct draft *d);
/* Enters an answer without reading anew. */
void answer_set(struct draft_private *in, const char *key, int choice, const char *own,
		enum decided decided) __attribute__((nonnull(1, 2)));

/* No more was read than a notice can have (limits.c); refused with the number. Passes that multiply
 * ask after each row. */
bool draft_fits(const struct draft *d, struct err *err);
/* A text that shall be kept is not longer than the ledger holds. */
bool draft_text_fits(const struct draft *d, struct str text, int line, struct err *err);
/* The same of what the reader made: rows, their cells, lines. */
bool grid_fits(const struct draft *d, struct err *err);

/* Asks: enters q (kind, line, key, text, choices, other) and gives what holds: the choice,
 * from 0, or -1 with *own. */
int draft_ask(struct draft *d, struct question q, struct str *own) __attribute__((nonnull(1)));
/* Asks with two choices: true for the first one, which is the proposal. */
bool draft_ask_first(struct draft *d, enum question_kind kind, int line, const char *key,
	const char *text, const char *first, const char *second) __attribute__((nonnull));
/* What was answered to kind and key before, without asking; 0 where nothing was. */
int draft_answered(const struct draft *d, enum question_kind k, const char *key, struct str *own)
	__attribute__((nonnull(1)));

void draft_use(struct draft *d, int first, int last);
/* Without blanks next to Chinese and line breaks: as one line. In d's arena. */
struct str draft_one_line(struct draft *d, struct str s);
struct str draft_fold(struct draft *d, struct str s);
struct str draft_printf(struct draft *d, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
const char *draft_text(struct draft *d, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
struct str draft_keep(struct draft *d, struct str s);
/* "17, 23, 49" of at most ten lines. */
const char *draft_lines_text(struct draft *d, const int *lines, size_t n);

/* Index of the full name in names, entered where it is new. */
int name_named(struct draft *d, struct str full);
/* Names to units, and who does what. */
void units_make(struct draft *d);
/* The unit that an own answer names: by a name or spelling of the draft, else a new one. Index
 * into d->units. */
size_t draft_unit_named(struct draft *d, struct str name, int line);
/* Cuts "、"-parted names off an own answer. */
/* An answer that names units (notice/answer_units.c): are they such? And its text without the +
 * before new ones. */
bool units_answer_fits(struct draft *d, struct str own, struct err *err);
const char *units_answer(struct str own, struct arena *mem);
/* Does it end, or begin, as units' names do? folded. */
bool name_is_usual(const struct words *w, struct str folded);
bool draft_next_named(struct str *rest, struct str *name);

/* Cuts the next name off a cell of units: at ，、；, and line breaks, never inside brackets.
 * *at moves over the cell. */
bool unit_split(struct str cell, size_t *at, struct str *part);
/* Line of place p (inside text) when text begins on line first. */
int text_line(struct str text, const char *p, int first);

/* Where the bracket that ends the text begins, in bytes; text.n where it does not end in one. */
size_t bracket_at_end(struct str text);
/* Cuts the next sentence off: ends at 。；!? outside brackets, quotation marks and book-title
 * marks. Without its end mark. */
bool sentence_split(struct str text, size_t *at, struct str *part);
/* A number at the beginning of a paragraph: "1." "２、" "（三）" "四、". Its end in *at; its
 * style tells the levels of an outline apart. */
enum { NUMBER_CHINESE = 1, NUMBER_BRACKETS = 2 };
bool paragraph_number(struct str text, size_t *at, struct str *number, int *style);
/* A title for narrow lists: without brackets, without openings that say nothing of the matter.
 * In d's arena. */
struct str title_brief(struct draft *d, struct str title);

#endif

/* What was read from a notice: items, units, figures, and the questions behind each guess.
 * Nothing in it is kept yet.
 *
 *	struct draft *d = notice_read(bytes, "notice.txt", &options, &err);
 *	for (size_t i = 0; i < d->questions.n; i++) ... draft_answer(d, i, 1, NULL, &err) ...
 *	notice_json(d, &buf);
 *	draft_free(d);
 *
 * An answer reads the whole text anew with it: all pointers into the draft end, questions may
 * come and go (question.key stays). */
#ifndef NOTICE_DRAFT_H
#define NOTICE_DRAFT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/charset.h"
#include "base/date.h"
#include "base/err.h"
#include "base/str.h"
#include "base/vec.h"
#include "model/calendar.h"
#include "model/target_wording.h"
#include "model/wording.h"

enum { NOTICE_LIMIT = 8 * 1024 * 1024 };

struct notice_options {
	date issued;                     /* DATE_NONE: as the document says, else asked */
	/* offered as issue date where none is said, never proposed */
	date today;
	const char *region;              /* of the units; NULL or "": asked */
	const char *share_dir;           /* where words/ lies */
	const struct calendar *cal;      /* lent for as long as the draft lives */
};

enum work_role { ROLE_LEAD, ROLE_RESPONSIBLE, ROLE_SUPERVISOR, WORK_ROLES };
const char *work_role_word(enum work_role r);         /* "lead" ...: in JSON and on the wire */

enum item_kind { ITEM_TASK, ITEM_GROUP, ITEM_CAMPAIGN };
const char *item_kind_word(enum item_kind k);          /* "task" ... */

/* Another way in which a unit is written. */
struct spelling {
	struct str text;
	const char *kind;                /* "alias" (also without its area) or "typo" */
	int line;                        /* where first */
};

struct draft_unit {
	struct str name;                 /* full, with the area it inherited */
	struct str shortname;            /* proposed 简称, told apart from all others */
	bool group;
	bool only_member;                /* named in an answer, not in the document */
	int line;                        /* where first */
	VEC(struct spelling) spellings;  /* but the name itself */
	VEC(size_t) members;             /* of a group: units, as answered */
};

struct draft_assignment {
	size_t unit;
	enum work_role role;
	int line;
};

struct draft_deadline {
	struct reading reading;
	struct str source;               /* the whole cell it stands in */
	int line;
	bool carried;                    /* from a merged cell above */
};

/* A quantity that units report. */
struct draft_figure {
	struct str name;                 /* told apart within the plan */
	const char *word;                /* measure word, "" unknown */
	int scale;                       /* places after the point */
	struct str definition;           /* as answered; empty */
	int item;                        /* that it was read for first */
	int line;
};

enum { NO_FIGURE = -1, NO_DEADLINE = -1 };

struct draft_target {
	struct target_reading reading;
	int line;
	/* Figures, or NO_FIGURE. The denominator is den, or total less excluded. */
	int num, den, total, excluded;
	/* the one that it is demanded by; NO_DEADLINE: all of its item */
	int deadline;
};

struct draft_measure {
	struct str text;
	struct str deadline;             /* a date inside it, as written; empty */
	int line;
};

struct draft_item {
	enum item_kind kind;
	struct str number;               /* as written, or given */
	bool number_given;
	struct str title;                /* the task as issued, on one line; a campaign's title */
	struct str brief;                /* a short title for lists */
	struct str text;                 /* as issued: the task cell, or a campaign's text */
	int parent;                      /* index of its group, -1 */
	int first, last;                 /* source lines */
	VEC(struct draft_assignment) assignments;   /* leads first, then in their order */
	VEC(struct draft_deadline) deadlines;
	target_readings read_targets;    /* private */
	VEC(struct draft_target) targets;
	VEC(struct draft_measure) measures;
};

enum question_kind {
	Q_TITLE, Q_ISSUED, Q_YEAR, Q_NUMBER, Q_REGION,           /* of the document */
	Q_COLUMN, Q_SHORT_ROW, Q_CARRIED, Q_BLANK, Q_ITEM_NUMBER, /* of cells */
	Q_AREA, Q_SPELLING, Q_ALIAS, Q_TYPO, Q_UNIT, Q_OPEN, Q_MEMBERS, Q_LEAD,   /* of units */
	Q_DEADLINE, Q_FIGURE, Q_DENOMINATOR, Q_MEASURES,
	Q_LINK, Q_OWNER,                                          /* of campaigns */
	Q_PLAN, Q_GONE,                                           /* of a correction */
	QUESTION_KINDS
};
const char *question_kind_word(enum question_kind k);  /* "carried" ...: in JSON */

/* Of units: names parted by 、. */
enum answer_form { ANSWER_CHOICE, ANSWER_TEXT, ANSWER_DATE, ANSWER_UNITS };

struct question {
	enum question_kind kind;
	int line;                        /* where first; 0: of the whole document */
	int asked;                       /* in which order: the same line's questions stand in it */
	const char *key;                 /* the same for the same guess in each reading */
	const char *text;                /* translated: what was found, and what is asked */
	const char *choices[4];          /* the first is the proposal; "": none */
	int n_choices;
	enum answer_form other;          /* what else may be answered; ANSWER_CHOICE: nothing */
	bool answered;
	/* answered, but at an earlier reading, by taking the proposal */
	bool proposed;
	int chosen;                      /* 0: the proposal; -1: own */
	const char *own;                 /* the own text, NULL */
};

struct unused_line {
	int line;
	struct str text;
};

struct draft_private;

struct draft {
	/* What is unknown is DATE_NONE or 0. */
	struct { struct str title, number, region; int year; date issued; } plan;
	VEC(struct draft_item) items;    /* in their order: a group before its items */
	VEC(struct draft_unit) units;    /* in the order of first mention */
	VEC(struct draft_figure) figures;
	VEC(struct question) questions;
	VEC(struct unused_line) unused;  /* lines with text that nothing was read from */
	int lines;                       /* of the source */
	enum charset charset;
	struct draft_private *in;
};

/* Reads a notice. Refused (NULL): no text, empty, beyond NOTICE_LIMIT, a table without a
 * heading that we know, nothing to read in it, more of anything than a notice can have (limits.c).
 * bytes are copied. Time is linear in the length. */
struct draft *notice_read(struct str bytes, const char *source_name,
	const struct notice_options *o, struct err *err)
	__attribute__((nonnull, warn_unused_result));
void draft_free(struct draft *d);

/* Answers a question by one of its choices (from 0), or with choice -1 by an own text. Refused with
 * the reason, nothing changed: a text that is no date where one is asked, no such choice, an own
 * text where none may be; where units are asked for a name that the notice does not have and that
 * does not end as units' names do, unless a + stands before it. */
bool draft_answer(struct draft *d, size_t question, int choice, const char *own, struct err *err)
	__attribute__((nonnull(1, 5), warn_unused_result));
/* Of the units named in an own answer those that the notice does not have (so far), as a text; "":
 * none. */
const char *draft_units_unknown(struct draft *d, const char *own, struct arena *mem)
	__attribute__((nonnull, returns_nonnull));
/* The same choice for all questions of that kind that are open. */
bool draft_answer_alike(struct draft *d, enum question_kind k, int choice, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Takes an answer back: the proposal holds again, as unanswered. */
void draft_ask_again(struct draft *d, size_t question) __attribute__((nonnull));

/* The source: line n (from 1) as written; the bytes as given; the cells that the plan's id is
 * made of (ident_plan). Lent. */
struct str draft_line(const struct draft *d, int n) __attribute__((nonnull));
struct str draft_bytes(const struct draft *d) __attribute__((nonnull));
const char *draft_source_name(const struct draft *d) __attribute__((nonnull));
size_t draft_cells(const struct draft *d, const struct str **cells) __attribute__((nonnull));
/* How many dates are open only because the issue date is unknown. */
int draft_undated(const struct draft *d) __attribute__((nonnull));
const struct calendar *draft_calendar(const struct draft *d) __attribute__((nonnull));
/* How many lines something was read from, or are blank. */
int draft_lines_used(const struct draft *d) __attribute__((nonnull));

/* The form of `duban import --dry-run --json` ("duban-notice/1", a public interface): appended
 * to *to. */
void notice_json(const struct draft *d, struct buf *to) __attribute__((nonnull));

#endif

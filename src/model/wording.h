/* Wordings of deadlines to dates: "11月20日前取得阶段性成果；长期推进". Pure: the issue date comes
 * as an argument. Rules: domain.md 7. */
#ifndef MODEL_WORDING_H
#define MODEL_WORDING_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/err.h"
#include "base/str.h"
#include "base/vec.h"
#include "model/calendar.h"
#include "model/occur.h"

enum deadline_kind {
	DEADLINE_ONCE,
	DEADLINE_PHASE,
	DEADLINE_RECURRING,
	DEADLINE_RELATIVE,
	DEADLINE_RANGE,
	DEADLINE_IMMEDIATE,
	DEADLINE_START,
	DEADLINE_ONGOING,
	DEADLINE_UNSCHEDULED,
	DEADLINE_INVALID,
};
/* "once" ...: in JSON and on the wire */
const char *deadline_kind_word(enum deadline_kind k);
bool deadline_kind_parse(struct str word, enum deadline_kind *k);

enum { PAPER_YEAR_FIRST = 1949, PAPER_YEAR_LAST = 2099 };      /* what a paper may name */
/* Is d such a day, or DATE_NONE? Says so where it is none: a slip of a key is no date of a duty. */
bool paper_day_check(date d, struct err *err) __attribute__((nonnull, warn_unused_result));

enum { MINUTE_CLOSING = -2 };

struct reading {
	enum deadline_kind kind;
	/* the part of the wording that it was read from, deliverable included: lent from the
	 * wording */
	struct str text;
	struct str clause;          /* its date words alone: "11月20日前"; lent */
	date start,
		due; /* nominal; DATE_NONE where it does not apply. Recurring: start and last day, where said. Relative: as if
	                             * handed over on the issue date; the ledger counts again from the hand-over or the receipt */
	/* due if the named day does not count (前 read strictly); DATE_NONE where no day is
	 * named */
	date due_excluded;
	/* of the day, "17时前"; -1 none; MINUTE_CLOSING: 下班前, the office's setting */
	int minute;
	struct rhythm rhythm;       /* recurring */
	int count;                  /* relative: 5 */
	char count_unit;            /* 'w' working days, 'd' days, 'm' months */
	/* "next", "previous": what the words say of a due day off (遇节假日顺延); NULL: nothing */
	const char *day_off;
	/* relative: counted from each unit's own receipt, else from the hand-over */
	bool from_receipt;
	/* "取得阶段性成果"; empty where none is said; lent from the wording, or put together in
	 * mem */
	struct str deliverable;
};

struct readings {
	VEC(struct reading) list;
	VEC(const char *) warn;     /* translated sentences, in the arena */
};

/* Reads one cell or sentence. issued: for years left out (first such date on or after it);
 * DATE_NONE: the reading has no date and a warning asks for it. Several deadlines in one text give
 * several readings in its order. Text without any deadline gives one of kind unscheduled (if it
 * says so: 适时) or none. Never fails: what cannot be read is `invalid` with a warning that names
 * it. Texts beyond 64 kB are cut with a warning. */
void wording_read(struct arena *mem, struct str text, date issued, const struct calendar *cal,
		  struct readings *to) __attribute__((nonnull));
void readings_clear(struct readings *r) __attribute__((nonnull));

/* A deliverable often holds several: "建立台账，分类整治，完成总结". Takes the next of them off
 * *rest; false at the end. Commas in brackets and quotation marks part nothing. */
bool deliverable_cut(struct str *rest, struct str *one) __attribute__((nonnull));

#endif

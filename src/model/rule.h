/* Light rules: data, a plain file a rule (share/rules), its text in the log when it is chosen. A
 * rule is lines "COLOUR: CONDITION, CONDITION": a light is red from the first day on which all
 * conditions of a red line hold, else yellow likewise, else green where a green line holds, else
 * unknown. Conditions speak of one duty's facts; those that come with time (days left, overdue,
 * behind the plan) never cease to hold, so that each duty has a day from which it is yellow and one
 * from which it is red: both are derived and kept, and today only compares. The families of rules
 * found in offices: domain.md 2.2.
 *
 * A line may name a level in brackets after its colour, "yellow (blue slip): ...": what else
 * follows from it, a slip, a talk, a mark. It is a word in the reason and no fourth colour; of
 * several lines of one colour that hold, the first in the file gives it.
 *
 * Texts lie in logs: what is read today is read the same for ever, in every locale; words are
 * added, never given another meaning.
 *
 * Whatever the file says: nothing is green of which nothing is known; ongoing work has no red;
 * nothing counts before its period begins. */
#ifndef MODEL_RULE_H
#define MODEL_RULE_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"
#include "model/calendar.h"
#include "model/light.h"
#include "model/target_wording.h"
#include "store/duties.h"

enum {
	RULE_MOST_BYTES = 16384, RULE_MOST_LINES = 24, RULE_MOST_CONDITIONS = 6,
	RULE_NAME_SIZE = 64, RULE_ABOUT_SIZE = 256, RULE_LEVEL_SIZE = 48,      /* with the NUL */
};

/* In the order of the table in rule_read.c. */
enum rule_fact {
	FACT_SILENT, FACT_IN, FACT_ACCEPTED, FACT_RETURNED, FACT_CLOSED, FACT_NO_CHANGE, FACT_ZERO,
	FACT_MISSED, FACT_MET, FACT_EXTENDED,
	/* recurring; less is done than in the period before */
	FACT_PERIODIC, FACT_FELL,
	/* by hand */
	FACT_JUDGED, FACT_JUDGED_RED, FACT_JUDGED_ORANGE, FACT_JUDGED_YELLOW, FACT_JUDGED_LIME,
	FACT_JUDGED_GREEN,
	/* the share done is */
	FACT_KNOWN,
	/* a share in percent, a number, days after due that the report came */
	FACT_DONE, FACT_URGED, FACT_LATE,
	/* from here on facts come with time */
	FACT_LEFT, FACT_OVERDUE, FACT_PROMISE_OVER,
	/* in percent of the time, of all, of what the plan asks for by now */
	FACT_ELAPSED, FACT_BEHIND, FACT_SHORT,
	/* periods missed in a row up to this one, and all up to this one */
	FACT_RUNNING, FACT_MISSES,
	FACTS,
};

struct rule_condition {
	enum rule_fact fact;
	bool without;               /* must not hold */
	enum comparator cmp;        /* CMP_NONE: as a yes or no */
	int number;
	bool days;                  /* calendar days; else working days */
};

struct rule_line {
	enum light light;
	int line;                   /* of the file */
	char level[RULE_LEVEL_SIZE];      /* "" where it names none */
	struct rule_condition list[RULE_MOST_CONDITIONS];
	int n;
};

struct rule {
	char name[RULE_NAME_SIZE], about[RULE_ABOUT_SIZE];
	struct rule_line lines[RULE_MOST_LINES];
	int n;
	bool plain;                 /* the one that holds where none was chosen */
};

/* Reads a rule from UTF-8. ERR_INPUT with source, line, and what is allowed there. */
bool rule_read(struct str text, const char *source, struct rule *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* The same from a file in any charset; *text gets it as it goes into the log: UTF-8, line ends
 * LF. */
bool rule_read_file(const char *path, struct buf *text, struct rule *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* The rule where none was chosen: share/rules/days.txt is the same (a test compares). */
extern const char rule_plain_text[];
struct rule rule_plain(void);

/* The name of a fact as files write it: English, or Chinese. */
const char *rule_fact_name(enum rule_fact f, bool chinese) __attribute__((returns_nonnull));

/* Judges a duty whose other members are filled: sets green, yellow_from and red_from. Pure. */
void rule_judge(const struct rule *r, const struct calendar *cal, struct duty_state *d)
	__attribute__((nonnull));
/* The line that makes the light of that day; NULL where none does (unknown). Lent from r. */
const struct rule_line *rule_deciding(const struct rule *r, const struct calendar *cal,
				      const struct duty_state *d, date today)
	__attribute__((nonnull));
/* Are they the same rule? Lines of the file, spelling and comments aside. */
bool rule_eq(const struct rule *a, const struct rule *b) __attribute__((nonnull));
/* The level of that day, "" where there is none. Lent from r. */
const char *rule_level(const struct rule *r, const struct calendar *cal, const struct duty_state *d,
		       date today) __attribute__((nonnull, returns_nonnull));
/* Does any line ask for that fact? */
bool rule_asks(const struct rule *r, enum rule_fact from, enum rule_fact to)
	__attribute__((nonnull));

/* How many duties that have begun have which light today, and would have by that rule. plan 0: of
 * all open plans. */
struct rule_trial {
	int64_t now[LIGHT_RED + 1], then[LIGHT_RED + 1];
	int64_t turned[LIGHT_RED + 1][LIGHT_RED + 1];      /* from now, to then */
	int64_t changed;
};
bool rule_try(struct ledger *l, const struct rule *r, int64_t plan, struct rule_trial *to,
	      struct err *err) __attribute__((nonnull, warn_unused_result));

/* What a chosen rule found of a duty, and its name: "60% of the time is gone, 35% is done, 25
 * points behind, rule: ..."; "" of the plain one. In mem. */
const char *rule_why(const struct rule *r, const struct calendar *cal, const struct duty_state *d,
		     date today, struct arena *mem) __attribute__((nonnull, returns_nonnull));

/* The first day on which a period counts as missed: the one after its date, where by then it was
 * not in, or is in with a target missed; DATE_NEVER: it does not. */
date rule_missed_from(const struct duty_state *d) __attribute__((nonnull));
/* How many working days after its date (an extension that was asked for late moves it not) the
 * report came; 0: in time, or none. is_late: after it at all, on a day off too. */
int rule_late(const struct calendar *cal, const struct duty_state *d, bool *is_late)
	__attribute__((nonnull));

/* Shares in tenths of a percent, cut off: of the time from since to due that has gone by on that
 * day (0 to 1000), and of the work. -1: unknown. */
int rule_elapsed(const struct duty_state *d, date today) __attribute__((nonnull));
int rule_done(const struct duty_state *d) __attribute__((nonnull));

#endif

/* What is derived, kept: duty_state, a row a duty, and tallies, sums of them by item, unit and
 * plan. Functions of the log and of the horizon date, not of today: today only chooses ranges.
 * model computes, this writes, in the change's own transaction; `duban check` computes all anew and
 * compares. */
#ifndef STORE_DUTIES_H
#define STORE_DUTIES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/err.h"
#include "base/id.h"
#include "base/vec.h"
#include "store/db.h"
#include "store/rows.h"

/* Where the state of a target stands for one duty. */
enum met { MET_UNKNOWN, MET_NO, MET_YES, MET_NONE /* there is no target to judge */ };

struct duty_state {
	int64_t key;                       /* of the row, 0 before it is written */
	int64_t plan, item, unit, deadline;
	char occ[20];
	date due, act_by;                  /* DATE_NONE: ongoing, without a date */
	date begins;                       /* first day of its period: before it nobody is silent */
	/* due of the occurrence before: not listed before that day; DATE_NONE: always */
	date shows;
	/* ongoing: a standing duty, listed with the item, not counted as owed */
	bool standing;
	/* 'r' report, 'n' no change, 'z' zero, 'j' filled by another's joint report 合报, 0 none in
	 * force */
	char report;
	date reported;                     /* the report's own date */
	char review;                       /* 'a' accepted, 'x' returned, 0 */
	char state;                        /* 'o' open, 'c' closed, 's' suspended */
	date first_due;                    /* before extensions; == due where none */
	enum met met;                      /* of hard targets */
	enum met met_soft;
	/* 'a' asked for and not answered, 'g' granted, 'r' refused, 0 never asked for */
	char extension;
	date asked;                        /* the date last asked for */
	/* What light rules ask for besides (model/rule.h). */
	/* its time runs from there: begins, else the hand-over, else the issue */
	date since;
	/* of the work: of hard targets what is reached, else measures done; of 0: unknown */
	int64_t share_done, share_of;
	int urged;                         /* how many times */
	date promised;                     /* what the last promise was */
	/* by hand: 'r' red, 'o' orange, 'y' yellow, 'l' lime, 'g' green, 0 not */
	char judged;
	/* of a recurring one: how many periods right before this one were missed, and how many in
	 * all (model/duty_periods.c) */
	int missed_running, missed_before;
	/* so many days before due the date lay that was over when the extension was asked for:
	 * missed all the same; 0 none */
	int granted_late;
	bool fell;                         /* less of the work is done than in the period before */
	/* of an heir's duty: how many it was folded from, and of those in; 0: its unit's own
	 * (model/duty_heir.c) */
	int parts, parts_in;
	/* Its light, by the rule in force: red from then on, else yellow, else green or unknown. */
	bool green;
	date yellow_from, red_from;        /* DATE_NEVER: does not come */
	/* Read beside the row, not kept: its unit works on a copy of its own that was last heard of
	 * before it fell due (store/unheard.h). */
	bool unheard;
	/* Derived from the above: is it in? (reported and not returned, or closed) */
};
static inline bool duty_is_in(const struct duty_state *d)
{
	return d->state == 'c' || (d->report && d->review != 'x');
}
/* Does an extension wait for its answer? What is in or closed needs none any more. */
static inline bool duty_asks(const struct duty_state *d)
{
	return d->extension == 'a' && d->state == 'o' && !duty_is_in(d);
}
typedef VEC(struct duty_state) duty_states;

/* Replaces all duties of an item (unit 0), or those of one unit there, by these (keys of those that
 * stay are kept) and brings the tallies of the item, of the items above it, of the units and of the
 * plan up to date by the difference. */
bool duties_replace(struct db *db, int64_t item, int64_t unit, const struct duty_state *list,
		    size_t n, struct err *err) __attribute__((nonnull(1, 6), warn_unused_result));
/* The same of many items, one after another: their sums are written together, at the end at the
 * latest. Nobody else writes or reads sums meanwhile. */
struct duty_writer;
struct duty_writer *duty_writer_new(struct db *db)
	__attribute__((nonnull, returns_nonnull, warn_unused_result));
/* One that drops all duties and sums first; then items come once each, whole, and in the order of
 * their keys. duty_writer_end() follows in any case. */
bool duty_writer_anew(struct db *db, struct duty_writer **to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
bool duty_writer_replace(struct duty_writer *w, int64_t item, int64_t unit,
			 const struct duty_state *list, size_t n, struct err *err)
	__attribute__((nonnull(1, 6), warn_unused_result));
/* Has the kept duties of an item judged anew: judge changes nothing but their lights. */
bool duty_writer_judge(struct duty_writer *w, int64_t item,
		       void (*judge)(const void *user, struct duty_state *d), const void *user,
		       struct err *err) __attribute__((nonnull(1, 3, 5), warn_unused_result));
/* Writes what is left where all went well (ok), and ends it. */
bool duty_writer_end(struct duty_writer *w, bool ok, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Are they the same duty in all that is kept of one, its key aside? */
bool duty_state_eq(const struct duty_state *a, const struct duty_state *b) __attribute__((nonnull));
/* false: no such row */
bool duty_state_get(struct db *db, int64_t key, struct duty_state *to) __attribute__((nonnull));
/* The period (occurrence key) of an item's duties that fall due on that day, of several the one
 * that begins on begins, else the last; false: none does. */
bool duty_state_period(struct db *db, int64_t item, date due, date begins, char to[20])
	__attribute__((nonnull));
int64_t duty_state_key(struct db *db, int64_t item, int64_t unit, int64_t deadline, const char *occ)
	__attribute__((nonnull));
/* Of an item; of a unit; of both (0: any, not both), in the order of item, due, then the
 * assignment's. */
bool duty_states_read(struct db *db, int64_t item, int64_t unit, duty_states *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));

/* Of an item those of one occurrence key that do not stand for ever, in the same order. */
bool duty_states_of_period(struct db *db, int64_t item, const char *occ, duty_states *to,
			   struct err *err) __attribute__((nonnull, warn_unused_result));

/* Hands over each duty that is listed on that day, in no order: of a plan, or (0) of all open
 * ones. */
bool duty_states_each(struct db *db, int64_t plan, date today,
		      void (*take)(void *user, struct duty_state *d), void *user, struct err *err)
	__attribute__((nonnull(1, 4, 6), warn_unused_result));

/* Sums over duties with the same dates, those of the light with them. in + silent + unheard = owed.
 * Suspended and standing ones are not counted. */
struct tally {
	date due, act_by, begins, shows, yellow_from, red_from;
	int owed, in, pending /* in, not reviewed, not closed */, returned,
		missed /* met == MET_NO and not closed */, met /* met or met_soft yes */,
		judged /* met or met_soft known */;
	int asked /* duty_asks() */, green /* until yellow_from and red_from */;
	int unheard;      /* begun, not in and not exchanged: neither in nor silent (store/unheard.h) */
};
typedef VEC(struct tally) tallies;
enum tally_of { TALLY_PLAN, TALLY_ITEM, TALLY_UNIT };
/* A duty counts for its item and those above it, so many in all: no notice nests that deep. */
enum { TALLY_LEVELS_MOST = 64 };
/* By due. key 0 with TALLY_PLAN: all open plans together. plan: for a unit, only of that plan (0:
 * of all open plans). Rows not shown on that day (shows > today) are left out; at the front come
 * those without date (never). */
bool tally_read(struct db *db, enum tally_of of, int64_t key, int64_t plan, date today, tallies *to,
		struct err *err) __attribute__((nonnull, warn_unused_result));
/* Of tally_read() those of all open plans by due, begins and shows alone, without their lights and
 * targets: what counters need, in a row or two a day. */
bool tally_days_read(struct db *db, date today, tallies *list, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Are the sums of all open plans, by dates and by day, those of the plans? */
bool tally_open_agrees(struct db *db, bool *agrees, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* tally_read() for due dates from .. to. */
bool tally_read_between(struct db *db, enum tally_of of, int64_t key, int64_t plan, date from,
			date to, date today, tallies *list, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* The same for one due date. */
bool tally_read_due(struct db *db, enum tally_of of, int64_t key, int64_t plan, date due,
		    date today, tallies *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* The units whose requests for an extension wait, of a plan (0: of all open ones), by key. */
bool units_asking(struct db *db, int64_t plan, keys *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* The same of those whose reports wait to be reviewed. */
bool units_pending(struct db *db, int64_t plan, keys *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* What was promised for a day in a plan (0: all open ones), of one unit (0: of all): units with
 * that promise, of them those of which something is not in. */
struct promised_on { int units, waiting; };
bool promised_on_read(struct db *db, int64_t plan, int64_t unit, date day, struct promised_on *to,
		      struct err *err) __attribute__((nonnull, warn_unused_result));

#endif

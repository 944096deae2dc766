/* The ledger: the handle that every screen and command passes on. Store, calendar, clock, and who
 * acts. */
#ifndef MODEL_LEDGER_H
#define MODEL_LEDGER_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/id.h"
#include "base/pinyin.h"
#include "model/calendar.h"
#include "store/log.h"
#include "store/db.h"
#include "store/merge.h"

struct proof {
	bool (*holds)(const void *user, struct str line);
	const void *user;
};

struct ledger {
	struct db *db;
	struct calendar *cal;         /* owned */
	const struct clock *clock;    /* lent */
	struct id_maker *ids;         /* lent */
	/* open dates that opening has moved: the calendar is another one (workdays.h) */
	size_t moved;
	char by[64];                  /* login name of who acts */
	/* Who brings what is merged, where that is proved and counts for more than what the lines say of
	 * themselves: they may write no more than that one may now. NULL: nobody. Lent. */
	const char *courier;
	/* Of a line that is proved to be its copy's, by that copy's own key (exchange/tip_gate.h), its author
	 * may as well, whoever brings it. Lent; NULL: none is. */
	const struct proof *proof;
	struct rights *rights;        /* right_past.h; owned; NULL: of a ledger as it was */
	struct rule_kept *rule;       /* setting.c: as it was read last; owned */
	/* While somebody saves what they looked at before: the newest line of the log as it was
	 * then (log_newest()). Else 0. */
	int64_t seen;
	bool past;                    /* ledger_asof() made it what it was */
	/* then: writes of the log that could not be played, because clocks were set back */
	int64_t passed;
	/* ledger_pinyin(): owned; share_dir until it was looked for there */
	char *share_dir;
	struct pinyin *pinyin;
	struct err pinyin_fault;
};

struct ledger_options {
	const char *path;
	bool create, read_only;
	bool bare;                    /* created without a change: the first ones are another copy's */
	const char *region;           /* of the units, when creating; may be "" */
	/* where calendar/ and pinyin/ lie; NULL: an ordinary week, no pinyin */
	const char *share_dir;
	const char *by;
	struct clock *clock;          /* lent */
	struct id_maker *ids;         /* lent */
	int64_t place;                /* of db_options */
};

/* Opens (or creates: the first change "init" is written) and, where the horizon draws near and the
 * ledger can be written, derives on. NULL: err. A sample ledger (meta "sample_today") sets the
 * clock's today to its own, unless the clock was set. */
struct ledger *ledger_open(const struct ledger_options *o, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Makes of an open ledger what it was at the end of that day: what had been logged by then, by the
 * wall time of each change in the clock's zone. Changes that were taken back later count, what was
 * written later about an earlier day does not. Today is that day then (clock: the ledger's own);
 * nothing can be written. The tables of days off are those known now. ERR_INPUT for a day to
 * come. */
bool ledger_asof(struct ledger *l, struct clock *clock, date day, struct err *err)
	__attribute__((nonnull, warn_unused_result));
void ledger_close(struct ledger *l);
/* Another process has written (db_version() says so): reads again what this one keeps of it in
 * memory, the calendar. Writes do it by themselves. */
bool ledger_follow(struct ledger *l, struct err *err) __attribute__((nonnull, warn_unused_result));
date ledger_today(const struct ledger *l) __attribute__((nonnull));
/* The table of readings, opened by the first call. Lent. NULL: what is typed is not looked for as
 * pinyin; l->pinyin_fault says why where the table is absent or unsound. */
const struct pinyin *ledger_pinyin(struct ledger *l) __attribute__((nonnull));

/* What an action came to. */
struct outcome {
	/* one sentence in the user's words, for the screen and the log */
	char said[400];
	struct change_hash hash;      /* of the change; not set where nothing changed */
	bool changed;
	int done, kept;               /* rows or duties changed; of an undo: what had to stay */
	/* what it was about, by the first row that names one: where to look at it; 0: none */
	int64_t item, unit;
};

/* One action = one transaction = one change: begin, fill the change, commit. Commit appends to the
 * log, derives anew what was touched, and ends the transaction; on failure nothing has happened.
 * Where another one has written one of its cells since l->seen it is told once, ERR_OVERTAKEN, with
 * who, when and what; then l->seen is moved on. Both free the change. begin: NULL with ERR_BUSY,
 * ERR_READ_ONLY, ERR_FULL ... */
struct change *ledger_begin(struct ledger *l, const char *verb, const char *say, struct err *err)
	__attribute__((nonnull, warn_unused_result));
bool ledger_commit(struct ledger *l, struct change *c, struct outcome *out, struct err *err)
	__attribute__((nonnull, warn_unused_result));
void ledger_abandon(struct ledger *l, struct change *c) __attribute__((nonnull));

/* Takes lines of other copies' logs, in one transaction, and what waited for them, where that is
 * much in some more: into log and rows, and derives anew what they touched. What became of them is
 * added to *sum. agreed: also those whose clock runs ahead of this one's, and those that were held
 * for it. */
bool ledger_merge(struct ledger *l, const struct str *lines, size_t n, bool agreed,
		  struct merged *sum, struct err *err)
	__attribute__((nonnull(1, 5, 6), warn_unused_result));

/* What would become of lines; whole: all of them were tried, else it says nothing. */
struct trial {
	bool whole;
	struct merged sum;
	int64_t clashes;              /* there would be more */
	sentences apart;              /* the first of these, with both sides; to be cleared */
	sentences roles;              /* who would get another role, which; likewise */
};
/* Nothing stays, texts of *to lie in mem. Nobody else can write meanwhile: after within_ms it ends. */
bool ledger_try(struct ledger *l, const struct str *lines, size_t n, int64_t within_ms,
		struct arena *mem, struct trial *to, struct err *err)
	__attribute__((nonnull(1, 5, 6, 7), warn_unused_result));

/* Verifies log, rows, duties and tallies: one sentence a difference. False only where it could not
 * be done. */
bool ledger_check(struct ledger *l, struct arena *mem, sentences *found, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Derives all duties and tallies anew, to the horizon day. */
bool ledger_derive_all(struct ledger *l, date horizon, struct err *err)
	__attribute__((nonnull, warn_unused_result));

#endif

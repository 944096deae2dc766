/* An invented city's ledger on a real file, for tests of what lies above the store: seven units, seven items, each kind of deadline that
 * counts. Issued 2018-10-31, handed over 2018-11-01.
 *
 *   1      once 11-20            市信息中心
 *   2      phase 11-20, ongoing  市法院 市税务局 市质监局 市信息中心    soft > 50 %, done of total less excluded, each unit
 *   6      phase 11-20, ongoing  市法院 市税务局 市质监局               cases >= 10 % of lists, each unit
 *   8      monthly 20th, ongoing 市银监局                               a rate, no threshold
 *   10     group
 *   10.1   campaign, 11-30       市法院 市税务局
 *   10.2   campaign, 11-20       市质监局 市信息中心                    treated >= 80 % of known, jointly
 *   附-9   campaign              nobody; two measures, one done
 *
 * Responsible for 2 and 6: the group 各成员单位. Due on 11-20: 1 + 4 + 3 + 1 + 2 = 11; on 11-30: 2. */
#ifndef TESTS_LIB_TOWN_H
#define TESTS_LIB_TOWN_H

#include "model/ledger.h"
#include "model/verb.h"

struct town {
	struct clock clock;
	struct id_maker ids;
	struct ledger *l;
	char path[512];
	char share[512];       /* instead of the tree's share/: its calendar/ is read by the next town_reopen() */
	int64_t plan;
};

/* Makes NAME in the test's directory, as of today. */
void town_open(struct town *t, const char *name, const char *today);
/* The same file on another day. */
void town_reopen(struct town *t, const char *today);
void town_close(struct town *t);

/* Keys by number, name; the figure by name. Fail the test where there is none. */
int64_t town_item(struct town *t, const char *number);
int64_t town_unit(struct town *t, const char *name);
int64_t town_figure(struct town *t, const char *name);
/* 在册 and 名单 are one figure from now on. */
void town_share(struct town *t);
date town_day(const char *text);
/* The open duty of unit and item. */
struct duty_state town_duty(struct town *t, const char *number, const char *unit);
/* Runs a verb on that duty; said is in out (may be NULL). figures: "done=3 total=11", at their scales, or NULL. */
void town_do(struct town *t, const char *verb, const char *number, const char *unit, const char *figures, const char *text, struct outcome *out);
/* Log, rows, duties and tallies agree. */
void town_check(struct town *t);

#endif

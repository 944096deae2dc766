/* What the office asks of one unit this month: returns and figures, and figures that are asked for
 * twice (domain.md 8, 10). */
#ifndef MODEL_BURDEN_H
#define MODEL_BURDEN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/err.h"
#include "base/vec.h"
#include "model/ledger.h"

/* A figure that several items ask for, by its name (folded): two notices may call one thing the
 * same. */
struct asked_twice { const char *figure, *items; /* "6、7" */ };

struct burden {
	date from, to;               /* first and last day of the month of today */
	/* what falls due in it, sent or not: how many times the unit answers, and with how many
	 * figures */
	int returns, figures;
	VEC(struct asked_twice) twice;
};

/* Over all open plans (plan 0) or one; suspended and standing work is not counted. Texts lie in
 * mem. */
bool burden_read(struct ledger *l, int64_t unit, int64_t plan, struct arena *mem, struct burden *to,
		 struct err *err) __attribute__((nonnull, warn_unused_result));
void burden_clear(struct burden *b) __attribute__((nonnull));
/* "this month: 5 returns, 7 figures"; asked twice: "asked twice: X (6, 7)" for each, else "". In
 * mem. */
const char *burden_text(const struct burden *b, struct arena *mem)
	__attribute__((nonnull, returns_nonnull));
const char *burden_twice_text(const struct burden *b, struct arena *mem)
	__attribute__((nonnull, returns_nonnull));

#endif

/* Which of the periods that a unit owes, as people type it into a field. */
#ifndef UI_PERIOD_TYPED_H
#define UI_PERIOD_TYPED_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"
#include "store/duties.h"

/* Its number in the list from 1, the period itself (2018-11) or its end (11), 全部 all a: then *n
 * is how many there are, else 1. Nothing typed: all of them, or the first. ERR_INPUT names what can
 * be typed. */
bool period_typed(struct str text, const duty_states *owed, bool all, size_t *first, size_t *n,
		  struct err *err) __attribute__((nonnull, warn_unused_result));
/* "1 2018-11  2 2018-12  a all of them": for the reason line. In mem. */
const char *period_hint(const duty_states *owed, struct arena *mem)
	__attribute__((nonnull, returns_nonnull));

#endif

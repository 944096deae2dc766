/* What this person typed before on a line ("filter"), in this ledger: beside the half-typed forms
 * (ui/kept.h), not in the log. */
#ifndef UI_PAST_H
#define UI_PAST_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "base/vec.h"
#include "model/ledger.h"

enum { PAST_MOST = 50 };

/* The last one first, each once; in mem. */
typedef VEC(const char *) past_lines;
void past_read(struct ledger *l, const char *what, struct arena *mem, past_lines *to)
	__attribute__((nonnull));
/* That line was typed now. What cannot be written is no fault. */
void past_add(struct ledger *l, const char *what, struct str line) __attribute__((nonnull));

/* A line that is being typed, and the ones typed before it. */
struct past {
	const char *what;
	past_lines lines;
	ptrdiff_t at;                 /* -1: the one being typed, kept in own */
	struct buf own;
	struct arena mem;
};
struct lineedit;
void past_begin(struct past *p, struct ledger *l, const char *what) __attribute__((nonnull));
/* To the line before (step 1) or after (-1) that is typed then. False: there is none, and *why says
 * so, translated. */
bool past_go(struct past *p, struct lineedit *edit, int step, const char **why)
	__attribute__((nonnull));
void past_clear(struct past *p) __attribute__((nonnull));

#endif

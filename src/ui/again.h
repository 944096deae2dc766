/* "." : the last verb once more, on the chosen row, with what was said then: way, level, text, promised
 * date. Not who answered, which is the other unit's matter; not figures, which are asked for. */
#ifndef UI_AGAIN_H
#define UI_AGAIN_H

#include <stdbool.h>

#include "model/verb.h"

struct ui;

struct again {
	const struct verb *verb;     /* NULL: nothing was done yet */
	char *text, *way, *level;    /* owned; NULL: none */
	date promised;
	/* while it is being repeated: do_verb() asks for nothing that was said */
	bool now;
};

/* It was done. */
void again_note(struct again *a, const struct verb *v, const struct verb_call *call)
	__attribute__((nonnull));
/* Is this verb to be done with what was said? Then the call has it. */
bool again_fill(const struct again *a, const struct verb *v, struct verb_call *call)
	__attribute__((nonnull));
void again_go(struct ui *ui) __attribute__((nonnull));
void again_clear(struct again *a) __attribute__((nonnull));

#endif

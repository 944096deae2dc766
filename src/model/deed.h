/* What lines of the log did (their "do"): verbs, edits, and what is neither. */
#ifndef MODEL_DEED_H
#define MODEL_DEED_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/str.h"

struct deed {
	const char *name;     /* in the log: "report" */
	const char *label;    /* in the user's language */
	const char *cn;       /* in Chinese; NULL: the label alone */
};

/* The i-th of them; false: there are no more. */
bool deed_at(size_t i, struct deed *to) __attribute__((nonnull));
/* The name of the one that is called so, in either language. NULL with err: the nearest one. */
const char *deed_find(struct str word, struct err *err) __attribute__((nonnull));

#endif

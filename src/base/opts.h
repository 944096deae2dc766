/* Argument tables: one table is parsing, help and completion (after git's parse-options). */
#ifndef BASE_OPTS_H
#define BASE_OPTS_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/err.h"

enum opt_type {
	OPT_FLAG,
	OPT_TEXT,
	OPT_MANY /* may stand several times: to is a struct opt_list */
};

struct opt_list {
	const char **p;     /* lent from argv; the array is freed by opts_list_clear() */
	int n;
};

struct opt {
	const char *name;   /* without the dashes; NULL ends the table */
	enum opt_type type;
	const char *arg;    /* N_("FILE"); NULL for a flag */
	const char *help;   /* N_("...") */
	size_t offset;      /* of a bool, const char * or struct opt_list in the caller's struct */
};

/* Reads the options of argv[0..argc) into *to, wherever they stand ("--" ends them; "--name=VALUE"
 * and "--name VALUE"), and moves what is left to the front: *left is how many. Unknown options are
 * refused with the nearest one proposed. */
enum opts_how {
	OPTS_ALL,
	OPTS_TO_WORD,       /* ends at the first word that is no option */
	OPTS_DASH_WORDS,    /* what begins with one dash is a word: "-light:red" of a filter */
};
bool opts_read(const struct opt *table, int argc, char **argv, enum opts_how how, void *to,
	       int *left, struct err *err) __attribute__((nonnull, warn_unused_result));
/* Lines for --help, translated, aligned by columns. */
void opts_help(const struct opt *table, struct buf *to) __attribute__((nonnull));
void opts_list_clear(struct opt_list *l) __attribute__((nonnull));

#endif

/* The questions of a notice, asked line by line on a terminal. */
#ifndef CLI_ASK_H
#define CLI_ASK_H

#include <stdio.h>

#include "cli/cli.h"
#include "notice/draft.h"

/* A terminal to ask on: lines in, text out. */
struct asker {
	struct cli *c;
	FILE *in, *out;
	size_t read;      /* bytes so far: the mark of the screens, for tests */
};

/* Standard input and output where both are a terminal; the terminal of the session where
 * standard input is the notice. False where there is none. */
bool ask_start(struct asker *a, struct cli *c, bool input_taken) __attribute__((nonnull));
void ask_end(struct asker *a) __attribute__((nonnull));

/* Prints text, cleaned line by line. */
void ask_print(struct asker *a, struct str text) __attribute__((nonnull));
/* Goes through all questions. False with ERR_STOPPED where the user leaves. */
bool ask_questions(struct asker *a, struct draft *d, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Asks whether to do it: false with ERR_STOPPED for anything but yes. */
bool ask_yes(struct asker *a, const char *question, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Asks for a day; empty takes the one proposed. */
bool ask_date(struct asker *a, const char *question, date proposed, date *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));

#endif

/* A visit: one program on one terminal, in a directory of its own, and what a script asks of it. */
#ifndef TESTS_LIB_VISIT_H
#define TESTS_LIB_VISIT_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>

#include "tests/lib/pty.h"
#include "tests/lib/vt.h"
#include "tests/lib/words.h"

enum { VISIT_ENV_MAX = 64 };

struct visit {
	/* The script. */
	const char *path;          /* as given: messages begin with it */
	char dir[PATH_MAX];        /* where the script and its goldens lie */
	const struct script *script;
	size_t line;               /* being done; from 0 */
	/* What was set. */
	char program[PATH_MAX];    /* duban, or what `program` said */
	bool is_duban;
	char ledger[PATH_MAX];     /* "" for none: duban then takes the one of its data directory */
	bool sample;               /* a new ledger gets the sample plan */
	char today[32];
	char term[64], locale[64]; /* as in the script */
	char *extra[VISIT_ENV_MAX]; /* of `env`; owned */
	size_t extra_n;
	int rows, cols;
	/* The state. */
	char home[PATH_MAX];       /* a directory of its own: working directory, HOME, XDG directories, ledger */
	bool running;              /* something was started; perhaps it has ended */
	struct pty pty;
	struct vt *vt;
	size_t bytes_before;       /* at the last key */
	long limit_ms;             /* how long to wait for a mark, a text or the end */
	/* The result. */
	bool skipped;
	char why[4096];            /* of the failure or the skip */
};

/* Notes what failed or why the script is skipped, and returns false: the script ends there. */
bool visit_fail(struct visit *v, const char *format, ...) __attribute__((format(printf, 2, 3)));
bool visit_skip(struct visit *v, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Sets what a script begins with, and makes the directory. */
bool visit_init(struct visit *v, const char *path, const struct script *s);
/* Ends the program, removes the directory. */
void visit_clear(struct visit *v);

/* The environment of the program and of `run`: a new array ended by NULL, for visit_environ_free(). */
char **visit_environ(const struct visit *v);
void visit_environ_free(char **env);
/* The script's locale as this machine can do it: LC_ALL, LANGUAGE. */
const char *visit_lc_all(const struct visit *v);
const char *visit_language(const struct visit *v);

/* Starts the program with these arguments, if none is running, and waits until it is idle or has ended. */
bool visit_start(struct visit *v, struct word *args, size_t n);
/* Waits until the program says that it has drawn all and waits for a key (rest: or for the hand to rest);
 * its end will do too. */
bool visit_wait_idle(struct visit *v, bool rest);
/* Waits for the end of the program. */
bool visit_wait_end(struct visit *v);
/* Takes what the program writes for up to ms. False: nothing came. */
bool visit_pump(struct visit *v, int ms);
/* Sends what the terminal has to say: keys. The bytes that follow are counted from here if count. */
bool visit_send(struct visit *v, bool count);

/* Prints the screen as it is: what a failed script shows. Lines begin with "# ". */
void visit_print(const struct visit *v);

/* Does line v->line (and those that belong to it: v->line moves). */
bool visit_step(struct visit *v);

/* Compares the screen with a golden file beside the script; rewrites the file where $UPDATE is set. */
bool golden_check(struct visit *v, const char *name);

#endif

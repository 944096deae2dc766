/* Errors as values: made where something fails, shown at the top. */
#ifndef BASE_ERR_H
#define BASE_ERR_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

/* What a caller can decide on. The command line maps them to an exit status: err_exit_status(). */
enum err_code {
	ERR_NONE,
	ERR_USE,          /* wrong use: an option, a missing argument */
	ERR_INPUT,        /* bad input: a file, a text, a date, a number */
	ERR_NOT_FOUND,    /* nothing has that name */
	ERR_AMBIGUOUS,    /* several things have that name; the text lists them */
	ERR_REFUSED,      /* not allowed here: rights, state, a conflict */
	ERR_BUSY,         /* the ledger is held by somebody else */
	ERR_READ_ONLY,    /* the ledger cannot be written */
	ERR_FULL,         /* the disk is full */
	ERR_DAMAGED,      /* the ledger is damaged, foreign, or of a newer version */
	ERR_SYSTEM,       /* the system said no: errno is in the text */
	/* it can be, but looks like a slip: done where it is asked for once more */
	ERR_DOUBT,
	/* another one wrote the same meanwhile: done where it is asked for once more */
	ERR_OVERTAKEN,
	ERR_STOPPED,      /* the user stopped it (Esc, a signal) */
};

/* Where it is: a file and a line (from 1), or a table cell. 0 and "" where unknown. */
struct place {
	char source[128];
	int line;
	int column;       /* in characters, from 1 */
};

struct err {
	enum err_code code;
	struct place at;
	/* the name of what was typed wrong, of a form's field: "to"; NULL: none in particular;
	 * lives for ever */
	const char *about;
	/* translated: what is wrong and what to do; UTF-8, never cut inside a character */
	char text[512];
};

/* Fills err (the first failure wins: a filled err is left alone) and returns false, so that
 * "return err_set(...)" is the usual way out. err is never NULL. */
bool err_set(struct err *err, enum err_code code, const char *format, ...)
	__attribute__((format(printf, 3, 4), nonnull(1, 3)));
bool err_at(struct err *err, enum err_code code, struct place at, const char *format, ...)
	__attribute__((format(printf, 4, 5), nonnull(1, 4)));

/* Says what a filled err is about; the first one counts. Returns false. */
bool err_about(struct err *err, const char *name) __attribute__((nonnull));

/* Like err_set with ERR_SYSTEM (ERR_FULL for ENOSPC and EDQUOT, ERR_READ_ONLY for EROFS); appends
 * ": " and strerror(errno). */
bool err_errno(struct err *err, const char *format, ...)
	__attribute__((format(printf, 2, 3), nonnull(1, 2)));

/* Forgets what was filled in. */
void err_clear(struct err *err) __attribute__((nonnull));

/* One line for people: "FILE:LINE: text", or the text alone where there is no place. to is always
 * ended. */
void err_line(const struct err *err, char *to, size_t size) __attribute__((nonnull));

/* The exit status that the command line gives for a code: design.md 12 (0 2 3 4 5). */
int err_exit_status(enum err_code code);

#endif

/* Configuration by libconfig: one table of options says name, type, limits, default and meaning;
 * the file conf/duban.conf, the manual page and the checks follow from it. Never written by
 * duban. */
#ifndef BASE_CONF_H
#define BASE_CONF_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/vec.h"

enum conf_type {
	CONF_BOOL, CONF_INT, CONF_TEXT, CONF_CHOICE,
	/* a free-form group, such as "keys": its settings are texts, read by conf_each() */
	CONF_GROUP,
};

struct conf_option {
	const char *name;        /* "ui.color": groups parted by dots; NULL ends the table */
	enum conf_type type;
	/* of an integer; of a text its length in bytes (0 and 0: up to 4,096) */
	long min, max;
	const char *choices;     /* "auto|never|always" for CONF_CHOICE */
	const char *otherwise;   /* the default, as written in a file without quotes */
	const char *help;        /* N_("...") */
};

/* A value as it holds, and the file and line that set it ("" and 0: the default). */
struct conf_value {
	long number;             /* also of a bool (0, 1) and of a choice (its index) */
	char *text;
	char from[256];
	int line;
};

/* Is text a value of this option? *number as in struct conf_value. False: err says what is
 * allowed. */
bool conf_takes(const struct conf_option *o, const char *text, long *number, struct err *err)
	__attribute__((nonnull, warn_unused_result));

/* All that was read. The table stays the caller's and outlives it. */
struct conf;

struct conf *conf_new(const struct conf_option *table);
void conf_free(struct conf *c);

typedef VEC(struct err) conf_errors;
/* Reads one file over what is there. A missing file is no error unless must_exist. Each unknown
 * name, wrong type or value out of range is added to *errors with file and line (nearest name
 * proposed), and the earlier value stays: the program starts. Regular files of at most 256 KB
 * (tech.md 6). */
void conf_read(struct conf *c, const char *path, bool must_exist, conf_errors *errors)
	__attribute__((nonnull));
/* The text of a setting that is a path: "~/" is home. Lent from c or mem. */
const char *conf_path(const struct conf *c, const char *name, struct arena *mem)
	__attribute__((nonnull, returns_nonnull));
const struct conf_value *conf_get(const struct conf *c, const char *name)
	__attribute__((nonnull, returns_nonnull));
/* All settings under a CONF_GROUP option (such as "keys"): full name ("keys.list.report"), text
 * value, file, line. A list ("r", "R") gives a call for each of its texts. What a later file says
 * of a name replaces what earlier ones said. */
void conf_each(const struct conf *c, const char *group,
	       void (*take)(void *user, const char *name, const char *value, const char *file,
			    int line),
	       void *user) __attribute__((nonnull(1, 2, 3)));
/* The file with every option, its default and a comment: conf/duban.conf is exactly this (a test
 * compares). */
void conf_write_example(const struct conf_option *table, struct buf *to) __attribute__((nonnull));
/* What holds and from where, a line each: `duban config`. */
void conf_show(const struct conf *c, struct buf *to) __attribute__((nonnull));

#endif

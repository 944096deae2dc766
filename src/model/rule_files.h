/* The rules that lie in share/rules, as lists show them. */
#ifndef MODEL_RULE_FILES_H
#define MODEL_RULE_FILES_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/vec.h"
#include "model/ledger.h"
#include "model/rule.h"

struct rule_file {
	const char *name;    /* without folder and ending; the path where it was named so */
	struct rule rule;
	struct buf text;     /* as it goes into the log */
	struct err fault;    /* ERR_NONE: it can be chosen */
};
/* Owns the texts. */
typedef VEC(struct rule_file) rule_files;
void rule_files_clear(rule_files *list) __attribute__((nonnull));

/* Adds one; false: what is wrong with it, and nothing was added. */
bool rule_file_add(rule_files *list, const char *name, const char *path, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* All files of SHARE/rules in the order of their names, those at fault too. Names lie in mem.
 * False: the folder cannot be read. */
bool rule_files_read(const char *share, struct arena *mem, rule_files *list, struct err *err)
	__attribute__((nonnull, warn_unused_result));

/* "3 lights would change: Y -> R 2, ? -> G 1". In mem. */
const char *rule_trial_text(const struct rule_trial *t, struct arena *mem)
	__attribute__((nonnull, returns_nonnull));

#endif

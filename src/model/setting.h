/* Settings of the ledger: those that change a result lie in its log, or two copies would show
 * different lights. One table says name, type, limits, default and meaning; `duban set` lists and
 * changes them. What concerns one person's screen alone is configuration (base/settings.h). */
#ifndef MODEL_SETTING_H
#define MODEL_SETTING_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/conf.h"
#include "base/err.h"
#include "base/id.h"
#include "model/ledger.h"
#include "model/rule.h"

struct setting {
	/* its values in the log are texts as in a configuration file, without quotes */
	struct conf_option is;
	bool moves;                 /* duties follow from it: a change derives all of them anew */
	/* of a text, besides its length; NULL: none */
	bool (*check)(const char *text, struct err *err);
	/* of a text of several lines, its name; NULL: the text itself */
	const char *(*brief)(const char *text, struct arena *mem);
	/* what a change of it says, in place of its name: N_("... %s"); NULL */
	const char *said;
	/* the command that changes it, where `duban set` is not the way; NULL */
	const char *by;
};

/* All of them, in the order of the list; ended by a NULL name. */
const struct setting *setting_table(void) __attribute__((returns_nonnull));
/* NULL: none */
const struct setting *setting_find(const char *name) __attribute__((nonnull));
/* Of that row of the log; NULL: none of the table. */
const struct setting *setting_of_id(const struct id *id) __attribute__((nonnull));

/* What holds: from the log, else the default; a value that this version does not know counts as the
 * default. number as in struct conf_value. The text lies in mem. */
struct setting_value {
	const char *text;
	long number;
	bool set;                   /* by somebody, in the log */
};
struct setting_value setting_value(struct ledger *l, const struct setting *s, struct arena *mem)
	__attribute__((nonnull));
/* The value as one line: itself, or the name of what it holds. */
const char *setting_brief(const struct setting *s, const char *text, struct arena *mem)
	__attribute__((nonnull, returns_nonnull));
/* What it may be set to: "counts|excluded", "1..20", "true|false". */
const char *setting_allowed(const struct setting *s, struct arena *mem)
	__attribute__((nonnull, returns_nonnull));
/* The number alone, by name: a choice's index, a bool, an integer. */
long setting_number(struct ledger *l, const char *name) __attribute__((nonnull));
/* "day-off" for one item's deadlines alone (due: those with that date as written; DATE_NONE: all of
 * them): "none" "next" "previous", or "office" to follow the setting again. One change. */
bool setting_change_item(struct ledger *l, int64_t item, date due, const char *value,
			 struct outcome *out, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* The rule of lights in force: the one chosen, else the plain one. */
struct rule setting_rule(struct ledger *l) __attribute__((nonnull));
/* What of it is kept read with the ledger goes: it is closed. */
void setting_rule_forget(struct ledger *l) __attribute__((nonnull));
/* Can the chosen rule not be read here, as one of a newer version? Then the plain one holds, and
 * *fault says what is wrong with it. */
bool setting_rule_unread(struct ledger *l, struct err *fault) __attribute__((nonnull));
/* One change, undone like any other. ERR_USE for an unknown name (the nearest is proposed),
 * ERR_INPUT for a value that is not allowed. */
bool setting_change(struct ledger *l, const char *name, const char *value, struct outcome *out,
		    struct err *err) __attribute__((nonnull, warn_unused_result));

#endif

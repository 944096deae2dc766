/* Which key does what: one table; the configuration rebinds; help and hints are made from it. */
#ifndef UI_KEYMAP_H
#define UI_KEYMAP_H

#include <stdbool.h>

#include "base/conf.h"
#include "ui/key.h"

/* What the screens can do besides the verbs of model/verb.h. A verb's command is its name. */
struct command {
	const char *name;       /* in the configuration, on the ":" line: "next-pane" */
	const char *label;      /* N_("panes"): hints, one word or two */
	const char *help;       /* N_("..."): the help, one line */
	const char *cn;         /* Chinese name for the ":" line: "催办"; initials are made from share/words or given: "cb" */
	const char *initials;
};
const struct command *command_table(void);              /* ended by a NULL name; verbs included */
const struct command *command_find(const char *name);   /* by name, Chinese name or initials; NULL */

struct binding { const char *mode, *key, *command; };   /* mode: "any", "list", "overview", "item", "unit", "form", "chooser", "help" ... */
const struct binding *binding_table(void);              /* the defaults (design.md 6); ended by NULL */

struct keymap;
/* The defaults and the configuration's keys.*; faults (unknown key or command, two commands on one key of a mode) are added to errors, each naming both lines. */
struct keymap *keymap_new(const struct conf *conf, conf_errors *errors);
void keymap_free(struct keymap *m);
/* The command of a key in a mode, falling back to "any"; NULL: none. */
const char *keymap_get(const struct keymap *m, const char *mode, struct ui_key k);
/* The key to show for a command in a mode (its first binding), "" where there is none. */
const char *keymap_key(const struct keymap *m, const char *mode, const char *command);

#endif

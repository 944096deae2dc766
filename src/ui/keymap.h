/* Which key does what: one table; the configuration rebinds; help and hints are made from it. */
#ifndef UI_KEYMAP_H
#define UI_KEYMAP_H

#include <stdbool.h>

#include "base/conf.h"
#include "model/role.h"
#include "ui/key.h"

/* What the screens can do besides the verbs of model/verb.h. A verb's command is its name. */
struct command {
	const char *name;       /* in the configuration, on the ":" line: "next-pane" */
	const char *label;      /* N_("panes"): hints, one word or two; "" not for hints */
	const char *help;       /* N_("..."): the help, one line */
	const char *cn;         /* Chinese name for the ":" line: "催办" */
	const char *initials;   /* of it: "cb" */
};
/* All commands, those of the screens in the order of the help, then the verbs; ended by a NULL
 * name. */
const struct command *command_table(void);
/* By name, Chinese name or initials (folded: full-width and capital letters count); NULL. */
const struct command *command_find(const char *name);
/* The lowest role that may begin with it, as far as it is about the own unit, and what it is called in the
 * log; ROLE_NONE: it shows something, or moves. */
enum role command_role(const char *name, const char **verb) __attribute__((nonnull));

/* mode: "any", "list", "overview", "item", "unit", "form", "chooser", "help" ... */
struct binding { const char *mode, *key, *command; };
/* the defaults (design.md 6); ended by NULL */
const struct binding *binding_table(void);
/* Where a key that a mode does not bind is looked for next: "overview" -> "list" -> "any" ->
 * NULL. An unknown mode: NULL. */
const char *mode_parent(const char *mode);
/* Is a character text there: a field, a form, a chooser? */
bool mode_takes_text(const char *mode);

struct keymap;
/* The defaults and the configuration's keys.MODE.COMMAND = "KEY KEY ..." ("" binds none), which
 * replaces the command's keys in that mode and takes the key from whatever had it by default.
 * Faults (unknown mode, command or key; two settings for one key of a mode; a default command
 * left without any key) are added to errors, each naming its line. */
struct keymap *keymap_new(const struct conf *conf, conf_errors *errors);
void keymap_free(struct keymap *m);
/* The command of a key in a mode or those above it; NULL: none. */
const char *keymap_get(const struct keymap *m, const char *mode, struct ui_key k);
/* The key to show for a command in a mode (its first binding, the mode's own before its
 * parents'), "" where there is none. */
const char *keymap_key(const struct keymap *m, const char *mode, const char *command);
/* The bindings that hold, the mode's own first, then its parents'; for the help. NULL after the
 * last. */
const struct binding *keymap_at(const struct keymap *m, const char *mode, size_t i);

#endif

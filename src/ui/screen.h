/* A screen is a struct of functions; screens lie on a stack. The loop draws the top one, and asks it for each key. */
#ifndef UI_SCREEN_H
#define UI_SCREEN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/conf.h"
#include "model/ledger.h"
#include "ui/key.h"
#include "ui/keymap.h"
#include "ui/ui.h"

struct ui;
struct screen;

struct screen_ops {
	const char *mode;                                    /* of the keymap */
	const char *title;                                   /* N_("...") for the help */
	void (*draw)(struct ui *ui, struct screen *s);       /* whole screen, from what it holds; ncurses sends the difference */
	/* A command of the keymap. False: not mine (the loop then does the common ones: help, redraw, back, leave, undo, redo, ":" line). */
	bool (*command)(struct ui *ui, struct screen *s, const char *command);
	/* Keys before the keymap, for screens that take text (forms, choosers). NULL or false: goes on to the keymap. */
	bool (*key)(struct ui *ui, struct screen *s, struct ui_key k);
	/* The ledger has changed (here or by another process): read again what is shown, the cursor stays by id. */
	void (*refresh)(struct ui *ui, struct screen *s);
	/* Does the command work here and now? Hints show only what does. NULL: all bound ones. */
	bool (*can)(struct ui *ui, struct screen *s, const char *command);
	/* Shown under the list, at the foot, instead of a screen of its own: how many rows it needs; 0: a whole screen. */
	int foot_rows;
	/* The hand has rested for 150 ms: draw what is costly (the reason line). */
	void (*rested)(struct ui *ui, struct screen *s);
	void (*free)(struct screen *s);
};

/* Every screen's struct begins with this. */
struct screen {
	const struct screen_ops *ops;
	struct screen *below;
};

struct ui {
	struct ledger *ledger;
	const struct ui_options *options;
	struct keymap *keymap;
	struct screen *top;
	int64_t plan;                /* 0: all open */
	int64_t unit;                /* the chosen unit: filters all panes; 0: none */
	char message[512];           /* in the reason line until the next key (errors) or redraw (notices) */
	bool message_is_error;
	bool leaving;
};

void ui_push(struct ui *ui, struct screen *s);
void ui_pop(struct ui *ui);                    /* frees the top one */
void ui_say(struct ui *ui, const char *format, ...) __attribute__((format(printf, 2, 3)));
void ui_error(struct ui *ui, const struct err *err);
/* The ledger was changed by an action of ours: all screens read again. */
void ui_changed(struct ui *ui, const struct outcome *out);
/* Heads of every screen: line 1 (what, filter and how many | day, weekday, who), and the last line (hints from the keymap, only what works). */
void ui_draw_head(struct ui *ui, const char *left);
void ui_draw_hints(struct ui *ui, const char *mode, const char *const *commands);    /* ended by NULL: in this order, as many as fit */
void ui_draw_reason(struct ui *ui, const char *reason);                              /* the line above the hints; the message comes first */

/* The screens. Each is pushed; their files are in ui/screens/. */
void overview_open(struct ui *ui);
void item_open(struct ui *ui, int64_t item);
void unit_open(struct ui *ui, int64_t unit);                       /* what one unit owes and has sent */
void chooser_open(struct ui *ui, const char *title, void (*chosen)(struct ui *ui, void *user, int64_t unit), void *user, void (*user_free)(void *), const int64_t *only, size_t n);   /* only: these units; NULL: all, first line "all units" */
void plans_open(struct ui *ui);
void help_open(struct ui *ui, const char *mode);
void verbs_open(struct ui *ui, const struct duty_state *duties, size_t n);            /* the numbered verbs of Enter on a duty */
void report_open(struct ui *ui, const struct duty_state *duties, size_t n);           /* the form at the foot */
void ask_open(struct ui *ui, const char *question, void (*yes)(struct ui *ui, void *user), void *user, void (*user_free)(void *));   /* one line, y or n (是 否 1 0) */
void prompt_open(struct ui *ui, const char *label, const char *begin, void (*done)(struct ui *ui, void *user, const char *text), void *user, void (*user_free)(void *));   /* one line of text at the foot: "/" and ":" and reasons */

/* Runs a verb on duties and tells what came of it; asks what it needs first (y/n, a reason, figures). Used by all screens. */
void do_verb(struct ui *ui, const char *verb, const struct duty_state *duties, size_t n, int64_t item);

#endif

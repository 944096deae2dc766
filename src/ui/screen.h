/* A screen is a struct of functions; screens lie on a stack. The loop draws from the lowest one
 * that is not covered, and asks the top one for each key. */
#ifndef UI_SCREEN_H
#define UI_SCREEN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/conf.h"
#include "base/vec.h"
#include "model/edit.h"
#include "model/ledger.h"
#include "model/order.h"
#include "model/verb.h"
#include "store/duties.h"
#include "ui/again.h"
#include "ui/key.h"
#include "ui/keymap.h"
#include "ui/narrow.h"
#include "ui/reading.h"
#include "ui/ui.h"
#include "ui/visit.h"

struct ui;
struct screen;
struct marks;

struct saved;

struct ui_about { int64_t plan, item, unit; };

struct screen_ops {
	const char *mode;                                    /* of the keymap */
	const char *title;                                   /* N_("...") for the help */
	/* whole screen, from what it holds; ncurses sends the difference */
	void (*draw)(struct ui *ui, struct screen *s);
	/* A command of the keymap. False: not mine (the loop then does the common ones: help,
	 * redraw, back, leave, undo, redo, ":" line). */
	bool (*command)(struct ui *ui, struct screen *s, const char *command);
	/* Keys before the keymap, for screens that take text (forms, choosers); KEY_PASTE too.
	 * NULL or false: goes on to the keymap (a paste is refused). */
	bool (*key)(struct ui *ui, struct screen *s, struct ui_key k);
	/* Of a screen with key(): keys are commands all the same, and a text that comes as keys is
	 * one paste. */
	bool pastes;
	/* The ledger has changed (here or by another process): read again what is shown, the
	 * cursor stays by id. */
	void (*refresh)(struct ui *ui, struct screen *s);
	/* Does the command work here and now? Hints show only what does. NULL: all bound ones.
	 * May not depend on the chosen row: hints stand still while moving. */
	bool (*can)(struct ui *ui, struct screen *s, const char *command);
	/* What the chosen row is about, for edits (model/edit.h): keys, 0: none. NULL: nothing is
	 * chosen here. */
	void (*about)(struct ui *ui, struct screen *s, struct ui_about *to);
	/* What a saved view keeps of it: its own filter and order, in mem. NULL: it has those of
	 * all lists. */
	void (*saves)(const struct screen *s, struct arena *mem, struct saved *to);
	/* What it does here and now, in hints; NULL (or no function): as everywhere. Translated. */
	const char *(*label)(const struct screen *s, const char *command);
	/* The hand has rested for 150 ms: read what is costly (the reason line); draw() follows. */
	void (*rested)(struct ui *ui, struct screen *s);
	/* What was drawn is sent and no key waits: the costly work that ui->soon asked for; draw()
	 * follows. Sets ui->soon again where some is left. */
	void (*soon)(struct ui *ui, struct screen *s);
	/* also after a hangup (ui->hangup): what was typed is saved */
	void (*free)(struct screen *s);
};

/* Every screen's struct begins with this; ui_push() fills below. */
struct screen {
	const struct screen_ops *ops;
	struct screen *below;
	/* what it shows: the key of an item or a unit, a day; 0: there is but one of its kind */
	int64_t of;
	int64_t whose;               /* the one unit that its duties are of; 0: of several */
	/* Shown at the foot, over the last rows of the screen below, which stands: how many rows
	 * it draws, from draw_rows() - foot_rows to the last. The last two of them are the
	 * reason line (where they are more than one) and the hints, as everywhere. 0: a whole
	 * screen. May change while it is open. */
	int foot_rows;
	struct marks *marks;         /* ui/marks.h; NULL: nothing can be marked here. Lent. */
	/* ui->narrow narrows what it shows: Esc clears that before it leads back, and hints say so. */
	bool narrowed;
	struct reading reading;      /* what a filter makes long to read */
};

struct ui {
	struct ledger *ledger;
	const struct ui_options *options;
	struct keymap *keymap;
	struct screen *top;
	struct screen *drawn;        /* the one that is being drawn: the top one or below it */
	int64_t plan;                /* 0: all open */
	struct narrow narrow;        /* what narrows all lists */
	/* the one unit that it names, lists show its columns; 0: none */
	int64_t unit;
	/* of [ and ], as view_silent_next() fills it; emptied by Ctrl-L and with another plan */
	keys silent_order;
	char message[512];           /* for the reason line; empty from the next key on */
	bool message_is_error;
	/* the one that is being handled: a digit whose command types it */
	struct ui_key key;
	bool leaving, hangup;
	/* while screens refresh after an action of ours: what it came to; else NULL */
	const struct outcome *outcome;
	bool soon;                   /* as soon as no key waits the screens' soon() is called */
	/* the top screen of the frame before, which stands on the terminal; NULL: none, or it has
	 * gone */
	const struct screen *frame_of;
	/* only the top screen, at the foot, differs from what was drawn: the next frame is that
	 * alone */
	bool foot_only;
	bool answering;              /* this frame is drawn for a key: what takes long comes in the next */
	bool moving;                 /* keys came and the hand has not rested yet */
	/* a message stood in the reason line: it stays there until the hand has rested */
	bool reason_blank;
	/* rows at the foot that are covered by the screens above, 0: none; a list keeps its
	 * chosen row above them */
	int foot;
	struct visit visit;          /* the one before */
	struct again again;          /* what "." does */
	/* Another program holds the ledger (busy_waits()): for how long this key has waited for it;
	 * whether the terminal was resized meanwhile. */
	int64_t waited_ms;
	bool resized;
	/* The newest line of the log as the screens were read last (seen.h); form_seen: the same of a
	 * form that is opened on rows which were read before (marks), else 0. */
	int64_t seen, form_seen;
	VEC(struct marks *) marks;   /* of all lists of this visit; owned */
	/* of clashes, as of which line of the log (ui/looked.h); 0: not read yet */
	int64_t looked;
	date today;                  /* as it was drawn */
	char who[128];               /* in line 1: "甲(信用办)"; read again with the screens */
};

/* Fills ui->who: what the person is called by now. */
void ui_who_read(struct ui *ui);
void ui_push(struct ui *ui, struct screen *s);
void ui_pop(struct ui *ui);                    /* frees the top one */
/* A screen that lies in the stack already is not opened over itself: takes away those above it.
 * False: there is none of this kind that shows the same. The screen that asks may be freed. */
bool ui_return(struct ui *ui, const struct screen_ops *ops, int64_t of);
void ui_say(struct ui *ui, const char *format, ...) __attribute__((format(printf, 2, 3)));
void ui_error(struct ui *ui, const struct err *err);
/* The ledger was changed by an action of ours: tells its sentence, all screens read again. */
void ui_changed(struct ui *ui, const struct outcome *out);
/* All screens read again (another unit or plan was chosen, another process wrote). */
void ui_refresh(struct ui *ui);
/* A command by its name, as if its key had been pressed: menus, the ":" line. */
void ui_command(struct ui *ui, const char *command);
/* What was typed on the ":" line: a number jumps to its item, else a command. */
void ui_line(struct ui *ui, const char *text);

/* Heads of every screen: line 1 (what, filter and how many | day, weekday, who), and the last
 * line (hints from the keymap, only what works). */
void ui_draw_head(struct ui *ui, const char *left);
/* columns that left has */
int ui_head_room(struct ui *ui);
/* ended by NULL: in this order, as many as fit; "?" help comes by itself */
void ui_draw_hints(struct ui *ui, const char *mode, const char *const *commands);
/* The same behind a text, as far as cols columns have room, without "?". */
void ui_put_hints(struct ui *ui, const char *mode, const char *const *commands, struct buf *to,
		  int cols);
/* How a command is given here, for sentences: "A assign" by its key, else ":assign" by its word.
 * In mem. */
const char *ui_how(struct ui *ui, const char *command, struct arena *mem);
/* the line above the hints; the message comes first */
void ui_draw_reason(struct ui *ui, const char *reason);

/* The screens. Each is pushed; their files are in ui/screens/. */
void overview_open(struct ui *ui);
/* Goes to an item's row in the overview, where it shows one under the present filter; false: not
 * there. s: the overview. */
bool overview_goto(struct ui *ui, struct screen *s, int64_t item);
/* Its active pane, from 0. */
int overview_pane(const struct screen *s);
/* Could its rows not be read? Then err says why. */
bool overview_failed(const struct screen *s, struct err *err);
extern const struct screen_ops overview_ops;
/* unit: whose row is chosen, where it has one; 0: the first */
void item_open(struct ui *ui, int64_t item, int64_t unit);
/* the same, its first measure that waits chosen */
void item_measures_open(struct ui *ui, int64_t item);
/* how a measure of an item stands: numbered states */
void measure_open(struct ui *ui, int64_t item, int64_t measure);
/* what one unit owes and has sent */
/* the row of that item is chosen, where there is one; 0: the first */
void unit_open(struct ui *ui, int64_t unit, int64_t item);
/* What is done on a unit's screen ("members", "rename", "merge", an edit of a unit) was asked for
 * elsewhere: goes there, and asks first of which unit where none is chosen. */
void unit_command_open(struct ui *ui, const char *command);
/* only: these units; NULL: all, first line "all units" */
void chooser_open(struct ui *ui, const char *title,
		  void (*chosen)(struct ui *ui, void *user, int64_t unit), void *user,
		  void (*user_free)(void *), const int64_t *only, size_t n);
/* who belongs to a group: a form */
void members_open(struct ui *ui, int64_t group);
/* a unit is renamed, or becomes one with others: a form */
void reorg_open(struct ui *ui, int64_t unit, bool merge);
/* an edit as a form: of is the key of what it is done to; an edit by its name, of what is chosen.
 * False: no edit is called so */
void edit_open(struct ui *ui, const struct edit_verb *v, int64_t of);
bool edit_command(struct ui *ui, const char *command, const struct ui_about *about);
/* whether responsible units owe an item too: asks, and turns it over */
void owes_open(struct ui *ui, int64_t item);
/* what the figures of an item mean: a form */
void define_open(struct ui *ui, int64_t item);
void plans_open(struct ui *ui);
/* the units, who is last first */
void units_open(struct ui *ui);
void units_open_by(struct ui *ui, struct order order);
/* who is silent, what was promised */
void calls_open(struct ui *ui);
void calls_open_by(struct ui *ui, struct order order);
/* the form of one urging for all that a unit owes in the plan shown */
void urge_all(struct ui *ui, int64_t unit);
/* who else has the ledger open */
void who_open(struct ui *ui);
/* what is missing */
void gaps_open(struct ui *ui);
/* the form of "p": one of paper/paper.h by its name, under the plan shown; key: of the unit or item
 * that it is of (0: all) */
void paper_open(struct ui *ui, const char *paper, int64_t key);
/* the rules of lights: one can be chosen */
void lights_open(struct ui *ui);
/* Copies of the ledger, and the clashes between them. */
void exchange_open(struct ui *ui);
/* with another copy over ssh: asks for its address */
void sync_open(struct ui *ui);
/* The ledger lies elsewhere than before: moved, or copied? */
void home_open(struct ui *ui);
/* Is it to be asked, still? */
bool home_is_asked(struct ui *ui);
/* the month of today; a day of it opens what falls due then */
void month_open(struct ui *ui);
/* The grid. Items by units: what falls due on a day, DATE_NONE: what is open; the periods of an
 * item by its units; the items of a unit by months. item, unit: chosen first, where they are
 * there. */
void grid_units_open(struct ui *ui, date due, int64_t item, int64_t unit);
void grid_periods_open(struct ui *ui, int64_t item, int64_t unit);
void grid_dates_open(struct ui *ui, int64_t unit, int64_t item);
void day_open(struct ui *ui, date day);
/* who did what when; about an item and a unit, 0: about all */
void log_open(struct ui *ui, int64_t item, int64_t unit);
/* the same about what the filter is about */
void log_open_narrowed(struct ui *ui);
/* the same with this filter, which all lists take where they can. False: *at is the byte that is
 * wrong */
bool log_open_filter(struct ui *ui, struct str text, size_t *at, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* the same since this person was last here */
void news_open(struct ui *ui);
void views_open(struct ui *ui);
/* Takes a saved view's filter and order, and goes to its screen. False: its filter cannot be read. */
struct saved;
bool view_go(struct ui *ui, const struct saved *s, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* What Tab could put where the cursor is, as filter_complete() of model/filter.h. */
typedef bool filter_completer(struct ledger *l, struct str text, size_t at, struct arena *mem,
			      filter_choices *to, struct err *err);
/* the filter line, at the foot */
void filter_open(struct ui *ui);
/* The same of one list that has a filter of its own. get() lends the one in force, set() takes
 * another; false: it cannot be read, *at is the byte that is wrong, and all stays as it was. user
 * outlives the line: it belongs to the screen below. */
struct filter_use {
	const char *help;      /* N_("..."): what can stand there, while nothing does */
	filter_completer *complete;
	struct str (*get)(const struct ui *ui, void *user);
	bool (*set)(struct ui *ui, void *user, struct str text, size_t *at, struct err *err);
};
void filter_open_of(struct ui *ui, const struct filter_use *use, void *user);
/* which order a list has: numbered columns, at the foot */
void sort_open(struct ui *ui, enum list_of of);
/* The same of a list with orders of its own; texts live as long as the program. The order in force,
 * taken again, comes reversed. user belongs to the screen below. */
struct sort_order {
	int by, digit;
	const char *name, *label; /* "light", translated: "worst light first" */
	bool now, reversed;
};
typedef void sort_taken(struct ui *ui, void *user, int by, bool reversed);
void sort_open_of(struct ui *ui, const struct sort_order *orders, size_t n, sort_taken *taken,
		  void *user);
/* The same of orders with words of their own, the first under 1. */
void sort_open_orders(struct ui *ui, const struct orders *of, struct order now, sort_taken *taken,
		      void *user) __attribute__((nonnull));
/* whose requests for an extension wait for an answer, or whose reports for a review: choose one */
void waiting_open(struct ui *ui, bool asked);
void help_open(struct ui *ui, const char *mode);
/* Does the menu of Enter on a duty have it, on one of its pages? */
bool verbs_have(const char *name);
/* the numbered verbs of Enter on a duty */
void verbs_open(struct ui *ui, const struct duty_state *duties, size_t n);
/* the same on all that is marked in a list */
void verbs_open_marked(struct ui *ui, struct marks *m);
/* the form at the foot */
void report_open(struct ui *ui, const struct duty_state *duties, size_t n);
/* one line, y or n (是 否 1 0) */
void ask_open(struct ui *ui, const char *question, void (*yes)(struct ui *ui, void *user),
	      void *user, void (*user_free)(void *));
/* The same where digits ask: 1 is no answer, since who types a number that came late would answer, too. */
void ask_open_word(struct ui *ui, const char *question, void (*yes)(struct ui *ui, void *user),
		   void *user, void (*user_free)(void *));
/* one line of text at the foot: "/" and ":" and reasons */
void prompt_open(struct ui *ui, const char *label, const char *begin,
		 void (*done)(struct ui *ui, void *user, const char *text), void *user,
		 void (*user_free)(void *));
/* The same of the name of a file: where it would be is said, and Tab completes it (ui/file_fits.h). */
void prompt_open_file(struct ui *ui, const char *label, const char *begin,
		      void (*done)(struct ui *ui, void *user, const char *text), void *user,
		      void (*user_free)(void *));
/* The same, with what was typed there before (ui/past.h) behind Up and Down. */
void prompt_open_past(struct ui *ui, const char *label, const char *what,
		      void (*done)(struct ui *ui, void *user, const char *text), void *user);

/* Runs a verb on duties and tells what came of it; asks what it needs first (y/n, a reason,
 * figures). Used by all screens. */
void do_verb(struct ui *ui, const char *verb, const struct duty_state *duties, size_t n,
	     int64_t item);
/* Does it ask for more than a yes, in a form whose head says on what, or how many? */
bool do_verb_has_form(const struct verb *v);

#endif

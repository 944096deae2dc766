/* Forms at the foot: a field at a time, the list left standing. A form is one row as long as what
 * is asked first is typed (form_layout.h): the hints of the list stand, and what the fields mean and
 * come to waits in the reason line until the hand rests, so that a report costs a slow line little.
 * Who goes on to another field gets all of it. What is typed into one is kept
 * until it is saved: over Esc, a dropped line, a signal, a crash (ui/kept.h); the same person who
 * opens the same form again finds it there. */
#ifndef UI_FORM_H
#define UI_FORM_H

#include "base/vec.h"
#include "ui/lineedit.h"
#include "ui/screen.h"

struct form;

struct form_field {
	/* it is kept under this one; lives as long as the form, as all texts here */
	const char *name;
	const char *label;        /* translated */
	const char *note;         /* beside it: "(上次 12)"; "" for none */
	/* in the reason line while the cursor stands in it; "" for none */
	const char *hint;
	/* of the field, which grows with its text; 0: what its line leaves, at least
	 * FORM_TEXT_COLS */
	int cols;
	bool saves;               /* Enter in it saves; else Enter goes on to the next one */
	/* what stood in it when it was opened is a mere default: the first letter typed behind it
	 * takes its place */
	bool gives_way;
	struct lineedit edit;
	/* what stood in it when it was opened: unchanged, nothing was typed */
	struct buf begin;
	struct buf aside;         /* what "start anew" put aside */
};
enum {
	FORM_FIELDS_MAX = 32,
	FORM_TEXT_COLS = 12,
	FORM_FIGURE_COLS = 6,
	FORM_DAY_COLS = 10,
	FORM_WORD_COLS = 8
};

struct form_ops {
	/* Is the text right? Asked on leaving the field, and of all of them before saving. NULL:
	 * any text is. */
	bool (*check)(struct ui *ui, struct form *f, size_t field, struct err *err);
	/* What follows from the fields, on one line, while one types. NULL: nothing does. */
	void (*status)(struct ui *ui, struct form *f, struct buf *to);
	/* Does it. False: the form stays open with all that was typed, the cursor in the field that
	 * err is about. */
	bool (*save)(struct ui *ui, struct form *f, struct outcome *out, struct err *err);
	void (*free)(struct form *f);      /* all but the fields; f itself too */
};

/* A struct of a form's own begins with this; allocated by mem_alloc(), filled by form_field() and
 * form_open(). */
struct form {
	struct screen screen;
	const struct form_ops *does;
	struct ledger *ledger;
	VEC(struct form_field) fields;
	size_t at;                /* the field with the cursor */
	size_t status_after;      /* the status line stands behind this field */
	char *head, *aside;       /* owned: the first line, left and right */
	char *key;                /* owned: what it is kept under */
	/* the newest line of the log as it was opened: who wrote the same since then is told
	 * (ledger_commit()) */
	int64_t seen;
	bool unfolded;            /* in all its rows from now on */
	struct buf reason;         /* folded: what stood in the reason line when the hand rested */
	bool changed;             /* since it was kept last */
	bool more;                /* the next key is one of the mode "form-more" */
	bool whole;               /* set by check(): what was typed in one field is all that is asked */
	bool saved, told;         /* done; that it cannot be kept was said */
	bool warned;              /* and that leaving loses it */
};

/* One more field, behind those that are there. begin: its text at first. */
struct form_field *form_field(struct form *f, const char *name, const char *label, int cols,
			      const char *begin);
/* The same for a text of several lines: in its row while it fits there, then in rows of its own. */
struct form_field *form_text_field(struct form *f, const char *name, const char *label);
/* trimmed; {NULL, 0}: no such field */
struct str form_text(const struct form *f, const char *name);
/* Shows it, with what was kept of it. The texts are copied: the first line's left part, which
 * shrinks, its right part ("" for none), and what the form is kept under. */
void form_open(struct ui *ui, struct form *f, const struct form_ops *does, const char *head,
	       const char *aside, const char *key);
/* "report 3fa9... 77e1... 1": a form about duties (all of them count) or an item, the same in every
 * session. The caller frees. */
char *form_key(struct ledger *l, const char *name, const struct duty_state *duties, size_t n,
	       int64_t item);

#endif

/* A text being typed: edited by grapheme, the hardware cursor in it. One line, shown in its
 * columns; or several (ui/textarea.h). */
#ifndef UI_LINEEDIT_H
#define UI_LINEEDIT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"
#include "ui/draw.h"
#include "ui/key.h"

enum { LINEEDIT_MAX = 65536 };    /* bytes: what a text of the ledger holds at most (design.md 4) */

/* A zeroed one is empty and ready. */
struct lineedit {
	struct buf text;
	size_t at;            /* the cursor, in bytes, between two graphemes */
	size_t from;          /* the first byte shown */
	bool lines;           /* line breaks are kept */
	int top;              /* of several rows the first one shown */
	struct buf cut;       /* what Ctrl-W, Ctrl-U, Ctrl-K took last: Ctrl-Y gives it back */
};

void lineedit_clear(struct lineedit *e);
/* Another text, the cursor behind it. Tabs, and line breaks where they are not kept, become blanks;
 * other control characters are left out. */
void lineedit_set(struct lineedit *e, struct str text);
struct str lineedit_text(const struct lineedit *e);    /* lent until the next change */
/* A character, or a paste (key_pasted()). False: no text, and nothing was done. A paste that does
 * not fit is refused whole, with its size. What was left out of it (control characters) is counted
 * in *dropped. */
bool lineedit_key(struct lineedit *e, struct ui_key k, size_t *dropped, struct err *err);
/* Puts a text in the place of len bytes at at, both between graphemes; the cursor behind it. */
void lineedit_replace(struct lineedit *e, size_t at, size_t len, struct str with);
/* A command of the mode "field": "line-start", "delete-word" ... False: another one. */
bool lineedit_command(struct lineedit *e, const char *command);
/* Draws it in exactly cols columns of a line, what is free as "_", "~" where more stands before or
 * behind; scrolls so that the cursor is seen. Returns the cursor's column. */
int lineedit_draw(struct lineedit *e, struct line *l, int col, int cols, enum look look);

#endif

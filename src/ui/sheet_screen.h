/* A whole screen that is one sheet: two head lines, the sheet, the reason of the chosen row, hints.
 * What the item and the unit screen share; a screen's struct begins with this. */
#ifndef UI_SHEET_SCREEN_H
#define UI_SHEET_SCREEN_H

#include <stdbool.h>

#include "base/buf.h"
#include "ui/screen.h"
#include "ui/sheet.h"

enum { SHEET_HEAD_ROWS = 2, SHEET_FOOT_ROWS = 2 };

struct sheet_screen {
	struct screen screen;
	struct sheet sheet;
	struct buf title, second;     /* lines 1 and 2; owned */
	/* of what is shown among its like, at the right of the title, which gives way; may be
	 * empty */
	struct buf place;
	bool can_write;               /* as the ledger was when it was filled */
	bool filtered;                /* what narrows lists holds here: filling may take long */
	struct err failure;           /* of filling, where it is filtered */
	/* the screen's own: puts heads and rows into an emptied sheet */
	void (*fill)(struct ui *ui, struct sheet_screen *s);
};

/* Empties the sheet and fills it anew; the cursor stays on its row. */
void sheet_screen_fill(struct ui *ui, struct sheet_screen *s) __attribute__((nonnull));
/* How many rows the sheet has on this terminal. */
int sheet_screen_rows(void);
/* hints: commands, ended by NULL. Fills anew where the width has changed. */
void sheet_screen_draw(struct ui *ui, struct sheet_screen *s, const char *const *hints)
	__attribute__((nonnull));

/* For screen_ops as they are. free() ends the struct that begins with it. */
void sheet_screen_refresh(struct ui *ui, struct screen *screen);
bool sheet_screen_can(struct ui *ui, struct screen *screen, const char *command);
void sheet_screen_rested(struct ui *ui, struct screen *screen);
void sheet_screen_about(struct ui *ui, struct screen *screen, struct ui_about *to);
void sheet_screen_free(struct screen *screen);

/* Pushes and fills it, the cursor on the first row below the first heading. */
void sheet_screen_open(struct ui *ui, struct sheet_screen *s, const struct screen_ops *ops,
	void (*fill)(struct ui *ui, struct sheet_screen *s)) __attribute__((nonnull));
/* The cursor to the duty of an item and a unit, 0: of any; where there is none it stays. */
void sheet_screen_goto(struct sheet_screen *s, int64_t item, int64_t unit) __attribute__((nonnull));

#endif

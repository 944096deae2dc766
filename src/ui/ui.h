/* The screens: the way in. */
#ifndef UI_UI_H
#define UI_UI_H

#include <stdbool.h>
#include <stdint.h>

#include "base/conf.h"
#include "base/err.h"
#include "model/ledger.h"

struct ui_options {
	const struct conf *conf;     /* ui.*, keys.* */
	int64_t plan;                /* 0: all open plans */
	const char *share_dir;       /* where rules/ lies; lent */
	const char *view;            /* the saved view to begin with; NULL: as ui.view says */
	const char *office;          /* for line 1, behind who I am ("甲(信用办)"); "" none; lent */
	bool sample;                 /* say in line 1 that this is the sample */
	bool elsewhere;              /* ask whether the ledger was moved or copied */
	bool idle_mark;              /* DUBAN_TEST: ESC ] 2 ; idle N BEL before each wait */
};

/* Runs the screens until the user leaves (0), the line drops (0 after saving), or the terminal
 * cannot be used (err: unknown TERM, no terminal). The terminal is as before on any way out. */
bool ui_run(struct ledger *l, const struct ui_options *o, struct err *err)
	__attribute__((nonnull, warn_unused_result));

/* The overview as text, for a standard output that is no terminal: the rows of the first screen,
 * whole. */
bool ui_print(struct ledger *l, const struct ui_options *o, int cols, struct buf *to,
	      struct err *err) __attribute__((nonnull, warn_unused_result));

#endif

/* What is offered: hints, help, menus and the ":" line name what the role may do, and leave out the rest. Which
 * command takes which role: command_role(); who may: model/right_mine.h. */
#ifndef UI_OFFER_H
#define UI_OFFER_H

#include "ui/screen.h"

/* May who acts here begin with it there? Else err says why not. */
bool offer_may(struct ui *ui, const struct screen *s, const char *command, struct err *err)
	__attribute__((nonnull));
/* Where commands (ended by NULL; NULL: all) name what takes a role, and none of it may be begun: that one looks
 * only, and why: "look only (viewer)". NULL: some may, or none is named. In mem. */
const char *offer_none(struct ui *ui, const struct screen *s, const char *const *commands,
		       struct arena *mem) __attribute__((nonnull(1, 2, 4)));

#endif

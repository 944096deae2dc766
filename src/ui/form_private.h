/* What the files of a form share. */
#ifndef UI_FORM_PRIVATE_H
#define UI_FORM_PRIVATE_H

#include "ui/form_layout.h"

/* Does any field hold another text than it began with? */
bool form_is_typed(const struct form *f) __attribute__((nonnull));

/* form_draw.c: the screen_ops.draw of a form, in one row or in all of them. */
void form_draw(struct ui *ui, struct screen *s) __attribute__((nonnull));
/* So many of its rows fit below the head, with some of the list left standing. */
int form_rows_shown(const struct form_layout *l) __attribute__((nonnull));
/* Enter in the field with the cursor saves. */
bool form_field_saves(const struct form *f) __attribute__((nonnull));
/* Into the reason line of a form of one row: the keys, which stand still, and what follows from the
 * figures; else what the field means. What the head has no room for stands there until something is
 * typed. */
void form_folded_tell(struct ui *ui, struct form *f) __attribute__((nonnull));

#endif

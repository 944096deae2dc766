/* What stands at the foot, over the last rows of the screen below. */
#ifndef UI_FOOT_H
#define UI_FOOT_H

#include "ui/screen.h"

/* The screen needs so many rows now. Where that is another number than before, what lies below is
 * drawn anew: call it before drawing a line. */
void foot_set(struct ui *ui, struct screen *s, int rows);
/* What came of typing or pasting into a field (lineedit_key()), told where there is something to
 * tell. */
void field_tell(struct ui *ui, size_t dropped, const struct err *err);

/* Saving was refused: with what Enter once more would do, where it would do something. */
void save_refused(struct ui *ui, const struct err *err);

#endif

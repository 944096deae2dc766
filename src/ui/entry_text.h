/* One entry as a line of a history: what was done, with which figures, how, by whom. */
#ifndef UI_ENTRY_TEXT_H
#define UI_ENTRY_TEXT_H

#include "base/buf.h"
#include "store/rows.h"
#include "ui/screen.h"

/* Appends "SUBJECT reported 20/32, phone, by 乙: text (who wrote it)". subject: the unit or the
 * item, "" for none. */
void entry_text(struct ui *ui, const struct entry_row *e, const char *subject, struct buf *to)
	__attribute__((nonnull));

#endif

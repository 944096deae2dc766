/* What the files of a sheet share. */
#ifndef UI_SHEET_PRIVATE_H
#define UI_SHEET_PRIVATE_H

#include "model/verb.h"
#include "ui/sheet.h"

/* Where the label of a text stands, and how wide it is; the text comes behind it. */
enum { LABEL_COLS = 7, LABEL_AT = 1 };

struct sheet_row *sheet_row_add(struct sheet *s, enum sheet_kind kind)
	__attribute__((nonnull, returns_nonnull));

/* sheet_group.c: what a group's row shows, read when it is first shown. */
struct group_line *sheet_group_line(struct ui *ui, struct sheet *s, struct sheet_row *r)
	__attribute__((nonnull, returns_nonnull));
const char *sheet_group_reason(const struct group_line *g, struct arena *mem)
	__attribute__((nonnull, returns_nonnull));
/* A verb on a group: done to all of its members that it can be done on. */
void sheet_verb_on_group(struct ui *ui, struct sheet *s, const struct verb *v,
			 const struct sheet_row *group) __attribute__((nonnull));

/* sheet_sort.c: "sort"; false: another command. */
bool sheet_sort_command(struct ui *ui, struct sheet *s, const char *command)
	__attribute__((nonnull));

/* sheet_mark.c: "mark", "mark-all"; false: another command. */
bool sheet_mark_command(struct ui *ui, struct sheet *s, const char *command)
	__attribute__((nonnull));

#endif

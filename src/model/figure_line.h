/* The figures of a report as they are typed in one go: "12/20", "12/20 2", "11 2 3". */
#ifndef MODEL_FIGURE_LINE_H
#define MODEL_FIGURE_LINE_H

#include "model/figure.h"
#include "model/verb.h"

typedef VEC(struct amount) amount_list;

/* Appends what a line says of a duty's figures (fields, in the form's order, made from targets).
 * One number is the first target's figure; "12/20" done of how many, of the target that has the
 * figure about (0: the first); a number behind it is how many of these are not counted, else none
 * are; as many numbers as there are figures are these, in their order. False with the reason,
 * nothing appended: ERR_INPUT. Pure. */
bool figure_line_read(struct str text, const figure_fields *fields, const target_rows *targets,
		      int64_t about, amount_list *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* What a figure is in the only share that is asked for: "in all", "not counted", "to do", "done so
 * far", translated; NULL: of none. */
const char *figure_part_label(const target_rows *targets, int64_t figure) __attribute__((nonnull));

#endif

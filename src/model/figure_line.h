/* The figures of a report as they are typed in one go: "12/20", "12/20 2", "12 20 2". One reader for
 * the grid, the form, the command line and tables. */
#ifndef MODEL_FIGURE_LINE_H
#define MODEL_FIGURE_LINE_H

#include "model/figure.h"
#include "model/verb.h"

typedef VEC(struct amount) amount_list;

/* Appends what a line says of a duty's figures (fields, as the form has them, made from targets).
 * The order is that of a share as it is said, "/" or a blank between: of each target what is done,
 * of how many, how many of these are not counted (none, where that is left out). A "/" stands
 * between what is done and of how many: of the target that has the figure about (0: the first).
 * One number alone is the first target's figure; else all are wanted, but for those behind a share.
 * False with the reason, nothing appended: ERR_INPUT, also where numbers without "/" say that more
 * is done of a total than there is to do: they were meant in another order. Pure. */
bool figure_line_read(struct str text, const figure_fields *fields, const target_rows *targets,
		      int64_t about, amount_list *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* In which order they are typed: "done so far / in all / not counted"; in mem, "" none are asked
 * for. */
const char *figure_line_order(const figure_fields *fields, const target_rows *targets,
			      struct arena *mem) __attribute__((nonnull, returns_nonnull));
/* What a figure is in the only share that is asked for: "in all", "not counted", "to do", "done so
 * far", translated; NULL: of none. */
const char *figure_part_label(const target_rows *targets, int64_t figure) __attribute__((nonnull));

#endif

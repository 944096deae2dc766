/* All rows that belong to one item, read once for text and JSON. */
#ifndef CLI_ITEM_PARTS_H
#define CLI_ITEM_PARTS_H

#include "cli/cli.h"
#include "model/define.h"
#include "model/figure.h"
#include "model/view.h"

struct item_entry {
	struct entry_row row;
	const char *unit;             /* its name, "" about the item itself */
	const char *figures;          /* "12 20": what it said, "" none */
};

struct item_parts {
	struct item_line item;
	duty_states duties;
	member_rows members;                /* who owes it as a member of a group */
	assignment_rows assignments;
	deadline_rows deadlines;
	target_rows targets;
	struct target_line *target_lines;   /* in the command's arena, as many as targets */
	size_t n_targets;
	definition_lines said;              /* of their figures, each once */
	measure_rows measures;
	item_rows children;
	VEC(struct item_entry) entries;     /* newest first */
	const char *source;                 /* the file's name; NULL: none */
	VEC(struct str) lines;              /* of the source: first to last */
};

bool item_parts_read(struct cli *c, int64_t item, struct item_parts *p, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* The group that a unit owes the item for; 0: none. */
int64_t item_parts_group(const struct item_parts *p, int64_t unit) __attribute__((nonnull));
void item_parts_clear(struct item_parts *p) __attribute__((nonnull));
bool show_item_text(struct cli *c, const struct item_parts *p, struct err *err)
	__attribute__((nonnull, warn_unused_result));
bool show_item_json(struct cli *c, const struct item_parts *p, struct err *err)
	__attribute__((nonnull, warn_unused_result));

#endif

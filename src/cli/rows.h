/* Items, duties and units as JSON objects and as words, for the commands that list and show
 * them. */
#ifndef CLI_ROWS_H
#define CLI_ROWS_H

#include "cli/cli.h"
#include "model/view.h"

/* {"id","plan","number","kind","title","parent","state","light","lead","owed","in","pending","due",
 * "act_by","left","target"}; with a unit besides: "role","signed" and its duty there. The object
 * is left open. */
bool json_item(struct cli *c, struct json *j, const struct item_line *line, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* {"item","item_id","unit","unit_id", ...}: one duty, whole. */
void json_duty(struct cli *c, struct json *j, const struct duty_line *line)
	__attribute__((nonnull));
/* One unit with what it owes, its names and contacts. */
void json_unit(struct json *j, const struct unit_line *u, const name_rows *names,
	       const contact_rows *contacts) __attribute__((nonnull));
/* The fields of a duty's state, into an open object. */
void json_duty_state(struct json *j, const struct duty_state *d) __attribute__((nonnull));
void json_key_text(struct json *j, const char *key, const char *text)
	__attribute__((nonnull(1, 2))); /* NULL: null */
void json_key_int(struct json *j, const char *key, int64_t n) __attribute__((nonnull));

/* Words for people, translated. */
/* Working days left: "9", "over 1", "-" where all is in or there is no date. */
const char *word_left(struct cli *c, date due, int left, bool in)
	__attribute__((nonnull, returns_nonnull));
/* The date in force, the first one beside it where it was extended. */
const char *word_due(struct cli *c, const struct duty_line *line)
	__attribute__((nonnull, returns_nonnull));
const char *word_date(struct cli *c, date d)
	__attribute__((nonnull, returns_nonnull)); /* "-": none */

#endif

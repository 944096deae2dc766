/* What the files of edits share: the change that one action fills. */
#ifndef MODEL_EDIT_PRIVATE_H
#define MODEL_EDIT_PRIVATE_H

#include "base/date.h"
#include "model/edit.h"
#include "store/rows.h"

struct edit {
	struct ledger *l;
	const struct edit_verb *verb;
	const struct edit_call *call;
	struct change *c;
	struct arena mem;
	const char *say;             /* the sentence */
};

bool edit_contact(struct edit *e, struct err *err) __attribute__((nonnull));
bool edit_plan(struct edit *e, struct err *err) __attribute__((nonnull));
bool edit_plan_now(struct edit *e, const char *now[EDIT_FIELDS], struct err *err)
	__attribute__((nonnull));
bool edit_assign(struct edit *e, struct err *err) __attribute__((nonnull));
bool edit_item(struct edit *e, struct err *err) __attribute__((nonnull));
bool edit_item_now(struct edit *e, const char *now[EDIT_FIELDS], struct err *err)
	__attribute__((nonnull));
bool edit_deadline(struct edit *e, struct err *err) __attribute__((nonnull));
bool edit_unit(struct edit *e, struct err *err) __attribute__((nonnull));
bool edit_unit_now(struct edit *e, const char *now[EDIT_FIELDS], struct err *err)
	__attribute__((nonnull));
bool edit_person(struct edit *e, struct err *err) __attribute__((nonnull));
bool edit_target(struct edit *e, struct err *err) __attribute__((nonnull));
bool edit_instruct(struct edit *e, struct err *err) __attribute__((nonnull));
bool edit_new_item(struct edit *e, struct err *err) __attribute__((nonnull));
bool edit_new_plan(struct edit *e, struct err *err) __attribute__((nonnull));

/* The unit that a field names, +NAME one that is made where nobody is called so (*made; it has no
 * key yet). */
bool edit_unit_named(struct edit *e, const char *field, const char *name, const char *region,
		     struct unit_row *to, bool *made, struct err *err)
	__attribute__((nonnull, warn_unused_result));
void edit_assignment_put(struct edit *e, const struct id *item, const struct id *unit,
			 const char *role, int pos) __attribute__((nonnull));
/* Of an item that is edited or made: the field kind as "task" ..., NULL where nothing was said; a
 * number that nobody else in the plan has (own 0: a new one). */
bool edit_item_kind(const struct edit *e, const char **kind, struct err *err)
	__attribute__((nonnull, warn_unused_result));
bool edit_number_free(const struct edit *e, int64_t plan, int64_t own, const char *number,
		      struct err *err) __attribute__((nonnull, warn_unused_result));
/* The field which: the place in a list of n that it names, n for a new one; listed: the list, for
 * the refusal. Refused where it is needed. */
bool edit_which(struct edit *e, size_t n, const char *listed, size_t *at, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* An id for one more deadline or target of an item, that none had before. */
struct id edit_part_new(struct edit *e, enum kind kind, const struct id *item)
	__attribute__((nonnull));

/* What was said of a field: NULL nothing, "" that it is taken away; trimmed, without control
 * characters. */
const char *edit_said(const struct edit *e, const char *field) __attribute__((nonnull));
/* Was the first field "-NAME"? *name is what is meant. */
bool edit_off(const struct edit *e, const char **name) __attribute__((nonnull));
/* A day field; false where it is no day. *said: was anything said of it? DATE_NONE: it is taken
 * away. */
bool edit_day(const struct edit *e, const char *field, bool *said, date *d, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Sets a cell: "" and NULL are none. */
void edit_set(struct edit *e, enum kind k, const struct id *id, const char *column,
	      const char *text) __attribute__((nonnull(1, 3, 4)));
void edit_set_day(struct edit *e, enum kind k, const struct id *id, const char *column, date d)
	__attribute__((nonnull));
/* "number 12, issued 2018-10-31": all that was said, by the fields' labels. */
const char *edit_list(struct edit *e) __attribute__((nonnull, returns_nonnull));
/* Puts a text in the place of a field that is called so, where the verb has one. */
void edit_put(const struct edit *e, const char *now[EDIT_FIELDS], const char *field,
	      const char *text) __attribute__((nonnull(1, 2, 3)));
/* Asks before it is done: ERR_DOUBT with this text, unless it is sure. */
bool edit_ask(const struct edit *e, struct err *err, const char *format, ...)
	__attribute__((nonnull, format(printf, 3, 4)));
/* Refuses for a field: the text is err's. Returns false. */
bool edit_refuse(struct err *err, const char *field, const char *format, ...)
	__attribute__((nonnull, format(printf, 3, 4)));

#endif

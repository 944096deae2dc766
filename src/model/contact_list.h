/* Whom to call, as a list for a spreadsheet: all of it out, and back in as one change. */
#ifndef MODEL_CONTACT_LIST_H
#define MODEL_CONTACT_LIST_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/csv_read.h"
#include "base/err.h"
#include "base/vec.h"
#include "model/ledger.h"
#include "store/rows.h"

/* A contact; or a unit that owes something and has none: name, phone and note are "" then, to be
 * filled in. */
struct contact_out { struct unit_row unit; const char *name, *phone, *note; };
typedef VEC(struct contact_out) contacts_out;
/* Of today, of all units by their names; who is called first is first. */
bool contact_list_read(struct ledger *l, struct arena *mem, contacts_out *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));

/* What a list would change: a row that says what is there already is not among them. */
struct contact_in {
	int line;                       /* of the file */
	struct unit_row unit;
	const char *name, *phone, *note;        /* note NULL: the list has no such column */
	bool is_new;
	int64_t place;                  /* of a new one, behind those who are there: from 1 */
	struct contact_row was;         /* where it is not new */
};
typedef VEC(struct contact_in) contacts_in;
struct contact_plan {
	contacts_in changes;
	int same /* rows that say what is there */, open /* rows of units without a name yet */;
};

/* Reads a list: a row of heads (单位 联络员 电话 备注, or unit contact phone note, in any order),
 * or unit, contact, phone, note in this order. A contact is known by its unit and name: who is
 * there gets the telephone and note of the list, who is not is added behind them, who had a last
 * day is back, nobody is taken off. An empty telephone leaves the one that is there. ERR_INPUT with
 * source and line: a unit that is not known or not one, a telephone without digits, a row that says
 * another thing of the same contact than one before. Nothing is written. */
bool contact_plan_read(struct ledger *l, const csv_rows *rows, const char *source,
		       struct arena *mem, struct contact_plan *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* One change; *out says how many were added and changed. */
bool contact_plan_write(struct ledger *l, const struct contact_plan *p, struct outcome *out,
			struct err *err) __attribute__((nonnull, warn_unused_result));

#endif

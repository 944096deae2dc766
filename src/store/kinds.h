/* The words of the log: kinds of rows and their columns, as they stand on the wire, apart from SQL
 * names. FOR EVER: names are added, never renamed, never reused. One table gives schema,
 * projection, checking of what comes from outside, and undo. */
#ifndef STORE_KINDS_H
#define STORE_KINDS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

/* Their numbers stand in ledgers (cell.kind): new ones come at the end. */
enum kind {
	KIND_PLAN,
	KIND_SOURCE,
	KIND_ITEM,
	KIND_UNIT,
	KIND_NAME,
	KIND_MEMBER,
	KIND_CONTACT,
	KIND_ASSIGNMENT,
	KIND_DEADLINE,
	KIND_FIGURE,
	KIND_TARGET,
	KIND_MEASURE,
	KIND_PERSON,
	KIND_SETTING,
	KIND_RECEIPT,
	KIND_DUTY,
	KIND_ENTRY,
	KIND_AMOUNT,
	KIND_VALUE,
	KIND_DAY,
	KIND_HEIR,
	KIND_VIEW,
	KIND_SPEAKS,
	KIND_SITE,
	KINDS
};

enum column_type {
	COLUMN_TEXT,
	COLUMN_INT,
	COLUMN_DATE /* ISO text */,
	COLUMN_ID /* of the kind in refers */,
	COLUMN_HASH,
};

/* Wire columns of each kind (each kind has besides: gone, 1 where taken back). Ids: how they are
 * derived (base/id.h).
 *
 * plan        id: folded cell texts at first reading. title number issued handed year(int) region state(open closed) same_as(plan)
 * source      id: plan, sha. plan name sha(hash of the blob) charset
 * item        id: plan, parent or "", folded title, ordinal. plan parent number kind(group task campaign) title text pos(int) first last(int: source lines)
 *             owes(lead: leads owe; all: responsible units too) state(open closed suspended) same_as(item)
 * unit        id: region, folded first full name. region name short kind(single group) same_as(unit)
 * name        id: unit, folded name, kind. unit name kind(official short alias typo) from to(dates)
 * member      id: group, unit. group(unit) unit from to
 * contact     random. unit name phone note pos(int: who is called first) to(date: the last day)
 * assignment  id: item, unit, role. item unit role(lead responsible supervisor heir) pos(int: order in the notice)
 * deadline    id: item, ordinal. item pos kind text start due due_excluded minute(int) rhythm period shift(int) count(int) count_unit from_receipt(int) deliverable
 *             due_excluded of a recurring one: of its first occurrence
 *             day_off(none next previous: what a due day off becomes; absent: as the office has set) unit(who alone owes it; none: all who owe the item)
 *             asks(none: no figures, whatever the item's targets demand)
 * figure      id: plan, folded name. plan name word scale(int) definition same_as(figure)
 * target      id: item, ordinal. item pos num_figure den_figure total_figure excluded_figure(figures; total less excluded is the denominator) comparator num(int) den(int) scope
 *             soft(int) text excluded(text) deadline(of which it is the demand; none: of all)
 * measure     id: item, ordinal. item pos text deadline(text) state(open way done na) reason
 * person      id: login. login name unit role(viewer reporter clerk admin: model/role.h) key(of ssh, a line of a .pub file)
 * setting     id: name. name value
 * receipt     id: item, unit. item unit signed(date)
 * duty        id: item, unit, deadline, occ. item unit deadline occ report(entry in force) review(accepted returned) state(open closed suspended) due(date granted)
 *             extension(asked granted refused) asked(date asked for) asked_on(date: the day of asking; later than due is asked late)
 *             closed_due closed_act_by(dates as they stood when it was closed: tables that change later leave them)
 * entry       random. item unit deadline occ do(the name of its verb: sign report none zero return accept urge extend grant refuse judge close reopen suspend remark; and the edit instruct)
 *             on(date) text way who promised(date) material level(of urge)
 * amount      id: entry, figure. entry figure n(int): what one report said
 * value       id: figure, unit, period. figure unit period reported(int) accepted(int): what is in force
 * day         id: date. date kind(off work) name: the office's own days, beside the holiday tables
 * heir        id: unit, heir. unit(old) heir(new unit) on(date) kind(rename merge split)
 * view        id: name, owner. name filter(as typed) sort(a column; "-" before it: the other way round) screen(where it opens) digit(int: its key under "v")
 *             owner(login of whose own it is; "" or none: shared)
 * speaks      id: site, unit. site(the name of a copy) unit: whom a copy speaks for; without any for all
 * site        id: name. name(of a copy) key(of ssh, a line of a .pub file: with it the copy signs what it makes)
 * Ordinals and integers in ids are decimal text. ids in ids are their 16 bytes. */
#define KIND_NUMBER_MOST ((int64_t)1 << 53)      /* of a log body (design, numbers) */

struct column {
	const char *name;        /* on the wire */
	const char *sql;
	enum column_type type;
	enum kind refers;        /* of COLUMN_ID */
	int since;               /* the schema that it came with */
	/* of COLUMN_INT: others are refused, so that nobody below reckons past its bounds */
	int64_t least, most;
};

struct kind_info {
	const char *name;        /* on the wire */
	const char *table;
	const struct column *columns;
	int n;
	int since;               /* the schema that it came with */
};

const struct kind_info *kind_info(enum kind k) __attribute__((returns_nonnull));
bool kind_parse(struct str name, enum kind *k) __attribute__((nonnull));
/* Index of a column, -1 where the kind has none of that name. */
int kind_column(enum kind k, struct str name);
/* The lowest schema that understands a write of this column (-1: of the row alone). */
int kind_since(enum kind k, int column);

#endif

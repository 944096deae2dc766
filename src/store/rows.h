/* Reading rows, a family a struct. key is the row's number in this file only (never leaves it); id
 * is the same at every site. Texts lie in the arena given. Each x_get is false with ERR_NOT_FOUND
 * where there is no such row (or it is gone); each x_key is 0 then. Implemented in a file a family:
 * plans.c items.c units.c entries.c ... */
#ifndef STORE_ROWS_H
#define STORE_ROWS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/err.h"
#include "base/id.h"
#include "base/vec.h"
#include "store/db.h"
#include "store/kinds.h"

struct plan_row {
	int64_t key;
	struct id id;
	const char *title, *number, *region, *state;
	int year;
	date issued, handed;
};
struct item_row {
	int64_t key, plan, parent; struct id id;   /* parent 0: top */
	const char *number, *kind, *title, *text, *owes, *state;
	int pos, first, last; int children;
};
struct unit_row { int64_t key; struct id id; const char *name, *shortname, *kind, *region; };
struct name_row { int64_t unit; struct id id; const char *name, *kind; date from, to; };
struct contact_row { int64_t unit; struct id id; const char *name, *phone, *note; date to; };
struct assignment_row { int64_t item, unit; struct id id; const char *role; int pos; };
struct deadline_row {
	int64_t key, item; struct id id; int pos;
	const char *kind, *text, *rhythm, *period, *count_unit, *deliverable, *day_off;
	date start, due, due_excluded; int minute, shift, count; bool from_receipt;
	int64_t unit;             /* who alone owes it; 0: all who owe the item */
	/* "none": no figures, as a leader's note; "": what the item's targets demand */
	const char *asks;
};
/* same_as followed */
struct figure_row { int64_t key; struct id id; const char *name, *word, *definition; int scale; };
struct target_row {
	int64_t key, item; struct id id; int pos;
	int64_t num_figure, den_figure, total_figure, excluded_figure;    /* keys, 0: none */
	const char *comparator, *scope, *text, *excluded; int64_t num, den; bool soft;
	int64_t deadline;                                                 /* 0: of all */
	/* keys of the item's deadlines that ask for no figures: "12,15"; NULL none */
	const char *spared;
};
struct measure_row {
	int64_t key, item;
	struct id id;
	int pos;
	const char *text, *deadline, *state, *reason;
};
struct receipt_row { int64_t item, unit; date signed_on; };
struct duty_row {            /* the cells of a duty, where somebody wrote one */
	int64_t item, unit, deadline; const char *occ; struct id id;
	struct id report; bool has_report; const char *review, *state; date due;
	const char *extension; date asked, asked_on;
	date closed_due, closed_act_by;    /* as they stood when it was closed */
	const char *light;                 /* set by hand: "red" "yellow" "green", "" none */
	/* of the entry in force: "report" "none" "zero"; NULL and DATE_NONE where none (or it is
	 * gone) */
	const char *report_verb; date report_on;
};
/* How often about one duty, and the last promise with the time that it was noted (the least number:
 * there was none). */
struct urge_row {
	int64_t item, unit, deadline;
	const char *occ;
	int n;
	date promised;
	int64_t promised_at;
	int64_t promised_hlc;      /* of the change that said so: decides within one second */
};
struct member_row { int64_t group, unit; date from, to; };
/* what the first has open on that day is the second's: "merge", "split" */
struct heir_row { int64_t unit, heir; date on; const char *kind; };
struct entry_row {
	int64_t key, item, unit, deadline;
	struct id id;
	const char *occ, *verb, *text, *way, *who, *by, *level;
	date on, promised;
	int64_t at_ms;
	bool gone;
	bool internal;       /* a remark for the office alone, where roles bind (model/remark.h) */
};
struct value_row {
	int64_t figure, unit;
	const char *period;
	int64_t reported, accepted;
	bool has_reported, has_accepted;
};

/* One row by key or id; key of an id. Following same_as where the kind has it. */
int64_t row_key(struct db *db, enum kind k, const struct id *id) __attribute__((nonnull));
/* The same of a row that may have gone: what follows from it must notice. */
int64_t row_key_ever(struct db *db, enum kind k, const struct id *id) __attribute__((nonnull));
bool row_id(struct db *db, enum kind k, int64_t key, struct id *id) __attribute__((nonnull));
/* Key of the row that a reference column names ("item" of a duty), same_as not followed; 0 where
 * there is none. Rows that are gone answer too. */
int64_t row_ref(struct db *db, enum kind k, const struct id *id, const char *column)
	__attribute__((nonnull));
/* Ids of a kind that begin with these hex digits: how many (at most 2 are counted), the first one
 * in *id. */
int row_prefix(struct db *db, enum kind k, struct str hex, struct id *id) __attribute__((nonnull));

bool plan_get(struct db *db, int64_t key, struct arena *mem, struct plan_row *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
bool item_get(struct db *db, int64_t key, struct arena *mem, struct item_row *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* By its number in a plan (0: any open plan); 0 where none, -1 where several. */
int64_t item_by_number(struct db *db, int64_t plan, struct str number) __attribute__((nonnull));
bool unit_get(struct db *db, int64_t key, struct arena *mem, struct unit_row *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
bool deadline_get(struct db *db, int64_t key, struct arena *mem, struct deadline_row *to,
		  struct err *err) __attribute__((nonnull, warn_unused_result));
bool figure_get(struct db *db, int64_t key, struct arena *mem, struct figure_row *to,
		struct err *err) __attribute__((nonnull, warn_unused_result));
bool entry_get(struct db *db, const struct id *id, struct arena *mem, struct entry_row *to,
	       struct err *err) __attribute__((nonnull, warn_unused_result));
/* false: none */
bool receipt_get(struct db *db, int64_t item, int64_t unit, struct receipt_row *to)
	__attribute__((nonnull));
bool duty_get(struct db *db, int64_t item, int64_t unit, int64_t deadline, const char *occ,
	      struct arena *mem, struct duty_row *to) __attribute__((nonnull));
bool value_get(struct db *db, int64_t figure, int64_t unit, const char *period,
	       struct value_row *to) __attribute__((nonnull));

typedef VEC(int64_t) keys;
typedef VEC(struct plan_row) plan_rows;
typedef VEC(struct item_row) item_rows;
typedef VEC(struct unit_row) unit_rows;
typedef VEC(struct name_row) name_rows;
typedef VEC(struct contact_row) contact_rows;
typedef VEC(struct assignment_row) assignment_rows;
typedef VEC(struct deadline_row) deadline_rows;
typedef VEC(struct target_row) target_rows;
typedef VEC(struct measure_row) measure_rows;
typedef VEC(struct urge_row) urge_rows;
typedef VEC(struct entry_row) entry_rows;
typedef VEC(struct { int64_t figure; int64_t n; }) amount_rows;

bool plans_read(struct db *db, bool open_only, struct arena *mem, plan_rows *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* by name */
bool units_read(struct db *db, struct arena *mem, unit_rows *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* 0: of all units */
bool names_read(struct db *db, int64_t unit, struct arena *mem, name_rows *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Those of that day (DATE_NONE: of all times), who is called first is first. */
bool contacts_read(struct db *db, int64_t unit, date on, struct arena *mem, contact_rows *to,
		   struct err *err) __attribute__((nonnull, warn_unused_result));
bool members_read(struct db *db, int64_t group, date on, struct arena *mem, unit_rows *to,
		  struct err *err) __attribute__((nonnull, warn_unused_result));
/* The members, of all times, of the groups that are assigned to an item, in the order of their
 * rows. */
typedef VEC(struct member_row) member_rows;
/* Those of one group, of all times. */
bool member_rows_read(struct db *db, int64_t group, member_rows *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* All groups that ever had members, by key. */
bool groups_with_members(struct db *db, keys *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
bool members_of_item(struct db *db, int64_t item, member_rows *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Who follows the units of an item (its members too), and who follows those: by day, then by id, so
 * that all copies agree. kind: lives as long as the program. */
typedef VEC(struct heir_row) heir_rows;
bool heirs_of_item(struct db *db, int64_t item, heir_rows *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Has it an heir, or is it one? */
bool unit_has_heirs(struct db *db, int64_t unit) __attribute__((nonnull));
/* Who follows a unit (0: any), or whom it follows. */
bool heirs_of_unit(struct db *db, int64_t unit, heir_rows *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* What it was joined with as one and the same: which it is shown as, and which are shown as it. */
bool units_joined(struct db *db, int64_t unit, keys *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
bool heirs_before_unit(struct db *db, int64_t unit, heir_rows *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
bool children_read(struct db *db, int64_t item, struct arena *mem, item_rows *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* by role lead first, then pos */
bool assignments_read(struct db *db, int64_t item, struct arena *mem, assignment_rows *to,
		      struct err *err) __attribute__((nonnull, warn_unused_result));
bool assignments_of_unit(struct db *db, int64_t unit, struct arena *mem, assignment_rows *to,
			 struct err *err) __attribute__((nonnull, warn_unused_result));
bool deadlines_read(struct db *db, int64_t item, struct arena *mem, deadline_rows *to,
		    struct err *err) __attribute__((nonnull, warn_unused_result));
/* Their figures with same_as followed. */
bool targets_read(struct db *db, int64_t item, struct arena *mem, target_rows *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* The figure that stands for it: itself, unless it is the same as another one. */
int64_t figure_root(struct db *db, int64_t key) __attribute__((nonnull));
/* All figures of a plan (0: of all open ones) by their own names, same_as not followed. */
struct figure_name { int64_t key; const char *name; };
typedef VEC(struct figure_name) figure_names;
bool figure_names_read(struct db *db, int64_t plan, struct arena *mem, figure_names *to,
		       struct err *err) __attribute__((nonnull, warn_unused_result));
/* Those that are the same as this one by their own word. */
bool figures_joined(struct db *db, int64_t figure, keys *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* How many are to be done (all but those that are not applicable), and how many are. */
bool measures_count(struct db *db, int64_t item, int *done, int *all, struct err *err)
	__attribute__((nonnull, warn_unused_result));
struct measure_count { int64_t item; int done, all; };
typedef VEC(struct measure_count) measure_counts;
bool measures_read(struct db *db, int64_t item, struct arena *mem, measure_rows *to,
		   struct err *err) __attribute__((nonnull, warn_unused_result));
/* A report that does not count though the one which does was made before it: set aside by another
 * copy's, or by who settled their clash. What a later one took the place of is no such. */
bool entry_is_set_aside(struct db *db, const struct entry_row *e) __attribute__((nonnull));
/* Newest first; item or unit 0: any. Gone ones are left out. */
bool entries_read(struct db *db, int64_t item, int64_t unit, int limit, struct arena *mem,
		  entry_rows *to, struct err *err) __attribute__((nonnull, warn_unused_result));
/* The newest one of item and unit (0: any) whose verb is among these, parted by blanks ("report
 * none zero"). False: none. Gone ones are left out. */
bool entry_last(struct db *db, int64_t item, int64_t unit, const char *verbs, struct arena *mem,
		struct entry_row *to) __attribute__((nonnull));
/* Who entered something: login names, in mem, each once, by name. Of the newest so many entries,
 * as no index has them; *all: there are no others. */
typedef VEC(const char *) author_list;
bool entry_authors(struct db *db, size_t most, struct arena *mem, author_list *to, bool *all,
		   struct err *err) __attribute__((nonnull, warn_unused_result));
/* A unit's last urging about anything, by an index of its own. False: it was never urged. */
bool entry_last_urging(struct db *db, int64_t unit, struct arena *mem, struct entry_row *to)
	__attribute__((nonnull));
bool amounts_read(struct db *db, const struct id *entry, amount_rows *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* The office's own days, by date. */
struct day_row { date on; bool work; const char *name; struct id id; };
typedef VEC(struct day_row) day_rows;
/* The day that a row of kind day is about; DATE_NONE where there is no such row. A gone one too. */
date day_date(struct db *db, const struct id *id) __attribute__((nonnull));
bool days_read(struct db *db, struct arena *mem, day_rows *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* What the duties of one item follow from: the cells of its duties, its receipts; the values of a
 * figure. unit 0: of all units. */
typedef VEC(struct duty_row) duty_rows;
typedef VEC(struct receipt_row) receipt_rows;
typedef VEC(struct value_row) value_rows;
/* Of one unit (0: of all), who asked for a later date and what was granted, oldest first. */
bool extensions_read(struct db *db, int64_t item, int64_t unit, struct arena *mem, entry_rows *to,
		     struct err *err) __attribute__((nonnull, warn_unused_result));
/* Urgings by duty, of an item; unit 0: of all units. */
bool urges_read(struct db *db, int64_t item, int64_t unit, struct arena *mem, urge_rows *to,
		struct err *err) __attribute__((nonnull, warn_unused_result));
/* The same as the functions of one item, for all items with keys from .. to: by item, each one's in
 * its order. Items without measures have no count. */
bool items_between(struct db *db, int64_t from, int64_t to, struct arena *mem, item_rows *list,
		   struct err *err) __attribute__((nonnull, warn_unused_result));
bool assignments_between(struct db *db, int64_t from, int64_t to, struct arena *mem,
			 assignment_rows *list, struct err *err)
	__attribute__((nonnull, warn_unused_result));
bool deadlines_between(struct db *db, int64_t from, int64_t to, struct arena *mem,
		       deadline_rows *list, struct err *err)
	__attribute__((nonnull, warn_unused_result));
bool targets_between(struct db *db, int64_t first, int64_t last, struct arena *mem, target_rows *to,
		     struct err *err) __attribute__((nonnull, warn_unused_result));
bool duty_rows_between(struct db *db, int64_t from, int64_t to, struct arena *mem, duty_rows *list,
		       struct err *err) __attribute__((nonnull, warn_unused_result));
bool urges_between(struct db *db, int64_t from, int64_t to, struct arena *mem, urge_rows *list,
		   struct err *err) __attribute__((nonnull, warn_unused_result));
bool measure_counts_between(struct db *db, int64_t from, int64_t to, measure_counts *list,
			    struct err *err) __attribute__((nonnull, warn_unused_result));
/* Has a date been granted to any unit for this item? */
bool item_has_granted(struct db *db, int64_t item) __attribute__((nonnull));
bool duty_rows_read(struct db *db, int64_t item, int64_t unit, struct arena *mem, duty_rows *to,
		    struct err *err) __attribute__((nonnull, warn_unused_result));
bool receipts_read(struct db *db, int64_t item, receipt_rows *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* All units' of one figure in one period, by unit; their period is the caller's text. */
bool values_of_period(struct db *db, int64_t figure, const char *period, value_rows *to,
		      struct err *err) __attribute__((nonnull, warn_unused_result));
bool values_read(struct db *db, int64_t figure, int64_t unit, struct arena *mem, value_rows *to,
		 struct err *err) __attribute__((nonnull, warn_unused_result));
/* All items that have a number in a plan (0: any open plan), by plan. */
bool items_by_number(struct db *db, int64_t plan, struct str number, keys *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Numbers that several items of one plan have, of open plans: two copies may each have made one. By
 * plan, then as text; in mem. */
struct number_twice { int64_t plan; const char *number; };
typedef VEC(struct number_twice) numbers_twice;
bool numbers_twice_read(struct db *db, struct arena *mem, numbers_twice *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Items whose deadlines, targets or duties depend on a figure, a unit (as lead, responsible or
 * member): keys. What model refreshes after a change. */
bool items_of_figure(struct db *db, int64_t figure, keys *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
bool items_of_unit(struct db *db, int64_t unit, keys *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Items of the plan (0: of all open ones) where somebody (unit; 0: anybody) owes something on that
 * date, in the order of their keys; at most limit. */
bool items_due(struct db *db, date due, int64_t plan, int64_t unit, date today, int limit, keys *to,
	       struct err *err) __attribute__((nonnull, warn_unused_result));
/* Items of a plan (0: of all plans, closed ones too), by key. */
bool items_of_plan(struct db *db, int64_t plan, keys *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Appends those with a duty (as it is kept) due from .. until, with a granted date, or with a
 * deadline that counts working days; by key. */
bool items_due_near(struct db *db, date from, date until, keys *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* The same as children_read(), in the same order. */
bool children_keys(struct db *db, int64_t item, keys *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* The lead units of an item and of all below it, each once: its own first, then by the items'
 * order, then the assignment's. */
bool leads_read(struct db *db, int64_t item, keys *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* The source lines of a plan: its file's bytes as kept, in *to. */
bool source_read(struct db *db, int64_t plan, struct arena *mem, const char **name,
		 struct str *bytes, struct err *err) __attribute__((nonnull, warn_unused_result));
/* The ids of its files: a correction puts another one in the place of the one before. */
typedef VEC(struct id) id_list;
/* In the order of their numbers, as keys_has() wants them; once: each one time. */
void keys_sort(keys *list) __attribute__((nonnull));
void keys_once(keys *list) __attribute__((nonnull));
/* Of a sorted list. */
bool keys_has(const keys *list, int64_t key) __attribute__((nonnull));
/* by id_cmp() */
void id_list_sort(id_list *list) __attribute__((nonnull));
bool sources_read(struct db *db, int64_t plan, id_list *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* All who ever had a display name or began a ledger, by login; name: the last one, "" none, also
 * where it was taken back since. */
struct person_row {
	struct id id;
	const char *login, *name;
	const char *role, *key;     /* "" none */
	int64_t unit;               /* 0: none */
	bool gone;
};
typedef VEC(struct person_row) person_rows;
bool persons_read(struct db *db, struct arena *mem, person_rows *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* false: there is no such person, or they are gone (err is left alone), or err is filled. */
bool person_get(struct db *db, const struct id *id, struct arena *mem, struct person_row *to,
		struct err *err) __attribute__((nonnull));
bool person_any_admin(struct db *db, struct err *err) __attribute__((nonnull));
/* Has an admin said of any copy that it speaks for all: then one that was given nothing speaks for
 * nothing. Of that one? */
bool speaks_granted(struct db *db, struct err *err) __attribute__((nonnull));
int64_t speaks_all_count(struct db *db, struct err *err) __attribute__((nonnull));
bool speaks_all(struct db *db, const char *site, struct err *err) __attribute__((nonnull));
/* The units that a copy speaks for, by name. */
bool speaks_keys(struct db *db, const char *site, keys *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* The display name of a person; NULL: none. */
const char *person_get_name(struct db *db, const struct id *id, struct arena *mem)
	__attribute__((nonnull));
/* Saved views: shared ones (owner "") and those of that login, these first, each by name. */
struct view_row {
	struct id id;
	const char *name, *filter, *sort, *screen, *owner;
	int digit;                /* 0: none */
};
typedef VEC(struct view_row) view_rows;
bool views_read(struct db *db, const char *login, struct arena *mem, view_rows *to,
		struct err *err) __attribute__((nonnull, warn_unused_result));
/* NULL: not set */
const char *setting_get(struct db *db, const char *name, struct arena *mem)
	__attribute__((nonnull));

#endif

/* What the files of filtered lists share: words looked for in texts, conditions as SQL. */
#ifndef STORE_WHERE_PRIVATE_H
#define STORE_WHERE_PRIVATE_H

#include "base/word.h"
#include "store/list.h"
#include "store/rows.h"
#include "store/store_private.h"

/* Keys as bits. */
struct key_set { uint64_t *bits; size_t n; };
static inline bool key_set_has(const struct key_set *s, int64_t key)
{
	return key >= 0 && (size_t)key / 64 < s->n && (s->bits[key / 64] >> (key % 64) & 1);
}
void key_set_add(struct key_set *s, int64_t key) __attribute__((nonnull));
/* The keys in one of the sets, as "[1,2,3]"; false: they are more than most. */
bool key_sets_list(const struct key_set *const *sets, size_t n, size_t most, struct buf *to)
	__attribute__((nonnull));

/* sweep.c: where a word stands in what many rows say: items and entries are read from the first to
 * the last, once, a stretch at a time. Kept by what the word looks for, until somebody writes; so
 * all lists of a filter use the same. */
struct sweep {
	struct buf said;
	uint64_t used;                       /* by which of the queries last */
	struct key_set units;                /* whose names it stands in */
	bool any_unit;
	/* items in whose title or text it stands, with an entry or a measure in which it does */
	struct key_set items, entries, measures;
	/* rows with keys up to `at` are read: of items first, then of entries; all: of both */
	int64_t at, end, all;
	enum { SWEEP_NONE, SWEEP_ITEMS, SWEEP_ENTRIES, SWEEP_DONE } stage;
};
/* The word's sweep, its units looked up; NULL: err is filled. Lent until the next
 * sweeps_begin(). */
struct sweep *sweep_of(struct db *db, const struct word *word, struct err *err)
	__attribute__((nonnull));
/* Reads all that is still to be read. With ERR_STOPPED what was read stays. */
bool sweep_run(struct db *db, struct sweep *s, const struct word *word, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* A query begins: forgets those that somebody's writing may have made untrue. */
bool sweeps_begin(struct db *db, struct err *err) __attribute__((nonnull, warn_unused_result));
/* It has asked for all of its words: of the others a few stay. */
void sweeps_trim(struct db *db) __attribute__((nonnull));
void sweeps_clear(struct db *db) __attribute__((nonnull));

/* words.c: functions of our own in SQL, bound by pointer:
 * word(WORD, text), word_title(WORD, text): with pinyin; among(SET, key); number_order(text);
 * share_compares(done, scale, of, scale, HOW, n, scale): done / of with n, as enum cond_compare says,
 * exactly; not where a part is unknown, of no more than 0, or too big */
void words_settle(struct db *db) __attribute__((nonnull));
#define WORD_POINTER "duban-word"
#define SET_POINTER "duban-set"

/* where.c: the condition of a query as SQL with values. Its parameters begin behind those of the
 * statement around it. */
enum where_row {
	WHERE_ITEM,      /* a row i of item */
	WHERE_DUTY,      /* a row d of duty_state with its item i */
	WHERE_OWED,      /* likewise, of a query with_items: what that item is listed for */
	WHERE_UNIT,      /* a row u of unit */
	WHERE_DATE,      /* a row t with a column due */
};
static inline enum where_row where_duty_row(const struct query *q)
{
	return q->with_items ? WHERE_OWED : WHERE_DUTY;
}
enum { WHERE_FIRST = 10 };                   /* the number of the first parameter */
struct where_value {
	enum { BOUND_INT, BOUND_TEXT, BOUND_WORD, BOUND_SET } of;
	int64_t n;
	const char *text;
	const void *p;
};
struct where {
	struct db *db;
	const struct query *query;
	struct buf sql;                      /* the statement */
	VEC(struct where_value) values;
	VEC(struct { const struct cond *cond; struct sweep *sweep; }) sweeps;
	bool swept;                          /* words are looked up in what was read, not in rows */
};
bool where_init(struct where *w, struct db *db, const struct query *q, struct err *err)
	__attribute__((nonnull, warn_unused_result));
void where_clear(struct where *w) __attribute__((nonnull));
/* Has it words that stand in entries or measures? Reads these to their end. */
bool where_has_words(const struct where *w) __attribute__((nonnull));
bool where_sweep(struct where *w, struct err *err) __attribute__((nonnull, warn_unused_result));
/* An empty statement again. */
void where_begin(struct where *w) __attribute__((nonnull));
/* Appends what holds of a row, all of the query's conditions but its plan and its list's own. */
void where_put(struct where *w, enum where_row row) __attribute__((nonnull));
/* Appends a value: its parameter. */
void where_int(struct where *w, int64_t n) __attribute__((nonnull));
void where_text(struct where *w, const char *text) __attribute__((nonnull));      /* lent */
/* SQL in which $ stands for today, and @ and ~ for what is not exchanged (below) */
void where_dated(struct where *w, const char *sql) __attribute__((nonnull));
/* " AND COLUMN is a plan of the query" */
void where_plan(struct where *w, const char *column) __attribute__((nonnull));
/* The row's light, as a number of enum light. */
void where_light(struct where *w, enum where_row row) __attribute__((nonnull));
/* Appends " AND ..." that leaves a group out, row i, where what holds says nothing of it. */
void where_put_reached(struct where *w) __attribute__((nonnull));
/* The items that a word of the condition's AND leaves, as "[1,2,3]", after where_sweep(); false:
 * they are more than most, or no word decides. */
bool where_few(const struct where *w, size_t most, struct buf *to) __attribute__((nonnull));
/* The statement with its values, ready to run; it ends with stmt_close(). The last few are kept:
 * their texts hold no values, so that the next page, or the same filter with another unit, finds
 * it. */
void where_open(const struct where *w, struct stmt *st, struct err *err) __attribute__((nonnull));

/* where_leaf.c: SQL, values in it, conditions without parts. */
static inline void where_add(struct where *w, const char *sql)
{
	buf_puts(&w->sql, sql);
}
void where_word(struct where *w, const struct word *word) __attribute__((nonnull));
void where_keys(struct where *w, const char *column, const struct cond *c) __attribute__((nonnull));
void where_names(struct where *w, const char *column, const struct cond *c)
	__attribute__((nonnull));
void where_among(struct where *w, const struct key_set *set, const char *column)
	__attribute__((nonnull));
/* Does it mean the units that are called so (query.by_name)? */
bool where_is_name(const struct where *w, const struct cond *c) __attribute__((nonnull));
bool where_has_names(const struct where *w) __attribute__((nonnull));
/* The sweep of a condition that looks for a word. */
const struct sweep *where_sweep_of(const struct where *w, const struct cond *c)
	__attribute__((nonnull));
/* row: whose item it is */
void where_of_item(struct where *w, enum where_row row, const struct cond *c)
	__attribute__((nonnull));
void where_of_duty(struct where *w, const struct cond *c) __attribute__((nonnull));
/* " OR a unit of the row is one of those whose names have the word" */
void where_units_of_text(struct where *w, enum where_row row, const struct sweep *s)
	__attribute__((nonnull));

/* Kinds of conditions, as bits. */
static inline unsigned kind_bit(enum cond_kind k)
{
	return 1u << k;
}
#define OF_DUTY (kind_bit(COND_FIGURE + 1) - kind_bit(COND_UNIT))
#define OF_PART (kind_bit(COND_UNIT) | kind_bit(COND_ROLE))
#define OF_TEXT (kind_bit(COND_TEXT) | kind_bit(COND_ENTRY))

/* cond.c: AND, OR, NOT; the kinds of its leaves, as bits; how deep it is. */
bool cond_is_node(const struct cond *c) __attribute__((nonnull));
unsigned cond_kinds(const struct cond *c) __attribute__((nonnull));
int cond_depth(const struct cond *c) __attribute__((nonnull));
/* Is something of one of these kinds denied in it? */
bool cond_denies(const struct cond *c, unsigned kinds) __attribute__((nonnull));
/* Is what has no date (due:none) asked for, and not denied? */
bool cond_asks_undated(const struct cond *c) __attribute__((nonnull));
/* Does all of it speak of what an item's row shows: its light, that it has no date? */
bool cond_is_of_row(const struct cond *c) __attribute__((nonnull));
/* Where it holds of a group, is the group listed by it? Not by a denial of duties: a group has none
 * but its own, and what is denied stands with the items below it. SOME: by some of what an OR
 * offers. */
enum cond_reach { REACHES_NOT, REACHES_SOME, REACHES };
enum cond_reach cond_reaches(const struct cond *c) __attribute__((nonnull));

/* Of a duty, row d: its light, as a number of enum light; is it in, or owed? $ is today; @ says of
 * what is owed that it is exchanged, ~ that its light is unknown where it is not: nothing where no
 * unit works on a copy of its own (store/unheard.h). */
#define WHERE_DUTY_LIGHT "CASE~ WHEN d.red_from <= $ THEN 3 WHEN d.yellow_from <= $ THEN 2 WHEN d.green " \
	"THEN 0 ELSE 1 END"
#define WHERE_IN "(d.state = 'c' OR (d.report <> '' AND d.review <> 'x'))"
#define WHERE_OUT "d.state = 'o' AND (d.report = '' OR d.review = 'x')"
#define WHERE_SILENT "(NOT d.standing AND " WHERE_OUT " AND d.begins <= $@)"
#define WHERE_UNHEARD "(NOT d.standing AND " WHERE_OUT " AND d.begins <= $ AND unheard(d.unit, d.due))"

/* list_where.c: lists under a condition, or in another order than their own. */
bool list_filter(struct db *db, struct list *l, size_t want, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* list_count() of duties. */
bool list_count_duties(struct db *db, const struct query *q, int64_t *n, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* What such a list holds besides its condition: row i is one of its items, row d of its duties. */
void list_put_items(struct where *w) __attribute__((nonnull));
void list_put_duties(struct where *w) __attribute__((nonnull));
/* The keys that a statement gives; ends it. */
bool list_take(struct stmt *st, struct list *l, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* list_meant.c: rows that can be meant at all.
 * What must hold of all rows: the condition itself, or each part of its AND: the one after c; NULL:
 * the first, none. */
const struct cond *where_part(const struct cond *top, const struct cond *c)
	__attribute__((nonnull(1)));
/* The first part of that kind; NULL: none. */
const struct cond *list_find_part(const struct where *w, enum cond_kind kind)
	__attribute__((nonnull));
/* So many rows are few. */
size_t list_few(const struct db *db) __attribute__((nonnull));
/* A part that few rows can meet; NULL: none, or err says why. */
const struct cond *list_find_few(struct where *w, bool duties, struct err *err)
	__attribute__((nonnull));
/* Keys of items, or of duties, that a part of the condition leaves, by an index. False: none
 * serves. */
bool list_put_meant(struct where *w, const struct cond *c, bool duties) __attribute__((nonnull));
/* Of the next `most` items behind last (plan, pos, key), where units are named beside other things:
 * the units, and between which keys the items lie; units NULL: each row has to be asked. */
struct list_near { const struct cond *units; int64_t from, to; };
bool list_find_near(const struct where *w, const int64_t last[3], int64_t most,
		    struct list_near *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* "row i is one of these AND " */
void list_put_near(struct where *w, const struct list_near *near) __attribute__((nonnull));
/* list_sort.c */
bool list_sort_all(struct db *db, struct list *l, struct where *w, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* The order of an item's duties never hangs on when a row came: a ledger that was derived anew
 * lists the same. */
#define DUTY_ASSIGNED "(SELECT min(a.pos + CASE a.role WHEN 'lead' THEN 0 ELSE 10000 END) FROM assignment a " \
	"WHERE a.item = d.item AND a.unit = d.unit AND a.gone IS NULL) NULLS LAST"
#define LIST_DUTY_ORDER " ORDER BY d.plan, i.pos, d.item, d.due, " DUTY_ASSIGNED ", d.unit, d.deadline, d.occ"

#endif

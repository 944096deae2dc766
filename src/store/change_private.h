/* A change while it is collected: all that is said of one row stands in one place, the last word
 * counts. */
#ifndef STORE_CHANGE_PRIVATE_H
#define STORE_CHANGE_PRIVATE_H

#include "store/store_private.h"

struct change_op {
	enum kind kind;
	struct id id;
	bool makes_row;
	bool planned;                 /* change_plan.c has dealt with it */
	VEC(struct field) fields;     /* a column at most once */
};

/* A cell that a change is about, without setting it. */
struct change_rest { struct id id; const char *column; };

struct change {
	struct db *db;
	struct arena mem;
	char *by, *verb, *say;
	const char *site;             /* NULL: nobody has asked yet (change_id()) */
	bool has_undo, tells;
	struct change_hash undo;
	VEC(struct change_op) ops;
	VEC(struct change_rest) rests;
	struct map *by_row;           /* kind and id -> index in ops, plus 1 */
	size_t last_row;              /* what change_field() is about: its index in ops, plus 1 */
	struct err err;               /* the first thing said that cannot be */
};

/* The place for a row's writes; created where create is set, else NULL where nothing was said of
 * the row. */
struct change_op *change_op_at(struct change *c, enum kind k, const struct id *id, bool create)
	__attribute__((nonnull));

/* What has to be written, in an order in which no row names one that comes later. */
struct body_set;
typedef VEC(struct body_set) body_sets;
/* Compares with what is in force and appends what is left to *to; texts lie in c's arena. */
bool change_plan(struct change *c, body_sets *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));

/* An action of the log as its other parts see it: of a batch its last line stands for all. */
struct action {
	int64_t key, first_seq, last_seq, chain;
	struct change_hash hash;      /* of the last line */
	bool has_undo;
	int64_t undoes;               /* key of the action that it takes back, 0 none or not here */
	const char *by, *say;
	int64_t at_ms;
};
/* The action that the change with this key belongs to. Texts in mem. */
bool action_get(struct db *db, int64_t key, struct arena *mem, struct action *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
bool action_find(struct db *db, const struct change_hash *hash, struct arena *mem,
		 struct action *to, struct err *err) __attribute__((nonnull, warn_unused_result));
/* Is it taken back by one that is in force itself? by gets that one's key. */
bool action_is_undone(struct db *db, int64_t key, int64_t *by, struct err *err)
	__attribute__((nonnull));

#endif

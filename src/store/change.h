/* One person's action: built, appended to the hash-chained log, and put in force, all in one
 * transaction. There is no write that is not a change. Form of the log: tech of the exchange in
 * share/doc/HACKING; for ever. */
#ifndef STORE_CHANGE_H
#define STORE_CHANGE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/id.h"
#include "base/vec.h"
#include "store/db.h"
#include "store/kinds.h"

struct change;

struct change_hash { uint8_t b[HASH_SIZE]; };

/* A value of a cell. */
struct value {
	enum { VALUE_NULL, VALUE_INT, VALUE_TEXT, VALUE_ID } type;
	int64_t number;
	struct str text;
	struct id id;
};
#define V_NULL ((struct value){ .type = VALUE_NULL })
#define V_INT(i) ((struct value){ .type = VALUE_INT, .number = (i) })
#define V_STR(s) ((struct value){ .type = VALUE_TEXT, .text = (s) })
#define V_TEXT(s) ((struct value){ .type = VALUE_TEXT, .text = str_of(s) })
#define V_ID(i) ((struct value){ .type = VALUE_ID, .id = (i) })

/* by: login name; verb: what was done ("report"), say: the sentence people read in the log, in the
 * words of who did it. Copies all. Call between db_begin() and db_commit(). */
struct change *change_new(struct db *db, const char *by, const char *verb, const char *say)
	__attribute__((nonnull, returns_nonnull));
void change_free(struct change *c);
/* That c takes back another one. */
void change_undoes(struct change *c, const struct change_hash *other) __attribute__((nonnull));
/* What it was said to do, as change_new() was told. Lent. */
const char *change_verb(const struct change *c) __attribute__((nonnull, returns_nonnull));
/* It stands in the log though it writes nothing. */
void change_tells(struct change *c) __attribute__((nonnull));
/* Replaces the sentence (known only when all is collected). */
void change_say(struct change *c, const char *say) __attribute__((nonnull));

/* The id of a new row that nothing natural names (entry, contact): bound to c's author and to this copy
 * (base/id.h). */
struct id change_id(struct change *c, enum kind k) __attribute__((nonnull));
/* Creates a row; fields follow by change_field(). A row that exists already with the same fields is
 * left alone (not written again); one that is gone comes back. */
void change_row(struct change *c, enum kind k, const struct id *id) __attribute__((nonnull));
/* null values are left out */
void change_field(struct change *c, const char *column, struct value v) __attribute__((nonnull));
/* Sets one cell of a row. What holds already is not written. */
void change_set(struct change *c, enum kind k, const struct id *id, const char *column,
		struct value v) __attribute__((nonnull));
/* The same, written even where it holds: so that copies learn who decided it, knowing of all. */
void change_set_anew(struct change *c, enum kind k, const struct id *id, const char *column,
		     struct value v) __attribute__((nonnull));
/* What c says is about a cell that it does not set, as a review is about the report in force:
 * change_overtaken() looks at it, too. column lives for ever. */
void change_rests_on(struct change *c, const struct id *id, const char *column)
	__attribute__((nonnull));
/* A file that the change refers to by its hash; kept once. At most 8 MiB. */
bool change_blob(struct change *c, struct str bytes, uint8_t sha[HASH_SIZE], struct err *err)
	__attribute__((nonnull, warn_unused_result));

/* What a change wrote, so that model can refresh what is derived from it. */
struct touched { enum kind kind; struct id id; };
typedef VEC(struct touched) touched_list;

/* Writes the log line(s), the cells and the rows. A change too large for one line becomes a batch.
 * A change that writes nothing is not logged: *empty is set (but change_tells()). Refused: unknown columns, texts over
 * 64 kB (with the size), broken UTF-8. */
bool change_append(struct change *c, struct change_hash *hash, touched_list *touched, bool *empty,
		   struct err *err) __attribute__((nonnull, warn_unused_result));

/* Would c set (or does it rest on) a cell that a change set which arrived here behind `seen`
 * (log_newest() when somebody looked)? *key: the newest such one, 0: none. What c says that cannot
 * be is left for change_append() to refuse. */
bool change_overtaken(struct change *c, int64_t seen, int64_t *key, struct err *err)
	__attribute__((nonnull, warn_unused_result));

/* Fills c with what takes `other` (its whole batch) back: cells that it still holds get their old
 * value; rows that it created get gone, unless another change wrote to them or refers to them.
 * Refused where a review would be left without its report, or put about another one. What stays is
 * counted in *kept, and *why (in mem; may be "") names by whom and when the first one was
 * overlaid. */
bool change_invert(struct change *c, const struct change_hash *other, struct arena *mem,
		   int *undone, int *kept, const char **why, struct err *err)
	__attribute__((nonnull, warn_unused_result));

/* How many entries stand about the items that a change made. */
bool change_entries(struct db *db, const struct change_hash *hash, struct arena *mem, int64_t *n,
		    struct err *err) __attribute__((nonnull, warn_unused_result));
/* Entries made since about the units that the action let others go on as. */
bool change_heir_entries(struct db *db, const struct change_hash *hash, struct arena *mem,
			 int64_t *n, struct err *err) __attribute__((nonnull, warn_unused_result));

#endif

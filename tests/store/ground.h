/* What the store's tests stand on: a ledger in a directory of its own, a fixed clock, short ways to write. */
#ifndef TESTS_STORE_GROUND_H
#define TESTS_STORE_GROUND_H

#include <stdbool.h>

#include "base/clock.h"
#include "base/id.h"
#include "store/change.h"
#include "store/db.h"
#include "store/log.h"

struct ground {
	struct clock clock;
	struct id_maker ids;
	struct err err;
	struct db *db;
	const char *path;
};

/* Makes a ledger of that name; fails the test where it cannot. */
void ground_init(struct ground *g, const char *name);
/* Opens one that stands there: db is NULL and err filled where that fails. */
void ground_open(struct ground *g, const char *name);
void ground_clear(struct ground *g);

/* An id of our own: the kind's name and a word, hashed. */
struct id ground_id(enum kind k, const char *word);

/* begin, fill, append, commit: fails the test where it cannot. fill may be NULL. */
typedef void ground_fill(struct change *c, void *user);
struct change_hash ground_write(struct ground *g, const char *by, const char *verb, ground_fill *fill, void *user);
/* One row with texts: column, value, ..., NULL. */
struct change_hash ground_row(struct ground *g, enum kind k, const char *word, const char *column, ...) __attribute__((sentinel));
struct change_hash ground_set(struct ground *g, const char *by, enum kind k, const char *word, const char *column, struct value v);

/* The ledger's log, rows and sums hold together: fails the test with the first difference. */
void ground_check(struct ground *g, int line);

/* What a query over the file says, as text ("" for null): read by a connection of its own. */
const char *ground_ask(const char *path, const char *sql);

#endif

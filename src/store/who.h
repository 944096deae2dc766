/* Who has the ledger open, since when, from where. Kept beside the ledger and not in it, because reading
 * never writes: in LEDGER-who, a slot of that file for each program. A slot counts as long as its
 * program holds a lock on it, which the system takes away when the program ends, however it ends. */
#ifndef STORE_WHO_H
#define STORE_WHO_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/vec.h"
#include "store/db.h"

struct who_row {
	int64_t pid, since_ms;
	const char *by;         /* login name */
	const char *from;       /* the other machine's address, the terminal, or "" */
	const char *does;       /* the command's name; "" the screens */
	bool own;               /* it is this program */
	bool writes;            /* it holds the lock on writing at this moment */
};
typedef VEC(struct who_row) who_rows;

/* From now on this program is listed, until the ledger is closed. Where the folder cannot be written
 * nobody is: no error. */
void who_enter(struct db *db, const char *by, const char *from, const char *does)
	__attribute__((nonnull));
/* Before the ledger is closed; the last one takes the file away. Harmless where it did not enter. */
void who_leave(struct db *db) __attribute__((nonnull));
/* Those that have it open, the first one first; texts in mem, made safe to show. */
void who_read(struct db *db, struct arena *mem, who_rows *to) __attribute__((nonnull));

#endif

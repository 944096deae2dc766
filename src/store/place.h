/* Where a ledger may lie: SQLite's locks and the memory that readers and writers share (its WAL) hold
 * on one machine, so not on a file system that several machines write to. */
#ifndef STORE_PLACE_H
#define STORE_PLACE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

/* What people call a file system of the network, by its number (f_type of statfs(2)); NULL: a local
 * one. FUSE counts as one: sshfs and a local one have the same number. */
const char *place_network(int64_t f_type);
/* Refused with ERR_REFUSED and advice where path, or the folder in which it would be made, lies on
 * one. pretend: the number to go by instead of the system's answer, for tests; 0: none. */
bool place_fits(const char *path, int64_t pretend, struct err *err)
	__attribute__((nonnull, warn_unused_result));

#endif

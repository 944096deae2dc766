/* Whose keys the ledger knows: the public keys of persons. */
#ifndef STORE_SIGNER_H
#define STORE_SIGNER_H

#include "base/arena.h"
#include "base/err.h"
#include "base/vec.h"
#include "store/db.h"

/* key: as it was entered, a line of OpenSSH or nearly one. */
struct signer { const char *login, *key; };
typedef VEC(struct signer) signer_list;
bool signers_read(struct db *db, struct arena *mem, signer_list *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));

#endif

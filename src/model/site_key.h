/* What the ledger knows of copies, in its log: the keys they sign with, their names of before. An admin's to
 * write. */
#ifndef MODEL_SITE_KEY_H
#define MODEL_SITE_KEY_H

#include "model/ledger.h"

/* key: of ssh_key_read(); "": the copy signs no more. Refused where nothing would change. */
bool site_key_change(struct ledger *l, const char *site, const char *key, struct outcome *out,
		     struct err *err) __attribute__((nonnull, warn_unused_result));
/* This copy is called `name` from now on; it stands in the log under the new name, with the old one, so that no
 * copy waits for the old one. In no log where it may not write it, as it speaks for some units alone, and of a
 * file that was copied of another one, which keeps its name. Refused where site_name() is. */
bool site_rename_change(struct ledger *l, const char *name, struct outcome *out, struct err *err)
	__attribute__((nonnull, warn_unused_result));

#endif

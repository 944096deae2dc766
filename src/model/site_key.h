/* The keys that copies sign with, as the ledger knows them: an admin's to enter. */
#ifndef MODEL_SITE_KEY_H
#define MODEL_SITE_KEY_H

#include "model/ledger.h"

/* key: of ssh_key_read(); "": the copy signs no more. Refused where nothing would change. */
bool site_key_change(struct ledger *l, const char *site, const char *key, struct outcome *out,
		     struct err *err) __attribute__((nonnull, warn_unused_result));

#endif

/* Signatures of bundles, FILE.sig beside FILE: made and judged by ssh-keygen -Y, over the file as it
 * stands. They prove who brought a file, not who made what is in it. */
#ifndef EXCHANGE_SIGN_H
#define EXCHANGE_SIGN_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "exchange/bundle.h"
#include "model/ledger.h"

#define SIGN_ENDING ".sig"

/* Signs with that key (a private one, or a public one whose other half an agent has) into FILE.sig,
 * which must not be there yet. */
bool sign_make(const char *path, const char *key, struct err *err)
	__attribute__((nonnull, warn_unused_result));

enum signed_how {
	SIGNED_NOT,          /* there is no FILE.sig */
	SIGNED_UNREAD,       /* there is, but no ssh-keygen */
	SIGNED_UNKNOWN,      /* soundly, with a key that nobody here is known by */
	SIGNED_KNOWN,
};
struct signature {
	enum signed_how how;
	const char *by;      /* whose key it is: a login of the ledger, or as the file of signers says */
};
/* Of the bundle that was opened from path: where FILE.sig is there, it is held (bundle_hold()). signers:
 * a file of allowed signers (ssh-keygen(1)) besides the keys of the ledger's persons; "": none. False
 * with ERR_INPUT where the file is not what was signed. */
bool sign_check(struct ledger *l, struct bundle *b, const char *path, const char *signers,
		struct arena *mem, struct signature *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Does the ledger ask for signatures (setting "signatures")? */
bool sign_required(struct ledger *l) __attribute__((nonnull));
/* Does it ask for a known one? ERR_REFUSED where it does and this is
 * none. */
bool sign_enough(struct ledger *l, const char *path, const struct signature *s, struct err *err)
	__attribute__((nonnull, warn_unused_result));

/* A line of whose it is, with its feed, translated; nothing where there is no signature. */
void sign_say(struct ledger *l, const struct signature *s, struct buf *to) __attribute__((nonnull));

#endif

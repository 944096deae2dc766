/* Tips signed by their site: what a copy says of its chain, and nobody else can.
 *
 *	{"tip":"HEX64","site":"county-03","seq":12,"sig":"base64"}
 *
 * The change with this hash is the newest of that copy's. As a change is its hash, and each holds that of
 * the one before, one signature proves all of the chain up to there, whoever carried it. Signed is
 * "duban-tip/1", the name, the number and the hash, a line each, by ssh-keygen -Y with the
 * namespace duban-tip; sig is the armour's inside. A tip stands in the first line of a bundle, or in a
 * link's offer ("tips":[...]), and is passed on as it came. */
#ifndef EXCHANGE_TIP_H
#define EXCHANGE_TIP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/json.h"
#include "base/json_read.h"
#include "model/ledger.h"
#include "store/change.h"
#include "store/rows.h"
#include "store/tip.h"

/* So many travel at once: those of chains that the other side lacks something of before others. */
enum { TIPS_MOST = 1000, TIPS_BYTES_MOST = 256 << 10 };

struct tip {
	const char *site, *sig;
	int64_t seq;
	struct change_hash hash;
};
typedef VEC(struct tip) tip_list;

/* The line, without its end. */
void tip_text(const struct tip *t, struct buf *to) __attribute__((nonnull));
/* "tips":[...], where there are any. */
void tips_put(struct json *j, const tip_list *tips) __attribute__((nonnull));
/* Texts in mem; none where the member is absent. False where they are none, or too many. */
bool tips_get(const struct json_node *root, struct arena *mem, tip_list *to)
	__attribute__((nonnull(2, 3), warn_unused_result));
/* What goes with these changes. */
bool tips_for(struct ledger *l, const keys *changes, struct arena *mem, tip_list *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));

/* Signs this copy's newest change with that key (a private one without a passphrase, or a public one
 * whose other half an agent has) and keeps it, unless it is signed already; "": nothing. Refused where
 * the ledger knows this copy by another key. */
bool tip_sign(struct ledger *l, const char *key, struct err *err)
	__attribute__((nonnull, warn_unused_result));

/* Is it signed with this key, a line of a .pub file? False: err is filled (ERR_NOT_FOUND: there is no
 * ssh-keygen). */
bool tip_holds(const struct tip *t, const char *key, bool *holds, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* The key that the copy is known by; NULL: none. */
const char *site_key_of(const site_keys *all, struct str site) __attribute__((nonnull));

#endif

/* Which changes of a bundle their copies have signed. Of a copy whose key the ledger knows only these are
 * taken where it asks for signatures (setting "signatures"); a copy without a key is asked for none.
 *
 * A change is signed where a tip of its own copy lies on it or behind it, by prev: in the bundle, or among
 * the lines that wait here. Changes that are left out come again: nobody is told that they are here. */
#ifndef EXCHANGE_TIP_GATE_H
#define EXCHANGE_TIP_GATE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "exchange/tip.h"
#include "model/ledger.h"

/* Must all lines be seen before the first is taken: as the ledger leaves out what is not signed, or as
 * somebody stands at the door (struct ledger, courier), past whom what is signed comes; and it knows the
 * key of a copy? */
bool tip_gate_closes(struct ledger *l, bool *closes, struct err *err)
	__attribute__((nonnull, warn_unused_result));

struct tip_gate;
/* tips: lent for as long. NULL: err is filled. ERR_REFUSED where signatures are asked for and there is no
 * ssh-keygen. */
struct tip_gate *tip_gate_new(struct ledger *l, const tip_list *tips, struct err *err)
	__attribute__((nonnull, warn_unused_result));
void tip_gate_free(struct tip_gate *g);
/* Does it want to see the lines? Then each of them goes through tip_gate_line(), then
 * tip_gate_judge(). */
bool tip_gate_looks(const struct tip_gate *g) __attribute__((nonnull));
bool tip_gate_line(struct tip_gate *g, struct str line, struct err *err)
	__attribute__((nonnull, warn_unused_result));
bool tip_gate_judge(struct tip_gate *g, struct err *err) __attribute__((nonnull, warn_unused_result));

/* May the line be taken? */
bool tip_gate_opens(const struct tip_gate *g, struct str line) __attribute__((nonnull));
/* Is it proved that its copy made it? For struct proof. */
bool tip_gate_proves(const void *gate, struct str line) __attribute__((nonnull));
/* How many it leaves out. */
int64_t tip_gate_shut(const struct tip_gate *g) __attribute__((nonnull));
/* Which copies have signed up to where, and what they have not: lines, each with its feed. */
void tip_gate_say(const struct tip_gate *g, struct buf *to) __attribute__((nonnull));
/* Keeps the tips whose changes are here, to pass them on: of copies with a key only those that hold. */
bool tip_gate_keep(struct tip_gate *g, struct err *err) __attribute__((nonnull, warn_unused_result));

#endif

/* What this copy did and another copy's decision stands in the place of: whoever did it is led to
 * it. */
#ifndef MODEL_OWN_LOST_H
#define MODEL_OWN_LOST_H

#include "model/fate.h"

/* An action of this copy of which something is not in force, since a write made apart from it is, or
 * since their clash was settled with another one. Texts in mem. */
struct own_lost {
	struct log_line line;
	struct fate_lost lost;         /* the first of it */
	const char *said;              /* "reported: ... 14/100  (set aside: li at city, 11-22: figure 18)" */
};
typedef VEC(struct own_lost) own_losses;

/* Of this copy's newest actions (some hundreds are looked at) those that came to lose behind the
 * line with that key, the newest first. settled: those alone whose clash is settled; the others are
 * told with it. A copy that knows no other one loses nothing. */
bool own_losses_read(struct ledger *l, int64_t behind, bool settled, struct arena *mem,
		     own_losses *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* "; 2 changes of this copy are not in force any more": of what came behind that line; "" nothing.
 * In mem. */
const char *own_losses_text(struct ledger *l, int64_t behind, struct arena *mem)
	__attribute__((nonnull, returns_nonnull));

#endif

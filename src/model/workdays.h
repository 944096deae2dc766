/* The ledger's calendar: announced tables and the office's own days; and what follows when one of
 * them changes. Duties keep act_by, and due where a rule moves it off a day off, as the calendar
 * had it when they were derived. So the file notes with what calendar that was (meta): one that
 * differs derives the open ones anew. */
#ifndef MODEL_WORKDAYS_H
#define MODEL_WORKDAYS_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/vec.h"
#include "model/ledger.h"
#include "store/duties.h"

/* Reads the own days of the log into the ledger's calendar. */
bool workdays_load(struct ledger *l, struct err *err) __attribute__((nonnull, warn_unused_result));
/* At opening: derives anew where tables or own days are not those that duties were derived with.
 * Nothing to do costs one look at the folder. */
bool workdays_settle(struct ledger *l, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Within a write, after duties were derived with the calendar as it is: notes that. */
bool workdays_note(struct ledger *l, struct err *err) __attribute__((nonnull, warn_unused_result));
/* Another process may have changed own days, or found other tables: where the file's note is
 * another one, reads both again. */
bool workdays_follow(struct ledger *l, struct err *err)
	__attribute__((nonnull, warn_unused_result));

/* One day of the office's own: off or work, with a name; normal takes it back. One change.
 * ERR_REFUSED where the day is that already. */
enum workday_kind { WORKDAY_OFF, WORKDAY_WORK, WORKDAY_NORMAL };
bool workdays_set(struct ledger *l, date day, enum workday_kind kind, const char *name,
		  struct outcome *out, struct err *err)
	__attribute__((nonnull, warn_unused_result));

/* An open duty whose dates are not what they were when somebody last looked (workdays_seen()). */
struct moved { struct duty_state duty; date old_due, old_act_by; };
typedef VEC(struct moved) moved_list;
/* In the order of items. */
bool workdays_moved(struct ledger *l, moved_list *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* From now on the calendar as it is is what later ones are compared with. */
bool workdays_seen(struct ledger *l, struct err *err) __attribute__((nonnull, warn_unused_result));

#endif

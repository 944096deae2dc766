/* Lights, always with their reason. A rule (model/rule.h) has said when a duty was derived on which
 * day its light turns; here today is compared with that. */
#ifndef MODEL_LIGHT_H
#define MODEL_LIGHT_H

#include "base/arena.h"
#include "base/date.h"
#include "model/calendar.h"
#include "model/ledger.h"
#include "store/duties.h"

enum light { LIGHT_GREEN, LIGHT_UNKNOWN, LIGHT_YELLOW, LIGHT_RED };   /* in the order of worse */

const char *light_word(enum light l);        /* translated, two columns at most: "R" / 红 */
/* The same before a sentence, "红: ", where 未 would be read as the 未报 that follows: "未定: ".
 * Translated, in mem. */
const char *light_said(enum light l, struct arena *mem) __attribute__((nonnull, returns_nonnull));
const char *light_name(enum light l);        /* "red": in JSON */

/* Pure. */
enum light light_of_duty(const struct duty_state *d, date today) __attribute__((nonnull));
/* The worst of them, of what has begun; of none: unknown. */
enum light light_of_tallies(const struct tally *list, size_t n, date today);

/* One sentence in the user's language that names dates, working days left or over, and units: "红:
 * 11-20 已过 1 个工作日, 7 个牵头单位中 2 个未报: 市质监局 市信息中心". Begins with the light's
 * word. In mem. */
const char *light_reason_duty(struct ledger *l, const struct duty_state *d, struct arena *mem)
	__attribute__((nonnull, returns_nonnull));
const char *light_reason_item(struct ledger *l, int64_t item, struct arena *mem)
	__attribute__((nonnull, returns_nonnull));
/* Of some of an item's duties, at least one: why theirs is the light of them (model/fits.h). */
const char *light_reason_fits(struct ledger *l, const struct duty_state *list, size_t n,
			      struct arena *mem) __attribute__((nonnull, returns_nonnull));
/* The same with all names, for what is no screen: those above name eight. */
const char *light_reason_fits_whole(struct ledger *l, const struct duty_state *list, size_t n,
				    struct arena *mem) __attribute__((nonnull, returns_nonnull));
const char *light_reason_item_whole(struct ledger *l, int64_t item, struct arena *mem)
	__attribute__((nonnull, returns_nonnull));
const char *light_reason_unit(struct ledger *l, int64_t unit, struct arena *mem)
	__attribute__((nonnull, returns_nonnull));
const char *light_reason_date(struct ledger *l, date due, int64_t plan, int64_t unit,
			      struct arena *mem) __attribute__((nonnull, returns_nonnull));
/* The same of counts that were made by looking: due, owed, in and unheard of sum, with begins
 * DATE_NONE where any has begun. */
const char *light_reason_sums(struct ledger *l, enum light light, const struct tally *sum,
			      struct arena *mem) __attribute__((nonnull, returns_nonnull));

#endif

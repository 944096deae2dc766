/* Rules of lights: read, and duties of every kind judged by what was read. */
#include "tests/fuzz/fuzz.h"

#include <stdio.h>
#include <string.h>

#include "model/duty.h"
#include "model/rule.h"

#include "base/ban.h"

enum { DAY = 17856 };      /* 2018-11-21 */

static void check_rule(const struct rule *r)
{
	FUZZ_HOLDS(r->name[0] && r->n >= 2 && r->n <= RULE_MOST_LINES && !r->plain);
	for (int i = 0; i < r->n; i++) {
		const struct rule_line *l = &r->lines[i];

		FUZZ_HOLDS(l->n >= 1 && l->n <= RULE_MOST_CONDITIONS && l->light != LIGHT_UNKNOWN && l->line >= 1);
		FUZZ_HOLDS(strlen(l->level) < sizeof l->level);
		for (int k = 0; k < l->n; k++) {
			FUZZ_HOLDS(l->list[k].fact < FACTS && l->list[k].number >= 0 && l->list[k].number <= 1000);
			FUZZ_HOLDS(l->list[k].fact < FACT_LEFT || (l->light != LIGHT_GREEN && !l->list[k].without));
		}
	}
}

static const date days[] = { DATE_NONE, DAY - 400, DAY - 1, DAY, DAY + 9, DAY + 30000 };
enum { DAYS = sizeof days / sizeof *days };

/* A duty of any kind, from a number. */
static struct duty_state duty_of(unsigned n)
{
	static const int64_t shares[][2] = { { 0, 0 }, { 0, 1 }, { 7, 12 }, { 1, 1 }, { INT64_MAX / 2, INT64_MAX / 2 }, { 1, INT64_MAX / 2 } };
	unsigned i = n / DAYS / DAYS;
	struct duty_state d = { .state = "ocs"[i % 3], .report = "\0rz"[i / 3 % 3], .review = "\0ax"[i / 9 % 3], .met = (enum met)(i % 4),
		.due = days[n % DAYS], .since = days[n / DAYS % DAYS], .begins = days[(n + i) % DAYS], .promised = days[i % DAYS],
		.reported = days[i / 2 % DAYS], .share_done = shares[i % 6][0], .share_of = shares[i % 6][1], .urged = (int)(i % 5), .judged = "\0rygol"[i / 5 % 6],
		.missed_running = (int)(i % 3), .missed_before = (int)(i % 3 + i % 2), .fell = i % 4 == 1 };

	snprintf(d.occ, sizeof d.occ, "%s", i % 2 ? "1" : "2018-11");
	d.first_due = i % 7 ? d.due : DAY;
	d.standing = d.due == DATE_NONE && i % 2;
	return d;
}

static void check_light(const struct rule *r, const struct calendar *cal, const struct duty_state *d, date today)
{
	const struct rule_line *by = rule_deciding(r, cal, d, today);
	enum light l = light_of_duty(d, today);

	FUZZ_HOLDS(l == (by ? by->light : LIGHT_UNKNOWN));
	FUZZ_HOLDS(l != LIGHT_GREEN || duty_is_in(d) || d->share_of > 0 || d->judged == 'g' || d->judged == 'l');
	FUZZ_HOLDS(l < LIGHT_YELLOW || (d->begins <= today && d->state != 's'));
	FUZZ_HOLDS(l != LIGHT_RED || !d->standing);
	/* A light only grows worse while nobody writes. */
	FUZZ_HOLDS(light_of_duty(d, today + 1) >= l || l < LIGHT_YELLOW);
	FUZZ_HOLDS(rule_elapsed(d, today) <= 1000 && rule_done(d) <= 1000);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	static struct calendar *cal;
	struct str text = { (const char *)bytes, n };
	struct rule r, again;
	struct err err = { 0 };

	if (!cal)
		cal = calendar_new();
	if (!rule_read(text, "fuzz", &r, &err)) {
		FUZZ_HOLDS(*err.text && err.at.line >= 0);
		return 0;
	}
	check_rule(&r);
	FUZZ_HOLDS(rule_read(text, "fuzz", &again, &err) && rule_eq(&r, &again));
	for (unsigned i = 0; i < 8 * DAYS * DAYS; i++) {
		struct duty_state d = duty_of(i * 7);

		d.act_by = d.due == DATE_NONE ? DATE_NONE : calendar_act_by(cal, d.due);
		rule_judge(&r, cal, &d);
		for (int k = 1; k < DAYS; k++)
			check_light(&r, cal, &d, days[k]);
	}
	return 0;
}

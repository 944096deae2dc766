#include "model/day_reach.h"

#include "model/rule.h"
#include "model/setting.h"

#include "base/ban.h"

enum { STEPS_MOST = 250, STEPS_ALL = -1 };

/* How many working days the rule counts before or after a duty's date; STEPS_ALL: between dates
 * that may lie anywhere. */
static int rule_steps(const struct rule *r)
{
	int most = 0;

	if (rule_asks(r, FACT_LATE, FACT_LATE) ||
	    rule_asks(r, FACT_PROMISE_OVER, FACT_PROMISE_OVER))
		return STEPS_ALL;
	for (int i = 0; i < r->n; i++)
		for (int k = 0; k < r->lines[i].n; k++) {
			const struct rule_condition *c = &r->lines[i].list[k];
			if ((c->fact == FACT_LEFT || c->fact == FACT_OVERDUE) && !c->days &&
			    c->number > most)
				most = c->number;
		}
	return most > STEPS_MOST ? STEPS_ALL : most;
}

bool day_reach(struct ledger *l, date day, int days, keys *to, struct err *err)
{
	struct rule rule = setting_rule(l);
	int steps = rule_steps(&rule);
	date from = day, until;

	if (steps == STEPS_ALL)
		return items_of_plan(l->db, 0, to, err);
	/* One working day on for a date on a day off, one for "more than", and each of the days
	 * that turned may be one of those counted. */
	steps += 2 + days;
	for (int i = 0; i < steps; i++)
		from = calendar_act_by(l->cal, from - 1);
	until = calendar_add_workdays(l->cal, day, steps);
	return items_due_near(l->db, from, until == DATE_NONE ? DATE_NEVER : until, to, err);
}

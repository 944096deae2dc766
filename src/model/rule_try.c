/* What a rule would change, without choosing it: only the kept facts of the duties are judged
 * anew. */
#include "model/rule.h"

#include "base/ban.h"

struct trying {
	const struct rule *rule;
	const struct calendar *cal;
	date today;
	struct rule_trial *to;
};

static void try_one(void *user, struct duty_state *d)
{
	const struct trying *t = user;

	if (d->standing || d->begins > t->today)
		return;
	enum light now = light_of_duty(d, t->today);
	rule_judge(t->rule, t->cal, d);
	enum light then = light_of_duty(d, t->today);
	t->to->now[now]++;
	t->to->then[then]++;
	t->to->turned[now][then]++;
	t->to->changed += now != then;
}

bool rule_try(struct ledger *l, const struct rule *r, int64_t plan, struct rule_trial *to,
	      struct err *err)
{
	struct trying t = { r, l->cal, ledger_today(l), to };

	*to = (struct rule_trial){ .changed = 0 };
	return duty_states_each(l->db, plan, t.today, try_one, &t, err);
}

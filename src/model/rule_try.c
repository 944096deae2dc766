/* What a rule would change, without choosing it: only the kept facts of the duties are judged anew. */
#include "model/rule.h"

#include "store/list.h"

#include "base/ban.h"

bool rule_try(struct ledger *l, const struct rule *r, int64_t plan, struct rule_trial *to, struct err *err)
{
	date today = ledger_today(l);
	struct query q = { .of = LIST_DUTIES, .plan = plan, .due = DATE_NONE, .today = today };
	struct list list = { 0 };
	bool ok;

	*to = (struct rule_trial){ .changed = 0 };
	list_start(&list, &q);
	ok = list_need(l->db, &list, SIZE_MAX, err);
	for (size_t i = 0; ok && i < list.keys.n; i++) {
		struct duty_state d;
		if (!duty_state_get(l->db, list.keys.p[i], &d) || d.standing || d.begins > today)
			continue;
		enum light now = light_of_duty(&d, today);
		rule_judge(r, l->cal, &d);
		enum light then = light_of_duty(&d, today);
		to->now[now]++;
		to->then[then]++;
		to->changed += now != then;
	}
	list_clear(&list);
	return ok;
}

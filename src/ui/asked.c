#include "ui/asked.h"

#include <stdio.h>
#include <string.h>

#include "base/ban.h"

bool asked_run(struct asked *a, struct ledger *l, const struct verb *v, struct verb_call *call,
	       const char *again, struct outcome *out, struct err *err)
{
	struct err fault = { 0 };

	call->sure = false;
	bool done = verb_run(l, v, call, out, &fault);
	if (!done && fault.code == ERR_DOUBT && strcmp(fault.text, a->text) == 0) {
		err_clear(&fault);
		call->sure = true;
		done = verb_run(l, v, call, out, &fault);
	}
	if (done)
		return true;
	if (fault.code != ERR_DOUBT)
		return *err = fault, false;
	snprintf(a->text, sizeof a->text, "%s", fault.text);
	return err_set(err, ERR_DOUBT, again, fault.text);
}

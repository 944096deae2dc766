#include "cli/amounts.h"

#include "model/figure_words.h"
#include "base/ban.h"

bool amounts_take(struct cli *c, const struct duty_state *d, size_t n, const char *const *words,
		  struct verb_call *call, struct err *err)
{
	amount_list list = { 0 };
	bool done = figure_words_read(c->ledger, d, n, words, &c->mem, &list, err);
	struct amount *kept = arena_alloc(&c->mem, (list.n + 1) * sizeof *kept);
	for (size_t i = 0; i < list.n; i++)
		kept[i] = list.p[i];
	call->amounts = kept;
	call->n_amounts = list.n;
	vec_clear(&list);
	return done;
}

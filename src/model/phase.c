#include "model/phase.h"

#include <string.h>

#include "model/setting.h"
#include "store/rows.h"

#include "base/ban.h"

date phase_period_end(date today, int months)
{
	struct date_parts now = date_split(today);
	int last = (now.month - 1) / months * months + months;

	return date_make(now.year + last / 12, last % 12 + 1, 1) - 1;
}

date phase_review(struct ledger *l)
{
	/* In the order of the setting's choices. */
	static const int months[] = { 1, 3, 6, 12 };
	long choice = setting_number(l, "review");

	return phase_period_end(ledger_today(l), months[choice >= 0 && choice < 4 ? choice : 1]);
}

static bool is_open(struct ledger *l, int64_t item)
{
	struct arena mem = { 0 };
	struct item_row row;
	struct err ignore = { 0 };
	bool open = item_get(l->db, item, &mem, &row, &ignore) && strcmp(row.state, "closed") != 0;

	arena_clear(&mem);
	return open;
}

date phase_review_duty(struct ledger *l, const struct duty_state *d)
{
	struct arena mem = { 0 };
	struct deadline_row dl;
	struct err ignore = { 0 };
	bool met = d->key && !d->standing &&
		   (d->state == 'c' ||
		    (d->state == 'o' && d->report && d->review == 'a' && d->met != MET_NO));
	bool phase = met && deadline_get(l->db, d->deadline, &mem, &dl, &ignore) &&
		     strcmp(dl.kind, "phase") == 0 && is_open(l, d->item);

	arena_clear(&mem);
	return phase ? phase_review(l) : DATE_NONE;
}

date phase_review_item(struct ledger *l, const struct item_row *item, const struct tally *shown)
{
	deadline_rows list = { 0 };
	struct arena mem = { 0 };
	struct err ignore = { 0 };
	bool phase = false, recurs = false;

	if (!shown || shown->owed == 0 || shown->in < shown->owed || shown->pending ||
	    shown->missed || strcmp(item->state, "closed") == 0 ||
	    !deadlines_read(l->db, item->key, &mem, &list, &ignore))
		list.n = 0;
	for (size_t i = 0; i < list.n; i++) {
		phase |= strcmp(list.p[i].kind, "phase") == 0;
		recurs |= strcmp(list.p[i].kind, "recurring") == 0;
	}
	vec_clear(&list);
	arena_clear(&mem);
	return phase && !recurs ? phase_review(l) : DATE_NONE;
}

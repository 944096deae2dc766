#include "model/burden.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/fold.h"
#include "base/gettext.h"
#include "model/figure.h"
#include "store/duties.h"

#include "base/ban.h"

/* One figure that one item asks for. */
struct asked { const char *folded, *name, *number; int64_t item; bool told; };
typedef VEC(struct asked) asked_list;

void burden_clear(struct burden *b)
{
	vec_clear(&b->twice);
}

static bool asked_already(const asked_list *list, const char *folded, int64_t item)
{
	for (size_t i = 0; i < list->n; i++)
		if (list->p[i].item == item && strcmp(list->p[i].folded, folded) == 0)
			return true;
	return false;
}

/* The figures that one duty asks for. A second occurrence of the same item asks for what has
 * changed since: that is no repetition. */
static bool duty_ask(struct ledger *l, const struct duty_state *d, struct arena *mem,
		     struct burden *to, asked_list *list, struct err *err)
{
	figure_fields fields = { 0 };
	struct item_row item;
	bool ok = item_get(l->db, d->item, mem, &item, err) &&
		  figure_fields_read(l, d, mem, &fields, err);

	to->returns += ok;
	for (size_t i = 0; ok && i < fields.n; i++) {
		struct buf folded = { 0 };

		fold_text(&folded, str_of(fields.p[i].figure.name));
		if (!asked_already(list, buf_text(&folded), d->item))
			*vec_push(list) = (struct asked){ arena_strdup(mem, buf_text(&folded)), fields.p[i].figure.name, item.number, d->item, false };
		to->figures++;
		buf_clear(&folded);
	}
	vec_clear(&fields);
	return ok;
}

static void twice_find(asked_list *list, struct arena *mem, struct burden *to)
{
	for (size_t i = 0; i < list->n; i++) {
		struct buf items = { 0 };
		int n = 1;

		buf_puts(&items, list->p[i].number);
		for (size_t k = i + 1; k < list->n && !list->p[i].told; k++) {
			if (strcmp(list->p[i].folded, list->p[k].folded) != 0)
				continue;
			buf_printf(&items, "%s%s", _(","), list->p[k].number);
			list->p[k].told = true;
			n++;
		}
		if (n > 1)
			*vec_push(&to->twice) = (struct asked_twice){ list->p[i].name, arena_strdup(mem, buf_text(&items)) };
		buf_clear(&items);
	}
}

static bool plan_counts(const plan_rows *open, int64_t only, int64_t plan)
{
	if (only)
		return plan == only;
	for (size_t i = 0; i < open->n; i++)
		if (open->p[i].key == plan)
			return true;
	return false;
}

bool burden_read(struct ledger *l, int64_t unit, int64_t plan, struct arena *mem, struct burden *to,
		 struct err *err)
{
	struct date_parts today = date_split(ledger_today(l));
	duty_states duties = { 0 };
	plan_rows open = { 0 };
	asked_list list = { 0 };
	bool ok = duty_states_read(l->db, 0, unit, &duties, err) &&
		  plans_read(l->db, true, mem, &open, err);

	*to = (struct burden){ .from = date_make(today.year, today.month, 1),
			       .to = date_make(today.year, today.month,
					       date_month_days(today.year, today.month)) };
	for (size_t i = 0; ok && i < duties.n; i++) {
		const struct duty_state *d = &duties.p[i];

		if (!d->standing && d->state != 's' && d->due >= to->from && d->due <= to->to &&
		    plan_counts(&open, plan, d->plan))
			ok = duty_ask(l, d, mem, to, &list, err);
	}
	twice_find(&list, mem, to);
	vec_clear(&list);
	vec_clear(&open);
	vec_clear(&duties);
	return ok;
}

const char *burden_text(const struct burden *b, struct arena *mem)
{
	const char *returns = arena_printf(
		mem, ngettext("%d return", "%d returns", (unsigned long)b->returns), b->returns);
	const char *figures = arena_printf(
		mem, ngettext("%d figure", "%d figures", (unsigned long)b->figures), b->figures);

	return arena_printf(mem, _("asked for this month: %s, %s"), returns, figures);
}

const char *burden_twice_text(const struct burden *b, struct arena *mem)
{
	struct buf text = { 0 };

	for (size_t i = 0; i < b->twice.n; i++)
		buf_printf(&text, _("%sasked twice: %s (%s)"), i ? _("; ") : "",
			   b->twice.p[i].figure, b->twice.p[i].items);
	const char *kept = arena_strdup(mem, buf_text(&text));

	buf_clear(&text);
	return kept;
}

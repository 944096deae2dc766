/* What somebody typed to an item, a duty. */
#include "model/view.h"

#include <string.h>

#include "base/buf.h"
#include "base/fold.h"
#include "base/gettext.h"
#include "base/width.h"
#include "model/duty.h"
#include "model/reorg.h"
#include "model/sight.h"

#include "base/ban.h"

enum { ID_LEAST = 4 };    /* fewer hex digits are numbers more often than ids */

/* PLAN/ before a number: the beginning of the plan's id. */
static bool find_plan(struct ledger *l, struct str text, int64_t *plan, struct err *err)
{
	struct id id;

	switch (text.n >= ID_LEAST ? row_prefix(l->db, KIND_PLAN, text, &id) : 0) {
	case 0:
		return err_set(err, ERR_NOT_FOUND, _("no plan has an id that begins with %.*s"),
			       STR_ARG(text));
	case 1: break;
	default:
		return err_set(err, ERR_AMBIGUOUS,
			       _("several plans have an id that begins with %.*s"), STR_ARG(text));
	}
	*plan = row_key(l->db, KIND_PLAN, &id);
	return true;
}

enum { TITLE_COLS = 24 };

/* "ad1d0152/8 (the plan's title)", or where that plan has the number twice, as two copies may each
 * have made an item, "3fa9c1d2 (the item's title)": what can be typed instead. */
static bool say_other(struct ledger *l, const keys *items, size_t at, struct str number,
		      struct buf *to, struct err *err)
{
	struct arena mem = { 0 };
	struct item_row item, other;
	struct plan_row plan;
	char hex[ID_TEXT_SIZE];
	bool ok = item_get(l->db, items->p[at], &mem, &item, err) &&
		  plan_get(l->db, item.plan, &mem, &plan, err), alone = true;

	for (size_t i = 0; ok && i < items->n; i++) {
		ok = item_get(l->db, items->p[i], &mem, &other, err);
		alone = alone && (i == at || other.plan != item.plan);
	}
	if (ok && alone)
		buf_printf(to, "%.8s/%.*s (%s)", id_text(&plan.id, hex), STR_ARG(number), plan.title);
	if (ok && !alone) {
		buf_printf(to, "%.8s (", id_text(&item.id, hex));
		width_cut(to, str_of(item.title), TITLE_COLS);
		buf_puts(to, ")");
	}
	arena_clear(&mem);
	return ok;
}

static bool numbers_say(struct ledger *l, int64_t plan, struct str number, struct buf *to,
			struct err *err)
{
	keys items = { 0 };
	bool ok = items_by_number(l->db, plan, number, &items, err);

	for (size_t i = 0; ok && i < items.n; i++) {
		buf_puts(to, i ? ", " : "");
		ok = say_other(l, &items, i, number, to, err);
	}
	vec_clear(&items);
	return ok;
}

static bool number_ambiguous(struct ledger *l, int64_t plan, struct str number, struct err *err)
{
	struct buf b = { 0 };

	if (numbers_say(l, plan, number, &b, err))
		err_set(err, ERR_AMBIGUOUS, _("several items have the number %.*s: %s"),
			STR_ARG(number), buf_text(&b));
	buf_clear(&b);
	return false;
}

bool view_numbers_twice(struct ledger *l, struct arena *mem, sentences *to, struct err *err)
{
	numbers_twice list = { 0 };
	bool ok = numbers_twice_read(l->db, mem, &list, err);

	for (size_t i = 0; ok && i < list.n; i++) {
		struct buf b = { 0 };
		ok = numbers_say(l, list.p[i].plan, str_of(list.p[i].number), &b, err);
		*vec_push(to) = arena_printf(mem, _("number %s: %s"), list.p[i].number, buf_text(&b));
		buf_clear(&b);
	}
	vec_clear(&list);
	return ok;
}

static bool find_id(struct ledger *l, struct str text, int64_t *item, struct err *err)
{
	struct id id;

	switch (text.n >= ID_LEAST ? row_prefix(l->db, KIND_ITEM, text, &id) : 0) {
	case 0: return err_set(err, ERR_NOT_FOUND, _("no item has the number %.*s"), STR_ARG(text));
	case 1: break;
	default:
		return err_set(err, ERR_AMBIGUOUS,
			       _("several items have an id that begins with %.*s"), STR_ARG(text));
	}
	*item = row_key(l->db, KIND_ITEM, &id);
	return true;
}

static bool find_item(struct ledger *l, int64_t plan, struct str text, int64_t *item,
		      struct err *err)
{
	ptrdiff_t slash = str_find(text, STR_LIT("/"));
	struct str number = slash < 0 ? text : str_from(text, (size_t)slash + 1);

	if (slash >= 0 && !find_plan(l, str_to(text, (size_t)slash), &plan, err))
		return false;
	*item = item_by_number(l->db, plan, number);
	if (*item > 0)
		return true;
	if (*item < 0)
		return number_ambiguous(l, plan, number, err);
	return find_id(l, number, item, err);
}

bool view_find_item(struct ledger *l, int64_t plan, struct str text, int64_t *item, struct err *err)
{
	struct buf b = { 0 };

	fold_text(&b, text);
	bool ok = find_item(l, plan, str_trim(text), item, err);
	/* as typed with the input method on: １０．３ */
	if (!ok && err->code == ERR_NOT_FOUND && !str_eq(buf_str(&b), str_trim(text))) {
		err_clear(err);
		ok = find_item(l, plan, buf_str(&b), item, err);
	}
	buf_clear(&b);
	return ok || sight_say(l, err);
}

static bool nothing_owed(struct ledger *l, int64_t item, int64_t unit, date due, struct err *err)
{
	struct item_row i;
	struct unit_row u;
	struct arena mem = { 0 };
	char day[DATE_TEXT_SIZE];

	if (item_get(l->db, item, &mem, &i, err) && unit_get(l->db, unit, &mem, &u, err)) {
		if (due == DATE_NONE)
			err_set(err, ERR_NOT_FOUND, _("%s owes nothing for %s"), u.name, i.number);
		else
			err_set(err, ERR_NOT_FOUND, _("%s owes nothing for %s that is due on %s"),
				u.name, i.number, date_text(due, day));
	}
	arena_clear(&mem);
	return false;
}

static bool find_duty(struct ledger *l, int64_t item, int64_t unit, date due, struct duty_state *to,
		      bool *found, struct err *err)
{
	duty_states list = { 0 };
	ptrdiff_t at = -1;
	bool ok = duty_states_read(l->db, item, unit, &list, err);

	if (ok && due == DATE_NONE)
		at = duty_open(list.p, list.n, ledger_today(l));
	for (size_t i = 0; ok && due != DATE_NONE && i < list.n; i++)
		if (list.p[i].due == due || (at < 0 && list.p[i].first_due == due))
			at = (ptrdiff_t)i;
	if (ok && at >= 0)
		*to = list.p[at];
	*found = ok && at >= 0;
	vec_clear(&list);
	return ok;
}

/* Under its old name a unit is asked for what goes on with another one. */
bool view_find_duty(struct ledger *l, int64_t item, int64_t unit, date due, struct duty_state *to,
		    struct err *err)
{
	bool found;
	int64_t heir;

	if (!sight_of_unit(l, unit, err) || !find_duty(l, item, unit, due, to, &found, err))
		return false;
	if (!found && (heir = reorg_heir(l, unit)) != 0 &&
	    !find_duty(l, item, heir, due, to, &found, err))
		return false;
	return found || nothing_owed(l, item, unit, due, err);
}

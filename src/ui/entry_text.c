#include "ui/entry_text.h"

#include <string.h>

#include "base/gettext.h"
#include "base/width.h"
#include "model/figure.h"
#include "model/person.h"
#include "model/say.h"
#include "model/target.h"
#include "model/history.h"

#include "base/ban.h"

enum { NAME_COLS = 20 };

static struct known amount_of(const void *user, int64_t figure)
{
	const amount_rows *list = user;

	for (size_t i = 0; i < list->n; i++)
		if (list->p[i].figure == figure)
			return (struct known){ true, list->p[i].n };
	return (struct known){ 0 };
}

/* " 20/32": the share that the item asks for, which says all of its figures. False: there is
 * none. */
static bool share_add(struct ui *ui, const struct entry_row *e, const amount_rows *list,
		      struct arena *mem, struct buf *to)
{
	target_rows targets = { 0 };
	struct err err = { 0 };
	bool any = false;

	if (e->item && targets_read(ui->ledger->db, e->item, mem, &targets, &err))
		for (size_t i = 0; i < targets.n; i++) {
			const struct target_row *t = &targets.p[i];
			struct ratio r = target_ratio(t, NULL, 0, amount_of, list);

			if (!(t->den_figure || t->total_figure) || !r.num.has || !r.base.has)
				continue;
			buf_printf(to, "%s%lld/%lld", any ? _(", ") : " ", (long long)r.num.n,
				   (long long)r.base.n);
			any = true;
		}
	vec_clear(&targets);
	return any;
}

/* What a report said: " 20/32", " 31 例", or each figure with its name. */
static void amounts_add(struct ui *ui, const struct entry_row *e, struct arena *mem, struct buf *to)
{
	amount_rows list = { 0 };
	struct err err = { 0 };

	if (amounts_read(ui->ledger->db, &e->id, &list, &err) && list.n > 0 &&
	    !share_add(ui, e, &list, mem, to))
		for (size_t i = 0; i < list.n; i++) {
			struct figure_row figure;

			if (!figure_get(ui->ledger->db, list.p[i].figure, mem, &figure, &err))
				break;
			buf_puts(to, i ? _(", ") : " ");
			if (list.n > 1) {
				width_cut(to, str_of(figure.name), NAME_COLS);
				buf_byte(to, ' ');
			}
			buf_puts(to, figure_with_word(list.p[i].n, &figure, mem));
		}
	vec_clear(&list);
}

void entry_text(struct ui *ui, const struct entry_row *e, const char *subject, struct buf *to)
{
	struct arena mem = { 0 };

	const char *period = say_period(e->occ);

	buf_printf(to, "%s%s%s%s%s%s", subject, *subject ? " " : "", history_verb(e->verb),
		   entry_is_set_aside(ui->ledger->db, e) ? _(" (set aside)") : "",
		   *period ? " " : "", period);
	amounts_add(ui, e, &mem, to);
	if (*say_entry_how(e, &mem))
		buf_printf(to, _(", %s"), say_entry_how(e, &mem));
	if (*e->who)
		buf_printf(to, strcmp(e->verb, "urge") == 0 ? _(", %s answered") : _(", by %s"),
			   e->who);
	if (e->promised != DATE_NONE)
		buf_printf(to, strcmp(e->verb, "urge") == 0 ? _(", promised for %s") : _(", to %s"),
			   say_day(e->promised, ui->today, &mem));
	if (*e->text)
		buf_printf(to, _(": %s"), e->text);
	buf_printf(to, " (%s)", person_name(ui->ledger, e->by, &mem));
	arena_clear(&mem);
}

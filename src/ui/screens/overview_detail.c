/* What is read when the hand rests: the reason of the chosen row's light, and on tall terminals
 * its detail. */
#include <string.h>

#include "base/gettext.h"
#include "model/figure.h"
#include "model/say.h"
#include "model/target.h"
#include "ui/entry_text.h"
#include "ui/screens/overview_private.h"

#include "base/ban.h"

static const char *short_name(struct ui *ui, int64_t unit, struct arena *mem)
{
	struct unit_row row;
	struct err err = { 0 };

	if (!unit_get(ui->ledger->db, unit, mem, &row, &err))
		return "";
	return *row.shortname ? row.shortname : row.name;
}

/* "lead: A B C", of one role. */
static const char *units_line(struct ui *ui, const assignment_rows *all, const char *role,
			      const char *label, struct arena *mem)
{
	struct buf text = { 0 };
	const char *said = NULL;

	for (size_t i = 0; i < all->n && text.n < 600; i++)
		if (strcmp(all->p[i].role, role) == 0)
			buf_printf(&text, " %s", short_name(ui, all->p[i].unit, mem));
	if (text.n > 0)
		said = arena_printf(mem, "%s %s", label, buf_text(&text));
	buf_clear(&text);
	return said;
}

static void add(struct overview *ov, int *n, const char *text)
{
	if (text && *text && *n < DETAIL_LINES)
		ov->detail[(*n)++] = text;
}

static void units_add(struct ui *ui, struct overview *ov, int64_t item, int *n)
{
	struct arena *mem = &ov->detail_mem;
	assignment_rows all = { 0 };
	struct err err = { 0 };

	if (assignments_read(ui->ledger->db, item, mem, &all, &err)) {
		add(ov, n, units_line(ui, &all, "lead", _("lead"), mem));
		add(ov, n, units_line(ui, &all, "responsible", _("resp"), mem));
	}
	vec_clear(&all);
}

static void targets_add(struct ui *ui, struct overview *ov, const struct shown *s, int *n)
{
	struct arena *mem = &ov->detail_mem;
	deadline_rows deadlines = { 0 };
	target_rows targets = { 0 };
	struct err err = { 0 };

	if (deadlines_read(ui->ledger->db, s->key, mem, &deadlines, &err))
		for (size_t i = 0; i < deadlines.n && i < 2; i++)
			add(ov, n, arena_printf(mem, "%s  %s", _("due"), deadlines.p[i].text));
	if (targets_read(ui->ledger->db, s->key, mem, &targets, &err))
		for (size_t i = 0; i < targets.n && i < 2; i++) {
			struct target_line t;
			if (ui->unit != 0 && s->item.duty.key != 0 &&
			    !target_is_of(&targets.p[i], s->item.duty.deadline))
				continue;
			bool read = ui->unit != 0 && s->item.duty.key != 0
					    ? target_line_duty(ui->ledger, &targets.p[i],
							       &s->item.duty, mem, &t, &err)
					    : target_line_item(ui->ledger, &targets.p[i], s->key,
							       mem, &t, &err);

			if (read)
				add(ov, n,
				    arena_printf(mem, "%s  %s  %s", _("target"), t.demand, t.full));
		}
	vec_clear(&deadlines);
	vec_clear(&targets);
}

static void entries_add(struct ui *ui, struct overview *ov, int64_t item, int *n)
{
	struct arena *mem = &ov->detail_mem;
	entry_rows entries = { 0 };
	struct err err = { 0 };

	if (entries_read(ui->ledger->db, item, ui->unit, DETAIL_LINES, mem, &entries, &err))
		for (size_t i = 0; i < entries.n && *n < DETAIL_LINES; i++) {
			const struct entry_row *e = &entries.p[i];
			struct buf text = { 0 };

			entry_text(ui, e, e->unit ? short_name(ui, e->unit, mem) : "", &text);
			add(ov, n,
			    arena_printf(mem, "%s  %s %s", _("log"), say_day(e->on, ui->today, mem),
					 buf_text(&text)));
			buf_clear(&text);
		}
	vec_clear(&entries);
}

static void detail_read(struct ui *ui, struct overview *ov, const struct shown *s)
{
	int n = 0;

	units_add(ui, ov, s->key, &n);
	targets_add(ui, ov, s, &n);
	entries_add(ui, ov, s->key, &n);
}

/* Of a filter the row's own counts, else those that are kept. */
static const char *date_reason(struct ui *ui, struct overview *ov, const struct shown *s)
{
	const struct date_line *d = &s->date;

	if (!ov->panes[PANE_DATES].list.query.where)
		return light_reason_date(ui->ledger, d->due, ov->plan, ov->unit, &ov->detail_mem);
	return s->later ? "" : light_reason_sums(ui->ledger, d->light,
						 &(struct tally){ .due = d->due, .owed = d->owed,
								  .in = d->in, .unheard = d->unheard,
								  .begins = d->begun ? DATE_NONE
										     : d->due },
						 &ov->detail_mem);
}

void overview_rested(struct ui *ui, struct screen *screen)
{
	struct overview *ov = (struct overview *)screen;
	const struct shown *s = overview_row(ui, ov);
	const char *reason;

	arena_clear(&ov->detail_mem);
	memset(ov->detail, 0, sizeof ov->detail);
	buf_reset(&ov->reason);
	if (!s || s->gone)
		return;
	if (s->is_date)
		reason = date_reason(ui, ov, s);
	else if (!item_line_is_lit(&s->item))
		reason = _("the lead units report, this one does not by itself");
	else if (ov->unit != 0)
		reason = light_reason_duty(ui->ledger, &s->item.duty, &ov->detail_mem);
	else if (s->item.n_fits)
		reason = light_reason_fits(ui->ledger, s->item.fits, s->item.n_fits,
					   &ov->detail_mem);
	else
		reason = light_reason_item(ui->ledger, s->key, &ov->detail_mem);
	buf_puts(&ov->reason, reason);
	if (!s->is_date && draw_rows() >= 36 && !draw_is_text())
		detail_read(ui, ov, s);
}

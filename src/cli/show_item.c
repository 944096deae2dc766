#include "cli/show.h"

#include "base/clean.h"
#include "base/gettext.h"
#include "base/width.h"
#include "cli/item_parts.h"
#include "cli/out.h"
#include "cli/rows.h"
#include "model/clash.h"
#include "model/person.h"
#include "model/history.h"
#include "model/say.h"
#include "base/ban.h"

static const struct table_column columns[] = {
	{ "", false, false },
	{ N_("unit"), false, true },
	{ N_("signed"), false, false },
	{ N_("report"), false, false },
	{ N_("on"), false, false },
	{ N_("review"), false, false },
	{ N_("figures"), false, false },
	{ N_("deadline"), false, false },
	{ N_("left"), true, false },
	{ N_("last contact"), false, false },
};
enum { COLUMNS = sizeof columns / sizeof *columns, LABEL_COLS = 12 };

/* "deadline    11-20 ...": the label once, in a column of its own. */
static void put_label(struct buf *to, const char *label)
{
	width_pad(to, str_of(label), LABEL_COLS);
	buf_byte(to, ' ');
}

static void put_row(struct cli *c, struct table *t, const struct duty_line *line)
{
	const struct duty_state *d = &line->duty;
	bool urged = line->last.key != 0;
	table_cell(t, light_word(line->light));
	table_cell(t, line->unit.name);
	table_cell(t, word_date(c, line->signed_on));
	table_cell(t, line->periods > 1 ? arena_printf(&c->mem, _("owes%d"), line->periods)
					: say_report(d, &c->mem));
	table_cell(t, word_date(c, d->reported));
	table_cell(t, say_review(d));
	table_cell(t, *line->change ? arena_printf(&c->mem, "%s  %s", line->figures, line->change)
				    : line->figures);
	table_cell(t, word_due(c, line));
	table_cell(t, line->review != DATE_NONE ? _("ongoing")
						: word_left(c, d->due, line->left, duty_is_in(d)));
	table_cell(t, urged ? arena_printf(&c->mem, "%s %s", word_date(c, line->last.on),
					   say_entry_how(&line->last, &c->mem))
			    : "-");
}

/* A group's own row: how many of its members. */
static bool put_group(struct cli *c, struct table *t, int64_t item, int64_t group, struct err *err)
{
	struct group_line g;
	if (!view_group(c->ledger, item, group, &c->mem, &g, err))
		return false;
	table_cell(t, light_word(g.light));
	table_cell(t, g.unit.name);
	table_cell(t, arena_printf(&c->mem, "%d/%d", g.signed_for, g.owed));
	table_cell(t, arena_printf(&c->mem, "%d/%d", g.in, g.owed));
	table_cell(t, word_date(c, g.reported));
	table_cell(t, arena_printf(&c->mem, "%d/%d", g.accepted, g.owed));
	for (int i = 0; i < 4; i++)
		table_cell(t, "");
	return true;
}

static bool put_duties(struct cli *c, const struct item_parts *p, struct err *err)
{
	struct table t;
	struct duty_line line;
	int64_t above = 0;
	bool done = true;
	table_init(&t, columns, COLUMNS);
	for (size_t i = 0; done && i < p->duties.n; i++) {
		if (!p->duties.p[i].key)
			continue;       /* a responsible unit without a duty: named below */
		int64_t group = item_parts_group(p, p->duties.p[i].unit);
		if (group && group != above && !put_group(c, &t, p->item.item.key, group, err))
			break;
		above = group;
		done = view_duty(c->ledger, &p->duties.p[i], &c->mem, &line, err);
		if (done)
			put_row(c, &t, &line);
	}
	if (done && t.cells.n > 0) {
		table_print(&t, out_columns(), &c->out);
		buf_byte(&c->out, '\n');
	}
	table_clear(&t);
	return done && err->code == ERR_NONE;
}

static bool put_others(struct cli *c, const struct item_parts *p, struct err *err)
{
	struct unit_row unit;
	for (size_t i = 0; i < p->assignments.n; i++) {
		const struct assignment_row *a = &p->assignments.p[i];
		if (strcmp(a->role, "lead") == 0)
			continue;
		if (!unit_get(c->ledger->db, a->unit, &c->mem, &unit, err))
			return false;
		put_label(&c->out, say_role(a->role));
		buf_printf(&c->out, "%s\n", unit.name);
	}
	return true;
}

static void put_target(struct cli *c, const struct target_row *t, const struct target_line *line)
{
	put_label(&c->out, _("target"));
	buf_printf(&c->out, "%s\n", target_line_text(line, &c->mem));
	const char *note = target_line_note(t, line, &c->mem);
	if (*note) {
		put_label(&c->out, "");
		buf_printf(&c->out, "%s\n", note);
	}
}

static void put_demands(struct cli *c, const struct item_parts *p)
{
	for (size_t i = 0; i < p->deadlines.n; i++) {
		const struct deadline_row *d = &p->deadlines.p[i];
		put_label(&c->out, _("deadline"));
		buf_puts(&c->out, d->text);
		if (d->due != DATE_NONE)
			buf_printf(&c->out, " -> %s", word_date(c, d->due));
		if (d->rhythm && *d->rhythm)
			buf_printf(&c->out, " -> %s", d->rhythm);
		buf_byte(&c->out, '\n');
	}
	for (size_t i = 0; i < p->n_targets; i++) {
		put_target(c, &p->targets.p[i], &p->target_lines[i]);
	}
	for (size_t i = 0; i < p->said.n; i++) {
		put_label(&c->out, i == 0 ? _("counts") : "");
		buf_printf(&c->out, "%s\n", p->said.p[i]);
	}
	for (size_t i = 0; i < p->measures.n; i++) {
		const struct measure_row *m = &p->measures.p[i];
		put_label(&c->out, i == 0 ? _("measures") : "");
		buf_printf(&c->out, "%2zu [%s] %s%s%s\n", i + 1, say_measure(m->state), m->text,
			   *m->reason ? " - " : "", m->reason);
	}
}

static void put_entries(struct cli *c, const struct item_parts *p)
{
	for (size_t i = 0; i < p->entries.n; i++) {
		const struct item_entry *e = &p->entries.p[i];
		put_label(&c->out, i == 0 ? _("entries") : "");
		buf_printf(&c->out, "%s %s %s%s", word_date(c, e->row.on), e->unit,
			   history_verb(e->row.verb),
			   entry_is_set_aside(c->ledger->db, &e->row) ? _(" (set aside)") : "");
		const char *parts[] = {
			say_period(e->row.occ), e->figures, say_entry_how(&e->row, &c->mem),
			e->row.who, e->row.text,
		};
		for (size_t k = 0; k < sizeof parts / sizeof *parts; k++)
			if (parts[k] && *parts[k])
				buf_printf(&c->out, " %s", parts[k]);
		if (e->row.promised != DATE_NONE)
			buf_printf(&c->out,
				   strcmp(e->row.verb, "urge") == 0 ? _(", promised %s")
								    : _(", to %s"),
				   word_date(c, e->row.promised));
		buf_printf(&c->out, " (%s)\n", person_name(c->ledger, e->row.by, &c->mem));
	}
}

static void put_source(struct cli *c, const struct item_parts *p)
{
	if (p->lines.n == 0)
		return;
	put_label(&c->out, _("source"));
	buf_printf(&c->out, _("%s, lines %d-%d\n"), p->source, p->item.item.first,
		   p->item.item.last);
	for (size_t i = 0; i < p->lines.n; i++)
		buf_printf(&c->out, "%6d  %.*s\n", p->item.item.first + (int)i,
			   STR_ARG(p->lines.p[i]));
}

/* What two copies decided differently about it: which side is in force, and who lost. */
static bool put_clashes(struct cli *c, int64_t item, struct err *err)
{
	clash_lines list = { 0 };
	bool ok = clashes_about(c->ledger, item, 0, &c->mem, &list, err);

	for (size_t i = 0; ok && i < list.n; i++) {
		clean_text(&c->out, str_of(arena_printf(&c->mem, _("clash: %s"),
							clash_said(&list.p[i], &c->mem))));
		buf_byte(&c->out, '\n');
	}
	clash_lines_clear(&list);
	return ok;
}

bool show_item_text(struct cli *c, const struct item_parts *p, struct err *err)
{
	const struct item_row *item = &p->item.item;
	buf_printf(&c->out, "%s %s\n%s\n", item->number, item->title,
		   light_reason_item_whole(c->ledger, item->key, &c->mem));
	if (!put_clashes(c, item->key, err))
		return false;
	buf_byte(&c->out, '\n');
	if (item->text && *item->text && strcmp(item->text, item->title) != 0)
		buf_printf(&c->out, "%s\n\n", item->text);
	if (!put_duties(c, p, err) || !put_others(c, p, err))
		return false;
	put_demands(c, p);
	put_entries(c, p);
	put_source(c, p);
	return true;
}

bool show_item(struct cli *c, int64_t item, struct err *err)
{
	struct item_parts parts;
	bool done = item_parts_read(c, item, &parts, err)
		&& (c->opt.json ? show_item_json(c, &parts, err) : show_item_text(c, &parts, err));
	item_parts_clear(&parts);
	return done;
}

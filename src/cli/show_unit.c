#include "cli/show.h"

#include "base/gettext.h"
#include "cli/out.h"
#include "cli/rows.h"
#include "model/burden.h"
#include "model/say.h"
#include "store/rows.h"
#include "base/ban.h"

static const struct table_column columns[] = {
	{ "", false, false },
	{ N_("no."), false, false },
	{ N_("item"), false, true },
	{ N_("signed"), false, false },
	{ N_("report"), false, false },
	{ N_("on"), false, false },
	{ N_("review"), false, false },
	{ N_("figures"), false, false },
	{ N_("deadline"), false, false },
	{ N_("left"), true, false },
};
enum { COLUMNS = sizeof columns / sizeof *columns };

/* All that is read of one unit. */
struct unit_parts {
	struct unit_line line;
	contact_rows contacts;
	name_rows names;
	duty_states duties;
	struct burden burden;
};

static bool parts_read(struct cli *c, int64_t unit, struct unit_parts *p, struct err *err)
{
	struct db *db = c->ledger->db;
	*p = (struct unit_parts){ 0 };
	return view_unit(c->ledger, unit, c->plan, &p->line, &c->mem, err) &&
	       contacts_read(db, unit, ledger_today(c->ledger), &c->mem, &p->contacts, err) &&
	       names_read(db, unit, &c->mem, &p->names, err) &&
	       burden_read(c->ledger, unit, c->plan, &c->mem, &p->burden, err) &&
	       view_unit_duties(c->ledger, unit, c->plan, &p->duties, err);
}

static void parts_clear(struct unit_parts *p)
{
	vec_clear(&p->contacts);
	vec_clear(&p->names);
	vec_clear(&p->duties);
	burden_clear(&p->burden);
}

static void put_head(struct cli *c, const struct unit_parts *p)
{
	struct buf *to = &c->out;
	buf_printf(to, "%s\n%s\n\n", p->line.unit.name,
		   light_reason_unit(c->ledger, p->line.unit.key, &c->mem));
	buf_printf(to, _("owed %d  in %d  silent %d  overdue %d  returned %d\n"), p->line.owed,
		   p->line.in, p->line.silent, p->line.overdue, p->line.returned);
	if (p->line.unheard)
		buf_printf(to, "%s\n", say_unheard(p->line.unheard, &c->mem));
	buf_printf(to, "%s\n", burden_text(&p->burden, &c->mem));
	if (p->burden.twice.n)
		buf_printf(to, "%s\n", burden_twice_text(&p->burden, &c->mem));
	for (size_t i = 0; i < p->names.n; i++)
		if (strcmp(p->names.p[i].name, p->line.unit.name) != 0)
			buf_printf(to, "%s  %s\n", _("also written"), p->names.p[i].name);
	for (size_t i = 0; i < p->contacts.n; i++)
		buf_printf(to, "%s  %s %s %s%s\n", _("contact"), p->contacts.p[i].name,
			   p->contacts.p[i].phone, p->contacts.p[i].note,
			   p->contacts.p[i].to == DATE_NONE
				   ? ""
				   : arena_printf(&c->mem, _(" to %s"),
						  word_date(c, p->contacts.p[i].to)));
	buf_byte(to, '\n');
}

static void put_row(struct cli *c, struct table *t, const struct duty_line *line)
{
	const struct duty_state *d = &line->duty;
	table_cell(t, light_word(line->light));
	table_cell(t, line->item.number);
	table_cell(t, line->item.title);
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
}

static bool put_text(struct cli *c, const struct unit_parts *p, struct err *err)
{
	struct table t;
	struct duty_line line;
	bool done = true;
	put_head(c, p);
	table_init(&t, columns, COLUMNS);
	for (size_t i = 0; done && i < p->duties.n; i++) {
		done = view_duty(c->ledger, &p->duties.p[i], &c->mem, &line, err);
		if (done)
			put_row(c, &t, &line);
	}
	if (done)
		table_print(&t, out_columns(), &c->out);
	table_clear(&t);
	return done;
}

static void put_burden(struct json *j, const struct burden *b)
{
	json_key(j, "burden");
	json_object(j);
	cli_json_date(j, "from", b->from);
	cli_json_date(j, "to", b->to);
	json_key_int(j, "returns", b->returns);
	json_key_int(j, "figures", b->figures);
	json_key(j, "twice");
	json_array(j);
	for (size_t i = 0; i < b->twice.n; i++) {
		json_object(j);
		json_key_text(j, "figure", b->twice.p[i].figure);
		json_key_text(j, "items", b->twice.p[i].items);
		json_object_end(j);
	}
	json_array_end(j);
	json_object_end(j);
}

static bool put_json(struct cli *c, const struct unit_parts *p, struct err *err)
{
	struct json j;
	struct duty_line line;
	bool done = true;
	cli_json(c, &j, "duban-unit/1");
	json_key(&j, "unit");
	json_unit(&j, &p->line, &p->names, &p->contacts);
	put_burden(&j, &p->burden);
	json_key(&j, "duties");
	json_array(&j);
	for (size_t i = 0; done && i < p->duties.n; i++) {
		done = view_duty(c->ledger, &p->duties.p[i], &c->mem, &line, err);
		if (done)
			json_duty(c, &j, &line);
	}
	json_array_end(&j);
	json_object_end(&j);
	return done;
}

bool show_unit(struct cli *c, int64_t unit, struct err *err)
{
	struct unit_parts parts;
	bool done = parts_read(c, unit, &parts, err)
		&& (c->opt.json ? put_json(c, &parts, err) : put_text(c, &parts, err));
	parts_clear(&parts);
	return done;
}

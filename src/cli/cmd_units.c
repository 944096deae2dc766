/* duban units: the units, and what each owes over all. */
#include "base/gettext.h"
#include "cli/cli.h"
#include "cli/filter.h"
#include "cli/out.h"
#include "cli/rows.h"
#include "store/list.h"
#include "base/ban.h"

#define OPTION(field) offsetof(struct cli_options, field)
static const struct opt units_options[] = {
	{ "silent", OPT_FLAG, NULL, N_("only those with something not in, the most first"),
	  OPTION(silent) },
	{ "sort", OPT_TEXT, N_("ORDER"),
	  N_("name, overdue, owed, silent, later (most first), in, met (least first), light; "
	     "-ORDER: the other way round"),
	  OPTION(sort) },
	{ "fail-empty", OPT_FLAG, NULL, N_("end with 1 where there is nothing to list"),
	  OPTION(fail_empty) },
	{ NULL, OPT_FLAG, NULL, NULL, 0 },
};

static const struct table_column columns[] = {
	{ "", false, false },           { N_("unit"), false, true },
	{ N_("short"), false, TABLE_SPARE },  { N_("owed"), true, false },
	{ N_("in"), true, false },      { N_("met"), true, false },
	{ N_("silent"), true, false },  { N_("begins later"), true, false },
	{ N_("overdue"), true, false }, { N_("returned"), true, false },
	{ N_("contact"), false, true },
};
/* Where a unit works on a copy of its own, and owes what is not exchanged. */
static const struct table_column unheard_columns[] = {
	{ "", false, false },           { N_("unit"), false, true },
	{ N_("short"), false, TABLE_SPARE },  { N_("owed"), true, false },
	{ N_("in"), true, false },      { N_("met"), true, false },
	{ N_("silent"), true, false },  { N_("not exchanged"), true, false },
	{ N_("begins later"), true, false },
	{ N_("overdue"), true, false }, { N_("returned"), true, false },
	{ N_("contact"), false, true },
};
enum {
	COLUMNS = sizeof columns / sizeof *columns,
	UNHEARD_COLUMNS = sizeof unheard_columns / sizeof *unheard_columns
};

static void put_count(struct cli *c, struct table *t, int n)
{
	table_cell(t, arena_printf(&c->mem, "%d", n));
}

static const char *contact_text(struct cli *c, const contact_rows *contacts)
{
	if (contacts->n == 0)
		return "-";
	return arena_printf(&c->mem, "%s %s", contacts->p[0].name,
			    contacts->p[0].phone ? contacts->p[0].phone : "");
}

static void put_row(struct cli *c, struct table *t, const struct unit_line *u,
		    const contact_rows *contacts)
{
	table_cell(t, light_word(u->light));
	table_cell(t, u->unit.name);
	table_cell(t, u->unit.shortname);
	put_count(c, t, u->owed);
	put_count(c, t, u->in);
	table_cell(t, u->judged ? arena_printf(&c->mem, "%d/%d", u->met, u->judged) : "-");
	put_count(c, t, u->silent);
	if (t->n_columns == UNHEARD_COLUMNS)
		put_count(c, t, u->unheard);
	put_count(c, t, u->owed - u->in - u->silent - u->unheard);
	put_count(c, t, u->overdue);
	put_count(c, t, u->returned);
	table_cell(t, contact_text(c, contacts));
}

static bool put_unit(struct cli *c, struct json *j, struct table *t, const struct unit_line *unit,
		     struct err *err)
{
	contact_rows contacts = { 0 };
	name_rows names = { 0 };
	int64_t key = unit->unit.key;
	bool done = contacts_read(c->ledger->db, key, ledger_today(c->ledger), &c->mem, &contacts,
				  err) &&
		    (!c->opt.json || names_read(c->ledger->db, key, &c->mem, &names, err));
	if (done && c->opt.json)
		json_unit(j, unit, &names, &contacts);
	else if (done)
		put_row(c, t, unit, &contacts);
	vec_clear(&names);
	vec_clear(&contacts);
	return done;
}

/* Those with something not in, in the order of the call list. */
static bool read_silent(struct cli *c, unit_lines *to, struct err *err)
{
	struct list list = { 0 };
	list_start(&list, &(struct query){ .of = LIST_SILENT, .plan = c->plan, .due = DATE_NONE,
					   .today = ledger_today(c->ledger) });
	bool done = list_need(c->ledger->db, &list, SIZE_MAX, err);
	for (size_t i = 0; done && i < list.keys.n; i++)
		done = view_unit(c->ledger, list.keys.p[i], c->plan, vec_push(to), &c->mem, err);
	list_clear(&list);
	return done;
}

static bool read_units(struct cli *c, unit_lines *to, struct err *err)
{
	struct order order;
	unit_lines all = { 0 };
	if (!cli_order(c, unit_orders(), &order, err))
		return false;
	if (c->opt.silent && !c->opt.sort && !c->opt.view)
		return read_silent(c, to, err);
	bool done = view_units(c->ledger, c->plan, order, &c->mem, &all, err);
	for (size_t i = 0; done && i < all.n; i++)
		if (!c->opt.silent || all.p[i].silent > 0)
			*vec_push(to) = all.p[i];
	vec_clear(&all);
	return done;
}

/* Those that owe something which the filter is about. */
static bool units_where(struct cli *c, const struct filter *f, unit_lines *list, struct err *err)
{
	keys units = { 0 };
	size_t n = 0;
	bool by_name, done = !f->cond || filter_units(c->ledger, c->plan, f->cond, &units, &by_name, err);
	for (size_t i = 0; done && f->cond && i < list->n; i++)
		if (filter_has(&units, list->p[i].unit.key))
			list->p[n++] = list->p[i];
	list->n = f->cond ? n : list->n;
	vec_clear(&units);
	return done;
}

static bool read_filtered(struct cli *c, int argc, char **argv, unit_lines *to, struct err *err)
{
	struct filter f = { .cond = NULL };
	bool done = cli_open(c, err) && cli_filter(c, argc, argv, LIST_UNITS, &f, err) &&
		    read_units(c, to, err);
	size_t all = to->n;
	done = done && units_where(c, &f, to, err);
	if (done)
		cli_filter_left(c, f.cond != NULL, to->n, (int64_t)all);
	filter_clear(&f);
	return done;
}

static bool run(struct cli *c, int argc, char **argv, struct err *err)
{
	unit_lines list = { 0 };
	struct table t;
	struct json j = { 0 };
	if (!read_filtered(c, argc, argv, &list, err)) {
		vec_clear(&list);
		return false;
	}
	bool done = true;
	bool unheard = false;
	for (size_t i = 0; i < list.n; i++)
		unheard |= list.p[i].unheard > 0;
	table_init(&t, unheard ? unheard_columns : columns, unheard ? UNHEARD_COLUMNS : COLUMNS);
	if (c->opt.json) {
		cli_json(c, &j, "duban-units/1");
		json_key(&j, "units");
		json_array(&j);
	}
	for (size_t i = 0; done && i < list.n; i++)
		done = put_unit(c, &j, &t, &list.p[i], err);
	if (c->opt.json) {
		json_array_end(&j);
		json_object_end(&j);
	} else if (done) {
		table_print(&t, out_columns(), &c->out);
	}
	c->status = c->opt.fail_empty && list.n == 0;
	table_clear(&t);
	vec_clear(&list);
	return done;
}

const struct cli_command cmd_units = {
	.name = "units",
	.args = N_("[FILTER...]"),
	.help = N_("the units, what each owes, whom to call"),
	.opts = units_options,
	.max_args = -1,
	.filters = true,
	.past = true,
	.run = run,
};

/* duban list: the items, with the columns of the overview; with a unit, those of that unit. */
#include "base/gettext.h"
#include "cli/cli.h"
#include "cli/filter.h"
#include "cli/find.h"
#include "cli/out.h"
#include "cli/rows.h"
#include "model/say.h"
#include "store/list.h"
#include "base/ban.h"

#define OPTION(field) offsetof(struct cli_options, field)
static const struct opt list_options[] = {
	{ "unit", OPT_TEXT, N_("UNIT"),
	  N_("only where this unit has a part, and how it stands there"), OPTION(unit) },
	{ "sort", OPT_TEXT, N_("ORDER"),
	  N_("number, title, unit, light, due, left, owed, in, contact; a - before it turns it "
	     "round"),
	  OPTION(sort) },
	{ "fail-empty", OPT_FLAG, NULL, N_("end with 1 where there is nothing to list"),
	  OPTION(fail_empty) },
	{ NULL, OPT_FLAG, NULL, NULL, 0 },
};

static const struct table_column of_all[] = {
	{ "", false, false },          { N_("no."), false, false },
	{ N_("item"), false, true },   { N_("lead"), false, true },
	{ N_("in"), true, false },     { N_("waiting"), true, false },
	{ N_("target"), true, false }, { N_("deadline"), false, false },
	{ N_("left"), true, false },
};
static const struct table_column of_unit[] = {
	{ "", false, false },
	{ N_("no."), false, false },
	{ N_("item"), false, true },
	{ N_("role"), false, false },
	{ N_("signed"), false, false },
	{ N_("report"), false, false },
	{ N_("review"), false, false },
	{ N_("target"), true, false },
	{ N_("deadline"), false, false },
	{ N_("left"), true, false },
};
#define N_COLUMNS(columns) (sizeof (columns) / sizeof *(columns))

static void put_number(struct cli *c, struct table *t, int n)
{
	table_cell(t, n ? arena_printf(&c->mem, "%d", n) : "");
}

static void put_all(struct cli *c, struct table *t, const struct item_line *line)
{
	table_cell(t, light_word(line->light));
	table_cell(t, line->item.number);
	table_cell(t, line->item.title);
	table_cell(t, line->leads);
	table_cell(t, line->owed ? arena_printf(&c->mem, "%d/%d", line->in, line->owed) : "-");
	put_number(c, t, line->pending);
	table_cell(t, line->target);
	table_cell(t, word_date(c, line->review != DATE_NONE ? line->review : line->due));
	table_cell(t, line->review != DATE_NONE
			      ? _("ongoing")
			      : word_left(c, line->due, line->left, line->all_in));
}

static void put_of_unit(struct cli *c, struct table *t, const struct item_line *line)
{
	bool owes = line->duty.key != 0;
	table_cell(t, owes ? light_word(line->light) : "-");
	table_cell(t, line->item.number);
	table_cell(t, line->item.title);
	table_cell(t, say_role(line->role));
	table_cell(t, word_date(c, line->signed_on));
	table_cell(t, owes ? say_report(&line->duty, &c->mem) : "-");
	table_cell(t, owes ? say_review(&line->duty) : "-");
	table_cell(t, line->target);
	table_cell(t, word_date(c, line->review != DATE_NONE ? line->review : line->due));
	table_cell(t, line->review != DATE_NONE
			      ? _("ongoing")
			      : word_left(c, line->due, line->left, line->all_in));
}

/* Tasks, then campaigns: what the first two panes show. */
static bool read_keys(struct cli *c, struct query *q, keys *to, struct err *err)
{
	const enum list_of panes[] = { LIST_TASKS, LIST_CAMPAIGNS };
	for (size_t i = 0; i < 2; i++) {
		struct list list = { 0 };
		q->of = panes[i];
		list_start(&list, q);
		bool done = list_need(c->ledger->db, &list, SIZE_MAX, err);
		for (size_t k = 0; done && k < list.keys.n; k++)
			*vec_push(to) = list.keys.p[k];
		list_clear(&list);
		if (!done)
			return false;
	}
	return true;
}

static bool put_items(struct cli *c, int64_t unit, const struct query *of, const keys *items,
		      struct err *err)
{
	struct table t;
	struct json j;
	struct item_line line;
	bool done = true;
	table_init(&t, unit ? of_unit : of_all, unit ? N_COLUMNS(of_unit) : N_COLUMNS(of_all));
	if (c->opt.json) {
		cli_json(c, &j, "duban-items/1");
		json_key(&j, "items");
		json_array(&j);
	}
	for (size_t i = 0; done && i < items->n; i++) {
		done = view_item_of(c->ledger, items->p[i], unit, of, &c->mem, &line, err);
		if (done && c->opt.json) {
			done = json_item(c, &j, &line, err);
			json_object_end(&j);
		} else if (done) {
			(unit ? put_of_unit : put_all)(c, &t, &line);
		}
	}
	if (c->opt.json) {
		json_array_end(&j);
		json_object_end(&j);
	} else if (done) {
		table_print(&t, out_columns(), &c->out);
	}
	table_clear(&t);
	return done;
}

/* Without the filter. */
static bool rows_count(struct cli *c, int64_t unit, int64_t *n, struct err *err)
{
	struct sums sums;

	if (!unit)
		return list_rows(c->ledger->db, c->plan, n, err);
	bool done = view_sums(c->ledger, c->plan, unit, &sums, err);
	*n = sums.tasks + sums.campaigns;
	return done;
}

static bool run(struct cli *c, int argc, char **argv, struct err *err)
{
	keys items = { 0 };
	struct filter f = { .cond = NULL };
	struct sort sort;
	struct query q = { .due = DATE_NONE };
	int64_t unit, all = 0;
	bool done = cli_open(c, err) && find_unit_option(c, &unit, err) &&
		    cli_sort(c, LIST_TASKS, &sort, err) &&
		    cli_filter(c, argc, argv, LIST_TASKS, &f, err);
	if (done)
		q = (struct query){ .plan = c->plan, .unit = unit, .where = f.cond, .sort = sort.by,
				    .reversed = sort.reversed, .due = DATE_NONE,
				    .today = ledger_today(c->ledger) };
	done = done && read_keys(c, &q, &items, err) &&
	       put_items(c, unit ? unit : f.unit, &q, &items, err) &&
	       (items.n > 0 || rows_count(c, unit, &all, err));
	if (done)
		cli_filter_left(c, f.cond != NULL, items.n, all);
	c->status = c->opt.fail_empty && items.n == 0;
	filter_clear(&f);
	vec_clear(&items);
	return done;
}

const struct cli_command cmd_list = {
	.name = "list",
	.args = N_("[FILTER...]"),
	.help = N_("the items: light, leads, how many are in, target, deadline"),
	.opts = list_options,
	.max_args = -1,
	.filters = true,
	.past = true,
	.run = run,
};

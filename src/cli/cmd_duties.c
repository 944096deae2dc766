/* duban duties: what each unit has to hand in, a line a duty. */
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
static const struct opt duties_options[] = {
	{ "unit", OPT_TEXT, N_("UNIT"), N_("only those of this unit"), OPTION(unit) },
	{ "item", OPT_TEXT, N_("ITEM"), N_("only those of this item"), OPTION(item) },
	{ "due", OPT_TEXT, N_("DATE"), N_("only those due on this day"), OPTION(due) },
	{ "asked", OPT_FLAG, NULL, N_("only those whose request for an extension waits"),
		OPTION(asked) },
	{ "silent", OPT_FLAG, NULL, N_("only those that are not in though their period has begun"),
	  OPTION(silent) },
	{ "all", OPT_FLAG, NULL,
	  N_("also ongoing work without a date, which is not counted as owed"), OPTION(all) },
	{ "sort", OPT_TEXT, N_("ORDER"),
	  N_("number, title, unit, light, due, left, in, contact; a - before it turns it round"),
	  OPTION(sort) },
	{ "fail-empty", OPT_FLAG, NULL, N_("end with 1 where there is nothing to list"),
	  OPTION(fail_empty) },
	{ NULL, OPT_FLAG, NULL, NULL, 0 },
};

static const struct table_column columns[] = {
	{ "", false, false },
	{ N_("no."), false, false },
	{ N_("item"), false, true },
	{ N_("unit"), false, true },
	{ N_("deadline"), false, false },
	{ N_("signed"), false, false },
	{ N_("report"), false, false },
	{ N_("on"), false, false },
	{ N_("review"), false, false },
	{ N_("figures"), false, false },
	{ N_("left"), true, false },
};
enum { COLUMNS = sizeof columns / sizeof *columns };

/* Of those that ask, with the day that it is asked to be moved to. */
static const char *due_text(struct cli *c, const struct duty_line *line)
{
	const char *due = word_due(c, line);

	return c->opt.asked && duty_asks(&line->duty)
		       ? arena_printf(&c->mem, _("%s, asks for %s"), due,
				      word_date(c, line->duty.asked))
		       : due;
}

static void put_row(struct cli *c, struct table *t, const struct duty_line *line)
{
	const struct duty_state *d = &line->duty;
	table_cell(t, light_word(line->light));
	table_cell(t, line->item.number);
	table_cell(t, line->item.title);
	table_cell(t, line->unit.name);
	table_cell(t, due_text(c, line));
	table_cell(t, word_date(c, line->signed_on));
	table_cell(t, say_report(d, &c->mem));
	table_cell(t, word_date(c, d->reported));
	table_cell(t, say_review(d));
	table_cell(t, line->figures);
	table_cell(t, line->review != DATE_NONE ? _("ongoing")
						: word_left(c, d->due, line->left, duty_is_in(d)));
}

static bool put_duties(struct cli *c, const struct list *list, size_t *shown, struct err *err)
{
	struct table t;
	struct json j;
	struct duty_state duty;
	struct duty_line line;
	bool done = true;
	table_init(&t, columns, COLUMNS);
	if (c->opt.json) {
		cli_json(c, &j, "duban-duties/1");
		json_key(&j, "duties");
		json_array(&j);
	}
	for (size_t i = 0; done && i < list->keys.n; i++) {
		if (!duty_state_get(c->ledger->db, list->keys.p[i], &duty) ||
		    (duty.standing && !c->opt.all) || (c->opt.asked && !duty_asks(&duty)))
			continue;
		(*shown)++;
		done = view_duty(c->ledger, &duty, &c->mem, &line, err);
		if (done && c->opt.json)
			json_duty(c, &j, &line);
		else if (done)
			put_row(c, &t, &line);
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

/* Without the filter; -1: not known. */
static int64_t duties_in_all(struct cli *c, const struct query *filtered)
{
	struct query q = *filtered;
	struct err ignore = { 0 };
	int64_t n;

	q.where = NULL;
	q.owed = !c->opt.all;
	return !c->opt.asked && list_count(c->ledger->db, &q, &n, &ignore) ? n : -1;
}

static bool run(struct cli *c, int argc, char **argv, struct err *err)
{
	struct list list = { 0 };
	struct filter f = { .cond = NULL };
	struct sort sort;
	size_t shown = 0;
	struct query q = { .of = LIST_DUTIES, .silent = c->opt.silent };
	if (!cli_date(c->opt.due, &q.due, err) || !cli_open(c, err) ||
	    !find_unit_option(c, &q.unit, err) || !find_item_option(c, &q.item, err) ||
	    !cli_sort(c, LIST_DUTIES, &sort, err) ||
	    !cli_filter(c, argc, argv, LIST_DUTIES, &f, err))
		return false;
	q.sort = sort.by;
	q.reversed = sort.reversed;
	q.where = f.cond;
	q.plan = c->plan;
	q.today = ledger_today(c->ledger);
	list_start(&list, &q);
	bool done =
		list_need(c->ledger->db, &list, SIZE_MAX, err) && put_duties(c, &list, &shown, err);
	c->status = c->opt.fail_empty && shown == 0;
	if (done)
		cli_filter_left(c, f.cond != NULL, shown, shown > 0 ? 0 : duties_in_all(c, &q));
	list_clear(&list);
	filter_clear(&f);
	return done;
}

const struct cli_command cmd_duties = {
	.name = "duties",
	.args = N_("[FILTER...]"),
	.help = N_("what each unit has to hand in, and how that stands"),
	.opts = duties_options,
	.max_args = -1,
	.filters = true,
	.past = true,
	.run = run,
};

/* duban import: reads a notice, asks what it could not be sure of, and keeps it as one change. */
#include <string.h>

#include "base/file.h"
#include "base/gate.h"
#include "base/gettext.h"
#include "cli/ask.h"
#include "cli/cli.h"
#include "cli/find.h"
#include "cli/import_entries.h"
#include "model/deadline.h"
#include "model/right_mine.h"
#include "notice/commit.h"
#include "notice/diff.h"
#include "notice/earlier.h"
#include "store/rows.h"
#include "base/ban.h"

#define OPTION(field) offsetof(struct cli_options, field)
static const struct opt import_options[] = {
	{ "dry-run", OPT_FLAG, NULL, N_("show what would be read; the ledger is not touched"),
	  OPTION(dry_run) },
	{ "correct", OPT_TEXT, N_("PLAN"),
	  N_("it is a correction of this plan: what is the same keeps its reports"),
	  OPTION(correct) },
	{ "new", OPT_FLAG, NULL, N_("it is a notice of its own, however much it is like another"),
	  OPTION(apart) },
	{ "issued", OPT_TEXT, N_("DATE"), N_("the notice's issue date"), OPTION(issued) },
	{ "handed", OPT_TEXT, N_("DATE"), N_("when it was handed over to the units"),
	  OPTION(handed) },
	{ "region", OPT_TEXT, N_("AREA"), N_("the area of its units, instead of the ledger's"),
	  OPTION(region) },
	{ "entries", OPT_FLAG, NULL,
		N_("it is a table of reports: item, unit, date, figures, text"),
	  OPTION(entries) },
	{ "on", OPT_TEXT, N_("DATE"), N_("of --entries: the day of rows that name none"),
		OPTION(on) },
	{ "skip-refused", OPT_FLAG, NULL,
		N_("of --entries: write the rows that can be, leave out the others"),
	  OPTION(skip_refused) },
	{ "yes", OPT_FLAG, NULL, N_("take every proposal; the log says that they were taken so"),
	  OPTION(yes) },
	{ NULL, OPT_FLAG, NULL, NULL, 0 },
};

/* How a notice is read on its way in. */
struct reading_in {
	struct notice_options options;
	date handed;
	struct calendar *cal;         /* owned where there is no ledger to lend one */
	struct earlier *earlier;      /* the plan that it may be a correction of; owned */
};

/* A dry run needs no ledger: it reads the same with the configuration's area. */
static bool prepare(struct cli *c, struct reading_in *in, struct err *err)
{
	const char *region = NULL;
	if (!cli_date(c->opt.issued, &in->options.issued, err) ||
	    !cli_date(c->opt.handed, &in->handed, err) || !cli_text(c, c->opt.region, &region, err))
		return false;
	if (c->opt.dry_run && !c->opt.correct) {
		in->cal = calendar_load(arena_printf(&c->mem, "%s/calendar", c->paths->share), err);
		in->options.region = region ? region : conf_get(c->conf, "region")->text;
	} else if (cli_open(c, err) && (c->opt.dry_run || right_ask(c->ledger, "import", 0, err))) {
		in->options.region =
			region ? region : setting_get(c->ledger->db, "region", &c->mem);
	}
	if (err->code != ERR_NONE)
		return false;
	in->options.today = clock_today(&c->clock);
	in->options.share_dir = c->paths->share;
	in->options.cal = in->cal ? in->cal : c->ledger->cal;
	return true;
}

static void say_read(struct cli *c, const struct draft *d, struct buf *to)
{
	buf_printf(to, "%s: %.*s\n", draft_source_name(d), STR_ARG(d->plan.title));
	buf_printf(to, _("items %zu  units %zu  questions %zu  lines %d, used %d\n"), d->items.n,
		   d->units.n, d->questions.n, d->lines, draft_lines_used(d));
	for (size_t i = 0; i < d->unused.n; i++)
		buf_printf(to, _("not used, line %d: %.*s\n"), d->unused.p[i].line,
			   STR_ARG(d->unused.p[i].text));
	(void)c;
}

static const char *units_of(struct cli *c, const struct draft *d, const struct draft_item *item,
			    enum work_role role)
{
	struct buf text = { 0 };
	for (size_t i = 0; i < item->assignments.n; i++) {
		if (item->assignments.p[i].role != role)
			continue;
		struct str name = d->units.p[item->assignments.p[i].unit].name;
		buf_printf(&text, "%s%.*s", text.n ? "、" : "", STR_ARG(name));
	}
	const char *kept = arena_strdup(&c->mem, buf_text(&text));
	buf_clear(&text);
	return kept;
}

/* What was read, for people: items with their units and dates, then the questions. */
static void print_draft(struct cli *c, const struct draft *d)
{
	struct buf *to = &c->out;
	char day[DATE_TEXT_SIZE];
	say_read(c, d, to);
	for (size_t i = 0; i < d->items.n; i++) {
		const struct draft_item *item = &d->items.p[i];
		buf_printf(to, "\n%.*s %.*s\n", STR_ARG(item->number),
			   STR_ARG(item->brief.n ? item->brief : item->title));
		if (*units_of(c, d, item, ROLE_LEAD))
			buf_printf(to, "  %s: %s\n", _("lead"), units_of(c, d, item, ROLE_LEAD));
		if (*units_of(c, d, item, ROLE_RESPONSIBLE))
			buf_printf(to, "  %s: %s\n", _("responsible"),
				   units_of(c, d, item, ROLE_RESPONSIBLE));
		for (size_t k = 0; k < item->deadlines.n; k++)
			buf_printf(to, "  %s: %.*s %s\n", _("deadline"),
				   STR_ARG(item->deadlines.p[k].reading.text),
				   date_text(item->deadlines.p[k].reading.due, day));
		for (size_t k = 0; k < item->targets.n; k++)
			buf_printf(to, "  %s: %.*s\n", _("target"),
				   STR_ARG(item->targets.p[k].reading.text));
	}
	for (size_t i = 0; i < d->questions.n; i++) {
		const struct question *q = &d->questions.p[i];
		buf_printf(to, "\n%s %zu", _("question"), i + 1);
		if (q->line > 0)
			buf_printf(to, _(" (line %d)"), q->line);
		buf_printf(to, ": %s\n  -> %s\n", q->text, q->n_choices ? q->choices[0] : "");
	}
}

static void say_differences(const struct draft *d, struct buf *to)
{
	struct differences diff = { 0 };
	draft_differences(d, &diff);
	buf_byte(to, '\n');
	if (diff.list.n == 0)
		buf_printf(to, "%s\n", _("no difference"));
	differences_text(&diff, to);
	differences_clear(&diff);
}

static bool dry_run(struct cli *c, const struct draft *d)
{
	if (c->opt.json) {
		c->json_out = true;
		notice_json(d, &c->out);
	} else if (draft_corrects(d)) {
		say_read(c, d, &c->out);
		say_differences(d, &c->out);
	} else {
		print_draft(c, d);
	}
	return true;
}

/* The hand-over is the day it is entered, or the issue date where that is still to come. */
static date handed_proposed(const struct cli *c, const struct draft *d)
{
	date today = clock_today(&c->clock);
	return d->plan.issued != DATE_NONE && d->plan.issued > today ? d->plan.issued : today;
}

static bool ask_handed(struct asker *a, const struct draft *d, date *handed, struct err *err)
{
	while (*handed == DATE_NONE) {
		struct err fault = { 0 };
		if (!ask_date(a, _("Handed over to the units on"), handed_proposed(a->c, d), handed,
			      err))
			return false;
		if (handed_fits(d, *handed, &fault))
			break;
		ask_print(a, str_of(fault.text));
		*handed = DATE_NONE;
	}
	return true;
}

/* What a correction will change is shown before it does. */
static bool ask_differences(struct asker *a, const struct draft *d, struct err *err)
{
	struct buf text = { 0 };
	say_differences(d, &text);
	ask_print(a, buf_str(&text));
	buf_clear(&text);
	return ask_yes(a, _("Write these differences?"), err);
}

static bool ask(struct cli *c, struct draft *d, bool input_taken, date *handed, struct err *err)
{
	struct asker a;
	struct buf head = { 0 };
	if (!ask_start(&a, c, input_taken)) {
		ask_end(&a);
		return err_set(err, ERR_USE,
			       _("there is no terminal to ask %zu questions on: --yes takes every "
				 "proposal, --dry-run shows them"),
			       d->questions.n);
	}
	say_read(c, d, &head);
	ask_print(&a, buf_str(&head));
	bool done = ask_questions(&a, d, err) &&
		    (draft_corrects(d) ? ask_differences(&a, d, err)
				       : ask_handed(&a, d, handed, err));
	buf_clear(&head);
	ask_end(&a);
	return done;
}

/* Dates in a year without a table of holidays, and tables that cannot be used. */
static void say_calendar(struct cli *c, const struct draft *d, const struct calendar *cal)
{
	struct readings all = { 0 };
	for (size_t i = 0; i < d->items.n; i++)
		for (size_t k = 0; k < d->items.p[i].deadlines.n; k++)
			*vec_push(&all.list) = d->items.p[i].deadlines.p[k].reading;
	const char *note = deadline_note(&c->mem, &all, cal, d->plan.issued);
	cli_say_faults(cal);
	if (note)
		cli_say(note);
	readings_clear(&all);
}

/* The one thing that is never taken as proposed: all dates are counted from it. */
static bool refuse_undated(const struct draft *d, struct err *err)
{
	int n = draft_undated(d);
	return err_set(
		err, ERR_USE,
		ngettext("the notice does not say when it was issued, and %d date has no year: "
			 "say it, as in --issued 2018-10-31",
			 "the notice does not say when it was issued, and %d dates have no year: "
			 "say it, as in --issued 2018-10-31",
			 (unsigned long)n),
		n);
}

/* Which plan this text may be a correction of, and says so to the draft. A text that is in the
 * ledger is one of its plan where it gets an issue date by --issued now. */
static bool compare(struct cli *c, struct draft *d, struct reading_in *in, struct err *err)
{
	struct ledger *l = c->ledger;
	struct plan_row plan;
	struct id id;
	int64_t key = 0;
	if (c->opt.apart && c->opt.correct)
		return err_set(err, ERR_USE,
			       _("--correct and --new are two answers to one question"));
	if (c->opt.correct) {
		if (!cli_find_plan(c, c->opt.correct, &key, err))
			return false;
	} else if (draft_is_known(d, l, &id)) {
		key = row_key(l->db, KIND_PLAN, &id);
		if (!plan_get(l->db, key, &c->mem, &plan, err))
			return false;
		/* The same text is the same plan: there cannot be a second one. */
		if (c->opt.apart)
			return err_set(err, ERR_REFUSED,
				       _("this notice is in the ledger already (\"%s\"), and is no other one: "
					 "--correct puts that one right"),
				       plan.title);
		if (in->options.issued == DATE_NONE || in->options.issued == plan.issued)
			return true;
	}
	if (key)
		in->earlier = earlier_read(d, l, key, err);
	else if (!c->opt.apart && !earlier_find(d, l, &in->earlier, err))
		return false;
	if (key && !in->earlier)
		return false;
	return !in->earlier || draft_compare(d, in->earlier, key != 0, err);
}

/* Nothing to ask where the text is in the ledger as it stands. */
static bool is_settled(const struct draft *d, struct ledger *l)
{
	struct differences diff = { 0 };
	struct id plan;
	if (!draft_corrects(d))
		return draft_is_known(d, l, &plan);
	draft_differences(d, &diff);
	bool none = diff.list.n == 0;
	for (size_t i = 0; i < d->questions.n; i++)
		none = none && d->questions.p[i].answered;
	differences_clear(&diff);
	return none;
}

static bool decide(struct cli *c, struct draft *d, const char *file, struct reading_in *in,
		   struct err *err)
{
	if (c->opt.yes && d->plan.issued == DATE_NONE && draft_undated(d) > 0)
		return refuse_undated(d, err);
	if (!c->opt.yes && !ask(c, d, strcmp(file, "-") == 0, &in->handed, err))
		return false;
	if (in->handed == DATE_NONE && !draft_corrects(d))
		in->handed = handed_proposed(c, d);
	if (c->opt.yes && !c->opt.json && draft_corrects(d))
		say_differences(d, &c->out);
	return true;
}

static bool keep(struct cli *c, struct draft *d, const char *file, struct reading_in *in,
		 struct err *err)
{
	struct outcome out = { 0 };
	if (!is_settled(d, c->ledger) && !decide(c, d, file, in, err))
		return false;
	if (!draft_commit(d, c->ledger, in->handed, &out, err))
		return false;
	cmd_outcome(c, &out);
	return true;
}

/* A dry run has a ledger only where a plan of it is named. */
static bool show_or_keep(struct cli *c, struct draft *d, const char *file, struct reading_in *in,
			 struct err *err)
{
	if (!c->ledger)
		return dry_run(c, d);
	return compare(c, d, in, err) &&
	       (c->opt.dry_run ? dry_run(c, d) : keep(c, d, file, in, err));
}

/* What asks about notices has no meaning here, and the other way round. */
static bool run_entries(struct cli *c, const char *file, struct err *err)
{
	if (!c->opt.entries)
		return err_set(err, ERR_USE, _("--on and --skip-refused belong to --entries"));
	if (c->opt.correct || c->opt.apart || c->opt.issued || c->opt.handed || c->opt.region)
		return err_set(err, ERR_USE,
			       _("--entries reads reports, not a notice: only --plan, --on, "
				 "--dry-run, --skip-refused, --yes go with it"));
	return import_entries(c, file, err);
}

static bool run(struct cli *c, int argc, char **argv, struct err *err)
{
	struct reading_in in = { 0 };
	struct buf bytes = { 0 };
	struct draft *d = NULL;
	const char *name = strcmp(argv[0], "-") == 0 ? _("standard input") : argv[0];
	(void)argc;
	if (c->opt.entries || c->opt.skip_refused || c->opt.on)
		return run_entries(c, argv[0], err);
	bool done = gate_path(argv[0], err) && file_read(argv[0], NOTICE_LIMIT, &bytes, err) && prepare(c, &in, err);
	if (done)
		d = notice_read(buf_str(&bytes), name, &in.options, err);
	if (d)
		say_calendar(c, d, in.options.cal);
	done = d && show_or_keep(c, d, argv[0], &in, err);
	draft_free(d);
	earlier_free(in.earlier);
	calendar_free(in.cal);
	buf_clear(&bytes);
	return done;
}

const struct cli_command cmd_import = {
	.name = "import",
	.args = N_("FILE|-"),
	.help = N_("read a notice (text, or pasted from Word into standard input)"),
	.opts = import_options,
	.min_args = 1,
	.max_args = 1,
	.run = run,
};

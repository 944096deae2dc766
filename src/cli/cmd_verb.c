/* Every verb of model/verb.h as a command: duban VERB ITEM UNIT, and --none, --zero of report. */
#include "base/day_typed.h"
#include "base/gettext.h"
#include "cli/amounts.h"
#include "cli/cli.h"
#include "cli/find.h"
#include "model/call.h"
#include "model/figure.h"
#include "model/view.h"
#include "base/ban.h"

#define OPTION(field) offsetof(struct cli_options, field)
/* Which options a verb takes follows from what it needs; 0: all do. verb: only this one. */
static const struct {
	unsigned needs;
	const char *verb;
	struct opt opt;
} options[] = {
	{ 0, "report", { "none", OPT_FLAG, NULL,
		N_("no change since the last report"), OPTION(none) } },
	{ 0, "report", { "zero", OPT_FLAG, NULL,
		N_("a zero report: there is nothing"), OPTION(zero) } },
	{ 0, "none", { "all", OPT_FLAG, NULL,
		N_("for all periods that are owed, not the oldest alone"), OPTION(all) } },
	{ 0, "zero", { "all", OPT_FLAG, NULL,
		N_("for all periods that are owed, not the oldest alone"), OPTION(all) } },
	{ 0, "report", { "all", OPT_FLAG, NULL,
		N_("for all periods that are owed, not the oldest alone"), OPTION(all) } },
	{ TAKES_TEXT, NULL, { "text", OPT_TEXT, N_("T"),
		N_("what was said, or why"), OPTION(text) } },
	{ 0, NULL, { "on", OPT_TEXT, N_("DATE"),
		N_("the day it happened, instead of today"), OPTION(on) } },
	{ NEED_DUTY, NULL, { "due", OPT_TEXT, N_("DATE"),
		N_("the duty of this date, instead of the open one"), OPTION(due) } },
	{ 0, "report", { "way", OPT_TEXT, N_("WAY"),
		N_("how it came: phone, mail, paper ... or a word of yours"), OPTION(way) } },
	{ 0, "urge", { "way", OPT_TEXT, N_("WAY"),
		N_("phone, letter, fax, visit ... or a word of yours"), OPTION(way) } },
	{ 0, "urge", { "level", OPT_TEXT, N_("LEVEL"),
		N_("how strong: reminder, urge, formal, talk, bulletin, or a word of yours"),
		OPTION(level) } },
	{ 0, "remark", { "for", OPT_TEXT, N_("WHOM"),
		N_("internal: the office alone, as without it; open: the unit too"), OPTION(level) } },
	{ 0, "report", { "who", OPT_TEXT, N_("PERSON"), N_("who sent it"), OPTION(who) } },
	{ 0, "urge", { "who", OPT_TEXT, N_("PERSON"), N_("who answered"), OPTION(who) } },
	{ 0, "urge", { "promised", OPT_TEXT, N_("DATE"),
		N_("the day that was promised"), OPTION(promised) } },
	{ 0, "urge", { "unit", OPT_TEXT, N_("UNIT"),
		N_("for all that this unit owes, in one; in place of ITEM and UNIT"),
		OPTION(unit) } },
	{ 0, "judge", { "light", OPT_TEXT, N_("LIGHT"),
		N_("red, yellow, green, or none"), OPTION(way) } },
	{ 0, "measure", { "reason", OPT_TEXT, N_("T"),
		N_("what it is called so for; needed where it does not apply"), OPTION(text) } },
	{ 0, "extend", { "to", OPT_TEXT, N_("DATE"), N_("the date that is asked for"),
		OPTION(promised) } },
	{ GOES_BELOW, NULL, { "yes", OPT_FLAG, NULL,
		N_("with the items below it, where it is made of others"), OPTION(yes) } },
	{ TAKES_FIGURES, NULL, { "yes", OPT_FLAG, NULL,
		N_("also where it looks like a slip: more than 100%, nothing that came in, a day "
		   "to come, a closed duty, figures of another item with it"),
		OPTION(yes) } },
	{ 0, "none", { "yes", OPT_FLAG, NULL,
		N_("also of a day to come, and figures of another item with it"), OPTION(yes) } },
	{ 0, "zero", { "yes", OPT_FLAG, NULL,
		N_("also of a day to come, and figures of another item with it"), OPTION(yes) } },
	{ 0, "sign", { "yes", OPT_FLAG, NULL, N_("also of a day to come"), OPTION(yes) } },
	{ 0, "grant", { "to", OPT_TEXT, N_("DATE"),
		N_("the date that is granted, instead of the one asked for"), OPTION(promised) } },
};
enum { OPTIONS = sizeof options / sizeof *options };

static const struct opt *verb_options(struct cli *c, const struct verb *v)
{
	struct opt *made = arena_alloc(&c->mem, (OPTIONS + 1) * sizeof *made);
	size_t n = 0;
	for (size_t i = 0; i < OPTIONS; i++)
		if (options[i].verb ? strcmp(options[i].verb, v->name) == 0
				    : (v->needs & options[i].needs) == options[i].needs)
			made[n++] = options[i].opt;
	return made;
}

/* Days as they are typed into a form. What was promised on a day lies after it, also where it is
 * entered late; what an extension asks for may lie anywhere. */
static bool read_days(struct cli *c, const struct verb *v, struct verb_call *call, struct err *err)
{
	const char *on, *promised;
	date today = ledger_today(c->ledger);
	if (!cli_text(c, c->opt.on, &on, err) || !cli_text(c, c->opt.promised, &promised, err) ||
	    (on && !(v->needs & TAKES_AHEAD ? day_typed_dated : day_typed_past)(
			   str_of(on), today, &call->on, err)))
		return false;
	bool ahead = strcmp(v->name, "urge") == 0;
	return !promised ||
	       (ahead ? day_typed_ahead : day_typed_near)(
		       str_of(promised), on && ahead ? call->on : today, &call->promised, err);
}

static bool read_words(struct cli *c, const struct verb *v, struct verb_call *call, struct err *err)
{
	return cli_text(c, c->opt.text, &call->text, err) &&
	       cli_text(c, c->opt.way, &call->way, err) &&
	       cli_text(c, c->opt.level, &call->level, err) &&
	       cli_text(c, c->opt.who, &call->who, err) && read_days(c, v, call, err);
}

/* report --none and --zero are verbs of their own. */
static bool choose_verb(struct cli *c, int argc, const struct verb **v, struct err *err)
{
	*v = c->verb;
	if (!c->opt.none && !c->opt.zero)
		return true;
	if (c->opt.none && c->opt.zero)
		return err_set(err, ERR_USE, _("--none and --zero exclude each other"));
	if (argc > 2)
		return err_set(err, ERR_USE, _("--none and --zero take no figures"));
	*v = verb_find(c->opt.none ? "none" : "zero");
	return true;
}

static bool read_figures(struct cli *c, const struct duty_state *d, int n, char **argv,
			 struct verb_call *call, struct err *err)
{
	const char **words = arena_alloc(&c->mem, (size_t)n * sizeof *words);
	for (int i = 0; i < n; i++)
		if (!cli_text(c, argv[i], &words[i], err))
			return false;
	return amounts_take(c, d, (size_t)n, words, call, err);
}

void cmd_outcome(struct cli *c, const struct outcome *out)
{
	struct json j;
	char hash[HASH_TEXT_SIZE];
	if (!c->opt.json) {
		buf_printf(&c->out, "%s\n", out->said);
		return;
	}
	cli_json(c, &j, "duban-change/1");
	json_key(&j, "changed");
	json_bool(&j, out->changed);
	json_key(&j, "said");
	json_text(&j, out->said);
	json_key(&j, "change");
	json_text(&j, out->changed ? hex_text(out->hash.b, HASH_SIZE, hash) : NULL);
	json_key(&j, "done");
	json_int(&j, out->done);
	json_key(&j, "kept");
	json_int(&j, out->kept);
	json_object_end(&j);
}

/* --all: one action for all periods that the unit owes there. */
static bool take_owed(struct cli *c, const struct duty_state *d, duty_states *owed,
		      struct verb_call *call, struct err *err)
{
	if (!view_owed(c->ledger, d, owed, err))
		return false;
	if (owed->n > 0) {
		call->duties = owed->p;
		call->n = owed->n;
	}
	return true;
}

/* A report without figures and text of what asks for figures says nothing. */
static bool says_enough(struct cli *c, const struct verb *v, const struct verb_call *call,
			struct err *err)
{
	figure_fields fields = { 0 };
	if (strcmp(v->name, "report") != 0 || call->n_amounts > 0 || (call->text && *call->text) ||
	    call->sure)
		return true;
	bool read = figure_fields_read(c->ledger, call->duties, &c->mem, &fields, err);
	bool asks = fields.n > 0;
	vec_clear(&fields);
	return read && (!asks || err_set(err, ERR_DOUBT,
					 _("neither a figure nor a text says what came in")));
}

/* Off the screens what is asked once more is said by --yes. */
static bool do_it(struct cli *c, const struct verb *v, const struct verb_call *call,
		  struct outcome *out, struct err *err)
{
	struct err fault = { 0 };
	if (says_enough(c, v, call, &fault) && verb_run(c->ledger, v, call, out, &fault))
		return true;
	if (fault.code == ERR_DOUBT)
		return err_set(err, ERR_DOUBT, _("%s; --yes does it"), fault.text);
	if (fault.code == ERR_USE && v->needs & NEEDS_TEXT && (!call->text || !*call->text))
		return err_set(err, ERR_USE, "%s (--text %s)", fault.text, _("TEXT"));
	*err = fault;
	return false;
}

static bool run(struct cli *c, int argc, char **argv, struct err *err)
{
	const struct verb *v;
	struct verb_call call = { .below = c->opt.yes, .sure = c->opt.yes, .on = DATE_NONE,
		.promised = DATE_NONE };
	struct duty_state duty;
	duty_states owed = { 0 };
	struct outcome out = { 0 };
	int64_t unit = 0;
	date due;
	if (!choose_verb(c, argc, &v, err) || !cli_date(c->opt.due, &due, err) || !cli_open(c, err)
	    || !read_words(c, v, &call, err) || !find_item(c, argv[0], &call.item, err))
		return false;
	if (argc < 2 && !(v->needs & TAKES_ITEM))
		return err_set(err, ERR_USE, _("%s needs a unit: duban %s ITEM UNIT"), v->name,
			       v->name);
	if (argc >= 2) {
		if (!find_unit(c, argv[1], &unit, err) ||
		    !view_find_duty(c->ledger, call.item, unit, due, &duty, err))
			return false;
		call.duties = &duty;
		call.n = 1;
	}
	if (argc > 2 && !read_figures(c, &duty, argc - 2, argv + 2, &call, err))
		return false;
	bool done = !c->opt.all || argc < 2 || take_owed(c, &duty, &owed, &call, err);
	done = done && do_it(c, v, &call, &out, err);
	if (done)
		cmd_outcome(c, &out);
	vec_clear(&owed);
	return done;
}

/* One call for all that a unit owes. */
static bool run_urge(struct cli *c, int argc, char **argv, struct err *err)
{
	struct verb_call call = { .on = DATE_NONE, .promised = DATE_NONE };
	struct outcome out = { 0 };
	duty_states owed = { 0 };
	int64_t unit;
	if (!c->opt.unit && argc == 2)
		return run(c, argc, argv, err);
	if (!c->opt.unit || argc > 0 || c->opt.due)
		return err_set(err, ERR_USE, _("usage: duban %s"),
			       "urge ITEM UNIT [--due DATE] | --unit UNIT");
	if (!cli_open(c, err) || !read_words(c, c->verb, &call, err) ||
	    !find_unit_option(c, &unit, err))
		return false;
	bool done = call_duties(c->ledger, c->plan, unit, &owed, err);
	if (done && owed.n == 0)
		done = err_set(err, ERR_REFUSED,
			       _("%s owes nothing that is not in: there is nothing to urge"),
			       c->opt.unit);
	call.duties = owed.p;
	call.n = owed.n;
	if (done && verb_run(c->ledger, c->verb, &call, &out, err))
		cmd_outcome(c, &out);
	else
		done = false;
	vec_clear(&owed);
	return done;
}

/* A measure is named by its number, as show lists them. */
static bool measure_find(struct cli *c, int64_t item, const char *word, int64_t *measure,
			 struct err *err)
{
	measure_rows list = { 0 };
	int64_t n = 0;
	bool ok = measures_read(c->ledger->db, item, &c->mem, &list, err);
	if (ok && list.n == 0)
		ok = err_set(err, ERR_NOT_FOUND, _("this item has no measures"));
	else if (ok && (!figure_read(str_of(word), &(struct figure_row){ .word = "" }, &n,
		&(struct err){ 0 }) || n < 1 || n > (int64_t)list.n))
		ok = err_set(err, ERR_NOT_FOUND, _("which measure? a number from 1 to %zu, not %s"),
			     list.n, word);
	else if (ok)
		*measure = list.p[n - 1].key;
	vec_clear(&list);
	return ok;
}

static bool run_measure(struct cli *c, int argc, char **argv, struct err *err)
{
	struct verb_call call = { .on = DATE_NONE, .promised = DATE_NONE };
	struct outcome out = { 0 };
	const char *number;
	(void)argc;
	if (!cli_open(c, err) || !read_words(c, c->verb, &call, err) ||
	    !find_item(c, argv[0], &call.item, err) || !cli_text(c, argv[1], &number, err) ||
	    !cli_text(c, argv[2], &call.way, err) ||
	    !measure_find(c, call.item, number, &call.measure, err) ||
	    !verb_run(c->ledger, c->verb, &call, &out, err))
		return false;
	cmd_outcome(c, &out);
	return true;
}

struct cli_command cli_verb_command(struct cli *c, const struct verb *v)
{
	if (v->needs & NEED_MEASURE)
		return (struct cli_command){ .name = v->name,
					     .args = N_("ITEM MEASURE STATE"),
					     .help = v->help,
					     .opts = verb_options(c, v),
					     .min_args = 3,
					     .max_args = 3,
					     .run = run_measure };
	if (strcmp(v->name, "urge") == 0)
		return (struct cli_command){ .name = v->name,
					     .args = N_("ITEM UNIT, or --unit UNIT"),
					     .help = v->help,
					     .opts = verb_options(c, v),
					     .max_args = 2,
					     .run = run_urge };
	bool figures = v->needs & TAKES_FIGURES, item = v->needs & TAKES_ITEM;
	return (struct cli_command){ .name = v->name,
				     .args = figures ? N_("ITEM UNIT [DONE/BASE|NAME=FIGURE...]")
					     : item  ? N_("ITEM [UNIT]")
						     : N_("ITEM UNIT"),
				     .help = v->help,
				     .opts = verb_options(c, v),
				     .min_args = item ? 1 : 2,
				     .max_args = figures ? -1 : 2,
				     .run = run };
}

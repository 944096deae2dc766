/* Every edit of model/edit.h as a command: duban EDIT [ITEM|UNIT] WORD... [--FIELD TEXT]. */
#include "base/gettext.h"
#include "cli/cli.h"
#include "cli/find.h"
#include "base/ban.h"

#define OPTION(field) offsetof(struct cli_options, field)
static const struct opt remove_option = { "remove", OPT_FLAG, NULL, N_("take it off"),
	OPTION(remove) };
static const struct opt yes_option = { "yes", OPT_FLAG, NULL, N_("do it without asking"),
	OPTION(yes) };

/* The fields that are no words of the line, then what all edits take. */
static const struct opt *edit_options(struct cli *c, const struct edit_verb *v)
{
	struct opt *made = arena_alloc(&c->mem, (EDIT_FIELDS + 3) * sizeof *made);
	size_t n = 0;
	for (int i = v->words; v->fields[i].name; i++)
		made[n++] = (struct opt){ v->fields[i].name, OPT_TEXT, v->fields[i].arg,
			v->fields[i].hint,
					  OPTION(said) + (size_t)i * sizeof(const char *) };
	if (v->takes_off)
		made[n++] = remove_option;
	made[n++] = yes_option;
	made[n] = (struct opt){ .name = NULL };
	return made;
}

/* What it is done to: how many words of the line say that. */
static int words_of(enum edit_of of)
{
	return of == EDIT_ITEM || of == EDIT_UNIT;
}

static bool find_subject(struct cli *c, const struct edit_verb *v, char **argv, int64_t *of,
			 struct err *err)
{
	if (v->of == EDIT_ITEM)
		return find_item(c, argv[0], of, err);
	if (v->of == EDIT_UNIT)
		return find_unit(c, argv[0], of, err);
	*of = c->plan;
	if (v->of == EDIT_LEDGER || *of)
		return true;
	struct err fault = { 0 };
	return edit_plan_only(c->ledger, of, &fault) ||
	       err_set(err, fault.code, _("%s; --plan says so"), fault.text);
}

static bool read_fields(struct cli *c, const struct edit_verb *v, int argc, char **argv,
			struct edit_call *call, struct err *err)
{
	int skip = words_of(v->of);
	for (int i = 0; v->fields[i].name; i++) {
		const char *word = i >= v->words     ? c->opt.said[i]
				   : i + skip < argc ? argv[i + skip]
						     : NULL;
		if (!cli_text(c, word, &call->said[i], err))
			return false;
	}
	if (c->opt.remove)
		call->said[0] = arena_printf(&c->mem, "-%s", call->said[0] ? call->said[0] : "");
	return true;
}

static bool run(struct cli *c, int argc, char **argv, struct err *err)
{
	struct edit_call call = { .sure = c->opt.yes };
	struct outcome out = { 0 };
	struct err fault = { 0 };
	if (!cli_open(c, err) || !find_subject(c, c->edit, argv, &call.of, err) ||
	    !read_fields(c, c->edit, argc, argv, &call, err))
		return false;
	if (edit_run(c->ledger, c->edit, &call, &out, &fault)) {
		cmd_outcome(c, &out);
		return true;
	}
	if (fault.code == ERR_DOUBT)
		return err_set(err, ERR_DOUBT, _("%s; --yes does it"), fault.text);
	*err = fault;
	return false;
}

struct cli_command cli_edit_command(struct cli *c, const struct edit_verb *v)
{
	static const char *const of[] = {
		[EDIT_LEDGER] = "", [EDIT_PLAN] = "", [EDIT_ITEM] = N_("ITEM"),
		[EDIT_UNIT] = N_("UNIT"),
	};
	const char *args = *v->args
				   ? arena_printf(&c->mem, "%s%s%s", *of[v->of] ? _(of[v->of]) : "",
						  *of[v->of] ? " " : "", _(v->args))
			   : *of[v->of] ? _(of[v->of])
					: "";
	/* The first word is needed, where there are words. */
	return (struct cli_command){ .name = v->name,
				     .args = args,
				     .help = v->help,
				     .opts = edit_options(c, v),
				     .min_args = words_of(v->of) + v->needed,
				     .max_args = words_of(v->of) + v->words,
				     .run = run };
}

/* duban view: saved views, filters with a name, which lie in the ledger's log. */
#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "cli/cli.h"
#include "cli/filter.h"
#include "cli/find.h"
#include "cli/out.h"
#include "cli/rows.h"
#include "model/saved.h"
#include "base/ban.h"

#define OPTION(field) offsetof(struct cli_options, field)
static const struct opt view_options[] = {
	{ "own", OPT_FLAG, NULL, N_("for you alone, apart from the shared ones"), OPTION(own) },
	{ "key", OPT_TEXT, N_("DIGIT"), N_("its key behind v on the screens: 4 to 9"),
	  OPTION(key) },
	{ "sort", OPT_TEXT, N_("COLUMN"),
	  N_("sorted by an order of the list where it opens: number, title, unit, light, due, left, "
	     "owed, in, contact; those of calls and units; -COLUMN: the other way round"),
	  OPTION(sort) },
	{ "screen", OPT_TEXT, N_("SCREEN"),
	  N_("where it opens: overview, campaigns, deadlines, calls, units, grid, month, log"),
	  OPTION(screen) },
	{ NULL, OPT_FLAG, NULL, NULL, 0 },
};

static const struct table_column columns[] = {
	{ N_("key"), false, false },    { N_("view"), false, false }, { N_("whose"), false, false },
	{ N_("screen"), false, false }, { N_("sort"), false, false }, { N_("filter"), false, true },
};
enum { COLUMNS = sizeof columns / sizeof *columns };

static void put_json(struct cli *c, const saved_list *list)
{
	struct json j;

	cli_json(c, &j, "duban-views/1");
	json_key(&j, "views");
	json_array(&j);
	for (size_t i = 0; i < list->n; i++) {
		const struct saved *v = &list->p[i];

		json_object(&j);
		json_key_text(&j, "name", v->name);
		json_key_text(&j, "filter", v->filter);
		json_key_text(&j, "sort", v->sort);
		json_key_text(&j, "screen", *v->screen ? v->screen : saved_screens()[0]);
		json_key_int(&j, "key", v->digit);
		json_key(&j, "own");
		json_bool(&j, v->own);
		json_object_end(&j);
	}
	json_array_end(&j);
	json_object_end(&j);
}

static void put_table(struct cli *c, const saved_list *list)
{
	struct table t;

	table_init(&t, columns, COLUMNS);
	for (size_t i = 0; i < list->n; i++) {
		const struct saved *v = &list->p[i];

		table_cell(&t, v->digit ? arena_printf(&c->mem, "%d", v->digit) : "-");
		table_cell(&t, v->name);
		table_cell(&t, v->own ? _("own") : _("shared"));
		table_cell(&t, saved_screen_word(v->screen));
		table_cell(&t, *v->sort ? saved_order_word(v, &c->mem) : "-");
		table_cell(&t, *v->filter ? v->filter : _("(all)"));
	}
	table_print(&t, out_columns(), &c->out);
	table_clear(&t);
}

/* A view stays whatever its filter says: what it names may come back. */
static void say_flaw(struct cli *c, const struct saved *v)
{
	struct err flaw = { 0 };
	size_t at;

	if (!saved_reads(c->ledger, c->plan, v, &at, &flaw))
		cli_say(arena_printf(&c->mem, _("view %s is kept, but cannot be read: %.200s"),
				     v->name, flaw.text));
}

static bool put_list(struct cli *c, struct err *err)
{
	saved_list list = { 0 };
	bool ok = saved_read(c->ledger, &c->mem, &list, err);

	if (ok && c->opt.json)
		put_json(c, &list);
	else if (ok && list.n > 0)
		put_table(c, &list);
	else if (ok)
		cli_say(_("no view is saved yet: duban view save NAME FILTER"));
	for (size_t i = 0; ok && i < list.n; i++)
		say_flaw(c, &list.p[i]);
	vec_clear(&list);
	return ok;
}

/* The words of the filter, as one line. */
static bool filter_said(struct cli *c, int argc, char **argv, const char **to, struct err *err)
{
	*to = "";
	for (int i = 0; i < argc; i++) {
		const char *word;

		if (!cli_text(c, argv[i], &word, err))
			return false;
		*to = arena_printf(&c->mem, "%s%s%s", *to, i ? " " : "", word);
	}
	return true;
}

static bool key_said(struct cli *c, int *digit, struct err *err)
{
	const char *key = c->opt.key;

	*digit = 0;
	if (!key)
		return true;
	if (key[0] < '0' + SAVED_FIRST_DIGIT || key[0] > '0' + SAVED_LAST_DIGIT || key[1])
		return err_set(err, ERR_USE, _("the key of a view is a digit from %d to %d"),
			       SAVED_FIRST_DIGIT, SAVED_LAST_DIGIT);
	*digit = key[0] - '0';
	return true;
}

static bool save(struct cli *c, const char *name, int argc, char **argv, struct err *err)
{
	struct saved v = { .name = name,
			   .own = c->opt.own,
			   .sort = c->opt.sort ? c->opt.sort : "",
			   .screen = c->opt.screen ? c->opt.screen : "" };
	struct outcome out;
	size_t at;

	if (!key_said(c, &v.digit, err) || !filter_said(c, argc, argv, &v.filter, err))
		return false;
	if (!saved_reads(c->ledger, c->plan, &v, &at, err))
		return cli_filter_wrong(str_of(v.filter), at, err);
	if (!saved_save(c->ledger, &v, &out, err))
		return false;
	cmd_outcome(c, &out);
	return true;
}

static bool take_away(struct cli *c, const char *name, struct err *err)
{
	struct saved v;
	struct outcome out;

	if (!saved_find(c->ledger, str_of(name), &c->mem, &v, err) ||
	    !saved_remove(c->ledger, &v, &out, err))
		return false;
	cmd_outcome(c, &out);
	return true;
}

static bool run(struct cli *c, int argc, char **argv, struct err *err)
{
	bool saves = argc > 0 && strcmp(argv[0], "save") == 0;
	const char *name;

	if (argc > 0 && !saves && strcmp(argv[0], "remove") != 0)
		return err_set(err, ERR_USE, _("duban view lists, saves or removes: not %s"),
			       argv[0]);
	if (argc == 1 || (argc > 2 && !saves))
		return err_set(err, ERR_USE, _("usage: duban %s %s"), c->command->name,
			       _(c->command->args));
	if (!cli_open(c, err))
		return false;
	if (argc == 0)
		return put_list(c, err);
	if (!cli_text(c, argv[1], &name, err))
		return false;
	return saves ? save(c, name, argc - 2, argv + 2, err) : take_away(c, name, err);
}

const struct cli_command cmd_view = {
	.name = "view",
	.args = N_("[save NAME [FILTER...] | remove NAME]"),
	.help = N_("saved views, filters with a name: lists, saves, removes them"),
	.opts = view_options,
	.max_args = -1,
	.run = run,
};

/* duban define: what figures mean, and which of them are one. */
#include "base/gettext.h"
#include "cli/cli.h"
#include "cli/find.h"
#include "cli/out.h"
#include "cli/rows.h"
#include "model/define.h"
#include "base/ban.h"

#define OPTION(field) offsetof(struct cli_options, field)
static const struct opt define_options[] = {
	{ "item", OPT_TEXT, N_("ITEM"), N_("of the figures that this item asks for"),
		OPTION(item) },
	{ "all", OPT_FLAG, NULL, N_("all that fit, not one alone"), OPTION(all) },
	{ "same-as", OPT_TEXT, N_("FIGURE"),
		N_("it is the same figure as that one: asked for once, for both"),
		OPTION(same_as) },
	{ "apart", OPT_FLAG, NULL,
		N_("it is a figure of its own again; with --item: that item's own"),
		OPTION(apart) },
	{ NULL, OPT_FLAG, NULL, NULL, 0 },
};

static const struct table_column columns[] = {
	{ N_("no."), false, false }, { N_("figure"), false, true }, { N_("word"), false, false },
	{ N_("definition"), false, true },
};

static const char *meaning(struct cli *c, const struct figure_use *u)
{
	const char *text = u->row.definition && *u->row.definition ? u->row.definition : "-";
	return u->row.key == u->key ? text
				    : arena_printf(&c->mem, _("the same as %s"), u->row.name);
}

static void put_text(struct cli *c, const figure_uses *list)
{
	struct table t;
	table_init(&t, columns, sizeof columns / sizeof *columns);
	for (size_t i = 0; i < list->n; i++) {
		const struct figure_use *u = &list->p[i];
		table_cell(&t, u->items);
		table_cell(&t, u->name);
		table_cell(&t, u->row.word && *u->row.word ? u->row.word : "-");
		table_cell(&t, meaning(c, u));
	}
	table_print(&t, out_columns(), &c->out);
	table_clear(&t);
}

static void put_items(struct cli *c, struct json *j, const struct figure_use *u)
{
	struct item_row item;
	json_key(j, "items");
	json_array(j);
	for (size_t i = 0; i < u->item_keys.n; i++) {
		struct err gone = { 0 };
		if (item_get(c->ledger->db, u->item_keys.p[i], &c->mem, &item, &gone))
			json_text(j, item.number);
	}
	json_array_end(j);
}

static void put_json(struct cli *c, const figure_uses *list)
{
	struct json j;
	cli_json(c, &j, "duban-figures/1");
	json_key(&j, "figures");
	json_array(&j);
	for (size_t i = 0; i < list->n; i++) {
		const struct figure_use *u = &list->p[i];
		json_object(&j);
		json_key_text(&j, "name", u->name);
		put_items(c, &j, u);
		json_key_text(&j, "word", u->row.word && *u->row.word ? u->row.word : NULL);
		json_key_int(&j, "scale", u->row.scale);
		json_key_text(&j, "definition",
			      u->row.definition && *u->row.definition ? u->row.definition : NULL);
		json_key_text(&j, "same_as", u->row.key != u->key ? u->row.name : NULL);
		json_object_end(&j);
	}
	json_array_end(&j);
	json_object_end(&j);
}

static bool list(struct cli *c, int64_t item, const char *word, struct err *err)
{
	figure_uses uses = { 0 };
	bool done = figure_find(c->ledger, c->plan, item, str_of(word), &c->mem, &uses, err);
	if (done && c->opt.json)
		put_json(c, &uses);
	else if (done)
		put_text(c, &uses);
	figure_uses_clear(&uses);
	return done;
}

/* One figure, or with --all each that fits. */
static bool set(struct cli *c, int64_t item, const char *word, const char *text,
		struct outcome *out, struct err *err)
{
	figure_uses uses = { 0 };
	struct definition *each;
	bool done = figure_find(c->ledger, c->plan, item, str_of(word), &c->mem, &uses, err);
	if (done && uses.n > 1 && !c->opt.all)
		done = err_set(
			err, ERR_AMBIGUOUS,
			_("%s fits several figures: %s. Name one, or --all means all of them"),
			word, figure_uses_names(&uses, &c->mem));
	each = arena_alloc(&c->mem, (uses.n + 1) * sizeof *each);
	for (size_t i = 0; i < uses.n; i++)
		each[i] = (struct definition){ uses.p[i].key, text };
	done = done && define_set(c->ledger, each, uses.n, out, err);
	figure_uses_clear(&uses);
	return done;
}

static bool same(struct cli *c, int64_t item, const char *word, struct outcome *out,
		 struct err *err)
{
	const char *other;
	int64_t a = 0, b = 0;
	return cli_text(c, c->opt.same_as, &other, err) &&
	       figure_find_one(c->ledger, c->plan, item, str_of(word), &c->mem, &a, err) &&
	       figure_find_one(c->ledger, c->plan, 0, str_of(other), &c->mem, &b, err) &&
	       define_same(c->ledger, a, b, out, err);
}

static bool apart(struct cli *c, int64_t item, const char *word, struct outcome *out,
		  struct err *err)
{
	int64_t figure = 0;
	return figure_find_one(c->ledger, c->plan, item, str_of(word), &c->mem, &figure, err) &&
	       define_apart(c->ledger, figure, item, out, err);
}

static bool run(struct cli *c, int argc, char **argv, struct err *err)
{
	const char *word = "", *text = NULL;
	struct outcome out = { .done = 0 };
	int64_t item;
	int wanted = (argc > 1) + (c->opt.same_as != NULL) + c->opt.apart;
	if (wanted > 1 || (wanted && argc == 0))
		return err_set(err, ERR_USE,
			       _("one of a text, --same-as or --apart, for one figure"));
	if (!cli_open(c, err) || !find_item_option(c, &item, err) ||
	    (argc > 0 && !cli_text(c, argv[0], &word, err)) ||
	    (argc > 1 && !cli_text(c, argv[1], &text, err)))
		return false;
	if (!wanted)
		return list(c, item, word, err);
	if (!(text           ? set(c, item, word, text, &out, err)
	      : c->opt.apart ? apart(c, item, word, &out, err)
			     : same(c, item, word, &out, err)))
		return false;
	cmd_outcome(c, &out);
	return true;
}

const struct cli_command cmd_define = {
	.name = "define",
	.args = N_("[FIGURE [TEXT]]"),
	.help = N_("what figures mean, and which of them are one; alone: all of them"),
	.opts = define_options,
	.max_args = 2,
	.run = run,
};

/* duban reorg: units are renamed, merged, split from a day on. Shows what would move before it is
 * done. */
#include <string.h>

#include "base/gettext.h"
#include "base/utf8.h"
#include "cli/ask.h"
#include "cli/find.h"
#include "cli/rows.h"
#include "model/reorg.h"
#include "model/right_mine.h"
#include "model/unit_match.h"
#include "base/ban.h"

#define OPTION(field) offsetof(struct cli_options, field)
static const struct opt reorg_options[] = {
	{ "on", OPT_TEXT, N_("DATE"), N_("the first day of the new name or unit; else today"),
		OPTION(on) },
	{ "into", OPT_TEXT, N_("NEW"),
		N_("the unit that goes on: its full name; of a split the first, the others follow as words"), OPTION(into) },
	{ "item", OPT_TEXT, N_("ITEM=NEW ..."),
		N_("of a split: items that go to another one than the first, parted by blanks"),
		OPTION(item) },
	{ "yes", OPT_FLAG, NULL, N_("do it without asking"), OPTION(yes) },
	{ NULL, OPT_FLAG, NULL, NULL, 0 },
};

/* What was typed, as the model takes it. */
struct typed {
	struct reorg r;
	int64_t *units;
	struct str *into;
	VEC(struct reorg_named) named;
};

static bool unit_add(struct cli *c, struct typed *t, const char *word, struct err *err)
{
	if (!find_unit(c, word, &t->units[t->r.n_units], err))
		return false;
	t->r.n_units++;
	return true;
}

static bool into_add(struct cli *c, struct typed *t, const char *word, struct err *err)
{
	const char *text;
	if (!cli_text(c, word, &text, err))
		return false;
	t->into[t->r.n_into++] = str_of(text);
	return true;
}

static bool named_add(struct cli *c, struct typed *t, struct str word, struct err *err)
{
	ptrdiff_t at = str_find(word, STR_LIT("="));
	struct reorg_named n = { 0 };
	if (at < 0)
		return err_set(err, ERR_USE, _("which item goes where? ITEM=NEW, not %.*s"),
			       STR_ARG(word));
	struct str name = str_from(word, (size_t)at + 1);
	if (!view_find_item(c->ledger, c->plan, str_to(word, (size_t)at), &n.item, err))
		return false;
	while (n.into < t->r.n_into && !str_eq(t->into[n.into], name))
		n.into++;
	if (n.into == t->r.n_into)
		return err_set(err, ERR_INPUT, _("%.*s is none of the new units"), STR_ARG(name));
	*vec_push(&t->named) = n;
	return true;
}

static bool named_read(struct cli *c, struct typed *t, struct err *err)
{
	const char *text;
	bool ok = cli_text(c, c->opt.item, &text, err);
	struct str rest = str_of(ok && text ? text : ""), word;
	while (ok && str_cut(&rest, ' ', &word))
		ok = str_trim(word).n == 0 || named_add(c, t, str_trim(word), err);
	return ok;
}

static bool words_read(struct cli *c, int argc, char **argv, struct typed *t, struct err *err)
{
	bool ok = true;
	t->units = arena_alloc(&c->mem, (size_t)argc * sizeof *t->units);
	t->into = arena_alloc(&c->mem, ((size_t)argc + 1) * sizeof *t->into);
	if (c->opt.into)
		ok = into_add(c, t, c->opt.into, err);
	for (int i = 1; ok && i < argc; i++)
		ok = i == 1 || t->r.kind == REORG_MERGE ? unit_add(c, t, argv[i], err)
							: into_add(c, t, argv[i], err);
	ok = ok && named_read(c, t, err);
	t->r.units = t->units;
	t->r.into = t->into;
	t->r.named = t->named.p;
	t->r.n_named = t->named.n;
	return ok;
}

/* Off a terminal --yes is asked for. */
static bool agreed(struct cli *c, const char *what, bool *yes, struct err *err)
{
	struct asker a;
	char line[64] = "";
	*yes = c->opt.yes;
	if (*yes)
		return true;
	if (!ask_start(&a, c, false))
		return err_set(err, ERR_USE, _("%s; --yes does it"), what);
	ask_print(&a, str_of(arena_printf(&c->mem, _("%s. Do it? y or n "), what)));
	*yes = fgets(line, sizeof line, a.in) && (line[0] == 'y' || line[0] == 'Y' || strncmp(line, "\xef\xbd\x99", 3) == 0 || strncmp(line, "是", 3) == 0);
	ask_end(&a);
	return true;
}

static bool run(struct cli *c, int argc, char **argv, struct err *err)
{
	struct typed t = { .units = NULL };
	struct outcome out;
	const char *what;
	bool yes;
	if (!reorg_kind_find(argv[0], &t.r.kind))
		return err_set(err, ERR_USE, _("rename, merge or split, not %s"), argv[0]);
	if (t.r.kind == REORG_MERGE && !c->opt.into)
		return err_set(err, ERR_USE, _("merged into what? --into NEW"));
	if (!cli_date(c->opt.on, &t.r.on, err) || !cli_open(c, err) ||
	    !right_ask(c->ledger, "reorg", 0, err))
		return false;
	if (t.r.on == DATE_NONE)
		t.r.on = ledger_today(c->ledger);
	bool done = words_read(c, argc, argv, &t, err) &&
		    reorg_look(c->ledger, &t.r, &c->mem, &what, err) && agreed(c, what, &yes, err);
	if (done && yes && (done = reorg_do(c->ledger, &t.r, &out, err)))
		cmd_outcome(c, &out);
	vec_clear(&t.named);
	return done;
}

const struct cli_command cmd_reorg = {
	.name = "reorg",
	.args = N_("rename UNIT NEW | merge UNIT... --into NEW | split UNIT --into NEW NEW..."),
	.help = N_("units are renamed, merged, split from a day on: what is open moves"),
	.opts = reorg_options,
	.min_args = 2,
	.max_args = -1,
	.run = run,
};

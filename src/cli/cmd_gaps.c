/* duban gaps: what is missing, and what to do about it. */
#include "base/gettext.h"
#include "cli/cli.h"
#include "cli/out.h"
#include "cli/rows.h"
#include "model/gap.h"
#include "store/rows.h"
#include "base/ban.h"

#define OPTION(field) offsetof(struct cli_options, field)
static const struct opt gaps_options[] = {
	{ "fail-empty", OPT_FLAG, NULL, N_("end with 1 where there is nothing to list"),
	  OPTION(fail_empty) },
	{ NULL, OPT_FLAG, NULL, NULL, 0 },
};

static const struct table_column columns[] = {
	{ N_("no."), false, false },
	{ N_("what"), false, true },
	{ N_("missing"), false, true },
	{ N_("what to do"), false, true },
};
enum { COLUMNS = sizeof columns / sizeof *columns };

/* What closes it. */
static const char *todo_of(enum gap_kind k, struct arena *mem)
{
	static const char *const commands[GAPS] = {
		[GAP_LEAD] = "assign", [GAP_OWNER] = "assign", [GAP_DEADLINE] = "edit-deadline",
		[GAP_DENOMINATOR] = "define", [GAP_DEFINITION] = "define",
		[GAP_MEMBERS] = "member", [GAP_CONTACT] = "contact", [GAP_CALENDAR] = "",
	};

	return gap_todo(k, arena_printf(mem, "duban %s", commands[k]), mem);
}

static void put_text(const gaps *list, struct arena *mem, struct buf *to)
{
	struct table t;
	table_init(&t, columns, COLUMNS);
	for (size_t i = 0; i < list->n; i++) {
		const struct gap *g = &list->p[i];
		table_cell(&t, g->number);
		table_cell(&t, g->what);
		table_cell(&t, g->missing);
		table_cell(&t, todo_of(g->kind, mem));
	}
	if (list->n)
		table_print(&t, out_columns(), to);
	else
		buf_printf(to, "%s\n", _("nothing is missing"));
	table_clear(&t);
}

static void put_id(struct cli *c, struct json *j, const char *key, enum kind k, int64_t row)
{
	struct id id;
	if (row && row_id(c->ledger->db, k, row, &id))
		cli_json_id(j, key, &id);
	else
		json_key_text(j, key, NULL);
}

static void put_json(struct cli *c, const gaps *list)
{
	struct json j;
	cli_json(c, &j, "duban-gaps/1");
	json_key(&j, "gaps");
	json_array(&j);
	for (size_t i = 0; i < list->n; i++) {
		const struct gap *g = &list->p[i];
		json_object(&j);
		json_key_text(&j, "kind", gap_name(g->kind));
		json_key_text(&j, "item", *g->number ? g->number : NULL);
		put_id(c, &j, "item_id", KIND_ITEM, g->item);
		put_id(c, &j, "unit_id", KIND_UNIT, g->unit);
		json_key_text(&j, "what", g->what);
		json_key_text(&j, "missing", g->missing);
		json_key_text(&j, "todo", todo_of(g->kind, &c->mem));
		json_object_end(&j);
	}
	json_array_end(&j);
	json_object_end(&j);
}

static bool run(struct cli *c, int argc, char **argv, struct err *err)
{
	gaps list = { 0 };
	(void)argc, (void)argv;
	bool done = cli_open(c, err) && gaps_read(c->ledger, c->plan, &c->mem, &list, err);
	if (done && c->opt.json)
		put_json(c, &list);
	else if (done)
		put_text(&list, &c->mem, &c->out);
	c->status = c->opt.fail_empty && list.n == 0;
	vec_clear(&list);
	return done;
}

const struct cli_command cmd_gaps = {
	.name = "gaps",
	.args = "",
	.help = N_("what is missing: leads, dates, definitions, contacts ..."),
	.opts = gaps_options,
	.past = true,
	.run = run,
};

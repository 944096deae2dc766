/* duban member: who belongs to a group, from when to when. */
#include "base/gettext.h"
#include "cli/cli.h"
#include "cli/find.h"
#include "cli/out.h"
#include "cli/rows.h"
#include "model/member.h"
#include "store/rows.h"
#include "base/ban.h"

#define OPTION(field) offsetof(struct cli_options, field)
static const struct opt member_options[] = {
	{ "from", OPT_TEXT, N_("DATE"), N_("the first day"), OPTION(from) },
	{ "to", OPT_TEXT, N_("DATE"), N_("the last day: who leaves is kept for what was before"),
		OPTION(until) },
	{ "remove", OPT_FLAG, NULL, N_("they were listed by mistake: take them off"),
		OPTION(remove) },
	{ NULL, OPT_FLAG, NULL, NULL, 0 },
};

static const struct table_column columns[] = {
	{ N_("unit"), false, true }, { N_("from"), false, false }, { N_("to"), false, false },
};

static bool put_members(struct cli *c, int64_t group, struct err *err)
{
	member_rows list = { 0 };
	struct unit_row unit, of;
	struct table t;
	struct json j;
	bool done = unit_get(c->ledger->db, group, &c->mem, &of, err) &&
		    member_rows_read(c->ledger->db, group, &list, err);
	table_init(&t, columns, sizeof columns / sizeof *columns);
	if (done && c->opt.json) {
		cli_json(c, &j, "duban-members/1");
		json_key_text(&j, "group", of.name);
		json_key(&j, "members");
		json_array(&j);
	}
	for (size_t i = 0; done && i < list.n; i++) {
		done = unit_get(c->ledger->db, list.p[i].unit, &c->mem, &unit, err);
		if (done && c->opt.json) {
			json_object(&j);
			json_key_text(&j, "unit", unit.name);
			cli_json_id(&j, "unit_id", &unit.id);
			cli_json_date(&j, "from", list.p[i].from);
			cli_json_date(&j, "to", list.p[i].to);
			json_object_end(&j);
		} else if (done) {
			table_cell(&t, unit.name);
			table_cell(&t, word_date(c, list.p[i].from));
			table_cell(&t, word_date(c, list.p[i].to));
		}
	}
	if (done && c->opt.json) {
		json_array_end(&j);
		json_object_end(&j);
	} else if (done) {
		table_print(&t, out_columns(), &c->out);
	}
	table_clear(&t);
	vec_clear(&list);
	return done;
}

static bool run(struct cli *c, int argc, char **argv, struct err *err)
{
	struct str *words = arena_alloc(&c->mem, (size_t)argc * sizeof *words);
	struct outcome out;
	int64_t group;
	date from, to;
	if (!cli_date(c->opt.from, &from, err) || !cli_date(c->opt.until, &to, err) ||
	    !cli_open(c, err) || !find_unit(c, argv[0], &group, err))
		return false;
	if (argc == 1)
		return put_members(c, group, err);
	for (int i = 1; i < argc; i++) {
		const char *text;
		if (!cli_text(c, argv[i], &text, err))
			return false;
		words[i - 1] = str_of(
			c->opt.remove && *text != '-' ? arena_printf(&c->mem, "-%s", text) : text);
	}
	if (!member_change(c->ledger, group, words, (size_t)argc - 1, from, to, &out, err))
		return false;
	cmd_outcome(c, &out);
	return true;
}

const struct cli_command cmd_member = {
	.name = "member",
	.args = N_("GROUP [UNIT...]"),
	.help = N_("who belongs to a group: list them, add, date, take off"),
	.opts = member_options,
	.min_args = 1,
	.max_args = -1,
	.run = run,
};

/* duban who: who has the ledger open. */
#include <inttypes.h>

#include "base/gettext.h"
#include "cli/cli.h"
#include "cli/out.h"
#include "cli/rows.h"
#include "model/person.h"
#include "store/who.h"
#include "base/ban.h"

static const struct table_column columns[] = {
	{ N_("who"), false, true },   { N_("login"), false, false },   { N_("since"), false, false },
	{ N_("from where"), false, false }, { N_("does"), false, false },    { N_("process"), true, false },
	{ "", false, true },
};

static void put_row(struct cli *c, struct table *t, const struct who_row *row)
{
	char day_text[DATE_TEXT_SIZE];
	date day;
	int hour, minute;

	clock_civil(&c->clock, row->since_ms, &day, &hour, &minute);
	table_cell(t, person_name(c->ledger, row->by, &c->mem));
	table_cell(t, row->by);
	table_cell(t, arena_printf(&c->mem, "%s %02d:%02d", date_text(day, day_text), hour, minute));
	table_cell(t, *row->from ? row->from : "-");
	table_cell(t, *row->does ? row->does : _("screens"));
	table_cell(t, arena_printf(&c->mem, "%" PRId64, row->pid));
	table_cell(t, row->writes ? _("is writing") : "");
}

static void put_json_row(struct cli *c, struct json *j, const struct who_row *row)
{
	char at[CLOCK_TEXT_SIZE];

	json_object(j);
	json_key_text(j, "by", row->by);
	json_key_text(j, "name", person_name(c->ledger, row->by, &c->mem));
	json_key_text(j, "since", clock_text(row->since_ms, at));
	json_key_text(j, "from", *row->from ? row->from : NULL);
	json_key_text(j, "does", *row->does ? row->does : "screens");
	json_key_int(j, "process", row->pid);
	json_key(j, "writes");
	json_bool(j, row->writes);
	json_object_end(j);
}

static bool run(struct cli *c, int argc, char **argv, struct err *err)
{
	who_rows rows = { 0 };
	struct table t;
	struct json j;

	(void)argc, (void)argv;
	if (!cli_open(c, err))
		return false;
	who_read(c->ledger->db, &c->mem, &rows);
	table_init(&t, columns, sizeof columns / sizeof *columns);
	if (c->opt.json) {
		cli_json(c, &j, "duban-who/1");
		json_key(&j, "who");
		json_array(&j);
	}
	for (size_t i = 0; i < rows.n; i++) {
		/* Who asks has it open, too, and knows that. */
		if (rows.p[i].own)
			continue;
		if (c->opt.json)
			put_json_row(c, &j, &rows.p[i]);
		else
			put_row(c, &t, &rows.p[i]);
	}
	if (c->opt.json) {
		json_array_end(&j);
		json_object_end(&j);
	} else if (t.cells.n > 0) {
		table_print(&t, out_columns(), &c->out);
	} else {
		buf_printf(&c->out, "%s\n", _("nobody else has the ledger open"));
	}
	table_clear(&t);
	vec_clear(&rows);
	return true;
}

const struct cli_command cmd_who = {
	.name = "who",
	.args = "",
	.help = N_("who has the ledger open, since when, from where"),
	.run = run,
};

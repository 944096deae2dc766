#include "cli/show.h"

#include "base/gettext.h"
#include "cli/out.h"
#include "cli/rows.h"
#include "store/rows.h"
#include "base/ban.h"

static const struct table_column columns[] = {
	{ N_("id"), false, false },          { N_("document number"), false, false },
	{ N_("plan"), false, true },         { N_("issued"), false, false },
	{ N_("handed over"), false, false }, { N_("region"), false, false },
	{ N_("state"), false, false },
};
enum { COLUMNS = sizeof columns / sizeof *columns, ID_SHOWN = 8 };

static void put_json(struct json *j, const struct plan_row *p)
{
	json_object(j);
	cli_json_id(j, "id", &p->id);
	json_key_text(j, "number", p->number);
	json_key_text(j, "title", p->title);
	json_key_text(j, "region", p->region);
	json_key_int(j, "year", p->year);
	cli_json_date(j, "issued", p->issued);
	cli_json_date(j, "handed", p->handed);
	json_key_text(j, "state", p->state);
	json_object_end(j);
}

static void put_row(struct cli *c, struct table *t, const struct plan_row *p)
{
	char hex[ID_TEXT_SIZE];
	table_cell(t, arena_printf(&c->mem, "%.*s", ID_SHOWN, id_text(&p->id, hex)));
	table_cell(t, p->number);
	table_cell(t, p->title);
	table_cell(t, word_date(c, p->issued));
	table_cell(t, word_date(c, p->handed));
	table_cell(t, p->region);
	table_cell(t, strcmp(p->state, "closed") == 0 ? _("closed") : _("in work"));
}

bool show_plans(struct cli *c, struct err *err)
{
	plan_rows plans = { 0 };
	struct table t;
	struct json j;
	if (!plans_read(c->ledger->db, false, &c->mem, &plans, err))
		return false;
	if (c->opt.json) {
		cli_json(c, &j, "duban-plans/1");
		json_key(&j, "plans");
		json_array(&j);
		for (size_t i = 0; i < plans.n; i++)
			put_json(&j, &plans.p[i]);
		json_array_end(&j);
		json_object_end(&j);
	} else {
		table_init(&t, columns, COLUMNS);
		for (size_t i = 0; i < plans.n; i++)
			put_row(c, &t, &plans.p[i]);
		table_print(&t, out_columns(), &c->out);
		table_clear(&t);
	}
	vec_clear(&plans);
	return true;
}

/* What a changed calendar has moved: open duties whose dates are others than before. */
#include "cli/show.h"

#include "base/gettext.h"
#include "cli/out.h"
#include "cli/rows.h"
#include "model/workdays.h"
#include "store/rows.h"
#include "base/ban.h"

static const struct table_column columns[] = {
	{ N_("no."), false, false },     { N_("unit"), false, true },
	{ N_("period"), false, false },  { N_("deadline"), false, false },
	{ N_("before"), false, false },  { N_("act by"), false, false },
	{ N_("before"), false, false },
};

static bool put_row(struct cli *c, struct table *t, struct json *j, const struct moved *m,
		    struct err *err)
{
	struct item_row item;
	struct unit_row unit;
	if (!item_get(c->ledger->db, m->duty.item, &c->mem, &item, err) ||
	    !unit_get(c->ledger->db, m->duty.unit, &c->mem, &unit, err))
		return false;
	if (c->opt.json) {
		json_object(j);
		json_key_text(j, "item", item.number);
		cli_json_id(j, "item_id", &item.id);
		json_key_text(j, "unit", unit.name);
		cli_json_id(j, "unit_id", &unit.id);
		json_key_text(j, "occurrence", m->duty.occ);
		cli_json_date(j, "due", m->duty.due);
		cli_json_date(j, "act_by", m->duty.act_by);
		cli_json_date(j, "old_due", m->old_due);
		cli_json_date(j, "old_act_by", m->old_act_by);
		json_object_end(j);
		return true;
	}
	table_cell(t, item.number);
	table_cell(t, unit.name);
	table_cell(t, m->duty.occ);
	table_cell(t, word_date(c, m->duty.due));
	table_cell(t, m->old_due == m->duty.due ? "=" : word_date(c, m->old_due));
	table_cell(t, word_date(c, m->duty.act_by));
	table_cell(t, m->old_act_by == m->duty.act_by ? "=" : word_date(c, m->old_act_by));
	return true;
}

bool show_moved(struct cli *c, struct err *err)
{
	moved_list moved = { 0 };
	struct table t;
	struct json j = { 0 };
	bool done = workdays_moved(c->ledger, &moved, err);
	table_init(&t, columns, sizeof columns / sizeof *columns);
	if (c->opt.json) {
		cli_json(c, &j, "duban-moved/1");
		json_key(&j, "moved");
		json_array(&j);
	}
	for (size_t i = 0; done && i < moved.n; i++)
		done = put_row(c, &t, &j, &moved.p[i], err);
	if (c->opt.json) {
		json_array_end(&j);
		json_object_end(&j);
	} else if (moved.n) {
		table_print(&t, out_columns(), &c->out);
	} else {
		buf_printf(&c->out, "%s\n", _("no open date has moved"));
	}
	c->status = moved.n > 0;
	table_clear(&t);
	vec_clear(&moved);
	return done && (!c->opt.seen || workdays_seen(c->ledger, err));
}

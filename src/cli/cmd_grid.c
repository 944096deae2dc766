/* duban grid: duties as a table of pairs, with how many are silent at its edges. */
#include <string.h>

#include "base/gettext.h"
#include "cli/cli.h"
#include "cli/find.h"
#include "cli/out.h"
#include "cli/rows.h"
#include "model/cross.h"
#include "base/ban.h"

#define OPTION(field) offsetof(struct cli_options, field)
static const struct opt grid_options[] = {
	{ "item", OPT_TEXT, N_("ITEM"), N_("the periods of this item by its units"), OPTION(item) },
	{ "unit", OPT_TEXT, N_("UNIT"), N_("the items of this unit by its due dates"),
		OPTION(unit) },
	{ "date", OPT_TEXT, N_("DATE"), N_("of all items and units what falls due on this day"),
	  OPTION(due) },
	{ "fail-empty", OPT_FLAG, NULL, N_("end with 1 where there is nothing to list"),
	  OPTION(fail_empty) },
	{ NULL, OPT_FLAG, NULL, NULL, 0 },
};

static const char *kind_name(enum cross_kind k)
{
	static const char *const names[] = { [CROSS_UNITS] = "items-units",
					     [CROSS_PERIODS] = "periods-units",
					     [CROSS_DATES] = "items-dates" };
	return names[k];
}

/* ---- text ---- */

static const char *word(struct cli *c, const struct cross_cell *cell)
{
	const char *text = cross_cell_text(cell, &c->mem);
	if (!cell->duty.key)
		return text;
	return arena_printf(&c->mem, "%s%s%s", light_word(cell->light), *text ? " " : "", text);
}

static const char *count(struct cli *c, int n)
{
	return arena_printf(&c->mem, "%d", n);
}

static bool put_row(struct cli *c, const struct cross *g, struct table *t, int64_t row,
		    struct err *err)
{
	struct cross_head head;
	bool done = cross_row(c->ledger, g, row, &c->mem, &head, err);
	table_cell(t, head.name);
	table_cell(t, head.more);
	table_cell(t, count(c, head.silent));
	for (int64_t k = 0; done && k < cross_columns(g); k++) {
		struct cross_cell cell;
		done = cross_cell(c->ledger, g, row, k, &c->mem, &cell, err);
		table_cell(t, word(c, &cell));
	}
	return done;
}

static bool put_text(struct cli *c, const struct cross *g, struct err *err)
{
	size_t n = (size_t)cross_columns(g) + 3;
	struct table_column *columns = arena_alloc(&c->mem, n * sizeof *columns);
	struct cross_head head;
	struct table t;
	bool done = true;
	columns[0] = (struct table_column){ g->kind == CROSS_PERIODS ? N_("period") : N_("no."),
					    false, false };
	columns[1] = (struct table_column){ g->kind == CROSS_PERIODS ? N_("deadline") : N_("item"),
					    false, true };
	columns[2] = (struct table_column){ N_("silent"), true, false };
	for (int64_t k = 0; done && k < cross_columns(g); k++) {
		done = cross_column(c->ledger, g, k, &c->mem, &head, err);
		columns[k + 3] = (struct table_column){ head.name, false, false };
	}
	table_init(&t, columns, n);
	for (int64_t row = 0; done && row < cross_rows(g); row++)
		done = put_row(c, g, &t, row, err);
	table_cell(&t, _("silent"));
	table_cell(&t, "");
	table_cell(&t, "");
	for (int64_t k = 0; done && k < cross_columns(g); k++) {
		done = cross_column(c->ledger, g, k, &c->mem, &head, err);
		table_cell(&t, count(c, head.silent));
	}
	if (done)
		table_print(&t, 0, &c->out);
	table_clear(&t);
	return done;
}

/* ---- JSON ---- */

static void put_key(struct cli *c, struct json *j, const char *key, enum kind k, int64_t row)
{
	struct id id;
	if (row_id(c->ledger->db, k, row, &id))
		cli_json_id(j, key, &id);
}

static void put_head(struct cli *c, const struct cross *g, struct json *j,
		     const struct cross_head *h, int64_t item, int64_t unit)
{
	json_object(j);
	if (item) {
		json_key_text(j, "number", h->name);
		put_key(c, j, "item_id", KIND_ITEM, item);
		json_key_text(j, "title", h->more);
	} else if (unit) {
		json_key_text(j, "short", h->name);
		put_key(c, j, "unit_id", KIND_UNIT, unit);
		json_key_text(j, "unit", h->more);
	} else {
		if (g->kind == CROSS_PERIODS)
			json_key_text(j, "period", h->name);
		cli_json_date(j, "due", h->due);
	}
	json_key_int(j, "silent", h->silent);
}

static bool put_columns(struct cli *c, const struct cross *g, struct json *j, struct err *err)
{
	bool done = true;
	json_key(j, "columns");
	json_array(j);
	for (int64_t k = 0; done && k < cross_columns(g); k++) {
		struct cross_head head;
		done = cross_column(c->ledger, g, k, &c->mem, &head, err);
		put_head(c, g, j, &head, 0, g->kind == CROSS_DATES ? 0 : cross_unit(g, k));
		json_object_end(j);
	}
	json_array_end(j);
	return done;
}

/* Only cells that say something; column: their place in "columns", from 0. */
static bool put_cells(struct cli *c, const struct cross *g, struct json *j, int64_t row,
		      struct err *err)
{
	date today = ledger_today(c->ledger);
	bool done = true;
	json_key(j, "cells");
	json_array(j);
	for (int64_t k = 0; done && k < cross_columns(g); k++) {
		struct cross_cell cell;
		done = cross_cell(c->ledger, g, row, k, &c->mem, &cell, err);
		const char *state = done ? cross_cell_state(&cell, today) : "";
		if (!cell.duty.key && !*state)
			continue;
		json_object(j);
		json_key_int(j, "column", k);
		json_key_text(j, "light", cell.duty.key ? light_name(cell.light) : NULL);
		json_key_text(j, "state", state);
		json_key_text(j, "period", cell.duty.key ? cell.duty.occ : NULL);
		cli_json_date(j, "due", cell.duty.key ? cell.duty.due : DATE_NONE);
		json_key_int(j, "periods", cell.periods);
		json_key_text(j, "figure", *cell.figure ? cell.figure : NULL);
		json_object_end(j);
	}
	json_array_end(j);
	return done;
}

static bool put_json(struct cli *c, const struct cross *g, struct err *err)
{
	struct json j;
	bool done;
	cli_json(c, &j, "duban-grid/1");
	json_key_text(&j, "kind", kind_name(g->kind));
	done = put_columns(c, g, &j, err);
	json_key(&j, "rows");
	json_array(&j);
	for (int64_t row = 0; done && row < cross_rows(g); row++) {
		struct cross_head head;
		done = cross_row(c->ledger, g, row, &c->mem, &head, err);
		put_head(c, g, &j, &head, g->kind == CROSS_PERIODS ? 0 : cross_item(g, row), 0);
		done = done && put_cells(c, g, &j, row, err);
		json_object_end(&j);
	}
	json_array_end(&j);
	json_object_end(&j);
	return done;
}

static bool kind_find(struct cli *c, struct cross *g, struct err *err)
{
	if (!find_unit_option(c, &g->unit, err) || !find_item_option(c, &g->item, err))
		return false;
	if ((g->unit != 0) + (g->item != 0) + (g->due != DATE_NONE) > 1)
		return err_set(err, ERR_USE,
			       _("one of --item, --unit and --date: each is a grid of its own"));
	g->kind = g->unit ? CROSS_DATES : g->item ? CROSS_PERIODS : CROSS_UNITS;
	return true;
}

static bool run(struct cli *c, int argc, char **argv, struct err *err)
{
	struct cross g = { .kind = CROSS_UNITS };
	(void)argc, (void)argv;
	if (!cli_date(c->opt.due, &g.due, err) || !cli_open(c, err) || !kind_find(c, &g, err))
		return false;
	g.plan = c->plan;
	bool done = cross_open(c->ledger, &g, err) && cross_need(c->ledger, &g, INT64_MAX, err) &&
		    (c->opt.json ? put_json : put_text)(c, &g, err);
	c->status = c->opt.fail_empty && (cross_rows(&g) == 0 || cross_columns(&g) == 0);
	cross_clear(&g);
	return done;
}

const struct cli_command cmd_grid = {
	.name = "grid",
	.args = "",
	.help = N_("a table of pairs: items by units, an item's periods, a unit's dates"),
	.opts = grid_options,
	.past = true,
	.run = run,
};

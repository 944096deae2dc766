/* duban calls: the call list, a row a silent unit. */
#include "base/gettext.h"
#include "cli/cli.h"
#include "cli/filter.h"
#include "cli/out.h"
#include "cli/rows.h"
#include "model/call.h"
#include "model/level.h"
#include "base/ban.h"

#define OPTION(field) offsetof(struct cli_options, field)
static const struct opt calls_options[] = {
	{ "promises", OPT_FLAG, NULL,
		N_("only those with a promise for today, or one that was not kept"),
		OPTION(promises) },
	{ "sort", OPT_TEXT, N_("ORDER"),
		N_("light (then most owed), due, called (longest not called first), name, owed, "
		   "answer; -ORDER: the other way round"),
		OPTION(sort) },
	{ "fail-empty", OPT_FLAG, NULL, N_("end with 1 where there is nothing to list"),
		OPTION(fail_empty) },
	{ NULL, OPT_FLAG, NULL, NULL, 0 },
};

static const struct table_column columns[] = {
	{ "", false, false },
	{ N_("unit"), false, true },
	{ N_("owes"), true, false },
	{ N_("items"), false, true },
	{ N_("contact"), false, false },
	{ N_("phone"), false, false },
	{ N_("last call"), false, false },
	{ N_("answer"), false, true },
};

static void put_row(struct cli *c, struct table *t, const struct call_line *line, int fits)
{
	table_cell(t, light_word(line->call.light));
	table_cell(t, line->unit.name);
	table_cell(t, fits == line->call.owed
			      ? arena_printf(&c->mem, "%d", line->call.owed)
			      : arena_printf(&c->mem, _("%d (fit %d)"), line->call.owed, fits));
	table_cell(t, line->what);
	table_cell(t, line->has_contact ? line->contact.name : "-");
	table_cell(t, line->has_contact ? line->contact.phone : "-");
	table_cell(t, call_last_text(c->ledger, line, 0, &c->mem));
	table_cell(t, call_answer_text(c->ledger, line, &c->mem));
}

static void json_contact(struct json *j, const struct call_line *line)
{
	json_key(j, "contact");
	if (!line->has_contact) {
		json_null(j);
		return;
	}
	json_object(j);
	json_key_text(j, "name", line->contact.name);
	json_key_text(j, "phone", line->contact.phone);
	json_key_text(j, "note", line->contact.note);
	json_object_end(j);
}

static void json_last(struct json *j, const struct entry_row *last)
{
	json_key(j, "last");
	if (!last->key) {
		json_null(j);
		return;
	}
	json_object(j);
	cli_json_date(j, "on", last->on);
	json_key_text(j, "way", last->way);
	json_key_text(j, "level", level_name(last->level));
	json_key_text(j, "who", last->who);
	cli_json_date(j, "promised", last->promised);
	json_key_text(j, "text", last->text);
	json_key_text(j, "by", last->by);
	json_object_end(j);
}

static bool json_items(struct cli *c, struct json *j, int64_t unit, struct err *err)
{
	duty_states list = { 0 };
	bool done = call_duties(c->ledger, c->plan, unit, &list, err);
	json_key(j, "duties");
	json_array(j);
	for (size_t i = 0; done && i < list.n; i++) {
		struct item_row item;
		done = item_get(c->ledger->db, list.p[i].item, &c->mem, &item, err);
		if (!done)
			break;
		json_object(j);
		json_key_text(j, "number", item.number);
		cli_json_id(j, "item_id", &item.id);
		json_duty_state(j, &list.p[i]);
		json_object_end(j);
	}
	json_array_end(j);
	vec_clear(&list);
	return done;
}

static bool json_row(struct cli *c, struct json *j, const struct call_line *line, int fits,
		     struct err *err)
{
	static const char *const promises[] = {
		[PROMISE_AHEAD] = "ahead", [PROMISE_TODAY] = "today", [PROMISE_MISSING] = "missing",
	};
	json_object(j);
	json_key_text(j, "unit", line->unit.name);
	cli_json_id(j, "unit_id", &line->unit.id);
	json_key_text(j, "light", light_name(line->call.light));
	json_key_int(j, "owed", line->call.owed);
	json_key_int(j, "fits", fits);
	cli_json_date(j, "due", line->call.due);
	json_key_text(j, "promise", promises[line->call.promise]);
	cli_json_date(j, "promised", line->call.promised);
	json_contact(j, line);
	json_last(j, &line->last);
	bool done = json_items(c, j, line->call.unit, err);
	json_object_end(j);
	return done;
}

static void json_sums(struct json *j, const struct promise_sums *sums)
{
	json_key(j, "promises");
	json_object(j);
	json_key_int(j, "today", sums->today);
	json_key_int(j, "waiting", sums->waiting);
	json_key_int(j, "kept", sums->kept);
	json_key_int(j, "broken", sums->broken);
	json_key_int(j, "missing", sums->missing);
	json_object_end(j);
	json_key_int(j, "unheard", sums->unheard);
	json_key_int(j, "unheard_units", sums->unheard_units);
}

static bool put_json(struct cli *c, const struct cond *where, const calls *list,
		     const struct promise_sums *sums,
		     struct err *err)
{
	struct json j = { 0 };
	bool done = true;
	cli_json(c, &j, "duban-calls/1");
	json_sums(&j, sums);
	json_key(&j, "calls");
	json_array(&j);
	for (size_t i = 0; done && i < list->n; i++) {
		struct call_line line;
		int fits;
		done = call_line_read(c->ledger, c->plan, &list->p[i], &c->mem, &line, err) &&
		       call_fits(c->ledger, c->plan, where, &list->p[i], &fits, err) &&
		       json_row(c, &j, &line, fits, err);
	}
	json_array_end(&j);
	json_object_end(&j);
	return done;
}

static bool put_table(struct cli *c, const struct cond *where, const calls *list,
		      const struct promise_sums *sums,
		      struct err *err)
{
	struct table t;
	bool done = true;
	table_init(&t, columns, sizeof columns / sizeof *columns);
	for (size_t i = 0; done && i < list->n; i++) {
		struct call_line line;
		int fits;
		done = call_line_read(c->ledger, c->plan, &list->p[i], &c->mem, &line, err) &&
		       call_fits(c->ledger, c->plan, where, &list->p[i], &fits, err);
		if (done)
			put_row(c, &t, &line, fits);
	}
	if (done)
		table_print(&t, out_columns(), &c->out);
	const char *text = promise_sums_text(sums, &c->mem);
	if (done && *text)
		buf_printf(&c->out, "%s\n", text);
	table_clear(&t);
	return done;
}

static bool run(struct cli *c, int argc, char **argv, struct err *err)
{
	struct order order;
	struct promise_sums sums;
	calls list = { 0 };
	struct filter f = { .cond = NULL };
	bool done =
	       cli_open(c, err) && cli_order(c, call_orders(), &order, err) &&
	       cli_filter(c, argc, argv, LIST_SILENT, &f, err) &&
	       calls_read(c->ledger, c->plan, f.cond, order, c->opt.promises, &list, &sums, err) &&
	       (c->opt.json ? put_json : put_table)(c, f.cond, &list, &sums, err);
	if (done)
		cli_filter_left(c, f.cond != NULL, list.n, sums.all);
	c->status = c->opt.fail_empty && list.n == 0;
	vec_clear(&list);
	filter_clear(&f);
	return done;
}

const struct cli_command cmd_calls = {
	.name = "calls",
	.args = N_("[FILTER...]"),
	.help = N_("the call list: who is silent, what it owes, whom to call, what was promised"),
	.opts = calls_options,
	.max_args = -1,
	.filters = true,
	.past = true,
	.run = run,
};

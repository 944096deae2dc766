/* duban contacts: whom to call, out as a list for a spreadsheet and back in. */
#include <string.h>

#include "base/charset.h"
#include "base/file.h"
#include "base/gate.h"
#include "base/gettext.h"
#include "cli/ask.h"
#include "cli/cli.h"
#include "cli/find.h"
#include "cli/out.h"
#include "cli/rows.h"
#include "model/contact_list.h"
#include "paper/paper.h"
#include "base/ban.h"

enum { LIST_LIMIT = 1 << 20 };

#define OPTION(field) offsetof(struct cli_options, field)
static const struct opt contacts_options[] = {
	{ "dry-run", OPT_FLAG, NULL, N_("of import: show what would change, change nothing"),
		OPTION(dry_run) },
	{ "yes", OPT_FLAG, NULL, N_("of import: change it without asking"), OPTION(yes) },
	{ "force", OPT_FLAG, NULL, N_("of export: also over a file that is there"), OPTION(force) },
	{ NULL, OPT_FLAG, NULL, NULL, 0 },
};

static const struct table_column columns[] = {
	{ "", false, false }, { N_("line"), true, false }, { N_("unit"), false, true },
	{ N_("contact"), false, true }, { N_("phone"), false, false },
	{ N_("note"), false, true }, { N_("before"), false, true },
};

/* ---- out ---- */

static void line_put(struct buf *to, const char *unit, const char *name, const char *phone,
		     const char *note)
{
	const char *const texts[] = { unit, name, phone, note };
	for (size_t i = 0; i < 4; i++) {
		if (i > 0)
			buf_byte(to, ',');
		csv_cell(str_of(texts[i]), false, to);
	}
	buf_puts(to, "\r\n");
}

static bool list_write(struct cli *c, const char *file, struct str bytes, struct err *err)
{
	if (strcmp(file, "-") == 0) {
		buf_put(&c->out, bytes);
		c->raw_out = true;
		return true;
	}
	bool done = (c->opt.force ? file_write : file_write_new)(file, bytes, file_mode(), err);
	if (!done && err->code == ERR_REFUSED) {
		err_clear(err);
		return err_set(err, ERR_REFUSED, _("%s exists already: --force replaces it"), file);
	}
	if (done)
		cli_say(arena_printf(&c->mem, _("written: %s"), file));
	return done;
}

static bool run_export(struct cli *c, const char *file, struct err *err)
{
	contacts_out list = { 0 };
	struct buf b = { 0 };
	bool done = contact_list_read(c->ledger, &c->mem, &list, err);
	buf_puts(&b, "\xef\xbb\xbf");
	line_put(&b, _("unit"), _("contact"), _("phone"), _("note"));
	for (size_t i = 0; i < list.n; i++)
		line_put(&b, list.p[i].unit.name, list.p[i].name, list.p[i].phone, list.p[i].note);
	done = done && list_write(c, file, buf_str(&b), err);
	buf_clear(&b);
	vec_clear(&list);
	return done;
}

/* ---- in ---- */

static const char *before_text(struct cli *c, const struct contact_in *r)
{
	if (r->is_new)
		return "";
	return arena_printf(&c->mem, "%s%s%s", r->was.phone, *r->was.note ? "  " : "", r->was.note);
}

/* What it would change, and what stays. */
static void plan_put(struct cli *c, const struct contact_plan *p, struct buf *to)
{
	struct table t;
	table_init(&t, columns, sizeof columns / sizeof *columns);
	for (size_t i = 0; i < p->changes.n; i++) {
		const struct contact_in *r = &p->changes.p[i];
		table_cell(&t, r->is_new ? _("new") : _("other"));
		table_cell(&t, arena_printf(&c->mem, "%d", r->line));
		table_cell(&t, r->unit.name);
		table_cell(&t, r->name);
		table_cell(&t, r->phone);
		table_cell(&t, r->note ? r->note : "");
		table_cell(&t, before_text(c, r));
	}
	if (p->changes.n > 0)
		table_print(&t, out_columns(), to);
	buf_printf(to, _("%zu to change, %d as they are, %d units without a name yet\n"),
		   p->changes.n, p->same, p->open);
	table_clear(&t);
}

static void plan_json(struct cli *c, const struct contact_plan *p)
{
	struct json j = { 0 };
	cli_json(c, &j, "duban-contacts/1");
	json_key_int(&j, "same", p->same);
	json_key_int(&j, "open", p->open);
	json_key(&j, "changes");
	json_array(&j);
	for (size_t i = 0; i < p->changes.n; i++) {
		const struct contact_in *r = &p->changes.p[i];
		json_object(&j);
		json_key_int(&j, "line", r->line);
		json_key_text(&j, "unit", r->unit.name);
		cli_json_id(&j, "unit_id", &r->unit.id);
		json_key_text(&j, "name", r->name);
		json_key_text(&j, "phone", r->phone);
		json_key_text(&j, "note", r->note);
		json_key_text(&j, "phone_before", r->is_new ? NULL : r->was.phone);
		json_key_text(&j, "note_before", r->is_new ? NULL : r->was.note);
		json_object_end(&j);
	}
	json_array_end(&j);
	json_object_end(&j);
}

/* Shows it and asks, where there is somebody to ask. */
static bool agree(struct cli *c, const struct contact_plan *p, bool input_taken, struct err *err)
{
	struct asker a;
	struct buf text = { 0 };
	if (c->opt.yes)
		return true;
	if (!ask_start(&a, c, input_taken))
		return err_set(err, ERR_USE,
			       _("--dry-run shows what would change, --yes changes it"));
	plan_put(c, p, &text);
	ask_print(&a, buf_str(&text));
	bool yes = ask_yes(&a, _("Change it so?"), err);
	ask_end(&a);
	buf_clear(&text);
	return yes;
}

static bool plan_do(struct cli *c, const struct contact_plan *p, const char *file, struct err *err)
{
	struct outcome out = { 0 };
	if (c->opt.dry_run) {
		if (c->opt.json)
			plan_json(c, p);
		else
			plan_put(c, p, &c->out);
		return true;
	}
	if (p->changes.n == 0)
		snprintf(out.said, sizeof out.said,
			 _("nothing to change: %d contacts are as the list says"), p->same);
	else if (!agree(c, p, strcmp(file, "-") == 0, err) ||
		 !contact_plan_write(c->ledger, p, &out, err))
		return false;
	cmd_outcome(c, &out);
	return true;
}

static bool run_import(struct cli *c, const char *file, struct err *err)
{
	const char *name = strcmp(file, "-") == 0 ? _("standard input") : file;
	struct buf bytes = { 0 }, text = { 0 };
	struct contact_plan p = { .same = 0 };
	csv_rows rows = { 0 };
	enum charset found;
	bool done = gate_path(file, err) && file_read(file, LIST_LIMIT, &bytes, err) &&
		    charset_read(buf_str(&bytes), name, &text, &found, err) &&
		    csv_read(buf_str(&text), name, &c->mem, &rows, err) &&
		    contact_plan_read(c->ledger, &rows, name, &c->mem, &p, err) &&
		    plan_do(c, &p, file, err);
	vec_clear(&p.changes);
	vec_clear(&rows);
	buf_clear(&text);
	buf_clear(&bytes);
	return done;
}

static bool run(struct cli *c, int argc, char **argv, struct err *err)
{
	bool out = strcmp(argv[0], "export") == 0;
	(void)argc;
	if (!out && strcmp(argv[0], "import") != 0)
		return err_set(err, ERR_USE, _("usage: duban %s"), "contacts export|import FILE");
	return cli_open(c, err) && (out ? run_export : run_import)(c, argv[1], err);
}

const struct cli_command cmd_contacts = {
	.name = "contacts",
	.args = N_("export|import FILE"),
	.help = N_("whom to call at each unit: as CSV for a spreadsheet, and back"),
	.opts = contacts_options,
	.min_args = 2,
	.max_args = 2,
	.run = run,
};

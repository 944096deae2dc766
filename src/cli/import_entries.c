#include "cli/import_entries.h"

#include <stdio.h>
#include <string.h>

#include "base/charset.h"
#include "base/day_typed.h"
#include "base/file.h"
#include "base/gate.h"
#include "base/gettext.h"
#include "cli/ask.h"
#include "cli/entry_table.h"
#include "cli/find.h"
#include "cli/out.h"
#include "cli/rows.h"
#include "base/ban.h"

enum { TABLE_LIMIT = 1 << 20 };

static const struct table_column columns[] = {
	{ "", false, false }, { N_("line"), true, false }, { N_("item"), false, false },
	{ N_("unit"), false, true }, { N_("date"), false, false },
	{ N_("report"), false, true }, { N_("before"), false, true }, { N_("note"), false, true },
};

/* A table on its way in. */
struct table_in {
	const char *file, *source;           /* source: as it is called in sentences */
	struct entries_in in;
	struct entry_plan plan;
	size_t skipped;
};

/* ---- what it would come to ---- */

/* "单位: no unit is called ..." */
static const char *note_of(struct cli *c, const struct entry_planned *e)
{
	return *e->head ? arena_printf(&c->mem, "%s: %s", e->head, e->why) : e->why;
}

static void row_put(struct cli *c, const struct entry_planned *e, struct table *t)
{
	bool read = e->verb != NULL;
	table_cell(t, entry_is_label(e->is));
	table_cell(t, arena_printf(&c->mem, "%d", e->line));
	table_cell(t, e->number);
	table_cell(t, e->unit);
	table_cell(t,
		   read ? word_date(c, e->on == DATE_NONE ? ledger_today(c->ledger) : e->on) : "");
	table_cell(t, e->says);
	table_cell(t, e->before);
	table_cell(t, note_of(c, e));
}

/* What is there already is counted, all else told. */
static void plan_put(struct cli *c, const struct table_in *t, struct buf *to)
{
	const struct entry_plan *p = &t->plan;
	struct table table;
	table_init(&table, columns, sizeof columns / sizeof *columns);
	for (size_t i = 0; i < p->rows.n; i++)
		if (p->rows.p[i].is != ENTRY_SAME)
			row_put(c, &p->rows.p[i], &table);
	if (p->rows.n > (size_t)p->n[ENTRY_SAME])
		table_print(&table, out_columns(), to);
	table_clear(&table);
	if (t->skipped > 0)
		buf_printf(to,
			   ngettext("%zu row above the heads is not read\n",
				    "%zu rows above the heads are not read\n",
				    (unsigned long)t->skipped),
			   t->skipped);
	if (*p->unused)
		buf_printf(to, _("columns that are not read: %s\n"), p->unused);
	buf_printf(to, _("new %d, changed %d, as they are %d, refused %d, passed over %d\n"),
		   p->n[ENTRY_NEW], p->n[ENTRY_OTHER], p->n[ENTRY_SAME], p->n[ENTRY_REFUSED],
		   p->n[ENTRY_PASSED]);
	if (p->doubts > 0)
		buf_printf(to,
			   ngettext("%d of them looks like a slip: see its note\n",
				    "%d of them look like slips: see their notes\n",
				    (unsigned long)p->doubts),
			   p->doubts);
}

static void row_json(struct cli *c, const struct entry_planned *e, struct json *j)
{
	json_object(j);
	json_key_int(j, "line", e->line);
	json_key_text(j, "is", entry_is_name(e->is));
	json_key_text(j, "item", e->number);
	json_key_text(j, "unit", e->unit);
	json_key_text(j, "kind", e->verb ? e->verb->name : NULL);
	cli_json_date(j, "on", e->verb && e->on == DATE_NONE ? ledger_today(c->ledger) : e->on);
	cli_json_date(j, "due", e->verb ? e->duty.due : DATE_NONE);
	json_key_text(j, "says", e->verb ? e->says : NULL);
	json_key_text(j, "before", *e->before ? e->before : NULL);
	json_key_text(j, "head", *e->head ? e->head : NULL);
	json_key(j, "column");
	if (e->column)
		json_int(j, e->column);
	else
		json_text(j, NULL);
	json_key(j, "doubt");
	json_bool(j, e->doubt);
	json_key_text(j, "why", *e->why ? e->why : NULL);
	json_object_end(j);
}

static void plan_json(struct cli *c, const struct table_in *t)
{
	struct json j = { 0 };
	cli_json(c, &j, "duban-entries/1");
	for (int k = 0; k < ENTRY_KINDS; k++)
		json_key_int(&j, entry_is_name((enum entry_is)k), t->plan.n[k]);
	json_key_int(&j, "doubts", t->plan.doubts);
	json_key_int(&j, "above", (int64_t)t->skipped);
	json_key_text(&j, "unused", *t->plan.unused ? t->plan.unused : NULL);
	json_key(&j, "rows");
	json_array(&j);
	for (size_t i = 0; i < t->plan.rows.n; i++)
		row_json(c, &t->plan.rows.p[i], &j);
	json_array_end(&j);
	json_object_end(&j);
}

/* ---- doing it ---- */

/* The first of them, where it stands; how many there are. */
static bool refuse_rows(struct cli *c, const struct table_in *t, struct err *err)
{
	const struct entry_planned *e = t->plan.rows.p;
	int n = t->plan.n[ENTRY_REFUSED];
	const char *where = "";
	while (e->is != ENTRY_REFUSED)
		e++;
	if (e->column)
		where = arena_printf(&c->mem, _("column %d (%s): "), e->column, e->head);
	err_set(err, ERR_INPUT,
		ngettext("%s%s (%d row is refused, nothing is written: --skip-refused writes the "
			 "others)",
			 "%s%s (%d rows are refused, nothing is written: --skip-refused writes the "
			 "others)",
			 (unsigned long)n),
		where, e->why, n);
	snprintf(err->at.source, sizeof err->at.source, "%s", t->source);
	err->at.line = e->line;
	return false;
}

static const char *file_name(const struct table_in *t)
{
	const char *slash = strrchr(t->source, '/');
	return slash && slash[1] ? slash + 1 : t->source;
}

static bool plan_write(struct cli *c, const struct table_in *t, struct err *err)
{
	struct outcome out = { 0 };
	if (t->plan.n[ENTRY_REFUSED] > 0 && !c->opt.skip_refused)
		return refuse_rows(c, t, err);
	if (t->plan.n[ENTRY_NEW] + t->plan.n[ENTRY_OTHER] == 0)
		snprintf(out.said, sizeof out.said,
			 _("nothing to write: %d reports are as the table says"),
			 t->plan.n[ENTRY_SAME]);
	else if (!entry_plan_write(c->ledger, &t->plan, file_name(t), &out, err))
		return false;
	cmd_outcome(c, &out);
	return true;
}

/* Shows it; asks where there is somebody to ask and something to write. */
static bool plan_show(struct cli *c, const struct table_in *t, struct err *err)
{
	const struct entry_plan *p = &t->plan;
	bool could = p->n[ENTRY_NEW] + p->n[ENTRY_OTHER] > 0 &&
		     (p->n[ENTRY_REFUSED] == 0 || c->opt.skip_refused);
	struct asker a;
	c->status = p->n[ENTRY_REFUSED] > 0 && !c->opt.skip_refused;
	if (c->opt.json) {
		plan_json(c, t);
		return true;
	}
	if (c->opt.dry_run || !could || !ask_start(&a, c, strcmp(t->file, "-") == 0)) {
		plan_put(c, t, &c->out);
		if (could)
			buf_puts(&c->out, _("nothing is written yet: --yes writes it\n"));
		return true;
	}
	struct buf text = { 0 };
	plan_put(c, t, &text);
	ask_print(&a, buf_str(&text));
	bool yes = ask_yes(&a, _("Write it so?"), err);
	ask_end(&a);
	buf_clear(&text);
	return yes && plan_write(c, t, err);
}

static bool table_read(struct cli *c, struct table_in *t, csv_rows *rows, struct buf *text,
		       struct err *err)
{
	struct buf bytes = { 0 };
	enum charset found;
	bool done = gate_path(t->file, err) && file_read(t->file, TABLE_LIMIT, &bytes, err) &&
		    charset_read(buf_str(&bytes), t->source, text, &found, err) &&
		    csv_read(buf_str(text), t->source, &c->mem, rows, err) &&
		    entry_table_take(rows, t->source, &c->mem, &t->in, &t->skipped, err);
	buf_clear(&bytes);
	return done;
}

/* The day of rows that name none. */
static bool day_read(struct cli *c, date *on, struct err *err)
{
	const char *text;
	*on = DATE_NONE;
	return cli_text(c, c->opt.on, &text, err) &&
	       (!text || day_typed_dated(str_of(text), ledger_today(c->ledger), on, err));
}

bool import_entries(struct cli *c, const char *file, struct err *err)
{
	struct table_in t = { .file = file, .source = strcmp(file, "-") == 0 ?
		_("standard input") : file };
	csv_rows rows = { 0 };
	struct buf text = { 0 };
	bool done = cli_open(c, err) && day_read(c, &t.in.on, err) &&
		    table_read(c, &t, &rows, &text, err) &&
		    entry_plan_read(c->ledger, c->plan, &t.in, &c->mem, &t.plan, err) &&
		    (c->opt.yes && !c->opt.dry_run ? plan_write : plan_show)(c, &t, err);
	entry_plan_clear(&t.plan);
	entry_table_clear(&t.in);
	vec_clear(&rows);
	buf_clear(&text);
	return done;
}

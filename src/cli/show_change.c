#include "cli/show.h"

#include "base/clean.h"
#include "base/gettext.h"
#include "cli/out.h"
#include "cli/rows.h"
#include "model/fate.h"
#include "model/history.h"
#include "model/right.h"
#include "base/ban.h"

enum { CELLS_MOST = 100000 };

static const struct table_column columns[] = {
	{ N_("row"), false, true }, { N_("field"), false, false }, { N_("before"), false, true },
	{ N_("after"), false, true },
};

/* Which copies have it, what it lost. */
static void put_fate(struct cli *c, const struct log_line *line)
{
	sentences list = { 0 };
	struct err none = { 0 };

	if (fate_tell(c->ledger, line, &c->mem, &list, &none))
		for (size_t i = 0; i < list.n; i++) {
			clean_text(&c->out, str_of(list.p[i]));
			buf_byte(&c->out, '\n');
		}
	vec_clear(&list);
}

static void put_head(struct cli *c, const struct log_line *line)
{
	char hash[HASH_TEXT_SIZE], day_text[DATE_TEXT_SIZE];
	date day;
	int hour, minute;
	clock_civil(&c->clock, line->at_ms, &day, &hour, &minute);
	buf_printf(&c->out, "%s  %s %02d:%02d  %s  %s\n", hex_text(line->hash.b, HASH_SIZE, hash),
		   date_text(day, day_text), hour, minute, line->by, history_verb(line->verb));
	clean_text(&c->out, str_of(line->say));
	buf_byte(&c->out, '\n');
	if (*right_mark(line->refused, line->disputed, &c->mem))
		buf_printf(&c->out, "%s\n", right_mark(line->refused, line->disputed, &c->mem));
	if (line->undone)
		buf_printf(&c->out, "%s\n", _("(taken back)"));
	put_fate(c, line);
	if (line->part < line->parts)
		buf_printf(&c->out, _("%lld of %lld lines of this action are here\n"),
			   (long long)line->part, (long long)line->parts);
	buf_byte(&c->out, '\n');
}

static void put_text(struct cli *c, const struct log_line *line, const history_lines *list,
		     size_t more)
{
	struct table t;
	put_head(c, line);
	table_init(&t, columns, sizeof columns / sizeof *columns);
	for (size_t i = 0; i < list->n; i++) {
		const struct history_line *h = &list->p[i];
		table_cell(&t, h->first ? h->row : "");
		table_cell(&t, h->name);
		table_cell(&t, h->before);
		table_cell(&t, h->after);
	}
	table_print(&t, out_columns(), &c->out);
	table_clear(&t);
	if (more > 0)
		buf_printf(&c->out,
			   ngettext("... %zu cell more\n", "... %zu cells more\n",
				    (unsigned long)more),
			   more);
}

static void put_value(struct json *j, const char *key, const struct value *v)
{
	char hex[ID_TEXT_SIZE];
	json_key(j, key);
	switch (v->type) {
	case VALUE_INT: json_int(j, v->number); return;
	case VALUE_TEXT: json_str(j, v->text); return;
	case VALUE_ID: json_text(j, id_text(&v->id, hex)); return;
	case VALUE_NULL: json_null(j); return;
	}
}

/* As it stands in the log, with what it means beside it. */
static void put_cell(struct json *j, const struct history_line *h)
{
	const struct log_write *w = h->write;
	json_object(j);
	json_key_text(j, "kind", kind_info(w->kind)->name);
	cli_json_id(j, "id", &w->id);
	json_key(j, "made");
	json_bool(j, w->made);
	json_key_text(j, "column",
		      w->column >= 0 && *h->name ? kind_info(w->kind)->columns[w->column].name
		      : w->column == LOG_GONE    ? "gone"
						 : NULL);
	put_value(j, "old", &w->old);
	put_value(j, "new", &w->new);
	json_key_text(j, "row", h->row);
	json_key_text(j, "before", h->before);
	json_key_text(j, "after", h->after);
	json_object_end(j);
}

static void json_fate(struct cli *c, struct json *j, const struct log_line *line)
{
	sentences list = { 0 };
	struct err none = { 0 };

	json_key(j, "fate");
	json_array(j);
	if (fate_tell(c->ledger, line, &c->mem, &list, &none))
		for (size_t i = 0; i < list.n; i++)
			json_text(j, list.p[i]);
	json_array_end(j);
	vec_clear(&list);
}

static void put_json(struct cli *c, const struct log_line *line, const history_lines *list,
		     size_t more)
{
	char hash[HASH_TEXT_SIZE], at[CLOCK_TEXT_SIZE];
	struct json j;
	cli_json(c, &j, "duban-action/1");
	json_key_text(&j, "change", hex_text(line->hash.b, HASH_SIZE, hash));
	json_key_text(&j, "at", clock_text(line->at_ms, at));
	json_key_text(&j, "site", line->site);
	json_key_text(&j, "by", line->by);
	json_key_text(&j, "do", line->verb);
	json_key_text(&j, "say", line->say);
	json_key_text(&j, "undoes",
		      line->is_undo ? hex_text(line->undoes.b, HASH_SIZE, hash) : NULL);
	json_key(&j, "undone");
	json_bool(&j, line->undone);
	json_fate(c, &j, line);
	json_key(&j, "cells");
	json_array(&j);
	for (size_t i = 0; i < list->n; i++)
		put_cell(&j, &list->p[i]);
	json_array_end(&j);
	json_key_int(&j, "more", (int64_t)more);
	json_object_end(&j);
}

bool show_change(struct cli *c, const char *hash, struct err *err)
{
	struct log_line line;
	history_lines list = { 0 };
	size_t more;
	bool done = log_find(c->ledger->db, str_of(hash), &c->mem, &line, err) &&
		    history_read(c->ledger, &line.hash, CELLS_MOST, &c->mem, &list, &more, err);
	if (done && c->opt.json)
		put_json(c, &line, &list, more);
	else if (done)
		put_text(c, &line, &list, more);
	vec_clear(&list);
	return done;
}

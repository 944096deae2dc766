#include "model/clash.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/day_typed.h"
#include "base/gettext.h"
#include "model/history.h"
#include "model/person.h"
#include "store/rows.h"

#include "base/ban.h"

/* The item, the unit that a row is about: it itself, or what it names. */
static int64_t about(struct ledger *l, const struct clash_line *c, enum kind k, const char *column)
{
	return c->kind == k ? row_key_ever(l->db, k, &c->id) : row_ref(l->db, c->kind, &c->id, column);
}

static bool side_add(struct ledger *l, const struct clash_write *w, struct clash_line *line,
		     struct arena *mem, struct err *err)
{
	struct clash_side *side = vec_push(&line->sides);
	struct log_line change;

	if (!log_at(l->db, w->change, mem, &change, err))
		return false;
	*side = (struct clash_side){ .by = person_name(l, change.by, mem), .site = change.site,
				     .at_ms = change.at_ms, .value = w->value,
				     .change = w->change,
				     .in_force = line->sides.n == 1 };
	if (w->column == CLASH_COLUMN_GONE)
		side->said = w->value.type == VALUE_NULL ? change.say : _("(taken away)");
	else
		side->said = history_value(l, w->kind, &line->id, w->column, &w->value, mem);
	if (!*side->said)
		side->said = "-";
	return true;
}

/* The writes of one cell stand together. */
static bool lines_add(struct ledger *l, const struct id *row, const clash_writes *writes,
		      struct arena *mem, clash_lines *to, struct err *err)
{
	bool ok = true;

	for (size_t i = 0; ok && i < writes->n; i++) {
		const struct clash_write *w = &writes->p[i];

		if (i == 0 || w->column != writes->p[i - 1].column) {
			struct clash_line *line = vec_push(to);

			*line = (struct clash_line){ .kind = w->kind, .id = *row, .column = w->column };
			line->row = history_row(l, w->kind, row, mem);
			line->name = w->column == CLASH_COLUMN_GONE ? _("taken away")
								    : history_cell(w->kind, w->column);
			line->item = about(l, line, KIND_ITEM, "item");
			line->unit = about(l, line, KIND_UNIT, "unit");
		}
		ok = side_add(l, w, &to->p[to->n - 1], mem, err);
	}
	return ok;
}

static bool clash_tell(struct ledger *l, const struct clash *c, struct arena *mem, clash_lines *to,
		       struct err *err)
{
	clash_writes writes = { 0 };
	bool ok = clash_writes_read(l->db, c, mem, &writes, err) &&
		  lines_add(l, &c->row, &writes, mem, to, err);

	vec_clear(&writes);
	return ok;
}

bool clashes_tell(struct ledger *l, struct arena *mem, clash_lines *to, struct err *err)
{
	clash_list list = { 0 };
	bool ok = clashes_read(l->db, &list, err);

	for (size_t i = 0; ok && i < list.n; i++)
		ok = clash_tell(l, &list.p[i], mem, to, err);
	vec_clear(&list);
	return ok;
}

/* What it is about, without reading what was written; 0: nothing of that kind. */
static int64_t clash_about(struct ledger *l, const struct clash *c, enum kind k, const char *column)
{
	return about(l, &(struct clash_line){ .id = c->row, .kind = c->kind }, k, column);
}

bool clashes_about(struct ledger *l, int64_t item, int64_t unit, struct arena *mem, clash_lines *to,
		   struct err *err)
{
	clash_list list = { 0 };
	bool ok = clashes_read(l->db, &list, err);

	for (size_t i = 0; ok && i < list.n; i++) {
		const struct clash *c = &list.p[i];

		if (clash_about(l, c, KIND_ITEM, "item") == item &&
		    (!unit || clash_about(l, c, KIND_UNIT, "unit") == unit))
			ok = clash_tell(l, c, mem, to, err);
	}
	vec_clear(&list);
	return ok;
}

static int by_key(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

bool clash_items(struct ledger *l, keys *items, int64_t *n, struct err *err)
{
	clash_list list = { 0 };
	size_t once = 0;
	bool ok = clashes_read(l->db, &list, err);

	*n = (int64_t)list.n;
	for (size_t i = 0; ok && i < list.n; i++) {
		int64_t item = clash_about(l, &list.p[i], KIND_ITEM, "item");

		if (item)
			*vec_push(items) = item;
	}
	if (items->n > 0)
		qsort(items->p, items->n, sizeof *items->p, by_key);
	for (size_t i = 0; i < items->n; i++)
		if (once == 0 || items->p[once - 1] != items->p[i])
			items->p[once++] = items->p[i];
	items->n = once;
	vec_clear(&list);
	return ok;
}

const char *clash_said(const struct clash_line *line, struct arena *mem)
{
	struct buf text = { 0 };

	for (size_t i = 0; i < line->sides.n; i++) {
		const struct clash_side *s = &line->sides.p[i];

		if (i == 0)
			buf_printf(&text, _("%s %s is in force"), line->name, s->said);
		else
			buf_printf(&text, _(", beside it %s (%s at %s)"), s->said, s->by, s->site);
	}
	const char *said = arena_strdup(mem, buf_text(&text));

	buf_clear(&text);
	return said;
}

int64_t clash_since(const struct clash_line *line)
{
	int64_t newest = 0;

	for (size_t i = 0; i < line->sides.n; i++)
		newest = line->sides.p[i].change > newest ? line->sides.p[i].change : newest;
	return newest;
}

void clash_lines_clear(clash_lines *lines)
{
	for (size_t i = 0; i < lines->n; i++)
		vec_clear(&lines->p[i].sides);
	vec_clear(lines);
}

/* ---- settling ---- */

static bool settle(struct ledger *l, const struct clash_line *line, const struct value *v,
		   const char *said, struct outcome *out, struct err *err)
{
	struct arena mem = { 0 };
	const char *say = arena_printf(&mem, _("settled: %s, %s: %s"), line->row, line->name, said);
	struct change *c = ledger_begin(l, "settle", say, err);
	bool ok = c != NULL;

	if (c) {
		change_set_anew(c, line->kind, &line->id,
				line->column == CLASH_COLUMN_GONE
					? "gone"
					: kind_info(line->kind)->columns[line->column].name,
				*v);
		ok = ledger_commit(l, c, out, err);
	}
	if (ok)
		snprintf(out->said, sizeof out->said, "%.399s", say);
	arena_clear(&mem);
	return ok;
}

bool clash_settle_by(struct ledger *l, const struct clash_line *line, size_t side,
		     struct outcome *out, struct err *err)
{
	const struct clash_side *s = &line->sides.p[side];

	return settle(l, line, &s->value, s->said, out, err);
}

/* Cells that hold what a person types, as it is typed. Others are chosen, reckoned, or follow from
 * more than one cell. */
static const struct { enum kind kind; const char *column; bool is_day; } typed_cells[] = {
	{ KIND_PLAN, "title", false }, { KIND_PLAN, "number", false }, { KIND_PLAN, "issued", true },
	{ KIND_PLAN, "handed", true }, { KIND_ITEM, "number", false }, { KIND_ITEM, "title", false },
	{ KIND_ITEM, "text", false }, { KIND_UNIT, "name", false }, { KIND_UNIT, "short", false },
	{ KIND_CONTACT, "name", false }, { KIND_CONTACT, "phone", false },
	{ KIND_CONTACT, "note", false }, { KIND_DEADLINE, "text", false },
	{ KIND_DEADLINE, "due", true }, { KIND_FIGURE, "name", false }, { KIND_FIGURE, "word", false },
	{ KIND_TARGET, "text", false }, { KIND_MEASURE, "text", false },
	{ KIND_MEASURE, "reason", false }, { KIND_PERSON, "name", false },
	{ KIND_RECEIPT, "signed", true }, { KIND_DUTY, "due", true }, { KIND_DAY, "name", false },
};

static int typed_cell(const struct clash_line *line)
{
	if (line->column == CLASH_COLUMN_GONE)
		return -1;
	const char *column = kind_info(line->kind)->columns[line->column].name;

	for (size_t i = 0; i < sizeof typed_cells / sizeof *typed_cells; i++)
		if (typed_cells[i].kind == line->kind && strcmp(typed_cells[i].column, column) == 0)
			return (int)i;
	return -1;
}

bool clash_is_typed(const struct clash_line *line, struct err *err)
{
	return typed_cell(line) >= 0 ||
	       err_set(err, ERR_REFUSED,
		       _("%s is not typed: write it where it belongs, that settles the clash"),
		       line->name);
}

bool clash_settle_typed(struct ledger *l, const struct clash_line *line, struct str typed,
			struct outcome *out, struct err *err)
{
	int cell = typed_cell(line);
	char day_text[DATE_TEXT_SIZE];
	struct str said = str_trim(typed);
	struct arena mem = { 0 };
	date day;

	if (!clash_is_typed(line, err))
		return false;
	if (said.n == 0)
		return err_set(err, ERR_INPUT, _("another value is needed"));
	if (typed_cells[cell].is_day) {
		if (!day_typed_dated(said, ledger_today(l), &day, err))
			return false;
		said = str_of(date_text(day, day_text));
	}
	const char *text = arena_str(&mem, said);
	bool ok = settle(l, line, &(struct value){ .type = VALUE_TEXT, .text = str_of(text) }, text,
			 out, err);

	arena_clear(&mem);
	return ok;
}

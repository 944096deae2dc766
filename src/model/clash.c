#include "model/clash_private.h"

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

/* Two reports of one unit are called alike: their texts tell them apart. */
static const char *side_value(struct ledger *l, const struct clash_write *w,
			      const struct clash_line *line, struct arena *mem)
{
	const char *said = history_value(l, w->kind, &line->id, w->column, &w->value, mem);
	const struct value *entry =
		w->kind == KIND_DUTY && w->value.type == VALUE_ID &&
				w->column == kind_column(KIND_DUTY, STR_LIT("report"))
			? row_cells(l->db, KIND_ENTRY, &w->value.id, mem)
			: NULL;
	struct str text = entry ? entry[kind_column(KIND_ENTRY, STR_LIT("text"))].text
				: (struct str){ 0 };

	return text.n ? arena_printf(mem, _("%s \"%s\""), said, arena_str(mem, text)) : said;
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
		side->said = side_value(l, w, line, mem);
	/* Who took something back says more than who said nothing. */
	if (!*side->said)
		side->said = change.is_undo ? _("taken back") : "-";
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

/* ---- a report and its figures ---- */

/* A clash as it is read, with what each side wrote. under: of a value, the place of the clash of reports
 * that it goes with, + 1; of a cell of an extension that of the one which is told. */
struct told { struct clash clash; clash_writes writes; size_t under; };
typedef VEC(struct told) told_list;

static void told_clear(told_list *list)
{
	for (size_t i = 0; i < list->n; i++)
		vec_clear(&list->p[i].writes);
	vec_clear(list);
}

static bool wrote(const struct told *t, int column, int64_t change)
{
	for (size_t i = 0; i < t->writes.n; i++)
		if (t->writes.p[i].column == column && t->writes.p[i].change == change)
			return true;
	return false;
}

/* Are they of one unit and one period? */
static bool same_period(struct ledger *l, const struct told *value, const struct told *duty,
			struct arena *mem)
{
	const struct value *v = row_cells(l->db, KIND_VALUE, &value->clash.row, mem);
	const struct value *d = row_cells(l->db, KIND_DUTY, &duty->clash.row, mem);

	return v && d &&
	       id_eq(&v[kind_column(KIND_VALUE, STR_LIT("unit"))].id,
		     &d[kind_column(KIND_DUTY, STR_LIT("unit"))].id) &&
	       str_eq(v[kind_column(KIND_VALUE, STR_LIT("period"))].text,
		      d[kind_column(KIND_DUTY, STR_LIT("occ"))].text);
}

/* Did the changes that reported apart write the figure, and no other ones? */
static bool goes_with(struct ledger *l, const struct told *value, const struct told *duty,
		      struct arena *mem)
{
	int reported = kind_column(KIND_VALUE, STR_LIT("reported"));
	int report = kind_column(KIND_DUTY, STR_LIT("report"));

	for (size_t i = 0; i < value->writes.n; i++)
		if (value->writes.p[i].column != reported ||
		    !wrote(duty, report, value->writes.p[i].change))
			return false;
	return value->writes.n > 0 && same_period(l, value, duty, mem);
}

static int told_place(const struct told *t)
{
	return extension_place(t->clash.kind, kind_column(t->clash.kind, str_of(t->clash.column)));
}

/* Of one duty the cells of its extension go with the first of them. */
static void extensions_join(told_list *list)
{
	for (size_t i = 0; i < list->n; i++) {
		int first = told_place(&list->p[i]);

		for (size_t k = 0; first > 0 && k < list->n; k++) {
			int place = told_place(&list->p[k]);

			if (place < 0 || place >= first ||
			    !id_eq(&list->p[k].clash.row, &list->p[i].clash.row))
				continue;
			list->p[i].under = k + 1;
			first = place;
		}
	}
}

static void told_join(struct ledger *l, told_list *list, struct arena *mem)
{
	extensions_join(list);
	for (size_t i = 0; i < list->n; i++)
		for (size_t k = 0; list->p[i].clash.kind == KIND_VALUE && !list->p[i].under && k < list->n; k++)
			if (list->p[k].clash.kind == KIND_DUTY &&
			    goes_with(l, &list->p[i], &list->p[k], mem))
				list->p[i].under = k + 1;
}

bool clash_same_text(const struct value *a, const struct value *b)
{
	return a->type == b->type && (a->type != VALUE_TEXT || str_eq(a->text, b->text));
}

/* Did two reports say the same, on the same day? The one is as good as the other. */
static bool report_same(struct ledger *l, const struct id *a, const struct id *b, struct arena *mem)
{
	static const char *const columns[] = { "do", "on", "text", "promised", "material" };
	const struct value *x = row_cells(l->db, KIND_ENTRY, a, mem);
	const struct value *y = row_cells(l->db, KIND_ENTRY, b, mem);
	amount_rows said[2] = { 0 };
	struct err none = { 0 };
	bool same = x && y && amounts_read(l->db, a, &said[0], &none) &&
		    amounts_read(l->db, b, &said[1], &none) && said[0].n == said[1].n;

	for (size_t i = 0; same && i < sizeof columns / sizeof *columns; i++) {
		int column = kind_column(KIND_ENTRY, str_of(columns[i]));

		same = column >= 0 && clash_same_text(&x[column], &y[column]);
	}
	for (size_t i = 0; same && i < said[0].n; i++) {
		bool found = false;

		for (size_t k = 0; k < said[1].n; k++)
			found |= said[1].p[k].figure == said[0].p[i].figure &&
				 said[1].p[k].n == said[0].p[i].n;
		same = found;
	}
	vec_clear(&said[0]);
	vec_clear(&said[1]);
	return same;
}

static bool reports_same(struct ledger *l, const struct told *t, struct arena *mem)
{
	int report = kind_column(KIND_DUTY, STR_LIT("report"));
	bool same = t->clash.kind == KIND_DUTY && t->writes.n > 1;

	for (size_t i = 0; same && i < t->writes.n; i++)
		same = t->writes.p[i].column == report && t->writes.p[i].value.type == VALUE_ID;
	for (size_t i = 1; same && i < t->writes.n; i++)
		same = report_same(l, &t->writes.p[0].value.id, &t->writes.p[i].value.id, mem);
	return same;
}

/* all: also what was written of others than duties and values, which are joined. */
static bool told_read(struct ledger *l, bool all, struct arena *mem, told_list *to, struct err *err)
{
	clash_list list = { 0 };
	bool ok = clashes_read(l->db, &list, err);

	for (size_t i = 0; ok && i < list.n; i++) {
		enum kind k = list.p[i].kind;
		struct told *t = vec_push(to);

		*t = (struct told){ .clash = list.p[i] };
		if (all || k == KIND_DUTY || k == KIND_VALUE)
			ok = clash_writes_read(l->db, &t->clash, mem, &t->writes, err);
		if (ok && reports_same(l, t, mem)) {
			vec_clear(&t->writes);
			to->n--;
		}
	}
	if (ok)
		told_join(l, to, mem);
	vec_clear(&list);
	return ok;
}

static const char *figure_name(struct ledger *l, const struct id *value, struct arena *mem)
{
	struct figure_row figure = { .name = "" };
	struct err none = { 0 };
	int64_t key = row_ref(l->db, KIND_VALUE, value, "figure");

	return key && figure_get(l->db, key, mem, &figure, &none) ? figure.name : "";
}

/* Each side of the report says the figure that it came with. */
static void part_add(struct ledger *l, struct clash_line *line, const struct told *value,
		     struct arena *mem)
{
	struct clash_part *part = vec_push(&line->parts);

	*part = (struct clash_part){ .kind = KIND_VALUE, .id = value->clash.row, .column = value->writes.p[0].column,
				     .name = figure_name(l, &value->clash.row, mem) };
	for (size_t i = 0; i < value->writes.n; i++) {
		const struct clash_write *w = &value->writes.p[i];
		const char *said = history_value(l, KIND_VALUE, &part->id, w->column, &w->value, mem);

		*vec_push(&part->writes) = *w;
		/* Who took a report back says no figure. */
		for (size_t k = 0; *said && k < line->sides.n; k++)
			if (line->sides.p[k].change == w->change)
				line->sides.p[k].said = arena_printf(
					mem, "%s%s %s %s", line->sides.p[k].said,
					line->parts.n == 1 ? ":" : ",", part->name, said);
	}
}

static void extension_part_add(struct clash_line *line, const struct told *cell)
{
	*vec_push(&line->parts) = (struct clash_part){
		.kind = KIND_DUTY, .id = cell->clash.row, .name = "",
		.column = kind_column(KIND_DUTY, str_of(cell->clash.column)),
	};
}

/* The line of what it goes with, from that place on. */
static struct clash_line *line_of(clash_lines *lines, size_t from, const struct told *duty)
{
	int column = kind_column(KIND_DUTY, str_of(duty->clash.column));

	for (size_t i = from; i < lines->n; i++)
		if (lines->p[i].kind == KIND_DUTY && lines->p[i].column == column &&
		    id_eq(&lines->p[i].id, &duty->clash.row))
			return &lines->p[i];
	return NULL;
}

typedef bool told_fits(struct ledger *l, const struct clash *c, int64_t item, int64_t unit);

static bool clashes_tell_those(struct ledger *l, told_fits *fits, int64_t item, int64_t unit,
			       struct arena *mem, clash_lines *to, struct err *err)
{
	told_list list = { 0 };
	size_t from = to->n;
	bool ok = told_read(l, true, mem, &list, err);

	for (size_t i = 0; ok && i < list.n; i++)
		if (!list.p[i].under && (!fits || fits(l, &list.p[i].clash, item, unit)))
			ok = lines_add(l, &list.p[i].clash.row, &list.p[i].writes, mem, to, err);
	for (size_t i = 0; ok && i < list.n; i++) {
		struct clash_line *line =
			list.p[i].under ? line_of(to, from, &list.p[list.p[i].under - 1]) : NULL;

		if (line && list.p[i].clash.kind == KIND_DUTY)
			extension_part_add(line, &list.p[i]);
		else if (line)
			part_add(l, line, &list.p[i], mem);
	}
	for (size_t i = from; ok && i < to->n; i++)
		if (extension_place(to->p[i].kind, to->p[i].column) >= 0)
			ok = extension_tell(l, &to->p[i], mem, err);
	told_clear(&list);
	return ok;
}

bool clashes_tell(struct ledger *l, struct arena *mem, clash_lines *to, struct err *err)
{
	return clashes_tell_those(l, NULL, 0, 0, mem, to, err);
}

/* What it is about, without reading what was written; 0: nothing of that kind. */
static int64_t clash_about(struct ledger *l, const struct clash *c, enum kind k, const char *column)
{
	return about(l, &(struct clash_line){ .id = c->row, .kind = c->kind }, k, column);
}

/* Items that ask for the figure of a value. */
static void value_items(struct ledger *l, const struct clash *c, keys *items)
{
	struct err none = { 0 };
	int64_t figure = row_ref(l->db, KIND_VALUE, &c->row, "figure");

	if (figure && !items_of_figure(l->db, figure, items, &none))
		items->n = 0;
}

static bool value_is_about(struct ledger *l, const struct clash *c, int64_t item)
{
	keys items = { 0 };
	bool is = false;

	value_items(l, c, &items);
	for (size_t i = 0; i < items.n; i++)
		is = is || items.p[i] == item;
	vec_clear(&items);
	return is;
}

static bool is_about(struct ledger *l, const struct clash *c, int64_t item, int64_t unit)
{
	if (c->kind == KIND_VALUE)
		return value_is_about(l, c, item) &&
		       (!unit || clash_about(l, c, KIND_UNIT, "unit") == unit);
	return clash_about(l, c, KIND_ITEM, "item") == item &&
	       (!unit || clash_about(l, c, KIND_UNIT, "unit") == unit);
}

bool clashes_about(struct ledger *l, int64_t item, int64_t unit, struct arena *mem, clash_lines *to,
		   struct err *err)
{
	return clashes_tell_those(l, is_about, item, unit, mem, to, err);
}

bool clash_items(struct ledger *l, keys *items, int64_t *n, struct err *err)
{
	struct arena mem = { 0 };
	told_list list = { 0 };
	bool ok = told_read(l, false, &mem, &list, err);

	*n = 0;
	for (size_t i = 0; ok && i < list.n; i++) {
		int64_t item = clash_about(l, &list.p[i].clash, KIND_ITEM, "item");

		*n += !list.p[i].under;
		/* One that goes with no report is about all that ask for its figure. */
		if (list.p[i].clash.kind == KIND_VALUE && !list.p[i].under)
			value_items(l, &list.p[i].clash, items);
		else if (item)
			*vec_push(items) = item;
	}
	keys_once(items);
	told_clear(&list);
	arena_clear(&mem);
	return ok;
}

bool clash_count(struct ledger *l, int64_t *n, struct err *err)
{
	keys items = { 0 };
	bool ok = clash_items(l, &items, n, err);

	vec_clear(&items);
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
	for (size_t i = 0; i < lines->n; i++) {
		for (size_t k = 0; k < lines->p[i].parts.n; k++)
			vec_clear(&lines->p[i].parts.p[k].writes);
		vec_clear(&lines->p[i].parts);
		vec_clear(&lines->p[i].sides);
	}
	vec_clear(lines);
}

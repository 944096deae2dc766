#include "model/clash.h"

#include <stdio.h>

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

bool clashes_tell(struct ledger *l, struct arena *mem, clash_lines *to, struct err *err)
{
	clash_list list = { 0 };
	bool ok = clashes_read(l->db, &list, err);

	for (size_t i = 0; ok && i < list.n; i++) {
		clash_writes writes = { 0 };

		ok = clash_writes_read(l->db, &list.p[i], mem, &writes, err) &&
		     lines_add(l, &list.p[i].row, &writes, mem, to, err);
		vec_clear(&writes);
	}
	vec_clear(&list);
	return ok;
}

void clash_lines_clear(clash_lines *lines)
{
	for (size_t i = 0; i < lines->n; i++)
		vec_clear(&lines->p[i].sides);
	vec_clear(lines);
}

bool clash_settle_by(struct ledger *l, const struct clash_line *line, size_t side,
		     struct outcome *out, struct err *err)
{
	const struct clash_side *s = &line->sides.p[side];
	struct arena mem = { 0 };
	const char *say = arena_printf(&mem, _("settled: %s, %s: %s"), line->row, line->name, s->said);
	struct change *c = ledger_begin(l, "settle", say, err);
	bool ok = c != NULL;

	if (c) {
		change_set_anew(c, line->kind, &line->id,
				line->column == CLASH_COLUMN_GONE
					? "gone"
					: kind_info(line->kind)->columns[line->column].name,
				s->value);
		ok = ledger_commit(l, c, out, err);
	}
	if (ok)
		snprintf(out->said, sizeof out->said, "%.399s", say);
	arena_clear(&mem);
	return ok;
}

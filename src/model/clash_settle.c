/* Settling a clash: with a side, or with a value that is typed. */
#include "model/clash_private.h"

#include <stdio.h>
#include <string.h>

#include "base/day_typed.h"
#include "base/gettext.h"

#include "base/ban.h"

/* With the report that this change made its figures. */
static void settle_parts(struct change *c, const struct clash_line *line, int64_t change)
{
	for (size_t i = 0; i < line->parts.n; i++) {
		const struct clash_part *p = &line->parts.p[i];

		for (size_t k = 0; k < p->writes.n; k++)
			if (p->writes.p[k].change == change)
				change_set_anew(c, p->kind, &p->id,
						kind_info(p->kind)->columns[p->column].name,
						p->writes.p[k].value);
	}
}

/* What was said of a report goes with it: of another one it was not said. */
static bool settle_review(struct ledger *l, struct change *c, const struct clash_line *line,
			  int64_t change, struct err *err)
{
	bool knows = true;

	if (line->kind != KIND_DUTY ||
	    line->column != kind_column(KIND_DUTY, STR_LIT("report")))
		return true;
	if (!clash_knows(l->db, KIND_DUTY, &line->id, "review", "report", change, &knows, err))
		return false;
	if (!knows)
		change_set(c, KIND_DUTY, &line->id, "review", V_NULL);
	return true;
}

/* change: of the side that it is settled with; 0: with none of them. */
static bool settle(struct ledger *l, const struct clash_line *line, const struct value *v,
		   int64_t change, const char *said, struct outcome *out, struct err *err)
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
		settle_parts(c, line, change);
		ok = settle_review(l, c, line, change, err) &&
		     (extension_place(line->kind, line->column) < 0 ||
		      extension_settle(l, c, line, change, &mem, err));
		if (ok)
			ok = ledger_commit(l, c, out, err);
		else
			ledger_abandon(l, c);
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

	return settle(l, line, &s->value, s->change, s->said, out, err);
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
	bool ok = settle(l, line, &(struct value){ .type = VALUE_TEXT, .text = str_of(text) }, 0, text,
			 out, err);

	arena_clear(&mem);
	return ok;
}

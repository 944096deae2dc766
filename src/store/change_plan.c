/* What of a change has to be written: the difference to what is in force, referred rows first. */
#include "base/gettext.h"
#include "store/change_private.h"
#include "store/log_body.h"
#include "base/ban.h"

static bool plan_op(struct change *c, size_t i, body_sets *to, struct err *err);

/* Rows that this one names and that are made by the same change come before it. */
static bool plan_named(struct change *c, size_t i, body_sets *to, struct err *err)
{
	for (size_t f = 0; f < c->ops.p[i].fields.n; f++) {
		const struct field *field = &c->ops.p[i].fields.p[f];

		if (field->value.type != VALUE_ID)
			continue;
		enum kind k = kind_info(c->ops.p[i].kind)->columns[field->column].refers;
		struct change_op *named = change_op_at(c, k, &field->value.id, false);

		if (named && named->makes_row && !plan_op(c, (size_t)(named - c->ops.p), to, err))
			return false;
	}
	return true;
}

static void plan_cell(const struct change_op *op, int column, struct value old, struct value new,
		      bool anew, body_sets *to)
{
	if (anew || !value_eq(&old, &new))
		*vec_push(to) = (struct body_set){ .kind = op->kind, .id = op->id, .column = column, .old = old, .new = new };
}

static void plan_cells(const struct change_op *op, const struct projected *now, body_sets *to)
{
	struct value gone = now->gone ? V_INT(1) : V_NULL, wanted = op->makes_row ? V_NULL : gone;
	bool anew = false;

	for (size_t f = 0; f < op->fields.n; f++) {
		const struct field *field = &op->fields.p[f];

		if (field->column == COLUMN_GONE) {
			wanted = field->value;
			anew = field->anew;
		} else {
			plan_cell(op, field->column, now->values[field->column], field->value,
				  field->anew, to);
		}
	}
	plan_cell(op, COLUMN_GONE, gone, wanted, anew, to);
}

/* Two copies that make a duty's or a value's row know the same of it: what names it. What they say
 * of it are cells of their own, so that one who asks for an extension says nothing of a report. */
static bool plan_apart(const struct change_op *op, const struct field *f)
{
	return f->set && (op->kind == KIND_DUTY || op->kind == KIND_VALUE);
}

static void plan_row(const struct change_op *op, struct arena *mem, body_sets *to)
{
	struct body_set *s = vec_push(to);

	*s = (struct body_set){ .kind = op->kind, .id = op->id, .makes_row = true,
		.fields = arena_alloc(mem, op->fields.n * sizeof *s->fields) };
	/* In the order of the table: two who make the same row write the same line. */
	for (int column = 0; column < kind_info(op->kind)->n; column++)
		for (size_t f = 0; f < op->fields.n; f++)
			if (op->fields.p[f].column == column &&
			    op->fields.p[f].value.type != VALUE_NULL &&
			    !plan_apart(op, &op->fields.p[f]))
				s->fields[s->n++] = op->fields.p[f];
	for (size_t f = 0; f < op->fields.n; f++)
		if (plan_apart(op, &op->fields.p[f]))
			plan_cell(op, op->fields.p[f].column, V_NULL, op->fields.p[f].value, false, to);
}

static bool plan_op(struct change *c, size_t i, body_sets *to, struct err *err)
{
	struct projected now;

	if (c->ops.p[i].planned)
		return true;
	c->ops.p[i].planned = true;
	if (!plan_named(c, i, to, err) ||
	    !project_load(c->db, c->ops.p[i].kind, &c->ops.p[i].id, &c->mem, &now, err))
		return false;
	if (now.key)
		plan_cells(&c->ops.p[i], &now, to);
	else if (c->ops.p[i].makes_row)
		plan_row(&c->ops.p[i], &c->mem, to);
	else
		return err_set(err, ERR_INPUT, _("a %s that is not there cannot be changed"),
			       kind_info(c->ops.p[i].kind)->name);
	return true;
}

bool change_plan(struct change *c, body_sets *to, struct err *err)
{
	for (size_t i = 0; i < c->ops.n; i++)
		c->ops.p[i].planned = false;
	for (size_t i = 0; i < c->ops.n; i++)
		if (!plan_op(c, i, to, err))
			return false;
	return true;
}

/* The newest change behind `seen` that wrote the cell; one that made the row wrote it where
 * something stands there. */
static int64_t cell_written(struct db *db, const struct id *row, const char *column, bool stands,
			    int64_t seen, struct err *err)
{
	struct stmt st;
	int64_t key = 0;

	stmt_open(&st, db,
		  "SELECT max(change) FROM cell WHERE row = ?1 AND (col = ?2 OR (?3 AND col = "
		  "'*')) AND change > ?4",
		  err);
	stmt_id(&st, 1, row);
	stmt_text(&st, 2, str_of(column));
	stmt_int(&st, 3, stands);
	stmt_int(&st, 4, seen);
	if (stmt_row(&st, err))
		key = stmt_get_int(&st, 0);
	stmt_close(&st);
	return key;
}

bool change_overtaken(struct change *c, int64_t seen, int64_t *key, struct err *err)
{
	body_sets sets = { 0 };
	bool done = c->err.code != ERR_NONE || change_plan(c, &sets, err);

	*key = 0;
	for (size_t i = 0; i < sets.n && done; i++) {
		const struct body_set *s = &sets.p[i];
		int64_t by = s->makes_row
				     ? 0
				     : cell_written(c->db, &s->id, column_name(s->kind, s->column),
						    s->old.type != VALUE_NULL, seen, err);

		*key = by > *key ? by : *key;
		done = err->code == ERR_NONE;
	}
	for (size_t i = 0; i < c->rests.n && done; i++) {
		int64_t by = cell_written(c->db, &c->rests.p[i].id, c->rests.p[i].column, true,
					  seen, err);

		*key = by > *key ? by : *key;
		done = err->code == ERR_NONE;
	}
	vec_clear(&sets);
	return done;
}

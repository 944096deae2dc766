/* Clashes of an extension: 延期, the date it was asked for, the date in force are one thing to decide. */
#include "model/clash_private.h"

#include <string.h>

#include "model/history.h"

#include "base/ban.h"

/* The first one that clashes names the clash. */
static const char *const columns[] = { "extension", "due", "asked", "asked_on" };
enum { COLUMNS = sizeof columns / sizeof *columns };

static int column_at(int place)
{
	return kind_column(KIND_DUTY, str_of(columns[place]));
}

int extension_place(enum kind k, int column)
{
	for (int i = 0; k == KIND_DUTY && column >= 0 && i < COLUMNS; i++)
		if (column_at(i) == column)
			return i;
	return -1;
}

typedef VEC(struct value) value_list;

/* What each side says of the cell; *differs: not all say the same. */
static bool sides_say(struct ledger *l, const struct clash_line *line, const char *column,
		      struct arena *mem, value_list *to, bool *differs, struct err *err)
{
	bool ok = true;

	*differs = false;
	for (size_t i = 0; ok && i < line->sides.n; i++) {
		ok = clash_side_says(l->db, KIND_DUTY, &line->id, column, line->sides.p[i].change, mem,
				     vec_push(to), err);
		*differs |= ok && !clash_same_text(&to->p[i], &to->p[0]);
	}
	return ok;
}

bool extension_tell(struct ledger *l, struct clash_line *line, struct arena *mem, struct err *err)
{
	bool *began = arena_alloc(mem, (line->sides.n + 1) * sizeof *began);
	bool ok = true;

	memset(began, 0, (line->sides.n + 1) * sizeof *began);
	for (int place = 0; ok && place < COLUMNS; place++) {
		int column = column_at(place);
		value_list says = { 0 };
		bool differs = false;

		if (column != line->column)
			ok = sides_say(l, line, columns[place], mem, &says, &differs, err);
		for (size_t i = 0; ok && differs && i < says.n; i++) {
			const char *said = history_value(l, KIND_DUTY, &line->id, column, &says.p[i], mem);

			if (!*said || strcmp(said, "-") == 0)
				continue;
			line->sides.p[i].said = arena_printf(
				mem, "%s%s %s %s", line->sides.p[i].said, began[i] ? "," : ":",
				history_cell(KIND_DUTY, column), said);
			began[i] = true;
		}
		vec_clear(&says);
	}
	return ok;
}

static bool has_part(const struct clash_line *line, int column)
{
	for (size_t i = 0; i < line->parts.n; i++)
		if (line->parts.p[i].kind == KIND_DUTY && line->parts.p[i].column == column)
			return true;
	return false;
}

bool extension_settle(struct ledger *l, struct change *c, const struct clash_line *line, int64_t change,
		      struct arena *mem, struct err *err)
{
	const struct value *now = row_cells(l->db, KIND_DUTY, &line->id, mem);

	for (int place = 0; now && place < COLUMNS; place++) {
		int column = column_at(place);
		struct value v = now[column];

		if (column == line->column)
			continue;
		if (change && !clash_side_says(l->db, KIND_DUTY, &line->id, columns[place], change, mem,
					       &v, err))
			return false;
		/* What clashes is settled also with what is in force. */
		if (has_part(line, column) || !clash_same_text(&v, &now[column]))
			change_set_anew(c, KIND_DUTY, &line->id, columns[place], v);
	}
	return true;
}

#include "model/history.h"

#include <inttypes.h>
#include <string.h>

#include "base/buf.h"
#include "base/gettext.h"
#include "model/figure.h"
#include "model/history_private.h"
#include "model/say.h"

#include "base/ban.h"

enum { NAMING_DEPTH_MOST = 4 };

struct teller {
	struct ledger *l;
	struct arena *mem;
};

static const char *row_said(struct teller *t, enum kind k, const struct id *id, int depth);

/* An amount is told at its figure's scale. */
static const char *number_said(struct teller *t, enum kind k, const struct value *row, int column,
			       int64_t n)
{
	const char *name = kind_info(k)->columns[column].name;
	struct figure_row f;
	struct err none = { 0 };
	int of = kind_column(k, STR_LIT("figure"));
	int64_t figure = (k == KIND_AMOUNT || k == KIND_VALUE) && row && row[of].type == VALUE_ID
				 ? row_key_ever(t->l->db, KIND_FIGURE, &row[of].id)
				 : 0;

	if (figure && figure_get(t->l->db, figure, t->mem, &f, &none))
		return arena_printf(t->mem, "%s%s%s", figure_text(n, f.scale, t->mem),
				    f.word && *f.word && strcmp(f.word, "%") != 0 ? " " : "",
				    f.word ? f.word : "");
	if (strcmp(name, "soft") == 0 || strcmp(name, "from_receipt") == 0)
		return n ? _("yes") : _("no");
	return arena_printf(t->mem, "%" PRId64, n);
}

/* row: the row's cells as they are, for what one cell alone does not say; may be NULL. */
static const char *value_said(struct teller *t, enum kind k, const struct value *row, int column,
			      const struct value *v, int depth)
{
	const struct column *c = &kind_info(k)->columns[column];

	switch (v->type) {
	case VALUE_INT:
		return number_said(t, k, row, column, v->number);
	case VALUE_ID:
		return depth < NAMING_DEPTH_MOST ? row_said(t, c->refers, &v->id, depth + 1) : "";
	case VALUE_TEXT:
		if (c->type != COLUMN_DATE)
			return history_word(k, c->name, arena_str(t->mem, v->text));
		date day;
		return date_parse(v->text, &day) ? say_day(day, ledger_today(t->l), t->mem)
						 : arena_str(t->mem, v->text);
	case VALUE_NULL:
		break;
	}
	return "";
}

/* What names a row: "2 失信主体信用修复"; within another row's name (depth > 0) an item is its
 * number. */
static const char *row_said(struct teller *t, enum kind k, const struct id *id, int depth)
{
	const struct value *row = row_cells(t->l->db, k, id, t->mem);
	const struct history_kind *h = history_kind(k);
	struct buf text = { 0 };

	for (int i = 0; row && i < HISTORY_NAMES_MOST && h->names[i]; i++) {
		int column = kind_column(k, str_of(h->names[i]));
		const char *said = value_said(t, k, row, column, &row[column], depth);
		if (*said && !(depth > 1 && i > 0 && k == KIND_ITEM))
			buf_printf(&text, "%s%s", text.n ? " " : "", said);
	}
	const char *kept = arena_strdup(t->mem, buf_text(&text));
	buf_clear(&text);
	return kept;
}

static bool names_row(enum kind k, int column)
{
	const struct history_kind *h = history_kind(k);

	for (int i = 0; i < HISTORY_NAMES_MOST && h->names[i]; i++)
		if (strcmp(h->names[i], kind_info(k)->columns[column].name) == 0)
			return true;
	return false;
}

static const char *cell_said(struct teller *t, const struct log_write *w, const struct value *v)
{
	return value_said(t, w->kind, row_cells(t->l->db, w->kind, &w->id, t->mem), w->column, v,
			  1);
}

/* Coming and going of a row as a whole: its name, empty on the side where it is not. */
static bool whole_said(const struct log_write *w, struct history_line *to)
{
	bool gone = w->column == LOG_GONE && w->new.type != VALUE_NULL;

	to->name = "";
	to->before = gone ? to->row : "";
	to->after = gone ? "" : to->row;
	return true;
}

/* False: nothing to tell. */
static bool line_said(struct teller *t, const struct log_write *w, struct history_line *to)
{
	if (w->column == LOG_GONE || w->column == LOG_ROW)
		return whole_said(w, to);
	to->name = history_column(w->kind, w->column);
	if (!to->name || (w->made && names_row(w->kind, w->column)))
		return false;
	to->before = cell_said(t, w, &w->old);
	to->after = cell_said(t, w, &w->new);
	return *to->before || *to->after;
}

static bool same_row(const struct log_write *a, const struct log_write *b)
{
	return a && b && a->kind == b->kind && id_eq(&a->id, &b->id);
}

/* A row that came, and of which all cells are in its name, is told by one line. */
static void rows_tell(struct teller *t, const log_writes *list, history_lines *to)
{
	const struct log_write *told = NULL;

	for (size_t i = 0; i < list->n; i++) {
		const struct log_write *w = &list->p[i];
		bool last = i + 1 == list->n || !same_row(w, &list->p[i + 1]);
		struct history_line line = { .first = !same_row(told, w), .write = w };

		line.row = line.first
				   ? arena_printf(t->mem, "%s %s", _(history_kind(w->kind)->label),
						  row_said(t, w->kind, &w->id, 0))
				   : to->p[to->n - 1].row;
		if (!line_said(t, w, &line) &&
		    !(last && w->made && line.first && whole_said(w, &line)))
			continue;
		*vec_push(to) = line;
		told = w;
	}
}

bool history_read(struct ledger *l, const struct change_hash *hash, size_t most, struct arena *mem,
		  history_lines *to, size_t *more, struct err *err)
{
	struct teller t = { .l = l, .mem = mem };
	log_writes list = { 0 };
	size_t all;

	*more = 0;
	if (!log_writes_read(l->db, hash, most, mem, &list, &all, err)) {
		vec_clear(&list);
		return false;
	}
	*more = all - list.n;
	/* The lines point at their writes. */
	log_writes kept = { .p = arena_alloc(mem, (list.n + 1) * sizeof *list.p), .n = list.n };
	if (list.n > 0)
		memcpy(kept.p, list.p, list.n * sizeof *list.p);
	vec_clear(&list);
	rows_tell(&t, &kept, to);
	return true;
}

const char *history_row(struct ledger *l, enum kind k, const struct id *id, struct arena *mem)
{
	struct teller t = { .l = l, .mem = mem };

	return arena_printf(mem, "%s %s", _(history_kind(k)->label), row_said(&t, k, id, 0));
}

const char *history_value(struct ledger *l, enum kind k, const struct id *id, int column,
			  const struct value *v, struct arena *mem)
{
	struct teller t = { .l = l, .mem = mem };

	return value_said(&t, k, row_cells(l->db, k, id, mem), column, v, 1);
}

const char *history_cell(enum kind k, int column)
{
	const char *name = history_column(k, column);

	return name ? name : kind_info(k)->columns[column].name;
}

#include "paper/doc.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/ban.h"

void doc_clear(struct doc *d)
{
	for (size_t i = 0; i < d->tables.n; i++) {
		vec_clear(&d->tables.p[i].rows);
		vec_clear(&d->tables.p[i].cells);
	}
	vec_clear(&d->tables);
	vec_clear(&d->facts);
	vec_clear(&d->notes);
	arena_clear(&d->mem);
}

__attribute__((format(printf, 2, 0)))
static const char *doc_format(struct doc *d, const char *format, va_list args)
{
	va_list again;

	va_copy(again, args);
	int n = vsnprintf(NULL, 0, format, again);

	va_end(again);
	char *text = arena_alloc(&d->mem, (size_t)(n < 0 ? 0 : n) + 1);

	vsnprintf(text, (size_t)(n < 0 ? 0 : n) + 1, format, args);
	return text;
}

void doc_fact(struct doc *d, const char *label, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	*vec_push(&d->facts) = (struct doc_line){ arena_strdup(&d->mem, label), doc_format(d, format, args) };
	va_end(args);
}

void doc_note(struct doc *d, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	*vec_push(&d->notes) = (struct doc_line){ "", doc_format(d, format, args) };
	va_end(args);
}

void doc_table(struct doc *d, const char *name, const char *title, const char *empty,
	       const struct doc_column *columns, size_t n)
{
	struct doc_table *t = vec_push(&d->tables);

	t->name = name;
	t->title = arena_strdup(&d->mem, title);
	t->empty = arena_strdup(&d->mem, empty);
	t->columns = columns;
	t->n_columns = n;
}

void doc_row(struct doc *d, enum doc_row_kind kind)
{
	struct doc_table *t = &d->tables.p[d->tables.n - 1];

	*vec_push(&t->rows) = (struct doc_row){ kind, t->cells.n };
}

void doc_cell(struct doc *d, const char *text)
{
	struct doc_table *t = &d->tables.p[d->tables.n - 1];

	*vec_push(&t->cells) = arena_strdup(&d->mem, text ? text : "");
}

void doc_part(struct doc *d, const char *text)
{
	doc_row(d, DOC_PART);
	doc_cell(d, text);
}

void doc_cell_int(struct doc *d, int64_t n)
{
	char text[24];

	snprintf(text, sizeof text, "%lld", (long long)n);
	doc_cell(d, text);
}

void doc_cell_date(struct doc *d, date day)
{
	char text[DATE_TEXT_SIZE];

	doc_cell(d, date_text(day, text));
}

const char *doc_text(const struct doc_table *t, size_t r, size_t c)
{
	size_t end = r + 1 < t->rows.n ? t->rows.p[r + 1].from : t->cells.n;
	size_t at = t->rows.p[r].from + c;

	return at < end ? t->cells.p[at] : "";
}

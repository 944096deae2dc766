#include "base/csv_read.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/gettext.h"

#include "base/ban.h"

typedef VEC(struct str) cells;

/* Where the reader stands. */
struct csv_in {
	struct str text;
	size_t at;
	int line;
	char comma;
	const char *source;
	struct arena *mem;
};

static char comma_find(struct str text)
{
	static const char kinds[] = { ',', '\t', ';' };
	size_t n[sizeof kinds] = { 0 };
	size_t best = 0;

	for (size_t i = 0; i < text.n && text.p[i] != '\n'; i++)
		for (size_t k = 0; k < sizeof kinds; k++)
			n[k] += text.p[i] == kinds[k];
	for (size_t k = 1; k < sizeof kinds; k++)
		if (n[k] > n[best])
			best = k;
	return kinds[best];
}

static bool fault(const struct csv_in *in, int line, const char *what, struct err *err)
{
	err_set(err, ERR_INPUT, "%s", what);
	snprintf(err->at.source, sizeof err->at.source, "%s", in->source);
	err->at.line = line;
	return false;
}

static bool ends_cell(const struct csv_in *in)
{
	return in->at >= in->text.n || in->text.p[in->at] == in->comma ||
	       in->text.p[in->at] == '\n';
}

/* Behind the opening quote. */
static bool quoted_read(struct csv_in *in, struct str *to, struct err *err)
{
	struct buf b = { 0 };
	int began = in->line;
	bool closed = false;

	while (in->at < in->text.n && !closed) {
		char c = in->text.p[in->at++];
		if (c == '"' && in->at < in->text.n && in->text.p[in->at] == '"')
			in->at++;
		else
			closed = c == '"';
		in->line += c == '\n';
		if (!closed)
			buf_byte(&b, c);
	}
	const char *text = arena_str(in->mem, buf_str(&b));
	*to = str_of(text);
	buf_clear(&b);
	if (!closed)
		return fault(in, began, _("a quote is opened and not closed"), err);
	while (!ends_cell(in) && (in->text.p[in->at] == ' ' || in->text.p[in->at] == '\t'))
		in->at++;
	return ends_cell(in) ||
	       fault(in, in->line, _("something stands behind a quote that ends"), err);
}

static bool cell_read(struct csv_in *in, struct str *to, struct err *err)
{
	size_t from = in->at;

	while (in->at < in->text.n && in->text.p[in->at] == ' ')
		in->at++;
	if (in->at < in->text.n && in->text.p[in->at] == '"') {
		in->at++;
		if (!quoted_read(in, to, err))
			return false;
	} else {
		while (!ends_cell(in))
			in->at++;
		*to = (struct str){ in->text.p + from, in->at - from };
	}
	*to = str_trim(*to);
	if (to->n > 1 && *to->p == '\'')
		*to = str_trim(str_from(*to, 1));
	return true;
}

static bool row_read(struct csv_in *in, csv_rows *to, struct err *err)
{
	cells list = { 0 };
	int line = in->line;
	bool ok = true, any = false, more = true;

	while (ok && more) {
		struct str *cell = vec_push(&list);
		ok = cell_read(in, cell, err);
		any |= ok && cell->n > 0;
		more = ok && in->at < in->text.n && in->text.p[in->at] == in->comma;
		in->at += more;
	}
	if (ok && in->at < in->text.n) {
		in->at++;
		in->line++;
	}
	if (ok && any) {
		struct str *kept = arena_alloc(in->mem, list.n * sizeof *kept);
		memcpy(kept, list.p, list.n * sizeof *kept);
		*vec_push(to) = (struct csv_row){ line, kept, list.n };
	}
	vec_clear(&list);
	return ok;
}

bool csv_read(struct str text, const char *source, struct arena *mem, csv_rows *to, struct err *err)
{
	struct csv_in in = { .text = text, .line = 1, .comma = comma_find(text), .source = source,
		.mem = mem };

	while (in.at < text.n)
		if (!row_read(&in, to, err))
			return false;
	return true;
}

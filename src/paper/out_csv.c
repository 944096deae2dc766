/* A document as CSV that Excel and WPS open in Chinese. The rows come first, under one line of
 * heads, so that sorting and filtering work at once; then, behind an empty line, what the head of a
 * printed page says. */
#include "base/clean.h"
#include "base/gettext.h"
#include "base/utf8.h"
#include "paper/paper.h"

#include "base/ban.h"

/* ---- One cell ---- */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static size_t digits(struct str s)
{
	size_t n = 0;

	while (n < s.n && is_digit(s.p[n]))
		n++;
	return n;
}

/* More digits than a spreadsheet keeps in a number, or shows without an exponent. */
enum { DIGITS_MOST = 11 };

/* A number that comes back from a spreadsheet as it went in: no zeros that it would drop. */
static bool is_plain_number(struct str s)
{
	if (s.n > 0 && *s.p == '-')
		s = str_from(s, 1);
	size_t whole = digits(s);
	struct str rest = str_from(s, whole);

	if (whole == 0 || whole > DIGITS_MOST || (whole > 1 && *s.p == '0'))
		return false;
	if (rest.n == 0)
		return true;
	return *rest.p == '.' && rest.n > 1 && digits(str_from(rest, 1)) == rest.n - 1 &&
	       rest.p[rest.n - 1] != '0';
}

/* Digits with points, strokes, dashes or colons alone: read as a number, a date or a time. A day of
 * the form 2018-11-20 is meant to be read so. */
static bool is_misread(struct str s)
{
	date day;
	bool any = false;

	if (s.n == 0 || !is_digit(*s.p) || is_plain_number(s) || date_parse(s, &day))
		return false;
	for (size_t i = 0; i < s.n; i++) {
		if (!is_digit(s.p[i]) && !strchr("./-:eE", s.p[i]))
			return false;
		any |= is_digit(s.p[i]);
	}
	return any;
}

static bool is_formula(struct str raw, struct str clean)
{
	size_t at = 0;

	if (raw.n > 0 && (*raw.p == '\t' || *raw.p == '\r'))
		return true;
	if (clean.n == 0 || str_is(clean, "-") || is_plain_number(clean))
		return false;
	switch (utf8_next(clean, &at)) {
	case '=': case '+': case '-': case '@':
	case 0xff1d: case 0xff0b: case 0xff0d: case 0xff20:
		return true;
	default:
		return false;
	}
}

void csv_cell(struct str text, bool number, struct buf *to)
{
	struct buf clean = { 0 };

	clean_text(&clean, text);
	struct str s = buf_str(&clean);
	bool guard = !(number && is_plain_number(s)) && (is_formula(text, s) || is_misread(s));
	bool quote = s.n > 0 && (memchr(s.p, ',', s.n) || memchr(s.p, '"', s.n) || *s.p == ' ' ||
				 s.p[s.n - 1] == ' ');

	if (quote)
		buf_byte(to, '"');
	if (guard)
		buf_byte(to, '\'');
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '"')
			buf_byte(to, '"');
		buf_byte(to, s.p[i]);
	}
	if (quote)
		buf_byte(to, '"');
	buf_clear(&clean);
}

/* ---- Lines: all with as many cells ---- */

struct csv {
	struct buf *to;
	size_t width;            /* cells of a line */
	size_t at;               /* cells that stand on the present one */
};

static void csv_put(struct csv *v, const char *text, bool number)
{
	if (v->at++ > 0)
		buf_byte(v->to, ',');
	csv_cell(str_of(text), number, v->to);
}

static void csv_end(struct csv *v)
{
	while (v->at < v->width)
		csv_put(v, "", false);
	buf_puts(v->to, "\r\n");
	v->at = 0;
}

static void table_put(struct csv *v, const struct doc_table *t)
{
	for (size_t c = 0; c < t->n_columns; c++)
		csv_put(v, _(t->columns[c].head), false);
	csv_end(v);
	for (size_t r = 0; r < t->rows.n; r++) {
		if (t->rows.p[r].kind == DOC_PART)
			continue;
		for (size_t c = 0; c < t->n_columns; c++)
			csv_put(v, doc_text(t, r, c), t->columns[c].number);
		csv_end(v);
	}
}

void out_csv_write(const struct doc *d, const struct paper_options *o, struct buf *to)
{
	struct csv v = { .to = to, .width = 2 };
	char day[DATE_TEXT_SIZE];

	(void)o;
	for (size_t i = 0; i < d->tables.n; i++)
		if (d->tables.p[i].n_columns > v.width)
			v.width = d->tables.p[i].n_columns;
	buf_puts(to, "\xef\xbb\xbf");
	for (size_t i = 0; i < d->tables.n; i++) {
		if (i > 0)
			csv_end(&v);
		if (i > 0 && *d->tables.p[i].title) {
			csv_put(&v, d->tables.p[i].title, false);
			csv_end(&v);
		}
		table_put(&v, &d->tables.p[i]);
	}
	csv_end(&v);
	csv_put(&v, d->title, false);
	csv_put(&v, d->subject, false);
	csv_end(&v);
	csv_put(&v, _("as of"), false);
	csv_put(&v, date_text(d->asof, day), false);
	csv_end(&v);
	for (size_t i = 0; i < d->facts.n; i++) {
		csv_put(&v, d->facts.p[i].label, false);
		csv_put(&v, d->facts.p[i].text, false);
		csv_end(&v);
	}
	for (size_t i = 0; i < d->notes.n; i++) {
		csv_put(&v, d->notes.p[i].text, false);
		csv_end(&v);
	}
}

#include "ui/form_layout.h"

#include "base/width.h"
#include "ui/textarea.h"

#include "base/ban.h"

enum {
	/* with less room behind the last figure the status has a row of its own */
	STATUS_COLS = 30,
	OPEN_ROWS = 6,        /* more rows of a text are scrolled */
	MARGIN = 2,
	HEAD_COLS = 24,       /* of a folded form's head at least, which says on what */
};

/* A field grows with what stands in it: of a figure every digit is seen. */
static int field_cols(const struct form_field *field, int cols)
{
	int most = cols * 2 / 3, wide = width_cols(lineedit_text(&field->edit)) + 1;

	if (field->cols == 0)
		return FORM_TEXT_COLS;
	if (wide < field->cols)
		wide = field->cols;
	return wide < most ? wide : most;
}

int form_label_cols(const struct form_field *field, int cols)
{
	int wide = width_cols(str_of(field->label)), room = cols - 4 - field_cols(field, cols);

	return wide < room ? wide : room > 0 ? room : 0;
}

/* What a field takes in its row: label, blank, field, note. */
static int field_wide(const struct form_field *field, int cols)
{
	int wide = form_label_cols(field, cols) + 1 + field_cols(field, cols) +
		   (*field->note ? 1 + width_cols(str_of(field->note)) : 0);

	return wide < cols - MARGIN ? wide : cols - MARGIN;
}

/* A form while its fields are placed: the row that is being filled, and the field that it began
 * with. */
struct placing {
	const struct form *f;
	struct form_layout *l;
	int cols, row, col;
	size_t row_from;
};

/* The row is full: a text takes what it leaves, and those behind the text move right. The next row
 * begins with field i. */
static void row_end(struct placing *p, size_t i)
{
	int left = p->cols - (p->col - 2);

	for (size_t t = p->row_from; t < i && left > 0; t++) {
		if (p->f->fields.p[t].cols != 0)
			continue;
		p->l->at[t].cols += left;
		for (size_t k = t + 1; k < i; k++)
			p->l->at[k].col += left;
		break;
	}
	p->row++;
	p->col = MARGIN;
	p->row_from = i;
}

static void field_place(struct placing *p, size_t i)
{
	const struct form_field *field = &p->f->fields.p[i];
	int wide = field_wide(field, p->cols);

	if (p->col > MARGIN && p->col + wide > p->cols)
		row_end(p, i);
	p->l->at[i] = (struct form_place){ .row = p->row, .col = p->col, .cols = field_cols(field,
		p->cols), .rows = 1 };
	p->col += wide + 2;
}

static void text_place_open(struct placing *p, size_t i)
{
	const struct form_field *field = &p->f->fields.p[i];
	int cols = p->cols - MARGIN - form_label_cols(field, p->cols) - 1;
	wrap_lines rows = { 0 };

	if (p->col > MARGIN)
		row_end(p, i);
	textarea_rows(&field->edit, cols, &rows);
	p->l->at[i] = (struct form_place){ .row = p->row, .col = MARGIN, .cols = cols,
		.rows = rows.n < OPEN_ROWS ? (int)rows.n : OPEN_ROWS, .open = true };
	vec_clear(&rows);
	p->row += p->l->at[i].rows;
	p->row_from = i + 1;
}

/* What follows from the figures stands behind the last of them, and ends their row. */
static void status_place(struct placing *p, size_t next)
{
	if (p->cols - p->col < STATUS_COLS)
		p->row++, p->col = MARGIN;
	p->l->status_row = p->row++;
	p->l->status_col = p->col;
	p->col = MARGIN;
	p->row_from = next;
}

static void fields_place(const struct form *f, int cols, const bool open[FORM_FIELDS_MAX],
			 struct form_layout *l)
{
	struct placing p = { .f = f, .l = l, .cols = cols, .col = MARGIN };

	l->status_row = -1;
	for (size_t i = 0; i < f->fields.n; i++) {
		if (open[i])
			text_place_open(&p, i);
		else
			field_place(&p, i);
		if (f->does->status && i == f->status_after)
			status_place(&p, i + 1);
	}
	if (p.col > MARGIN)
		row_end(&p, f->fields.n);
	l->rows = p.row;
}

static bool field_is_typed(const struct form_field *field)
{
	return !str_eq(lineedit_text(&field->edit), buf_str(&field->begin));
}

/* How many fields a folded form shows; 0: it is not folded, or nothing would be gained. */
static size_t fold_fields(const struct form *f)
{
	size_t n = 0;

	while (n + 1 < f->fields.n && !f->fields.p[n].saves)
		n++;
	n++;
	if (f->unfolded || n == f->fields.n || f->at >= n)
		return 0;
	for (size_t i = n; i < f->fields.n; i++)
		if (field_is_typed(&f->fields.p[i]))
			return 0;
	return n;
}

static bool text_fits(const struct form_field *field, const struct form_place *at)
{
	struct str text = lineedit_text(&field->edit);

	return !field->edit.lines ||
	       (width_cols(text) < at->cols && str_find(text, STR_LIT("\n")) < 0);
}

static bool fold_place(const struct form *f, int cols, struct form_layout *l)
{
	size_t n = fold_fields(f);
	int head = width_cols(str_of(f->head)), room = cols;

	for (size_t i = 0; i < n; i++)
		room -= 2 + field_wide(&f->fields.p[i], cols);
	if (n == 0 || (room < head && room < HEAD_COLS))
		return false;
	*l = (struct form_layout){ .folded = n, .head_cols = head < room ? head : room,
		.status_row = -1, .rows = 1 };
	struct placing p = { .f = f, .l = l, .cols = cols, .col = l->head_cols + 2 };
	for (size_t i = 0; i < n; i++)
		field_place(&p, i);
	row_end(&p, n);
	for (size_t i = 0; i < n; i++)
		if (!text_fits(&f->fields.p[i], &l->at[i]))
			return false;
	return true;
}

void form_place(const struct form *f, int cols, struct form_layout *to)
{
	bool open[FORM_FIELDS_MAX] = { false }, any = false;

	if (fold_place(f, cols, to))
		return;
	*to = (struct form_layout){ .rows = 0 };
	fields_place(f, cols, open, to);
	for (size_t i = 0; i < f->fields.n; i++) {
		open[i] = !text_fits(&f->fields.p[i], &to->at[i]);
		any = any || open[i];
	}
	if (any)
		fields_place(f, cols, open, to);
}

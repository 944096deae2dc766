#include "model/right_line.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/ban.h"

static int write_order(const struct log_write *a, const struct log_write *b)
{
	int id;

	if (a->kind != b->kind)
		return a->kind < b->kind ? -1 : 1;
	id = memcmp(a->id.b, b->id.b, sizeof a->id.b);
	if (id != 0)
		return id;
	if (a->made != b->made)
		return a->made ? -1 : 1;
	return (a->column > b->column) - (a->column < b->column);
}

static int by_row(const void *a, const void *b)
{
	const struct log_write *const *x = a, *const *y = b;
	int order = write_order(*x, *y);

	return order ? order : (*x > *y) - (*x < *y);
}

void line_rows_read(struct line_rows *rows, const log_writes *writes)
{
	vec_reserve(&rows->list, writes->n);
	for (size_t i = 0; i < writes->n; i++)
		*vec_push(&rows->list) = &writes->p[i];
	if (rows->list.n > 1)
		qsort(rows->list.p, rows->list.n, sizeof(struct log_write *), by_row);
}

void line_rows_clear(struct line_rows *rows)
{
	vec_clear(&rows->list);
}

/* How many stand before that one. */
static size_t rows_before(struct line_rows *rows, const struct log_write *w)
{
	size_t from = 0, to = rows->list.n;

	while (from < to) {
		size_t mid = from + (to - from) / 2;

		rows->looks++;
		if (write_order(rows->list.p[mid], w) < 0)
			from = mid + 1;
		else
			to = mid;
	}
	return from;
}

static struct line_part rows_between(struct line_rows *rows, const struct log_write *first,
				     const struct log_write *behind)
{
	size_t from = rows_before(rows, first), to = rows_before(rows, behind);

	return (struct line_part){ to > from ? rows->list.p + from : NULL, to - from };
}

struct line_part line_column(struct line_rows *rows, enum kind k, const struct id *id, bool made, int column)
{
	struct log_write first = { .kind = k, .id = *id, .made = made, .column = column };
	struct log_write behind = first;

	behind.column++;
	return rows_between(rows, &first, &behind);
}

struct line_part line_making(struct line_rows *rows, enum kind k, const struct id *id)
{
	struct log_write first = { .kind = k, .id = *id, .made = true, .column = INT_MIN };
	struct log_write behind = first;

	behind.made = false;
	return rows_between(rows, &first, &behind);
}

struct line_part line_kind(struct line_rows *rows, enum kind k)
{
	struct log_write first = { .kind = k, .made = true, .column = INT_MIN };
	struct log_write last = { .kind = k, .column = INT_MAX };

	memset(last.id.b, 0xFF, sizeof last.id.b);
	return rows_between(rows, &first, &last);
}

/* What is no notice for its size alone. Real ones have up to some hundred rows; each limit lies far
 * above, and low enough that reading, asking and writing end at once whatever the bytes are. */
#include <stdio.h>

#include "base/gettext.h"
#include "notice/notice_private.h"

#include "base/ban.h"

/* A text of the ledger holds 64 kB: what is longer could not be kept. */
enum { TEXT_BYTES_MOST = 64 * 1024, CELLS_MOST = 64, NOTICE_BYTES_MOST = 1024 * 1024 };

enum counted {
	COUNT_ROWS,
	COUNT_MENTIONS,
	COUNT_NAMES,
	COUNT_CAMPAIGNS,
	COUNT_DEADLINES,
	COUNT_TARGETS,
	COUNT_MEASURES,
	COUNT_QUESTIONS,
	COUNTED
};

static const struct { size_t most; const char *text; } limits[COUNTED] = {
	[COUNT_ROWS] = { 5000, N_("too many rows in the tables of one notice: %zu; at most %zu") },
	[COUNT_MENTIONS] = { 50000, N_("too many names of units in one notice: %zu; at most %zu") },
	[COUNT_NAMES] = { 10000, N_("too many different units in one notice: %zu; at most %zu") },
	[COUNT_CAMPAIGNS] = { 2000,
		N_("too many numbered paragraphs in one notice: %zu; at most %zu") },
	[COUNT_DEADLINES] = { 20000, N_("too many deadlines in one notice: %zu; at most %zu") },
	[COUNT_TARGETS] = { 20000, N_("too many targets in one notice: %zu; at most %zu") },
	[COUNT_MEASURES] = { 20000, N_("too many measures in one notice: %zu; at most %zu") },
	[COUNT_QUESTIONS] = { 20000,
		N_("too many doubts in one notice: %zu questions; at most %zu") },
};

static size_t count_of(const struct draft *d, enum counted k)
{
	const struct draft_private *in = d->in;

	switch (k) {
	case COUNT_ROWS:
		return in->rows.n;
	case COUNT_MENTIONS:
		return in->mentions.n;
	case COUNT_NAMES:
		return in->names.n;
	case COUNT_CAMPAIGNS:
		return in->campaigns.n;
	case COUNT_DEADLINES:
		return in->deadlines;
	case COUNT_TARGETS:
		return in->targets;
	case COUNT_MEASURES:
		return in->measures;
	default:
		return d->questions.n;
	}
}

static struct place place_of(const struct draft *d, int line)
{
	struct place at = { .line = line };

	snprintf(at.source, sizeof at.source, "%s", d->in->source_name);
	return at;
}

bool draft_fits(const struct draft *d, struct err *err)
{
	for (int k = 0; k < COUNTED; k++)
		if (count_of(d, (enum counted)k) > limits[k].most)
			return err_at(err, ERR_INPUT, place_of(d, 0), _(limits[k].text),
				      count_of(d, (enum counted)k), limits[k].most);
	return true;
}

bool draft_text_fits(const struct draft *d, struct str text, int line, struct err *err)
{
	return text.n <= TEXT_BYTES_MOST ||
	       err_at(err, ERR_INPUT, place_of(d, line),
		      _("the text that begins here has %zu bytes; one text holds at most %d"),
		      text.n, TEXT_BYTES_MOST);
}

static bool row_fits(const struct draft *d, const struct block *b, struct err *err)
{
	struct str whole = { "", 0 };

	if (b->n_cells > CELLS_MOST)
		return err_at(err, ERR_INPUT, place_of(d, b->first),
			      _("a row has at most %d cells; this one has %zu"), CELLS_MOST,
			      b->n_cells);
	for (size_t i = 0; i < b->n_cells; i++)
		whole.n += d->in->grid.cells.p[b->cell + i].text.n;
	return draft_text_fits(d, whole, b->first, err);
}

bool grid_fits(const struct draft *d, struct err *err)
{
	const struct grid *g = &d->in->grid;
	size_t rows = 0;

	if (g->source.n > NOTICE_BYTES_MOST)
		return err_at(err, ERR_INPUT, place_of(d, 0),
			      _("the text of a notice has at most %d bytes; this one has %zu"),
			      NOTICE_BYTES_MOST, g->source.n);
	for (size_t i = 0; i < g->blocks.n; i++) {
		const struct block *b = &g->blocks.p[i];

		rows += b->kind == BLOCK_ROW;
		if (b->kind == BLOCK_ROW ? !row_fits(d, b, err)
					 : !draft_text_fits(d, b->text, b->first, err))
			return false;
	}
	return rows <= limits[COUNT_ROWS].most ||
	       err_at(err, ERR_INPUT, place_of(d, 0), _(limits[COUNT_ROWS].text), rows,
		      limits[COUNT_ROWS].most);
}

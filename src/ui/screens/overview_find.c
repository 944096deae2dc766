/* "/": titles, numbers and units in what the panes show. */
#include <stdio.h>
#include <stdlib.h>

#include "base/gettext.h"
#include "model/unit_match.h"
#include "ui/screens/overview_private.h"

#include "base/ban.h"

/* What is searched for, and the items of the units that it names in the way that counts now. */
struct wanted {
	struct overview *ov;
	const struct search *search;
	keys of_units;         /* items, sorted */
};

static int key_cmp(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return x < y ? -1 : x > y;
}

static bool units_find(struct ui *ui, struct wanted *w, struct err *err)
{
	struct arena mem = { 0 };
	unit_hits hits = { 0 };
	bool ok = unit_match(ui->ledger, str_of(search_text(w->search)), &mem, &hits, err);

	w->of_units.n = 0;
	/* with those of units that one of them goes on for */
	for (size_t i = 0; ok && i < hits.n; i++)
		if (hits.p[i].fit != UNIT_FIT_SHORTENED &&
		    (hits.p[i].fit < UNIT_FIT_INSIDE) == (w->search->hit == WORD_PINYIN))
			ok = items_of_unit(ui->ledger->db, hits.p[i].unit, &w->of_units, err);
	if (w->of_units.n > 0)
		qsort(w->of_units.p, w->of_units.n, sizeof *w->of_units.p, key_cmp);
	vec_clear(&hits);
	arena_clear(&mem);
	return ok;
}

static bool item_matches(struct ui *ui, const struct wanted *w, int64_t item)
{
	struct arena mem = { 0 };
	struct item_row row;
	struct err err = { 0 };
	bool yes = w->of_units.n > 0 &&
		   bsearch(&item, w->of_units.p, w->of_units.n, sizeof item, key_cmp);

	if (!yes && item_get(ui->ledger->db, item, &mem, &row, &err))
		yes = search_hit(w->search, str_of(row.title), NULL, NULL) ||
		      search_is(w->search, row.number);
	arena_clear(&mem);
	return yes;
}

static bool date_matches(const struct wanted *w, date d)
{
	char text[DATE_TEXT_SIZE];

	return search_hit(w->search, str_of(date_text(d, text)), NULL, NULL);
}

/* A row of all panes as one list, from the active pane on. */
static int64_t rows_total(const struct overview *ov)
{
	int64_t n = 0;

	for (int i = 0; i < PANES; i++)
		n += pane_n(&ov->panes[i]);
	return n;
}

static void row_split(const struct overview *ov, int64_t row, int *pane, int64_t *at)
{
	for (*pane = 0; row >= pane_n(&ov->panes[*pane]); (*pane)++)
		row -= pane_n(&ov->panes[*pane]);
	*at = row;
}

static bool row_has(struct ui *ui, void *wanted, int64_t row)
{
	const struct wanted *w = wanted;
	int64_t at, key;
	int pane;

	row_split(w->ov, row, &pane, &at);
	key = pane_key(ui, w->ov, pane, at);
	return pane == PANE_DATES ? date_matches(w, (date)key) : item_matches(ui, w, key);
}

static bool match_go(struct ui *ui, struct overview *ov, struct wanted *w, int step)
{
	struct search_rows rows = { .n = rows_total(ov), .from = ov->panes[ov->active].cursor.at,
				    .has = row_has, .user = w };
	int64_t row, at;
	int pane;

	for (int i = 0; i < ov->active; i++)
		rows.from += pane_n(&ov->panes[i]);
	row = search_round(ui, &rows, step);
	if (row >= 0) {
		row_split(ov, row, &pane, &at);
		ov->active = pane;
		overview_chosen(ui, ov, at);
	}
	return row != SEARCH_NONE;
}

/* Where it is nowhere, its own sentence says in what it was looked for. */
static bool overview_match(struct ui *ui, void *screen, int step)
{
	struct overview *ov = screen;
	struct wanted w = { .ov = ov, .search = &ov->search };
	struct err err = { 0 };
	bool ok = units_find(ui, &w, &err), found = ok && match_go(ui, ov, &w, step);

	vec_clear(&w.of_units);
	if (!ok)
		ui_error(ui, &err);
	else if (!found && ov->search.hit == WORD_PINYIN)
		ui_say(ui,
		       ov->unit != 0 ? _("\"%s\" is in no title or unit of what this unit has")
				     : _("\"%s\" is in no title or unit"),
		       search_text(&ov->search));
	return !ok || found || ov->search.hit == WORD_PINYIN;
}

bool overview_find_command(struct ui *ui, struct overview *ov, const char *command)
{
	return search_command(ui, &ov->search, command, overview_match, ov);
}

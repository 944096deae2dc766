#include "ui/narrow.h"

#include <string.h>

#include "base/gettext.h"
#include "base/width.h"
#include "model/filter_meant.h"
#include "model/filter_parse.h"
#include "model/sight.h"
#include "model/unit_match.h"
#include "store/rows.h"
#include "ui/draw.h"
#include "ui/reading.h"
#include "ui/screen.h"
#include "ui/term.h"

#include "base/ban.h"

enum {
	SLICE_MS = 250, /* so long a list is looked through before what is there is drawn */
	/* and so long a row may hold up the others; or a list what a key has changed elsewhere: a
	 * letter in a form over it */
	ROW_MS = 10
};

void narrow_clear(struct narrow *n)
{
	filter_clear(&n->read);
	buf_clear(&n->text);
	*n = (struct narrow){ .stamp = n->stamp };
}

/* Screens lend the condition: the one before goes when all have begun anew. */
static void take(struct ui *ui, struct str text, const struct filter *read, bool unit_alone)
{
	struct narrow *n = &ui->narrow;
	struct filter before = n->read;
	struct buf kept = { 0 };

	buf_put(&kept, text);
	buf_clear(&n->text);
	n->text = kept;
	n->read = *read;
	n->unit_alone = unit_alone;
	n->stamp++;
	ui->unit = read->unit;
	n->alone = (struct cond){ .kind = COND_UNIT, .keys = &ui->unit, .n_keys = 1 };
	ui_refresh(ui);
	filter_clear(&before);
}

static bool is_unit_alone(const struct filter *f)
{
	return f->unit != 0 && f->cond && f->cond->kind == COND_UNIT && f->cond->n_keys == 1;
}

bool narrow_set(struct ui *ui, struct str text, size_t *at, struct err *err)
{
	struct filter read = { 0 };
	struct str line = str_trim(text);

	if (!filter_read(ui->ledger, text, LIST_TASKS, &read, at, err))
		return false;
	take(ui, line, &read, is_unit_alone(&read));
	return true;
}

/* ---- the chosen unit in the line ---- */

static bool names_unit(const struct parsed *p)
{
	return p->kind == PARSED_KEY && p->key->what == FILTER_UNIT;
}

static void part_put(struct buf *to, struct str part)
{
	part = str_trim(part);
	if (part.n > 0)
		buf_printf(to, "%s%.*s", to->n > 0 ? " " : "", STR_ARG(part));
}

/* The line without the units that it names for all of it. */
static void rest_put(struct str line, struct buf *to)
{
	struct arena mem = { 0 };
	const struct parsed *tree = NULL;
	struct err ignore = { 0 };
	size_t at, from = 0;

	if (filter_parse(line, &mem, &tree, &at, &ignore) && tree) {
		bool several = tree->kind == PARSED_AND;

		for (const struct parsed *p = several ? tree->first : tree; p;
		     p = several ? p->next : NULL)
			if (names_unit(p)) {
				part_put(to, (struct str){ line.p + from, p->at - from });
				from = p->end;
			}
	}
	part_put(to, str_from(line, from));
	arena_clear(&mem);
}

/* Alternatives that stand alone: what is put before them would belong to the first. */
static bool is_alternatives(struct str line)
{
	struct arena mem = { 0 };
	const struct parsed *tree = NULL;
	struct err ignore = { 0 };
	size_t at;

	/* within parentheses they end before the line does */
	bool is = filter_parse(line, &mem, &tree, &at, &ignore) && tree &&
		  tree->kind == PARSED_OR && tree->end == line.n;
	arena_clear(&mem);
	return is;
}

static void unit_put(struct ui *ui, int64_t unit, struct buf *to)
{
	struct arena mem = { 0 };
	struct unit_row row;
	struct err err = { 0 };

	if (unit_get(ui->ledger->db, unit, &mem, &row, &err))
		buf_printf(to, "%s:%s", _("unit"), filter_value_said(row.name, &mem));
	arena_clear(&mem);
}

void narrow_unit(struct ui *ui, int64_t unit)
{
	struct buf line = { 0 }, rest = { 0 };
	struct filter read = { 0 };
	struct err err = { 0 };
	size_t at;

	rest_put(buf_str(&ui->narrow.text), &rest);
	if (unit)
		unit_put(ui, unit, &line);
	if (unit && is_alternatives(buf_str(&rest)))
		buf_printf(&line, " (%s)", buf_text(&rest));
	else
		part_put(&line, buf_str(&rest));
	if (rest.n == 0) {
		/* By its key: two units of one name are two. */
		read.unit = unit;
		take(ui, buf_str(&line), &read, unit != 0);
	} else if (filter_read(ui->ledger, buf_str(&line), LIST_TASKS, &read, &at, &err)) {
		take(ui, buf_str(&line), &read, false);
	} else {
		ui_error(ui, &err);
	}
	buf_clear(&line);
	buf_clear(&rest);
}

void narrow_none(struct ui *ui)
{
	const struct filter none = { 0 };

	take(ui, STR_LIT(""), &none, false);
}

void narrow_again(struct ui *ui)
{
	struct narrow *n = &ui->narrow;
	struct filter read = { 0 };
	struct buf text = { 0 };
	struct err err = { 0 };
	size_t at;

	if (!narrow_is_filter(ui))
		return;
	buf_put(&text, buf_str(&n->text));
	if (!filter_read(ui->ledger, buf_str(&text), LIST_TASKS, &read, &at, &err))
		ui_error(ui, &err);
	else if (read.unit == n->read.unit && cond_same(read.cond, n->read.cond))
		filter_clear(&read);
	else
		take(ui, buf_str(&text), &read, is_unit_alone(&read));
	buf_clear(&text);
}

void narrow_sort(struct ui *ui, struct sort s)
{
	ui->narrow.sort = s;
	ui->narrow.stamp++;
	ui_refresh(ui);
}

/* ---- lists ---- */

bool narrow_is_filter(const struct ui *ui)
{
	return ui->narrow.text.n > 0 && !ui->narrow.unit_alone;
}

void narrow_query(const struct ui *ui, struct query *q)
{
	const struct narrow *n = &ui->narrow;

	q->unit = n->unit_alone ? ui->unit : 0;
	q->where = n->unit_alone ? NULL : n->read.cond;
}

const struct cond *narrow_where(const struct ui *ui)
{
	return ui->narrow.unit_alone ? &ui->narrow.alone : ui->narrow.read.cond;
}

void narrow_own(const struct ui *ui, struct buf *to)
{
	struct arena mem = { 0 };
	struct unit_row unit;
	struct err none = { 0 };
	int64_t own = sight_unit(ui->ledger);

	if (own && unit_get(ui->ledger->db, own, &mem, &unit, &none))
		buf_printf(to, _("  %s alone"), unit.name);
	arena_clear(&mem);
}

void narrow_title(const struct ui *ui, struct buf *to)
{
	narrow_own(ui, to);
	if (ui->narrow.text.n > 0)
		buf_printf(to, "  %s", buf_text(&ui->narrow.text));
}

const char *narrow_empty(const struct ui *ui, const char *why, struct arena *mem)
{
	const char *mode = (ui->drawn ? ui->drawn : ui->top)->ops->mode;
	const char *meant = filter_meant(ui->ledger, buf_str(&ui->narrow.text), mem);

	if (meant)
		why = arena_printf(mem, "%s (%s)", why, meant);
	return arena_printf(mem, _("%s; %s shows all, %s changes the filter"), why,
			    keymap_key(ui->keymap, mode, "escape"),
			    keymap_key(ui->keymap, mode, "filter"));
}

static bool at_end(void *user)
{
	const int64_t *until = user;

	return term_pending() || ui_now_ms() >= *until;
}

/* What was ended goes on as soon as no key waits. */
static bool patience_end(struct ui *ui, bool done, bool *known, struct err *err)
{
	db_patience(ui->ledger->db, NULL, NULL);
	*known = done && !db_was_ended(ui->ledger->db);
	if (*known || (!done && err->code != ERR_STOPPED))
		return done;
	err_clear(err);
	ui->soon = true;
	return true;
}

bool narrow_need(struct ui *ui, struct list *l, size_t want, struct err *err)
{
	int64_t until = ui_now_ms() + (ui->answering ? ROW_MS : SLICE_MS);
	bool known;

	/* What is kept in an index comes at once; paper waits for all of it. */
	if ((!l->query.where && l->query.sort == SORT_OWN) || draw_is_text())
		return list_need(ui->ledger->db, l, want, err);
	db_patience(ui->ledger->db, at_end, &until);
	return patience_end(ui, list_need(ui->ledger->db, l, want, err), &known, err);
}

bool narrow_sums(struct ui *ui, const struct query *q, struct list_sums *to, bool *known,
		 struct err *err)
{
	int64_t until = INT64_MAX; /* only a key ends it: it goes on from there */

	db_patience(ui->ledger->db, at_end, &until);
	return patience_end(ui, list_sums_on(ui->ledger->db, q, to, err), known, err);
}

bool narrow_date(struct ui *ui, date due, const struct query *q, bool drawing,
		 struct date_line *to, bool *known, struct err *err)
{
	int64_t until = drawing ? ui_now_ms() + ROW_MS : INT64_MAX;

	if (!draw_is_text())
		db_patience(ui->ledger->db, at_end, &until);
	return patience_end(ui, view_date_where(ui->ledger, due, q, to, err), known, err);
}

/* The filter and what is counted of it, in so many columns. */
static void head_put(struct str filter, const struct buf *counts, int cols, struct buf *to)
{
	buf_puts(to, "  ");
	cols -= 3 + width_cols(buf_str(counts));
	width_cut(to, filter, cols > 1 ? cols : 1);
	buf_byte(to, ' ');
	buf_put(to, buf_str(counts));
}

void narrow_title_counts(struct ui *ui, struct str filter, const struct buf *counts,
			 struct buf *to)
{
	head_put(filter, counts, ui_head_room(ui) - width_cols(buf_str(to)), to);
}

void narrow_title_units(struct ui *ui, size_t n, size_t all, struct buf *to)
{
	struct buf counts = { 0 };

	if (ui->narrow.text.n > 0) {
		buf_printf(&counts, ngettext("%zu/%zu unit", "%zu/%zu units", (unsigned long)all), n, all);
		narrow_title_counts(ui, buf_str(&ui->narrow.text), &counts, to);
	}
	buf_clear(&counts);
}

void narrow_head(const struct ui *ui, int64_t n, int64_t all, const struct list *scanned,
		 size_t lists, int cols, struct buf *to)
{
	struct buf counts = { 0 };
	int64_t done = 0, of = 0;
	bool complete = true;

	for (size_t i = 0; i < lists; i++) {
		int64_t d, a;

		list_scanned(&scanned[i], &d, &a);
		done += d;
		of += a;
		complete &= scanned[i].complete;
	}
	buf_printf(&counts, complete ? _("%jd/%jd items") : _("%jd+/%jd items"), (intmax_t)n,
		   (intmax_t)all);
	if (!complete && of > 0)
		buf_printf(&counts, " %d%%", (int)(done * 100 / of));
	head_put(buf_str(&ui->narrow.text), &counts, cols, to);
	buf_clear(&counts);
}

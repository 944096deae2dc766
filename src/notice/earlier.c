#include "notice/earlier.h"

#include <stdlib.h>
#include <string.h>

#include "base/charset.h"
#include "base/fold.h"
#include "base/mem.h"
#include "model/ident.h"
#include "notice/notice_private.h"

#include "base/ban.h"

static struct str folded(struct arena *mem, const char *text)
{
	struct buf to = { 0 };
	struct str kept;

	fold_text(&to, str_of(text));
	kept = (struct str){ arena_str(mem, buf_str(&to)), to.n };
	buf_clear(&to);
	return kept;
}

/* What a leader's note has set is no part of the notice: a correction neither ends nor rewrites
 * it. */
static void notes_leave_out(deadline_rows *list)
{
	size_t n = 0;

	for (size_t i = 0; i < list->n; i++)
		if (strcmp(list->p[i].asks, "none") != 0)
			list->p[n++] = list->p[i];
	list->n = n;
}

static bool read_item(struct earlier *e, struct db *db, int64_t key, struct err *err)
{
	struct earlier_item *it;
	struct item_row row;
	struct err gone = { 0 };

	/* One that a correction before dropped. */
	if (!item_get(db, key, &e->mem, &row, &gone))
		return gone.code == ERR_NOT_FOUND ||
		       err_set(err, gone.code, "%s", gone.text);
	it = vec_push(&e->items);
	it->row = row;
	if (!assignments_read(db, key, &e->mem, &it->assignments, err) ||
		!deadlines_read(db, key, &e->mem, &it->deadlines, err) ||
		!targets_read(db, key, &e->mem, &it->targets, err) ||
		!measures_read(db, key, &e->mem, &it->measures, err))
		return false;
	notes_leave_out(&it->deadlines);
	it->title = folded(&e->mem, it->row.title);
	it->text = folded(&e->mem, it->row.text);
	it->parent = -1;
	return true;
}

static int by_parent(const void *a, const void *b)
{
	const struct earlier_item *x = a, *y = b;

	if ((x->row.parent == 0) != (y->row.parent == 0))
		return x->row.parent == 0 ? -1 : 1;
	if (x->row.pos != y->row.pos)
		return x->row.pos < y->row.pos ? -1 : 1;
	return x->row.key < y->row.key ? -1 : x->row.key > y->row.key;
}

/* A group before its items; notices have two levels. */
static void find_parents(struct earlier *e)
{
	struct map *at = map_new();

	if (e->items.n)
		qsort(e->items.p, e->items.n, sizeof *e->items.p, by_parent);
	for (size_t i = 0; i < e->items.n; i++) {
		const struct item_row *r = &e->items.p[i].row;
		const intptr_t *parent;

		*map_at(at, (struct str){ (const char *)&r->key, sizeof r->key }, true) =
			(intptr_t)i + 1;
		parent = map_at(at, (struct str){ (const char *)&r->parent, sizeof r->parent },
			false);
		e->items.p[i].parent = parent ? (int)*parent - 1 : -1;
	}
	map_free(at);
}

static bool read_items(struct earlier *e, struct db *db, int64_t plan, struct err *err)
{
	keys list = { 0 };
	bool ok = items_of_plan(db, plan, &list, err);

	for (size_t i = 0; ok && i < list.n; i++)
		ok = read_item(e, db, list.p[i], err);
	vec_clear(&list);
	find_parents(e);
	return ok;
}

/* The plan's date and area are decided, whatever was said at the first reading. */
static void read_decisions(struct earlier *e, struct db *db)
{
	struct buf all = { 0 };
	char hex[ID_TEXT_SIZE], day[DATE_TEXT_SIZE];
	const char *value;

	if (e->plan.issued != DATE_NONE)
		buf_printf(&all, "issued/\tanswered\t%s\n", date_text(e->plan.issued, day));
	if (*e->plan.region)
		buf_printf(&all, "region/\tanswered\t%s\n", e->plan.region);
	id_text(&e->plan.id, hex);
	value = setting_get(db, arena_printf(&e->mem, "reading/%s", hex), &e->mem);
	for (int part = 1; value; part++) {
		buf_puts(&all, value);
		value = setting_get(db, arena_printf(&e->mem, "reading/%s/%d", hex, part), &e->mem);
	}
	e->decisions = (struct str){ arena_str(&e->mem, buf_str(&all)), all.n };
	buf_clear(&all);
}

/* A text that is not there or no text any more is no hindrance: less is known of lines then. */
static void read_source(struct earlier *e, struct db *db, int64_t plan)
{
	struct err fault = { 0 };
	struct buf text = { 0 };
	enum charset charset;
	struct str bytes;
	const char *name;

	if (source_read(db, plan, &e->mem, &name, &bytes, &fault) &&
		charset_read(bytes, name, &text, &charset, &fault))
		e->source = (struct str){ arena_str(&e->mem, buf_str(&text)), text.n };
	buf_clear(&text);
}

struct earlier *earlier_read(const struct draft *d, struct ledger *l, int64_t plan, struct err *err)
{
	struct earlier *e = mem_alloc(sizeof *e);

	if (!plan_get(l->db, plan, &e->mem, &e->plan, err) ||
		!units_read(l->db, &e->mem, &e->units, err) ||
		!sources_read(l->db, plan, &e->sources, err) ||
		!read_items(e, l->db, plan, err) ||
		!(e->known = known_read(l->db, d->in->words, err))) {
		earlier_free(e);
		return NULL;
	}
	read_decisions(e, l->db);
	read_source(e, l->db, plan);
	return e;
}

void earlier_free(struct earlier *e)
{
	if (!e)
		return;
	for (size_t i = 0; i < e->items.n; i++) {
		vec_clear(&e->items.p[i].assignments);
		vec_clear(&e->items.p[i].deadlines);
		vec_clear(&e->items.p[i].targets);
		vec_clear(&e->items.p[i].measures);
	}
	vec_clear(&e->items);
	vec_clear(&e->units);
	vec_clear(&e->sources);
	known_free(e->known);
	arena_clear(&e->mem);
	free(e);
}

const struct unit_row *earlier_unit(const struct earlier *e, int64_t key)
{
	for (size_t i = 0; i < e->units.n; i++)
		if (e->units.p[i].key == key)
			return &e->units.p[i];
	return NULL;
}

/* Items of the plan that the draft would make again: an id is a folded title and a place. */
static size_t count_shared(const struct draft *d, struct db *db, const struct id *plan)
{
	struct id *ids = mem_array(NULL, d->items.n + 1, sizeof *ids);
	size_t n = 0;

	for (size_t i = 0; i < d->items.n; i++) {
		const struct draft_item *it = &d->items.p[i];

		ids[i] = ident_item(plan, it->parent >= 0 ? &ids[it->parent] : NULL, it->title, 0);
		n += row_key(db, KIND_ITEM, &ids[i]) != 0;
	}
	free(ids);
	return n;
}

bool earlier_find(const struct draft *d, struct ledger *l, struct earlier **to, struct err *err)
{
	struct arena mem = { 0 };
	plan_rows plans = { 0 };
	const struct plan_row *best = NULL;
	size_t most = 0;
	bool ok = plans_read(l->db, true, &mem, &plans, err);

	*to = NULL;
	for (size_t i = 0; ok && i < plans.n; i++) {
		size_t shared = count_shared(d, l->db, &plans.p[i].id);
		keys items = { 0 };

		ok = shared == 0 || items_of_plan(l->db, plans.p[i].key, &items, err);
		if (shared > most && (shared * 2 >= items.n ||
			fold_eq(str_of(plans.p[i].title), d->plan.title))) {
			best = &plans.p[i];
			most = shared;
		}
		vec_clear(&items);
	}
	if (ok && best) {
		*to = earlier_read(d, l, best->key, err);
		ok = *to != NULL;
	}
	if (ok && best) {
		(*to)->shared = most;
		(*to)->other_year = best->year && d->plan.year && best->year != d->plan.year;
	}
	vec_clear(&plans);
	arena_clear(&mem);
	return ok;
}

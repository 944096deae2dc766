/* Items and what hangs on them. Of a correction: what is there keeps its id, what is new gets one
 * that none had, what is there no more gets gone. */
#include "base/fold.h"
#include "base/map.h"
#include "model/deadline_put.h"
#include "notice/commit_private.h"

#include "base/ban.h"

/* The figure that the target which t corrects has in that place; 0: none. */
static int64_t figure_before(const struct draft_target *t, const struct target_row *was, int figure)
{
	if (t->num == figure)
		return was->num_figure;
	if (t->den == figure)
		return was->den_figure;
	if (t->total == figure)
		return was->total_figure;
	return t->excluded == figure ? was->excluded_figure : 0;
}

/* Another name for a figure that has been reported: found by the target that demands it. */
static bool figure_renamed(struct commit *m, int figure, struct id *to)
{
	for (size_t i = 0; m->match && i < m->d->items.n; i++) {
		const struct draft_item *it = &m->d->items.p[i];
		int twin = m->match->items[i];

		for (size_t k = 0; twin != NO_TWIN && k < it->targets.n; k++) {
			int was = m->match->parts[i].targets[k];
			int64_t key = was == NO_TWIN ? 0
				: figure_before(&it->targets.p[k],
					  &m->earlier->items.p[twin].targets.p[was], figure);

			if (key > 0)
				return row_id(m->l->db, KIND_FIGURE, key, to);
		}
	}
	return false;
}

static bool figure_taken(const struct commit *m, const struct id *id)
{
	for (size_t i = 0; i < m->d->figures.n; i++) {
		struct id other = ident_figure(&m->plan, m->d->figures.p[i].name);

		if (id_eq(&m->figures[i], id) || id_eq(&other, id))
			return true;
	}
	return false;
}

static void find_figures(struct commit *m)
{
	for (size_t i = 0; i < m->d->figures.n; i++) {
		struct id named = ident_figure(&m->plan, m->d->figures.p[i].name), other;

		if (row_key(m->l->db, KIND_FIGURE, &named) == 0 &&
			figure_renamed(m, (int)i, &other) && !figure_taken(m, &other))
			named = other;
		m->figures[i] = named;
	}
}

/* What was reported is counted in its places after the point. */
static bool has_values(struct commit *m, const struct id *figure)
{
	struct err fault = { 0 };
	value_rows values = { 0 };
	int64_t key = row_key(m->l->db, KIND_FIGURE, figure);
	bool has =
		key != 0 && values_read(m->l->db, key, 0, &m->mem, &values, &fault) && values.n > 0;

	vec_clear(&values);
	return has;
}

void commit_figures(struct commit *m)
{
	find_figures(m);
	for (size_t i = 0; i < m->d->figures.n; i++) {
		const struct draft_figure *f = &m->d->figures.p[i];

		put_row(m, KIND_FIGURE, &m->figures[i]);
		put_id(m, "plan", &m->plan);
		put_str(m, "name", f->name);
		put_str(m, "word", str_of(f->word));
		if (!has_values(m, &m->figures[i]))
			put_int(m, "scale", f->scale);
		/* What the office has said of it since stays. */
		if (f->definition.n)
			put_str(m, "definition", f->definition);
	}
}

/* A part that was not there gets an ordinal that none had: what is gone keeps its own. */
static struct id part_new(struct commit *m, enum kind kind, const struct id *item, int *ordinal)
{
	struct id id = ident_part(kind_info(kind)->name, item, (*ordinal)++);

	while (m->match && row_ref(m->l->db, kind, &id, "item") != 0)
		id = ident_part(kind_info(kind)->name, item, (*ordinal)++);
	return id;
}

/* The item of the plan that item i of the draft is; NULL: it is new. */
static const struct earlier_item *twin_of(const struct commit *m, size_t i)
{
	return m->match && m->match->items[i] != NO_TWIN
		? &m->earlier->items.p[m->match->items[i]] : NULL;
}

static void put_deadlines(struct commit *m, size_t item_at, const struct id *item)
{
	const struct draft_item *it = &m->d->items.p[item_at];
	const struct earlier_item *was = twin_of(m, item_at);
	const int *twins = was ? m->match->parts[item_at].deadlines : NULL;
	int ordinal = 0;

	m->deadlines = arena_alloc(&m->mem, (it->deadlines.n + 1) * sizeof *m->deadlines);
	for (size_t i = 0; i < it->deadlines.n; i++) {
		const struct reading *r = &it->deadlines.p[i].reading;
		struct id id = twins && twins[i] != NO_TWIN ? was->deadlines.p[twins[i]].id
			: part_new(m, KIND_DEADLINE, item, &ordinal);

		m->deadlines[i] = id;
		deadline_put(m->c, &id, item, (int)i, r, m->d->plan.issued);
	}
}

static void put_figure_of(struct commit *m, const char *column, int figure)
{
	put(m, column, figure == NO_FIGURE ? V_NULL : V_ID(m->figures[figure]));
}

static void put_targets(struct commit *m, size_t item_at, const struct id *item)
{
	const struct draft_item *it = &m->d->items.p[item_at];
	const struct earlier_item *was = twin_of(m, item_at);
	const int *twins = was ? m->match->parts[item_at].targets : NULL;
	int ordinal = 0;

	for (size_t i = 0; i < it->targets.n; i++) {
		const struct draft_target *t = &it->targets.p[i];
		const struct target_reading *r = &t->reading;
		struct id id = twins && twins[i] != NO_TWIN ? was->targets.p[twins[i]].id
			: part_new(m, KIND_TARGET, item, &ordinal);

		put_row(m, KIND_TARGET, &id);
		put_id(m, "item", item);
		put_int(m, "pos", (int64_t)i);
		put_figure_of(m, "num_figure", t->num);
		put_figure_of(m, "den_figure", t->den);
		put_figure_of(m, "total_figure", t->total);
		put_figure_of(m, "excluded_figure", t->excluded);
		put_str(m, "comparator", str_of(comparator_word(r->comparator)));
		put_int_if(m, "num", r->comparator != CMP_NONE, r->num);
		put_int_if(m, "den", r->comparator != CMP_NONE, r->den);
		put_str(m, "scope", str_of(scope_word(r->scope)));
		put_int(m, "soft", r->soft);
		put_str(m, "text", r->text);
		put_str(m, "excluded", r->excluded);
		put(m, "deadline",
		    t->deadline == NO_DEADLINE ? V_NULL : V_ID(m->deadlines[t->deadline]));
	}
}

static void put_measures(struct commit *m, size_t item_at, const struct id *item)
{
	const struct draft_item *it = &m->d->items.p[item_at];
	const struct earlier_item *was = twin_of(m, item_at);
	const int *twins = was ? m->match->parts[item_at].measures : NULL;
	int ordinal = 0;

	for (size_t i = 0; i < it->measures.n; i++) {
		struct id id = twins && twins[i] != NO_TWIN ? was->measures.p[twins[i]].id
			: part_new(m, KIND_MEASURE, item, &ordinal);

		put_row(m, KIND_MEASURE, &id);
		put_id(m, "item", item);
		put_int(m, "pos", (int64_t)i);
		put_str(m, "text", it->measures.p[i].text);
		put_str(m, "deadline", it->measures.p[i].deadline);
		put_first(m, "state", "open");
	}
}

static void put_assignments(struct commit *m, const struct draft_item *it, const struct id *item)
{
	for (size_t i = 0; i < it->assignments.n; i++) {
		const struct draft_assignment *a = &it->assignments.p[i];
		struct id id = ident_assignment(item, &m->units[a->unit], work_role_word(a->role));

		put_row(m, KIND_ASSIGNMENT, &id);
		put_id(m, "item", item);
		put_id(m, "unit", &m->units[a->unit]);
		put_str(m, "role", str_of(work_role_word(a->role)));
		put_int(m, "pos", (int64_t)i);
	}
}

/* How many items with this title stood below the same parent before. */
static int ordinal_of(struct map *seen, const struct draft_item *it)
{
	struct buf folded = { 0 };
	intptr_t *at;

	buf_printf(&folded, "%d ", it->parent);
	fold_text(&folded, it->title);
	at = map_at(seen, buf_str(&folded), true);
	buf_clear(&folded);
	return (int)(*at)++;
}

/* An item that the plan did not have: a title that stood there once is another one's still. */
static struct id item_new(struct commit *m, size_t i, struct map *seen)
{
	const struct draft_item *it = &m->d->items.p[i];
	const struct id *parent = it->parent >= 0 ? &m->items[it->parent] : NULL;
	int ordinal = ordinal_of(seen, it);
	/* The identity is made of the whole title; what is shown is the short one. */
	struct id id = ident_item(&m->plan, parent, it->title, ordinal);

	while (m->match && row_key(m->l->db, KIND_ITEM, &id) != 0)
		id = ident_item(&m->plan, parent, it->title, ++ordinal);
	return id;
}

static void put_item(struct commit *m, size_t i, struct map *seen)
{
	const struct draft_item *it = &m->d->items.p[i];
	const struct earlier_item *was = twin_of(m, i);

	m->items[i] = was ? was->row.id : item_new(m, i, seen);
	put_row(m, KIND_ITEM, &m->items[i]);
	put_id(m, "plan", &m->plan);
	if (it->parent >= 0)
		put_id(m, "parent", &m->items[it->parent]);
	put_str(m, "number", it->number);
	put_str(m, "kind", str_of(item_kind_word(it->kind)));
	put_str(m, "title", it->brief);
	put_str(m, "text", it->text.n ? it->text : it->title);
	put_int(m, "pos", (int64_t)i);
	put_int(m, "first", it->first);
	put_int(m, "last", it->last);
	put_first(m, "owes", "lead");
	put_first(m, "state", "open");
	put_assignments(m, it, &m->items[i]);
	put_deadlines(m, i, &m->items[i]);
	put_targets(m, i, &m->items[i]);
	put_measures(m, i, &m->items[i]);
}

static bool has_twin(const int *twins, size_t n, size_t k)
{
	for (size_t i = 0; twins && i < n; i++)
		if (twins[i] == (int)k)
			return true;
	return false;
}

static bool assigned(const struct commit *m, const struct draft_item *it, const struct id *item,
	const struct assignment_row *was)
{
	for (size_t i = 0; it && i < it->assignments.n; i++) {
		struct id id = ident_assignment(item, &m->units[it->assignments.p[i].unit],
			work_role_word(it->assignments.p[i].role));

		if (id_eq(&id, &was->id))
			return true;
	}
	return strcmp(was->role, "heir") == 0;   /* no notice says these */
}

/* What an item of the plan had and has no more. it: what it is now, NULL: it goes as a whole. */
static void drop_parts(struct commit *m, const struct earlier_item *was,
	const struct draft_item *it, const struct twins *t)
{
	for (size_t k = 0; k < was->assignments.n; k++)
		if (!assigned(m, it, &was->row.id, &was->assignments.p[k]))
			put_gone(m, KIND_ASSIGNMENT, &was->assignments.p[k].id);
	for (size_t k = 0; k < was->deadlines.n; k++)
		if (!it || !has_twin(t->deadlines, it->deadlines.n, k))
			put_gone(m, KIND_DEADLINE, &was->deadlines.p[k].id);
	for (size_t k = 0; k < was->targets.n; k++)
		if (!it || !has_twin(t->targets, it->targets.n, k))
			put_gone(m, KIND_TARGET, &was->targets.p[k].id);
	for (size_t k = 0; k < was->measures.n; k++)
		if (!it || !has_twin(t->measures, it->measures.n, k))
			put_gone(m, KIND_MEASURE, &was->measures.p[k].id);
}

static void put_dropped(struct commit *m)
{
	for (size_t i = 0; m->match && i < m->d->items.n; i++)
		if (twin_of(m, i))
			drop_parts(m, twin_of(m, i), &m->d->items.p[i], &m->match->parts[i]);
	for (size_t k = 0; m->match && k < m->earlier->items.n; k++) {
		const struct earlier_item *was = &m->earlier->items.p[k];

		if (m->match->drop[k]) {
			drop_parts(m, was, NULL, NULL);
			put_gone(m, KIND_ITEM, &was->row.id);
		} else if (!m->match->met[k]) {
			/* The text that is kept now has no lines of it. */
			change_set(m->c, KIND_ITEM, &was->row.id, "first", V_NULL);
			change_set(m->c, KIND_ITEM, &was->row.id, "last", V_NULL);
		}
	}
}

void commit_items(struct commit *m)
{
	struct map *seen = map_new();

	for (size_t i = 0; i < m->d->items.n; i++)
		put_item(m, i, seen);
	map_free(seen);
	put_dropped(m);
}

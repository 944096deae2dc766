#include "model/log_filter.h"

#include "base/buf.h"
#include "base/day_typed.h"
#include "base/fold.h"
#include "base/gettext.h"
#include "model/deed.h"
#include "model/filter_days.h"
#include "model/filter_find.h"
#include "model/filter_private.h"
#include "model/unit_match.h"
#include "model/view.h"

#include "base/ban.h"

/* A filter of the log in making. */
struct maker {
	struct ledger *l;
	int64_t plan;
	bool only_sound;             /* nobody asks for the lines: no row is looked for */
	struct log_filter *to;
	struct err *err;
};

static struct log_cond *cond_new(struct maker *m, enum log_cond_kind kind)
{
	struct log_cond *c = arena_alloc(&m->to->lists.mem, sizeof *c);

	c->kind = kind;
	return c;
}

/* ---- rows that lines name ---- */

/* Sorted, in the filter's memory; empties the list. */
static const id_list *rows_take(struct maker *m, id_list *list)
{
	id_list *kept = arena_alloc(&m->to->lists.mem, sizeof *kept);

	if (list->n > 0) {
		id_list_sort(list);
		kept->p = arena_alloc(&m->to->lists.mem, list->n * sizeof *kept->p);
		memcpy(kept->p, list->p, list->n * sizeof *kept->p);
	}
	kept->n = list->n;
	vec_clear(list);
	return kept;
}

/* What an item is made of is written in rows of their own. */
static bool item_rows_add(struct ledger *l, int64_t item, id_list *to, struct err *err)
{
	struct arena mem = { 0 };
	deadline_rows deadlines = { 0 };
	target_rows targets = { 0 };
	measure_rows measures = { 0 };
	assignment_rows units = { 0 };
	struct id id;
	bool ok = deadlines_read(l->db, item, &mem, &deadlines, err) &&
		  targets_read(l->db, item, &mem, &targets, err) &&
		  measures_read(l->db, item, &mem, &measures, err) &&
		  assignments_read(l->db, item, &mem, &units, err);

	if (row_id(l->db, KIND_ITEM, item, &id))
		*vec_push(to) = id;
	for (size_t i = 0; i < deadlines.n; i++)
		*vec_push(to) = deadlines.p[i].id;
	for (size_t i = 0; i < targets.n; i++)
		*vec_push(to) = targets.p[i].id;
	for (size_t i = 0; i < measures.n; i++)
		*vec_push(to) = measures.p[i].id;
	for (size_t i = 0; i < units.n; i++)
		*vec_push(to) = units.p[i].id;
	vec_clear(&deadlines);
	vec_clear(&targets);
	vec_clear(&measures);
	vec_clear(&units);
	arena_clear(&mem);
	return ok;
}

/* With the items below it. */
static bool item_and_below(struct ledger *l, int64_t item, id_list *to, struct err *err)
{
	keys below = { 0 };
	bool ok = item_rows_add(l, item, to, err) && children_keys(l->db, item, &below, err);

	for (size_t i = 0; ok && i < below.n; i++)
		ok = item_and_below(l, below.p[i], to, err);
	vec_clear(&below);
	return ok;
}

/* Of a line about one of these. */
static struct log_cond *names_new(struct maker *m, id_list *rows, bool ok)
{
	struct log_cond *c = cond_new(m, LINE_NAMES);

	c->rows = rows_take(m, rows);
	return ok ? c : NULL;
}

/* ---- keys that the log has itself ---- */

static struct log_cond *make_unit(struct maker *m, const struct parsed *p)
{
	id_list rows = { 0 };
	bool ok = true;

	for (size_t i = 0; ok && i < p->n_values; i++) {
		int64_t unit = 0;
		struct id id;

		m->to->wrong = p->values[i].at;
		ok = unit_match_short(m->l, p->values[i].text, &unit, m->err);
		if (ok && row_id(m->l->db, KIND_UNIT, unit, &id))
			*vec_push(&rows) = id;
	}
	return names_new(m, &rows, ok);
}

static struct log_cond *make_item(struct maker *m, const struct parsed *p)
{
	id_list rows = { 0 };
	bool ok = true;

	for (size_t i = 0; ok && i < p->n_values; i++) {
		int64_t item;

		m->to->wrong = p->values[i].at;
		ok = view_find_item(m->l, m->plan, p->values[i].text, &item, m->err) &&
		     item_and_below(m->l, item, &rows, m->err);
	}
	return names_new(m, &rows, ok);
}

static struct log_cond *texts_new(struct maker *m, enum log_cond_kind kind, login_list *texts,
				  bool ok)
{
	struct log_cond *c = cond_new(m, kind);
	struct str *names = arena_alloc(&m->to->lists.mem, (texts->n + 1) * sizeof *names);

	if (texts->n)
		memcpy(names, texts->p, texts->n * sizeof *names);
	c->names = names;
	c->n_names = texts->n;
	vec_clear(texts);
	return ok ? c : NULL;
}

static struct log_cond *make_by(struct maker *m, const struct parsed *p)
{
	login_list logins = { 0 };
	bool ok = true;

	for (size_t i = 0; ok && i < p->n_values; i++)
		ok = filter_find_person(m->l, p->values[i].text, true, &m->to->lists.mem,
					&logins, m->err);
	return texts_new(m, LINE_BY, &logins, ok);
}

static struct log_cond *make_do(struct maker *m, const struct parsed *p)
{
	login_list deeds = { 0 };
	bool ok = true;

	for (size_t i = 0; ok && i < p->n_values; i++) {
		const char *name;

		m->to->wrong = p->values[i].at;
		name = deed_find(p->values[i].text, m->err);
		ok = name != NULL;
		if (ok)
			*vec_push(&deeds) = str_of(name);
	}
	return texts_new(m, LINE_DID, &deeds, ok);
}

/* A day: of a log the one that has been. from:11月 its first day, until:11月 its last: weeks, months,
 * ages as the lists' keys have them. */
static bool time_read(struct maker *m, const struct parsed_value *v, bool from, date *day)
{
	struct filter_days days;
	struct err other = { 0 };

	if ((from ? day_typed_past : day_typed_near)(v->text, ledger_today(m->l), day, &other))
		return true;
	if (!filter_days_read(v, ledger_today(m->l), m->l->cal, true, &days, &m->to->wrong, m->err))
		return false;
	*day = from ? days.from : days.to;
	return (!days.none && *day != DATE_NONE) ||
	       err_set(m->err, ERR_USE, _("one day stands here"));
}

static struct log_cond *make_time(struct maker *m, const struct parsed *p)
{
	struct log_cond *c = cond_new(m, LINE_AT);
	bool from = p->key->what == FILTER_FROM;
	date day = DATE_NONE;

	m->to->wrong = p->values[0].at;
	if (p->n_values > 1) {
		err_set(m->err, ERR_USE, _("one day stands here"));
		return NULL;
	}
	if (!time_read(m, p->values, from, &day))
		return NULL;
	if (from)
		c->from_ms = clock_midnight_ms(m->l->clock, day);
	else
		c->until_ms = clock_midnight_ms(m->l->clock, day + 1);
	return c;
}

static const struct {
	enum filter_what what;
	struct log_cond *(*make)(struct maker *m, const struct parsed *p);
} makers[] = {
	{ FILTER_UNIT, make_unit }, { FILTER_NO, make_item }, { FILTER_BY, make_by },
	{ FILTER_DO, make_do }, { FILTER_FROM, make_time }, { FILTER_UNTIL, make_time },
};

/* ---- keys of lists: lines about items that they hold of ---- */

/* Does nothing in it look at lines? */
static bool of_lists(const struct parsed *p)
{
	if (p->kind == PARSED_KEY)
		return !(p->key->takes & (FILTER_LOG | FILTER_LOG_TOO));
	if (p->kind == PARSED_WORD)
		return false;
	for (const struct parsed *part = p->first; part; part = part->next)
		if (!of_lists(part))
			return false;
	return true;
}

static struct log_cond *make_of_lists(struct maker *m, const struct parsed *p)
{
	static const enum list_of lists[] = { LIST_TASKS, LIST_CAMPAIGNS };
	const struct cond *where = filter_make(m->l, &m->to->lists, p, &m->to->wrong, m->err);
	keys items = { 0 };
	id_list rows = { 0 };
	bool ok = where != NULL;

	for (size_t i = 0; ok && !m->only_sound && i < sizeof lists / sizeof *lists; i++)
		ok = filter_list(m->l, lists[i], m->plan, where, &items, m->err);
	for (size_t i = 0; ok && i < items.n; i++)
		ok = item_rows_add(m->l, items.p[i], &rows, m->err);
	vec_clear(&items);
	return names_new(m, &rows, ok);
}

/* Of what is AND-ed all that is about lists is one condition, with the units: a red duty of that
 * unit. NULL: nothing is. */
static const struct parsed *joined_of_lists(struct maker *m, const struct parsed *first)
{
	struct parsed *all = arena_alloc(&m->to->lists.mem, sizeof *all), *last = NULL;
	bool any = false;

	*all = (struct parsed){ .kind = PARSED_AND, .at = first->at };
	for (const struct parsed *p = first; p; p = p->next) {
		bool unit = p->kind == PARSED_KEY && p->key->what == FILTER_UNIT;
		struct parsed *copy;

		if (!unit && !of_lists(p))
			continue;
		any |= !unit;
		copy = arena_alloc(&m->to->lists.mem, sizeof *copy);
		*copy = *p;
		copy->next = NULL;
		if (last)
			last->next = copy;
		else
			all->first = copy;
		last = copy;
	}
	return any ? all : NULL;
}

/* ---- the tree ---- */

static struct log_cond *make(struct maker *m, const struct parsed *p);

/* Of what is AND-ed the latest from: and the earliest until:. */
struct span { int64_t from_ms, until_ms; };

static bool span_add(struct maker *m, const struct parsed *p, const struct log_cond *c,
		     struct span *to)
{
	if (c->from_ms > to->from_ms)
		to->from_ms = c->from_ms;
	if (c->until_ms && (!to->until_ms || c->until_ms < to->until_ms))
		to->until_ms = c->until_ms;
	if (!to->from_ms || !to->until_ms || to->from_ms < to->until_ms)
		return true;
	m->to->wrong = p->values[0].at;
	return err_set(m->err, ERR_INPUT, _("the last day lies before the first one"));
}

static struct log_cond *make_parts(struct maker *m, const struct parsed *p)
{
	struct log_cond *c = cond_new(m, p->kind == PARSED_AND ? LINE_AND
					 : p->kind == PARSED_OR ? LINE_OR : LINE_NOT);
	const struct parsed *lists = p->kind == PARSED_AND ? joined_of_lists(m, p->first) : NULL;
	struct log_cond *part, *last = NULL;
	struct span span = { 0, 0 };

	for (const struct parsed *q = p->first; q; q = q->next) {
		if (lists && of_lists(q))
			continue;
		if (!(part = make(m, q)))
			return NULL;
		if (p->kind == PARSED_AND && part->kind == LINE_AT && !span_add(m, q, part, &span))
			return NULL;
		if (last)
			last->next = part;
		else
			c->first = part;
		last = part;
	}
	if (!lists)
		return c;
	if (!(part = make_of_lists(m, lists)))
		return NULL;
	part->next = c->first;
	c->first = part;
	return c;
}

static struct log_cond *make_word(struct maker *m, const struct parsed *p)
{
	struct log_cond *c = cond_new(m, LINE_SAYS);

	return filter_word_new(m->l, &m->to->lists, p->values, &c->word, &m->to->wrong, m->err)
		       ? c : NULL;
}

static struct log_cond *make(struct maker *m, const struct parsed *p)
{
	if (of_lists(p))
		return make_of_lists(m, p);
	if (p->kind == PARSED_WORD)
		return make_word(m, p);
	for (size_t i = 0; p->kind == PARSED_KEY && i < sizeof makers / sizeof *makers; i++)
		if (makers[i].what == p->key->what)
			return makers[i].make(m, p);
	return make_parts(m, p);
}

/* What holds of all lines is told by their text, where the query has a place for it: most lines are
 * then passed over without being read. */
static bool hoisted(struct log_query *q, const struct log_cond *c)
{
	switch (c->kind) {
	case LINE_BY:
		if (q->by)
			return false;
		q->by = c->names;
		q->n_by = c->n_names;
		return true;
	case LINE_DID:
		if (q->verb || c->n_names != 1)
			return false;
		q->verb = c->names[0].p;
		return true;
	case LINE_AT:
		if (c->from_ms ? q->from_ms : q->until_ms)
			return false;
		*(c->from_ms ? &q->from_ms : &q->until_ms) = c->from_ms ? c->from_ms : c->until_ms;
		return true;
	case LINE_NAMES:
		if (q->item && q->unit)
			return false;
		*(q->item ? &q->unit : &q->item) = c->rows;
		return true;
	default:
		return false;
	}
}

static void query_fill(struct maker *m, struct log_cond *all)
{
	struct log_query *q = &m->to->query;
	struct log_cond *rest = cond_new(m, LINE_AND), *last = NULL;
	struct log_cond *part = all->kind == LINE_AND ? (struct log_cond *)all->first : all, *next;

	for (; part; part = next) {
		next = (struct log_cond *)part->next;
		if (hoisted(q, part))
			continue;
		part->next = NULL;
		if (last)
			last->next = part;
		else
			rest->first = part;
		last = part;
	}
	q->where = rest->first ? rest : NULL;
}

static bool read(struct ledger *l, int64_t plan, bool only_sound, struct str text,
		 struct log_filter *to, struct err *err)
{
	struct maker m = { .l = l, .plan = plan, .only_sound = only_sound, .to = to, .err = err };
	const struct parsed *tree;
	struct log_cond *all = NULL;

	*to = (struct log_filter){ .query = { .by = NULL } };
	bool ok = filter_parse(text, &to->lists.mem, &tree, &to->wrong, err);
	if (ok && tree)
		ok = (all = make(&m, tree)) != NULL && err->code == ERR_NONE;
	if (all && ok)
		query_fill(&m, all);
	if (!ok) {
		size_t wrong = to->wrong < text.n ? to->wrong : text.n;
		log_filter_clear(to);
		to->wrong = wrong;
	}
	return ok;
}

bool log_filter_read(struct ledger *l, int64_t plan, struct str text, struct log_filter *to,
		     struct err *err)
{
	return read(l, plan, false, text, to, err);
}

bool log_filter_sound(struct ledger *l, int64_t plan, struct str text, size_t *at,
		      struct err *err)
{
	struct log_filter f;
	bool ok = read(l, plan, true, text, &f, err);

	*at = f.wrong;
	log_filter_clear(&f);
	return ok;
}

void log_filter_clear(struct log_filter *f)
{
	filter_clear(&f->lists);
	*f = (struct log_filter){ .query = { .by = NULL } };
}

/* The number, where one item alone has it; else the beginning of its id, which no other one shares
 * by chance. */
static void about_item(struct ledger *l, int64_t item, struct arena *mem, struct buf *to)
{
	enum { ID_SHOWN = 12 };
	struct item_row row;
	char hex[ID_TEXT_SIZE];
	struct err none = { 0 };

	if (!item_get(l->db, item, mem, &row, &none))
		return;
	if (item_by_number(l->db, 0, str_of(row.number)) > 0)
		buf_printf(to, "%s:%s", _("item"), row.number);
	else
		buf_printf(to, "%s:%.*s", _("item"), ID_SHOWN, id_text(&row.id, hex));
}

const char *log_filter_about(struct ledger *l, int64_t item, int64_t unit, struct arena *mem)
{
	struct buf text = { 0 };
	struct unit_row row;
	struct err none = { 0 };

	if (item)
		about_item(l, item, mem, &text);
	if (unit && unit_get(l->db, unit, mem, &row, &none))
		buf_printf(&text, "%s%s:%s", text.n ? " " : "", _("unit"),
			   filter_value_said(row.name, mem));
	const char *said = arena_strdup(mem, buf_text(&text));
	buf_clear(&text);
	return said;
}

#include "model/filter.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/fold.h"
#include "base/gettext.h"
#include "base/width.h"
#include "base/word.h"
#include "model/figure.h"
#include "model/filter_days.h"
#include "model/filter_find.h"
#include "model/filter_meant.h"
#include "model/filter_private.h"
#include "model/filter_words.h"
#include "model/phase.h"
#include "model/reorg.h"

#include "base/ban.h"

enum { FIGURE_PLACES_MOST = 6, SAID_COLUMNS = 16 };

/* A filter in making. */
struct maker {
	struct ledger *l;
	struct filter *f;
	size_t at;           /* where it is wrong, once it is */
	struct err *err;
};

static struct cond *cond_new(struct maker *m, enum cond_kind kind)
{
	struct cond *c = arena_alloc(&m->f->mem, sizeof *c);

	c->kind = kind;
	c->from = c->to = DATE_NONE;
	return c;
}

static const int64_t *keys_take(struct maker *m, keys *list)
{
	int64_t *copy = arena_alloc(&m->f->mem, list->n * sizeof *copy);

	if (list->n)
		memcpy(copy, list->p, list->n * sizeof *copy);
	vec_clear(list);
	return copy;
}

bool filter_word_new(struct ledger *l, struct filter *f, const struct parsed_value *v,
		     const struct word **to, size_t *at, struct err *err)
{
	const struct pinyin *p = v->quoted || v->pattern ? NULL : ledger_pinyin(l);
	struct word *w;
	size_t wrong = 0;

	if (v->pattern && !word_re(v->text, v->ignore_case, &w, &wrong, err)) {
		*at = v->at + strlen("/") + wrong;
		return false;
	}
	if (!v->pattern && !word_plain(v->text, p, &w, err)) {
		*at = v->at;
		return false;
	}
	*vec_push(&f->words) = w;
	*to = w;
	return true;
}

static bool word_new(struct maker *m, const struct parsed_value *v, const struct word **to)
{
	return filter_word_new(m->l, m->f, v, to, &m->at, m->err);
}

/* ---- keys: what a value comes to ---- */

typedef struct cond *value_maker(struct maker *m, const struct filter_key *key,
				 const struct parsed_value *v);

static struct cond *make_days(struct maker *m, const struct filter_key *key,
			      const struct parsed_value *v)
{
	struct cond *c = cond_new(m, key->what == FILTER_DUE      ? COND_DUE
				  : key->what == FILTER_ACT       ? COND_ACT
				  : key->what == FILTER_CALLED    ? COND_CALLED
								  : COND_PROMISED);
	struct filter_days days;

	if (!filter_days_read(v, ledger_today(m->l), m->l->cal, c->kind == COND_CALLED, &days,
			      &m->at, m->err))
		return NULL;
	c->from = days.from;
	c->to = days.to;
	c->none = days.none;
	date review = phase_review(m->l);
	if (c->kind == COND_DUE && !c->none && (c->from == DATE_NONE || c->from <= review) &&
	    (c->to == DATE_NONE || review <= c->to))
		c->review = review;
	return c;
}

static struct cond *make_times(struct maker *m, const struct filter_key *key,
			       const struct parsed_value *v)
{
	struct cond *c = cond_new(m, key->what == FILTER_CREATED ? COND_CREATED : COND_CHANGED);
	const struct clock *clock = m->l->clock;
	struct filter_days days;

	if (!filter_days_read(v, ledger_today(m->l), m->l->cal, true, &days, &m->at, m->err))
		return NULL;
	if (days.none) {
		err_set(m->err, ERR_USE, _("each item came on some day"));
		return NULL;
	}
	c->from_ms = days.from == DATE_NONE ? 0 : clock_midnight_ms(clock, days.from);
	c->to_ms = days.to == DATE_NONE ? 0 : clock_midnight_ms(clock, days.to + 1);
	return c;
}

static struct cond *make_word(struct maker *m, const struct filter_key *key,
			      const struct parsed_value *v)
{
	struct cond *c = cond_new(m, key && key->what == FILTER_ENTRY ? COND_ENTRY : COND_TEXT);

	c->bare = !key;
	return word_new(m, v, &c->word) ? c : NULL;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* So many places as stand behind the point; *percent is set where it ends so: "2%" is 2. */
static bool number_read(struct str text, int64_t *n, int *scale, bool *percent, struct err *err)
{
	struct buf b = { 0 };
	struct err none = { 0 };
	ptrdiff_t point;

	fold_text(&b, text);
	struct str s = buf_str(&b);
	bool ends = str_ends(s, STR_LIT("%"));
	if (ends)
		s = str_to(s, s.n - 1);
	point = str_find(s, STR_LIT("."));
	*scale = 0;
	for (size_t i = point < 0 ? s.n : (size_t)point + 1; i < s.n && is_digit(s.p[i]); i++)
		++*scale;
	struct figure_row any = { .name = "", .word = "", .scale = *scale };
	bool ok = *scale <= FIGURE_PLACES_MOST && figure_read(s, &any, n, &none);
	buf_clear(&b);
	*percent |= ok && ends;
	return ok || err_set(err, ERR_INPUT, _("not a number: %.*s (100, 1.5, 2%%)"),
			     STR_ARG(str_to(text, width_fit(text, SAID_COLUMNS, NULL))));
}

static bool level(int64_t *n, int *scale, int to)
{
	for (; *scale < to; ++*scale)
		if (__builtin_mul_overflow(*n, 10, n))
			return false;
	return true;
}

/* a..b at one scale; of 80..90% both are percentages. */
static bool range_read(struct maker *m, const struct parsed_value *v, struct cond *c)
{
	int scale = 0;

	c->compare = v->text.n ? COMPARE_AT_LEAST : COMPARE_AT_MOST;
	if (v->text.n && !number_read(v->text, &c->n, &c->scale, &c->percent, m->err))
		return false;
	if (!v->to.n)
		return true;
	m->at = v->to_at;
	if (!number_read(v->to, &c->to_n, &scale, &c->percent, m->err))
		return false;
	c->has_to = v->text.n > 0;
	if (!c->has_to) {
		c->n = c->to_n;
		c->scale = scale;
		return true;
	}
	if (!level(&c->n, &c->scale, scale) || !level(&c->to_n, &scale, c->scale))
		return err_set(m->err, ERR_INPUT, _("too large a number: %.*s"),
			       STR_ARG(v->to));
	return c->n <= c->to_n ||
	       err_set(m->err, ERR_INPUT, _("the second number is less than the first one"));
}

/* NAME, NAME<2%, >100, 100, 10..20. */
static struct cond *make_figure(struct maker *m, const struct filter_key *key,
				const struct parsed_value *v)
{
	struct cond *c = cond_new(m, COND_FIGURE);
	struct parsed_value name = { .text = v->name, .at = v->name_at };
	bool ok = true;

	(void)key;
	c->compare = v->compare;
	if (v->has_to && (v->compare == COMPARE_ANY || v->compare == COMPARE_EQUAL))
		ok = range_read(m, v, c);
	else if (v->has_to)
		ok = err_set(m->err, ERR_USE, _("a comparison or a..b, not both"));
	else if (v->compare != COMPARE_ANY)
		ok = number_read(v->text, &c->n, &c->scale, &c->percent, m->err);
	else if (!v->quoted &&
		 number_read(v->text, &c->n, &c->scale, &c->percent, &(struct err){ 0 }))
		c->compare = COMPARE_EQUAL;
	else
		name.text = v->text;
	return ok && (name.text.n == 0 || word_new(m, &name, &c->word)) ? c : NULL;
}

/* What a key with several values comes to: each of them, any of which may hold. */
static struct cond *make_each(struct maker *m, const struct parsed *p, value_maker *make)
{
	struct cond *any = cond_new(m, COND_OR), *last = NULL;

	for (size_t i = 0; i < p->n_values; i++) {
		struct cond *c;

		m->at = p->values[i].at;
		c = make(m, p->key, &p->values[i]);
		if (!c || p->n_values == 1)
			return c;
		if (last)
			last->next = c;
		else
			any->first = c;
		last = c;
	}
	return any;
}

/* ---- keys whose values are one list ---- */

typedef VEC(const char *) texts;

static struct cond *names_end(struct maker *m, enum cond_kind kind, texts *names, bool ok)
{
	struct cond *c = cond_new(m, kind);
	const char **copy = arena_alloc(&m->f->mem, (names->n + 1) * sizeof *copy);

	if (names->n)
		memcpy(copy, names->p, names->n * sizeof *copy);
	c->names = copy;
	c->n_names = names->n;
	vec_clear(names);
	return ok ? c : NULL;
}

static struct cond *keys_end(struct maker *m, enum cond_kind kind, keys *list, bool ok)
{
	struct cond *c = cond_new(m, kind);

	c->n_keys = list->n;
	c->keys = keys_take(m, list);
	return ok ? c : NULL;
}

static struct cond *make_bits(struct maker *m, const struct parsed *p, enum cond_kind kind)
{
	struct cond *c = cond_new(m, kind);

	for (size_t i = 0; i < p->n_values; i++) {
		const struct filter_word *w = filter_word_find(p->key, p->values[i].text, m->err);
		m->at = p->values[i].at;
		if (!w)
			return NULL;
		c->bits |= w->bits;
	}
	return c;
}

/* ROLE, KIND: as rows have it. */
static struct cond *make_stored(struct maker *m, const struct parsed *p, enum cond_kind kind)
{
	texts names = { 0 };
	bool ok = true;

	for (size_t i = 0; ok && i < p->n_values; i++) {
		const struct filter_word *w = filter_word_find(p->key, p->values[i].text, m->err);
		m->at = p->values[i].at;
		ok = w != NULL;
		if (ok)
			*vec_push(&names) = w->stored;
	}
	return names_end(m, kind, &names, ok);
}

/* One of those that are known, else a word of the office's own. */
static struct cond *make_ways(struct maker *m, const struct parsed *p, enum cond_kind kind)
{
	texts names = { 0 };

	for (size_t i = 0; i < p->n_values; i++) {
		struct err own = { 0 };
		const struct filter_word *w = filter_word_find(p->key, p->values[i].text, &own);

		*vec_push(&names) = w ? w->stored
				      : arena_str(&m->f->mem, str_trim(p->values[i].text));
	}
	return names_end(m, kind, &names, true);
}

static struct cond *make_numbers(struct maker *m, const struct parsed *p, enum cond_kind kind)
{
	texts names = { 0 };

	for (size_t i = 0; i < p->n_values; i++) {
		struct buf b = { 0 };

		fold_text(&b, p->values[i].text);
		*vec_push(&names) = arena_str(&m->f->mem, buf_str(&b));
		buf_clear(&b);
	}
	return names_end(m, kind, &names, true);
}

/* 单位:财政局或审计局: values are parted by a comma. */
static void tell_joined(const struct parsed_value *v, struct err *err)
{
	struct str said = str_to(v->text, width_fit(v->text, SAID_COLUMNS, NULL));
	struct buf parted = { 0 };

	if (err->code == ERR_NOT_FOUND && !v->quoted &&
	    filter_alternatives(v->text, ",", &parted)) {
		err_clear(err);
		err_set(err, ERR_NOT_FOUND, _("no unit is called %.*s: is %s meant?"), STR_ARG(said),
			buf_text(&parted));
	}
	buf_clear(&parted);
}

static struct cond *make_units(struct maker *m, const struct parsed *p, enum cond_kind kind)
{
	keys kin = { 0 };
	int64_t unit;
	bool ok = true;

	for (size_t i = 0; ok && i < p->n_values; i++) {
		m->at = p->values[i].at;
		ok = filter_find_unit(m->l, p->values[i].text, &unit, &kin, m->err);
		if (!ok)
			tell_joined(&p->values[i], m->err);
	}
	return keys_end(m, kind, &kin, ok);
}

static struct cond *make_plans(struct maker *m, const struct parsed *p, enum cond_kind kind)
{
	keys plans = { 0 };
	bool ok = true;

	for (size_t i = 0; ok && i < p->n_values; i++) {
		m->at = p->values[i].at;
		ok = filter_find_plan(m->l, p->values[i].text, vec_push(&plans), m->err);
	}
	return keys_end(m, kind, &plans, ok);
}

static struct cond *make_persons(struct maker *m, const struct parsed *p, enum cond_kind kind)
{
	login_list logins = { 0 };
	texts names = { 0 };
	bool ok = true;

	for (size_t i = 0; ok && i < p->n_values; i++) {
		m->at = p->values[i].at;
		ok = filter_find_person(m->l, p->values[i].text, false, &m->f->mem, &logins,
					m->err);
	}
	for (size_t i = 0; i < logins.n; i++)
		*vec_push(&names) = logins.p[i].p;
	vec_clear(&logins);
	return names_end(m, kind, &names, ok);
}

static const struct {
	enum filter_what what;
	struct cond *(*all)(struct maker *m, const struct parsed *p, enum cond_kind kind);
	enum cond_kind kind;
	value_maker *each;
} makers[] = {
	{ FILTER_UNIT, make_units, COND_UNIT, NULL },
	{ FILTER_ROLE, make_stored, COND_ROLE, NULL },
	{ FILTER_STATUS, make_bits, COND_STATUS, NULL },
	{ FILTER_LIGHT, make_bits, COND_LIGHT, NULL },
	{ FILTER_TARGET, make_bits, COND_TARGET, NULL },
	{ FILTER_KIND, make_stored, COND_KIND, NULL },
	{ FILTER_PLAN, make_plans, COND_PLAN, NULL },
	{ FILTER_NO, make_numbers, COND_NUMBER, NULL },
	{ FILTER_BY, make_persons, COND_BY, NULL },
	{ FILTER_DUE, NULL, COND_DUE, make_days },
	{ FILTER_ACT, NULL, COND_ACT, make_days },
	{ FILTER_PROMISED, NULL, COND_PROMISED, make_days },
	{ FILTER_CALLED, NULL, COND_CALLED, make_days },
	{ FILTER_WAY, make_ways, COND_WAY, NULL },
	{ FILTER_CREATED, NULL, COND_CREATED, make_times },
	{ FILTER_CHANGED, NULL, COND_CHANGED, make_times },
	{ FILTER_FIGURE, NULL, COND_FIGURE, make_figure },
	{ FILTER_TEXT, NULL, COND_TEXT, make_word },
	{ FILTER_ENTRY, NULL, COND_ENTRY, make_word },
};

/* ---- the tree ---- */

static struct cond *make(struct maker *m, const struct parsed *p);

static struct cond *make_parts(struct maker *m, enum cond_kind kind, const struct parsed *first)
{
	struct cond *c = cond_new(m, kind), *last = NULL;

	for (; first; first = first->next) {
		struct cond *part = make(m, first);
		if (!part)
			return NULL;
		if (last)
			last->next = part;
		else
			c->first = part;
		last = part;
	}
	return c;
}

/* 时限:逾期: a value that another key knows. */
static void tell_other_key(struct maker *m, const struct parsed *p)
{
	const struct parsed_value *v = p->values;
	const char *meant;

	while (v + 1 < p->values + p->n_values && v->at != m->at)
		v++;
	if (v->at != m->at || v->quoted || v->pattern || v->has_to || filter_says_none(v->text) ||
	    !(meant = filter_meant_value(v->text, &m->f->mem)))
		return;
	err_clear(m->err);
	err_set(m->err, ERR_USE, _("%.*s: takes no \"%.*s\": %s"), STR_ARG(filter_key_name(p->key)),
		STR_ARG(v->text), meant);
}

static struct cond *make_key(struct maker *m, const struct parsed *p)
{
	for (size_t i = 0; i < sizeof makers / sizeof *makers; i++) {
		if (makers[i].what != p->key->what)
			continue;
		struct cond *c = makers[i].each ? make_each(m, p, makers[i].each)
						: makers[i].all(m, p, makers[i].kind);
		if (!c && m->err->code != ERR_STOPPED)
			tell_other_key(m, p);
		return c;
	}
	m->at = p->at;
	err_set(m->err, ERR_USE, _("%.*s: is for the log alone"), STR_ARG(filter_key_name(p->key)));
	return NULL;
}

static struct cond *make(struct maker *m, const struct parsed *p)
{
	switch (p->kind) {
	case PARSED_AND: return make_parts(m, COND_AND, p->first);
	case PARSED_OR: return make_parts(m, COND_OR, p->first);
	case PARSED_NOT: return make_parts(m, COND_NOT, p->first);
	case PARSED_WORD: return make_word(m, NULL, p->values);
	default: return make_key(m, p);
	}
}

const struct cond *filter_make(struct ledger *l, struct filter *f, const struct parsed *p,
			       size_t *at, struct err *err)
{
	struct maker m = { .l = l, .f = f, .at = p->at, .err = err };
	const struct cond *c = make(&m, p);

	*at = m.at;
	return c;
}

/* The unit that must hold with all the rest, if the line names just one. */
static int64_t unit_alone(struct ledger *l, const struct parsed *p)
{
	const struct parsed *only = NULL;
	keys kin = { 0 };
	struct err none = { 0 };
	int64_t unit = 0;

	for (const struct parsed *q = p->kind == PARSED_AND ? p->first : p; q; q = q->next) {
		if (q->kind != PARSED_KEY || q->key->what != FILTER_UNIT)
			continue;
		if (only || q->n_values > 1)
			return 0;
		only = q;
	}
	if (only && !filter_find_unit(l, only->values[0].text, &unit, &kin, &none))
		unit = 0;
	vec_clear(&kin);
	/* whose work another one does now has nothing to show itself */
	int64_t heir = unit ? reorg_heir(l, unit) : 0;
	return heir ? heir : unit;
}

bool filter_read(struct ledger *l, struct str text, enum list_of of, struct filter *to, size_t *at,
		 struct err *err)
{
	const struct parsed *tree;

	(void)of;      /* all of them know all keys; the log is no such list (log_filter.h) */
	*to = (struct filter){ .cond = NULL };
	if (!filter_parse(text, &to->mem, &tree, at, err)) {
		filter_clear(to);
		return false;
	}
	if (tree) {
		to->cond = filter_make(l, to, tree, at, err);
		to->unit = to->cond ? unit_alone(l, tree) : 0;
	}
	if (tree && !to->cond) {
		*at = *at < text.n ? *at : text.n;
		filter_clear(to);
		return false;
	}
	return true;
}

static bool list_take(struct ledger *l, const struct query *q, keys *to, bool *by_name,
		      struct err *err)
{
	struct list list = { 0 };

	list_start(&list, q);
	bool ok = list_need(l->db, &list, SIZE_MAX, err);
	for (size_t i = 0; ok && i < list.keys.n; i++)
		*vec_push(to) = list.keys.p[i];
	keys_sort(to);
	*by_name = list.named;
	list_clear(&list);
	return ok;
}

bool filter_list(struct ledger *l, enum list_of of, int64_t plan, const struct cond *where,
		 keys *to, struct err *err)
{
	const struct query q = { .of = of, .plan = plan, .due = DATE_NONE, .where = where,
				 .today = ledger_today(l) };
	bool by_name;

	return list_take(l, &q, to, &by_name, err);
}

bool filter_units(struct ledger *l, int64_t plan, const struct cond *where, keys *to,
		  bool *by_name, struct err *err)
{
	const struct query q = { .of = LIST_UNITS, .plan = plan, .due = DATE_NONE, .where = where,
				 .by_name = true, .today = ledger_today(l) };

	return list_take(l, &q, to, by_name, err);
}

bool filter_has(const keys *list, int64_t key)
{
	return keys_has(list, key);
}

void filter_clear(struct filter *f)
{
	for (size_t i = 0; i < f->words.n; i++)
		word_free(f->words.p[i]);
	vec_clear(&f->words);
	arena_clear(&f->mem);
	*f = (struct filter){ .cond = NULL };
}

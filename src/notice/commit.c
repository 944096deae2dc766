#include "notice/commit.h"

#include <stdio.h>

#include "base/fold.h"
#include "base/gettext.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "model/deadline.h"
#include "model/ident.h"
#include "notice/notice_private.h"
#include "store/rows.h"

#include "base/ban.h"

/* A setting holds at most a text's 64 kB; long lists of decisions go on in further ones. */
enum { DECISIONS_MOST = 60 * 1024 };

struct commit {
	const struct draft *d;
	struct ledger *l;
	struct change *c;
	struct arena mem;
	struct id plan;
	struct id *units, *items, *figures;
	struct map *known;           /* "region name" folded -> 1 + index in known_ids */
	VEC(struct id) known_ids;
};

static void put_str(struct commit *m, const char *column, struct str s)
{
	change_field(m->c, column, V_STR(s));
}

static void put_date(struct commit *m, const char *column, date d)
{
	char text[DATE_TEXT_SIZE];

	if (d != DATE_NONE)
		change_field(m->c, column, V_TEXT(date_text(d, text)));
}

static void put_int(struct commit *m, const char *column, int64_t n)
{
	change_field(m->c, column, V_INT(n));
}

static void put_id(struct commit *m, const char *column, const struct id *id)
{
	change_field(m->c, column, V_ID(*id));
}

bool draft_is_known(const struct draft *d, struct ledger *l, struct id *plan)
{
	const struct str *cells;
	size_t n = draft_cells(d, &cells);

	*plan = ident_plan(cells, n);
	return row_key(l->db, KIND_PLAN, plan) != 0;
}

static bool put_plan(struct commit *m, date handed, struct err *err)
{
	const struct draft *d = m->d;
	/* The file's own name: where it lay on whose disk is nobody else's business, and would make two copies differ. */
	const char *path = draft_source_name(d), *base = strrchr(path, '/');
	uint8_t sha[HASH_SIZE];
	struct id source;

	change_row(m->c, KIND_PLAN, &m->plan);
	put_str(m, "title", d->plan.title);
	put_str(m, "number", d->plan.number);
	put_date(m, "issued", d->plan.issued);
	put_date(m, "handed", handed);
	if (d->plan.year)
		put_int(m, "year", d->plan.year);
	put_str(m, "region", d->plan.region);
	put_str(m, "state", STR_LIT("open"));
	if (!change_blob(m->c, draft_bytes(d), sha, err))
		return false;
	source = ident_source(&m->plan, sha);
	change_row(m->c, KIND_SOURCE, &source);
	put_id(m, "plan", &m->plan);
	put_str(m, "name", str_of(base ? base + 1 : path));
	put_str(m, "sha", str_of(hex_text(sha, HASH_SIZE, (char[HASH_TEXT_SIZE]){ "" })));
	put_str(m, "charset", str_of(charset_name(d->charset)));
	return true;
}

static struct str known_key(struct commit *m, struct str region, struct str name)
{
	struct buf key = { 0 };
	struct str kept;

	fold_text(&key, region);
	buf_byte(&key, '\n');
	fold_text(&key, name);
	kept = (struct str){ arena_str(&m->mem, buf_str(&key)), key.n };
	buf_clear(&key);
	return kept;
}

/* A spelling without area is known with its unit's area too: 文旅局 of 市文化和旅游局 is
 * 市文旅局, and never 县文旅局. */
static struct str with_area(struct commit *m, const char *unit, const char *name)
{
	const struct words *w = m->d->in->words;
	size_t n = words_begin(w, WORD_AREA, str_of(unit));

	if (n == 0 || words_begin(w, WORD_AREA, str_of(name)) > 0)
		return str_of(name);
	return str_of(arena_printf(&m->mem, "%.*s%s", (int)n, unit, name));
}

/* The ledger's units by all their names. */
static bool read_known(struct commit *m, struct err *err)
{
	unit_rows units = { 0 };
	name_rows names = { 0 };
	struct map *by_key = map_new();
	bool ok = units_read(m->l->db, &m->mem, &units, err) &&
		  names_read(m->l->db, 0, &m->mem, &names, err);

	for (size_t i = 0; ok && i < units.n; i++) {
		intptr_t *at = map_at(m->known,
			known_key(m, str_of(units.p[i].region), str_of(units.p[i].name)), true);

		*vec_push(&m->known_ids) = units.p[i].id;
		if (*at == 0)
			*at = (intptr_t)i + 1;
		*map_at(by_key,
			(struct str){ (const char *)&units.p[i].key, sizeof units.p[i].key },
			true) = (intptr_t)i + 1;
	}
	for (size_t i = 0; ok && i < names.n; i++) {
		intptr_t *of = map_at(by_key,
				 (struct str){
					 (const char *)&names.p[i].unit, sizeof names.p[i].unit },
				 false),
			 *at;

		/* A short name is shorter than what a document would mean by it. */
		if (!of || strcmp(names.p[i].kind, "short") == 0)
			continue;
		at = map_at(m->known, known_key(m, str_of(units.p[*of - 1].region),
			with_area(m, units.p[*of - 1].name, names.p[i].name)), true);
		if (*at == 0)
			*at = *of;
	}
	map_free(by_key);
	vec_clear(&units);
	vec_clear(&names);
	return ok;
}

static void put_name(struct commit *m, const struct id *unit, struct str name, const char *kind)
{
	struct id id = ident_name(unit, name, kind);

	change_row(m->c, KIND_NAME, &id);
	put_id(m, "unit", unit);
	put_str(m, "name", name);
	put_str(m, "kind", str_of(kind));
}

static void put_unit(struct commit *m, size_t i)
{
	const struct draft_unit *u = &m->d->units.p[i];
	intptr_t *known = map_at(m->known, known_key(m, m->d->plan.region, u->name), false);

	if (known) {
		m->units[i] = m->known_ids.p[*known - 1];
	} else {
		m->units[i] = ident_unit(m->d->plan.region, u->name);
		change_row(m->c, KIND_UNIT, &m->units[i]);
		put_str(m, "region", m->d->plan.region);
		put_str(m, "name", u->name);
		put_str(m, "short", u->shortname);
		put_str(m, "kind", u->group ? STR_LIT("group") : STR_LIT("single"));
		put_name(m, &m->units[i], u->shortname, "short");
	}
	if (!known)
		put_name(m, &m->units[i], u->name, "official");
	for (size_t k = 0; k < u->spellings.n; k++)
		put_name(m, &m->units[i], u->spellings.p[k].text, u->spellings.p[k].kind);
}

static void put_units(struct commit *m)
{
	for (size_t i = 0; i < m->d->units.n; i++)
		put_unit(m, i);
	for (size_t i = 0; i < m->d->units.n; i++)
		for (size_t k = 0; k < m->d->units.p[i].members.n; k++) {
			const struct id *member = &m->units[m->d->units.p[i].members.p[k]];
			struct id id = ident_member(&m->units[i], member);

			change_row(m->c, KIND_MEMBER, &id);
			put_id(m, "group", &m->units[i]);
			put_id(m, "unit", member);
		}
}

static void put_figures(struct commit *m)
{
	for (size_t i = 0; i < m->d->figures.n; i++) {
		const struct draft_figure *f = &m->d->figures.p[i];

		m->figures[i] = ident_figure(&m->plan, f->name);
		change_row(m->c, KIND_FIGURE, &m->figures[i]);
		put_id(m, "plan", &m->plan);
		put_str(m, "name", f->name);
		put_str(m, "word", str_of(f->word));
		put_int(m, "scale", f->scale);
		put_str(m, "definition", f->definition);
	}
}

static void put_deadlines(struct commit *m, const struct draft_item *it, const struct id *item)
{
	for (size_t i = 0; i < it->deadlines.n; i++) {
		const struct reading *r = &it->deadlines.p[i].reading;
		struct id id = ident_part("deadline", item, (int)i);
		char text[RHYTHM_TEXT_SIZE];

		change_row(m->c, KIND_DEADLINE, &id);
		put_id(m, "item", item);
		put_int(m, "pos", (int64_t)i);
		put_str(m, "kind", str_of(deadline_kind_word(r->kind)));
		put_str(m, "text", r->text);
		put_date(m, "start", r->start);
		put_date(m, "due", r->due);
		put_date(m, "due_excluded", deadline_excluded(r, m->d->plan.issued));
		if (r->minute >= 0)
			put_int(m, "minute", r->minute);
		if (r->kind == DEADLINE_RECURRING) {
			put_str(m, "rhythm", str_of(rhythm_text(&r->rhythm, text)));
			put_str(m, "period", str_of(period_word(r->rhythm.period)));
			put_int(m, "shift", r->rhythm.period_shift);
		}
		if (r->kind == DEADLINE_RELATIVE) {
			put_int(m, "count", r->count);
			put_str(m, "count_unit", (struct str){ &r->count_unit, 1 });
			put_int(m, "from_receipt", r->from_receipt);
		}
		put_str(m, "deliverable", r->deliverable);
	}
}

static void put_figure_of(struct commit *m, const char *column, int figure)
{
	if (figure != NO_FIGURE)
		put_id(m, column, &m->figures[figure]);
}

static void put_targets(struct commit *m, const struct draft_item *it, const struct id *item)
{
	for (size_t i = 0; i < it->targets.n; i++) {
		const struct draft_target *t = &it->targets.p[i];
		const struct target_reading *r = &t->reading;
		struct id id = ident_part("target", item, (int)i);

		change_row(m->c, KIND_TARGET, &id);
		put_id(m, "item", item);
		put_int(m, "pos", (int64_t)i);
		put_figure_of(m, "num_figure", t->num);
		put_figure_of(m, "den_figure", t->den);
		put_figure_of(m, "total_figure", t->total);
		put_figure_of(m, "excluded_figure", t->excluded);
		put_str(m, "comparator", str_of(comparator_word(r->comparator)));
		if (r->comparator != CMP_NONE) {
			put_int(m, "num", r->num);
			put_int(m, "den", r->den);
		}
		put_str(m, "scope", str_of(scope_word(r->scope)));
		put_int(m, "soft", r->soft);
		put_str(m, "text", r->text);
		put_str(m, "excluded", r->excluded);
	}
}

static void put_measures(struct commit *m, const struct draft_item *it, const struct id *item)
{
	for (size_t i = 0; i < it->measures.n; i++) {
		struct id id = ident_part("measure", item, (int)i);

		change_row(m->c, KIND_MEASURE, &id);
		put_id(m, "item", item);
		put_int(m, "pos", (int64_t)i);
		put_str(m, "text", it->measures.p[i].text);
		put_str(m, "deadline", it->measures.p[i].deadline);
		put_str(m, "state", STR_LIT("open"));
	}
}

static void put_assignments(struct commit *m, const struct draft_item *it, const struct id *item)
{
	for (size_t i = 0; i < it->assignments.n; i++) {
		const struct draft_assignment *a = &it->assignments.p[i];
		struct id id = ident_assignment(item, &m->units[a->unit], role_word(a->role));

		change_row(m->c, KIND_ASSIGNMENT, &id);
		put_id(m, "item", item);
		put_id(m, "unit", &m->units[a->unit]);
		put_str(m, "role", str_of(role_word(a->role)));
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

static void put_item(struct commit *m, size_t i, struct map *seen)
{
	const struct draft_item *it = &m->d->items.p[i];
	const struct id *parent = it->parent >= 0 ? &m->items[it->parent] : NULL;

	/* The identity is made of the whole title; what is shown is the short one. */
	m->items[i] = ident_item(&m->plan, parent, it->title, ordinal_of(seen, it));
	change_row(m->c, KIND_ITEM, &m->items[i]);
	put_id(m, "plan", &m->plan);
	if (parent)
		put_id(m, "parent", parent);
	put_str(m, "number", it->number);
	put_str(m, "kind", str_of(item_kind_word(it->kind)));
	put_str(m, "title", it->brief);
	put_str(m, "text", it->text.n ? it->text : it->title);
	put_int(m, "pos", (int64_t)i);
	put_int(m, "first", it->first);
	put_int(m, "last", it->last);
	put_str(m, "owes", STR_LIT("lead"));
	put_str(m, "state", STR_LIT("open"));
	put_assignments(m, it, &m->items[i]);
	put_deadlines(m, it, &m->items[i]);
	put_targets(m, it, &m->items[i]);
	put_measures(m, it, &m->items[i]);
}

static void put_setting(struct commit *m, int part, struct str value)
{
	char hex[ID_TEXT_SIZE],
		*name = part == 0 ? arena_printf(&m->mem, "reading/%s", id_text(&m->plan, hex))
				  : arena_printf(
					    &m->mem, "reading/%s/%d", id_text(&m->plan, hex), part);
	struct id id = ident_setting(str_of(name));

	change_row(m->c, KIND_SETTING, &id);
	put_str(m, "name", str_of(name));
	put_str(m, "value", value);
}

/* Each decision, so that the log tells what was answered and what was taken as proposed. */
static size_t put_decisions(struct commit *m)
{
	struct buf text = { 0 };
	size_t answered = 0;
	int part = 0;

	for (size_t i = 0; i < m->d->questions.n; i++) {
		const struct question *q = &m->d->questions.p[i];
		const char *said = q->chosen >= 0 ? q->choices[q->chosen] : q->own;

		if (text.n > 0 && text.n + strlen(q->key) + strlen(said) + 16 > DECISIONS_MOST) {
			put_setting(m, part++, buf_str(&text));
			buf_reset(&text);
		}
		buf_printf(
			&text, "%s\t%s\t%s\n", q->key, q->answered ? "answered" : "proposed", said);
		answered += q->answered;
	}
	if (text.n > 0)
		put_setting(m, part, buf_str(&text));
	buf_clear(&text);
	return answered;
}

static bool fill(struct commit *m, date handed, struct outcome *out, struct err *err)
{
	const struct draft *d = m->d;
	struct map *seen;
	size_t answered;
	const char *say;
	size_t n = 0;

	if (!read_known(m, err) || !put_plan(m, handed, err))
		return false;
	put_units(m);
	put_figures(m);
	seen = map_new();
	for (size_t i = 0; i < d->items.n; i++)
		put_item(m, i, seen);
	map_free(seen);
	answered = put_decisions(m);
	say = arena_printf(&m->mem,
		_("read the notice “%.*s”: %zu items, %zu units; %zu questions, %zu answered, %zu "
		  "taken as proposed"),
		STR_ARG(d->plan.title), d->items.n, d->units.n, d->questions.n, answered,
		d->questions.n - answered);
	change_say(m->c, say);
	for (size_t at = 0; utf8_next(str_of(say), &at) != 0 && at < sizeof out->said;)
		n = at;
	snprintf(out->said, sizeof out->said, "%.*s", (int)n, say);
	return true;
}

static void commit_clear(struct commit *m)
{
	free(m->units);
	free(m->items);
	free(m->figures);
	map_free(m->known);
	vec_clear(&m->known_ids);
	arena_clear(&m->mem);
}

bool draft_commit(
	const struct draft *d, struct ledger *l, date handed, struct outcome *out, struct err *err)
{
	struct commit m = { .d = d, .l = l };
	bool ok;

	*out = (struct outcome){ .changed = false };
	if (draft_is_known(d, l, &m.plan)) {
		snprintf(out->said, sizeof out->said, "%s",
			_("This notice is in the ledger already: nothing new."));
		return true;
	}
	m.c = ledger_begin(l, "import", "", err);
	if (!m.c)
		return false;
	m.units = mem_array(NULL, d->units.n + 1, sizeof *m.units);
	m.items = mem_array(NULL, d->items.n + 1, sizeof *m.items);
	m.figures = mem_array(NULL, d->figures.n + 1, sizeof *m.figures);
	m.known = map_new();
	ok = fill(&m, handed, out, err);
	if (ok)
		ok = ledger_commit(l, m.c, out, err);
	else
		ledger_abandon(l, m.c);
	commit_clear(&m);
	return ok;
}

#include "model/unit_match.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/fold.h"
#include "base/gettext.h"
#include "base/utf8.h"
#include "base/width.h"
#include "model/say.h"

#include "base/ban.h"

/* 市 before a name makes no difference: 市教育局 is typed as 教育局 and the other way round. */
static struct str without_city(struct str folded)
{
	struct str city = STR_LIT("市");

	return folded.n > city.n && str_starts(folded, city) ? str_from(folded, city.n) : folded;
}

/* What was typed. */
struct sought {
	struct str folded;
	const struct pinyin *p;      /* NULL: it is no pinyin */
	struct pinyin_key letters;
	bool shortens;               /* looked for as a shortened name, and as nothing else */
};

static enum unit_fit fit_as_text(struct str whole, struct str needle)
{
	struct str bare = without_city(whole), wanted = without_city(needle);

	if (needle.n == 0)
		return UNIT_FIT_INSIDE;
	/* 市场监管局 typed for 市市场监管局: its 市 is no prefix */
	if (str_eq(bare, wanted) || str_eq(bare, needle))
		return UNIT_FIT_EXACT;
	if (str_starts(bare, wanted) || str_starts(whole, needle))
		return UNIT_FIT_BEGINS;
	return str_find(whole, needle) >= 0 || str_find(bare, wanted) >= 0 ? UNIT_FIT_INSIDE
									    : UNIT_FIT_NONE;
}

/* gaj is the whole of 市公安局, and so is sgaj. */
static enum unit_fit fit_as_pinyin(struct str whole, const struct sought *s)
{
	struct str bare = without_city(whole);

	if (!s->p || !pinyin_find(s->p, &s->letters, whole, NULL, NULL))
		return UNIT_FIT_NONE;
	if (pinyin_is(s->p, &s->letters, bare) || pinyin_is(s->p, &s->letters, whole))
		return UNIT_FIT_SOUNDS_WHOLE;
	return pinyin_starts(s->p, &s->letters, bare) || pinyin_starts(s->p, &s->letters, whole)
		       ? UNIT_FIT_SOUNDS_BEGINS : UNIT_FIT_SOUNDS;
}

enum { SHORT_LEAST = 2, SHORT_MOST = 5 };      /* characters of a shortened name */

/* Are all characters of text in the name from `from` on, in their order? */
static bool holds_in_order(struct str name, size_t from, struct str text)
{
	size_t at = 0;

	while (at < text.n && from < name.n) {
		size_t next = at;
		uint32_t c = utf8_next(text, &next);

		if (utf8_next(name, &from) == c)
			at = next;
	}
	return at == text.n;
}

/* Whose it is stands before what it is: 市公安局, 中国人民银行, 国家税务总局. */
static bool name_begins_behind(uint32_t c)
{
	/* 市 省 县 区 州 旗 国 家 */
	static const uint32_t owners[] = { 0x5e02, 0x7701, 0x53bf, 0x533a, 0x5dde, 0x65d7, 0x56fd,
					   0x5bb6 };

	for (size_t i = 0; i < sizeof owners / sizeof *owners; i++)
		if (c == owners[i])
			return true;
	return false;
}

/* 人行 for 人民银行, 人社局 for 市人力资源和社会保障局; not 安局, whose 安 begins nothing. */
static enum unit_fit fit_as_short(struct str whole, struct str text)
{
	uint32_t first = utf8_next(text, &(size_t){ 0 }), before = 0;
	bool begins = true;

	for (size_t at = 0, from = 0; at < whole.n; begins = name_begins_behind(before)) {
		from = at;
		before = utf8_next(whole, &at);
		if (begins && before == first && holds_in_order(whole, from, text))
			return UNIT_FIT_SHORTENED;
	}
	return UNIT_FIT_NONE;
}

static bool can_shorten(struct str text)
{
	size_t n = utf8_count(text);

	for (size_t at = 0; at < text.n;)
		if (!utf8_is_han(utf8_next(text, &at)))
			return false;
	return n >= SHORT_LEAST && n <= SHORT_MOST;
}

static enum unit_fit fit_of(const char *name, const struct sought *s, struct buf *scratch)
{
	enum unit_fit fit;

	buf_reset(scratch);
	fold_text(scratch, str_of(name));
	if (s->shortens)
		return fit_as_short(buf_str(scratch), s->folded);
	fit = fit_as_text(buf_str(scratch), s->folded);
	return fit ? fit : fit_as_pinyin(buf_str(scratch), s);
}

/* place keeps the order of names among equals. */
struct ranked { struct unit_hit hit; size_t place; };
typedef VEC(struct ranked) ranking;

static int rank_order(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;

	if (x->hit.fit != y->hit.fit)
		return x->hit.fit > y->hit.fit ? -1 : 1;
	return (x->place > y->place) - (x->place < y->place);
}

static int name_order(const void *a, const void *b)
{
	const struct name_row *x = a, *y = b;

	return (x->unit > y->unit) - (x->unit < y->unit);
}

static void better(struct ranked *r, enum unit_fit fit, const char *through)
{
	if (fit <= r->hit.fit)
		return;
	r->hit.fit = fit;
	r->hit.through = through;
}

/* names: sorted by unit. */
static struct ranked rank_unit(const struct unit_row *u, const name_rows *names,
			       const struct sought *s, struct buf *scratch)
{
	struct ranked r = { .hit = { u->key, u->name, u->shortname, NULL, UNIT_FIT_NONE } };
	size_t low = 0, high = names->n;

	better(&r, fit_of(u->name, s, scratch), NULL);
	if (u->shortname && *u->shortname)
		better(&r, fit_of(u->shortname, s, scratch), NULL);
	while (low < high) {
		size_t mid = (low + high) / 2;
		if (names->p[mid].unit < u->key)
			low = mid + 1;
		else
			high = mid;
	}
	for (; low < names->n && names->p[low].unit == u->key && s->folded.n; low++)
		better(&r, fit_of(names->p[low].name, s, scratch), names->p[low].name);
	return r;
}

static bool rank_all(struct ledger *l, const struct sought *s, struct arena *mem, ranking *to,
		     struct err *err)
{
	unit_rows units = { 0 };
	name_rows names = { 0 };
	struct buf scratch = { 0 };
	bool ok = units_read(l->db, mem, &units, err) && names_read(l->db, 0, mem, &names, err);

	if (ok && names.n)
		qsort(names.p, names.n, sizeof *names.p, name_order);
	for (size_t i = 0; ok && i < units.n; i++) {
		struct ranked r = rank_unit(&units.p[i], &names, s, &scratch);
		if (r.hit.fit == UNIT_FIT_NONE)
			continue;
		r.place = i;
		*vec_push(to) = r;
	}
	if (to->n)
		qsort(to->p, to->n, sizeof *to->p, rank_order);
	buf_clear(&scratch);
	vec_clear(&units);
	vec_clear(&names);
	return ok;
}

static bool rank_text(struct ledger *l, struct str text, bool shorts, struct arena *mem,
		      ranking *to, struct err *err)
{
	struct buf needle = { 0 };
	struct sought s = { .p = NULL };

	fold_text(&needle, text);
	s.folded = buf_str(&needle);
	if (pinyin_key_make(&s.letters, text))
		s.p = ledger_pinyin(l);
	bool ok = rank_all(l, &s, mem, to, err);
	s.folded = without_city(s.folded);
	s.shortens = shorts && can_shorten(s.folded);
	if (ok && to->n == 0 && s.shortens)
		ok = rank_all(l, &s, mem, to, err);
	buf_clear(&needle);
	return ok;
}

/* Through which: the hit that it goes on for. */
static void rank_add(const unit_rows *units, int64_t unit, struct unit_hit through, ranking *to)
{
	for (size_t i = 0; i < to->n; i++)
		if (to->p[i].hit.unit == unit)
			return;
	for (size_t i = 0; i < units->n; i++) {
		const struct unit_row *u = &units->p[i];
		if (u->key == unit)
			*vec_push(to) = (struct ranked){ .hit = { u->key, u->name, u->shortname,
								  through.name, through.fit } };
	}
}

/* Who goes on for a unit that fits is found under its old name too. */
static bool rank_heirs(struct ledger *l, struct arena *mem, ranking *to, struct err *err)
{
	heir_rows heirs = { 0 };
	unit_rows units = { 0 };
	bool ok = heirs_of_unit(l->db, 0, &heirs, err) &&
		  (heirs.n == 0 || units_read(l->db, mem, &units, err));

	/* those that are added are looked at in their turn */
	for (size_t i = 0; ok && i < to->n; i++)
		for (size_t j = 0; j < heirs.n; j++)
			if (heirs.p[j].unit == to->p[i].hit.unit)
				rank_add(&units, heirs.p[j].heir, to->p[i].hit, to);
	vec_clear(&heirs);
	vec_clear(&units);
	return ok;
}

bool unit_match(struct ledger *l, struct str text, struct arena *mem, unit_hits *to,
		struct err *err)
{
	ranking all = { 0 };
	bool ok = rank_text(l, text, true, mem, &all, err) &&
		  (text.n == 0 || rank_heirs(l, mem, &all, err));

	for (size_t i = 0; ok && i < all.n; i++)
		*vec_push(to) = all.p[i].hit;
	vec_clear(&all);
	return ok;
}

enum { NEAR_MOST = 3, SAID_COLUMNS = 16 };

/* So much of what was typed that a sentence stays one. */
static struct str said(struct str typed)
{
	return str_to(typed, width_fit(typed, SAID_COLUMNS, NULL));
}

static bool several(const ranking *all, size_t n, struct str text, struct err *err)
{
	struct buf b = { 0 };

	for (size_t i = 0; i < n; i++)
		say_listed(&b, all->p[i].hit.name);
	err_set(err, ERR_AMBIGUOUS, _("several units fit %.*s: %s"), STR_ARG(said(text)),
		buf_text(&b));
	buf_clear(&b);
	return false;
}

/* How many characters of both come in the same order. */
static size_t in_common(struct str a, struct str b)
{
	enum { CHARS_MOST = 40 };
	size_t row[CHARS_MOST + 1] = { 0 };

	for (size_t at = 0; at < a.n;) {
		uint32_t c = utf8_next(a, &at);
		size_t corner = 0, i = 1;

		for (size_t from = 0; from < b.n && i <= CHARS_MOST; i++) {
			size_t above = row[i];

			if (utf8_next(b, &from) == c)
				row[i] = corner + 1;
			else if (row[i - 1] > row[i])
				row[i] = row[i - 1];
			corner = above;
		}
	}
	size_t most = 0;
	for (size_t i = 1; i <= CHARS_MOST; i++)
		most = row[i] > most ? row[i] : most;
	return most;
}

/* What comes nearest to what was typed: more than half of its characters, two at least. */
struct nearest {
	struct str wanted;
	size_t least, common, apart, n;
	struct { int64_t unit; const char *name; } found[NEAR_MOST];
};

static void nearest_add(struct nearest *to, int64_t unit, const char *shown)
{
	for (size_t i = 0; i < to->n; i++)
		if (to->found[i].unit == unit)
			return;
	if (to->n == NEAR_MOST)
		return;
	to->found[to->n].unit = unit;
	to->found[to->n++].name = shown;
}

static void nearest_offer(struct nearest *to, int64_t unit, const char *name, const char *shown)
{
	struct str bare = without_city(str_of(name));
	size_t common = in_common(bare, to->wanted), apart = utf8_count(bare);

	if (common < to->least || common < to->common ||
	    (common == to->common && to->n > 0 && apart > to->apart))
		return;
	if (common > to->common || apart < to->apart)
		to->n = 0;
	to->common = common;
	to->apart = apart;
	nearest_add(to, unit, shown);
}

static bool nearest_read(struct ledger *l, struct nearest *to, struct arena *mem, struct err *err)
{
	unit_rows units = { 0 };
	name_rows names = { 0 };
	bool ok = units_read(l->db, mem, &units, err) && names_read(l->db, 0, mem, &names, err);
	size_t typed = utf8_count(to->wanted);

	to->least = typed / 2 + 1 > 2 ? typed / 2 + 1 : 2;
	for (size_t i = 0; ok && i < units.n; i++) {
		nearest_offer(to, units.p[i].key, units.p[i].name, units.p[i].name);
		if (units.p[i].shortname && *units.p[i].shortname)
			nearest_offer(to, units.p[i].key, units.p[i].shortname,
				      units.p[i].name);
	}
	for (size_t i = 0; ok && i < names.n; i++)
		nearest_offer(to, names.p[i].unit, names.p[i].name, names.p[i].name);
	vec_clear(&units);
	vec_clear(&names);
	return ok;
}

static bool not_found(struct ledger *l, struct str typed, struct arena *mem, struct err *err)
{
	struct nearest near = { .wanted = without_city(typed) };
	struct pinyin_key letters;
	struct buf b = { 0 };

	if (!nearest_read(l, &near, mem, err))
		return false;
	for (size_t i = 0; i < near.n; i++)
		say_listed(&b, near.found[i].name);
	if (near.n > 0)
		err_set(err, ERR_NOT_FOUND, _("no unit is called %.*s: is %s meant?"),
			STR_ARG(said(typed)), buf_text(&b));
	else if (l->pinyin_fault.code && pinyin_key_make(&letters, typed))
		err_set(err, ERR_NOT_FOUND, _("no unit is called %.*s (%s)"), STR_ARG(said(typed)),
			l->pinyin_fault.text);
	else
		err_set(err, ERR_NOT_FOUND, _("no unit is called %.*s"), STR_ARG(said(typed)));
	buf_clear(&b);
	return false;
}

/* Those that a text may mean: the ones that it fits exactly or whole, where there are such; else,
 * where it stands in a name, those alone; else all. */
static size_t meant(const ranking *all)
{
	enum unit_fit best = all->n ? all->p[0].hit.fit : UNIT_FIT_NONE;
	enum unit_fit least = best == UNIT_FIT_EXACT || best == UNIT_FIT_SOUNDS_WHOLE ? best :
			      best >= UNIT_FIT_INSIDE ? UNIT_FIT_INSIDE : UNIT_FIT_NONE;
	size_t n = 0;

	while (n < all->n && all->p[n].hit.fit >= least)
		n++;
	return n;
}

static bool match_one(struct ledger *l, struct str text, bool shorts, int64_t *unit,
		      struct err *err)
{
	ranking all = { 0 };
	struct arena mem = { 0 };
	struct str typed = str_trim(text);
	bool ok = rank_text(l, typed, shorts, &mem, &all, err);
	size_t n = meant(&all);

	if (ok && (n == 0 || typed.n == 0))
		ok = not_found(l, typed, &mem, err);
	else if (ok && n > 1)
		ok = several(&all, n, typed, err);
	if (ok && n)
		*unit = all.p[0].hit.unit;
	vec_clear(&all);
	arena_clear(&mem);
	return ok;
}

bool unit_match_one(struct ledger *l, struct str text, int64_t *unit, struct err *err)
{
	return match_one(l, text, false, unit, err);
}

bool unit_match_short(struct ledger *l, struct str text, int64_t *unit, struct err *err)
{
	return match_one(l, text, true, unit, err);
}

bool unit_called(struct ledger *l, struct str name, int64_t *unit, struct err *err)
{
	struct arena mem = { 0 };
	unit_rows units = { 0 };
	name_rows names = { 0 };
	bool ok = units_read(l->db, &mem, &units, err) && names_read(l->db, 0, &mem, &names, err);

	*unit = 0;
	for (size_t i = 0; ok && i < units.n && !*unit; i++)
		if (fold_eq(name, str_of(units.p[i].name)))
			*unit = units.p[i].key;
	for (size_t i = 0; ok && i < names.n && !*unit; i++)
		if (fold_eq(name, str_of(names.p[i].name)))
			*unit = names.p[i].unit;
	vec_clear(&units);
	vec_clear(&names);
	arena_clear(&mem);
	return ok;
}

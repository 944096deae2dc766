#include "notice/known.h"

#include <stdlib.h>

#include "base/fold.h"
#include "base/map.h"
#include "base/mem.h"
#include "store/rows.h"

#include "base/ban.h"

struct known {
	const struct words *words;   /* lent, while it is read */
	struct arena mem;
	struct map *by_name;         /* region and name, folded -> 1 + index in ids */
	VEC(struct id) ids;
};

static intptr_t *known_at(const struct known *k, struct str region, struct str name, bool create)
{
	struct buf key = { 0 };
	intptr_t *at;

	fold_text(&key, region);
	buf_byte(&key, '\n');
	fold_text(&key, name);
	at = map_at(k->by_name, buf_str(&key), create);
	buf_clear(&key);
	return at;
}

static void known_enter(struct known *k, const char *region, struct str name, intptr_t unit)
{
	intptr_t *at = known_at(k, str_of(region), name, true);

	if (*at == 0)
		*at = unit;
}

/* A spelling without area is known with its unit's area too: 文旅局 of 市文化和旅游局 is
 * 市文旅局, and never 县文旅局. */
static struct str with_area(struct known *k, const char *unit, const char *name)
{
	size_t n = words_begin(k->words, WORD_AREA, str_of(unit));

	if (n == 0 || words_begin(k->words, WORD_AREA, str_of(name)) > 0)
		return str_of(name);
	return str_of(arena_printf(&k->mem, "%.*s%s", (int)n, unit, name));
}

static void enter_names(struct known *k, const unit_rows *units, const name_rows *names)
{
	struct map *by_key = map_new();

	for (size_t i = 0; i < units->n; i++)
		*map_at(by_key,
			(struct str){ (const char *)&units->p[i].key, sizeof units->p[i].key },
			true) = (intptr_t)i + 1;
	for (size_t i = 0; i < names->n; i++) {
		const intptr_t *of = map_at(by_key,
			(struct str){ (const char *)&names->p[i].unit, sizeof names->p[i].unit },
			false);
		const struct unit_row *u = of ? &units->p[*of - 1] : NULL;

		/* A short name is shorter than what a document would mean by it. */
		if (u && strcmp(names->p[i].kind, "short") != 0)
			known_enter(k, u->region, with_area(k, u->name, names->p[i].name), *of);
	}
	map_free(by_key);
}

struct known *known_read(struct db *db, const struct words *words, struct err *err)
{
	struct known *k = mem_alloc(sizeof *k);
	unit_rows units = { 0 };
	name_rows names = { 0 };
	bool ok;

	k->words = words;
	k->by_name = map_new();
	ok = units_read(db, &k->mem, &units, err) && names_read(db, 0, &k->mem, &names, err);
	for (size_t i = 0; ok && i < units.n; i++) {
		*vec_push(&k->ids) = units.p[i].id;
		known_enter(k, units.p[i].region, str_of(units.p[i].name), (intptr_t)i + 1);
	}
	if (ok)
		enter_names(k, &units, &names);
	vec_clear(&units);
	vec_clear(&names);
	if (ok)
		return k;
	known_free(k);
	return NULL;
}

void known_free(struct known *k)
{
	if (!k)
		return;
	map_free(k->by_name);
	vec_clear(&k->ids);
	arena_clear(&k->mem);
	free(k);
}

const struct id *known_unit(const struct known *k, struct str region, struct str name)
{
	const intptr_t *at = known_at(k, region, name, false);

	return at ? &k->ids.p[*at - 1] : NULL;
}

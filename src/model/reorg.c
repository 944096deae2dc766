#include "model/reorg.h"

#include <string.h>

#include "base/buf.h"
#include "base/fold.h"
#include "base/gettext.h"
#include "model/act.h"
#include "model/ident.h"
#include "model/unit_match.h"

#include "base/ban.h"

/* What one reorganisation is made of, read and checked. */
struct work {
	struct ledger *l;
	const struct reorg *r;
	struct arena mem;
	unit_rows old;
	VEC(struct heir_unit { struct unit_row row; struct str name; bool known; }) heirs;
	char day[DATE_TEXT_SIZE], before[DATE_TEXT_SIZE];
	int moves, items;
	struct change *c;
};

bool reorg_kind_find(const char *word, enum reorg_kind *to)
{
	static const char *const words[] = {
		[REORG_RENAME] = "rename", [REORG_MERGE] = "merge", [REORG_SPLIT] = "split",
	};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(word, words[i]) == 0) {
			*to = (enum reorg_kind)i;
			return true;
		}
	return false;
}

static void work_clear(struct work *w)
{
	vec_clear(&w->old);
	vec_clear(&w->heirs);
	arena_clear(&w->mem);
}

/* ---- what can be done ---- */

static bool is_free(struct work *w, const struct unit_row *u, struct err *err)
{
	heir_rows list = { 0 };
	bool ok = heirs_of_unit(w->l->db, u->key, &list, err);

	if (ok && list.n)
		ok = err_set(err, ERR_REFUSED, "%s: %s", u->name,
			     reorg_text(w->l, u->key, &w->mem));
	vec_clear(&list);
	return ok;
}

static bool old_read(struct work *w, struct err *err)
{
	bool ok = true;

	for (size_t i = 0; ok && i < w->r->n_units; i++) {
		struct unit_row *u = vec_push(&w->old);
		if (!unit_get(w->l->db, w->r->units[i], &w->mem, u, err))
			return false;
		for (size_t j = 0; ok && j < i; j++)
			if (w->r->units[j] == w->r->units[i])
				ok = err_set(err, ERR_INPUT, _("%s is named twice"), u->name);
		if (ok && strcmp(u->kind, "group") == 0 && w->r->kind != REORG_RENAME)
			ok = err_set(err, ERR_REFUSED, _("%s is a group: change its members"),
				     u->name);
		ok = ok && is_free(w, u, err);
	}
	return ok;
}

/* An alias of its own, or a name that it bore before, may become its name. */
static bool other_name(const struct heir_unit *h, struct err *err)
{
	return !fold_eq(h->name, str_of(h->row.name)) ||
	       err_set(err, ERR_INPUT, _("it is called %s"), h->row.name);
}

static bool heir_read(struct work *w, struct str name, struct err *err)
{
	struct heir_unit *h = vec_push(&w->heirs);
	int64_t key;

	h->name = str_trim(name);
	if (h->name.n == 0)
		return err_set(err, ERR_INPUT, _("the new name is missing"));
	for (size_t i = 0; i + 1 < w->heirs.n; i++)
		if (fold_eq(h->name, w->heirs.p[i].name))
			return err_set(err, ERR_INPUT, _("%.*s is named twice"), STR_ARG(h->name));
	if (!unit_called(w->l, h->name, &key, err))
		return false;
	if (!key)
		return true;
	h->known = true;
	if (!unit_get(w->l->db, key, &w->mem, &h->row, err))
		return false;
	for (size_t i = 0; i < w->old.n; i++)
		if (w->old.p[i].key == key)
			return w->r->kind == REORG_RENAME
				       ? other_name(h, err)
				       : err_set(err, ERR_INPUT,
						 _("%s cannot follow itself; give the new unit's "
						   "full name"),
						 h->row.name);
	if (w->r->kind == REORG_RENAME)
		return err_set(err, ERR_REFUSED,
			       _("%s is another unit: merge makes one of both"),
			       h->row.name);
	if (strcmp(h->row.kind, "group") == 0)
		return err_set(err, ERR_REFUSED, _("%s is a group: change its members"),
			       h->row.name);
	return is_free(w, &h->row, err);
}

static bool kinds_check(const struct reorg *r, struct err *err)
{
	if (r->n_units == 0 || r->n_into == 0)
		return err_set(err, ERR_INPUT,
			       _("which units, and how are they called from then on?"));
	if (r->kind != REORG_MERGE && r->n_units > 1)
		return err_set(err, ERR_INPUT, _("that is done to one unit at a time"));
	if (r->kind == REORG_SPLIT && r->n_into < 2)
		return err_set(err, ERR_INPUT, _("a unit is split into two or more"));
	if (r->kind != REORG_SPLIT && r->n_into > 1)
		return err_set(err, ERR_INPUT, _("that leads to one unit"));
	return true;
}

/* What is open and listed; what stands without a date and later periods go along uncounted. */
static bool moves_count(struct work *w, struct err *err)
{
	keys items = { 0 };
	bool ok = true;

	for (size_t i = 0; ok && i < w->old.n; i++) {
		duty_states list = { 0 };
		ok = duty_states_read(w->l->db, 0, w->old.p[i].key, &list, err);
		for (size_t j = 0; j < list.n; j++) {
			const struct duty_state *d = &list.p[j];
			bool before = duty_is_in(d) && (!d->report || d->reported < w->r->on);
			size_t at = 0;
			if (d->standing || d->shows > ledger_today(w->l) ||
			    (before && w->r->kind != REORG_RENAME))
				continue;
			w->moves++;
			while (at < items.n && items.p[at] != d->item)
				at++;
			if (at == items.n)
				*vec_push(&items) = d->item;
		}
		vec_clear(&list);
	}
	w->items = (int)items.n;
	vec_clear(&items);
	return ok;
}

static bool work_read(struct work *w, struct err *err)
{
	bool ok = kinds_check(w->r, err);

	/* Duties do not know today: what is to come is entered when it has come. */
	if (ok && w->r->on > ledger_today(w->l))
		ok = err_set(err, ERR_INPUT, _("%s has not come yet: enter it on the day"),
			     date_text(w->r->on, w->day));
	ok = ok && old_read(w, err);
	for (size_t i = 0; ok && i < w->r->n_into; i++)
		ok = heir_read(w, w->r->into[i], err);
	date_text(w->r->on, w->day);
	date_text(w->r->on - 1, w->before);
	return ok && moves_count(w, err);
}

/* ---- the sentence ---- */

static const char *old_names(struct work *w)
{
	struct buf b = { 0 };

	for (size_t i = 0; i < w->old.n; i++)
		buf_printf(&b, "%s%s", i ? _(", ") : "", w->old.p[i].name);
	const char *text = arena_strdup(&w->mem, buf_text(&b));
	buf_clear(&b);
	return text;
}

static const char *new_names(struct work *w)
{
	struct buf b = { 0 };

	for (size_t i = 0; i < w->heirs.n; i++)
		buf_printf(&b, "%s%.*s", i ? _(", ") : "", STR_ARG(w->heirs.p[i].name));
	const char *text = arena_strdup(&w->mem, buf_text(&b));
	buf_clear(&b);
	return text;
}

static const char *work_say(struct work *w, struct arena *mem)
{
	const char *old = old_names(w), *into = new_names(w);

	if (w->r->kind == REORG_RENAME)
		return arena_printf(mem, _("%s is called %s from %s on"), old, into, w->day);
	const char *moves = arena_printf(
		&w->mem, ngettext("%d open duty", "%d open duties", (unsigned long)w->moves),
		w->moves);
	const char *items = arena_printf(
		&w->mem, ngettext("of %d item", "of %d items", (unsigned long)w->items), w->items);

	return arena_printf(mem,
			    w->r->kind == REORG_MERGE
				    ? _("%s become %s from %s on: %s %s go along")
				    : _("%s is split into %s from %s on: %s %s go along"),
			    old, into, w->day, moves, items);
}

/* ---- the change ---- */

/* The row of a full name that a unit bears or bore: of several times the latest. False: it never
 * did. */
static bool name_had(struct work *w, int64_t unit, struct str name, struct id *id, struct err *err)
{
	name_rows list = { 0 };
	const struct name_row *latest = NULL;
	bool ok = unit == 0 || names_read(w->l->db, unit, &w->mem, &list, err);

	for (size_t i = 0; ok && i < list.n; i++)
		if (strcmp(list.p[i].kind, "official") == 0 &&
		    fold_eq(str_of(list.p[i].name), name) &&
		    (!latest || list.p[i].from > latest->from))
			latest = &list.p[i];
	if (latest)
		*id = latest->id;
	vec_clear(&list);
	return latest != NULL;
}

static void name_row(struct work *w, const struct id *id, const struct id *unit, struct str name)
{
	change_row(w->c, KIND_NAME, id);
	change_field(w->c, "unit", V_ID(*unit));
	change_field(w->c, "name", V_STR(name));
	change_field(w->c, "kind", V_TEXT("official"));
}

/* A name begins to be borne. One that comes again has a row a time, or its first span would hide
 * what stood between. */
static void name_begin(struct work *w, const struct unit_row *u, struct str name, struct err *err)
{
	struct id had;
	bool again = name_had(w, u->key, name, &had, err);
	struct id id = ident_name(&u->id, name, "official", again ? w->day : NULL);

	name_row(w, &id, &u->id, name);
	change_set(w->c, KIND_NAME, &id, "from", V_TEXT(w->day));
	change_set(w->c, KIND_NAME, &id, "to", V_NULL);
}

/* The name that a unit bore until the day before. */
static void name_end(struct work *w, const struct unit_row *u, struct err *err)
{
	struct id id;

	if (!name_had(w, u->key, str_of(u->name), &id, err))
		id = ident_name(&u->id, str_of(u->name), "official", NULL);
	name_row(w, &id, &u->id, str_of(u->name));
	change_set(w->c, KIND_NAME, &id, "to", V_TEXT(w->before));
}

/* Its short name, where it had one of its own, becomes the new full one. */
static void do_rename(struct work *w, struct err *err)
{
	const struct unit_row *u = &w->old.p[0];
	struct str name = w->heirs.p[0].name;

	name_end(w, u, err);
	name_begin(w, u, name, err);
	change_set(w->c, KIND_UNIT, &u->id, "name", V_STR(name));
	if (strcmp(u->shortname, u->name) != 0)
		change_set(w->c, KIND_UNIT, &u->id, "short", V_NULL);
}

static void heir_make(struct work *w, struct heir_unit *h, struct err *err)
{
	const char *region = w->old.p[0].region;

	if (h->known)
		return;
	h->row.id = ident_unit(str_of(region), h->name);
	change_row(w->c, KIND_UNIT, &h->row.id);
	change_field(w->c, "region", *region ? V_TEXT(region) : V_NULL);
	change_field(w->c, "name", V_STR(h->name));
	change_field(w->c, "kind", V_TEXT("single"));
	name_begin(w, &h->row, h->name, err);
}

static void link_put(struct work *w, const struct unit_row *old, const struct heir_unit *h)
{
	struct id id = ident_heir(&old->id, &h->row.id);

	change_row(w->c, KIND_HEIR, &id);
	change_field(w->c, "unit", V_ID(old->id));
	change_field(w->c, "heir", V_ID(h->row.id));
	change_set(w->c, KIND_HEIR, &id, "on", V_TEXT(w->day));
	change_set(w->c, KIND_HEIR, &id, "kind",
		   V_TEXT(w->r->kind == REORG_SPLIT ? "split" : "merge"));
}

static bool is_named(const struct reorg *r, int64_t item, size_t into)
{
	for (size_t i = 0; i < r->n_named; i++)
		if (r->named[i].item == item && r->named[i].into == into)
			return true;
	return false;
}

static bool item_is_named(const struct reorg *r, int64_t item)
{
	for (size_t i = 0; i < r->n_named; i++)
		if (r->named[i].item == item)
			return true;
	return false;
}

/* Which heir of a split unit an item goes to is an assignment of its own, in the role heir: it owes
 * nothing by itself. */
static bool items_put(struct work *w, struct err *err)
{
	keys items = { 0 };
	bool ok =
		w->r->kind != REORG_SPLIT || items_of_unit(w->l->db, w->old.p[0].key, &items, err);

	for (size_t i = 0; ok && i < items.n; i++)
		for (size_t j = 0; ok && j < w->heirs.n; j++) {
			struct arena mem = { 0 };
			struct item_row item;
			struct err gone = { 0 };
			bool to = is_named(w->r, items.p[i], j) ||
				  (j == 0 && !item_is_named(w->r, items.p[i]));
			if (to && item_get(w->l->db, items.p[i], &mem, &item, &gone)) {
				struct id id =
					ident_assignment(&item.id, &w->heirs.p[j].row.id, "heir");
				change_row(w->c, KIND_ASSIGNMENT, &id);
				change_field(w->c, "item", V_ID(item.id));
				change_field(w->c, "unit", V_ID(w->heirs.p[j].row.id));
				change_field(w->c, "role", V_TEXT("heir"));
				change_field(w->c, "pos", V_INT((int64_t)j));
			}
			arena_clear(&mem);
		}
	vec_clear(&items);
	return ok;
}

/* Whose people they are from then on: said in the log, as rights are judged by what it says. Of a unit that
 * is split they go to its first heir; an admin tells others apart. */
static bool people_put(struct work *w, struct err *err)
{
	person_rows people = { 0 };
	bool ok = persons_read(w->l->db, &w->mem, &people, err);

	for (size_t i = 0; ok && i < people.n; i++)
		for (size_t j = 0; j < w->old.n; j++)
			if (people.p[i].unit == w->old.p[j].key && !people.p[i].gone)
				change_set(w->c, KIND_PERSON, &people.p[i].id, "unit",
					   V_ID(w->heirs.p[0].row.id));
	vec_clear(&people);
	return ok;
}

static bool work_write(struct work *w, struct err *err)
{
	if (w->r->kind == REORG_RENAME) {
		do_rename(w, err);
		return err->code == ERR_NONE;
	}
	for (size_t i = 0; i < w->heirs.n; i++)
		heir_make(w, &w->heirs.p[i], err);
	for (size_t i = 0; i < w->old.n; i++) {
		name_end(w, &w->old.p[i], err);
		for (size_t j = 0; j < w->heirs.n; j++)
			link_put(w, &w->old.p[i], &w->heirs.p[j]);
	}
	return err->code == ERR_NONE && items_put(w, err) && people_put(w, err);
}

bool reorg_look(struct ledger *l, const struct reorg *r, struct arena *mem, const char **what,
		struct err *err)
{
	struct work w = { .l = l, .r = r };
	bool ok = work_read(&w, err);

	*what = ok ? work_say(&w, mem) : "";
	work_clear(&w);
	return ok;
}

bool reorg_do(struct ledger *l, const struct reorg *r, struct outcome *out, struct err *err)
{
	struct work w = { .l = l, .r = r };
	bool ok = (w.c = ledger_begin(l, "reorg", "", err)) != NULL;

	*out = (struct outcome){ .done = 0 };
	if (!ok)
		return false;
	ok = work_read(&w, err) && work_write(&w, err);
	if (ok) {
		outcome_say(out, work_say(&w, &w.mem));
		change_say(w.c, out->said);
		ok = ledger_commit(l, w.c, out, err);
		out->done = out->changed ? (int)w.old.n : 0;
	} else {
		ledger_abandon(l, w.c);
	}
	if (!ok)
		out->said[0] = '\0';
	work_clear(&w);
	return ok;
}

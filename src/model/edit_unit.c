/* A unit's names put right: what it is called from a day on is a reorganisation (model/reorg.h). */
#include <string.h>

#include "base/fold.h"
#include "base/gettext.h"
#include "model/edit_private.h"
#include "model/ident.h"
#include "model/unit_match.h"

#include "base/ban.h"

bool edit_unit_now(struct edit *e, const char *now[EDIT_FIELDS], struct err *err)
{
	struct unit_row unit;

	if (!unit_get(e->l->db, e->call->of, &e->mem, &unit, err))
		return false;
	edit_put(e, now, "name", unit.name);
	edit_put(e, now, "short", unit.shortname);
	return true;
}

/* Nobody else may be called so. */
static bool name_free(const struct edit *e, const char *field, const char *name, struct err *err)
{
	int64_t other;
	struct unit_row row;
	struct arena mem = { 0 };

	if (!unit_called(e->l, str_of(name), &other, err))
		return false;
	if (!other || other == e->call->of)
		return true;
	if (unit_get(e->l->db, other, &mem, &row, err))
		edit_refuse(err, field, _("%s is another unit: %s"), name, row.name);
	arena_clear(&mem);
	return false;
}

static struct id name_put(struct edit *e, const struct unit_row *unit, const char *name,
			  const char *kind)
{
	struct id id = ident_name(&unit->id, str_of(name), kind, NULL);

	change_row(e->c, KIND_NAME, &id);
	change_field(e->c, "unit", V_ID(unit->id));
	change_field(e->c, "name", V_TEXT(name));
	change_field(e->c, "kind", V_TEXT(kind));
	return id;
}

/* The rows of a name: one a time that it was borne. *last, where it is wanted: the latest. How many
 * there were. */
static int name_drop(struct edit *e, const name_rows *list, const char *name, const char *kind,
		     struct name_row *last)
{
	int n = 0;

	for (size_t i = 0; i < list->n; i++) {
		const struct name_row *row = &list->p[i];
		if (strcmp(row->kind, kind) != 0 || !fold_eq(str_of(row->name), str_of(name)))
			continue;
		change_set(e->c, KIND_NAME, &row->id, "gone", V_INT(1));
		if (last && (n == 0 || row->from > last->from))
			*last = *row;
		n++;
	}
	return n;
}

/* The wrong name is still found: documents have it. The right one was borne on the same days. */
static bool full_put(struct edit *e, const struct unit_row *unit, const name_rows *list,
		     const char *name, struct err *err)
{
	struct name_row was = { .from = DATE_NONE, .to = DATE_NONE };

	if (!*name)
		return edit_refuse(err, "name", _("a unit has a name"));
	if (!name_free(e, "name", name, err))
		return false;
	if (strcmp(name, unit->name) == 0)
		return true;
	name_drop(e, list, unit->name, "official", &was);
	name_drop(e, list, name, "typo", NULL);
	name_drop(e, list, name, "alias", NULL);
	name_put(e, unit, unit->name, "typo");
	struct id id = name_put(e, unit, name, "official");
	edit_set_day(e, KIND_NAME, &id, "from", was.from);
	edit_set_day(e, KIND_NAME, &id, "to", was.to);
	edit_set(e, KIND_UNIT, &unit->id, "name", name);
	return true;
}

static bool short_put(struct edit *e, const struct unit_row *unit, const name_rows *list,
		      const char *name, struct err *err)
{
	if (*name && !name_free(e, "short", name, err))
		return false;
	if (strcmp(unit->shortname, name) != 0)
		name_drop(e, list, unit->shortname, "short", NULL);
	if (*name)
		name_put(e, unit, name, "short");
	edit_set(e, KIND_UNIT, &unit->id, "short", name);
	return true;
}

static bool alias_put(struct edit *e, const struct unit_row *unit, const name_rows *list,
		      const char *name, struct err *err)
{
	if (*name == '-')
		return name_drop(e, list, name + 1, "alias", NULL) +
				       name_drop(e, list, name + 1, "typo", NULL) >
			       0 ||
		       edit_refuse(err, "alias", _("%s is no alias of %s"), name + 1, unit->name);
	if (!*name)
		return edit_refuse(err, "alias", _("which alias? -NAME takes one off"));
	if (!name_free(e, "alias", name, err))
		return false;
	name_put(e, unit, name, "alias");
	return true;
}

bool edit_unit(struct edit *e, struct err *err)
{
	static const struct {
		const char *field;
		bool (*put)(struct edit *e, const struct unit_row *unit, const name_rows *list,
			    const char *name, struct err *err);
	} puts[] = { { "name", full_put }, { "short", short_put }, { "alias", alias_put } };
	struct unit_row unit;
	name_rows list = { 0 };
	bool ok = unit_get(e->l->db, e->call->of, &e->mem, &unit, err) &&
		  names_read(e->l->db, e->call->of, &e->mem, &list, err);

	if (ok && !*edit_list(e))
		ok = edit_refuse(err, "name", _("nothing is named that should change"));
	for (size_t i = 0; ok && i < sizeof puts / sizeof *puts; i++)
		if (edit_said(e, puts[i].field))
			ok = puts[i].put(e, &unit, &list, edit_said(e, puts[i].field), err);
	if (ok)
		e->say = arena_printf(&e->mem, _("names of %s: %s"), unit.name, edit_list(e));
	vec_clear(&list);
	return ok;
}

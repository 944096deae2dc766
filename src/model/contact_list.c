#include "model/contact_list.h"

#include <stdio.h>
#include <string.h>

#include "base/fold.h"
#include "base/gettext.h"
#include "base/map.h"
#include "model/sight.h"
#include "model/unit_match.h"
#include "model/view.h"

#include "base/ban.h"

/* ---- out ---- */

/* A unit without a contact is a row where it owes something: somebody must be called. */
static bool unit_put(struct ledger *l, int64_t key, struct arena *mem, contacts_out *to,
		     struct err *err)
{
	contact_rows list = { 0 };
	struct unit_line u;
	bool ok = view_unit(l, key, 0, &u, mem, err) &&
		  contacts_read(l->db, key, ledger_today(l), mem, &list, err);

	for (size_t i = 0; ok && i < list.n; i++)
		*vec_push(to) = (struct contact_out){ u.unit, list.p[i].name, list.p[i].phone, list.p[i].note };
	if (ok && list.n == 0 && u.owed > 0)
		*vec_push(to) = (struct contact_out){ u.unit, "", "", "" };
	vec_clear(&list);
	return ok;
}

bool contact_list_read(struct ledger *l, struct arena *mem, contacts_out *to, struct err *err)
{
	unit_rows units = { 0 };
	bool ok = units_read(l->db, mem, &units, err);

	for (size_t i = 0; ok && i < units.n; i++)
		if (!sight_hides_unit(l->db, units.p[i].key))
			ok = unit_put(l, units.p[i].key, mem, to, err);
	vec_clear(&units);
	return ok;
}

/* ---- in ---- */

enum field { UNIT, NAME, PHONE, NOTE, FIELDS };
enum { HEADS_WITHIN = 10 };

/* What the heads are called, by the office and by the spreadsheets that are handed round. */
static const struct { const char *head; enum field field; } heads[] = {
	{ "单位", UNIT }, { "单位名称", UNIT }, { "unit", UNIT }, { "联络员", NAME },
	{ "联系人", NAME }, { "姓名", NAME }, { "contact", NAME }, { "name", NAME },
	{ "电话", PHONE }, { "联系电话", PHONE }, { "手机", PHONE }, { "phone", PHONE },
	{ "telephone", PHONE }, { "备注", NOTE }, { "说明", NOTE }, { "职务", NOTE },
	{ "note", NOTE },
};

/* Who is known of a unit by a folded name: in the ledger, in the list, or both. */
struct person_known { const struct contact_row *row; const struct contact_in *said; };

/* Reading one list. A unit's contacts are read once: a list may have any number of lines. */
struct reading {
	struct ledger *l;
	const char *source;
	struct arena *mem;
	size_t column[FIELDS];       /* SIZE_MAX: there is none */
	int64_t unit;                /* of the row above; 0: none */
	struct map *people;          /* by unit and folded name: struct person_known */
	/* by unit: how many it has, with the new ones; where none is there: not read yet */
	struct map *places;
};

static bool fault(const struct reading *r, int line, struct err *err)
{
	snprintf(err->at.source, sizeof err->at.source, "%s", r->source);
	err->at.line = line;
	return false;
}

/* Is the row one of heads? Then the columns are as it says. */
static bool heads_take(struct reading *r, const struct csv_row *row)
{
	size_t found[FIELDS] = { SIZE_MAX, SIZE_MAX, SIZE_MAX, SIZE_MAX };

	for (size_t c = 0; c < row->n; c++)
		for (size_t h = 0; h < sizeof heads / sizeof *heads; h++)
			if (found[heads[h].field] == SIZE_MAX &&
			    fold_eq(row->cells[c], str_of(heads[h].head)))
				found[heads[h].field] = c;
	if (found[UNIT] == SIZE_MAX || found[NAME] == SIZE_MAX)
		return false;
	memcpy(r->column, found, sizeof found);
	return true;
}

/* A title may stand above the heads, and what Excel writes for itself ("sep=,"). Returns the first
 * row with contacts. */
static size_t heads_find(struct reading *r, const csv_rows *rows)
{
	for (size_t i = 0; i < rows->n && i < HEADS_WITHIN; i++)
		if (heads_take(r, &rows->p[i]))
			return i + 1;
	return 0;
}

/* A cell is one line here, as in the form: breaks in it become blanks. */
static const char *cell(const struct reading *r, const struct csv_row *row, enum field f)
{
	struct str s = r->column[f] < row->n ? str_trim(row->cells[r->column[f]]) : STR_LIT("");
	struct buf b = { 0 };

	for (size_t i = 0; i < s.n; i++) {
		bool is_break = s.p[i] == '\n' || s.p[i] == '\r' || s.p[i] == '\t';

		if (!is_break)
			buf_byte(&b, s.p[i]);
		else if (b.n > 0 && buf_text(&b)[b.n - 1] != ' ')
			buf_byte(&b, ' ');
	}
	const char *text = arena_strdup(r->mem, buf_text(&b));
	buf_clear(&b);
	return text;
}

/* 1.39E+10: what a spreadsheet makes of a long number, its last digits lost. */
static bool is_shortened(const char *phone)
{
	size_t n = strspn(phone, "0123456789.");

	return n > 0 && (phone[n] == 'E' || phone[n] == 'e') && phone[n + 1] == '+' &&
	       strspn(phone + n + 2, "0123456789") == strlen(phone + n + 2);
}

/* A number as it is dialled, of a cell typed with an input method on. */
static const char *phone_cell(const struct reading *r, const struct csv_row *row)
{
	struct buf b = { 0 };
	const char *half;

	fold_width(&b, str_of(cell(r, row, PHONE)));
	half = arena_strdup(r->mem, buf_text(&b));
	buf_clear(&b);
	return half;
}

static struct person_known *person_at(struct reading *r, int64_t unit, const char *name)
{
	struct buf key = { 0 };

	buf_add(&key, (const char *)&unit, sizeof unit);
	fold_text(&key, str_of(name));
	intptr_t *at = map_at(r->people, buf_str(&key), true);
	if (!*at)
		*at = (intptr_t)arena_alloc(r->mem, sizeof(struct person_known));
	buf_clear(&key);
	return (struct person_known *)*at;
}

static bool unit_read(struct reading *r, int64_t unit, struct err *err)
{
	struct str key = { (const char *)&unit, sizeof unit };
	contact_rows list = { 0 };

	if (map_at(r->places, key, false))
		return true;
	bool ok = contacts_read(r->l->db, unit, DATE_NONE, r->mem, &list, err);
	struct contact_row *rows = arena_alloc(r->mem, (list.n + 1) * sizeof *rows);
	for (size_t i = 0; ok && i < list.n; i++) {
		struct person_known *known = person_at(r, unit, list.p[i].name);
		rows[i] = list.p[i];
		if (!known->row)
			known->row = &rows[i];
	}
	if (ok)
		*map_at(r->places, key, true) = (intptr_t)list.n;
	vec_clear(&list);
	return ok;
}

/* What stands of it in the ledger, else where it comes. */
static void was_find(struct reading *r, const struct person_known *known, struct contact_in *c)
{
	intptr_t *places = map_at(r->places, (struct str){ (const char *)&c->unit.key,
		sizeof c->unit.key }, true);

	c->is_new = !known->row;
	if (known->row)
		c->was = *known->row;
	else if (!known->said)
		c->place = ++*places;
}

/* Who is named again after their last day is back. */
static bool has_left(const struct contact_in *c, date today)
{
	return !c->is_new && c->was.to != DATE_NONE && c->was.to < today;
}

/* What it would leave as it is, is no change. */
static bool is_same(const struct contact_in *c, date today)
{
	return !c->is_new && !has_left(c, today) &&
	       (!*c->phone || strcmp(c->phone, c->was.phone) == 0) &&
	       (!c->note || strcmp(c->note, c->was.note) == 0);
}

static bool says_same(const struct contact_in *a, const struct contact_in *b)
{
	return strcmp(a->phone, b->phone) == 0 &&
	       strcmp(a->note ? a->note : "", b->note ? b->note : "") == 0;
}

static bool row_check(const struct contact_in *c, struct err *err)
{
	if (!*c->name)
		return err_set(err, ERR_INPUT,
			       _("%s: a telephone number or a note without the name of who it is"),
			       c->unit.name);
	if (is_shortened(c->phone))
		return err_set(err, ERR_INPUT,
			       _("%s: a spreadsheet has shortened this number: make the column one "
				 "of text, and type it whole"),
			       c->phone);
	if (*c->phone && !strpbrk(c->phone, "0123456789"))
		return err_set(err, ERR_INPUT, _("a telephone number has digits: %s"), c->phone);
	if (c->is_new && !*c->phone && !(c->note && *c->note))
		return err_set(err, ERR_INPUT,
			       _("%s %s: a telephone number is missing, or a note that says how to "
				 "reach them"),
			       c->unit.name, c->name);
	return true;
}

static bool row_take(struct reading *r, const struct csv_row *row, struct contact_plan *to,
		     struct err *err)
{
	struct contact_in c = { .line = row->line, .name = cell(r, row, NAME),
		.phone = phone_cell(r, row) };
	const char *unit = cell(r, row, UNIT), *note = cell(r, row, NOTE);
	struct person_known *known;
	int64_t key;

	c.note = r->column[NOTE] == SIZE_MAX ? NULL : note;
	/* A cell that is merged over several rows is blank in those below. */
	if (!*unit && !r->unit)
		return err_set(err, ERR_INPUT, _("the unit is missing"));
	key = r->unit;
	if (*unit && !unit_match_one(r->l, str_of(unit), &key, err))
		return false;
	r->unit = key;
	if (!unit_get(r->l->db, key, r->mem, &c.unit, err))
		return false;
	if (!*c.name && !*c.phone && !*note) {
		to->open += *unit != 0;
		return true;
	}
	if (!unit_read(r, key, err))
		return false;
	known = person_at(r, key, c.name);
	was_find(r, known, &c);
	if (!row_check(&c, err))
		return false;
	if (known->said)
		return says_same(known->said, &c) ||
		       err_set(err, ERR_INPUT, _("line %d says another thing of %s %s"),
			       known->said->line, c.unit.name, c.name);
	struct contact_in *said = arena_alloc(r->mem, sizeof *said);
	*said = c;
	known->said = said;
	if (is_same(&c, ledger_today(r->l)))
		to->same++;
	else
		*vec_push(&to->changes) = c;
	return true;
}

bool contact_plan_read(struct ledger *l, const csv_rows *rows, const char *source,
		       struct arena *mem, struct contact_plan *to, struct err *err)
{
	struct reading r = { .l = l, .source = source, .mem = mem, .column = { UNIT, NAME, PHONE,
		NOTE }, .people = map_new(), .places = map_new() };
	bool ok = true;
	size_t first = heads_find(&r, rows);

	for (size_t i = first; ok && i < rows->n; i++)
		ok = row_take(&r, &rows->p[i], to, err) || fault(&r, rows->p[i].line, err);
	map_free(r.places);
	map_free(r.people);
	return ok;
}

/* ---- as one change ---- */

static void row_write(struct ledger *l, struct change *ch, const struct contact_in *c)
{
	struct id id = c->is_new ? change_id(ch, KIND_CONTACT) : c->was.id;

	if (c->is_new) {
		change_row(ch, KIND_CONTACT, &id);
		change_field(ch, "unit", V_ID(c->unit.id));
		change_field(ch, "name", V_TEXT(c->name));
		if (c->place > 1)
			change_field(ch, "pos", V_INT(c->place));
	}
	if (has_left(c, ledger_today(l)))
		change_set(ch, KIND_CONTACT, &id, "to", V_NULL);
	if (*c->phone)
		change_set(ch, KIND_CONTACT, &id, "phone", V_TEXT(c->phone));
	if (c->note && (*c->note || !c->is_new))
		change_set(ch, KIND_CONTACT, &id, "note", *c->note ? V_TEXT(c->note) : V_NULL);
}

bool contact_plan_write(struct ledger *l, const struct contact_plan *p, struct outcome *out,
			struct err *err)
{
	struct arena mem = { 0 };
	size_t added = 0;

	for (size_t i = 0; i < p->changes.n; i++)
		added += p->changes.p[i].is_new;
	const char *said = arena_printf(&mem, _("contacts from a list: %zu new, %zu changed"),
					added, p->changes.n - added);
	struct change *ch = ledger_begin(l, "contact", said, err);

	*out = (struct outcome){ .done = 0 };
	for (size_t i = 0; ch && i < p->changes.n; i++)
		row_write(l, ch, &p->changes.p[i]);
	bool ok = ch && ledger_commit(l, ch, out, err);
	if (ok) {
		snprintf(out->said, sizeof out->said, "%s", said);
		out->done = (int)p->changes.n;
	}
	arena_clear(&mem);
	return ok;
}

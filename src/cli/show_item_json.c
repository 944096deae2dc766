#include "cli/item_parts.h"
#include "cli/rows.h"
#include "model/clash.h"
#include "model/level.h"
#include "model/say.h"
#include "base/ban.h"

static void put_side(struct json *j, const struct clash_side *s)
{
	char at[CLOCK_TEXT_SIZE];

	json_object(j);
	json_key_text(j, "value", s->said);
	json_key_text(j, "by", s->by);
	json_key_text(j, "site", s->site);
	json_key_text(j, "at", clock_text(s->at_ms, at));
	json_object_end(j);
}

static bool put_clashes(struct cli *c, struct json *j, int64_t item, struct err *err)
{
	clash_lines list = { 0 };
	bool ok = clashes_about(c->ledger, item, 0, &c->mem, &list, err);

	json_key(j, "clashes");
	json_array(j);
	for (size_t i = 0; ok && i < list.n; i++) {
		json_object(j);
		json_key_text(j, "row", list.p[i].row);
		json_key_text(j, "cell", list.p[i].name);
		json_key(j, "sides");
		json_array(j);
		for (size_t k = 0; k < list.p[i].sides.n; k++)
			put_side(j, &list.p[i].sides.p[k]);
		json_array_end(j);
		json_object_end(j);
	}
	json_array_end(j);
	clash_lines_clear(&list);
	return ok;
}

static bool put_assignments(struct cli *c, struct json *j, const struct item_parts *p,
			    struct err *err)
{
	struct unit_row unit;
	json_key(j, "assignments");
	json_array(j);
	for (size_t i = 0; i < p->assignments.n; i++) {
		if (!unit_get(c->ledger->db, p->assignments.p[i].unit, &c->mem, &unit, err))
			return false;
		json_object(j);
		json_key_text(j, "unit", unit.name);
		cli_json_id(j, "unit_id", &unit.id);
		json_key_text(j, "role", p->assignments.p[i].role);
		json_object_end(j);
	}
	json_array_end(j);
	return true;
}

static bool put_duties(struct cli *c, struct json *j, const struct item_parts *p, struct err *err)
{
	struct duty_line line;
	json_key(j, "duties");
	json_array(j);
	for (size_t i = 0; i < p->duties.n; i++) {
		if (!p->duties.p[i].key)
			continue;
		if (!view_duty(c->ledger, &p->duties.p[i], &c->mem, &line, err))
			return false;
		json_duty(c, j, &line);
	}
	json_array_end(j);
	return true;
}

static bool put_groups(struct cli *c, struct json *j, const struct item_parts *p, struct err *err)
{
	int64_t before = 0;
	json_key(j, "groups");
	json_array(j);
	for (size_t i = 0; i < p->members.n; i++) {
		struct group_line g;
		if (p->members.p[i].group == before)
			continue;
		before = p->members.p[i].group;
		if (!view_group(c->ledger, p->item.item.key, before, &c->mem, &g, err))
			return false;
		json_object(j);
		json_key_text(j, "unit", g.unit.name);
		cli_json_id(j, "unit_id", &g.unit.id);
		json_key_text(j, "light", light_name(g.light));
		json_key_int(j, "owed", g.owed);
		json_key_int(j, "signed", g.signed_for);
		json_key_int(j, "in", g.in);
		json_key_int(j, "accepted", g.accepted);
		cli_json_date(j, "reported_as_one", g.reported);
		json_object_end(j);
	}
	json_array_end(j);
	return true;
}

static void put_deadlines(struct json *j, const struct item_parts *p)
{
	json_key(j, "deadlines");
	json_array(j);
	for (size_t i = 0; i < p->deadlines.n; i++) {
		const struct deadline_row *d = &p->deadlines.p[i];
		json_object(j);
		json_key_text(j, "kind", d->kind);
		json_key_text(j, "text", d->text);
		cli_json_date(j, "start", d->start);
		cli_json_date(j, "due", d->due);
		json_key_text(j, "rhythm", d->rhythm && *d->rhythm ? d->rhythm : NULL);
		json_key_text(j, "deliverable",
			      d->deliverable && *d->deliverable ? d->deliverable : NULL);
		json_object_end(j);
	}
	json_array_end(j);
}

static void put_stand(struct cli *c, struct json *j, const struct target_line *line)
{
	json_key_text(j, "stands", line->full);
	json_key_text(j, "base", *line->base ? line->base : NULL);
	json_key(j, "given");
	line->owing ? json_int(j, line->given) : json_null(j);
	json_key(j, "owing");
	line->owing ? json_int(j, line->owing) : json_null(j);
	json_key_text(j, "reported", *line->reported ? line->reported : NULL);
	json_key_text(j, "before", target_line_before(line, &c->mem));
	json_key_text(j, "change", target_line_more(line, &c->mem));
}

/* The figures that it is made of, each in its part. */
static bool put_figures(struct cli *c, struct json *j, const struct target_row *t, struct err *err)
{
	const struct { const char *part; int64_t key; } of[] = {
		{ "num", t->num_figure }, { "den", t->den_figure }, { "total", t->total_figure },
		{ "excluded", t->excluded_figure },
	};
	struct figure_row row;
	json_key(j, "figures");
	json_array(j);
	for (size_t i = 0; i < sizeof of / sizeof *of; i++) {
		if (!of[i].key)
			continue;
		if (!figure_get(c->ledger->db, of[i].key, &c->mem, &row, err))
			return false;
		json_object(j);
		json_key_text(j, "part", of[i].part);
		json_key_text(j, "name", row.name);
		json_key_text(j, "word", row.word && *row.word ? row.word : NULL);
		json_key_text(j, "definition",
			      row.definition && *row.definition ? row.definition : NULL);
		json_object_end(j);
	}
	json_array_end(j);
	return true;
}

/* The words of the deadline that it is demanded by; null: of all. */
static const char *deadline_words(const struct item_parts *p, const struct target_row *t)
{
	for (size_t i = 0; t->deadline && i < p->deadlines.n; i++)
		if (p->deadlines.p[i].key == t->deadline)
			return p->deadlines.p[i].text;
	return NULL;
}

static bool put_targets(struct cli *c, struct json *j, const struct item_parts *p, struct err *err)
{
	json_key(j, "targets");
	json_array(j);
	for (size_t i = 0; i < p->n_targets; i++) {
		const struct target_row *t = &p->targets.p[i];
		json_object(j);
		json_key_text(j, "text", t->text);
		json_key_text(j, "comparator",
			      t->comparator && *t->comparator ? t->comparator : NULL);
		json_key_int(j, "num", t->num);
		json_key(j, "den");
		if (t->den)
			json_int(j, t->den);
		else
			json_null(j);
		json_key_text(j, "scope", t->scope);
		json_key(j, "soft");
		json_bool(j, t->soft);
		json_key_text(j, "deadline", deadline_words(p, t));
		put_stand(c, j, &p->target_lines[i]);
		if (!put_figures(c, j, t, err))
			return false;
		json_object_end(j);
	}
	json_array_end(j);
	return true;
}

static void put_measures(struct json *j, const struct item_parts *p)
{
	json_key(j, "measures");
	json_array(j);
	for (size_t i = 0; i < p->measures.n; i++) {
		const struct measure_row *m = &p->measures.p[i];
		json_object(j);
		json_key_int(j, "number", (int64_t)i + 1);
		json_key_text(j, "text", m->text);
		json_key_text(j, "deadline", m->deadline && *m->deadline ? m->deadline : NULL);
		json_key_text(j, "state", m->state);
		json_key_text(j, "reason", m->reason && *m->reason ? m->reason : NULL);
		json_object_end(j);
	}
	json_array_end(j);
}

static void put_entries(struct json *j, const struct item_parts *p)
{
	char at[CLOCK_TEXT_SIZE];
	json_key(j, "entries");
	json_array(j);
	for (size_t i = 0; i < p->entries.n; i++) {
		const struct item_entry *e = &p->entries.p[i];
		json_object(j);
		cli_json_id(j, "id", &e->row.id);
		json_key_text(j, "do", e->row.verb);
		json_key_text(j, "unit", *e->unit ? e->unit : NULL);
		cli_json_date(j, "on", e->row.on);
		json_key_text(j, "at", clock_text(e->row.at_ms, at));
		json_key_text(j, "by", e->row.by);
		json_key_text(j, "text", e->row.text);
		json_key_text(j, "way", e->row.way);
		json_key_text(j, "level", strcmp(e->row.verb, "urge") == 0 ?
			level_name(e->row.level) : NULL);
		if (e->row.internal) {
			json_key(j, "internal");
			json_bool(j, true);
		}
		json_key_text(j, "who", e->row.who);
		cli_json_date(j, "promised", e->row.promised);
		json_key_text(j, "period", *say_period(e->row.occ) ? e->row.occ : NULL);
		json_key_text(j, "figures", e->figures);
		json_object_end(j);
	}
	json_array_end(j);
}

bool show_item_json(struct cli *c, const struct item_parts *p, struct err *err)
{
	struct json j;
	const struct item_row *item = &p->item.item;
	cli_json(c, &j, "duban-item/1");
	json_key(&j, "item");
	if (!json_item(c, &j, &p->item, err))
		return false;
	json_key_text(&j, "text", item->text);
	json_key_text(&j, "reason", light_reason_item_whole(c->ledger, item->key, &c->mem));
	if (!put_clashes(c, &j, item->key, err))
		return false;
	json_key(&j, "lines");
	json_array(&j);
	json_int(&j, item->first);
	json_int(&j, item->last);
	json_array_end(&j);
	json_key(&j, "children");
	json_array(&j);
	for (size_t i = 0; i < p->children.n; i++)
		json_text(&j, p->children.p[i].number);
	json_array_end(&j);
	json_object_end(&j);
	if (!put_assignments(c, &j, p, err) || !put_duties(c, &j, p, err))
		return false;
	if (!put_groups(c, &j, p, err))
		return false;
	put_deadlines(&j, p);
	if (!put_targets(c, &j, p, err))
		return false;
	put_measures(&j, p);
	put_entries(&j, p);
	json_object_end(&j);
	return true;
}

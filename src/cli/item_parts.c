#include "cli/item_parts.h"

#include "base/charset.h"
#include "base/gettext.h"
#include "base/ban.h"

enum { ENTRIES_SHOWN = 1000 };

static bool read_targets(struct cli *c, struct item_parts *p, struct err *err)
{
	if (!targets_read(c->ledger->db, p->item.item.key, &c->mem, &p->targets, err))
		return false;
	p->n_targets = p->targets.n;
	p->target_lines = arena_alloc(&c->mem, (p->n_targets + 1) * sizeof *p->target_lines);
	for (size_t i = 0; i < p->n_targets; i++)
		if (!target_line_item(c->ledger, &p->targets.p[i], p->item.item.key, &c->mem,
				      &p->target_lines[i], err) ||
		    !definitions_read(c->ledger, &p->targets.p[i], &c->mem, &p->said, err))
			return false;
	return true;
}

/* "主体总数 12, 做到 8": what one entry said. */
static bool read_figures(struct cli *c, struct item_entry *e, struct err *err)
{
	amount_rows amounts = { 0 };
	struct buf text = { 0 };
	struct figure_row figure;
	bool done = amounts_read(c->ledger->db, &e->row.id, &amounts, err);
	for (size_t i = 0; done && i < amounts.n; i++) {
		done = figure_get(c->ledger->db, amounts.p[i].figure, &c->mem, &figure, err);
		if (done)
			buf_printf(&text, "%s%s %s", i ? ", " : "", figure.name,
				   figure_text(amounts.p[i].n, figure.scale, &c->mem));
	}
	e->figures = arena_strdup(&c->mem, buf_text(&text));
	buf_clear(&text);
	vec_clear(&amounts);
	return done;
}

static bool read_entries(struct cli *c, struct item_parts *p, struct err *err)
{
	entry_rows rows = { 0 };
	struct unit_row unit;
	bool done = entries_read(c->ledger->db, p->item.item.key, 0, ENTRIES_SHOWN, &c->mem, &rows,
				 err);
	for (size_t i = 0; done && i < rows.n; i++) {
		struct item_entry *e = vec_push(&p->entries);
		e->row = rows.p[i];
		e->unit = "";
		if (e->row.unit) {
			done = unit_get(c->ledger->db, e->row.unit, &c->mem, &unit, err);
			e->unit = done ? unit.name : "";
		}
		done = done && read_figures(c, e, err);
	}
	vec_clear(&rows);
	return done;
}

/* The item's lines of its notice. A file that cannot be read any more is left out: the item
 * stands without it. */
static void read_source(struct cli *c, struct item_parts *p)
{
	struct str bytes, rest, line;
	struct buf text = { 0 };
	struct err fault = { 0 };
	enum charset found;
	const struct item_row *item = &p->item.item;
	if (item->first < 1 ||
	    !source_read(c->ledger->db, item->plan, &c->mem, &p->source, &bytes, &fault) ||
	    !charset_read(bytes, p->source, &text, &found, &fault)) {
		buf_clear(&text);
		return;
	}
	rest = (struct str){ arena_str(&c->mem, buf_str(&text)), text.n };
	for (int n = 1; n <= item->last && str_cut(&rest, '\n', &line); n++)
		if (n >= item->first)
			*vec_push(&p->lines) = line;
	buf_clear(&text);
}

bool item_parts_read(struct cli *c, int64_t item, struct item_parts *p, struct err *err)
{
	struct db *db = c->ledger->db;
	*p = (struct item_parts){ 0 };
	if (!view_item(c->ledger, item, 0, &c->mem, &p->item, err) ||
	    !view_item_duties(c->ledger, item, &p->duties, err) ||
	    !view_item_members(c->ledger, item, &p->members, err) ||
	    !assignments_read(db, item, &c->mem, &p->assignments, err) ||
	    !deadlines_read(db, item, &c->mem, &p->deadlines, err) || !read_targets(c, p, err) ||
	    !measures_read(db, item, &c->mem, &p->measures, err) ||
	    !children_read(db, item, &c->mem, &p->children, err) || !read_entries(c, p, err))
		return false;
	read_source(c, p);
	return true;
}

int64_t item_parts_group(const struct item_parts *p, int64_t unit)
{
	for (size_t i = 0; i < p->members.n; i++)
		if (p->members.p[i].unit == unit)
			return p->members.p[i].group;
	return 0;
}

void item_parts_clear(struct item_parts *p)
{
	vec_clear(&p->duties);
	vec_clear(&p->members);
	vec_clear(&p->assignments);
	vec_clear(&p->deadlines);
	vec_clear(&p->targets);
	vec_clear(&p->said);
	vec_clear(&p->measures);
	vec_clear(&p->children);
	vec_clear(&p->entries);
	vec_clear(&p->lines);
}

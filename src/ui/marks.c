#include "ui/marks.h"

#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "store/rows.h"

#include "base/ban.h"

enum { SIGN_COL = 3, NAMED_MOST = 3 };

/* ---- whose ---- */

void marks_begin(struct ui *ui, struct screen *s, mark_listed_fn *is_listed)
{
	struct marks *m = NULL;

	for (size_t i = 0; i < ui->marks.n && !m; i++)
		if (ui->marks.p[i]->of == s->of && strcmp(ui->marks.p[i]->mode, s->ops->mode) == 0)
			m = ui->marks.p[i];
	if (!m)
		m = *vec_push(&ui->marks) = mem_alloc(sizeof *m);
	m->mode = s->ops->mode;
	m->of = s->of;
	m->screen = s;
	m->is_listed = is_listed;
	m->acted = false;
	m->stale = true;
	s->marks = m;
}

static void marks_drop(struct marks *m)
{
	vec_clear(&m->list);
	vec_clear(&m->hidden);
	map_free(m->places);
	m->places = NULL;
	m->acted = false;
}

void marks_end(struct ui *ui)
{
	for (size_t i = 0; i < ui->marks.n; i++) {
		marks_drop(ui->marks.p[i]);
		free(ui->marks.p[i]);
	}
	vec_clear(&ui->marks);
}

/* ---- which ---- */

struct marked mark_of_duty(const struct duty_state *d)
{
	struct marked k = { .item = d->item, .unit = d->unit, .deadline = d->deadline };

	memcpy(k.occ, d->occ, sizeof k.occ);
	return k;
}

/* NULL: it was never marked. */
static intptr_t *place_of(const struct marks *m, const struct marked *k, bool create)
{
	char key[sizeof k->item + sizeof k->unit + sizeof k->deadline + sizeof k->occ];
	size_t n = 0, occ = strlen(k->occ);

	if (!m->places)
		return NULL;
	memcpy(key + n, &k->item, sizeof k->item), n += sizeof k->item;
	memcpy(key + n, &k->unit, sizeof k->unit), n += sizeof k->unit;
	memcpy(key + n, &k->deadline, sizeof k->deadline), n += sizeof k->deadline;
	memcpy(key + n, k->occ, occ), n += occ;
	return map_at(m->places, (struct str){ key, n }, create);
}

bool marks_have(const struct marks *m, const struct marked *k)
{
	const intptr_t *at = place_of(m, k, false);

	return at && *at;
}

static void mark_add(struct ui *ui, struct marks *m, const struct marked *k)
{
	if (m->list.n == 0)
		m->seen = ui->seen;
	if (!m->places)
		m->places = map_new();
	*vec_push(&m->list) = *k;
	*place_of(m, k, true) = (intptr_t)m->list.n;
}

/* Those whose place is taken away go; the others move up. */
static void marks_take(struct marks *m, const mark_list *which)
{
	size_t n = 0;

	for (size_t i = 0; i < which->n; i++)
		*place_of(m, &which->p[i], true) = 0;
	for (size_t i = 0; i < m->list.n; i++)
		if (marks_have(m, &m->list.p[i])) {
			m->list.p[n++] = m->list.p[i];
			*place_of(m, &m->list.p[i], true) = (intptr_t)n;
		}
	m->list.n = n;
}

void marks_turn(struct ui *ui, struct marks *m, const mark_list *which)
{
	size_t before = m->list.n, new = 0;

	for (size_t i = 0; i < which->n; i++)
		new += !marks_have(m, &which->p[i]);
	if (which->n == 0)
		ui_say(ui, _("nothing is owed here"));
	else if (before + new > MARKS_MOST)
		ui_say(ui, _("no more than %d can be marked at once"), MARKS_MOST);
	else if (new == 0)
		marks_take(m, which);
	else
		for (size_t i = 0; i < which->n; i++)
			if (!marks_have(m, &which->p[i]))
				mark_add(ui, m, &which->p[i]);
}

bool marks_command(struct marks *m, const char *command)
{
	m->acted = false;
	if (m->list.n == 0 || strcmp(command, "escape") != 0)
		return false;
	marks_drop(m);
	return true;
}

void marks_relist(struct marks *m)
{
	m->stale = true;
}

void marks_refresh(struct ui *ui, struct marks *m)
{
	if (m->acted && ui->outcome && ui->outcome->done > 0)
		marks_drop(m);
	m->acted &= !ui->outcome;
	marks_relist(m);
}

/* ---- how they are told ---- */

void marks_sign(struct line *l)
{
	line_put(l, SIGN_COL, 1, LOOK_PLAIN, STR_LIT("*"));
}

/* What is marked later stands on a row, and what is unmarked stood on one: only other rows change
 * who is hidden. */
static const mark_list *hidden_of(struct ui *ui, struct marks *m)
{
	if (m->stale) {
		m->hidden.n = 0;
		for (size_t i = 0; i < m->list.n; i++)
			if (!m->is_listed(ui, m->screen, &m->list.p[i]))
				*vec_push(&m->hidden) = m->list.p[i];
	}
	m->stale = false;
	return &m->hidden;
}

void marks_count(struct ui *ui, struct marks *m, struct buf *to)
{
	size_t hidden = hidden_of(ui, m)->n;

	if (m->list.n > 0)
		buf_printf(to, _("marked %zu"), m->list.n);
	if (hidden > 0)
		buf_printf(to, _(", not listed %zu"), hidden);
}

/* "市质监局 2, 市法院 3, 市商务局 5 and more" */
static const char *names_of(struct ui *ui, const mark_list *hidden, struct arena *mem)
{
	const char *names = "";

	for (size_t i = 0; i < hidden->n && i < NAMED_MOST; i++) {
		const struct marked *k = &hidden->p[i];
		struct item_row item = { .number = "" };
		struct unit_row unit = { .name = "" };
		struct err ignore = { 0 };

		if (k->item && !item_get(ui->ledger->db, k->item, mem, &item, &ignore))
			item.number = "?";
		if (k->unit && !unit_get(ui->ledger->db, k->unit, mem, &unit, &ignore))
			unit.name = "?";
		names = arena_printf(mem, "%s%s%s%s%s", names, i ? _(", ") : "", unit.name,
				     *unit.name && *item.number ? " " : "", item.number);
	}
	return hidden->n > NAMED_MOST ? arena_printf(mem, "%s %s", names, _("and more")) : names;
}

const char *marks_head(struct ui *ui, struct marks *m, struct arena *mem)
{
	const mark_list *hidden = hidden_of(ui, m);
	struct buf counted = { 0 };

	marks_count(ui, m, &counted);
	const char *head = arena_printf(mem, "%s%s%s", buf_text(&counted),
					hidden->n > 0 ? _(": ") : "", names_of(ui, hidden, mem));
	buf_clear(&counted);
	return head;
}

const char *marks_unseen(struct ui *ui, struct marks *m, struct arena *mem)
{
	const mark_list *hidden = hidden_of(ui, m);

	if (hidden->n == 0)
		return "";
	return arena_printf(mem, _(" Of these not listed %zu: %s."), hidden->n,
			    names_of(ui, hidden, mem));
}

/* What somebody wrote for a duty: its cells, values and urgings, found by key. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "model/duty_private.h"

#include "base/ban.h"

int duty_key_cmp(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

static int cell_cmp(const struct duty_row *a, const struct duty_row *b)
{
	int c = duty_key_cmp(a->unit, b->unit);

	if (!c)
		c = duty_key_cmp(a->deadline, b->deadline);
	return c ? c : strcmp(a->occ, b->occ);
}

static int cell_order(const void *a, const void *b)
{
	return cell_cmp(*(const struct duty_row *const *)a, *(const struct duty_row *const *)b);
}

static int value_cmp(const struct value_row *a, const struct value_row *b)
{
	int c = duty_key_cmp(a->figure, b->figure);

	if (!c)
		c = duty_key_cmp(a->unit, b->unit);
	return c ? c : strcmp(a->period, b->period);
}

static int value_order(const void *a, const void *b)
{
	return value_cmp(*(const struct value_row *const *)a, *(const struct value_row *const *)b);
}

static int urge_cmp(const struct urge_row *a, const struct urge_row *b)
{
	int c = duty_key_cmp(a->unit, b->unit);

	if (!c)
		c = duty_key_cmp(a->deadline, b->deadline);
	return c ? c : strcmp(a->occ, b->occ);
}

static int urge_order(const void *a, const void *b)
{
	return urge_cmp(*(const struct urge_row *const *)a, *(const struct urge_row *const *)b);
}

void duty_cells_index(struct derive *d)
{
	const struct duty_input *in = d->in;

	d->cells = mem_array(NULL, in->n_cells + 1, sizeof(struct duty_row *));
	for (size_t i = 0; i < in->n_cells; i++)
		d->cells[i] = &in->cells[i];
	qsort(d->cells, in->n_cells, sizeof(struct duty_row *), cell_order);
	d->values = mem_array(NULL, in->n_values + 1, sizeof(struct value_row *));
	for (size_t i = 0; i < in->n_values; i++)
		d->values[i] = &in->values[i];
	qsort(d->values, in->n_values, sizeof(struct value_row *), value_order);
	d->urges = mem_array(NULL, in->n_urges + 1, sizeof(struct urge_row *));
	for (size_t i = 0; i < in->n_urges; i++)
		d->urges[i] = &in->urges[i];
	qsort(d->urges, in->n_urges, sizeof(struct urge_row *), urge_order);
}

void duty_cells_clear(struct derive *d)
{
	free(d->cells);
	free(d->values);
	free(d->urges);
}

const struct duty_row *duty_cell_find(const struct derive *d, int64_t unit, int64_t deadline,
				      const char *occ)
{
	struct duty_row key = { .unit = unit, .deadline = deadline, .occ = occ };
	const struct duty_row *k = &key;
	const struct duty_row **at =
		bsearch(&k, d->cells, d->in->n_cells, sizeof(struct duty_row *), cell_order);

	return at ? *at : NULL;
}

static void urge_fill(const struct derive *d, struct duty_state *s)
{
	struct urge_row key = { .unit = s->unit, .deadline = s->deadline, .occ = s->occ };
	const struct urge_row *k = &key;
	const struct urge_row **at =
		bsearch(&k, d->urges, d->in->n_urges, sizeof(struct urge_row *), urge_order);

	s->urged = at ? (*at)->n : 0;
	s->promised = at ? (*at)->promised : DATE_NONE;
}

static struct known value_of(const struct derive *d, int64_t figure, int64_t unit,
			     const char *period)
{
	struct value_row key = { .figure = figure, .unit = unit, .period = period };
	const struct value_row *k = &key;
	const struct value_row **at =
		bsearch(&k, d->values, d->in->n_values, sizeof(struct value_row *), value_order);

	if (!at || !((*at)->has_accepted || (*at)->has_reported))
		return (struct known){ 0 };
	return (struct known){ true, (*at)->has_accepted ? (*at)->accepted : (*at)->reported };
}

static bool is_percentage(const struct derive *d, int64_t figure)
{
	for (size_t i = 0; i < d->in->n_figures; i++)
		if (d->in->figures[i].key == figure)
			return d->in->figures[i].word && strcmp(d->in->figures[i].word, "%") == 0;
	return false;
}

/* An heir that has said nothing itself: the sum over its parts, where all are known. Percentages
 * have no sum. */
static struct known value_of_parts(const struct derive *d, int64_t figure, int64_t unit,
				   const char *period)
{
	struct known sum = { .has = true };
	size_t n = 0;

	for (size_t i = 0; sum.has && i < d->parts.n; i++) {
		const struct duty_part *p = &d->parts.p[i];
		if (p->heir != unit || strcmp(p->occ, period) != 0)
			continue;
		struct known one = value_of(d, figure, p->unit, period);
		n++;
		sum.has = one.has && !__builtin_add_overflow(sum.n, one.n, &sum.n);
	}
	sum.has &= n == 1 || (n > 1 && !is_percentage(d, figure));
	return sum.has ? sum : (struct known){ 0 };
}

struct known duty_value_find(const struct derive *d, int64_t figure, int64_t unit,
			     const char *period)
{
	struct known own = value_of(d, figure, unit, period);

	return own.has || d->parts.n == 0 ? own : value_of_parts(d, figure, unit, period);
}

static char report_letter(const char *verb)
{
	if (!verb)
		return 0;
	if (strcmp(verb, "none") == 0)
		return 'n';
	return strcmp(verb, "zero") == 0 ? 'z' : 'r';
}

static char state_letter(const char *state)
{
	if (!state || !*state)
		return 0;
	if (strcmp(state, "closed") == 0)
		return 'c';
	return strcmp(state, "suspended") == 0 ? 's' : 'o';
}

static char extension_letter(const char *extension)
{
	bool known = extension &&
		     (strcmp(extension, "asked") == 0 || strcmp(extension, "granted") == 0 ||
		      strcmp(extension, "refused") == 0);

	return known ? extension[0] : 0;
}

/* The names are the cell's: none is renamed. */
static const struct { char letter; const char *name; } judged[] = {
	{ 'r', "red" }, { 'o', "orange" }, { 'y', "yellow" }, { 'l', "lime" }, { 'g', "green" },
};

const char *duty_judged_name(char letter)
{
	for (size_t i = 0; i < sizeof judged / sizeof *judged; i++)
		if (judged[i].letter == letter)
			return judged[i].name;
	return NULL;
}

static char judged_letter(const char *light)
{
	for (size_t i = 0; light && i < sizeof judged / sizeof *judged; i++)
		if (strcmp(judged[i].name, light) == 0)
			return judged[i].letter;
	return 0;
}

/* Who asks after the date that was in force has missed that one, whatever is granted. */
static int granted_late(const struct derive *d, const struct duty_state *s)
{
	date due = s->first_due;

	for (size_t i = 0; i < d->in->n_extensions; i++) {
		const struct entry_row *e = &d->in->extensions[i];
		if (e->unit != s->unit || e->deadline != s->deadline || strcmp(e->occ, s->occ) != 0)
			continue;
		if (strcmp(e->verb, "grant") == 0)
			due = e->promised;
		else if (due != DATE_NONE && e->on > due)
			return s->due > due ? s->due - due : 0;
	}
	return 0;
}

void duty_fill(const struct derive *d, struct duty_state *s)
{
	const struct duty_row *cell = duty_cell_find(d, s->unit, s->deadline, s->occ);

	urge_fill(d, s);
	s->report = s->review = s->extension = 0;
	s->reported = s->asked = DATE_NONE;
	s->judged = cell ? judged_letter(cell->light) : 0;
	if (cell && (s->extension = extension_letter(cell->extension)))
		s->asked = cell->asked;
	s->due = cell && cell->due != DATE_NONE ? cell->due : s->first_due;
	s->granted_late = cell && cell->due != DATE_NONE ? granted_late(d, s) : 0;
	s->act_by = s->due == DATE_NONE ? DATE_NONE : calendar_act_by(d->cal, s->due);
	s->state = cell ? state_letter(cell->state) : 0;
	if (!s->state)
		s->state = state_letter(d->in->item.state);
	if (!s->state)
		s->state = 'o';
	/* What is closed keeps the dates that it had then, whatever tables say later. */
	if (s->state == 'c' && cell && cell->closed_due != DATE_NONE) {
		s->due = cell->closed_due;
		s->act_by = cell->closed_act_by;
	}
	if (!cell || !cell->has_report || !(s->report = report_letter(cell->report_verb)))
		return;
	s->reported = cell->report_on;
	if (cell->review && strcmp(cell->review, "accepted") == 0)
		s->review = 'a';
	else if (cell->review && strcmp(cell->review, "returned") == 0)
		s->review = 'x';
}

/* What a report form asks for one duty. */
#include "model/figure.h"
#include "model/target.h"

#include <string.h>

#include "base/ban.h"

/* What was said before this report: of the period before, else in the unit's last report about the
 * item. */
struct before {
	char occ[20];          /* "" none */
	amount_rows last;
};

/* The latest due date of an occurrence. */
static const struct duty_state *occurrence_of(const duty_states *list, const char *occ)
{
	const struct duty_state *best = NULL;

	for (size_t i = 0; i < list->n; i++)
		if (strcmp(list->p[i].occ, occ) == 0 &&
		    (!best || list->p[i].first_due > best->first_due))
			best = &list->p[i];
	return best;
}

bool figure_period_before(struct ledger *l, int64_t item, int64_t unit, const char *occ,
			  char to[20], struct err *err)
{
	duty_states list = { 0 };
	date best = DATE_NONE;

	to[0] = '\0';
	if (strcmp(occ, "1") == 0)
		return true;
	bool ok = duty_states_read(l->db, item, unit, &list, err);
	const struct duty_state *of = ok ? occurrence_of(&list, occ) : NULL;
	for (size_t i = 0; of && i < list.n; i++) {
		const struct duty_state *s = &list.p[i];
		if (s->deadline != of->deadline || s->first_due == DATE_NONE ||
		    s->first_due >= of->first_due || s->first_due <= best ||
		    strcmp(s->occ, occ) == 0)
			continue;
		best = s->first_due;
		memcpy(to, s->occ, sizeof s->occ);
	}
	vec_clear(&list);
	return ok;
}

static bool before_read(struct ledger *l, const struct duty_state *d, struct arena *mem,
			struct before *to, struct err *err)
{
	struct entry_row last;

	if (!figure_period_before(l, d->item, d->unit, d->occ, to->occ, err))
		return false;
	return !entry_last(l->db, d->item, d->unit, "report none zero", mem, &last) ||
	       amounts_read(l->db, &last.id, &to->last, err);
}

static void field_before(struct ledger *l, const struct duty_state *d, const struct before *b,
			 struct figure_field *f)
{
	struct value_row v;

	if (b->occ[0] && value_get(l->db, f->figure.key, d->unit, b->occ, &v) &&
	    (v.has_accepted || v.has_reported)) {
		f->has_before = true;
		f->before = v.has_accepted ? v.accepted : v.reported;
	}
	for (size_t i = 0; !f->has_before && i < b->last.n; i++)
		if (b->last.p[i].figure == f->figure.key) {
			f->has_before = true;
			f->before = b->last.p[i].n;
		}
}

static bool field_add(struct ledger *l, const struct duty_state *d, int64_t figure,
		      const struct before *b, struct arena *mem, figure_fields *to, struct err *err)
{
	struct figure_field f = { .has_value = false };
	struct value_row v;

	if (!figure)
		return true;
	if (!figure_get(l->db, figure, mem, &f.figure, err))
		return false;
	for (size_t i = 0; i < to->n; i++)
		if (to->p[i].figure.key == f.figure.key)
			return true;
	f.label = f.figure.name;
	if (value_get(l->db, f.figure.key, d->unit, d->occ, &v) &&
	    (v.has_reported || v.has_accepted)) {
		f.has_value = true;
		f.value = v.has_reported ? v.reported : v.accepted;
	}
	field_before(l, d, b, &f);
	*vec_push(to) = f;
	return true;
}

bool figure_fields_read(struct ledger *l, const struct duty_state *d, struct arena *mem,
			figure_fields *to, struct err *err)
{
	struct before before = { .occ = "" };
	target_rows targets = { 0 };
	bool ok = target_rows_of(l, d, mem, &targets, err) && before_read(l, d, mem, &before, err);

	for (size_t i = 0; ok && i < targets.n; i++) {
		const struct target_row *t = &targets.p[i];
		int64_t base_first[] = {
			t->total_figure, t->excluded_figure, t->num_figure, t->den_figure,
		};
		int64_t num_first[] = { t->num_figure, t->den_figure, 0, 0 };
		const int64_t *order = t->total_figure ? base_first : num_first;
		for (int k = 0; ok && k < 4; k++)
			ok = field_add(l, d, order[k], &before, mem, to, err);
	}
	vec_clear(&before.last);
	vec_clear(&targets);
	return ok;
}

#include "model/target.h"

#include <stdlib.h>
#include <string.h>

#include "model/figure.h"
#include "model/setting.h"
#include "model/target_wording.h"

#include "base/ban.h"

/* 10^15 (a figure) times 2^53 (a threshold) needs more than 64 bits. */
__extension__ typedef __int128 wide;

static enum comparator comparator_of(const struct target_row *t)
{
	enum comparator c = CMP_NONE;

	if (t->comparator && !comparator_parse(str_of(t->comparator), &c))
		c = CMP_NONE;
	return c;
}

bool target_demands(const struct target_row *t)
{
	return comparator_of(t) != CMP_NONE;
}

bool target_is_hard(struct ledger *l, const struct target_row *t)
{
	return !t->soft || setting_number(l, "soft-targets") == 1;
}

bool target_is_of(const struct target_row *t, int64_t deadline)
{
	char *end = NULL;

	if (t->deadline)
		return t->deadline == deadline;
	for (const char *at = t->spared; at && *at; at = *end ? end + 1 : end)
		if (strtoll(at, &end, 10) == deadline)
			return false;
	return true;
}

bool target_rows_of(struct ledger *l, const struct duty_state *d, struct arena *mem,
		    target_rows *to, struct err *err)
{
	size_t n = to->n;

	if (!targets_read(l->db, d->item, mem, to, err))
		return false;
	for (size_t i = n; i < to->n; i++)
		if (target_is_of(&to->p[i], d->deadline))
			to->p[n++] = to->p[i];
	to->n = n;
	return true;
}

bool target_is_joint(const struct target_row *t)
{
	return t->scope && strcmp(t->scope, "joint") == 0;
}

bool target_is_sum(const struct target_row *t)
{
	return t->scope && strcmp(t->scope, "sum") == 0;
}

static enum met met_if(bool holds)
{
	return holds ? MET_YES : MET_NO;
}

enum met target_met(const struct target_row *t, struct ratio r)
{
	enum comparator c = comparator_of(t);

	if (c == CMP_NONE)
		return MET_NONE;
	if (!r.num.has || !r.base.has || r.base.n <= 0)
		return MET_UNKNOWN;
	wide got = (wide)r.num.n * (t->den ? t->den : 1);
	wide want = (wide)t->num * r.base.n;
	switch (c) {
	case CMP_GT: return met_if(got > want);
	case CMP_GE: return met_if(got >= want);
	case CMP_LT: return met_if(got < want);
	case CMP_LE: return met_if(got <= want);
	case CMP_EQ: return met_if(got == want);
	case CMP_NONE: break;
	}
	return MET_NONE;
}

bool target_share(const struct target_row *t, struct ratio r, int64_t *done, int64_t *of)
{
	enum comparator c = comparator_of(t);
	enum met m = target_met(t, r);

	if (m == MET_YES)
		*done = *of = 1;
	if (m != MET_NO || (c != CMP_GT && c != CMP_GE))
		return m == MET_YES;
	wide got = (wide)r.num.n * (t->den ? t->den : 1), want = (wide)t->num * r.base.n;
	if (got < 0 || want <= 0)
		return false;
	/* More than so much, and just so much is there: as good as reached. */
	got = got < want ? got : want;
	for (; want > (wide)1 << 53; want /= 2)
		got /= 2;
	*done = (int64_t)got;
	*of = (int64_t)want;
	return true;
}

static bool fits(wide w, int64_t *n)
{
	*n = (int64_t)w;
	return *n == w;
}

bool target_missing(const struct target_row *t, struct ratio r, int64_t *n)
{
	enum comparator c = comparator_of(t);

	if (!r.num.has || !r.base.has || r.base.n <= 0 || (c != CMP_GT && c != CMP_GE))
		return false;
	wide den = t->den ? t->den : 1, want = (wide)t->num * r.base.n;
	wide least = c == CMP_GT ? want / den + 1 : (want + den - 1) / den;
	return fits(least > r.num.n ? least - r.num.n : 0, n);
}

bool target_room(const struct target_row *t, struct ratio r, int64_t *n)
{
	enum comparator c = comparator_of(t);

	if (!r.num.has || !r.base.has || r.base.n <= 0 || (c != CMP_LT && c != CMP_LE))
		return false;
	wide den = t->den ? t->den : 1, want = (wide)t->num * r.base.n;
	return fits((c == CMP_LT ? (want + den - 1) / den - 1 : want / den) - r.num.n, n);
}

static const struct figure_row *figure_of(const struct figure_row *list, size_t n, int64_t key)
{
	for (size_t i = 0; i < n; i++)
		if (list[i].key == key)
			return &list[i];
	return NULL;
}

static int scale_of(const struct figure_row *f)
{
	return f && f->scale > 0 ? f->scale : 0;
}

/* Both sides at one scale; what does not fit is unknown. */
static void ratio_level(struct ratio *r, int num_scale, int base_scale)
{
	if (num_scale < base_scale)
		r->num.has &= !__builtin_mul_overflow(
			r->num.n, figure_power(base_scale - num_scale), &r->num.n);
	else if (base_scale < num_scale)
		r->base.has &= !__builtin_mul_overflow(
			r->base.n, figure_power(num_scale - base_scale), &r->base.n);
}

static struct known base_less_excluded(const struct target_row *t,
				       struct known (*find)(const void *, int64_t),
				       const void *user)
{
	struct known total = find(user, t->total_figure), out = { 0 };

	if (t->excluded_figure)
		out = find(user, t->excluded_figure);
	if (!total.has || (out.has && out.n > total.n))
		return (struct known){ 0 };
	return (struct known){ true, total.n - (out.has ? out.n : 0) };
}

struct ratio target_ratio(const struct target_row *t, const struct figure_row *figures,
			  size_t n_figures, struct known (*find)(const void *user, int64_t figure),
			  const void *user)
{
	const struct figure_row *num = figure_of(figures, n_figures, t->num_figure);
	struct ratio r = { 0 };

	if (t->num_figure)
		r.num = find(user, t->num_figure);
	if (t->den == 0) {
		r.base = (struct known){ true, figure_power(scale_of(num)) };
	} else if (t->den_figure) {
		r.base = find(user, t->den_figure);
		ratio_level(&r, scale_of(num),
			    scale_of(figure_of(figures, n_figures, t->den_figure)));
	} else if (t->total_figure) {
		r.base = base_less_excluded(t, find, user);
		ratio_level(&r, scale_of(num),
			    scale_of(figure_of(figures, n_figures, t->total_figure)));
	} else if (num && num->word && strcmp(num->word, "%") == 0) {
		r.base = (struct known){ true, 100 * figure_power(scale_of(num)) };
	}
	return r;
}

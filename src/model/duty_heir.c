/* Reorganised units: their open duties go on with another one. All duties are derived first as if
 * nobody had an heir; here those that are open move.
 *
 * An occurrence of an item stays with the old units where each of those that go to one heir had
 * sent its part before the day. Else they fold into one duty of the heir, which keeps them as its
 * parts: it is in when all parts are, or when the heir itself has reported. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "model/duty_private.h"

#include "base/ban.h"

/* What one unit owed by itself, and whose duty it is a part of now. */
struct leaf {
	const struct duty_state *s;      /* of the copy that was taken before */
	int64_t holder;                  /* 0: of nobody (its duty was split, and others hold it) */
	bool in;
	/* its own, or that of a duty it was a part of and that came in as a whole */
	char report, review, state;
	date reported;
};

struct folded { struct duty_state s; size_t place; bool moved; };

struct heirs {
	struct derive *d;
	VEC(struct heir_row) links;      /* without rings; nearest to the assignments first */
	VEC(struct leaf) leaves;         /* of one occurrence */
	VEC(struct folded) out;          /* their duties, those that have moved still among them */
};

/* ---- who follows whom ---- */

/* Does following the links taken so far lead from one unit to another? */
static bool leads_to(const struct heirs *h, int64_t from, int64_t to)
{
	bool *seen = mem_alloc(h->links.n + 1), more = true, found = from == to;

	while (more && !found) {
		more = false;
		for (size_t i = 0; i < h->links.n && !found; i++) {
			bool next = !seen[i] && h->links.p[i].unit == from;
			for (size_t j = 0; !seen[i] && !next && j < h->links.n; j++)
				next = seen[j] && h->links.p[j].heir == h->links.p[i].unit;
			seen[i] |= next;
			more |= next;
			found = next && h->links.p[i].heir == to;
		}
	}
	free(seen);
	return found;
}

static bool is_named(const struct duty_input *in, int64_t unit)
{
	for (size_t i = 0; i < in->n_assignments; i++)
		if (in->assignments[i].unit == unit && strcmp(in->assignments[i].role, "heir") == 0)
			return true;
	return false;
}

/* Of several heirs of one unit those that the item names, else the first. */
static bool link_counts(const struct duty_input *in, size_t at)
{
	const struct heir_row *link = &in->heirs[at];
	bool first = true, named = false;

	for (size_t i = 0; i < in->n_heirs; i++) {
		if (in->heirs[i].unit != link->unit)
			continue;
		first &= i >= at;
		named |= is_named(in, in->heirs[i].heir);
	}
	return named ? is_named(in, link->heir) : first;
}

/* What two copies decided apart can make a ring: the link that would close it does not count. */
static void links_take(struct heirs *h)
{
	const struct duty_input *in = h->d->in;

	for (size_t i = 0; i < in->n_heirs; i++)
		if (link_counts(in, i) && !leads_to(h, in->heirs[i].heir, in->heirs[i].unit))
			*vec_push(&h->links) = in->heirs[i];
}

/* Is there a link to this unit? Then it is somebody's heir. */
static bool follows_other(const struct heirs *h, int64_t unit, const bool *done)
{
	for (size_t i = 0; i < h->links.n; i++)
		if (!done[i] && h->links.p[i].heir == unit)
			return true;
	return false;
}

/* Heirs in such an order that each comes after those that lead to it. */
static void links_sort(struct heirs *h)
{
	bool *done = mem_alloc(h->links.n + 1);
	struct heir_row *to = mem_array(NULL, h->links.n + 1, sizeof *to);
	size_t n = 0;

	while (n < h->links.n)
		for (size_t i = 0; i < h->links.n; i++) {
			bool ready = !done[i];
			/* all that lead to this heir at once: from units that nobody leads to any
			 * more */
			for (size_t j = 0; ready && j < h->links.n; j++)
				ready = done[j] || h->links.p[j].heir != h->links.p[i].heir ||
					!follows_other(h, h->links.p[j].unit, done);
			for (size_t j = i; ready && j < h->links.n; j++)
				if (!done[j] && h->links.p[j].heir == h->links.p[i].heir)
					to[n++] = h->links.p[j], done[j] = j != i;
			done[i] |= ready;
		}
	if (n)
		memcpy(h->links.p, to, n * sizeof *to);
	free(to);
	free(done);
}

/* ---- one occurrence ---- */

static bool same_duty(const struct duty_state *a, const struct duty_state *b)
{
	return a->deadline == b->deadline && strcmp(a->occ, b->occ) == 0;
}

/* The duty that a unit holds now: its own or a folded one; NULL: none. */
static struct folded *held_by(struct heirs *h, size_t from, int64_t unit)
{
	for (size_t i = from; i < h->out.n; i++)
		if (h->out.p[i].s.unit == unit)
			return &h->out.p[i];
	return NULL;
}

static bool settled(const struct duty_state *s, date day)
{
	if (s->standing)
		return false;
	return duty_is_in(s) && (!s->report || (day != DATE_NONE && s->reported < day));
}

/* The parts' own counts, and what the heir's duty begins with: the open part that is due last,
 * since what one was granted is granted. */
static const struct duty_state *parts_count(const struct heirs *h, int64_t unit, int *in, int *all)
{
	const struct duty_state *base = NULL;
	bool base_open = false;

	*in = *all = 0;
	for (size_t i = 0; i < h->leaves.n; i++) {
		const struct leaf *f = &h->leaves.p[i];
		if (f->holder != unit)
			continue;
		bool open = !f->in && f->s->state != 's';
		if (!base || (open && !base_open) || (open == base_open && f->s->due > base->due)) {
			base = f->s;
			base_open = open;
		}
		if (f->s->state == 's')
			continue;
		*in += f->in;
		++*all;
	}
	return base;
}

/* What all parts together come to, where the heir has said nothing itself. */
static void parts_fill(const struct heirs *h, struct duty_state *s, int64_t unit)
{
	const struct leaf *last = NULL, *returned = NULL;
	bool accepted = true, closed = true, suspended = true;

	for (size_t i = 0; i < h->leaves.n; i++) {
		const struct leaf *of = &h->leaves.p[i];
		if (of->holder != unit)
			continue;
		suspended &= of->state == 's';
		if (of->state == 's')
			continue;
		if (of->report && of->review != 'x' && (!last || of->reported > last->reported))
			last = of;
		if (of->state != 'c' && of->review == 'x')
			returned = of;
		accepted &= of->state == 'c' || of->review == 'a';
		closed &= of->state == 'c';
	}
	if (suspended || closed)
		s->state = suspended ? 's' : 'c';
	if (s->parts_in == s->parts && last) {
		s->report = last->report;
		s->reported = last->reported;
		s->review = s->review ? s->review : accepted ? 'a' : 0;
	} else if (s->parts_in < s->parts && returned) {
		s->report = returned->report;
		s->reported = returned->reported;
		s->review = 'x';
	}
}

/* Urgings of the parts were made about the heir's duty; a promise of one is its promise. */
static void parts_urged(const struct heirs *h, struct duty_state *s)
{
	for (size_t i = 0; i < h->leaves.n; i++) {
		const struct leaf *f = &h->leaves.p[i];
		if (f->holder != s->unit || f->s->unit == s->unit)
			continue;
		s->urged += f->s->urged;
		s->promised = f->s->promised > s->promised ? f->s->promised : s->promised;
	}
}

/* The heir's duty: the parts' dates, its own cells, and the parts where it has none. */
static struct duty_state compose(const struct heirs *h, int64_t unit, date day)
{
	int in, all;
	const struct duty_state *base = parts_count(h, unit, &in, &all);
	struct duty_state s = *base;
	const struct duty_row *cell = duty_cell_find(h->d, unit, s.deadline, s.occ);
	bool leaf = false;

	for (size_t i = 0; i < h->leaves.n; i++)
		leaf |= h->leaves.p[i].holder == unit && h->leaves.p[i].s->unit == unit;
	s.unit = unit;
	duty_fill(h->d, &s);
	s.parts = all;
	s.parts_in = in;
	if (leaf && s.report && day != DATE_NONE && s.reported < day)
		/* its own part, no word on the others */
		s.report = s.review = 0, s.reported = DATE_NONE;
	if (!cell || (cell->due == DATE_NONE && s.state != 'c')) {
		s.due = base->due;
		s.act_by = base->act_by;
	}
	if (!s.extension && base->extension) {
		s.extension = base->extension;
		s.asked = base->asked;
		s.granted_late = base->granted_late;
	}
	s.judged = s.judged ? s.judged : base->judged;
	if (s.state != 'c' && !s.report) {
		/* a review of all parts together is the heir's, though it has no report of its
		 * own */
		s.review =
			cell && cell->review && strcmp(cell->review, "accepted") == 0 ? 'a'
			: cell && cell->review && strcmp(cell->review, "returned") == 0 && in == all
				? 'x'
				: 0;
		parts_fill(h, &s, unit);
	}
	s.review = s.report ? s.review : 0;
	parts_urged(h, &s);
	return s;
}

static void leaf_whole(struct leaf *l, const struct duty_state *s)
{
	l->in = true;
	l->report = s->report;
	l->review = s->review;
	l->state = s->state;
	l->reported = s->reported;
}

/* Folds what goes to one heir, links[i .. end). */
static void fold(struct heirs *h, size_t from, size_t i, size_t end)
{
	int64_t heir = h->links.p[i].heir;
	struct folded *own = held_by(h, from, heir);
	size_t place = own ? own->place : SIZE_MAX, most = h->leaves.n;
	date day = DATE_NONE;
	bool any = false, open = false, merge = false;

	for (size_t j = i; j < end; j++) {
		const struct heir_row *link = &h->links.p[j];
		struct folded *f = held_by(h, from, link->unit);
		if (!f)
			continue;
		any = true;
		merge |= !link->kind || strcmp(link->kind, "split") != 0;
		open |= !settled(&f->s, link->on);
		day = link->on > day ? link->on : day;
	}
	if (!any || !open)
		return;
	for (size_t j = i; j < end; j++) {
		struct folded *f = held_by(h, from, h->links.p[j].unit);
		if (!f)
			continue;
		place = f->place < place ? f->place : place;
		f->moved = true;
		bool whole = duty_is_in(&f->s);
		for (size_t k = 0; k < most; k++) {
			struct leaf *l = &h->leaves.p[k];
			if (l->holder != h->links.p[j].unit)
				continue;
			struct leaf copy = *l;
			copy.holder = heir;
			if (whole)
				leaf_whole(&copy, &f->s);
			*vec_push(&h->leaves) = copy;
		}
	}
	/* who parts from a unit owes what it owed itself besides */
	for (size_t k = 0; own && !merge && k < most; k++)
		if (h->leaves.p[k].holder == heir)
			h->leaves.p[k].holder = 0;
	struct duty_state s = compose(h, heir, day);
	if (!own)
		own = vec_push(&h->out);
	*own = (struct folded){ .s = s, .place = place };
}

static int place_order(const void *a, const void *b)
{
	const struct folded *x = a, *y = b;

	if (x->place != y->place)
		return x->place < y->place ? -1 : 1;
	return duty_key_cmp(x->s.unit, y->s.unit);
}

/* The heirs' duties in the place of their parts; the values of the parts are theirs too. */
static void occurrence_take(struct heirs *h, const struct duty_state *all, const size_t *at,
			    size_t n)
{
	size_t from = h->out.n, kept = from;

	h->leaves.n = 0;
	for (size_t i = 0; i < n; i++) {
		const struct duty_state *s = &all[at[i]];
		*vec_push(&h->leaves) = (struct leaf){ s, s->unit, duty_is_in(s), s->report, s->review, s->state, s->reported };
		*vec_push(&h->out) = (struct folded){ .s = *s, .place = at[i] };
	}
	for (size_t i = 0, end; i < h->links.n; i = end) {
		for (end = i + 1; end < h->links.n && h->links.p[end].heir == h->links.p[i].heir;
		     end++)
			;
		fold(h, from, i, end);
	}
	for (size_t i = from; i < h->out.n; i++) {
		const struct duty_state *s = &h->out.p[i].s;
		if (h->out.p[i].moved)
			continue;
		for (size_t k = 0; s->parts && k < h->leaves.n; k++)
			if (h->leaves.p[k].holder == s->unit)
				*vec_push(&h->d->parts) = (struct duty_part){ s->unit, h->leaves.p[k].s->unit, s->deadline, h->leaves.p[k].s->occ };
		h->out.p[kept++] = h->out.p[i];
	}
	h->out.n = kept;
}

/* The duties before they moved, by occurrence, within one as they lay. */
static int state_order(const void *a, const void *b)
{
	const struct duty_state *x = *(const struct duty_state *const *)a,
				*y = *(const struct duty_state *const *)b;
	int c = duty_key_cmp(x->deadline, y->deadline);

	c = c ? c : strcmp(x->occ, y->occ);
	return c ? c : (x > y) - (x < y);
}

void duty_heirs_take(struct derive *d, size_t begin)
{
	struct heirs h = { .d = d };
	size_t n = d->to->n - begin;

	if (d->in->n_heirs == 0 || n == 0)
		return;
	links_take(&h);
	links_sort(&h);
	d->own = mem_array(NULL, n, sizeof *d->own);
	memcpy(d->own, d->to->p + begin, n * sizeof *d->own);
	const struct duty_state **list = mem_array(NULL, n, sizeof *list);
	size_t *at = mem_array(NULL, n, sizeof *at);
	for (size_t i = 0; i < n; i++)
		list[i] = &d->own[i];
	qsort(list, n, sizeof *list, state_order);
	for (size_t i = 0; i < n; i++)
		at[i] = (size_t)(list[i] - d->own);
	for (size_t i = 0, end; i < n; i = end) {
		for (end = i + 1; end < n && same_duty(list[i], list[end]); end++)
			;
		occurrence_take(&h, d->own, at + i, end - i);
	}
	if (h.out.n)
		qsort(h.out.p, h.out.n, sizeof *h.out.p, place_order);
	d->to->n = begin;
	for (size_t i = 0; i < h.out.n; i++)
		*vec_push(d->to) = h.out.p[i].s;
	free(list);
	free(at);
	vec_clear(&h.links);
	vec_clear(&h.leaves);
	vec_clear(&h.out);
}

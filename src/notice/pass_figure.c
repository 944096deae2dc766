/* Figures behind the targets: which quantities units report, which of them are one, and what a
 * share is a share of. Names of figures are data of the plan, made of the document's words
 * (their ids are for ever), hence not translated. */
#include "base/fold.h"
#include "base/gettext.h"
#include "base/utf8.h"
#include "notice/notice_private.h"

#include "base/ban.h"

enum { CORE_CHARS_MIN = 3 };

struct figures {
	struct map *by_name;         /* folded -> 1 + figure */
	struct map *by_core;         /* what it is about -> 1 + figure */
	int item;                    /* whose targets are read */
	struct map *askers; /* folded metric of a share without base -> how many items ask for it */
};

static int figure_add(
	struct draft *d, struct figures *f, struct str name, const char *word, int scale, int line)
{
	intptr_t *at = map_at(f->by_name, draft_fold(d, name), true);

	if (*at)
		return (int)*at - 1;
	*vec_push(&d->figures) = (struct draft_figure){ .name = name,
		.word = word ? word : "",
		.scale = scale,
		.definition = { "", 0 },
		.item = f->item,
		.line = line };
	*at = (intptr_t)d->figures.n;
	return (int)d->figures.n - 1;
}

/* What a figure is about: without words such as 本单位, 报送的, 数量. */
static struct str core_of(struct draft *d, struct str name)
{
	const struct words *w = d->in->words;
	struct str s = draft_fold(d, name), out;
	char *to = arena_alloc(&d->in->mem, s.n + 1);
	size_t n = 0, at = 0;

	while (at < s.n) {
		size_t skip = words_begin(w, WORD_FIGURE_LOOSE, str_from(s, at)), from = at;

		if (skip) {
			at += skip;
			continue;
		}
		utf8_next(s, &at);
		memcpy(to + n, s.p + from, at - from);
		n += at - from;
	}
	out = (struct str){ to, n };
	return str_to(out, n - words_end(w, WORD_QUANTITY, out));
}

static bool ask_one(struct draft *d, struct str name, int other, int line)
{
	const struct draft_figure *o = &d->figures.p[other];

	return draft_ask_first(d, Q_FIGURE, line,
		draft_text(d, "%d/%.*s=%.*s", line, STR_ARG(name), STR_ARG(o->name)),
		draft_text(d,
			_("Is “%.*s” the same figure as “%.*s” (line %d)? Then it is reported once "
			  "for both."),
			STR_ARG(name), STR_ARG(o->name), o->line),
		_("yes: one figure"), _("no: two figures"));
}

/* A quantity of a cell that is merged over several rows: each row's own? */
static bool ask_merged(struct draft *d, const struct draft_item *it, struct str name, int line)
{
	return draft_ask_first(d, Q_FIGURE, line,
		draft_text(d, "%.*s@%.*s", STR_ARG(name), STR_ARG(it->number)),
		draft_text(d,
			_("“%.*s” is demanded of item %.*s by a merged cell. Has the item a figure "
			  "of its own?"),
			STR_ARG(name), STR_ARG(it->number)),
		_("yes: one each"), _("no: one figure for all"));
}

/* A quantity that stands elsewhere too, by the same name or in other words: asked whether it
 * is one figure, proposed so. */
static int figure_shared(struct draft *d, struct figures *f, const struct draft_item *it,
	struct str name, const char *word, int scale, int line)
{
	struct str core = core_of(d, name), folded = draft_fold(d, name);
	intptr_t *known = map_at(f->by_name, folded, false), *same;
	int other;

	if (known && (d->figures.p[*known - 1].item == f->item ||
			     (d->figures.p[*known - 1].line == line
					     ? !ask_merged(d, it, name, line)
					     : ask_one(d, name, (int)*known - 1, line))))
		return (int)*known - 1;
	if (known)
		return figure_add(d, f,
			draft_printf(d, "%.*s：%.*s", STR_ARG(it->brief), STR_ARG(name)), word,
			scale, line);
	if (utf8_count(core) < CORE_CHARS_MIN)
		return figure_add(d, f, name, word, scale, line);
	same = map_at(f->by_core, core, true);
	if (*same == 0) {
		other = figure_add(d, f, name, word, scale, line);
		*map_at(f->by_core, core, true) = other + 1;
		return other;
	}
	other = (int)*same - 1;
	return ask_one(d, name, other, line) ? other : figure_add(d, f, name, word, scale, line);
}

static bool is_share(const struct target_reading *r)
{
	return r->den > 0;
}

static struct str metric_of(const struct draft_item *it, const struct target_reading *r)
{
	return r->metric.n ? r->metric : it->brief;
}

/* What a phase demands is a figure of its own: what stood by then is not what stands later.
 * "覆盖率（2018-12-31）". */
static struct str name_of_phase(struct draft *d, const struct draft_item *it,
				const struct draft_target *t, struct str name)
{
	char day[DATE_TEXT_SIZE];
	date due =
		t->deadline == NO_DEADLINE ? DATE_NONE : it->deadlines.p[t->deadline].reading.due;

	return due == DATE_NONE ? name
				: draft_printf(d, "%.*s（%s）", STR_ARG(name), date_text(due, day));
}

/* By an earlier phase of the same item. */
static bool asked_before(struct draft *d, const struct draft_item *it, size_t target)
{
	struct str metric = draft_fold(d, metric_of(it, &it->targets.p[target].reading));

	for (size_t i = 0; i < target; i++) {
		const struct target_reading *r = &it->targets.p[i].reading;

		if (is_share(r) && r->base.n == 0 &&
		    str_eq(draft_fold(d, metric_of(it, r)), metric))
			return true;
	}
	return false;
}

static void count_askers(struct draft *d, struct figures *f)
{
	for (size_t i = 0; i < d->items.n; i++)
		for (size_t k = 0; k < d->items.p[i].targets.n; k++) {
			const struct target_reading *r = &d->items.p[i].targets.p[k].reading;

			if (is_share(r) && r->base.n == 0 && !asked_before(d, &d->items.p[i], k))
				++*map_at(f->askers, draft_fold(d, metric_of(&d->items.p[i], r)),
					true);
		}
}

/* One metric demanded of several rows (mostly by one merged cell): each row's own, or one
 * figure? */
static bool ask_own(struct draft *d, struct str metric, int n, int line)
{
	return draft_ask_first(d, Q_FIGURE, line, arena_str(&d->in->mem, metric),
		draft_text(d,
			_("“%.*s” is demanded of %d items. Does each item have a figure of its "
			  "own?"),
			STR_ARG(metric), n),
		_("yes: one each"), _("no: one figure for all"));
}

static void ask_base(struct draft *d, struct draft_target *t, struct str metric, bool first)
{
	struct str own;

	if (!first) {
		draft_answered(d, Q_DENOMINATOR, arena_str(&d->in->mem, metric), &own);
	} else {
		draft_ask(d,
			(struct question){ .kind = Q_DENOMINATOR,
				.line = t->line,
				.other = ANSWER_TEXT,
				.key = arena_str(&d->in->mem, metric),
				.text = draft_text(d,
					_("“%.*s”: the document does not say what is counted and "
					  "of what it is a share. How is it defined?"),
					STR_ARG(metric)),
				.choices = { _("not defined yet") } },
			&own);
	}
	if (own.n == 0)
		return;
	own = draft_keep(d, own);
	d->figures.p[t->num].definition = own;
	if (t->den != NO_FIGURE)
		d->figures.p[t->den].definition = own;
	if (t->total != NO_FIGURE)
		d->figures.p[t->total].definition = own;
}

/* A share of which the document does not name the base: two figures (three where something is
 * excluded). */
static void share_without_base(
	struct draft *d, struct figures *f, struct draft_item *it, struct draft_target *t)
{
	struct str metric = metric_of(it, &t->reading), name = metric;
	intptr_t *asked = map_at(f->askers, draft_fold(d, metric), true);
	bool first = *asked > 0, own = false;

	if (*asked > 1 || *asked < -1) {
		/* A negative count: it has been asked about. */
		if (first) {
			own = ask_own(d, metric, (int)*asked, t->line);
		} else {
			own = draft_answered(d, Q_FIGURE, arena_str(&d->in->mem, metric), NULL) ==
			      0;
		}
	}
	*asked = first ? -*asked : *asked;
	if (own)
		name = draft_printf(d, "%.*s：%.*s", STR_ARG(it->brief), STR_ARG(metric));
	name = name_of_phase(d, it, t, name);
	t->num = figure_add(d, f, draft_printf(d, "%.*s·做到数", STR_ARG(name)), "", 0, t->line);
	if (t->reading.excluded.n) {
		t->total = figure_add(
			d, f, draft_printf(d, "%.*s·总数", STR_ARG(name)), "", 0, t->line);
		t->excluded = figure_add(
			d, f, draft_printf(d, "%.*s·剔除数", STR_ARG(name)), "", 0, t->line);
	} else {
		t->den = figure_add(
			d, f, draft_printf(d, "%.*s·应做数", STR_ARG(name)), "", 0, t->line);
	}
	ask_base(d, t, metric, first);
}

static void figures_of(
	struct draft *d, struct figures *f, struct draft_item *it, struct draft_target *t)
{
	const struct target_reading *r = &t->reading;
	bool rate = r->measure_word && strcmp(r->measure_word, "%") == 0;
	struct str metric = name_of_phase(d, it, t, metric_of(it, r)),
		   base = name_of_phase(d, it, t, r->base);

	if (!is_share(r)) {
		t->num = figure_shared(d, f, it, metric, r->measure_word,
			r->comparator == CMP_NONE && rate ? 2 : 0, t->line);
		return;
	}
	if (r->base.n == 0) {
		share_without_base(d, f, it, t);
		return;
	}
	t->num = figure_shared(d, f, it, metric, "", 0, t->line);
	if (r->excluded.n) {
		t->total = figure_shared(d, f, it, base, "", 0, t->line);
		t->excluded = figure_add(
			d, f, draft_printf(d, "%.*s·剔除数", STR_ARG(base)), "", 0, t->line);
	} else {
		t->den = figure_shared(d, f, it, base, "", 0, t->line);
	}
}

bool pass_figure(struct draft *d, struct err *err)
{
	struct figures f = { .by_name = map_new(), .by_core = map_new(), .askers = map_new() };

	(void)err;
	count_askers(d, &f);
	for (size_t i = 0; i < d->items.n; f.item = (int)++i)
		for (size_t k = 0; k < d->items.p[i].targets.n; k++)
			figures_of(d, &f, &d->items.p[i], &d->items.p[i].targets.p[k]);
	map_free(f.by_name);
	map_free(f.by_core);
	map_free(f.askers);
	return true;
}

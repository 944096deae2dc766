#include "cli/amounts.h"

#include "base/fold.h"
#include "base/gettext.h"
#include "model/figure.h"
#include "model/target.h"
#include "store/rows.h"
#include "base/ban.h"

static bool find_field(const figure_fields *fields, struct str name, const struct figure_field **to)
{
	size_t hits = 0;
	for (size_t i = 0; i < fields->n; i++) {
		const struct figure_field *f = &fields->p[i];
		if (fold_eq(str_of(f->label), name) || fold_eq(str_of(f->figure.name), name)) {
			*to = f;
			return true;
		}
		if (name.n && (fold_find(str_of(f->label), name, NULL, NULL) ||
			       fold_find(str_of(f->figure.name), name, NULL, NULL))) {
			*to = f;
			hits++;
		}
	}
	return hits == 1;
}

static bool refuse_field(const figure_fields *fields, const char *word, struct err *err)
{
	struct buf names = { 0 };
	for (size_t i = 0; i < fields->n; i++)
		buf_printf(&names, "%s%s", i ? ", " : "", fields->p[i].label);
	if (fields->n == 0)
		err_set(err, ERR_INPUT, _("this duty asks for no figures: %s"), word);
	else
		err_set(err, ERR_INPUT, _("which figure is meant by %s? The duty asks for: %s"),
			word, buf_text(&names));
	buf_clear(&names);
	return false;
}

/* The words' figures as they are collected. */
struct amounts {
	struct cli *c;
	const struct duty_state *duty;
	figure_fields fields;
	struct amount *list;
	size_t n;
};

static void add(struct amounts *a, int64_t figure, int64_t n)
{
	a->list[a->n++] = (struct amount){ .figure = figure, .n = n };
}

static const struct figure_row *figure_of(const struct amounts *a, int64_t figure)
{
	static const struct figure_row plain = { .word = "" };
	for (size_t i = 0; i < a->fields.n; i++)
		if (a->fields.p[i].figure.key == figure)
			return &a->fields.p[i].figure;
	return &plain;
}

/* "12/20": done of how many, for the first target. Where its base is a total less those
 * excluded, none are excluded. */
static bool read_share(struct amounts *a, const char *word, struct err *err)
{
	target_rows targets = { 0 };
	struct str base = str_of(word), done;
	int64_t n, of = 0;
	if (!target_rows_of(a->c->ledger, a->duty, &a->c->mem, &targets, err))
		return false;
	struct target_row t = targets.n ? targets.p[0] : (struct target_row){ 0 };
	int64_t base_figure = t.den_figure ? t.den_figure : t.total_figure;
	vec_clear(&targets);
	bool share = str_find(base, STR_LIT("/")) >= 0;
	str_cut(&base, '/', &done);
	if (!t.num_figure || (share && !base_figure))
		return refuse_field(&a->fields, word, err);
	if (!figure_read(str_trim(done), figure_of(a, t.num_figure), &n, err)
	    || (share && !figure_read(str_trim(base), figure_of(a, base_figure), &of, err)))
		return false;
	add(a, t.num_figure, n);
	if (share)
		add(a, base_figure, of);
	if (share && !t.den_figure && t.excluded_figure)
		add(a, t.excluded_figure, 0);
	return true;
}

/* The sign may be full-width, too. */
static bool read_amount(struct amounts *a, const char *word, struct err *err)
{
	struct str text = str_of(word), sign = STR_LIT("=");
	const struct figure_field *field;
	int64_t n;
	ptrdiff_t at = str_find(text, sign);
	if (at < 0) {
		sign = STR_LIT("＝");
		at = str_find(text, sign);
	}
	if (at < 0)
		return read_share(a, word, err);
	if (!find_field(&a->fields, str_trim(str_to(text, (size_t)at)), &field))
		return refuse_field(&a->fields, word, err);
	if (!figure_read(str_trim(str_from(text, (size_t)at + sign.n)), &field->figure, &n,
			 err))
		return false;
	add(a, field->figure.key, n);
	return true;
}

enum { FIGURES_A_WORD = 3 };

bool amounts_take(struct cli *c, const struct duty_state *d, size_t n, const char *const *words,
		  struct verb_call *call, struct err *err)
{
	struct amounts a = { .c = c, .duty = d };
	a.list = arena_alloc(&c->mem, (n + 1) * FIGURES_A_WORD * sizeof *a.list);
	bool done = figure_fields_read(c->ledger, d, &c->mem, &a.fields, err);
	for (size_t i = 0; done && i < n; i++)
		done = read_amount(&a, words[i], err);
	call->amounts = a.list;
	call->n_amounts = a.n;
	vec_clear(&a.fields);
	return done;
}

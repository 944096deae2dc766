/* Figures typed in one place, one behind the other. */
#include "model/figure.h"

#include "base/buf.h"
#include "base/fold.h"
#include "base/gettext.h"
#include "model/target.h"
#include "model/verb.h"

#include "base/ban.h"

/* What a duty asks for, in the order in which it is typed. */
struct asked {
	struct figure_row figures[FIGURES_TYPED_MOST];
	/* of a share: what it is to it, in a word; else its name */
	const char *places[FIGURES_TYPED_MOST];
	size_t n;
	int64_t total, excluded;     /* of the first target, where its base is a total; else 0 */
};

static bool asked_add(struct ledger *l, struct asked *a, int64_t figure, const char *place,
		      struct arena *mem, struct err *err)
{
	struct figure_row *to = a->figures + a->n;

	if (!figure || a->n == FIGURES_TYPED_MOST)
		return true;
	for (size_t i = 0; i < a->n; i++)
		if (a->figures[i].key == figure)
			return true;
	if (!figure_get(l->db, figure, mem, to, err))
		return false;
	a->places[a->n++] = place ? place : to->name;
	return true;
}

static bool asked_read(struct ledger *l, const struct duty_state *d, struct arena *mem,
		       struct asked *a, struct err *err)
{
	target_rows targets = { 0 };
	bool ok = target_rows_of(l, d, mem, &targets, err);

	*a = (struct asked){ .n = 0 };
	for (size_t i = 0; ok && i < targets.n; i++) {
		const struct target_row *t = &targets.p[i];
		bool share = targets.n == 1 && (t->den_figure || t->total_figure);
		const struct { int64_t figure; const char *place; } order[] = {
			{ t->num_figure, _("done so far") }, { t->den_figure, _("to do") },
			{ t->total_figure, _("in all") }, { t->excluded_figure, _("not counted") },
		};
		for (size_t k = 0; ok && k < sizeof order / sizeof *order; k++)
			ok = asked_add(l, a, order[k].figure, share ? order[k].place : NULL, mem,
				       err);
		if (i == 0 && !t->den_figure && t->total_figure)
			a->total = t->total_figure, a->excluded = t->excluded_figure;
	}
	vec_clear(&targets);
	return ok;
}

static const char *names_of(const struct asked *a, struct arena *mem)
{
	struct buf b = { 0 };

	for (size_t i = 0; i < a->n; i++)
		buf_printf(&b, "%s%s", i ? " / " : "", a->places[i]);
	const char *names = arena_strdup(mem, buf_text(&b));
	buf_clear(&b);
	return names;
}

/* The next of them; false: none is left. */
static bool word_next(struct str *rest, struct str *word)
{
	size_t n = 0;

	while (rest->n > 0 && (rest->p[0] == ' ' || rest->p[0] == '/'))
		*rest = str_from(*rest, 1);
	while (n < rest->n && rest->p[n] != ' ' && rest->p[n] != '/')
		n++;
	*word = str_to(*rest, n);
	*rest = str_from(*rest, n);
	return n > 0;
}

static bool has(const struct amount *list, size_t n, int64_t figure)
{
	for (size_t i = 0; i < n; i++)
		if (list[i].figure == figure)
			return true;
	return false;
}

static bool words_read(const struct asked *a, struct str rest, struct arena *mem, struct amount *to,
		       size_t *n, struct err *err)
{
	struct str word;

	while (word_next(&rest, &word)) {
		if (a->n == 0)
			return err_set(err, ERR_INPUT, _("no figures are asked for here"));
		if (*n == a->n)
			return err_set(err, ERR_INPUT,
				       ngettext("only %zu figure is asked for here: %s",
						"only %zu figures are asked for here: %s",
						(unsigned long)a->n),
				       a->n, names_of(a, mem));
		if (!figure_read(word, &a->figures[*n], &to[*n].n, err))
			return false;
		to[*n].figure = a->figures[*n].key;
		++*n;
	}
	if (*n < FIGURES_TYPED_MOST && a->excluded && has(to, *n, a->total) &&
	    !has(to, *n, a->excluded))
		to[(*n)++] = (struct amount){ .figure = a->excluded, .n = 0 };
	return true;
}

bool figures_typed(struct ledger *l, const struct duty_state *d, struct str text, struct amount *to,
		   size_t *n, struct err *err)
{
	struct arena mem = { 0 };
	struct buf folded = { 0 };
	struct asked a;

	*n = 0;
	fold_text(&folded, text);
	bool ok = asked_read(l, d, &mem, &a, err) &&
		  words_read(&a, buf_str(&folded), &mem, to, n, err);
	buf_clear(&folded);
	arena_clear(&mem);
	return ok;
}

const char *figures_order(struct ledger *l, const struct duty_state *d, struct arena *mem)
{
	struct err ignore = { 0 };
	struct asked a;

	return asked_read(l, d, mem, &a, &ignore) ? names_of(&a, mem) : "";
}

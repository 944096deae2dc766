#include "model/figure_words.h"

#include <string.h>

#include "base/fold.h"
#include "base/gettext.h"
#include "model/target.h"
#include "store/rows.h"

#include "base/ban.h"

/* The words' figures as they are collected. */
struct amounts {
	figure_fields fields;
	target_rows targets;
	amount_list *to;
};

/* The whole name, what the form calls it (总数), or a part of one name alone; of several that have
 * it, the one that ends in it. */
static bool find_field(const struct amounts *a, struct str name, const struct figure_field **to)
{
	size_t hits = 0, ends = 0;
	const struct figure_field *last = NULL;
	for (size_t i = 0; i < a->fields.n; i++) {
		const struct figure_field *f = &a->fields.p[i];
		const char *part = figure_part_label(&a->targets, f->figure.key);
		size_t at, len;
		if (fold_eq(str_of(f->figure.name), name) ||
		    (part && fold_eq(str_of(part), name))) {
			*to = f;
			return true;
		}
		if (!name.n || !fold_find(str_of(f->figure.name), name, &at, &len))
			continue;
		*to = f;
		hits++;
		if (str_ends(str_of(f->figure.name), name))
			last = f, ends++;
	}
	if (hits > 1 && ends == 1)
		*to = last;
	return hits == 1 || ends == 1;
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

/* Where "=" stands, or a full-width one; SIZE_MAX: none. */
static size_t sign_find(struct str word, size_t *behind)
{
	static const char *const signs[] = { "=", "＝" };
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
		ptrdiff_t at = str_find(word, str_of(signs[i]));
		*behind = (size_t)at + strlen(signs[i]);
		if (at >= 0)
			return (size_t)at;
	}
	return SIZE_MAX;
}

static bool read_named(struct amounts *a, const char *word, size_t at, size_t behind,
		       struct err *err)
{
	const struct figure_field *field = NULL;
	int64_t n;
	if (!find_field(a, str_trim(str_to(str_of(word), at)), &field))
		return refuse_field(&a->fields, word, err);
	if (!figure_read(str_trim(str_from(str_of(word), behind)), &field->figure, &n, err))
		return false;
	*vec_push(a->to) = (struct amount){ field->figure.key, n };
	return true;
}

/* NAME=FIGURE each by itself; the other words are one line, as in the form. */
static bool read_words(struct amounts *a, size_t n, const char *const *words, struct err *err)
{
	struct buf line = { 0 };
	bool done = true;
	for (size_t i = 0; done && i < n; i++) {
		size_t behind, at = sign_find(str_of(words[i]), &behind);
		if (at != SIZE_MAX)
			done = read_named(a, words[i], at, behind, err);
		else
			buf_printf(&line, "%s%s", line.n ? " " : "", words[i]);
	}
	if (done && line.n)
		done = figure_line_read(buf_str(&line), &a->fields, &a->targets, 0, a->to, err);
	buf_clear(&line);
	return done;
}

static bool refuse_twice(const struct amounts *a, struct err *err)
{
	for (size_t i = 0; i < a->to->n; i++)
		for (size_t k = 0; k < i; k++)
			for (size_t f = 0;
			     a->to->p[k].figure == a->to->p[i].figure && f < a->fields.n; f++)
				if (a->fields.p[f].figure.key == a->to->p[i].figure)
					return err_set(err, ERR_INPUT, _("%s is given twice"),
						       a->fields.p[f].figure.name);
	return true;
}

bool figure_words_read(struct ledger *l, const struct duty_state *d, size_t n,
		       const char *const *words, struct arena *mem, amount_list *to,
		       struct err *err)
{
	struct amounts a = { .to = to };
	bool done = figure_fields_read(l, d, mem, &a.fields, err) &&
		    target_rows_of(l, d, mem, &a.targets, err) && read_words(&a, n, words, err) &&
		    refuse_twice(&a, err);

	vec_clear(&a.fields);
	vec_clear(&a.targets);
	return done;
}

const char *figure_words_order(struct ledger *l, const struct duty_state *d, struct arena *mem)
{
	figure_fields fields = { 0 };
	target_rows targets = { 0 };
	struct err ignore = { 0 };
	const char *order = "";

	if (figure_fields_read(l, d, mem, &fields, &ignore) &&
	    target_rows_of(l, d, mem, &targets, &ignore))
		order = figure_line_order(&fields, &targets, mem);
	vec_clear(&fields);
	vec_clear(&targets);
	return order;
}

#include "cli/amounts.h"

#include "base/fold.h"
#include "base/gettext.h"
#include "model/figure.h"
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
		if (name.n && (fold_find(str_of(f->label), name, NULL, NULL) || fold_find(str_of(f->figure.name), name, NULL, NULL))) {
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
		err_set(err, ERR_INPUT, _("which figure is meant by %s? The duty asks for: %s"), word, buf_text(&names));
	buf_clear(&names);
	return false;
}

/* NAME=FIGURE, the sign also full-width. */
static bool read_amount(const figure_fields *fields, const char *word, struct amount *to, struct err *err)
{
	struct str text = str_of(word), sign = STR_LIT("=");
	ptrdiff_t at = str_find(text, sign);
	if (at < 0) {
		sign = STR_LIT("＝");
		at = str_find(text, sign);
	}
	const struct figure_field *field;
	if (at < 0)
		return err_set(err, ERR_USE, _("not NAME=FIGURE: %s"), word);
	if (!find_field(fields, str_trim(str_to(text, (size_t)at)), &field))
		return refuse_field(fields, word, err);
	to->figure = field->figure.key;
	return figure_read(str_trim(str_from(text, (size_t)at + sign.n)), field->figure.scale, &to->n, err);
}

bool amounts_take(struct cli *c, const struct duty_state *d, size_t n, const char *const *words, struct verb_call *call, struct err *err)
{
	figure_fields fields = { 0 };
	struct amount *amounts = arena_alloc(&c->mem, (n + 1) * sizeof *amounts);
	bool done = figure_fields_read(c->ledger, d, &c->mem, &fields, err);
	for (size_t i = 0; done && i < n; i++)
		done = read_amount(&fields, words[i], &amounts[i], err);
	call->amounts = amounts;
	call->n_amounts = n;
	vec_clear(&fields);
	return done;
}

/* Units as an answer names them: a slip, or a word that names nobody, becomes no unit in
 * silence. */
#include "base/buf.h"
#include "base/gettext.h"
#include "base/utf8.h"
#include "notice/notice_private.h"

#include "base/ban.h"

/* A name behind its sign: "+丙区" is a unit whatever it ends in. */
static struct str sign_off(struct str name, bool *signed_new)
{
	static const char *const signs[] = { "+", "＋" };

	*signed_new = false;
	for (size_t i = 0; i < 2; i++) {
		if (!str_starts(name, str_of(signs[i])))
			continue;
		*signed_new = true;
		name = str_trim(str_from(name, strlen(signs[i])));
	}
	return name;
}

static bool is_known(struct draft *d, struct str name)
{
	struct str folded = draft_fold(d, name);

	for (size_t i = 0; i < d->units.n; i++) {
		const struct draft_unit *u = &d->units.p[i];

		if (str_eq(folded, draft_fold(d, u->name)))
			return true;
		for (size_t k = 0; k < u->spellings.n; k++)
			if (str_eq(folded, draft_fold(d, u->spellings.p[k].text)))
				return true;
	}
	return false;
}

/* Counties and the like are units, too. */
static bool ends_usual(struct draft *d, struct str name)
{
	struct str folded = draft_fold(d, name);

	return utf8_count(folded) > 1 && (name_is_usual(d->in->words, folded) ||
					  words_end(d->in->words, WORD_AREA, folded) > 0);
}

bool units_answer_fits(struct draft *d, struct str own, struct err *err)
{
	struct str name;
	bool any = false, is_new;

	while (draft_next_named(&own, &name)) {
		any = true;
		name = sign_off(name, &is_new);
		if (name.n == 0 || (!is_new && !is_known(d, name) && !ends_usual(d, name)))
			return err_set(err, ERR_INPUT,
				       _("“%.*s” is in no row and does not end as units' names do; "
					 "if it is one, write +%.*s"),
				       STR_ARG(name), STR_ARG(name));
	}
	return any || err_set(err, ERR_INPUT, _("which units?"));
}

const char *units_answer(struct str own, struct arena *mem)
{
	struct buf text = { 0 };
	struct str name;
	bool is_new;

	while (draft_next_named(&own, &name)) {
		name = sign_off(name, &is_new);
		buf_printf(&text, "%s%.*s", text.n ? "、" : "", STR_ARG(name));
	}
	const char *kept = arena_strdup(mem, buf_text(&text));
	buf_clear(&text);
	return kept;
}

const char *draft_units_unknown(struct draft *d, const char *own, struct arena *mem)
{
	struct buf text = { 0 };
	struct str rest = str_of(own), name;
	bool is_new;

	while (draft_next_named(&rest, &name)) {
		name = sign_off(name, &is_new);
		if (!is_known(d, name))
			buf_printf(&text, "%s%.*s", text.n ? _(", ") : "", STR_ARG(name));
	}
	const char *kept = arena_strdup(mem, buf_text(&text));
	buf_clear(&text);
	return kept;
}

/* Lists in a task's own text that are steps to be done one by one: three or more quoted names
 * in a row (“A”、“B”以及“C”), or what stands between 特别是, 包括 … and 等, parted by 、.
 * Asked, since a list may also only explain. */
#include "base/gettext.h"
#include "base/utf8.h"
#include "notice/notice_private.h"

#include "base/ban.h"

enum { QUOTED_MIN = 3, LISTED_MIN = 4, STEP_CHARS_MAX = 30 };

typedef VEC(struct str) steps;

/* The longest series of quoted names. Straight and curved quotation marks. */
static void quoted_steps(struct draft *d, struct str text, steps *best)
{
	steps all = { 0 };
	size_t at = 0, from, behind = 0, begin = 0, best_begin = 0, best_n = 0;
	uint32_t c;

	while (from = at, (c = utf8_next(text, &at)) != 0) {
		struct str name, between;
		ptrdiff_t close;

		if (c != 0x201c && c != '"')
			continue;
		close = str_find(str_from(text, at), c == '"' ? STR_LIT("\"") : STR_LIT("”"));
		if (close < 0)
			break;
		name = str_trim((struct str){ text.p + at, (size_t)close });
		at += (size_t)close + (c == '"' ? 1 : strlen("”"));
		between = str_trim((struct str){ text.p + behind, from - behind });
		behind = at;
		if (between.n > 12 ||
			!words_has(d->in->words, WORD_LIST_JOIN, draft_fold(d, between)))
			begin = all.n;
		if (name.n == 0 || utf8_count(name) > STEP_CHARS_MAX) {
			begin = all.n;
			continue;
		}
		*vec_push(&all) = draft_one_line(d, name);
		if (all.n - begin > best_n) {
			best_begin = begin;
			best_n = all.n - begin;
		}
	}
	for (size_t i = 0; i < best_n; i++)
		*vec_push(best) = all.p[best_begin + i];
	vec_clear(&all);
}

/* From a word that begins a list up to 等 or the end of the clause, parted by 、. */
static void listed_steps(struct draft *d, struct str text, steps *best)
{
	const struct words *w = d->in->words;

	for (size_t at = 0, next; at < text.n; at = next) {
		size_t n = words_begin(w, WORD_LIST_BEGIN, str_from(text, at)), i = at + n,
		       from = i;
		steps now = { 0 };
		uint32_t c;

		next = at;
		utf8_next(text, &next);
		if (n == 0)
			continue;
		for (;;) {
			size_t end = i;
			bool stop;

			c = utf8_next(text, &i);
			stop = c == 0 || c == 0xff0c || c == 0x3002 || c == 0xff1b ||
			       words_begin(w, WORD_LIST_END, str_from(text, end)) > 0;
			if (!stop && c != 0x3001)
				continue;
			if (end > from)
				*vec_push(&now) = draft_one_line(
					d, (struct str){ text.p + from, end - from });
			from = i;
			if (stop || (now.n && utf8_count(now.p[now.n - 1]) > STEP_CHARS_MAX))
				break;
		}
		if (now.n >= LISTED_MIN && now.n > best->n) {
			best->n = 0;
			for (size_t k = 0; k < now.n; k++)
				*vec_push(best) = now.p[k];
		}
		vec_clear(&now);
		next = i;
	}
}

static void read_item(struct draft *d, struct draft_item *it)
{
	steps list = { 0 };

	quoted_steps(d, it->text, &list);
	if (list.n < QUOTED_MIN) {
		list.n = 0;
		listed_steps(d, it->text, &list);
	}
	if (list.n && draft_ask_first(d, Q_MEASURES, it->first, arena_str(&d->in->mem, it->number),
			      draft_text(d,
				      _("The text lists %zu things, from “%.*s” to “%.*s”. Are "
					"they steps of item %.*s?"),
				      list.n, STR_ARG(list.p[0]), STR_ARG(list.p[list.n - 1]),
				      STR_ARG(it->number)),
			      _("yes: one measure each"), _("no")))
		for (size_t i = 0; i < list.n; i++)
			*vec_push(&it->measures) =
				(struct draft_measure){ .text = list.p[i], .line = it->first };
	vec_clear(&list);
}

bool pass_measure(struct draft *d, struct err *err)
{
	(void)err;
	for (size_t i = 0; i < d->items.n; i++)
		if (d->items.p[i].kind == ITEM_TASK)
			read_item(d, &d->items.p[i]);
	return true;
}

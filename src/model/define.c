/* Which figures are meant, and what is said of them. */
#include "model/define.h"

#include <string.h>

#include "base/buf.h"
#include "base/fold.h"
#include "base/gettext.h"
#include "model/act.h"
#include "model/view.h"

#include "base/ban.h"

/* ---- which are meant ---- */

void figure_uses_clear(figure_uses *list)
{
	for (size_t i = 0; i < list->n; i++)
		vec_clear(&list->p[i].item_keys);
	vec_clear(list);
}

static bool use_of_item(const struct figure_use *u, int64_t item)
{
	for (size_t i = 0; i < u->item_keys.n; i++)
		if (u->item_keys.p[i] == item)
			return true;
	return false;
}

/* The items whose targets name it, by their numbers. */
static bool use_fill(struct ledger *l, const struct figure_name *name, struct arena *mem,
		     struct figure_use *to, struct err *err)
{
	struct buf numbers = { 0 };
	struct err gone = { 0 };
	bool ok;

	*to = (struct figure_use){ .key = name->key, .name = name->name };
	ok = figure_get(l->db, name->key, mem, &to->row, err) &&
	     items_of_figure(l->db, name->key, &to->item_keys, err);
	for (size_t i = 0; ok && i < to->item_keys.n; i++) {
		struct item_row item;
		if (item_get(l->db, to->item_keys.p[i], mem, &item, &gone))
			buf_printf(&numbers, "%s%s", numbers.n ? _(", ") : "", item.number);
	}
	to->items = arena_strdup(mem, buf_text(&numbers));
	buf_clear(&numbers);
	return ok;
}

/* How well a name fits: 2 it is the word, 1 the word stands in it. */
static int fit_of(const char *name, struct str word)
{
	if (word.n == 0 || fold_eq(str_of(name), word))
		return 2;
	return fold_find(str_of(name), word, NULL, NULL) ? 1 : 0;
}

/* Those of an item (0: any) that fit best. */
static bool uses_take(struct ledger *l, const figure_names *names, int64_t item, struct str word,
		      struct arena *mem, figure_uses *to, struct err *err)
{
	bool ok = true;

	for (int fit = 2; ok && fit > 0 && to->n == 0; fit--)
		for (size_t i = 0; ok && i < names->n; i++) {
			struct figure_use u;
			if (fit_of(names->p[i].name, word) != fit)
				continue;
			ok = use_fill(l, &names->p[i], mem, &u, err);
			if (ok && (!item || use_of_item(&u, item)))
				*vec_push(to) = u;
			else
				vec_clear(&u.item_keys);
		}
	return ok;
}

bool figure_find(struct ledger *l, int64_t plan, int64_t item, struct str word, struct arena *mem,
		 figure_uses *to, struct err *err)
{
	struct str text = str_trim(word);
	figure_names names = { 0 };
	struct err none = { 0 };
	int64_t of = item;

	if (!item && text.n > 0 && view_find_item(l, plan, text, &of, &none))
		text = (struct str){ "", 0 };
	bool ok = figure_names_read(l->db, plan, mem, &names, err) &&
		  uses_take(l, &names, of, text, mem, to, err);
	if (ok && to->n == 0 && text.n > 0)
		ok = err_set(err, ERR_NOT_FOUND, _("there is no figure called %.*s"),
			     STR_ARG(text));
	else if (ok && to->n == 0 && of)
		ok = err_set(err, ERR_NOT_FOUND, _("this item asks for no figures"));
	vec_clear(&names);
	return ok;
}

enum { NAMES_SHOWN = 6 };

const char *figure_uses_names(const figure_uses *list, struct arena *mem)
{
	struct buf names = { 0 };

	for (size_t i = 0; i < list->n && i < NAMES_SHOWN; i++)
		buf_printf(&names, "%s%s (%s)", i ? _(", ") : "", list->p[i].name,
			   list->p[i].items);
	if (list->n > NAMES_SHOWN)
		buf_puts(&names, " ...");
	const char *kept = arena_strdup(mem, buf_text(&names));
	buf_clear(&names);
	return kept;
}

bool figure_find_one(struct ledger *l, int64_t plan, int64_t item, struct str word,
		     struct arena *mem, int64_t *figure, struct err *err)
{
	figure_uses list = { 0 };
	bool ok = figure_find(l, plan, item, word, mem, &list, err);

	if (ok && list.n > 1)
		ok = err_set(err, ERR_AMBIGUOUS, _("%.*s fits several figures: %s"), STR_ARG(word),
			     figure_uses_names(&list, mem));
	else if (ok && list.n)
		*figure = list.p[0].key;
	figure_uses_clear(&list);
	return ok;
}

/* ---- what they mean ---- */

static bool define_each(struct ledger *l, struct change *c, const struct definition *list, size_t n,
			struct arena *mem, struct err *err)
{
	for (size_t i = 0; i < n; i++) {
		struct figure_row row;
		if (!figure_get(l->db, list[i].figure, mem, &row, err))
			return false;
		change_set(c, KIND_FIGURE, &row.id, "definition",
			   *list[i].text ? V_TEXT(list[i].text) : V_NULL);
	}
	return true;
}

/* The first one's name and text stand for all. */
static const char *define_say(struct ledger *l, const struct definition *list, size_t n,
			      struct arena *mem, struct err *err)
{
	struct figure_row row;

	if (!figure_get(l->db, list[0].figure, mem, &row, err))
		return NULL;
	const char *text = *list[0].text ? list[0].text : _("(no definition)");
	return n == 1 ? arena_printf(mem, _("definition of %s: %s"), row.name, text)
		: arena_printf(mem, _("definition of %s and %zu more: %s"), row.name, n - 1, text);
}

bool define_set(struct ledger *l, const struct definition *list, size_t n, struct outcome *out,
		struct err *err)
{
	struct arena mem = { 0 };
	struct change *c = NULL;

	*out = (struct outcome){ .done = 0 };
	const char *say = n ? define_say(l, list, n, &mem, err) : NULL;
	if (say)
		c = ledger_begin(l, "define", say, err);
	bool ok = c && define_each(l, c, list, n, &mem, err);
	if (ok) {
		outcome_say(out, say);
		ok = ledger_commit(l, c, out, err);
		out->done = ok && out->changed ? (int)n : 0;
		outcome_unchanged(out);
	} else if (c) {
		ledger_abandon(l, c);
	}
	if (!ok)
		out->said[0] = '\0';
	arena_clear(&mem);
	return ok;
}

/* Appends a name; of "甲：率·做到数" behind "甲：率·应做数" only what is behind the last dot is
 * new. */
static void put_name(struct buf *to, const char *before, const char *name)
{
	const char *dot = NULL;

	for (const char *at = name; (at = strstr(at, "·")) != NULL; at += strlen("·"))
		dot = at + strlen("·");
	bool shared = before && dot && strncmp(before, name, (size_t)(dot - name)) == 0;
	buf_printf(to, "%s%s", before ? _(", ") : "", shared ? dot : name);
}

static bool line_known(const definition_lines *list, const char *line)
{
	for (size_t i = 0; i < list->n; i++)
		if (strcmp(list->p[i], line) == 0)
			return true;
	return false;
}

bool definitions_read(struct ledger *l, const struct target_row *t, struct arena *mem,
		      definition_lines *to, struct err *err)
{
	int64_t figures[] = { t->num_figure, t->den_figure, t->total_figure, t->excluded_figure };
	enum { N = sizeof figures / sizeof *figures };
	struct figure_row rows[N] = { { .key = 0 } };

	for (size_t i = 0; i < N; i++)
		if (figures[i] && !figure_get(l->db, figures[i], mem, &rows[i], err))
			return false;
	for (size_t i = 0; i < N; i++) {
		const char *text = rows[i].definition ? rows[i].definition : "", *before = NULL;
		struct buf line = { 0 };
		bool first = *text;
		for (size_t k = 0; first && k < i; k++)
			first = !rows[k].definition || strcmp(rows[k].definition, text) != 0;
		for (size_t k = i; first && k < N; k++)
			if (rows[k].definition && strcmp(rows[k].definition, text) == 0) {
				put_name(&line, before, rows[k].name);
				before = rows[k].name;
			}
		if (first) {
			buf_printf(&line, _(": %s"), text);
			if (!line_known(to, buf_text(&line)))
				*vec_push(to) = arena_strdup(mem, buf_text(&line));
		}
		buf_clear(&line);
	}
	return true;
}

/* What the cells of a row say. */
#include "model/entry_private.h"

#include <string.h>

#include "base/day_typed.h"
#include "base/fold.h"
#include "base/gettext.h"
#include "model/figure_words.h"

#include "base/ban.h"

enum { WORDS_MOST = 80 /* of one row: a figures cell and each column of a figure */ };

/* What offices write where there is nothing to write. */
static bool is_blank(const char *cell)
{
	static const char *const signs[] = { "", "-", "--", "—", "——", "－", "/", "／", "无" };

	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (strcmp(cell, signs[i]) == 0)
			return true;
	return false;
}

static bool is_total(const char *cell)
{
	static const char *const words[] = {
		"合计", "总计", "小计", "累计", "共计", "total", "subtotal", "sum",
	};
	struct buf b = { 0 };
	bool found = false;

	/* "合 计" is written so in many a table. */
	fold_text(&b, str_of(cell));
	for (size_t i = 0; i < sizeof words / sizeof *words && !found; i++)
		found = str_eq(buf_str(&b), str_of(words[i])) ||
			(words[i][0] & 0x80 && str_starts(buf_str(&b), str_of(words[i])));
	buf_clear(&b);
	return found;
}

static const struct { const char *word, *verb; } verb_words[] = {
	{ "上报", "report" }, { "报告", "report" }, { "已报", "report" }, { "report", "report" },
	{ "无变化", "none" }, { "没有变化", "none" }, { "none", "none" },
	{ "no change", "none" }, { "零报告", "zero" }, { "零报", "zero" }, { "zero", "zero" },
	{ "zero report", "zero" },
};

bool entry_verb(struct entry_row_in *r, struct err *err)
{
	const char *cell = r->in->cells[ENTRY_KIND];

	r->about = ENTRY_KIND;
	r->to->verb = *cell ? NULL : verb_find("report");
	for (size_t i = 0; i < sizeof verb_words / sizeof *verb_words && !r->to->verb; i++)
		if (fold_eq(str_of(cell), str_of(verb_words[i].word)))
			r->to->verb = verb_find(verb_words[i].verb);
	return r->to->verb ||
	       err_set(err, ERR_INPUT, _("which kind is %s? 上报 report, 无变化 none, 零报告 zero"),
		       cell);
}

/* Spreadsheets write a time behind a day that has none. */
static struct str day_alone(const char *cell)
{
	struct str s = str_of(cell);
	ptrdiff_t blank = str_find(s, STR_LIT(" ")), colon = str_find(s, STR_LIT(":"));

	return blank > 0 && colon > blank ? str_to(s, (size_t)blank) : s;
}

bool entry_days(struct entry_planner *p, struct entry_row_in *r, struct err *err)
{
	const char *on = r->in->cells[ENTRY_ON], *due = r->in->cells[ENTRY_DUE];
	date today = ledger_today(p->l);

	r->to->on = p->in->on;
	r->due = DATE_NONE;
	r->about = ENTRY_ON;
	if (!is_blank(on) && !day_typed_dated(day_alone(on), today, &r->to->on, err))
		return false;
	r->about = ENTRY_DUE;
	return is_blank(due) || day_typed_near(day_alone(due), today, &r->due, err);
}

/* What the material is stands behind the text, as the file calls it: the ledger has one text a
 * report. */
void entry_words(struct entry_planner *p, struct entry_row_in *r)
{
	const char *text = r->in->cells[ENTRY_TEXT], *material = r->in->cells[ENTRY_MATERIAL];

	if (!is_blank(material))
		text = arena_printf(p->mem, "%s%s%s: %s", text, *text ? "; " : "",
				    p->in->heads[ENTRY_MATERIAL], material);
	r->to->text = *text ? text : NULL;
	r->to->way = *r->in->cells[ENTRY_WAY] ? r->in->cells[ENTRY_WAY] : NULL;
	r->to->who = *r->in->cells[ENTRY_WHO] ? r->in->cells[ENTRY_WHO] : NULL;
}

/* ---- figures ---- */

struct figure_words { const char *words[WORDS_MOST]; int named[WORDS_MOST]; size_t n; };

static void word_add(struct figure_words *w, const char *word, int named)
{
	if (w->n < WORDS_MOST) {
		w->words[w->n] = word;
		w->named[w->n++] = named;
	}
}

/* "总数=20 已办=12" is two, "12/20 2" is one line. */
static void cell_words(struct entry_planner *p, const char *cell, struct figure_words *w)
{
	if (is_blank(cell))
		return;
	if (!strstr(cell, "=") && !strstr(cell, "＝")) {
		word_add(w, cell, -1);
		return;
	}
	char *rest = arena_strdup(p->mem, cell);
	while (*(rest += strspn(rest, " \t\n;,"))) {
		size_t n = strcspn(rest, " \t\n;,");
		word_add(w, arena_str(p->mem, (struct str){ rest, n }), -1);
		rest += n;
	}
}

/* Which cell it was that could not be read. */
static void blame(struct entry_planner *p, struct entry_row_in *r, const struct duty_state *d,
		  const struct figure_words *w)
{
	r->about = ENTRY_FIGURES;
	for (size_t i = 0; i < w->n; i++) {
		amount_list alone = { 0 };
		struct err fault = { 0 };
		bool ok = figure_words_read(p->l, d, 1, &w->words[i], p->mem, &alone, &fault);
		vec_clear(&alone);
		r->named = w->named[i];
		if (!ok)
			return;
	}
}

bool entry_amounts(struct entry_planner *p, struct entry_row_in *r, const struct duty_state *d,
		   const struct amount **to, size_t *n, struct err *err)
{
	struct figure_words w = { .n = 0 };
	amount_list list = { 0 };

	cell_words(p, r->in->cells[ENTRY_FIGURES], &w);
	for (size_t i = 0; i < p->in->n_names; i++)
		if (p->figures[i] && !is_blank(r->in->named[i]))
			word_add(&w,
				 arena_printf(p->mem, "%s=%s", p->in->names[i].head,
					      r->in->named[i]),
				 (int)i);
	*n = 0;
	if (w.n == 0)
		return true;
	struct arena scratch = { 0 };
	bool ok = figure_words_read(p->l, d, w.n, w.words, &scratch, &list, err);
	arena_clear(&scratch);
	if (!ok)
		blame(p, r, d, &w);
	struct amount *kept = arena_alloc(p->mem, (list.n + 1) * sizeof *kept);
	for (size_t i = 0; ok && i < list.n; i++)
		kept[i] = list.p[i];
	*to = kept;
	*n = ok ? list.n : 0;
	vec_clear(&list);
	return ok;
}

/* What a share's parts are called in the form, and what figures are called in the plan: such a
 * column is a figure's. */
static bool is_figure(const figure_names *names, const char *head)
{
	const char *const parts[] = { _("in all"), _("not counted"), _("to do"), _("done so far") };

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (fold_eq(str_of(parts[i]), str_of(head)))
			return true;
	for (size_t i = 0; i < names->n; i++)
		if (fold_find(str_of(names->p[i].name), str_of(head), NULL, NULL))
			return true;
	return false;
}

bool entry_columns(struct entry_planner *p, struct err *err)
{
	figure_names names = { 0 };
	struct buf unused = { 0 };
	bool ok = figure_names_read(p->l->db, p->plan, p->mem, &names, err);

	p->figures = arena_alloc(p->mem, (p->in->n_names + 1) * sizeof *p->figures);
	for (size_t i = 0; ok && i < p->in->n_names; i++) {
		p->figures[i] = is_figure(&names, p->in->names[i].head);
		if (!p->figures[i])
			buf_printf(&unused, "%s%s", unused.n ? ", " : "", p->in->names[i].head);
	}
	p->to->unused = arena_strdup(p->mem, buf_text(&unused));
	buf_clear(&unused);
	vec_clear(&names);
	return ok;
}

/* ---- the row ---- */

/* Says it nothing, or sums up others? Then why, else NULL. */
const char *entry_passed_why(struct entry_planner *p, const struct entry_in *in)
{
	static const enum entry_field said[] = {
		ENTRY_ON, ENTRY_FIGURES, ENTRY_TEXT, ENTRY_MATERIAL, ENTRY_KIND,
	};
	bool empty = true;

	if (is_total(in->cells[ENTRY_NUMBER]) || is_total(in->cells[ENTRY_ITEM]) ||
	    is_total(in->cells[ENTRY_UNIT]))
		return _("a row of totals");
	for (size_t i = 0; i < sizeof said / sizeof *said; i++)
		empty &= is_blank(in->cells[said[i]]);
	for (size_t i = 0; i < p->in->n_names; i++)
		empty &= !p->figures[i] || is_blank(in->named[i]);
	return empty ? _("nothing is reported in it") : NULL;
}

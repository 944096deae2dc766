#include <stdarg.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/day_typed.h"
#include "base/fold.h"
#include "base/gettext.h"
#include "base/quotes.h"
#include "base/utf8.h"
#include "notice/notice_private.h"

#include "base/ban.h"

enum { OWN_LIMIT = 4096 };

const char *question_kind_word(enum question_kind k)
{
	static const char *const words[QUESTION_KINDS] = {
		[Q_TITLE] = "title",
		[Q_ISSUED] = "issued",
		[Q_YEAR] = "year",
		[Q_NUMBER] = "number",
		[Q_REGION] = "region",
		[Q_COLUMN] = "column",
		[Q_SHORT_ROW] = "short-row",
		[Q_CARRIED] = "carried",
		[Q_BLANK] = "blank",
		[Q_ITEM_NUMBER] = "item-number",
		[Q_AREA] = "area",
		[Q_SPELLING] = "spelling",
		[Q_ALIAS] = "alias",
		[Q_TYPO] = "typo",
		[Q_UNIT] = "unit",
		[Q_OPEN] = "open",
		[Q_MEMBERS] = "members",
		[Q_LEAD] = "lead",
		[Q_DEADLINE] = "deadline",
		[Q_FIGURE] = "figure",
		[Q_DENOMINATOR] = "denominator",
		[Q_MEASURES] = "measures",
		[Q_LINK] = "link",
		[Q_OWNER] = "owner",
		[Q_PLAN] = "plan",
		[Q_GONE] = "gone",
	};

	return words[k];
}

static const char *full_key(struct arena *mem, enum question_kind k, const char *key)
{
	return arena_printf(mem, "%s/%s", question_kind_word(k), key);
}

static struct answer *answer_find(const struct draft_private *in, const char *key)
{
	intptr_t *at = map_at(in->answer_at, str_of(key), false);
	struct answer *a = at && *at ? &in->answers.p[*at - 1] : NULL;

	return a && a->given && (a->decided == BY_HAND || in->corrects) ? a : NULL;
}

int draft_answered(const struct draft *d, enum question_kind k, const char *key, struct str *own)
{
	struct arena mem = { 0 };
	const struct answer *a = answer_find(d->in, full_key(&mem, k, key));

	arena_clear(&mem);
	if (own)
		*own = a && a->own ? str_of(a->own) : (struct str){ "", 0 };
	return a ? a->choice : 0;
}

int draft_ask(struct draft *d, struct question q, struct str *own)
{
	const struct answer *a;
	int n = 0;

	q.key = full_key(&d->in->mem, q.kind, q.key);
	while (n < 4 && q.choices[n])
		n++;
	q.n_choices = n;
	a = answer_find(d->in, q.key);
	if (a && a->choice >= n)       /* the question has changed since */
		a = NULL;
	q.answered = a != NULL;
	q.proposed = a && a->decided == PROPOSED_BEFORE;
	q.chosen = a ? a->choice : 0;
	q.own = a ? a->own : NULL;
	q.asked = (int)d->questions.n;
	if (own)
		*own = q.own ? str_of(q.own) : (struct str){ "", 0 };
	*vec_push(&d->questions) = q;
	return q.chosen;
}

bool draft_ask_first(struct draft *d, enum question_kind kind, int line, const char *key,
		     const char *text, const char *first, const char *second)
{
	struct question q = { .kind = kind, .line = line, .key = key, .text = text };

	q.choices[0] = first;
	q.choices[1] = second;
	return draft_ask(d, q, NULL) == 0;
}

void answer_set(struct draft_private *in, const char *key, int choice, const char *own,
	enum decided decided)
{
	intptr_t *at = map_at(in->answer_at, str_of(key), true);
	struct answer *a;

	if (*at == 0) {
		a = vec_push(&in->answers);
		a->key = mem_strdup(key);
		*at = (intptr_t)in->answers.n;
	}
	a = &in->answers.p[*at - 1];
	free(a->own);
	a->own = own ? mem_strdup(own) : NULL;
	a->choice = choice;
	a->given = true;
	a->decided = decided;
}

static bool own_fits(struct draft *d, const struct question *q, const char *own, struct err *err)
{
	struct str s = str_trim(str_of(own));
	date day;

	if (q->other == ANSWER_CHOICE)
		return err_set(err, ERR_USE, _("answer this question by one of its numbers"));
	if (s.n > OWN_LIMIT)
		return err_set(err, ERR_INPUT,
			_("an answer has at most %d bytes; this one has %zu"), OWN_LIMIT, s.n);
	if (utf8_flaw(s) >= 0)
		return err_set(err, ERR_INPUT, _("the answer is broken UTF-8"));
	if (q->other == ANSWER_DATE && s.n > 0 && !day_typed_whole(s, &day))
		return err_set(err, ERR_INPUT, _("not a date: “%.*s”; write it like 2018-11-20"),
			STR_ARG(s));
	return q->other != ANSWER_UNITS || units_answer_fits(d, s, err);
}

/* What was answered before, so that a refused answer changes nothing. */
static void answers_save(const struct draft_private *in, struct arena *mem, struct answer *to)
{
	for (size_t i = 0; i < in->answers.n; i++) {
		to[i] = in->answers.p[i];
		to[i].own = to[i].own ? arena_strdup(mem, to[i].own) : NULL;
	}
}

static bool read_again(struct draft *d, const struct answer *before, size_t n, struct err *err)
{
	struct draft_private *in = d->in;
	struct err second = { 0 };

	if (interpret(d, NULL, err))
		return true;
	for (size_t i = 0; i < in->answers.n; i++) {
		struct answer *a = &in->answers.p[i];

		free(a->own);
		a->own = i < n && before[i].own ? mem_strdup(before[i].own) : NULL;
		a->choice = i < n ? before[i].choice : 0;
		a->decided = i < n ? before[i].decided : BY_HAND;
		a->given = i < n && before[i].given;
	}
	(void)!interpret(d, NULL, &second);
	return false;
}

static bool refuse_choice(const struct question *q, struct err *err)
{
	if (q->n_choices > 1)
		return err_set(
			err, ERR_USE, _("this question has the answers 1 to %d"), q->n_choices);
	return err_set(err, ERR_USE,
		       q->n_choices == 1 ? _("this question has one answer with a number: 1")
					 : _("this question has no answers with numbers"));
}

bool draft_answer(struct draft *d, size_t question, int choice, const char *own, struct err *err)
{
	const struct question *q;
	struct arena mem = { 0 };
	size_t n = d->in->answers.n;
	struct answer *before;
	bool ok;

	if (question >= d->questions.n)
		return err_set(err, ERR_USE, _("there is no question %zu"), question + 1);
	q = &d->questions.p[question];
	if (choice >= q->n_choices || choice < -1 || (choice == -1 && !own))
		return refuse_choice(q, err);
	if (choice == -1 && !own_fits(d, q, own, err))
		return false;
	before = arena_alloc(&mem, (n + 1) * sizeof *before);
	answers_save(d->in, &mem, before);
	answer_set(d->in, q->key, choice,
		   choice != -1               ? NULL
		   : q->other == ANSWER_UNITS ? units_answer(str_of(own), &mem)
					      : arena_str(&mem, str_trim(str_of(own))),
		   BY_HAND);
	ok = read_again(d, before, n, err);
	arena_clear(&mem);
	return ok;
}

bool draft_answer_alike(struct draft *d, enum question_kind k, int choice, struct err *err)
{
	struct arena mem = { 0 };
	size_t n = d->in->answers.n;
	struct answer *before = arena_alloc(&mem, (n + 1) * sizeof *before);
	bool any = false, ok;

	answers_save(d->in, &mem, before);
	for (size_t i = 0; i < d->questions.n; i++) {
		const struct question *q = &d->questions.p[i];

		if (q->kind != k || q->answered || choice < 0 || choice >= q->n_choices)
			continue;
		answer_set(d->in, q->key, choice, NULL, BY_HAND);
		any = true;
	}
	ok = any ? read_again(d, before, n, err)
		 : err_set(err, ERR_USE, _("no open question of this kind has that answer"));
	arena_clear(&mem);
	return ok;
}

void draft_ask_again(struct draft *d, size_t question)
{
	struct answer *a =
		question < d->questions.n ? answer_find(d->in, d->questions.p[question].key) : NULL;
	struct err err = { 0 };

	if (!a)
		return;
	a->given = false;
	/* What could be read once can be read again. */
	(void)!interpret(d, NULL, &err);
}

const char *draft_lines_text(struct draft *d, const int *lines, size_t n)
{
	struct buf text = { 0 };
	const char *kept;
	size_t shown = 0;
	int last = 0;

	for (size_t i = 0; i < n && shown < 10; i++) {
		if (lines[i] == last)
			continue;
		buf_printf(&text, shown ? ", %d" : "%d", lines[i]);
		last = lines[i];
		shown++;
	}
	if (shown == 10 && lines[n - 1] != last)
		buf_puts(&text, " ...");
	kept = arena_strdup(&d->in->mem, buf_text(&text));
	buf_clear(&text);
	return kept;
}

static struct str keep_printed(struct draft *d, bool for_people, const char *format, va_list list)
{
	char *text = NULL;
	int n = vasprintf(&text, format, list);
	struct str kept;

	if (n < 0)
		return (struct str){ "", 0 };
	if (for_people)
		quotes_nest(text);
	kept = draft_keep(d, (struct str){ text, (size_t)n });
	free(text);
	return kept;
}

struct str draft_printf(struct draft *d, const char *format, ...)
{
	struct str kept;
	va_list list;

	va_start(list, format);
	kept = keep_printed(d, false, format, list);
	va_end(list);
	return kept;
}

const char *draft_text(struct draft *d, const char *format, ...)
{
	struct str kept;
	va_list list;

	va_start(list, format);
	kept = keep_printed(d, true, format, list);
	va_end(list);
	return kept.p;
}

struct str draft_keep(struct draft *d, struct str s)
{
	return (struct str){ arena_str(&d->in->mem, s), s.n };
}

struct str draft_fold(struct draft *d, struct str s)
{
	struct buf folded = { 0 };
	struct str kept;

	fold_text(&folded, s);
	kept = draft_keep(d, buf_str(&folded));
	buf_clear(&folded);
	return kept;
}

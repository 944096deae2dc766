/* What is due by a deadline: the words behind or before it. */
#include "model/wording_private.h"

#include <string.h>

#include "base/utf8.h"
#include "base/ban.h"

/* Where the words that are due end: at a sign that ends a sentence, or where the next deadline
 * begins. */
static size_t deliverable_end(const struct lex *x, size_t from, size_t limit)
{
	static const char *const ends[] = { ";", "。", "!", "?", NULL };
	size_t i = from;
	while (i < limit && !lex_sees_any(x, i, ends))
		lex_skip(x, &i);
	return i < limit ? i : limit;
}

/* Without signs and words at the end that lead to the next deadline. */
static size_t trim_end(const struct lex *x, size_t from, size_t to)
{
	static const char *const tails[] = {
		",", "、", ":", "(", "并且", "并", "且", "和", "及", NULL,
	};
	size_t begin;
	while (to > from && lex_ends_any(x, to, tails, &begin) && begin >= from)
		to = begin;
	return to;
}

/* Where the clause that i stands in begins, not before limit. */
static size_t clause_begin(const struct lex *x, size_t limit, size_t i)
{
	while (i > limit && !lex_at_start(x, i)) {
		i--;
		while (i > limit && ((unsigned char)x->f.p[i] & 0xc0) == 0x80)
			i--;
	}
	return i;
}

/* The clause before a deadline: "方案于11月20日前", "完成方案（11月20日前）". limit: where the
 * deadline before ends. */
static struct str deliverable_before(const struct lex *x, size_t limit, size_t to)
{
	static const char *const labels[] = { "完成时限", "办理时限", "整改时限", "完成时间",
					      "截止时间", "截止日期", "时间节点", "时间要求",
					      "时限要求", "工作时限", "进度安排", "时限",
					      "时间",     "日期",     NULL };
	to = trim_end(x, limit, to);
	size_t at = clause_begin(x, limit, to), behind = at;
	if (lex_any(x, &behind, labels) >= 0 && behind >= to)
		return (struct str){ x->source.p, 0 };
	return lex_source(x, at, to);
}

/* Does it end with a bracket that was opened before it? */
static bool is_closed_only(struct str s)
{
	int depth = 0;
	for (size_t i = 0; i < s.n; i++)
		depth += (s.p[i] == '(') - (s.p[i] == ')');
	return depth < 0 && str_ends(s, STR_LIT(")"));
}

enum { SUBJECT_MAX = 20 };      /* characters: what is longer is a sentence */

/* 方案11月5日前报送，总结12月20日前报送: what stands before a date in its own clause says what is
 * due as well. */
static void take_subject(struct reader *w, struct found *f, size_t limit)
{
	static const char *const joints[] = {
		"请于", "应于", "须于", "要于", "于", "请在", "应在", "须在", "在", NULL,
	};
	size_t at = clause_begin(&w->x, limit, f->from), end = f->from;
	lex_ends_any(&w->x, end, joints, &end);
	if (at >= end || !lex_at_start(&w->x, at))
		return;
	struct str subject = deliverable_before(&w->x, limit, end);
	if (!subject.n || utf8_count(subject) > SUBJECT_MAX || utf8_flaw(subject) >= 0)
		return;
	f->r.deliverable = str_of(
		arena_printf(w->mem, "%.*s%.*s", STR_ARG(subject), STR_ARG(f->r.deliverable)));
}

void deliverable_take(struct reader *w, size_t k)
{
	const struct lex *x = &w->x;
	struct found *f = &w->all.p[k];
	size_t limit = k + 1 < w->all.n ? w->all.p[k + 1].from : x->f.n;
	size_t before = k ? w->all.p[k - 1].to : 0;
	size_t from = f->to, to;
	f->r.clause = lex_source(x, f->from, f->to);
	f->r.text = f->r.clause;
	f->r.deliverable = (struct str){ x->source.p, 0 };
	if (f->r.kind == DEADLINE_ONGOING || f->r.kind == DEADLINE_UNSCHEDULED)
		return;
	/* （11月20日前）: what is due stands before; （11月20日前）：behind. */
	if (lex_sees(x, from, "):"))
		from += strlen("):");
	if (from > f->to || !lex_ends_any(x, f->from, (const char *const[]){ "(", NULL },
		&(size_t){ 0 }) ||
		!lex_sees(x, f->to, ")")) {
		while (lex_any(x, &from, part_signs) >= 0)
			;
		to = trim_end(x, from, deliverable_end(x, from, limit));
		to -= is_closed_only(str_from(str_to(x->f, to), from));
		if (k + 1 < w->all.n && to == limit && clause_begin(x, from, to) > from)
			/* the subject of the next */
			to = trim_end(x, from, clause_begin(x, from, to));
		if (to > from && !lex_sees(x, from, ")")) {
			f->r.deliverable = lex_source(x, from, to);
			f->r.text = lex_source(x, f->from, to);
			take_subject(w, f, before);
			return;
		}
	}
	f->r.deliverable = deliverable_before(x, before, f->from);
}

/* Does a bracket that s begins with close at its end? */
static bool is_closed_off(struct str s)
{
	return str_ends(s, STR_LIT("）")) || str_ends(s, STR_LIT(")"));
}

void deliverable_day_off(struct reading *r)
{
	static const char *const days[] = {
		"节假日", "休息日", "节日", "假日", "周末", "双休日", NULL,
	};
	struct str s = r->deliverable, brackets[] = { STR_LIT("（"), STR_LIT("(") };
	bool next = str_find(s, STR_LIT("顺延")) >= 0 || str_find(s, STR_LIT("延后")) >= 0;
	if (!(next || str_find(s, STR_LIT("提前")) >= 0) || !text_says(s, days))
		return;
	r->day_off = next ? "next" : "previous";
	for (size_t k = 0; k < 2; k++) {
		ptrdiff_t open = str_find(s, brackets[k]);
		if (open >= 0 && text_says(str_from(s, (size_t)open), days) &&
		    is_closed_off(str_from(s, (size_t)open)))
			r->deliverable = str_trim(str_to(s, (size_t)open));
	}
	if (r->deliverable.n == s.n &&
	    (str_starts(s, STR_LIT("遇")) || str_starts(s, STR_LIT("如遇"))))
		r->deliverable = str_to(s, 0);
}

void deliverables_share(struct reader *w)
{
	static const char *const joints[] = { "、", "和", "及", "与", NULL };
	for (size_t k = w->all.n; k-- > 1;) {
		struct found *a = &w->all.p[k - 1], *b = &w->all.p[k];
		size_t at = a->to;
		if (a->r.kind != DEADLINE_ONCE || b->r.kind != DEADLINE_ONCE ||
			lex_any(&w->x, &at, joints) < 0 || at != b->from)
			continue;
		a->r.deliverable = b->r.deliverable;
		if (a->day && a->r.minute == -1 && b->r.due_excluded != DATE_NONE)
			a->r.due_excluded = a->r.due - 1;
	}
}

bool deliverable_cut(struct str *rest, struct str *one)
{
	int depth = 0;
	size_t i = 0, end;
	bool quoted = false;
	*rest = str_trim(*rest);
	if (!rest->n)
		return false;
	for (end = 0; i < rest->n; end = i) {
		uint32_t c = utf8_next(*rest, &i);
		depth += c == '(' || c == U'（' || c == U'《' || c == U'〔';
		depth -= (c == ')' || c == U'）' || c == U'》' || c == U'〕') && depth > 0;
		quoted = c == U'“' || (quoted && c != U'”');
		if (!depth && !quoted &&
		    (c == ',' || c == U'，' || c == ';' || c == U'；' || c == U'。'))
			break;
	}
	*one = str_trim(str_to(*rest, end));
	*rest = str_from(*rest, end < rest->n ? i : rest->n);
	return one->n > 0 || deliverable_cut(rest, one);
}

/* Demands on figures: comparing words, amounts, thresholds. What they measure:
 * target_measured.c. */
#include "model/target_private.h"

#include <string.h>

#include "base/ban.h"

static const char *const comparator_words[] = { "", ">", ">=", "<", "<=", "=" };
static const char *const scope_words[] = { "each", "sum", "joint" };

const char *comparator_word(enum comparator c)
{
	return comparator_words[c];
}

bool comparator_parse(struct str word, enum comparator *c)
{
	for (int i = 0; i < (int)(sizeof comparator_words / sizeof *comparator_words); i++) {
		if (str_is(word, comparator_words[i])) {
			*c = (enum comparator)i;
			return true;
		}
	}
	return false;
}

const char *scope_word(enum scope s)
{
	return scope_words[s];
}

bool scope_parse(struct str word, enum scope *s)
{
	for (int i = 0; i < (int)(sizeof scope_words / sizeof *scope_words); i++) {
		if (str_is(word, scope_words[i])) {
			*s = (enum scope)i;
			return true;
		}
	}
	return false;
}

/* Words that compare, longer ones first: 不低于 before 低于. 超过 leaves its number out, 不低于 and
 * 以上 take it in (民法典 1259). */
static const struct { const char *word; enum comparator c; } comparing[] = {
	{ "不得低于", CMP_GE }, { "不能低于", CMP_GE }, { "不低于", CMP_GE },
	{ "不得少于", CMP_GE },
	{ "不能少于", CMP_GE }, { "不少于", CMP_GE },
	{ "不小于", CMP_GE }, { "不应低于", CMP_GE }, { "不应少于", CMP_GE },
	{ "不得高于", CMP_LE },
	{ "不高于", CMP_LE },
	{ "不得超过", CMP_LE }, { "不能超过", CMP_LE }, { "不超过", CMP_LE }, { "不突破", CMP_LE },
	{ "不多于", CMP_LE }, { "不大于", CMP_LE },
	{ "至少要", CMP_GE }, { "至少", CMP_GE }, { "最少", CMP_GE }, { "至多", CMP_LE },
	{ "最多", CMP_LE }, { "超过", CMP_GT }, { "高于", CMP_GT },
	{ "大于", CMP_GT }, { "多于", CMP_GT }, { "突破", CMP_GT }, { "超出", CMP_GT },
	{ "低于", CMP_LT },
	{ "小于", CMP_LT }, { "少于", CMP_LT },
	{ "控制在", CMP_LE }, { "压降至", CMP_LE }, { "压降到", CMP_LE }, { "下降到", CMP_LE },
	{ "降低到", CMP_LE }, { "降至", CMP_LE },
	{ "降到", CMP_LE }, { "提高到", CMP_GE }, { "提高至", CMP_GE }, { "提升到", CMP_GE },
	{ "提升至", CMP_GE }, { "上升到", CMP_GE },
	{ "保持在", CMP_GE }, { "稳定在", CMP_GE }, { "达到", CMP_GE }, { "达", CMP_GE },
	{ "实现", CMP_GE }, { "完成", CMP_GE }, { "等于", CMP_EQ },
};

/* What stands behind an amount. */
static const struct { const char *word; enum comparator c; } behind[] = {
	{ "及以上", CMP_GE }, { "以上", CMP_GE }, { "及以下", CMP_LE }, { "以下", CMP_LE },
	{ "以内", CMP_LE }, { "之内", CMP_LE },
};

static enum comparator comparing_at(const struct lex *x, size_t *i)
{
	for (size_t k = 0; k < sizeof comparing / sizeof *comparing; k++)
		if (lex_eat(x, i, comparing[k].word))
			return comparing[k].c;
	return CMP_NONE;
}

static enum comparator behind_at(const struct lex *x, size_t *i)
{
	for (size_t k = 0; k < sizeof behind / sizeof *behind; k++)
		if (lex_eat(x, i, behind[k].word))
			return behind[k].c;
	return CMP_NONE;
}

/* ---- thresholds ---- */

/* Verbs between 至少 and its amount. */
static const char *const doing_words[] = { "形成", "完成", "建成", "建立", "开展", "报送",
					   "上报", "培育", "打造", "组织", "推出", "选树",
					   "评选", "达到", "实现", "提供", "归集", "曝光",
					   "公布", "发布", "办理", "查处", "有",   "为",
					   "在",   "于",   "到",   "要",   NULL };

/* "…的10%" behind a comparing word: where the amount begins, or end. */
static size_t amount_of_base(const struct lex *x, size_t from, size_t end)
{
	for (size_t at = piece_find(x, (struct piece){ from, end }, "的"); at < end;
		at = piece_find(x, (struct piece){ at + 1, end }, "的")) {
		size_t i = at + strlen("的");
		struct amount a;
		size_t first = i;
		if (amount_read(x, &i, &a) && a.den && i <= end)
			return first;
	}
	return end;
}

/* A threshold whose comparing word stands at i; the place behind it, or 0. */
static size_t compared_read(const struct lex *x, struct piece clause, size_t i, size_t behind_last,
	target_readings *to)
{
	struct reach r = { .x = x, .clause = clause };
	struct piece before = { behind_last, i }, base = { 0, 0 };
	struct amount a;
	size_t at = i;
	enum comparator c = comparing_at(x, &at), after;
	if (c == CMP_NONE)
		return 0;
	size_t value = at;
	bool weak = lex_sees(x, i, "达") || lex_sees(x, i, "实现") || lex_sees(x, i, "完成");
	while (lex_any(x, &value, doing_words) >= 0)
		;
	size_t end = value;
	if (!amount_read(x, &end, &a) || end > clause.to) {
		size_t found = weak && !lex_sees(x, i, "达到") ? clause.to
			: amount_of_base(x, at, clause.to);
		end = found;
		if (found == clause.to || !amount_read(x, &end, &a))
			return 0;
		base = (struct piece){ at, found - strlen("的") };
	}
	/* 完成3项 is a task, 完成80% a demand; 达到5家 is one. */
	if (!a.den && (lex_sees(x, i, "实现") || lex_sees(x, i, "完成")) &&
		behind_at(x, &(size_t){ end }) == CMP_NONE)
		return 0;
	after = behind_at(x, &end);
	if (after != CMP_NONE && (weak || (c == CMP_GE && after == CMP_LE)))
		c = after;
	if (a.den)
		target_add_share(&r, before, base, c, &a, end, to);
	else
		target_add_count(&r, before, c, &a, end, to);
	return end;
}

/* "70%以上门票", "覆盖率100%": an amount that compares by what stands behind it, or by the rate
 * before it. */
static size_t bare_read(const struct lex *x, struct piece clause, size_t i, size_t behind_last,
	target_readings *to)
{
	struct reach r = { .x = x, .clause = clause };
	struct piece before = { behind_last, i }, base = { 0, 0 };
	struct amount a;
	size_t end = i;
	if (!amount_read(x, &end, &a) || end > clause.to)
		return 0;
	enum comparator c = behind_at(x, &end);
	if (c == CMP_NONE) {
		struct piece rate = before;
		piece_trim_back(x, &rate, (const char *const[]){ "要", "需", "须", "应", "为", "到",
			"在",
			NULL });
		if (!a.den || rate.to <= rate.from ||
			!lex_ends_any(x, rate.to, target_ratio_ends, &(size_t){ 0 }) || lex_sees(x,
				end, "的"))
			return 0;
		c = CMP_GE;
	}
	size_t of = piece_find(x, before, "占");
	if (a.den && of < before.to && of > before.from &&
		lex_ends_any(x, before.to, (const char *const[]){ "的", NULL }, &base.to)) {
		base.from = of + strlen("占");      /* 甲占乙的10%以上 */
		before.to = of;
	}
	if (a.den)
		target_add_share(&r, before, base, c, &a, end, to);
	else
		target_add_count(&r, before, c, &a, end, to);
	return end;
}

/* Steps over a deadline at the beginning of a clause: its numbers are dates. */
static size_t skip_deadline(struct reader *w, size_t i)
{
	size_t at = i;
	if (rhythm_read(w, &at) || point_deadline(w, &at))
		lex_eat(&w->x, &at, ",");
	return at;
}

static void read_clause(struct reader *w, struct piece clause, target_readings *to)
{
	const struct lex *x = &w->x;
	size_t i = skip_deadline(w, clause.from), last;
	if (i > clause.to)
		return;
	clause.from = last = i;
	while (i < clause.to) {
		size_t end = compared_read(x, clause, i, last, to);
		if (!end)
			end = bare_read(x, clause, i, last, to);
		if (end)
			i = last = end;
		else
			lex_skip(x, &i);
	}
}

void target_read(struct arena *mem, struct str text, target_readings *to)
{
	struct calendar *none = calendar_new();
	struct readings dates = { 0 };
	struct reader w = { .mem = mem, .issued = DATE_NONE, .base = DATE_NONE, .cal = none,
		.to = &dates };
	lex_init(&w.x, mem, text);
	for (size_t i = 0; i < w.x.f.n;) {
		size_t end = clause_end(&w.x, i);
		read_clause(&w, (struct piece){ i, end }, to);
		i = end;
		while (i < w.x.f.n && lex_any(&w.x, &i, clause_ends) >= 0)
			;
	}
	vec_clear(&w.all);
	readings_clear(&dates);
	calendar_free(none);
}

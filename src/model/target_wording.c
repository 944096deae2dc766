/* Demands on figures: what is measured, against what, and how much of it. */
#include "model/target_private.h"

#include <string.h>

#include "base/utf8.h"
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

/* Words that compare, longer ones first: 不低于 before 低于. 超过 leaves its number out, 不低于 and 以上
 * take it in (民法典 1259). */
static const struct { const char *word; enum comparator c; } comparing[] = {
	{ "不得低于", CMP_GE }, { "不能低于", CMP_GE }, { "不低于", CMP_GE }, { "不得少于", CMP_GE },
	{ "不能少于", CMP_GE }, { "不少于", CMP_GE },
	{ "不小于", CMP_GE }, { "不应低于", CMP_GE }, { "不应少于", CMP_GE }, { "不得高于", CMP_LE },
	{ "不高于", CMP_LE },
	{ "不得超过", CMP_LE }, { "不能超过", CMP_LE }, { "不超过", CMP_LE }, { "不突破", CMP_LE },
	{ "不多于", CMP_LE }, { "不大于", CMP_LE },
	{ "至少要", CMP_GE }, { "至少", CMP_GE }, { "最少", CMP_GE }, { "至多", CMP_LE },
	{ "最多", CMP_LE }, { "超过", CMP_GT }, { "高于", CMP_GT },
	{ "大于", CMP_GT }, { "多于", CMP_GT }, { "突破", CMP_GT }, { "超出", CMP_GT }, { "低于", CMP_LT },
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

/* ---- clauses ---- */

const char *const clause_ends[] = { ",", ";", "。", "!", "?", NULL };

enum { CLAUSE_MAX_BYTES = 2000 };     /* so that the time grows with the text and not with its square */

size_t clause_end(const struct lex *x, size_t i)
{
	int depth = 0;
	bool quoted = false;
	for (size_t from = i; i < x->f.n; i++) {
		char c = x->f.p[i];
		depth += (c == '(') - (c == ')' && depth > 0);
		quoted ^= c == '"';
		bool thousands = c == ',' && i && x->f.p[i - 1] >= '0' && x->f.p[i - 1] <= '9' &&
			i + 1 < x->f.n &&
			x->f.p[i + 1] >= '0' && x->f.p[i + 1] <= '9';
		if (!depth && !quoted && !thousands && lex_sees_any(x, i, clause_ends))
			return i;
		if (i - from >= CLAUSE_MAX_BYTES && ((unsigned char)c & 0xc0) != 0x80)
			return i;
	}
	return i;
}

struct str piece_text(const struct lex *x, struct piece p)
{
	return str_from(str_to(x->f, p.to), p.from);
}

size_t piece_find(const struct lex *x, struct piece p, const char *word)
{
	ptrdiff_t at = str_find(piece_text(x, p), str_of(word));
	return at < 0 ? p.to : p.from + (size_t)at;
}

static bool piece_has_any(const struct lex *x, struct piece p, const char *const *words)
{
	for (; *words; words++)
		if (piece_find(x, p, *words) < p.to)
			return true;
	return false;
}

void piece_trim_front(const struct lex *x, struct piece *p, const char *const *words)
{
	size_t at = p->from;
	while (at < p->to && lex_any(x, &at, words) >= 0 && at <= p->to)
		p->from = at;
}

static void trim_back(const struct lex *x, struct piece *p, const char *const *words)
{
	size_t at;
	while (p->to > p->from && lex_ends_any(x, p->to, words, &at) && at >= p->from)
		p->to = at;
}

/* ---- what is measured ---- */

static const char *const helpers[] = { "力争", "争取", "确保", "努力", "务必", "原则上", "应当", "必须",
	"基本", "总体", "分别", "需要", "均要", "均应", "均", "都", "应", "需", "须", "要", "将", "并",
	"且", "为", "、", ":", " ", NULL };
static const char *const openers[] = { "力争", "争取", "确保", "努力", "务必", "原则上", "实现", "完成",
	"使", "将", "把", "并", "且", "其中", "保持", "推动", "、", ":", ")", " ", NULL };
static const char *const each_words[] = { "各", "每个", "每家", "每一", "每县", "每区", "每单位", "每部门",
	"本单位", "本部门", "本地区", "本县", "本区", "本行业", "本领域", "分别", NULL };
static const char *const joint_words[] = { "合报", "共同完成", "共同报送", "联合报送", "联合完成",
	"合并报送", "汇总报送", NULL };
static const char *const soft_words[] = { "力争", "争取", "努力", "尽可能", "尽力", NULL };
static const char *const ratio_ends[] = { "比例", "比率", "比重", "占比", "百分比", "率", "覆盖面", NULL };
static const char *const ratio_of[] = { "的总体比例", "的比例", "的比率", "的比重", "的百分比", "的占比",
	"比例", "比重", "占比", NULL };

static void trim_measured(const struct lex *x, struct piece *p)
{
	trim_back(x, p, helpers);
	struct piece whole = *p;
	piece_trim_front(x, p, openers);
	if (lex_sees(x, p->from, "率"))      /* 完成率 */
		*p = whole;
}

/* "各单位报送的案例数量" and "本单位认定的名单数量" measure 案例数量 and 名单数量: who does it is the
 * scope. */
static void drop_doer(const struct lex *x, struct piece *p)
{
	static const char *const doers[] = { "各", "每", "本", "该", "全市", "全县", "全区", NULL };
	static const char *const doings[] = { "报送的", "上报的", "报告的", "认定的", "归集的", "形成的",
		"提供的", "公布的", "发布的", "推送的", "产生的", "办理的", "列入的", "掌握的", NULL };
	static const char *const bodies[] = { "单位", "部门", "地区", "政府", "县(市)区", "县区", "区县",
		"成员单位", "牵头单位", "责任单位", "乡镇", "街道", "机构", NULL };
	size_t at = p->from;
	if (!lex_sees_any(x, at, doers))
		return;
	for (int k = 0; doings[k]; k++) {
		size_t found = piece_find(x, *p, doings[k]);
		if (found < p->to && utf8_count(piece_text(x, (struct piece){ p->from, found })) <= 24) {
			p->from = found + strlen(doings[k]);
			return;
		}
	}
	for (int k = 0; bodies[k]; k++) {
		size_t found = piece_find(x, *p, bodies[k]);
		if (found < p->to && utf8_count(piece_text(x, (struct piece){ p->from, found })) <= 12) {
			p->from = found + strlen(bodies[k]);
			lex_eat(x, &p->from, "的");
			return;
		}
	}
}

/* A reading in making. */
struct reach {
	const struct lex *x;
	struct piece clause, metric, base, excluded;
};

/* "（已注销、吊销的除外）", "（不含已注销的）": what is left out. The bracket's place goes to *bracket. */
static bool find_excluded(struct reach *r, struct piece in, struct piece *bracket)
{
	static const char *const fronts[] = { "不包括", "不包含", "不含", "剔除", "扣除", "不计", "除",
		NULL };
	static const char *const backs[] = { "除外", "不计", "不计算在内", "外", "后", NULL };
	const struct lex *x = r->x;
	for (size_t open = piece_find(x, in, "("); open < in.to; open = piece_find(x,
		(struct piece){ open + 1, in.to }, "(")) {
		size_t close = piece_find(x, (struct piece){ open, in.to }, ")");
		struct piece inner = { open + 1, close };
		if (close == in.to)
			return false;
		bool says = lex_sees_any(x, inner.from, fronts) ||
			str_ends(piece_text(x, inner), STR_LIT("除外")) ||
			str_ends(piece_text(x, inner), STR_LIT("不计"));
		if (!says)
			continue;
		size_t at = inner.from;
		if (lex_any(x, &at, fronts) >= 0)
			inner.from = at;
		trim_back(x, &inner, backs);
		r->excluded = inner;
		*bracket = (struct piece){ open, close + 1 };
		return true;
	}
	return false;
}

/* "中" that says "among", not 中心 or 中国. */
static size_t find_among(const struct lex *x, struct piece p)
{
	static const char *const words[] = { "中心", "中国", "中小", "中介", "中央", "中学", "中医",
		"中型", "中标", NULL };
	for (size_t at = piece_find(x, p, "中"); at < p.to; at = piece_find(x,
		(struct piece){ at + 1, p.to }, "中"))
		if (at > p.from && !lex_sees_any(x, at, words) &&
			!lex_ends_any(x, at, (const char *const[]){ "集", "其", "年", NULL },
			&(size_t){ 0 }))
			return at;
	return p.to;
}

/* Parts "甲占乙的比例", "乙（丙除外）做了某事的比例", "乙中做了某事的比例" into what is counted and what
 * it is a share of. */
static void part_ratio(struct reach *r, struct piece p)
{
	const struct lex *x = r->x;
	struct piece bracket, whole = p;
	size_t of = piece_find(x, p, "占"), among;
	bool out = find_excluded(r, p, &bracket);
	bool share = lex_ends_any(x, p.to, ratio_of, &whole.to);
	r->metric = p;
	if (of < p.to && of > p.from && !lex_sees(x, of, "占比") && !lex_sees(x, of, "占用")) {
		r->metric = (struct piece){ p.from, of };
		r->base = (struct piece){ of + strlen("占"), share ? whole.to : p.to };
		trim_back(x, &r->base, (const char *const[]){ "的", NULL });
	} else if (out && bracket.from > p.from && bracket.to < p.to) {
		r->base = (struct piece){ p.from, bracket.from };
		r->metric = (struct piece){ bracket.to, share ? whole.to : p.to };
		piece_trim_front(x, &r->metric, (const char *const[]){ "中", "的", ",", NULL });
	} else if (share && (among = find_among(x, whole)) < whole.to) {
		r->base = (struct piece){ p.from, among };
		r->metric = (struct piece){ among + strlen("中"), whole.to };
		piece_trim_front(x, &r->metric, (const char *const[]){ ",", NULL });
	}
}

/* Behind an amount the noun of what is counted: 一个[应用场景]并…. */
static struct piece noun_behind(const struct lex *x, size_t from, size_t end)
{
	static const char *const stops[] = { "并", "且", "、", "和", "以及", "及", "(", "。", NULL };
	struct piece p = { from, end };
	lex_eat(x, &p.from, "的");
	for (int k = 0; stops[k]; k++)
		p.to = piece_find(x, p, stops[k]);
	return p.to > p.from ? p : (struct piece){ from, from };
}

struct str piece_source(const struct lex *x, struct piece p)
{
	return p.to > p.from ? lex_source(x, p.from, p.to) : (struct str){ x->source.p, 0 };
}

/* Appends a reading. before: what stands before the comparing word. */
static struct target_reading *reading_add(struct reach *r, struct piece before, enum comparator c,
	const struct amount *a,
	target_readings *to)
{
	const struct lex *x = r->x;
	struct target_reading *t = vec_push(to);
	struct piece said = { r->clause.from, before.to > r->base.to ? before.to : r->base.to };
	struct piece bracket;
	if (r->excluded.to == r->excluded.from)
		find_excluded(r, r->clause, &bracket);
	drop_doer(x, &r->metric);
	drop_doer(x, &r->base);
	t->text = piece_source(x, r->clause);
	t->metric = piece_source(x, r->metric);
	t->base = piece_source(x, r->base);
	t->excluded = piece_source(x, r->excluded);
	t->comparator = c;
	t->num = a->num;
	t->den = a->den;
	t->measure_word = a->measure;
	t->soft = piece_has_any(x, (struct piece){ r->clause.from, before.to }, soft_words);
	t->scope = piece_has_any(x, said, joint_words) ? SCOPE_JOINT : piece_has_any(x, said, each_words)
		? SCOPE_EACH : SCOPE_SUM;
	if (!t->metric.n && to->n > 1) {      /* 12月底前达70%，次年6月底前达90%: the same thing again */
		t->metric = to->p[to->n - 2].metric;
		t->base = to->p[to->n - 2].base;
	}
	return t;
}

/* "A率、B率均达到90%": one for each. True where it was one of those. */
static bool add_list(struct reach *r, struct piece before, enum comparator c, const struct amount *a,
	target_readings *to)
{
	static const char *const both[] = { "均", "都", "分别", "均要", "均应", NULL };
	const struct lex *x = r->x;
	struct piece list = before, rest;
	if (!a->den || !piece_has_any(x, (struct piece){ before.from, before.to }, both) ||
		piece_find(x, before, "、") == before.to)
		return false;
	trim_measured(x, &list);
	for (rest = list; rest.from < rest.to;) {
		struct piece one = { rest.from, piece_find(x, rest, "、") };
		if (!lex_ends_any(x, one.to, ratio_ends, &(size_t){ 0 }))
			return false;
		rest.from = one.to < rest.to ? one.to + strlen("、") : rest.to;
	}
	for (rest = list; rest.from < rest.to;) {
		struct reach each = { .x = x, .clause = r->clause };
		each.metric = (struct piece){ rest.from, piece_find(x, rest, "、") };
		rest.from = each.metric.to < rest.to ? each.metric.to + strlen("、") : rest.to;
		reading_add(&each, before, c, a, to);
	}
	return true;
}

static void add_share(struct reach *r, struct piece before, struct piece base, enum comparator c,
	const struct amount *a,
	size_t end, target_readings *to)
{
	const struct lex *x = r->x;
	struct piece bracket, measured = before;
	trim_measured(x, &measured);
	if (base.to > base.from) {               /* 甲数量不低于乙数量的10% */
		r->metric = measured;
		r->base = base;
		if (find_excluded(r, base, &bracket) && bracket.to == base.to)
			r->base.to = bracket.from;
	} else if (measured.to > measured.from && !add_list(r, before, c, a, to)) {
		part_ratio(r, measured);
	} else if (measured.to > measured.from) {
		return;
	}
	if (end < r->clause.to && r->base.to == r->base.from &&
		!lex_ends_any(x, r->metric.to, ratio_ends, &(size_t){ 0 })) {
		/* 70%以上门票须公开销售: what follows is what is measured, its noun the base. */
		static const char *const verbs[] = { "需", "须", "应", "要", "达到", "达", "实现", "完成",
			"纳入", "建立", "公开", "已", "能", NULL };
		struct piece behind_it = { end, r->clause.to };
		lex_eat(x, &behind_it.from, "的");
		r->metric = behind_it;
		r->base = (struct piece){ behind_it.from, behind_it.to };
		size_t verb = behind_it.to;
		for (int k = 0; verbs[k]; k++) {
			size_t found = piece_find(x, behind_it, verbs[k]);
			verb = found < verb ? found : verb;
		}
		r->base.to = verb < behind_it.to ? verb : behind_it.from;
	}
	reading_add(r, before, c, a, to);
}

static void add_count(struct reach *r, struct piece before, enum comparator c, const struct amount *a,
	size_t end,
	target_readings *to)
{
	r->metric = noun_behind(r->x, end, r->clause.to);
	if (r->metric.to == r->metric.from) {
		r->metric = before;
		trim_measured(r->x, &r->metric);
	}
	reading_add(r, before, c, a, to);
}

/* ---- thresholds ---- */

/* Verbs between 至少 and its amount. */
static const char *const doing_words[] = { "形成", "完成", "建成", "建立", "开展", "报送", "上报", "培育",
	"打造", "组织", "推出", "选树", "评选", "达到", "实现", "提供", "归集", "曝光", "公布", "发布",
	"办理", "查处", "有", "为", "在", "于", "到", "要", NULL };

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
		add_share(&r, before, base, c, &a, end, to);
	else
		add_count(&r, before, c, &a, end, to);
	return end;
}

/* "70%以上门票", "覆盖率100%": an amount that compares by what stands behind it, or by the rate before
 * it. */
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
		trim_back(x, &rate, (const char *const[]){ "要", "需", "须", "应", "为", "到", "在",
			NULL });
		if (!a.den || rate.to <= rate.from ||
			!lex_ends_any(x, rate.to, ratio_ends, &(size_t){ 0 }) || lex_sees(x, end, "的"))
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
		add_share(&r, before, base, c, &a, end, to);
	else
		add_count(&r, before, c, &a, end, to);
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
	struct reader w = { .mem = mem, .issued = DATE_NONE, .base = DATE_NONE, .cal = none, .to = &dates };
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

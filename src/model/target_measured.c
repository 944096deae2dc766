/* What a demand measures, and of what: the words before, between and behind comparing word and
 * amount. */
#include "model/target_private.h"

#include <string.h>

#include "base/utf8.h"
#include "base/ban.h"

/* ---- clauses ---- */

const char *const clause_ends[] = { ",", ";", "。", "!", "?", NULL };

/* so that the time grows with the text and not with its square */
enum { CLAUSE_MAX_BYTES = 2000 };

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

void piece_trim_back(const struct lex *x, struct piece *p, const char *const *words)
{
	size_t at;
	while (p->to > p->from && lex_ends_any(x, p->to, words, &at) && at >= p->from)
		p->to = at;
}

/* ---- what is measured ---- */

static const char *const helpers[] = { "力争", "争取", "确保", "努力", "务必", "原则上", "应当",
				       "必须", "基本", "总体", "分别", "需要", "均要",   "均应",
				       "均",   "都",   "应",   "需",   "须",   "要",     "将",
				       "并",   "且",   "为",   "、",   ":",    " ",      NULL };
static const char *const openers[] = { "力争", "争取", "确保", "努力", "务必", "原则上", "实现",
	"完成",
	"使", "将", "把", "并", "且", "其中", "保持", "推动", "、", ":", ")", " ", NULL };
static const char *const each_words[] = { "各", "每个", "每家", "每一", "每县", "每区", "每单位",
	"每部门",
	"本单位", "本部门", "本地区", "本县", "本区", "本行业", "本领域", "分别", NULL };
static const char *const joint_words[] = { "合报", "共同完成", "共同报送", "联合报送", "联合完成",
	"合并报送", "汇总报送", NULL };
static const char *const soft_words[] = { "力争", "争取", "努力", "尽可能", "尽力", NULL };
const char *const target_ratio_ends[] = {
	"比例", "比率", "比重", "占比", "百分比", "率", "覆盖面", NULL,
};
static const char *const ratio_of[] = { "的总体比例", "的比例", "的比率", "的比重", "的百分比",
	"的占比",
	"比例", "比重", "占比", NULL };

static void trim_measured(const struct lex *x, struct piece *p)
{
	piece_trim_back(x, p, helpers);
	struct piece whole = *p;
	piece_trim_front(x, p, openers);
	if (lex_sees(x, p->from, "率"))      /* 完成率 */
		*p = whole;
}

/* "各单位报送的案例数量" and "本单位认定的名单数量" measure 案例数量 and 名单数量: who does it is
 * the scope. */
static void drop_doer(const struct lex *x, struct piece *p)
{
	static const char *const doers[] = { "各", "每", "本", "该", "全市", "全县", "全区", NULL };
	static const char *const doings[] = { "报送的", "上报的", "报告的", "认定的", "归集的",
					      "形成的", "提供的", "公布的", "发布的", "推送的",
					      "产生的", "办理的", "列入的", "掌握的", NULL };
	static const char *const bodies[] = { "单位", "部门", "地区", "政府", "县(市)区", "县区",
		"区县",
		"成员单位", "牵头单位", "责任单位", "乡镇", "街道", "机构", NULL };
	size_t at = p->from;
	if (!lex_sees_any(x, at, doers))
		return;
	for (int k = 0; doings[k]; k++) {
		size_t found = piece_find(x, *p, doings[k]);
		if (found < p->to && utf8_count(piece_text(x, (struct piece){ p->from,
			found })) <= 24) {
			p->from = found + strlen(doings[k]);
			return;
		}
	}
	for (int k = 0; bodies[k]; k++) {
		size_t found = piece_find(x, *p, bodies[k]);
		if (found < p->to && utf8_count(piece_text(x, (struct piece){ p->from,
			found })) <= 12) {
			p->from = found + strlen(bodies[k]);
			lex_eat(x, &p->from, "的");
			return;
		}
	}
}

/* "（已注销、吊销的除外）", "（不含已注销的）": what is left out. The bracket's place goes to
 * *bracket. */
static bool find_excluded(struct reach *r, struct piece in, struct piece *bracket)
{
	static const char *const fronts[] = { "不包括", "不包含", "不含", "剔除", "扣除", "不计",
		"除",
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
		piece_trim_back(x, &inner, backs);
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

/* Parts "甲占乙的比例", "乙（丙除外）做了某事的比例", "乙中做了某事的比例" into what is counted and
 * what it is a share of. */
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
		piece_trim_back(x, &r->base, (const char *const[]){ "的", NULL });
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
	static const char *const stops[] = {
		"并", "且", "、", "和", "以及", "及", "(", "。", NULL,
	};
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
	t->scope = piece_has_any(x, said, joint_words)  ? SCOPE_JOINT
		   : piece_has_any(x, said, each_words) ? SCOPE_EACH
							: SCOPE_SUM;
	/* 12月底前达70%，次年6月底前达90%: the same thing again */
	if (!t->metric.n && to->n > 1) {
		t->metric = to->p[to->n - 2].metric;
		t->base = to->p[to->n - 2].base;
	}
	return t;
}

/* "A率、B率均达到90%": one for each. True where it was one of those. */
static bool add_list(struct reach *r, struct piece before, enum comparator c,
		     const struct amount *a, target_readings *to)
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
		if (!lex_ends_any(x, one.to, target_ratio_ends, &(size_t){ 0 }))
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

void target_add_share(struct reach *r, struct piece before, struct piece base, enum comparator c,
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
		!lex_ends_any(x, r->metric.to, target_ratio_ends, &(size_t){ 0 })) {
		/* 70%以上门票须公开销售: what follows is what is measured, its noun the base. */
		static const char *const verbs[] = { "需", "须", "应", "要", "达到", "达", "实现",
			"完成",
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

void target_add_count(struct reach *r, struct piece before, enum comparator c,
		      const struct amount *a, size_t end, target_readings *to)
{
	r->metric = noun_behind(r->x, end, r->clause.to);
	if (r->metric.to == r->metric.from) {
		r->metric = before;
		trim_measured(r->x, &r->metric);
	}
	reading_add(r, before, c, a, to);
}

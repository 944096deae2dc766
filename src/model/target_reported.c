/* Figures that a text asks to report without demanding a value. */
#include "model/target_private.h"

#include "base/ban.h"

static const struct { const char *end, *measure; } quantities[] = {
	{ "百分比", "%" }, { "比例", "%" }, { "比率", "%" }, { "比重", "%" }, { "占比", "%" },
	{ "覆盖面", "%" }, { "增速", "%" }, { "增幅", "%" },
	{ "率", "%" }, { "案例数量", "例" }, { "案例数", "例" }, { "案例", "例" },
	{ "案件数", "件" },
	{ "件数", "件" }, { "户数", "户" },
	{ "人数", "人" }, { "人次", "人次" }, { "次数", "次" }, { "家数", "家" }, { "条数", "条" },
	{ "笔数", "笔" }, { "个数", "个" },
	{ "金额", "" }, { "余额", "" }, { "总额", "" }, { "总量", "" }, { "数量", "" },
	{ "总数", "" },
	{ "指数", "" },
};

static const char *quantity_measure(const struct lex *x, struct piece p)
{
	for (size_t k = 0; k < sizeof quantities / sizeof *quantities; k++)
		if (str_ends(piece_text(x, p), str_of(quantities[k].end)))
			return quantities[k].measure;
	return NULL;
}

static bool add_reported(const struct lex *x, struct piece clause, struct piece p,
			 target_readings *to)
{
	static const char *const fronts[] = { "以下", "下列", "本单位", "本地区", "本部门",
		"本行业",
		"本辖区", "上月", "当月", "上季度", "本季度", "上年度", "全市", "的", ":", NULL };
	struct amount demanded;
	piece_trim_front(x, &p, fronts);
	size_t at = p.from;
	if (amount_read(x, &at, &demanded))
		return false;
	const char *measure = p.to > p.from ? quantity_measure(x, p) : NULL;
	if (!measure)
		return false;
	*vec_push(to) = (struct target_reading){ .text = piece_source(x, clause), .metric = piece_source(x, p), .base = { x->source.p, 0 },
		.excluded = { x->source.p, 0 }, .comparator = CMP_NONE, .scope = SCOPE_EACH,
		.measure_word = measure };
	return true;
}

/* "贷款余额、不良贷款率": several, if each part is a quantity of its own; else all of it is one. */
static void add_object(const struct lex *x, struct piece clause, struct piece p,
		       target_readings *to)
{
	static const char *const joints[] = { "、", "以及", "和", "及", "与", NULL };
	size_t before = to->n, from = p.from;
	bool all = true;
	for (size_t i = p.from; all && i <= p.to;) {
		size_t behind_it = i;
		if (i == p.to || lex_any(x, &behind_it, joints) >= 0) {
			all = add_reported(x, clause, (struct piece){ from, i }, to);
			from = i = i == p.to ? p.to + 1 : behind_it;
		} else {
			lex_skip(x, &i);
		}
	}
	if (!all) {
		to->n = before;
		add_reported(x, clause, p, to);
	}
}

static void reported_clause(const struct lex *x, struct piece clause, target_readings *to)
{
	static const char *const verbs[] = { "汇总报送", "统计报送", "报送", "上报", "统计", NULL };
	static const char *const fronts[] = { "将", "把", NULL };
	static const char *const sends[] = { "报送", "上报", "报市", "报省", "报县", "报区",
		"报送至",
		NULL };
	for (size_t i = clause.from; i < clause.to; lex_skip(x, &i)) {
		size_t at = i;
		if (lex_any(x, &at, fronts) >= 0) {
			size_t verb = clause.to;
			for (int k = 0; sends[k]; k++) {
				size_t found = piece_find(x, (struct piece){ at, clause.to },
					sends[k]);
				verb = found < verb ? found : verb;
			}
			if (verb < clause.to)
				add_object(x, clause, (struct piece){ at, verb }, to);
			if (verb < clause.to)
				return;
		}
		at = i;
		if (lex_any(x, &at, verbs) >= 0 && !lex_sees(x, at, "的")) {
			add_object(x, clause, (struct piece){ at, clause.to }, to);
			return;
		}
	}
}

void target_read_reported(struct arena *mem, struct str text, target_readings *to)
{
	struct lex x;
	lex_init(&x, mem, text);
	for (size_t i = 0; i < x.f.n;) {
		size_t end = clause_end(&x, i);
		reported_clause(&x, (struct piece){ i, end }, to);
		i = end;
		while (i < x.f.n && lex_any(&x, &i, clause_ends) >= 0)
			;
	}
}

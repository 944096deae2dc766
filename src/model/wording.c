/* Finds the deadlines in a text, in their order, and what is due by each. */
#include "model/wording_private.h"

#include <stdio.h>
#include <string.h>

#include "base/gettext.h"
#include "base/utf8.h"
#include "base/ban.h"

enum {
	TEXT_MAX_BYTES = 64 * 1024,
	/* characters: "适时" in a long text is said of something else */
	UNSCHEDULED_MAX = 30,
	TITLE_MAX_BYTES = 600,
	FOUND_MAX = 400, WARN_MAX = 100,
};

static const char *const kind_words[] = { "once", "phase", "recurring", "relative", "range",
	"immediate",
	"start", "ongoing", "unscheduled", "invalid" };

const char *deadline_kind_word(enum deadline_kind k)
{
	return kind_words[k];
}

bool deadline_kind_parse(struct str word, enum deadline_kind *k)
{
	for (size_t i = 0; i < sizeof kind_words / sizeof *kind_words; i++) {
		if (str_is(word, kind_words[i])) {
			*k = (enum deadline_kind)i;
			return true;
		}
	}
	return false;
}

bool paper_day_check(date d, struct err *err)
{
	char day[DATE_TEXT_SIZE];
	int year = d == DATE_NONE ? YEAR_FIRST : date_split(d).year;

	return (year >= YEAR_FIRST && year <= YEAR_LAST) ||
	       err_set(err, ERR_INPUT, _("%s is not between %d and %d"), date_text(d, day),
		       YEAR_FIRST, YEAR_LAST);
}

void readings_clear(struct readings *r)
{
	vec_clear(&r->list);
	vec_clear(&r->warn);
}

void reader_warn(struct reader *w, const char *format, ...)
{
	char sentence[512];
	va_list args;
	if (w->to->warn.n >= WARN_MAX)
		return;
	va_start(args, format);
	vsnprintf(sentence, sizeof sentence, format, args);
	va_end(args);
	/* Cut words may have been cut within a character. */
	struct str s = str_of(sentence);
	while (s.n && utf8_flaw(s) >= 0)
		s.n = (size_t)utf8_flaw(s);
	for (size_t i = 0; i < w->to->warn.n; i++)
		if (str_is(s, w->to->warn.p[i]))
			return;
	*vec_push(&w->to->warn) = arena_str(w->mem, s);
}

void reader_ask_issue(struct reader *w)
{
	if (!w->asked_issue)
		reader_warn(w, _("a date without its year: when was the paper issued?"));
	w->asked_issue = true;
}

struct found *reader_add(struct reader *w, enum deadline_kind kind, size_t from, size_t to)
{
	struct found *f = vec_push(&w->all);
	f->from = from;
	f->to = to;
	f->r = (struct reading){ .kind = kind, .start = DATE_NONE, .due = DATE_NONE,
		.due_excluded = DATE_NONE, .minute = -1 };
	return f;
}

const char *const part_signs[] = { ",", "、", ":", " ", NULL };

/* ---- words that are a deadline by themselves ---- */

static const char *const ongoing_words[] = {
	"长期推进",   "长期坚持",   "长期实施",   "长期开展",   "长期执行",   "长期落实",
	"长期任务",   "长期工作",   "长期保持",   "长期有效",   "长期抓好",   "长期抓",
	"长期整治",   "长期跟踪",   "长期进行",   "常态化推进", "常态化开展", "常态化实施",
	"常态化进行", "常态化坚持", "常态化落实", "常态化管理", "常态化工作", "常态长效",
	"常抓不懈",   "长抓不懈",   "贯穿全年",   "常年坚持",   "常年开展",   "常年推进",
	"经常性开展", "全年推进",   "全年实施",   "全年开展",   "不断推进",   NULL
};
/* The same, where a clause begins with them. */
static const char *const ongoing_openings[] = { "持续推进", "持续开展", "持续实施", "持续整治",
						"持续整改", "持续深入", "持续抓好", "持续加强",
						"持续坚持", "持续用力", "持续发力", "持续改进",
						"持续落实", "持续进行", "持续深化", "持续巩固",
						"持续完善", "持续优化", "持续提升", NULL };
/* The same, where they are all of a clause. */
static const char *const ongoing_clauses[] = { "长期", "持续", "常态化", "常态", "常年", "经常性",
	"经常",
	"日常", "日常工作", "全年", NULL };
static const char *const also_words[] = { "并且", "并", "且", "和", "纳入", "实行", "作为", NULL };

/* Adds what the word from *i to `to` says, and steps over it. 长期坚持、常抓不懈 say it once. */
static void add_word(struct reader *w, enum deadline_kind kind, size_t *i, size_t to)
{
	size_t from = *i;
	*i = to;
	for (size_t k = 0; k < w->all.n; k++) {
		struct found *f = &w->all.p[k];
		size_t at = f->to;
		if (f->r.kind != kind)
			continue;
		if (at == from || (lex_any(&w->x, &at, part_signs) >= 0 && at == from))
			f->to = to;
		return;
	}
	reader_add(w, kind, from, to);
}

static bool ongoing_read(struct reader *w, size_t *i)
{
	const struct lex *x = &w->x;
	size_t at = *i, joint = *i, from;
	bool opens = lex_at_start(x, at) || lex_ends_any(x, at, also_words, &from);
	if (lex_any(x, &at, ongoing_words) < 0 &&
	    !(opens && lex_any(x, &at, ongoing_openings) >= 0)) {
		if (!lex_at_start(x, at))
			return false;
		lex_any(x, &joint, also_words);
		at = joint;
		if (lex_any(x, &at, ongoing_clauses) < 0 || !lex_at_end(x, at))
			return false;
	}
	add_word(w, DEADLINE_ONGOING, i, at);
	return true;
}

static bool immediate_read(struct reader *w, size_t *i)
{
	static const char *const words[] = { "立行立改", "立整立改", "即知即改", "即行即改",
		"边查边改",
		"边整边改", "立查立改", "立说立行", "当日办结", "当天办结", "当日完成", "当天完成",
		"当日内", "当天内", "即收即办", "立即", "即刻", "马上", "第一时间", NULL };
	size_t at = *i;
	if (lex_any(&w->x, &at, words) < 0)
		return false;
	add_word(w, DEADLINE_IMMEDIATE, i, at);
	return true;
}

/* A text without any date that says so. */
static void unscheduled_read(struct reader *w)
{
	static const char *const words[] = {
		"适时",     "另行通知", "另行部署", "另行安排", "另行确定", "视情",     "择机",
		"待定",     "暂定",     "上级要求", "上级部署", "上级安排", "上级通知", "省要求",
		"省里要求", "省部署",   "国家要求", "国家部署", "按要求",   "按照要求", "按计划",
		"按照计划", "按进度",   "按时",     "及时",     "尽快",     "尽早",     "抓紧",
		"早日",     "近期",     "工作需要", "工作安排", "工作进度", "工作进展", "统一部署",
		"统一安排", "部署要求", "节点要求", "规定时间", "规定时限", "时间节点", "随时",
		"节前",     "会前",     "开学前",   "年初",     "定期",     "汛期前",   "入汛前",
		"入冬前",   "供暖前",   "供暖期前", "采暖期前", "换届前",   "两节",     "双节",
		"农历",     "阴历",     "腊月",     "正月",     NULL
	};
	const struct lex *x = &w->x;
	if (utf8_count(x->f) > UNSCHEDULED_MAX)
		return;
	for (size_t i = 0; i < x->f.n; lex_skip(x, &i)) {
		if (!lex_sees_any(x, i, words))
			continue;
		reader_add(w, DEADLINE_UNSCHEDULED, 0, x->f.n);
		reader_warn(w, _("“%.*s” names no date: please set one, or leave it open"),
			STR_ARG(lex_source(x, 0, x->f.n)));
		return;
	}
}

/* ---- all of a text ---- */

static void skip_title(const struct lex *x, size_t *i)
{
	ptrdiff_t end = str_find(str_to(str_from(x->f, *i), TITLE_MAX_BYTES), STR_LIT("》"));
	*i += end < 0 ? strlen("《") : (size_t)end + strlen("》");
}

static void find_all(struct reader *w)
{
	const struct lex *x = &w->x;
	size_t i = 0;
	while (i < x->f.n && w->all.n < FOUND_MAX) {
		if (lex_sees(x, i, "《"))      /* papers that are cited have dates of their own */
			skip_title(x, &i);
		else if (!rhythm_read(w, &i) && !relative_deadline(w, &i) &&
			 !point_deadline(w, &i) && !immediate_read(w, &i) && !ongoing_read(w, &i))
			lex_skip(x, &i);
	}
	if (!w->all.n)
		unscheduled_read(w);
}

static void drop(struct reader *w, size_t k)
{
	memmove(&w->all.p[k], &w->all.p[k + 1], (w->all.n - k - 1) * sizeof *w->all.p);
	w->all.n--;
}

/* Nothing but a comma or 起 between two finds? */
static bool adjoin(const struct lex *x, size_t from, size_t to)
{
	static const char *const signs[] = { ",", "、", "的", "内", "期间", ":", " ", NULL };
	while (from < to && lex_any(x, &from, signs) >= 0)
		;
	return from >= to;
}

/* "2019年1月起，每月20日前", "1月至6月每月20日前": beginning and end of the rhythm. */
static void join_rhythms(struct reader *w)
{
	for (size_t k = 0; k + 1 < w->all.n; k++) {
		struct found *a = &w->all.p[k], *b = &w->all.p[k + 1];
		/* 12月20日前每周五 */
		bool until = a->r.kind == DEADLINE_ONCE && a->to == b->from;
		if ((a->r.kind != DEADLINE_START && a->r.kind != DEADLINE_RANGE && !until) ||
			b->r.kind != DEADLINE_RECURRING ||
			!adjoin(&w->x, a->to, b->from))
			continue;
		b->r.start = a->r.start;
		b->r.due = a->r.due;
		b->from = a->from;
		drop(w, k);
	}
}

/* ---- what one reading says of another ---- */

/* "3、6、9月20日前", "11月、12月20日前": the day behind the last month is that of all. */
static void share_days(struct reader *w)
{
	for (size_t k = w->all.n; k-- > 1;) {
		struct found *a = &w->all.p[k - 1], *b = &w->all.p[k];
		size_t at = a->to;
		if (!a->month || a->r.due == DATE_NONE || !b->day || b->r.due == DATE_NONE ||
		    !lex_eat(&w->x, &at, "、") || at != b->from)
			continue;
		struct date_parts m = date_split(a->r.due), d = date_split(b->r.due);
		date due = date_make(m.year, m.month, d.day);
		if (due != DATE_NONE && w->issued != DATE_NONE && due < w->issued)
			due = date_make(m.year + 1, m.month, d.day);
		if (due == DATE_NONE)
			reader_warn(w, _("no such day: %.*s"),
				    STR_ARG(lex_source(&w->x, a->from, b->to)));
		a->r.kind = due == DATE_NONE ? DEADLINE_INVALID : DEADLINE_ONCE;
		a->r.due = due;
		a->r.minute = b->r.minute;
		a->day = true;
	}
}

/* A share that has to be reached: 达70%, 完成九成. */
static bool is_share(struct str s)
{
	static const char *const words[] = { "%", "％", "百分之", "成以上", "﹪", NULL };
	return text_says(s, words);
}

static bool is_dated(const struct reading *r)
{
	return r->kind == DEADLINE_ONCE || r->kind == DEADLINE_RANGE;
}

/* Is what is due at k a part of what a later date asks for as a whole: 基本完成, then 全面完成? */
static bool is_part(const struct reader *w, size_t k)
{
	static const char *const parts[] = { "基本", "初步", "部分", NULL };
	static const char *const wholes[] = { "全部", "全面", "全量", NULL };
	struct str s = w->all.p[k].r.deliverable;
	if (!is_share(s) && !text_says(s, parts))
		return false;
	for (size_t j = k + 1; j < w->all.n; j++)
		if (is_dated(&w->all.p[j].r) && text_says(w->all.p[j].r.deliverable, wholes))
			return true;
	return false;
}

/* A date is a phase where the work goes on after it: beside 长期推进, by its own words, or with a
 * share that a later date raises. */
static void mark_phases(struct reader *w)
{
	static const char *const words[] = { "阶段性", "阶段成果", "初步成果", "初步成效",
		"明显成效",
		"取得进展", "取得实质性进展", NULL };
	static const char *const all_of_it[] = { "100%", "100％", "百分之百", NULL };
	bool ongoing = false;
	int shares = 0;
	for (size_t k = 0; k < w->all.n; k++) {
		struct reading *r = &w->all.p[k].r;
		ongoing = ongoing || r->kind == DEADLINE_ONGOING;
		shares += is_dated(r) && is_share(r->deliverable);
	}
	for (size_t k = 0; k < w->all.n; k++) {
		struct reading *r = &w->all.p[k].r;
		if (is_dated(r) &&
		    (ongoing || text_says(r->deliverable, words) ||
		     (shares > 1 && is_share(r->deliverable) && !text_says(r->deliverable, all_of_it)) ||
		     is_part(w, k)))
			r->kind = DEADLINE_PHASE;
	}
}

/* 每月5日前报上月: the period is the one before. */
static void mark_shift(struct reading *r)
{
	static const char *const last[] = { "上月", "上个月", "上一月", "上一个月", "前一月",
		"上季度",
		"上一季度", "上个季度", "上年", "上一年", "上周", "上一周", "上旬", "上一旬",
		"前一日", "上一日", "上一工作日", "上半年度", NULL };
	static const char *const yearly[] = { "上半年", NULL };
	if (r->kind != DEADLINE_RECURRING || r->rhythm.period_shift)
		return;
	if (text_says(r->deliverable, last) ||
	    (r->rhythm.period == PERIOD_HALF && text_says(r->deliverable, yearly)))
		r->rhythm.period_shift = -1;
}

/* 按月报送，每月25日前: how often, then by when, of one and the same. */
static void merge_rhythms(struct reader *w)
{
	for (size_t k = 0; k + 1 < w->all.n; k++) {
		struct found *a = &w->all.p[k], *b = &w->all.p[k + 1];
		struct str first = a->r.deliverable, second = b->r.deliverable;
		if (str_ends(first, STR_LIT("一次")) || str_ends(first, STR_LIT("1次")))
			first = str_to(
				first,
				first.n - strlen(str_ends(first, STR_LIT("1次")) ? "1次" : "一次"));
		if (a->r.kind != DEADLINE_RECURRING || b->r.kind != DEADLINE_RECURRING ||
		    !a->plain || b->plain || a->r.rhythm.period != b->r.rhythm.period ||
		    a->r.start != DATE_NONE ||
		    (first.n && second.n && !str_starts(first, second) &&
		     !str_starts(second, first)))
			continue;
		if (second.n < first.n)
			b->r.deliverable = first;
		drop(w, k);
	}
}

void wording_read(struct arena *mem, struct str text, date issued, const struct calendar *cal,
	struct readings *to)
{
	struct reader w = { .mem = mem, .issued = issued, .base = issued, .cal = cal, .to = to };
	if (text.n > TEXT_MAX_BYTES) {
		text = str_to(text, TEXT_MAX_BYTES);
		while (text.n && ((unsigned char)text.p[text.n - 1] & 0xc0) == 0x80)
			text.n--;
		text.n -= text.n > 0;
		reader_warn(&w,
			    _("this text is long: only its first %d kB were read for deadlines"),
			    TEXT_MAX_BYTES / 1024);
	}
	lex_init(&w.x, mem, text);
	find_all(&w);
	join_rhythms(&w);
	share_days(&w);
	for (size_t k = 0; k < w.all.n; k++) {
		deliverable_take(&w, k);
		deliverable_day_off(&w.all.p[k].r);
		mark_shift(&w.all.p[k].r);
	}
	merge_rhythms(&w);
	deliverables_share(&w);
	mark_phases(&w);
	for (size_t k = 0; k < w.all.n; k++)
		*vec_push(&to->list) = w.all.p[k].r;
	vec_clear(&w.all);
}

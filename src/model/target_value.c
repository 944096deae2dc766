/* Amounts in running text. */
#include "model/target_private.h"

#include <string.h>

#include "base/cnnum.h"
#include "base/ban.h"

static const int64_t limit = 1000000000000;      /* 10^12 */

/* A decimal number: value / 10^places. */
struct decimal {
	int64_t value;
	int places;
};

static bool digit_at(const struct lex *x, size_t i)
{
	return i < x->f.n && x->f.p[i] >= '0' && x->f.p[i] <= '9';
}

/* "1,000": three digits behind a comma and no fourth. */
static bool thousands_at(const struct lex *x, size_t i)
{
	return lex_sees(x, i, ",") && digit_at(x, i + 1) && digit_at(x, i + 2) &&
	       digit_at(x, i + 3) && !digit_at(x, i + 4);
}

static bool arabic_read(const struct lex *x, size_t *i, struct decimal *d)
{
	size_t at = *i;
	*d = (struct decimal){ 0 };
	if (!digit_at(x, at))
		return false;
	for (bool point = false;; at++) {
		if (digit_at(x, at)) {
			d->value = d->value * 10 + (x->f.p[at] - '0');
			d->places += point;
		} else if (!point && lex_sees(x, at, ".") && digit_at(x, at + 1)) {
			point = true;
		} else if (point || !thousands_at(x, at)) {
			break;
		}
		if (d->value > limit || d->places > 6)
			return false;
	}
	*i = at;
	return true;
}

/* "八十五点五", "百". */
static bool chinese_read(const struct lex *x, size_t *i, struct decimal *d)
{
	size_t at = *i;
	int64_t v;
	*d = (struct decimal){ 0 };
	if (!cnnum_read(x->f, &at, &d->value)) {
		if (!lex_eat(x, &at, "百"))
			return false;
		d->value = 100;
	}
	if (d->value > limit)
		return false;
	*i = at;
	if (!lex_eat(x, &at, "点"))
		return true;
	for (size_t one = at; d->places < 4 && cnnum_read(str_to(x->f, at + strlen("一")), &one,
		&v); one = at) {
		d->value = d->value * 10 + v;
		d->places++;
		*i = at = one;
	}
	return true;
}

static bool number_read(const struct lex *x, size_t *i, struct decimal *d)
{
	return arabic_read(x, i, d) || chinese_read(x, i, d);
}

static int64_t power10(int n)
{
	int64_t p = 1;
	while (n-- > 0)
		p *= 10;
	return p;
}

static bool share_set(struct amount *a, struct decimal d, int64_t den)
{
	a->num = d.value;
	a->den = den * power10(d.places);
	a->measure = "%";
	return a->den <= limit;
}

/* "百分之八十", "三分之二", "万分之一". */
static bool parts_read(const struct lex *x, size_t *i, struct amount *a)
{
	static const struct { const char *word; int64_t den; } words[] = {
	{ "百分之", 100 }, { "千分之", 1000 }, { "万分之", 10000 }, { "十万分之", 100000 },
	};
	size_t at = *i;
	struct decimal num;
	int64_t den = 0;
	for (size_t k = 0; k < sizeof words / sizeof *words && !den; k++)
		if (lex_eat(x, &at, words[k].word))
			den = words[k].den;
	if (!den &&
	    !(cnnum_read(x->f, &at, &den) && den > 1 && den <= 1000000 && lex_eat(x, &at, "分之")))
		return false;
	if (!number_read(x, &at, &num))
		return false;
	*i = at;
	return share_set(a, num, den);
}

/* "八成", "八成五"; not 八成立. */
static bool tenths_read(const struct lex *x, size_t *i, struct amount *a)
{
	static const char *const behind[] = {
		"以上", "及以上", "以下", "以内", "左右", "的", NULL,
	};
	size_t at = *i, more;
	int64_t tenths, hundredths = 0;
	if (!cnnum_read(x->f, &at, &tenths) || tenths < 1 || tenths > 10 || !lex_eat(x, &at, "成"))
		return false;
	more = at;
	if (cnnum_read(x->f, &more, &hundredths) && hundredths > 0 && hundredths < 10)
		at = more;
	else
		hundredths = 0;
	if (!lex_at_end(x, at) && !lex_sees_any(x, at, behind))
		return false;
	*i = at;
	return share_set(a, (struct decimal){ tenths * 10 + hundredths, 0 }, 100);
}

static const char *const measures[] = {
	"个百分点", "百分点", "人次", "户次", "场次", "批次", "件次", "个", "例", "件", "家",
	"条",       "次",     "人",   "户",   "项",   "份",   "篇",   "名", "处", "起", "期",
	"场",       "批",     "笔",   "部",   "册",   "吨",   "亩",   "台", "套", "所", "宗",
	"票",       "幅",     "支",   "辆",   "倍",   "元",   "分",   NULL
};
static const char *const spans[] = { "个工作日", "工作日", "个月", "个小时", "小时", "分钟",
				     "秒",       "日",     "天",   "年",     "月",   "周",
				     "个星期",   "星期",   "季度", "个季度", "岁",   "级",
				     "号",       "时",     "点",   "届",     "类",   "种",
				     "版",       "页",     "章",   "款",     NULL };

/* The measure word behind a number, with 万 and 亿. Money keeps them: 3亿元 is 3 of 亿元. */
static bool measure_read(const struct lex *x, size_t *i, struct decimal *d, struct amount *a)
{
	size_t at = *i;
	int zeros = lex_eat(x, &at, "万") ? 4 : lex_eat(x, &at, "亿") ? 8 : 0;
	if (lex_sees_any(x, at, spans))
		return false;
	int k = lex_any(x, &at, measures);
	if (k < 0 && !lex_at_end(x, at) && !lex_sees(x, at, "以") && !lex_sees(x, at, "左右"))
		return false;
	a->measure = k < 0 ? "" : measures[k];
	if (strcmp(a->measure, "元") == 0 && zeros) {
		/* Down to a whole number of a smaller unit: 1.5亿元 is 15000万元. */
		if (zeros == 8 && d->places) {
			d->value *= power10(4 - (d->places < 4 ? d->places : 4));
			d->places -= d->places < 4 ? d->places : 4;
			zeros = 4;
		} else if (d->places) {
			d->value *= power10(4 - (d->places < 4 ? d->places : 4));
			d->places -= d->places < 4 ? d->places : 4;
			zeros = 0;
		}
		a->measure = zeros == 8 ? "亿元" : zeros == 4 ? "万元" : "元";
	} else {
		d->value *= power10(zeros);
	}
	for (; d->places && d->value % 10 == 0; d->places--)
		d->value /= 10;
	if (d->places || d->value > limit)
		return false;
	a->num = d->value;
	a->den = 0;
	*i = at;
	return true;
}

bool amount_read(const struct lex *x, size_t *i, struct amount *a)
{
	struct decimal d;
	size_t at = *i;
	*a = (struct amount){ .measure = "" };
	if (parts_read(x, i, a) || tenths_read(x, i, a))
		return true;
	if (lex_eat(x, i, "半数") || lex_eat(x, i, "一半")) {
		*a = (struct amount){ 1, 2, "%" };
		return true;
	}
	if (!number_read(x, &at, &d))
		return false;
	size_t percent = at;
	lex_eat(x, &percent, " ");
	if (lex_eat(x, &percent, "%") || lex_eat(x, &percent, "﹪") ||
	    lex_eat(x, &percent, "个%")) {
		*i = percent;
		return share_set(a, d, 100);
	}
	if (lex_eat(x, &percent, "‰")) {
		*i = percent;
		return share_set(a, d, 1000);
	}
	size_t den_at = at;
	struct decimal den;
	if (!d.places && lex_eat(x, &den_at, "/") && arabic_read(x, &den_at, &den) && !den.places &&
		den.value > 1 &&
		d.value <= den.value) {
		*i = den_at;
		return share_set(a, d, den.value);
	}
	if (!measure_read(x, &at, &d, a))
		return false;
	*i = at;
	return true;
}

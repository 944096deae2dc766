#include "base/cnnum.h"

#include "base/utf8.h"
#include "base/ban.h"

static const int64_t limit = 1000000000000000;   /* 10^15 */

/* 0 to 9 of a Chinese digit, also of the bank's writing; -1 of anything else. */
static int chinese_digit(uint32_t c)
{
	static const uint32_t digits[][10] = {
		{ U'零', U'一', U'二', U'三', U'四', U'五', U'六', U'七', U'八', U'九' },
		{ U'〇', U'壹', U'贰', U'叁', U'肆', U'伍', U'陆', U'柒', U'捌', U'玖' },
		{ U'○', U'元', U'两', U'叄', U'肆', U'伍', U'陸', U'柒', U'捌', U'玖' },
	};
	if (c == U'元')      /* a currency far more often than the first year of an era */
		return -1;
	for (size_t k = 0; k < sizeof digits / sizeof *digits; k++)
		for (int d = 0; d < 10; d++)
			if (digits[k][d] == c)
				return d;
	return c == '0' || c == 0xff10 ? 0 : -1;      /* 二0一八: typed where 〇 is not at hand */
}

/* 10, 100, 1000 of a unit below 万; 0 of anything else. */
static int64_t small_unit(uint32_t c)
{
	switch (c) {
	case U'十': case U'拾':
		return 10;
	case U'百': case U'佰':
		return 100;
	case U'千': case U'仟':
		return 1000;
	default:
		return 0;
	}
}

static int arabic_digit(uint32_t c)
{
	if (c >= '0' && c <= '9')
		return (int)(c - '0');
	return c >= 0xff10 && c <= 0xff19 ? (int)(c - 0xff10) : -1;
}

static bool is_unit(uint32_t c)
{
	return small_unit(c) || c == U'万' || c == U'亿';
}

/* A run of digits of one kind. False where there is none or it grows beyond the limit. *digits gets
 * their number. */
static bool read_digits(struct str s, size_t *at, int (*digit)(uint32_t), int64_t *value,
			int *digits)
{
	size_t i = *at;
	int64_t v = 0;
	*digits = 0;
	while (i < s.n) {
		size_t next = i;
		int d = digit(utf8_next(s, &next));
		if (d < 0)
			break;
		v = v * 10 + d;
		if (v > limit)
			return false;
		i = next;
		++*digits;
	}
	*at = i;
	*value = v;
	return *digits > 0;
}

/* A number in making: sections of four digits, each with a power of 10,000. */
struct making {
	int64_t yi, wan, section;
	int64_t unit;       /* the last one in this section: the next has to be smaller */
	int64_t scale;      /* what a digit without unit right behind counts: 一百二 is 120 */
	int digit;          /* read and not yet weighed; -1 none */
	bool zero;          /* a 零 came: the digit behind it counts one */
	bool any;
	bool too_large;
};

static bool take_small(struct making *m, int64_t unit)
{
	if (m->unit && unit >= m->unit)
		return false;
	if (m->digit < 0 && unit != 10)      /* 百 alone is no number; 十 is */
		return false;
	m->section += (m->digit < 0 ? 1 : m->digit) * unit;
	m->unit = m->scale = unit;
	m->digit = -1;
	m->zero = false;
	return true;
}

static bool take_large(struct making *m, bool yi)
{
	int64_t low = m->section + (m->digit > 0 ? m->digit : 0);
	if (yi ? m->yi || !(m->wan + low) : m->wan || !low)
		return false;
	if (yi) {
		m->yi = (m->wan + low) * 100000000;
		m->wan = 0;
	} else {
		m->wan = low * 10000;
	}
	m->section = m->unit = 0;
	m->scale = yi ? 100000000 : 10000;
	m->digit = -1;
	m->zero = false;
	m->too_large = m->yi + m->wan > limit;
	return true;
}

static bool take_char(struct making *m, uint32_t c)
{
	int d = chinese_digit(c);
	if (d == 0) {
		if (m->zero || m->digit >= 0)
			return false;
		m->zero = true;
		m->digit = m->any ? -1 : 0;
		return true;
	}
	if (d > 0) {
		if (m->digit > 0)
			return false;
		m->digit = d;
		return true;
	}
	if (c == U'廿' || c == U'卅') {
		if (m->digit >= 0 || (m->unit && m->unit <= 10))
			return false;
		m->digit = c == U'廿' ? 2 : 3;
		return take_small(m, 10);
	}
	if (small_unit(c))
		return take_small(m, small_unit(c));
	return (c == U'万' || c == U'亿') && take_large(m, c == U'亿');
}

static bool read_chinese(struct str s, size_t *at, int64_t *value)
{
	struct making m = { .digit = -1 };
	size_t i = *at, end = *at;
	while (i < s.n) {
		struct making before = m;
		if (!take_char(&m, utf8_next(s, &i))) {
			m = before;
			break;
		}
		/* A 零 at the end belongs to what follows, if anything. */
		if (!m.zero || m.digit >= 0)
			end = i;
		m.any = true;
	}
	if (!m.any)
		return false;
	int64_t low = m.digit > 0 ? m.digit : 0;
	if (low && !m.zero && m.scale > 10)
		low *= m.scale / 10;
	int64_t v = m.yi + m.wan + m.section + low;
	if (m.too_large || v > limit)
		return false;
	*value = v;
	*at = end;
	return true;
}

bool cnnum_read(struct str s, size_t *at, int64_t *value)
{
	size_t i = *at;
	int digits;
	int64_t v;
	if (read_digits(s, &i, arabic_digit, &v, &digits))
		goto found;
	i = *at;
	if (read_digits(s, &i, chinese_digit, &v, &digits)) {
		size_t next = i;
		if (digits > 1 && !(digits == 2 && v < 10 && is_unit(utf8_next(s, &next))))
			goto found;      /* 二〇一八; but 零三百 is no digits */
	}
	i = *at;
	if (!read_chinese(s, &i, &v))
		return false;
found:
	*at = i;
	*value = v;
	return true;
}

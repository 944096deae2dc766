#include "model/figure.h"

#include <stdio.h>
#include <string.h>

#include "base/cnnum.h"
#include "base/fold.h"
#include "base/gettext.h"
#include "base/utf8.h"
#include "base/width.h"

#include "base/ban.h"

#define FIGURE_MAX INT64_C(1000000000000000)    /* 10^15: what a ratio can compare, and far below 2^53 */

int64_t figure_power(int scale)
{
	int64_t n = 1;

	for (int i = 0; i < scale && i < 9; i++)
		n *= 10;
	return n;
}

/* The number while it is read: digits without the point, and how many stand after it. */
struct digits {
	int64_t n;
	int places;
	bool point, any, large;
};

static void digits_add(struct digits *d, uint32_t c)
{
	d->any = true;
	if (d->n > FIGURE_MAX / 10)
		d->large = true;
	else
		d->n = d->n * 10 + (int64_t)(c - '0');
	d->places += d->point;
}

/* Reads "1,234.50", full-width or not, from *at on. Commas part thousands only: "1,23" is no
 * number. */
static bool digits_read(struct str s, size_t *at, struct digits *d)
{
	int group = -1;      /* digits since the last comma */

	for (;;) {
		size_t next = *at;
		uint32_t c = fold_char(utf8_next(s, &next));
		if (c >= '0' && c <= '9') {
			digits_add(d, c);
			group += group >= 0;
		} else if (c == ',' && d->any && !d->point && (group == -1 || group == 3)) {
			group = 0;
		} else if (c == '.' && d->any && !d->point && (group == -1 || group == 3)) {
			d->point = true;
			group = -1;
		} else {
			break;
		}
		*at = next;
	}
	return d->any && (group == -1 || group == 3) && !(d->point && d->places == 0);
}

/* 万 and 亿 at *at: how many zeros. */
static int read_myriads(struct str s, size_t *at)
{
	size_t next = *at;
	uint32_t c = next < s.n ? utf8_next(s, &next) : 0;
	int zeros = c == 0x4e07 ? 4 : c == 0x4ebf ? 8 : 0;

	if (zeros)
		*at = next;
	return zeros;
}

static bool is_percentage(const struct figure_row *f)
{
	return f->word && strcmp(f->word, "%") == 0;
}

/* "百分之", "千分之", "万分之" before the number of a percentage: how many places it is smaller by;
 * -1: none of them. */
static int read_parts(struct str s, size_t *at)
{
	static const char *const words[] = { "百分之", "千分之", "万分之" };

	for (int i = 0; i < 3; i++)
		if (str_starts(s, str_of(words[i]))) {
			*at = strlen(words[i]);
			return i;
		}
	return -1;
}

/* What may follow: a measure word of up to four characters; of a percentage "%" or "‰", which no
 * other figure takes. */
static bool tail_ok(struct str tail, const struct figure_row *f, int *smaller)
{
	size_t at = 0;
	uint32_t first = tail.n ? fold_char(utf8_next(tail, &at)) : 0;
	int n = 0;

	if ((first == '%' || first == 0x2030) && (!is_percentage(f) || at < tail.n))
		return false;
	if (first == 0x2030)
		*smaller = 1;
	for (size_t i = first == '%' || first == 0x2030 ? at : 0; i < tail.n; n++)
		if (!utf8_is_han(fold_char(utf8_next(tail, &i))))
			return false;
	return n <= 4;
}

/* By how many places a number is moved so that it counts the figure's own unit: 1.2亿元 of 万元 is
 * 12000, 5000元 is 0.5. zeros: of 万 or 亿 behind it. */
static int units_shift(struct str tail, int zeros, const struct figure_row *f)
{
	struct str word = str_of(f->word ? f->word : "");
	size_t at = 0;
	int own = read_myriads(word, &at);
	struct str base = str_from(word, at);

	if (own && (zeros || (tail.n && str_eq(tail, base))))
		return zeros - own;
	return zeros;
}

static bool to_scale(struct digits *d, int scale, int shift, struct str text, struct err *err)
{
	int more = scale + shift - d->places;

	for (; more < 0 && d->n % 10 == 0; more++)
		d->n /= 10;
	if (more < 0 && scale == 0)
		return err_set(err, ERR_INPUT, _("a whole number is wanted here: %.*s"),
			       STR_ARG(text));
	if (more < 0)
		return err_set(err, ERR_INPUT,
			       ngettext("at most %d place after the point here: %.*s",
					"at most %d places after the point here: %.*s",
					(unsigned long)scale),
			       scale, STR_ARG(text));
	for (; more > 0; more--)
		if (__builtin_mul_overflow(d->n, 10, &d->n) || d->n > FIGURE_MAX)
			d->large = true, d->n = 0;
	if (d->large || d->n > FIGURE_MAX)
		return err_set(err, ERR_INPUT, _("too large a number: %.*s"), STR_ARG(text));
	return true;
}

static bool number_read(struct str s, size_t *at, struct digits *d)
{
	size_t peek = *at;
	uint32_t first = peek < s.n ? fold_char(utf8_next(s, &peek)) : 0;

	return first >= '0' && first <= '9' ? digits_read(s, at, d) : cnnum_read(s, at, &d->n);
}

bool figure_read(struct str text, const struct figure_row *f, int64_t *n, struct err *err)
{
	struct str s = str_trim(text);
	struct str shown = str_to(s, width_fit(s, 40, NULL));
	struct digits d = { 0 };
	size_t at = 0, peek = 0;
	int parts = is_percentage(f) ? read_parts(s, &at) : -1, smaller = 0;

	if (s.n == 0)
		return err_set(err, ERR_INPUT, _("a number is wanted here"));
	if (fold_char(utf8_next(s, &peek)) == '-')
		return err_set(err, ERR_INPUT, _("a figure is never negative: %.*s"),
			       STR_ARG(shown));
	if (!number_read(s, &at, &d))
		return err_set(err, ERR_INPUT, _("not a number: %.*s"), STR_ARG(shown));
	/* "123.45 亿元": the blank parts nothing. */
	at = s.n - str_trim(str_from(s, at)).n;
	int zeros = read_myriads(s, &at);
	struct str tail = str_trim(str_from(s, at));
	if (!is_percentage(f) && (str_eq(tail, STR_LIT("%")) || str_eq(tail, STR_LIT("％")) ||
				  str_eq(tail, STR_LIT("‰"))))
		return err_set(err, ERR_INPUT, _("a number is wanted here, not a share: %.*s"),
			       STR_ARG(shown));
	if (!tail_ok(tail, f, &smaller) || (parts >= 0 && tail.n))
		return err_set(err, ERR_INPUT, _("not a number: %.*s"), STR_ARG(shown));
	int shift = parts >= 0 ? -parts : units_shift(tail, zeros, f) - smaller;
	if (!to_scale(&d, f->scale < 0 ? 0 : f->scale > 9 ? 9 : f->scale, shift, shown, err))
		return false;
	*n = d.n;
	return true;
}

char *figure_text(int64_t n, int scale, struct arena *mem)
{
	int64_t one = figure_power(scale);

	if (scale <= 0)
		return arena_printf(mem, "%lld", (long long)n);
	return arena_printf(mem, "%lld.%0*lld", (long long)(n / one), scale, (long long)(n % one));
}

/* Money of 10^8 and more is told in 亿元, as it is written: 1234500 万元 is 123.45 亿元. */
static bool large_money(int64_t n, const struct figure_row *f, struct figure_row *as)
{
	if (!f->word || strcmp(f->word, "万元") != 0 || f->scale < 0 || f->scale > 5 ||
	    n / figure_power(f->scale) < 10000)
		return false;
	*as = (struct figure_row){ .word = "亿元", .scale = f->scale + 4 };
	return true;
}

char *figure_with_word(int64_t n, const struct figure_row *f, struct arena *mem)
{
	struct figure_row as;
	const char *word = f->word ? f->word : "";

	if (large_money(n, f, &as)) {
		for (; as.scale > 0 && n % 10 == 0; as.scale--)
			n /= 10;
		return figure_with_word(n, &as, mem);
	}
	return arena_printf(mem, "%s%s%s", figure_text(n, f->scale, mem),
			    *word && strcmp(word, "%") != 0 ? " " : "", word);
}

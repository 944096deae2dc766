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

/* Reads "1,234.50", full-width or not, from *at on. Commas part thousands only: "1,23" is no number. */
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

/* 万 and 亿 after the number: how many zeros. */
static int read_myriads(struct str s, size_t *at)
{
	size_t next = *at;
	uint32_t c = utf8_next(s, &next);
	int zeros = c == 0x4e07 ? 4 : c == 0x4ebf ? 8 : 0;

	if (zeros)
		*at = next;
	return zeros;
}

/* What may follow: blanks, "%", or a measure word of up to four characters. */
static bool tail_ok(struct str s, size_t at)
{
	struct str tail = str_trim(str_from(s, at));
	int n = 0;

	for (size_t i = 0; i < tail.n; n++) {
		uint32_t c = fold_char(utf8_next(tail, &i));
		if (!utf8_is_han(c) && !(c == '%' && n == 0))
			return false;
	}
	return n <= 4;
}

static bool to_scale(struct digits *d, int scale, int zeros, struct str text, struct err *err)
{
	int more = scale + zeros - d->places;

	for (; more < 0 && d->n % 10 == 0; more++)
		d->n /= 10;
	if (more < 0 && scale == 0)
		return err_set(err, ERR_INPUT, _("a whole number is wanted here: %.*s"), STR_ARG(text));
	if (more < 0)
		return err_set(err, ERR_INPUT, ngettext("at most %d place after the point here: %.*s",
			"at most %d places after the point here: %.*s", (unsigned long)scale), scale, STR_ARG(text));
	for (; more > 0; more--)
		if (__builtin_mul_overflow(d->n, 10, &d->n) || d->n > FIGURE_MAX)
			d->large = true, d->n = 0;
	if (d->large || d->n > FIGURE_MAX)
		return err_set(err, ERR_INPUT, _("too large a number: %.*s"), STR_ARG(text));
	return true;
}

bool figure_read(struct str text, int scale, int64_t *n, struct err *err)
{
	struct str s = str_trim(text);
	struct str shown = str_to(s, width_fit(s, 40, NULL));
	struct digits d = { 0 };
	size_t at = 0;
	size_t peek = 0;
	uint32_t first = fold_char(utf8_next(s, &peek));

	if (s.n == 0)
		return err_set(err, ERR_INPUT, _("a number is wanted here"));
	if (first == '-')
		return err_set(err, ERR_INPUT, _("a figure is never negative: %.*s"), STR_ARG(shown));
	if (first >= '0' && first <= '9' ? !digits_read(s, &at, &d) : !cnnum_read(s, &at, &d.n))
		return err_set(err, ERR_INPUT, _("not a number: %.*s"), STR_ARG(shown));
	int zeros = read_myriads(s, &at);
	if (!tail_ok(s, at))
		return err_set(err, ERR_INPUT, _("not a number: %.*s"), STR_ARG(shown));
	if (!to_scale(&d, scale < 0 ? 0 : scale > 9 ? 9 : scale, zeros, shown, err))
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

char *figure_with_word(int64_t n, const struct figure_row *f, struct arena *mem)
{
	const char *word = f->word ? f->word : "";

	return arena_printf(mem, "%s%s%s", figure_text(n, f->scale, mem), *word && strcmp(word, "%") != 0 ? " " : "", word);
}

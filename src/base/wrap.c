#include "base/wrap.h"

#include <unilbrk.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "base/width.h"

#include "base/ban.h"

static struct str blanks_off(struct str s)
{
	while (s.n > 0 && (s.p[s.n - 1] == ' ' || s.p[s.n - 1] == '\t' || s.p[s.n - 1] == '\r'))
		s.n--;
	return s;
}

/* The longest beginning of s that ends at an allowed place and fits; a word that is too long is cut
 * where the line is full. */
static size_t line_fill(struct str s, const char *breaks, int cols)
{
	size_t last = 0, at = 0, full;
	int used = 0;

	while (at < s.n) {
		size_t was = at;
		uint32_t c = utf8_next(s, &at);

		if (was > 0 && breaks[was] == UC_BREAK_POSSIBLE)
			last = was;
		used += width_char(c);
		/* Blanks may stand over the edge: they are not shown. */
		if (used > cols && c != ' ')
			break;
	}
	if (used <= cols || blanks_off(s).n <= width_fit(s, cols, NULL))
		return s.n;
	if (last > 0)
		return last;
	full = width_fit(s, cols, NULL);
	if (full == 0)
		utf8_next(s, &full);
	return full;
}

static void paragraph_wrap(struct str s, int cols, wrap_lines *to)
{
	char *breaks = mem_alloc(s.n + 1);
	size_t at = 0;

	u8_possible_linebreaks((const uint8_t *)s.p, s.n, "UTF-8", breaks);
	do {
		size_t n = line_fill(str_from(s, at), breaks + at, cols);

		*vec_push(to) = blanks_off((struct str){ s.p + at, n });
		at += n;
		while (at < s.n && s.p[at] == ' ')
			at++;
	} while (at < s.n);
	free(breaks);
}

void wrap_text(struct str text, int cols, wrap_lines *to)
{
	struct str part;

	if (cols < 2)
		cols = 2;
	if (text.n > 0 && text.p[text.n - 1] == '\n')
		text.n--;
	while (str_cut(&text, '\n', &part))
		paragraph_wrap(part, cols, to);
}

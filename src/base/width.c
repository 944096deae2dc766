#include "base/width.h"

#include <wchar.h>

#include "base/utf8.h"
#include "base/ban.h"

int width_char(uint32_t c)
{
	if (c >= 0x20 && c < 0x7f)
		return 1;
	int w = wcwidth((wchar_t)c);
	return w < 0 ? 1 : w;
}

int width_cols(struct str s)
{
	int cols = 0;
	for (size_t at = 0; at < s.n;)
		cols += width_char(utf8_next(s, &at));
	return cols;
}

size_t width_fit(struct str s, int cols, int *used)
{
	size_t at = 0;
	int taken = 0;
	while (at < s.n) {
		size_t next = at;
		int w = width_char(utf8_next(s, &next));
		if (w > cols - taken)
			break;
		taken += w;
		at = next;
	}
	if (used)
		*used = taken;
	return at;
}

static void put_blanks(struct buf *to, int n)
{
	while (n-- > 0)
		buf_byte(to, ' ');
}

/* Appends s, cut to cols where it is longer; how many columns that took. A cut one takes all. */
static int put_cut(struct buf *to, struct str s, int cols)
{
	int used;
	if (cols <= 0)
		return 0;
	if (width_fit(s, cols, &used) == s.n) {
		buf_put(to, s);
		return used;
	}
	size_t n = width_fit(s, cols - 1, &used);
	buf_put(to, str_to(s, n));
	put_blanks(to, cols - 1 - used);
	buf_byte(to, '~');
	return cols;
}

void width_pad(struct buf *to, struct str s, int cols)
{
	put_blanks(to, cols - put_cut(to, s, cols));
}

void width_pad_left(struct buf *to, struct str s, int cols)
{
	int used;
	if (cols > 0 && width_fit(s, cols, &used) == s.n)
		put_blanks(to, cols - used);
	put_cut(to, s, cols);
}

void width_cut(struct buf *to, struct str s, int cols)
{
	put_cut(to, s, cols);
}

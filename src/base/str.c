#include "base/str.h"

#include "base/ban.h"

bool str_starts(struct str s, struct str with)
{
	return s.n >= with.n &&
	       (with.n == 0 || (s.p[0] == with.p[0] && memcmp(s.p, with.p, with.n) == 0));
}

bool str_ends(struct str s, struct str with)
{
	return s.n >= with.n && (with.n == 0 || memcmp(s.p + s.n - with.n, with.p, with.n) == 0);
}

ptrdiff_t str_find(struct str s, struct str what)
{
	if (what.n == 0)
		return 0;
	if (s.n < what.n)
		return -1;
	const char *at = memmem(s.p, s.n, what.p, what.n);

	return at ? at - s.p : -1;
}

/* Bytes of the white space that s begins with, 0 where there is none. */
static size_t str_blank_at(struct str s)
{
	if (s.n == 0)
		return 0;
	switch (s.p[0]) {
	case ' ':
	case '\t':
	case '\r':
	case '\n':
		return 1;
	case '\xC2':
		return str_starts(s, STR_LIT("\u00A0")) ? 2 : 0;
	case '\xE3':
		return str_starts(s, STR_LIT("\u3000")) ? 3 : 0;
	default:
		return 0;
	}
}

/* Looked for from the end by their lengths: no other character of UTF-8 ends like one of these. */
static size_t str_blank_before(struct str s)
{
	for (size_t n = 1; n <= 3 && n <= s.n; n++)
		if (str_blank_at(str_from(s, s.n - n)) == n)
			return n;
	return 0;
}

struct str str_trim(struct str s)
{
	for (size_t n; (n = str_blank_at(s)) > 0; )
		s = str_from(s, n);
	for (size_t n; (n = str_blank_before(s)) > 0; )
		s = str_to(s, s.n - n);
	return s;
}

bool str_cut(struct str *rest, char sep, struct str *part)
{
	/* A NULL rest is one that was cut to its end: an empty one still has its empty last
	 * part. */
	if (!rest->p)
		return false;
	const char *at = rest->n ? memchr(rest->p, sep, rest->n) : NULL;

	if (!at) {
		*part = *rest;
		*rest = (struct str){ NULL, 0 };
		return true;
	}
	*part = str_to(*rest, (size_t)(at - rest->p));
	*rest = str_from(*rest, part->n + 1);
	return true;
}

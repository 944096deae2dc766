#include "model/wording_private.h"

#include <string.h>

#include "base/clean.h"
#include "base/cnnum.h"
#include "base/fold.h"
#include "base/utf8.h"
#include "base/ban.h"

enum { NUMBER_MAX = 99999999 };

static bool is_blank(uint32_t c)
{
	return c <= ' ' || (c >= 0x7f && c <= 0xa0) || (c >= 0x2000 && c <= 0x200a) ||
	       c == 0x2028 || c == 0x2029 || c == 0x202f || c == 0x205f || c == 0x3000 ||
	       clean_is_format(c);
}

/* Signs that stand for others in dates and ranges, beyond what base/fold.h folds for ever. */
static uint32_t fold_sign(uint32_t c)
{
	switch (c) {
	case 0x2010: case 0x2011: case 0x2012: case 0x2015: case 0x2212: case 0x2500:
		return '-';
	case 0x301c: case 0x223c: case 0x02dc:
		return '~';
	case 0x2236:
		return ':';
	case 0xb7: case 0x2022:
		return '.';
	case 0xfe50:
		return ',';
	case 0xfe54:
		return ';';
	default:
		return fold_char(c);
	}
}

static bool is_word(uint32_t c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
}

void lex_init(struct lex *x, struct arena *mem, struct str source)
{
	/* A character never grows by folding, and a kept blank replaces one: f fits. */
	char *f = arena_alloc(mem, source.n * 3 + 4);
	uint32_t *map = arena_alloc(mem, (source.n * 3 + 4) * sizeof *map);
	size_t n = 0;
	uint32_t last = 0;
	bool blank = false;
	for (size_t at = 0; at < source.n;) {
		size_t from = at;
		uint32_t c = utf8_next(source, &at);
		if (is_blank(c)) {
			blank = true;
			continue;
		}
		c = fold_sign(c);
		if (blank && is_word(last) && is_word(c)) {
			map[n] = (uint32_t)from;
			f[n++] = ' ';
		}
		size_t bytes = utf8_put(f + n, c);
		for (size_t k = 0; k < bytes; k++)
			map[n + k] = (uint32_t)from;
		n += bytes;
		last = c;
		blank = false;
	}
	map[n] = (uint32_t)source.n;
	*x = (struct lex){ .source = source, .f = { f, n }, .map = map };
}

bool lex_sees(const struct lex *x, size_t i, const char *word)
{
	return str_starts(str_from(x->f, i), str_of(word));
}

bool lex_eat(const struct lex *x, size_t *i, const char *word)
{
	if (!lex_sees(x, *i, word))
		return false;
	*i += strlen(word);
	return true;
}

int lex_any(const struct lex *x, size_t *i, const char *const *words)
{
	for (int k = 0; words[k]; k++)
		if (lex_eat(x, i, words[k]))
			return k;
	return -1;
}

bool lex_sees_any(const struct lex *x, size_t i, const char *const *words)
{
	return lex_any(x, &i, words) >= 0;
}

bool lex_ends_any(const struct lex *x, size_t i, const char *const *words, size_t *from)
{
	for (int k = 0; words[k]; k++) {
		if (!str_ends(str_to(x->f, i), str_of(words[k])))
			continue;
		*from = i - strlen(words[k]);
		return true;
	}
	return false;
}

bool lex_number(const struct lex *x, size_t *i, int *value)
{
	size_t at = *i;
	int64_t v;
	if (!cnnum_read(x->f, &at, &v))
		return false;
	*i = at;
	*value = v > NUMBER_MAX ? NUMBER_MAX : (int)v;
	return true;
}

bool lex_digits(const struct lex *x, size_t *i, int n, int *value)
{
	size_t at = *i;
	int v = 0, seen = 0;
	for (; at < x->f.n && x->f.p[at] >= '0' && x->f.p[at] <= '9'; at++, seen++)
		v = seen < 8 ? v * 10 + (x->f.p[at] - '0') : v;
	if (!seen || seen > 8 || (n && seen != n))
		return false;
	*i = at;
	*value = v;
	return true;
}

void lex_skip(const struct lex *x, size_t *i)
{
	size_t at = *i;
	int64_t v;
	while (at < x->f.n && x->f.p[at] >= '0' && x->f.p[at] <= '9')
		at++;
	if (at == *i && !cnnum_read(x->f, &at, &v))
		(void)utf8_next(x->f, &at);
	*i = at;
}

static const char *const partings[] = { ",", ";", ":", "(", ")", "。", "、", "!", "?", NULL };

bool lex_at_end(const struct lex *x, size_t i)
{
	return i >= x->f.n || lex_sees_any(x, i, partings);
}

bool lex_at_start(const struct lex *x, size_t i)
{
	size_t from;
	return i == 0 || lex_ends_any(x, i, partings, &from);
}

struct str lex_source(const struct lex *x, size_t from, size_t to)
{
	if (to <= from)
		return (struct str){ x->source.p, 0 };
	size_t begin = x->map[from];
	return str_trim((struct str){ x->source.p + begin, x->map[to] - begin });
}

bool text_says(struct str s, const char *const *words)
{
	for (; *words; words++)
		if (str_find(s, str_of(*words)) >= 0)
			return true;
	return false;
}

#include "base/word.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/fold.h"
#include "base/gettext.h"
#include "base/mem.h"
#include "base/re.h"
#include "base/utf8.h"

#include "base/ban.h"

struct word {
	char *typed;
	struct re *re;               /* a pattern; else NULL */
	struct buf said;             /* /pattern/i, or what is looked for, folded */
	struct fold_needle plain;
	const struct pinyin *p;      /* lent; NULL: the letters stand for nothing else */
	struct pinyin_key letters;
};

bool word_plain(struct str text, const struct pinyin *p, struct word **to, struct err *err)
{
	ptrdiff_t flaw = utf8_flaw(text);
	struct word *w;

	if (flaw >= 0)
		return err_set(err, ERR_USE, _("broken UTF-8 in the word at character %zu"),
			       utf8_count(str_to(text, (size_t)flaw)) + 1);
	if (text.n > WORD_BYTES)
		return err_set(err, ERR_USE, _("a word of %zu bytes: at most %d are allowed"),
			       text.n, WORD_BYTES);
	w = mem_alloc(sizeof *w);
	w->typed = mem_strndup(text.p ? text.p : "", text.n);
	if (!fold_needle_make(&w->plain, text)) {
		word_free(w);
		return err_set(err, ERR_USE, _("there is nothing to look for"));
	}
	if (p && pinyin_key_make(&w->letters, text))
		w->p = p;
	buf_puts(&w->said, "=");
	buf_put(&w->said, buf_str(&w->plain.folded));
	*to = w;
	return true;
}

bool word_re(struct str pattern, bool ignore_case, struct word **to, size_t *at, struct err *err)
{
	struct re *re = re_new(pattern, ignore_case, at, err);

	if (!re)
		return false;
	*to = mem_alloc(sizeof **to);
	(*to)->re = re;
	(*to)->typed = mem_strndup(pattern.p ? pattern.p : "", pattern.n);
	buf_puts(&(*to)->said, ignore_case ? "i/" : "/");
	buf_put(&(*to)->said, pattern);
	return true;
}

void word_free(struct word *w)
{
	if (!w)
		return;
	re_free(w->re);
	fold_needle_clear(&w->plain);
	free(w->typed);
	buf_clear(&w->said);
	free(w);
}

const char *word_text(const struct word *w)
{
	return w->typed;
}

struct str word_said(const struct word *w)
{
	return buf_str(&w->said);
}

bool word_has_pinyin(const struct word *w)
{
	return w->p != NULL;
}

int word_find_text(const struct word *w, struct str text, size_t *at, size_t *len, struct err *err)
{
	if (w->re)
		return re_find(w->re, text, 0, at, len, err);
	return fold_needle_find(&w->plain, text, at, len) ? WORD_TEXT : WORD_ABSENT;
}

int word_find(const struct word *w, struct str text, size_t *at, size_t *len, struct err *err)
{
	int found = word_find_text(w, text, at, len, err);

	if (found || w->re)
		return found;
	return w->p && pinyin_find(w->p, &w->letters, text, at, len) ? WORD_PINYIN : WORD_ABSENT;
}

int word_find_name(const struct word *w, struct str name, size_t *at, size_t *len, struct err *err)
{
	struct str city = STR_LIT("市"), typed = buf_str(&w->plain.folded);
	int found = word_find(w, name, at, len, err);

	if (found || w->re || typed.n <= city.n || !str_starts(typed, city) ||
	    !fold_starts(name, str_from(typed, city.n), len))
		return found;
	if (at)
		*at = 0;
	return WORD_TEXT;
}

/* A word that somebody looks for: plain, a regular expression, or letters that may be pinyin. Made
 * ready once, then looked for in many texts. */
#ifndef BASE_WORD_H
#define BASE_WORD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/pinyin.h"
#include "base/str.h"

struct word;

enum { WORD_BYTES = 1000 };      /* longer ones are refused */

/* Plain: folded as fold_text() does (width, case, brackets, quotes), blanks beside CJK and
 * quotes do not count. With p, letters are also looked for as pinyin, where they do not stand in
 * the text themselves; p is lent and must outlive the word. NULL: without. Refused (ERR_USE):
 * nothing but blanks, broken UTF-8, more than WORD_BYTES. */
bool word_plain(struct str text, const struct pinyin *p, struct word **to, struct err *err)
	__attribute__((nonnull(3, 4), warn_unused_result));
/* A pattern of base/re.h: its refusals, with the byte of the pattern (at may be NULL). */
bool word_re(struct str pattern, bool ignore_case, struct word **to, size_t *at, struct err *err)
	__attribute__((nonnull(3, 5), warn_unused_result));
void word_free(struct word *w);
/* As it was typed; lent. */
const char *word_text(const struct word *w) __attribute__((nonnull, returns_nonnull));

/* How it was found; the text's own letters come before pinyin where hits have an order. */
enum word_hit { WORD_ABSENT, WORD_TEXT, WORD_PINYIN };
/* Greater than 0 (enum word_hit): found, *at and *len (may be NULL) get the first place, in
 * bytes of text. 0: not. -1: a limit of the pattern was hit, err says so (it is no "not found").
 * text is sound UTF-8. Not for two threads at once. */
int word_find(const struct word *w, struct str text, size_t *at, size_t *len, struct err *err)
	__attribute__((nonnull(1, 5), warn_unused_result));
/* The same without pinyin: of long texts. */
int word_find_text(const struct word *w, struct str text, size_t *at, size_t *len, struct err *err)
	__attribute__((nonnull(1, 5), warn_unused_result));
/* What it looks for, pinyin aside: two words that say the same find the same texts. Lent. */
struct str word_said(const struct word *w) __attribute__((nonnull));
/* Are its letters looked for as pinyin? */
bool word_has_pinyin(const struct word *w) __attribute__((nonnull));
/* The same for the name of a unit: 市 before the name or before the word makes no difference, so
 * that 市教育局 finds 教育局. */
int word_find_name(const struct word *w, struct str name, size_t *at, size_t *len, struct err *err)
	__attribute__((nonnull(1, 5), warn_unused_result));

#endif

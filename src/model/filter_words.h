/* The words that stand for a value in a filter: "status:overdue", 亮灯:红. Tables. */
#ifndef MODEL_FILTER_WORDS_H
#define MODEL_FILTER_WORDS_H

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"
#include "model/filter_key.h"

struct filter_word {
	const char *name;         /* NULL ends a table */
	const char *cn[4];        /* the office's word first */
	unsigned bits;            /* what it is in a condition: of status, light, target */
	const char *stored;       /* or the text that rows have: role, kind */
};

/* NULL where the key takes no words. */
const struct filter_word *filter_words(enum filter_what what);
/* Folded; NULL with err: the words that can stand there, and the nearest one. */
const struct filter_word *filter_word_find(const struct filter_key *key, struct str text,
					   struct err *err) __attribute__((nonnull));
/* "none" and 无, of what has no date. */
bool filter_says_none(struct str text);

/* Of a word that joins others without blanks, 财政局或审计局: these, with sign between them. False:
 * it joins none, or one is empty or a number (1,200). */
bool filter_alternatives(struct str word, const char *sign, struct buf *to) __attribute__((nonnull));

#endif

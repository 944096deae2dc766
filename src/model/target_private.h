/* What target_wording, target_measured, target_value and target_reported share. Texts are folded by
 * wording_lex; places are bytes of the folded text. */
#ifndef MODEL_TARGET_PRIVATE_H
#define MODEL_TARGET_PRIVATE_H

#include "model/target_wording.h"
#include "model/wording_private.h"

/* An amount as written: a share (50 of 100) or a count (den 0) with its measure word. */
struct amount {
	int64_t num, den;
	const char *measure;      /* a literal; "" where none stands there */
};

/* Reads "50%", "百分之八十", "八成", "1/10", "三分之二", "12例", "1.2万户" at *i and steps over it.
 * Time spans (3个工作日) are no amounts. False, *i unmoved, where none stands there or it exceeds
 * 10^12. */
bool amount_read(const struct lex *x, size_t *i, struct amount *a) __attribute__((nonnull));

/* A piece of folded text: from, to. */
struct piece {
	size_t from, to;
};

extern const char *const clause_ends[];      /* , ; 。 ! ? */
/* Where the clause that begins at i ends. Commas in brackets, in quotation marks and in 1,000 part
 * nothing. */
size_t clause_end(const struct lex *x, size_t i) __attribute__((nonnull));
/* folded */
struct str piece_text(const struct lex *x, struct piece p) __attribute__((nonnull));
/* as written; lent */
struct str piece_source(const struct lex *x, struct piece p) __attribute__((nonnull));
/* Place of word in p, or p.to. */
size_t piece_find(const struct lex *x, struct piece p, const char *word) __attribute__((nonnull));
/* Takes words off its beginning, or its end, as many as stand there. */
void piece_trim_front(const struct lex *x, struct piece *p, const char *const *words)
	__attribute__((nonnull));
void piece_trim_back(const struct lex *x, struct piece *p, const char *const *words)
	__attribute__((nonnull));

/* A reading in making. */
struct reach {
	const struct lex *x;
	struct piece clause, metric, base, excluded;
};

extern const char *const target_ratio_ends[];       /* 比例 率 ...: words that a share ends in */
/* Appends the reading of a share, or of a count. before: what stands before the comparing word;
 * base: between it and the amount (甲不低于[乙]的10%), empty: nothing; end: behind the amount. */
void target_add_share(struct reach *r, struct piece before, struct piece base, enum comparator c,
		      const struct amount *a, size_t end, target_readings *to)
	__attribute__((nonnull));
void target_add_count(struct reach *r, struct piece before, enum comparator c,
		      const struct amount *a, size_t end, target_readings *to)
	__attribute__((nonnull));

#endif

/* The figures of a duty's report as words: "12/20", "12/20 2", "31", NAME=FIGURE. */
#ifndef MODEL_FIGURE_WORDS_H
#define MODEL_FIGURE_WORDS_H

#include "model/figure_line.h"

/* Appends what n words say of a duty's figures: NAME=FIGURE each, where a name may be cut short as
 * long as it fits one figure; the words without "=" are one line, read by figure_line_read(). *to
 * starts empty. ERR_INPUT with the reason: a name that fits none or several, a figure that is none,
 * one that is given twice. */
bool figure_words_read(struct ledger *l, const struct duty_state *d, size_t n,
		       const char *const *words, struct arena *mem, amount_list *to,
		       struct err *err) __attribute__((nonnull(1, 2, 5, 6, 7), warn_unused_result));
/* figure_line_order() of a duty. In mem; "" it asks for none. */
const char *figure_words_order(struct ledger *l, const struct duty_state *d, struct arena *mem)
	__attribute__((nonnull, returns_nonnull));

#endif

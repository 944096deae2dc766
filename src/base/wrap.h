/* Lines of running text: broken where Unicode allows it (no ， begins a line, numbers and addresses
 * stay whole), filled by the columns of the running locale. */
#ifndef BASE_WRAP_H
#define BASE_WRAP_H

#include "base/str.h"
#include "base/vec.h"

typedef VEC(struct str) wrap_lines;

/* Appends the lines of text, each at most cols columns (at least 2); line breaks of its own are
 * kept, blanks at the ends of lines are not. Parts of text: lent. */
void wrap_text(struct str text, int cols, wrap_lines *to);

#endif

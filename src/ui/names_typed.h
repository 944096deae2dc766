/* Several names typed into one field. */
#ifndef UI_NAMES_TYPED_H
#define UI_NAMES_TYPED_H

#include "base/str.h"
#include "base/vec.h"

typedef VEC(struct str) typed_names;
/* The words of text, parted by blanks and by the signs between names (、 ， ；); they lie in
 * text. */
void names_typed(struct str text, typed_names *to) __attribute__((nonnull));

#endif

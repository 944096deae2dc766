/* Files that a name which is being typed may become. */
#ifndef UI_FILE_FITS_H
#define UI_FILE_FITS_H

#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"

typedef VEC(const char *) file_names;
/* Those that begin so, sorted, each as it would be typed in its place, folders with "/" at the end; hidden
 * ones where the "." is typed. Of a session that is locked: plain files of the exchange folder. Of a
 * folder that cannot be read, or with names that nobody can type, what there is. In mem. */
void files_fitting(struct str typed, struct arena *mem, file_names *to) __attribute__((nonnull));
/* What all of them begin with. In mem. */
struct str files_common(const file_names *names) __attribute__((nonnull));
/* Where names without a folder are, for people: a sentence. In mem. */
const char *files_place(struct arena *mem) __attribute__((nonnull, returns_nonnull));

#endif

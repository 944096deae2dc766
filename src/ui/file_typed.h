/* The name of a file, as somebody types it on a screen. */
#ifndef UI_FILE_TYPED_H
#define UI_FILE_TYPED_H

#include "base/arena.h"
#include "base/str.h"

/* The path that it means: "~/" is home, bytes are as the locale writes names. In mem. */
const char *file_typed(struct str name, struct arena *mem) __attribute__((nonnull, returns_nonnull));

#endif

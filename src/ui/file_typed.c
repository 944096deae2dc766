#include "ui/file_typed.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/charset.h"

#include "base/ban.h"

const char *file_typed(struct str name, struct arena *mem)
{
	struct buf path = { 0 };
	const char *home = getenv("HOME");

	if (str_starts(name, STR_LIT("~/")) && home && *home) {
		buf_puts(&path, home);
		name = str_from(name, 1);
	}
	charset_to_locale(name, &path);
	const char *kept = arena_strdup(mem, buf_text(&path));

	buf_clear(&path);
	return kept;
}

#include "ui/names_typed.h"

#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"

#include "base/ban.h"

static bool is_between(uint32_t c)
{
	return c == ' ' || c == ',' || c == ';' || c == 0x3000 || c == 0x3001 /* 、 */ ||
	       c == 0xff0c /* ， */ || c == 0xff1b /* ； */;
}

void names_typed(struct str text, typed_names *to)
{
	size_t begin = 0;

	for (size_t at = 0, before; before = at, at <= text.n;) {
		bool end = at == text.n || is_between(utf8_next(text, &at));

		if (end && before > begin)
			*vec_push(to) = (struct str){ text.p + begin, before - begin };
		if (end)
			begin = at;
		if (before == text.n)
			break;
	}
}

#include <stdio.h>

#include "base/gettext.h"
#include "notice/cells.h"

#include "base/ban.h"

static const struct { struct str begin; const char *what; } forms[] = {
	{ { "PK\003\004", 4 }, N_("a Word, WPS or Excel file (or another archive)") },
	{ { "\xd0\xcf\x11\xe0", 4 }, N_("an old Word or Excel file") },
	{ { "%PDF-", 5 }, N_("a PDF") },
	{ { "{\\rtf", 5 }, N_("an RTF file") },
	{ { "\x89PNG", 4 }, N_("a picture") },
	{ { "\xff\xd8\xff", 3 }, N_("a picture") },
	{ { "GIF8", 4 }, N_("a picture") },
	{ { "SQLite format 3", 15 }, N_("a database") },
	{ { "\x1f\x8b", 2 }, N_("an archive") },
	{ { "Rar!", 4 }, N_("an archive") },
	{ { "7z\xbc\xaf", 4 }, N_("an archive") },
	{ { "\x7f" "ELF", 4 }, N_("a program") },
};

bool sniff_text(struct str bytes, const char *source, struct err *err)
{
	struct place at = { .line = 0 };

	snprintf(at.source, sizeof at.source, "%s", source);
	if (str_trim(bytes).n == 0)
		return err_at(err, ERR_INPUT, at, _("the file is empty: there is nothing to read"));
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
		if (str_starts(bytes, forms[i].begin))
			return err_at(err, ERR_INPUT, at,
				_("this is %s, not a text: save it as text (UTF-8), or copy its "
				  "table and paste it"),
				_(forms[i].what));
	return true;
}

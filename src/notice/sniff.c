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
	{ { "Rar!", 4 }, N_("an archive") },
	{ { "7z\xbc\xaf", 4 }, N_("an archive") },
	{ { "\x7f" "ELF", 4 }, N_("a program") },
};

/* What duban itself writes and another command takes; told as it may be, by how it begins. */
static const struct { struct str begin; const char *advice; } own[] = {
	{ { "SQLite format 3", 15 },
	  N_("this is a database, not a text: a ledger is opened with \"duban --db FILE\"") },
	{ { "\x1f\x8b", 2 },
	  N_("this is a packed file, not a text: what another copy has sent is taken with \"duban sync take "
	     "FILE\"; else unpack it first") },
};

bool sniff_text(struct str bytes, const char *source, struct err *err)
{
	struct place at = { .line = 0 };

	snprintf(at.source, sizeof at.source, "%s", source);
	if (str_trim(bytes).n == 0)
		return err_at(err, ERR_INPUT, at, _("the file is empty: there is nothing to read"));
	for (size_t i = 0; i < sizeof own / sizeof *own; i++)
		if (str_starts(bytes, own[i].begin))
			return err_at(err, ERR_INPUT, at, "%s", _(own[i].advice));
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
		if (str_starts(bytes, forms[i].begin))
			return err_at(err, ERR_INPUT, at,
				_("this is %s, not a text: save it as text (UTF-8), or copy its "
				  "table and paste it"),
				_(forms[i].what));
	return true;
}

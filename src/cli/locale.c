#include "cli/locale.h"

#include <iconv.h>
#include <langinfo.h>
#include <libintl.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "config.h"

#include "base/buf.h"
#include "base/gettext.h"
#include "base/utf8.h"
#include "base/ban.h"

/* The variable that decides a category, as setlocale(3) looks for it. */
static const char *asked_for(const char *category)
{
	const char *names[] = { "LC_ALL", category, "LANG" };
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *value = getenv(names[i]);
		if (value && *value)
			return value;
	}
	return "C";
}

static bool is_ascii(void)
{
	return strcmp(nl_langinfo(CODESET), "ANSI_X3.4-1968") == 0;
}

/* gettext never translates in the locale C, whatever LANGUAGE says. */
static void messages_leave_c(void)
{
	const char *now = setlocale(LC_MESSAGES, NULL);
	if (!now || strcmp(now, "C") == 0 || strcmp(now, "POSIX") == 0)
		setlocale(LC_MESSAGES, "C.UTF-8");
}

/* Where the locale asked for is not installed, its language can still be had: the catalogue
 * needs no locale. */
static void language_of_missing(const char *name)
{
	const char *language = getenv("LANGUAGE");
	if ((language && *language) || strcmp(name, "C") == 0 || strcmp(name, "POSIX") == 0)
		return;
	char *cut = strndup(name, strcspn(name, ".@"));
	if (cut)
		setenv("LANGUAGE", cut, 1);
	free(cut);
	messages_leave_c();
}

void locale_start(const char *dir, struct locale_found *found)
{
	*found = (struct locale_found){ 0 };
	snprintf(found->asked, sizeof found->asked, "%s", asked_for("LC_CTYPE"));
	/* No other category is used: each is a file to open, and numbers, order and dates are the
	 * same everywhere. */
	bool there = setlocale(LC_CTYPE, "") && setlocale(LC_MESSAGES, "");
	if (!there) {
		setlocale(LC_CTYPE, "C");
		found->missing = true;
		language_of_missing(asked_for("LC_MESSAGES"));
	}
	found->ascii = is_ascii();
	if (found->ascii)
		setlocale(LC_CTYPE, "C.UTF-8");
	bindtextdomain(PACKAGE, dir);
	bind_textdomain_codeset(PACKAGE, "UTF-8");
	textdomain(PACKAGE);
}

void locale_choose(const char *language)
{
	/* Tells glibc that LANGUAGE has changed: gettext manual, "Being a gettext grok". */
	extern int _nl_msg_cat_cntr;
	if (strcmp(language, "auto") == 0)
		return;
	setenv("LANGUAGE", language, 1);
	messages_leave_c();
	++_nl_msg_cat_cntr;
}

const char *locale_advice(const struct locale_found *found, struct arena *mem)
{
	if (found->missing)
		return arena_printf(mem,
				    _("the locale %s is not installed here: writing UTF-8; "
				      "LANG=C.UTF-8 is always there"),
				    found->asked);
	if (found->ascii)
		return arena_printf(mem,
				    _("the locale %s has no Chinese: writing UTF-8; set "
				      "LANG=zh_CN.UTF-8 or LANG=C.UTF-8"),
				    found->asked);
	return NULL;
}

/* bytes of the locale's charset to UTF-8; false where they are none. */
static bool convert(iconv_t from_locale, const char *word, struct buf *to)
{
	char room[256];
	char *from = (char *)word;
	size_t left = strlen(word);
	do {
		char *at = room;
		size_t space = sizeof room;
		size_t before = left;
		size_t r = iconv(from_locale, &from, &left, &at, &space);
		buf_add(to, room, sizeof room - space);
		if (r == (size_t)-1 && left == before)
			return false;
	} while (left > 0);
	return true;
}

bool locale_read(const char *word, struct arena *mem, const char **utf8, struct err *err)
{
	const char *charset = nl_langinfo(CODESET);
	struct buf text = { 0 };
	bool sound;
	iconv_t from_locale =
		strcmp(charset, "UTF-8") == 0 ? (iconv_t)-1 : iconv_open("UTF-8", charset);
	if (from_locale == (iconv_t)-1) {
		buf_puts(&text, word);
		sound = utf8_flaw(buf_str(&text)) < 0;
	} else {
		sound = convert(from_locale, word, &text);
		iconv_close(from_locale);
	}
	*utf8 = arena_strdup(mem, buf_text(&text));
	buf_clear(&text);
	return sound ||
	       err_set(err, ERR_INPUT,
		       _("this word of the command line is no text of the charset %s"), charset);
}

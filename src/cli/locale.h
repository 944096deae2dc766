/* Language and charset: from the locale, from --lang and the configuration, and what to do where
 * the locale can show no Chinese. */
#ifndef CLI_LOCALE_H
#define CLI_LOCALE_H

#include <stdbool.h>

#include "base/err.h"
#include "base/arena.h"

/* What the environment asked for, for the one advice that locale_advice() gives. */
struct locale_found {
	bool ascii;             /* the locale has no Chinese: UTF-8 is written instead */
	bool missing;           /* the locale asked for is not installed on this system */
	char asked[64];         /* its name */
};

/* Sets the process's locale and the catalogue, which lies in dir. Where the locale has no
 * Chinese (C, or one that is not installed) characters are taken as UTF-8. Numbers stay in the
 * form of the C locale. */
void locale_start(const char *dir, struct locale_found *found) __attribute__((nonnull));
/* Chooses the language: "zh_CN", "en"; "auto" leaves it to the locale. */
void locale_choose(const char *language) __attribute__((nonnull));
/* One sentence for people where the locale can show no Chinese, which LANG to set; NULL: all is
 * well. Translated. */
const char *locale_advice(const struct locale_found *found, struct arena *mem)
	__attribute__((nonnull));

/* A word of the command line, as UTF-8, in mem. Refused where it is no text of the locale. */
bool locale_read(const char *word, struct arena *mem, const char **utf8, struct err *err)
	__attribute__((nonnull, warn_unused_result));

#endif

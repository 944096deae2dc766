#include "base/err.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/quotes.h"
#include "base/utf8.h"
#include "base/ban.h"

/* Ends a text of n bytes at its last whole character. */
static void err_cut(char *text, size_t n)
{
	ptrdiff_t flaw = utf8_flaw((struct str){ text, n });

	/* Only a cut at the very end is ours: flaws further in were in what came. */
	if (flaw >= 0 && n - (size_t)flaw < 4)
		text[flaw] = '\0';
}

static void err_format(struct err *err, const char *format, va_list args)
{
	int n = vsnprintf(err->text, sizeof err->text, format, args);

	if (n < 0)
		err->text[0] = '\0';
	else if ((size_t)n >= sizeof err->text)
		err_cut(err->text, sizeof err->text - 1);
	quotes_nest(err->text);
}

bool err_set(struct err *err, enum err_code code, const char *format, ...)
{
	va_list args;

	if (err->code != ERR_NONE)
		return false;
	err->code = code;
	va_start(args, format);
	err_format(err, format, args);
	va_end(args);
	return false;
}

bool err_at(struct err *err, enum err_code code, struct place at, const char *format, ...)
{
	va_list args;

	if (err->code != ERR_NONE)
		return false;
	err->code = code;
	err->at = at;
	va_start(args, format);
	err_format(err, format, args);
	va_end(args);
	return false;
}

bool err_about(struct err *err, const char *name)
{
	if (!err->about)
		err->about = name;
	return false;
}

/* The system's own words; in a locale that is not UTF-8 its untranslated ones. */
static const char *err_system(int number)
{
	const char *text = strerror(number);

	if (utf8_flaw(str_of(text)) < 0)
		return text;
	text = strerrordesc_np(number);
	return text ? text : "?";
}

static enum err_code err_code_of(int number)
{
	switch (number) {
	case ENOSPC:
	case EDQUOT:
		return ERR_FULL;
	case EROFS:
		return ERR_READ_ONLY;
	default:
		return ERR_SYSTEM;
	}
}

bool err_errno(struct err *err, const char *format, ...)
{
	int number = errno;
	va_list args;

	if (err->code != ERR_NONE)
		return false;
	err->code = err_code_of(number);
	va_start(args, format);
	err_format(err, format, args);
	va_end(args);
	size_t n = strlen(err->text);
	int more = snprintf(err->text + n, sizeof err->text - n, ": %s", err_system(number));

	if (more > 0 && n + (size_t)more >= sizeof err->text)
		err_cut(err->text, sizeof err->text - 1);
	return false;
}

void err_clear(struct err *err)
{
	*err = (struct err){ 0 };
}

void err_line(const struct err *err, char *to, size_t size)
{
	int n;

	if (size == 0)
		return;
	if (err->at.source[0] && err->at.line > 0)
		n = snprintf(to, size, "%s:%d: %s", err->at.source, err->at.line, err->text);
	else if (err->at.source[0])
		n = snprintf(to, size, "%s: %s", err->at.source, err->text);
	else
		n = snprintf(to, size, "%s", err->text);
	if (n < 0)
		to[0] = '\0';
	else if ((size_t)n >= size)
		err_cut(to, size - 1);
}

int err_exit_status(enum err_code code)
{
	switch (code) {
	case ERR_NONE:
		return 0;
	case ERR_USE:
		return 2;
	case ERR_INPUT:
	case ERR_NOT_FOUND:
		return 3;
	case ERR_AMBIGUOUS:
	case ERR_REFUSED:
	case ERR_DOUBT:
	case ERR_OVERTAKEN:
	case ERR_READ_ONLY:
	case ERR_STOPPED:
		return 4;
	case ERR_BUSY:
	case ERR_FULL:
	case ERR_DAMAGED:
	case ERR_SYSTEM:
		break;
	}
	return 5;
}

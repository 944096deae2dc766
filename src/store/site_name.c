/* Names of copies: which there may be. Whether a line is sound hangs on it, so nothing of the machine
 * (its locale, its tables of letters) has a say. */
#include <string.h>

#include "base/gate.h"
#include "base/gettext.h"
#include "store/site.h"

#include "base/ban.h"

/* As names were before form 6. */
enum { ASCII_MOST = 40, ANY_SCRIPT_SINCE = 6 };
static const char ascii_letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.";

static bool unfit(const char *name, struct err *err)
{
	return err_set(err, ERR_INPUT,
		       _("the name of a copy is 1 to 32 letters of one script or digits, and behind the first of "
			 "them - _ . or ·: %s"),
		       name);
}

bool site_fits(const char *name, struct err *err)
{
	size_t n = strlen(name);

	return gate_name_fits(str_of(name)) ||
	       (n > 0 && n <= ASCII_MOST && strspn(name, ascii_letters) == n) || unfit(name, err);
}

bool site_new_fits(const char *name, struct err *err)
{
	return strchr("-_.", name[0]) ? unfit(name, err) : site_fits(name, err);
}

int site_since(const char *name)
{
	for (; *name; name++)
		if ((unsigned char)*name >= 0x80)
			return ANY_SCRIPT_SINCE;
	return 1;
}

/* Translation: each word that a person sees goes through _(). English is the msgid. */
#ifndef BASE_GETTEXT_H
#define BASE_GETTEXT_H

#include <libintl.h>

/* Translates now. ngettext(one, many, n) of libintl is used as it is. */
#define _(text) gettext(text)
/* Marks a text of a table, which is translated where it is shown: _(row->label). */
#define N_(text) text

#endif

#include "model/role.h"

#include "base/fold.h"
#include "base/gettext.h"

#include "base/ban.h"

/* Words of the log: none is renamed, none used again for something else. */
static const struct { const char *word, *chinese, *label; } roles[ROLES] = {
	[ROLE_NONE] = { "", "", N_("without a role") },
	[ROLE_VIEWER] = { "viewer", "查看", N_("viewer") },
	[ROLE_REPORTER] = { "reporter", "填报", N_("reporter") },
	[ROLE_CLERK] = { "clerk", "经办", N_("clerk") },
	[ROLE_ADMIN] = { "admin", "管理", N_("admin") },
};

enum role role_find(struct str word)
{
	for (int r = ROLE_VIEWER; r < ROLES; r++)
		if (fold_eq(word, str_of(roles[r].word)) ||
		    fold_eq(word, str_of(roles[r].chinese)))
			return (enum role)r;
	return ROLE_NONE;
}

enum role role_of_word(struct str word)
{
	for (int r = ROLE_VIEWER; r < ROLES; r++)
		if (str_is(word, roles[r].word))
			return (enum role)r;
	return ROLE_NONE;
}

const char *role_word(enum role r)
{
	return roles[r].word;
}

const char *role_label(enum role r)
{
	return _(roles[r].label);
}

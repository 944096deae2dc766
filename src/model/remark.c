#include "model/remark.h"

#include <string.h>

#include "base/gettext.h"
#include "model/choice.h"
#include "model/right_mine.h"

#include "base/ban.h"

static const struct choice circles[] = {
	{ "internal", N_("the office alone") }, { "open", N_("the unit too") }, { NULL, NULL },
};

bool remark_is_asked(struct ledger *l)
{
	struct err none = { 0 };
	struct right_mine mine;

	return right_mine(l, &mine, &none) && mine.bound && mine.role >= ROLE_CLERK;
}

bool remark_level(struct ledger *l, struct str typed, const char **to, struct err *err)
{
	struct arena mem = { 0 };
	struct right_mine mine;
	const char *word = choice_typed(circles, typed, &mem);
	bool open = word && strcmp(word, "open") == 0, ok = right_mine(l, &mine, err);

	if (ok && word && !open && strcmp(word, "internal") != 0) {
		err_set(err, ERR_INPUT, _("for whom? internal: the office alone; open: the unit too"));
		ok = err_about(err, "level");
	}
	*to = open && !(mine.bound && mine.role < ROLE_CLERK) ? "open" : NULL;
	arena_clear(&mem);
	return ok;
}

const char *remark_say(const char *level)
{
	return strcmp(level, "open") == 0 ? _("for the unit too") : _("internal");
}

const char *remark_hint(struct arena *mem)
{
	return choice_hint(circles, mem);
}

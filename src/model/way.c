#include "model/way.h"

#include "base/gettext.h"
#include "model/choice.h"

#include "base/ban.h"

static const struct choice ways[] = {
	{ "phone", N_("phone") }, { "letter", N_("letter") }, { "fax", N_("fax") },
	{ "visit", N_("visit") }, { "mail", N_("mail") }, { "message", N_("message") },
	{ "paper", N_("paper") }, { "wechat", N_("WeChat") }, { NULL, NULL },
};

const char *way_typed(struct str text, struct arena *mem)
{
	return choice_typed(ways, text, mem);
}

const char *way_say(const char *way)
{
	return choice_say(ways, way);
}

const char *way_hint(struct arena *mem)
{
	return choice_hint(ways, mem);
}

#include "model/deed.h"

#include "base/fold.h"
#include "base/gettext.h"
#include "base/near.h"
#include "base/width.h"
#include "model/edit.h"
#include "model/verb.h"

#include "base/ban.h"

enum { SAID_COLUMNS = 16 };

static const struct deed others[] = {
	{ "init", N_("new ledger"), "建账" },     { "import", N_("import"), "导入" },
	{ "undo", N_("undo"), "撤销" },           { "redo", N_("redo"), "重做" },
	{ "view", N_("saved view"), "视图" },     { "set", N_("setting"), "设置" },
	{ "define", N_("definition"), "口径" },   { "member", N_("members"), "成员" },
	{ "owes", N_("who owes it"), "应报单位" }, { "day", N_("calendar"), "日历" },
	{ "reorg", N_("reorganised"), "机构变动" }, { "settle", N_("clash settled"), "冲突处理" },
	{ "site-grant", N_("units of a copy"), "副本所代表单位" },
	{ "site-key", N_("key of a copy"), "副本密钥" },
};

bool deed_at(size_t i, struct deed *to)
{
	const struct verb *v = verb_table();
	const struct edit_verb *e = edit_table();

	for (; v->name; v++)
		if (i-- == 0) {
			*to = (struct deed){ v->name, _(v->label), NULL };
			return true;
		}
	for (; e->name; e++)
		if (i-- == 0) {
			*to = (struct deed){ e->name, _(e->label), e->cn };
			return true;
		}
	if (i >= sizeof others / sizeof *others)
		return false;
	*to = others[i];
	to->label = _(to->label);
	return true;
}

const char *deed_find(struct str word, struct err *err)
{
	struct str said = str_to(word, width_fit(word, SAID_COLUMNS, NULL));
	struct near near = { .word = word };
	struct deed d;

	for (size_t i = 0; deed_at(i, &d); i++) {
		if (fold_eq(word, str_of(d.name)) || fold_eq(word, str_of(d.label)) ||
		    (d.cn && fold_eq(word, str_of(d.cn))))
			return d.name;
		near_offer(&near, d.name);
		near_offer(&near, d.label);
	}
	if (near.best)
		err_set(err, ERR_USE, _("nothing that is done is called %.*s: is %s meant?"),
			STR_ARG(said), near.best);
	else
		err_set(err, ERR_USE, _("nothing that is done is called %.*s; Tab lists what is"),
			STR_ARG(said));
	return NULL;
}

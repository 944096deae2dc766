/* An item's number, title, kind, text. */
#include <string.h>

#include "base/gettext.h"
#include "model/edit_private.h"

#include "base/ban.h"

static const struct { const char *word, *cn; } kinds[] = {
	{ "task", "任务" }, { "campaign", "专项治理" }, { "group", "组" },
};
enum { KINDS_N = sizeof kinds / sizeof *kinds };

bool edit_item_kind(const struct edit *e, const char **kind, struct err *err)
{
	const char *text = edit_said(e, "kind");

	*kind = NULL;
	for (size_t i = 0; text && *text && i < KINDS_N; i++)
		if (strcmp(text, kinds[i].word) == 0 || strcmp(text, kinds[i].cn) == 0)
			*kind = kinds[i].word;
	return *kind || !text || !*text ||
	       edit_refuse(err, "kind", _("a kind is task, campaign or group: %s"), text);
}

bool edit_number_free(const struct edit *e, int64_t plan, int64_t own, const char *number,
		      struct err *err)
{
	int64_t other = item_by_number(e->l->db, plan, str_of(number));

	return other == 0 || other == own ||
	       edit_refuse(err, "number", _("another item has the number %s"), number);
}

bool edit_item_now(struct edit *e, const char *now[EDIT_FIELDS], struct err *err)
{
	struct item_row item;

	if (!item_get(e->l->db, e->call->of, &e->mem, &item, err))
		return false;
	edit_put(e, now, "number", item.number);
	edit_put(e, now, "title", item.title);
	edit_put(e, now, "kind", item.kind);
	return true;
}

/* What others belong to is a group, and only that. */
static bool kind_fits(const struct item_row *item, const char *kind, struct err *err)
{
	if (!kind || (strcmp(kind, "group") == 0) == (item->children > 0))
		return true;
	return edit_refuse(err, "kind",
			   item->children ? _("%s is made of others: it stays a group")
					  : _("%s has no items below it: it is no group"),
			   item->number);
}

bool edit_item(struct edit *e, struct err *err)
{
	static const char *const needed[] = { "number", "title" };
	struct item_row item;
	const char *kind, *number = edit_said(e, "number");

	if (!item_get(e->l->db, e->call->of, &e->mem, &item, err) ||
	    !edit_item_kind(e, &kind, err) || !kind_fits(&item, kind, err) ||
	    (number && *number && !edit_number_free(e, item.plan, item.key, number, err)))
		return false;
	if (!*edit_list(e))
		return edit_refuse(err, "number", _("nothing is named that should change"));
	for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
		const char *text = edit_said(e, needed[i]);
		if (text && !*text)
			return edit_refuse(err, needed[i], _("an item has a number and a title"));
		if (text)
			edit_set(e, KIND_ITEM, &item.id, needed[i], text);
	}
	if (kind)
		edit_set(e, KIND_ITEM, &item.id, "kind", kind);
	if (edit_said(e, "text"))
		edit_set(e, KIND_ITEM, &item.id, "text", edit_said(e, "text"));
	e->say = arena_printf(&e->mem, _("item %s %s: %s"), item.number, item.title, edit_list(e));
	return true;
}

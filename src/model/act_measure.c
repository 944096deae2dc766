/* How a measure of an item stands: not begun, under way, done, not applicable. */
#include "model/act.h"

#include <string.h>

#include "base/fold.h"
#include "base/gettext.h"
#include "model/say.h"

#include "base/ban.h"

/* The state that was meant, in English or in Chinese; NULL: no such word. */
static const char *state_meant(const char *word)
{
	static const struct { const char *word, *state; } words[] = {
		{ "open", "open" }, { "未开展", "open" }, { "way", "way" }, { "进行中", "way" },
		{ "推进中", "way" },
		{ "done", "done" }, { "完成", "done" }, { "已完成", "done" }, { "na", "na" },
		{ "n/a", "na" }, { "不适用", "na" },
	};

	for (size_t i = 0; word && i < sizeof words / sizeof *words; i++)
		if (fold_eq(str_of(word), str_of(words[i].word)))
			return words[i].state;
	return NULL;
}

static bool measure_find(struct act *a, struct measure_row *to, int *number, struct err *err)
{
	measure_rows list = { 0 };
	bool ok = measures_read(a->l->db, a->call->item, &a->mem, &list, err);

	*number = 0;
	for (size_t i = 0; ok && i < list.n; i++)
		if (list.p[i].key == a->call->measure) {
			*to = list.p[i];
			*number = (int)i + 1;
		}
	vec_clear(&list);
	return ok && (*number || err_set(err, ERR_NOT_FOUND, _("there is no such measure")));
}

bool act_measure(struct act *a, struct err *err)
{
	const char *state = state_meant(a->call->way),
		   *why = a->call->text && *a->call->text ? a->call->text : NULL;
	struct measure_row m = { .text = "", .state = "", .reason = "" };
	struct id item;
	int number = 0;

	if (!state)
		return err_set(err, ERR_USE,
			       _("which state? done 完成, way 进行中, open 未开展, na 不适用"));
	if (!measure_find(a, &m, &number, err))
		return false;
	if (strcmp(state, "na") == 0 && !why) {
		err_set(err, ERR_USE, _("why does measure %d not apply here? A reason is needed"),
			number);
		return err_about(err, "text");
	}
	if (strcmp(state, m.state) == 0 && (!why || strcmp(why, m.reason) == 0))
		return err_set(err, ERR_REFUSED, _("measure %d is so already: %s"), number,
			       say_measure(state));
	/* Its words stand in the entry: a corrected notice may drop the measure. */
	if (!act_item_entry_said(a, a->call->item, state,
				 why ? arena_printf(&a->mem, "%s: %s", m.text, why) : m.text, &item,
				 err))
		return false;
	change_set(a->change, KIND_MEASURE, &m.id, "state", V_TEXT(state));
	change_set(a->change, KIND_MEASURE, &m.id, "reason", why ? V_TEXT(why) : V_NULL);
	/* The state before the words: it is what lists must not cut off. */
	a->detail = arena_printf(&a->mem, "%d %s%s%s: %s", number, say_measure(state),
				 why ? ", " : "", why ? why : "", m.text);
	return true;
}

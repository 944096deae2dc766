#include "model/saved.h"

#include <string.h>

#include "base/fold.h"
#include "base/gettext.h"
#include "base/near.h"
#include "base/utf8.h"
#include "model/act.h"
#include "model/ident.h"
#include "model/sort.h"
#include "store/rows.h"

#include "base/ban.h"

/* By the names of their modes, as far as a view can open one. */
static const struct {
	const char *name, *word;
} screens[] = {
	{ "overview", N_("overview") },   { "campaigns", N_("campaigns") },
	{ "deadlines", N_("deadlines") }, { "calls", N_("call list") },
	{ "units", N_("units") },         { "grid", N_("grid") },
	{ "month", N_("month") },         { "log", N_("log of actions") },
};
enum { SCREENS = sizeof screens / sizeof *screens };

const char *const *saved_screens(void)
{
	static const char *names[SCREENS + 1]; /* constant once filled */

	for (size_t i = 0; i < SCREENS; i++)
		names[i] = screens[i].name;
	return names;
}

const char *saved_screen_word(const char *screen)
{
	for (size_t i = 0; i < SCREENS; i++)
		if (strcmp(screens[i].name, *screen ? screen : "overview") == 0)
			return _(screens[i].word);
	return screen;
}

static struct saved saved_of(const struct view_row *row)
{
	return (struct saved){
		.name = row->name,
		.filter = row->filter,
		.sort = row->sort,
		.screen = row->screen,
		.digit = row->digit,
		.own = *row->owner != '\0',
	};
}

bool saved_read(struct ledger *l, struct arena *mem, saved_list *to, struct err *err)
{
	view_rows rows = { 0 };
	unsigned taken = 0;
	bool ok = views_read(l->db, l->by, mem, &rows, err);

	for (size_t i = 0; ok && i < rows.n; i++) {
		struct saved *v = vec_push(to);

		*v = saved_of(&rows.p[i]);
		if (v->digit < SAVED_FIRST_DIGIT || v->digit > SAVED_LAST_DIGIT ||
		    (taken & 1U << v->digit))
			v->digit = 0;
		taken |= v->digit ? 1U << v->digit : 0;
	}
	vec_clear(&rows);
	return ok;
}

/* A key's digit, full width too; 0: the word is none. */
static int digit_of(struct str word)
{
	struct buf folded = { 0 };
	int digit = 0;

	fold_text(&folded, word);
	if (folded.n == 1 && folded.p[0] >= '1' && folded.p[0] <= '9')
		digit = folded.p[0] - '0';
	buf_clear(&folded);
	return digit;
}

bool saved_find(struct ledger *l, struct str word, struct arena *mem, struct saved *to,
		struct err *err)
{
	saved_list all = { 0 };
	struct near near = { .word = word };
	int digit = digit_of(word);
	bool found = false;

	if (!saved_read(l, mem, &all, err)) {
		vec_clear(&all);
		return false;
	}
	for (size_t i = 0; i < all.n && !found; i++) {
		found = digit ? all.p[i].digit == digit : fold_eq(str_of(all.p[i].name), word);
		if (found)
			*to = all.p[i];
		near_offer(&near, all.p[i].name);
	}
	if (!found && near.best)
		err_set(err, ERR_NOT_FOUND, _("no view is called %.*s: did you mean %s?"),
			STR_ARG(word), near.best);
	else if (!found)
		err_set(err, ERR_NOT_FOUND,
			_("no view is called %.*s: \"duban view\" lists them, v shows them"),
			STR_ARG(word));
	vec_clear(&all);
	return found;
}

static bool is_screen(const char *name)
{
	for (size_t i = 0; i < SCREENS; i++)
		if (strcmp(screens[i].name, name) == 0)
			return true;
	return !*name;
}

static bool fits(const struct saved *v, struct err *err)
{
	struct str name = str_of(v->name);
	struct sort sort;

	if (str_trim(name).n == 0)
		return err_set(err, ERR_INPUT, _("a view needs a name"));
	if (digit_of(name))
		return err_set(err, ERR_INPUT,
			       _("a view cannot be called %s: a digit is the key of one"), v->name);
	if (name.n > SAVED_NAME_BYTES)
		return err_set(err, ERR_INPUT,
			       _("the name of a view has at most %d bytes, this one has %zu"),
			       SAVED_NAME_BYTES, name.n);
	if (v->digit && (v->digit < SAVED_FIRST_DIGIT || v->digit > SAVED_LAST_DIGIT))
		return err_set(err, ERR_INPUT, _("the key of a view is a digit from %d to %d"),
			       SAVED_FIRST_DIGIT, SAVED_LAST_DIGIT);
	if (!sort_parse(v->sort, &sort, err))
		return false;
	if (!is_screen(v->screen))
		return err_set(err, ERR_INPUT, _("%s is no screen that a view can open"),
			       v->screen);
	return true;
}

/* The key of a view that wants none of its own: the one that it has, else the first that nobody
 * has. */
static int64_t digit_for(struct ledger *l, const struct saved *v, bool *known, struct err *err)
{
	struct arena mem = { 0 };
	saved_list all = { 0 };
	unsigned taken = 0;
	int digit = v->digit;

	*known = false;
	if (saved_read(l, &mem, &all, err)) {
		for (size_t i = 0; i < all.n; i++) {
			bool same = all.p[i].own == v->own &&
				    fold_eq(str_of(all.p[i].name), str_of(v->name));

			*known |= same;
			if (same && !digit)
				digit = all.p[i].digit;
			taken |= 1U << all.p[i].digit;
		}
		for (int i = SAVED_FIRST_DIGIT; !digit && i <= SAVED_LAST_DIGIT; i++)
			if (!(taken & 1U << i))
				digit = i;
	}
	vec_clear(&all);
	arena_clear(&mem);
	return digit;
}

static struct value text_or_null(const char *text)
{
	return *text ? V_TEXT(text) : V_NULL;
}

static struct id id_of(const struct ledger *l, const struct saved *v)
{
	return ident_view(str_of(v->name), str_of(v->own ? l->by : ""));
}

bool saved_save(struct ledger *l, const struct saved *v, struct outcome *out, struct err *err)
{
	struct id id = id_of(l, v);
	struct arena mem = { 0 };
	struct change *c = NULL;
	bool known;

	*out = (struct outcome){ .done = 0 };
	if (!fits(v, err))
		return false;
	int64_t digit = digit_for(l, v, &known, err);
	if (err->code != ERR_NONE)
		return false;
	outcome_say(out, arena_printf(&mem,
				      v->own ? _("saved the view %s, for you alone: %s")
					     : _("saved the view %s: %s"),
				      v->name, *v->filter ? v->filter : _("(all)")));
	c = ledger_begin(l, "view", out->said, err);
	if (c) {
		change_row(c, KIND_VIEW, &id);
		change_set(c, KIND_VIEW, &id, "name", V_TEXT(v->name));
		change_set(c, KIND_VIEW, &id, "filter", text_or_null(v->filter));
		change_set(c, KIND_VIEW, &id, "sort", text_or_null(v->sort));
		change_set(c, KIND_VIEW, &id, "screen", text_or_null(v->screen));
		change_set(c, KIND_VIEW, &id, "digit", digit ? V_INT(digit) : V_NULL);
		change_set(c, KIND_VIEW, &id, "owner", text_or_null(v->own ? l->by : ""));
	}
	bool done = c && ledger_commit(l, c, out, err);
	out->done = out->changed;
	outcome_unchanged(out);
	arena_clear(&mem);
	return done;
}

bool saved_remove(struct ledger *l, const struct saved *v, struct outcome *out, struct err *err)
{
	struct id id = id_of(l, v);
	struct arena mem = { 0 };
	struct change *c;

	*out = (struct outcome){ .done = 0 };
	outcome_say(out, arena_printf(&mem, _("removed the view %s"), v->name));
	c = ledger_begin(l, "view", out->said, err);
	if (c)
		change_set(c, KIND_VIEW, &id, "gone", V_INT(1));
	bool done = c && ledger_commit(l, c, out, err);
	out->done = out->changed;
	arena_clear(&mem);
	return done;
}

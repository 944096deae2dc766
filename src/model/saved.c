#include "model/saved.h"

#include <stdlib.h>
#include <string.h>

#include "base/fold.h"
#include "base/gettext.h"
#include "base/near.h"
#include "base/utf8.h"
#include "model/act.h"
#include "model/call.h"
#include "model/filter.h"
#include "model/ident.h"
#include "model/right_mine.h"
#include "model/log_filter.h"
#include "model/sort.h"
#include "model/view.h"
#include "store/rows.h"

#include "base/ban.h"

#define SCREEN_LOG "log"

/* It stands by time. */
static const struct orders *log_orders(void)
{
	static const struct orders none = { NULL, 0, 0 };

	return &none;
}

/* By the names of their modes, as far as a view can open one. */
static const struct {
	const char *name, *word;
	const struct orders *(*orders)(void);   /* of its own; NULL: those of items */
} screens[] = {
	{ "overview", N_("overview"), NULL },
	{ "campaigns", N_("campaigns"), NULL },
	{ "deadlines", N_("deadlines"), NULL },
	{ "calls", N_("call list"), call_orders },
	{ "units", N_("units"), unit_orders },
	{ "grid", N_("grid"), NULL },
	{ "month", N_("month"), NULL },
	{ SCREEN_LOG, N_("log of actions"), log_orders },
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

const struct orders *saved_orders(const char *screen)
{
	for (size_t i = 0; i < SCREENS; i++)
		if (strcmp(screens[i].name, screen) == 0)
			return screens[i].orders ? screens[i].orders() : NULL;
	return NULL;
}

const char *saved_order_word(const struct saved *v, struct arena *mem)
{
	const struct orders *own = saved_orders(v->screen);
	struct err unknown = { 0 };
	struct order order;
	struct sort sort;

	if (!*v->sort)
		return "";
	if (own)
		return order_find(own, v->sort, &order) ? order_label(own, order, mem) : v->sort;
	if (!sort_parse(v->sort, &sort, &unknown))
		return v->sort;
	return sort.reversed ? arena_printf(mem, _("%s, reversed"), sort_label(sort.by))
			     : sort_label(sort.by);
}

bool saved_reads(struct ledger *l, int64_t plan, const struct saved *v, size_t *at,
		 struct err *err)
{
	struct filter read;
	struct str text = str_of(v->filter);

	if (strcmp(v->screen, SCREEN_LOG) == 0)
		return log_filter_sound(l, plan, text, at, err);
	if (!filter_read(l, text, LIST_TASKS, &read, at, err))
		return false;
	filter_clear(&read);
	return true;
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

/* In the order of keys; without one as they came. */
static void by_digits(saved_list *list)
{
	saved_list ordered = { 0 };

	for (int digit = SAVED_FIRST_DIGIT; digit <= SAVED_LAST_DIGIT + 1; digit++)
		for (size_t i = 0; i < list->n; i++)
			if (list->p[i].digit == (digit > SAVED_LAST_DIGIT ? 0 : digit))
				*vec_push(&ordered) = list->p[i];
	vec_clear(list);
	*list = ordered;
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
	if (ok)
		by_digits(to);
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

/* Which other screen has an order of this name? NULL: none. */
static const char *ordered_elsewhere(const char *sort)
{
	struct order order;

	for (size_t i = 0; i < SCREENS; i++)
		if (screens[i].orders && order_find(screens[i].orders(), sort, &order))
			return screens[i].name;
	return NULL;
}

static bool order_fits(const struct saved *v, struct err *err)
{
	const struct orders *own = saved_orders(v->screen);
	struct arena mem = { 0 };
	struct order order;
	struct sort sort;
	struct err unknown = { 0 };
	const char *elsewhere;
	bool fits = own ? order_find(own, v->sort, &order) : sort_parse(v->sort, &sort, &unknown);

	if (!fits && own && own->n > 0)
		err_set(err, ERR_USE, _("%s: there is no order %s: there are %s; a - before it "
					"turns it round"),
			saved_screen_word(v->screen), v->sort, order_names(own, &mem));
	else if (!fits && own)
		err_set(err, ERR_USE, _("%s: it has one order only"), saved_screen_word(v->screen));
	else if (!fits && (elsewhere = ordered_elsewhere(v->sort)) != NULL)
		err_set(err, ERR_USE, _("%s has no order %s, but %s: --screen %s"),
			saved_screen_word(v->screen), v->sort, saved_screen_word(elsewhere),
			elsewhere);
	else if (!fits)
		*err = unknown;
	arena_clear(&mem);
	return fits;
}

static bool fits(const struct saved *v, struct err *err)
{
	struct str name = str_of(v->name);

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
	if (!is_screen(v->screen))
		return err_set(err, ERR_INPUT, _("%s is no screen that a view can open"),
			       v->screen);
	return order_fits(v, err);
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

/* One's own is everybody's to keep, the office's the clerks'. */
static struct change *view_begin(struct ledger *l, const struct saved *v, const char *say,
				 struct err *err)
{
	if (!v->own && !right_ask_from(l, "view", ROLE_CLERK, err))
		return NULL;
	return ledger_begin(l, "view", say, err);
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
	c = view_begin(l, v, out->said, err);
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
	c = view_begin(l, v, out->said, err);
	if (c)
		change_set(c, KIND_VIEW, &id, "gone", V_INT(1));
	bool done = c && ledger_commit(l, c, out, err);
	out->done = out->changed;
	arena_clear(&mem);
	return done;
}

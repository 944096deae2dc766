/* Enter on a duty: its verbs with numbers, for hands with the input method on. A number never
 * changes its verb; what does not work here is left out, and its number says why. */
#include <stdio.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "base/width.h"
#include "model/say.h"
#include "model/edit.h"
#include "model/verb.h"
#include "store/rows.h"
#include "model/right_mine.h"
#include "ui/draw.h"
#include "ui/foot.h"
#include "ui/marks.h"
#include "ui/offer.h"
#include "ui/screen.h"

#include "base/ban.h"

/* What stands behind a number, page by page: a verb, an edit, or one of these screens. */
enum { PAGES = 3, NUMBERS = 9, ENTRIES_MAX = 12, CELL_COLS = 19 };
static const char *const pages[PAGES][NUMBERS] = {
	{ "report", "none", "zero", "sign", "urge", "accept", "return", "extend", "close" },
	{ "remark", "reopen", "unit-open", "item-open", "grant", "refuse", "suspend", "judge",
		"instruct" },
	{ "assign", "edit-deadline", "edit-target", "edit-item", "contact", "edit-unit",
		"measure" },
};

struct verbs {
	struct screen screen;
	struct duty_state *duties;
	size_t n;
	struct marks *marks;         /* NULL: the duties; else all that is marked; lent */
	char *head, *when;           /* owned; the date is not cut */
	char *none;                  /* that one looks only; NULL: something may be done; owned */
	int page, next;
	/* numbers from 1 of what works here; 0 is the way to the next page that has some */
	int shown[ENTRIES_MAX];
	int n_shown, at;
};

bool verbs_have(const char *name)
{
	for (int page = 0; page < PAGES; page++)
		for (int i = 0; i < NUMBERS; i++)
			if (pages[page][i] && strcmp(pages[page][i], name) == 0)
				return true;
	return false;
}

static const char *entry_of(const struct verbs *v, int number)
{
	return number < 1 || number > NUMBERS ? NULL : pages[v->page][number - 1];
}

static const char *label_of(const char *name)
{
	const struct verb *verb = verb_find(name);
	const struct edit_verb *edit = edit_find(name);

	if (verb || edit)
		return verb ? _(verb->label) : _(edit->label);
	return strcmp(name, "unit-open") == 0 ? _("the unit") : _("the item");
}

static bool works(struct ui *ui, const struct verbs *v, const char *name, struct err *err)
{
	const struct verb *verb = verb_find(name);

	if (!verb && !edit_find(name))
		return !v->marks ||
		       err_set(err, ERR_USE, _("%s: one at a time"), label_of(name));
	if (!db_is_writable(ui->ledger->db))
		return err_set(err, ERR_READ_ONLY, _("this ledger can only be read"));
	if (!right_may(ui->ledger, name, v->n == 0 && !v->marks && verb ? RIGHT_NO_UNIT : 0, err))
		return false;
	if (v->marks)
		return verb ? marks_can(ui, v->marks, verb, err)
			    : err_set(err, ERR_USE, _("%s: one at a time"), label_of(name));
	if (v->n > 1 && !(verb && verb->needs & TAKES_MANY))
		return err_set(err, ERR_USE, _("%s: one at a time"), label_of(name));
	if (verb && verb->needs & NEED_MEASURE)
		return true;
	for (size_t i = 0; verb && i < v->n; i++)
		if (!verb_can(ui->ledger, verb, &v->duties[i], err))
			return false;
	return true;
}

static bool page_has(struct ui *ui, const struct verbs *v, int page)
{
	for (int i = 0; i < NUMBERS; i++) {
		struct err ignore = { 0 };

		if (pages[page][i] && works(ui, v, pages[page][i], &ignore))
			return true;
	}
	return false;
}

/* The next page with something on it, the one that is shown last. */
static int page_next(struct ui *ui, const struct verbs *v)
{
	int page = v->page;

	do
		page = (page + 1) % PAGES;
	while (page != v->page && !page_has(ui, v, page));
	return page;
}

static void entries_find(struct ui *ui, struct verbs *v)
{
	v->n_shown = v->at = 0;
	for (int i = 1; i <= 9; i++) {
		struct err ignore = { 0 };

		if (entry_of(v, i) && works(ui, v, entry_of(v, i), &ignore))
			v->shown[v->n_shown++] = i;
	}
	v->next = page_next(ui, v);
	if (v->next != v->page || v->n_shown == 0)
		v->shown[v->n_shown++] = 0;
}

static int columns(void)
{
	int n = draw_cols() / CELL_COLS;

	return n > 4 ? 4 : n < 1 ? 1 : n;
}

static int grid_rows(const struct verbs *v)
{
	return (v->n_shown + columns() - 1) / columns();
}

/* A blank row parts the menu from the list where there is room for it. */
static int head_rows(void)
{
	return draw_rows() < 14 ? 1 : 2;
}

static void entry_draw(struct ui *ui, const struct verbs *v, int i, struct line *l, int col)
{
	int number = v->shown[i];
	const char *name = number ? entry_of(v, number) : NULL;
	const char *key = name ? keymap_key(ui->keymap, "verbs", name) : "";
	char text[80];

	snprintf(text, sizeof text, "%d %s%s%s", number,
		 name                ? label_of(name)
		 : v->next > v->page ? _("more")
				     : _("back"),
		 *key ? " " : "", key);
	if (i == v->at)
		line_put(l, col, 1, LOOK_BOLD, STR_LIT(">"));
	line_put(l, col + 2, CELL_COLS - 3, LOOK_PLAIN, str_of(text));
}

static void head_draw(const struct verbs *v, struct line *l)
{
	int when = width_cols(str_of(v->when)), wide = width_cols(str_of(v->head)),
	    room = draw_cols() - (when ? when + 1 : 0);

	if (room < draw_cols() / 2)
		when = 0, room = draw_cols();
	line_put(l, 0, room, LOOK_HEAD, str_of(v->head));
	line_put(l, wide + 3 + when <= draw_cols() ? wide + 3 : room + 1, when, LOOK_HEAD,
		 str_of(v->when));
	line_end(l);
}

static void verbs_draw(struct ui *ui, struct screen *s)
{
	static const char *const hints[] = { "open", "right", "escape", NULL };
	struct verbs *v = (struct verbs *)s;
	int top, row;
	struct line *l;

	foot_set(ui, s, head_rows() + grid_rows(v) + 2);
	top = draw_rows() - s->foot_rows;
	row = top + head_rows();
	if (head_rows() > 1)
		draw_blank(top);
	l = line_at(row - 1);
	head_draw(v, l);
	for (int r = 0; r < grid_rows(v); r++) {
		l = line_at(row + r);
		for (int c = 0; c < columns() && r * columns() + c < v->n_shown; c++)
			entry_draw(ui, v, r * columns() + c, l, c * CELL_COLS);
		line_end(l);
	}
	ui_draw_reason(ui, v->none ? v->none : _("a digit, a letter, or arrows and Enter"));
	ui_draw_hints(ui, "verbs", hints);
	draw_cursor(row + v->at / columns(), v->at % columns() * CELL_COLS);
}

/* The menu goes first: the verb may ask in its place. */
static void take(struct ui *ui, struct verbs *v, const char *name)
{
	struct duty_state *duties = v->duties;
	struct marks *marks = v->marks;
	size_t n = v->n;

	v->duties = NULL;
	ui_pop(ui);
	if (marks && verb_find(name))
		marks_verb(ui, marks, verb_find(name));
	else if (marks)
		ui_say(ui, _("%s: one at a time"), label_of(name));
	else if (strcmp(name, "unit-open") == 0)
		unit_open(ui, duties->unit, duties->item);
	else if (strcmp(name, "item-open") == 0)
		item_open(ui, duties->item, duties->unit);
	else if (edit_find(name))
		edit_command(ui, name, &(struct ui_about){ duties->plan, duties->item,
			duties->unit });
	else
		do_verb(ui, name, duties, n, duties->item);
	free(duties);
}

static void number_take(struct ui *ui, struct verbs *v, int number)
{
	const char *name = entry_of(v, number);
	struct err err = { 0 };

	if (number == 0) {
		v->page = v->next;
		entries_find(ui, v);
	} else if (!name) {
		ui_say(ui, _("%d stands for nothing here"), number);
	} else if (!works(ui, v, name, &err)) {
		ui_error(ui, &err);
	} else {
		take(ui, v, name);
	}
}

static bool verbs_key(struct ui *ui, struct screen *s, struct ui_key k)
{
	struct ui_key plain = key_as_command(k);

	if (plain.code != KEY_CHAR || plain.ch < '0' || plain.ch > '9')
		return false;
	number_take(ui, (struct verbs *)s, (int)(plain.ch - '0'));
	return true;
}

static bool step(struct verbs *v, int by)
{
	int to = v->at + by;

	if (to >= 0 && to < v->n_shown)
		v->at = to;
	return true;
}

static bool verbs_command(struct ui *ui, struct screen *s, const char *command)
{
	static const char *const others[] = {
		"help", "redraw", "put-aside", "interrupt", "back", "escape", "command",
	};
	struct verbs *v = (struct verbs *)s;

	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (strcmp(command, others[i]) == 0)
			return false;
	if (strcmp(command, "open") == 0)
		return number_take(ui, v, v->shown[v->at]), true;
	if (strcmp(command, "down") == 0)
		return step(v, columns());
	if (strcmp(command, "up") == 0)
		return step(v, -columns());
	if (strcmp(command, "right") == 0 || strcmp(command, "next-pane") == 0)
		return step(v, 1);
	if (strcmp(command, "left") == 0 || strcmp(command, "previous-pane") == 0)
		return step(v, -1);
	if (verb_find(command) || edit_find(command))
		take(ui, v, command);
	else
		ui_say(ui, _("not here: a digit or a letter of the menu, Esc leads back"));
	return true;
}

/* What works may have changed with the ledger. */
static void verbs_refresh(struct ui *ui, struct screen *s)
{
	struct verbs *v = (struct verbs *)s;
	int at = v->at;

	for (size_t i = 0; i < v->n; i++) {
		struct duty_state now;
		int64_t key = duty_state_key(ui->ledger->db, v->duties[i].item, v->duties[i].unit,
					     v->duties[i].deadline, v->duties[i].occ);

		if (key && duty_state_get(ui->ledger->db, key, &now))
			v->duties[i] = now;
	}
	entries_find(ui, v);
	v->at = at < v->n_shown ? at : 0;
}

static void verbs_free(struct screen *s)
{
	struct verbs *v = (struct verbs *)s;

	free(v->duties);
	free(v->head);
	free(v->when);
	free(v->none);
	free(v);
}

/* "(11-20)", "(2018-11)", "(11-20, asks to extend to 11-28)": of one. */
static char *when_make(struct ui *ui, const struct duty_state *d, size_t n)
{
	struct arena mem = { 0 };
	struct buf b = { 0 };

	if (n == 1)
		buf_printf(&b, "(%s%s%s)",
			   d->due == DATE_NONE        ? _("ongoing")
			   : strcmp(d->occ, "1") == 0 ? say_day(d->due, ui->today, &mem)
						      : d->occ,
			   duty_asks(d) ? _(", asks to extend to ") : "",
			   duty_asks(d) ? say_day(d->asked, ui->today, &mem) : "");
	arena_clear(&mem);
	return buf_take(&b);
}

static char *head_make(struct ui *ui, const struct duty_state *d, size_t n)
{
	struct arena mem = { 0 };
	struct item_row item;
	struct unit_row unit;
	struct err err = { 0 };
	struct buf b = { 0 };

	if (n > 1)
		buf_printf(&b, ngettext("%zu duty", "%zu duties", (unsigned long)n), n);
	else if (unit_get(ui->ledger->db, d->unit, &mem, &unit, &err) &&
		 item_get(ui->ledger->db, d->item, &mem, &item, &err))
		buf_printf(&b, "  %s x %s %s", unit.name, item.number, item.title);
	else
		buf_puts(&b, err.text);
	arena_clear(&mem);
	return buf_take(&b);
}

static struct verbs *verbs_new(void)
{
	static const struct screen_ops ops = {
		.mode = "verbs", .title = N_("verbs"), .draw = verbs_draw, .command = verbs_command,
		.key = verbs_key, .refresh = verbs_refresh,
		.free = verbs_free,
	};
	struct verbs *v = mem_alloc(sizeof *v);

	v->screen.ops = &ops;
	return v;
}

static void verbs_push(struct ui *ui, struct verbs *v)
{
	struct arena mem = { 0 };
	const char *none = offer_none(ui, &v->screen, NULL, &mem);

	v->none = none ? mem_strdup(none) : NULL;
	arena_clear(&mem);
	if (!page_has(ui, v, v->page))
		v->page = page_next(ui, v);
	entries_find(ui, v);
	v->screen.foot_rows = head_rows() + grid_rows(v) + 2;
	ui_push(ui, &v->screen);
}

void verbs_open(struct ui *ui, const struct duty_state *duties, size_t n)
{
	struct verbs *v = verbs_new();

	v->duties = mem_array(NULL, n, sizeof *duties);
	memcpy(v->duties, duties, n * sizeof *duties);
	v->n = n;
	v->head = head_make(ui, duties, n);
	v->when = when_make(ui, duties, n);
	verbs_push(ui, v);
}

void verbs_open_marked(struct ui *ui, struct marks *m)
{
	struct verbs *v = verbs_new();
	struct arena mem = { 0 };

	v->marks = m;
	v->head = mem_strdup(marks_head(ui, m, &mem));
	v->when = mem_strdup("");
	verbs_push(ui, v);
	arena_clear(&mem);
}

/* Orders of a list, at the foot: a digit takes one, the one in force again turns it round. Arrows
 * and Enter choose as well, and the letter that a column begins with, by its name or in pinyin. */
#include <stdio.h>
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "base/pinyin.h"
#include "base/width.h"
#include "ui/draw.h"
#include "ui/screen.h"

#include "base/ban.h"

enum { SORT_ROWS = 4 };

struct sort_menu {
	struct screen screen;
	VEC(struct sort_order) orders;
	int at;
	sort_taken *taken;
	void *user;
};

/* ">4 light (now)" */
static void order_put(struct buf *to, const struct sort_menu *m, int i)
{
	const struct sort_order *o = &m->orders.p[i];

	buf_printf(to, " %s%d %s%s", i == m->at ? ">" : " ", o->digit, o->label,
		   !o->now       ? ""
		   : o->reversed ? _(" (reversed)")
				 : _(" (now)"));
}

static void sort_draw(struct ui *ui, struct screen *s)
{
	static const char *const hints[] = { "open", "escape", NULL };
	const struct sort_menu *m = (const struct sort_menu *)s;
	int row = draw_rows() - SORT_ROWS, col = width_cols(str_of(_("sort by:")));
	int cursor_row = row, cursor_col = 0;
	struct line *l = line_at(row);

	line_put(l, 0, col, LOOK_BOLD, str_of(_("sort by:")));
	for (int i = 0; i < (int)m->orders.n; i++) {
		struct buf one = { 0 };

		order_put(&one, m, i);
		if (col + width_cols(buf_str(&one)) > draw_cols() &&
		    row == draw_rows() - SORT_ROWS) {
			line_end(l);
			l = line_at(++row);
			col = 0;
		}
		if (i == m->at)
			cursor_row = row, cursor_col = col + 1;
		line_put(l, col, draw_cols() - col, LOOK_PLAIN, buf_str(&one));
		col += width_cols(buf_str(&one));
		buf_clear(&one);
	}
	line_end(l);
	if (row == draw_rows() - SORT_ROWS)
		draw_blank(row + 1);
	ui_draw_reason(ui, m->orders.p[0].digit == 0
				   ? _("a digit or letter sorts; the same again turns the order "
				       "round; 0 the list's own")
				   : _("a digit or letter sorts; the same again turns the order "
				       "round"));
	ui_draw_hints(ui, "sort", hints);
	draw_cursor(cursor_row, cursor_col);
}

/* It goes first: the list lies below it. */
static void take(struct ui *ui, struct sort_menu *m, int i)
{
	struct sort_order o = m->orders.p[i];
	sort_taken *taken = m->taken;
	void *user = m->user;
	bool reversed = o.now && !o.reversed;

	ui_pop(ui);
	taken(ui, user, o.by, reversed);
}

static bool begins(struct ui *ui, const struct sort_order *o, uint32_t letter)
{
	const char text[] = { (char)letter, '\0' };
	struct pinyin_key key;
	const struct pinyin *p = NULL;

	if (o->name[0] == (char)letter)
		return true;
	if (pinyin_key_make(&key, str_of(text)))
		p = ledger_pinyin(ui->ledger);
	return p && pinyin_starts(p, &key, str_of(o->label));
}

/* The only one that begins so is taken; of several the next is gone to. */
static void letter_go(struct ui *ui, struct sort_menu *m, uint32_t letter)
{
	int n = (int)m->orders.n, next = -1, fit = 0;

	for (int i = 1; i <= n; i++) {
		int at = (m->at + i) % n;

		if (!begins(ui, &m->orders.p[at], letter))
			continue;
		next = next < 0 ? at : next;
		fit++;
	}
	if (fit == 1)
		take(ui, m, next);
	else if (fit > 1)
		m->at = next;
	else
		ui_say(ui, _("no column begins so"));
}

static bool sort_key(struct ui *ui, struct screen *s, struct ui_key k)
{
	struct sort_menu *m = (struct sort_menu *)s;
	struct ui_key plain = key_as_command(k);

	if (plain.code != KEY_CHAR || keymap_get(ui->keymap, "sort", plain))
		return false;
	if (plain.ch >= '0' && plain.ch <= '9') {
		for (int i = 0; i < (int)m->orders.n; i++)
			if (m->orders.p[i].digit == (int)plain.ch - '0') {
				take(ui, m, i);
				return true;
			}
		ui_say(ui, _("there is no such order here"));
		return true;
	}
	if (plain.ch < 'a' || plain.ch > 'z')
		return false;
	letter_go(ui, m, plain.ch);
	return true;
}

static bool sort_command(struct ui *ui, struct screen *s, const char *command)
{
	static const char *const others[] = {
		"help", "redraw", "put-aside", "interrupt", "escape", "back",
	};
	struct sort_menu *m = (struct sort_menu *)s;
	int n = (int)m->orders.n;

	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (strcmp(command, others[i]) == 0)
			return false;
	if (strcmp(command, "down") == 0 || strcmp(command, "sort") == 0)
		m->at = (m->at + 1) % n;
	else if (strcmp(command, "up") == 0)
		m->at = (m->at + n - 1) % n;
	else if (strcmp(command, "open") == 0)
		take(ui, m, m->at);
	else
		ui_say(ui, _("a digit takes an order"));
	return true;
}

static void sort_free(struct screen *s)
{
	struct sort_menu *m = (struct sort_menu *)s;

	vec_clear(&m->orders);
	free(m);
}

void sort_open_of(struct ui *ui, const struct sort_order *orders, size_t n, sort_taken *taken,
		  void *user)
{
	static const struct screen_ops ops = {
		.mode = "sort",
		.title = N_("orders"),
		.draw = sort_draw,
		.command = sort_command,
		.key = sort_key,
		.free = sort_free,
	};
	struct sort_menu *m = mem_alloc(sizeof *m);

	m->screen.ops = &ops;
	m->screen.foot_rows = SORT_ROWS;
	m->taken = taken;
	m->user = user;
	for (size_t i = 0; i < n; i++) {
		*vec_push(&m->orders) = orders[i];
		if (orders[i].now)
			m->at = (int)i;
	}
	ui_push(ui, &m->screen);
}

void sort_open_orders(struct ui *ui, const struct orders *of, struct order now, sort_taken *taken,
		      void *user)
{
	enum { DIGITS = 9 };
	struct sort_order orders[DIGITS];
	size_t n = 0;

	for (int i = 0; i < of->n && n < DIGITS; i++)
		orders[n++] = (struct sort_order){ .by = i, .digit = i + 1,
						   .name = of->rows[i].name,
						   .label = _(of->rows[i].label),
						   .now = i == now.by, .reversed = now.reversed };
	sort_open_of(ui, orders, n, taken, user);
}

/* ---- of items ---- */

static void items_taken(struct ui *ui, void *user, int by, bool reversed)
{
	(void)user;
	narrow_sort(ui, (struct sort){ (enum list_sort)by, reversed });
}

void sort_open(struct ui *ui, enum list_of of)
{
	struct sort_order orders[LIST_SORTS];
	struct sort now = ui->narrow.sort;
	size_t n = 0;

	for (int i = 0; i < LIST_SORTS; i++) {
		enum list_sort by = (enum list_sort)i;

		if (!list_sorts(of, by))
			continue;
		orders[n] = (struct sort_order){ .by = i, .digit = (int)n, .name = sort_name(by),
						 .label = sort_label(by),
						 .now = by == now.by && by != SORT_OWN,
						 .reversed = now.reversed };
		n++;
	}
	if (n > 1)
		sort_open_of(ui, orders, n, items_taken, NULL);
	else
		ui_say(ui, _("this list has one order only"));
}

/* Orders of a list, at the foot: a digit takes one, the one in force again turns it round. */
#include <stdio.h>
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "base/width.h"
#include "ui/draw.h"
#include "ui/screen.h"

#include "base/ban.h"

enum { SORT_ROWS = 4 };

struct sort_menu {
	struct screen screen;
	enum list_of of;
};

/* The n-th order that the list has, its own is 0; LIST_SORTS: it has none. */
static enum list_sort sort_at(const struct sort_menu *m, int n)
{
	for (int i = 0; i < LIST_SORTS; i++)
		if (list_sorts(m->of, (enum list_sort)i) && n-- == 0)
			return (enum list_sort)i;
	return LIST_SORTS;
}

/* "4 light (now)" */
static void order_put(struct buf *to, const struct ui *ui, int i, enum list_sort by)
{
	bool now = by == ui->narrow.sort.by && by != SORT_OWN;

	buf_printf(to, "  %d %s%s", i, sort_label(by),
		   !now                       ? ""
		   : ui->narrow.sort.reversed ? _(" (reversed)")
					      : _(" (now)"));
}

static void sort_draw(struct ui *ui, struct screen *s)
{
	static const char *const hints[] = { "escape", NULL };
	const struct sort_menu *m = (const struct sort_menu *)s;
	int row = draw_rows() - SORT_ROWS, col = width_cols(str_of(_("sort by:")));
	struct line *l = line_at(row);
	enum list_sort by;

	line_put(l, 0, col, LOOK_BOLD, str_of(_("sort by:")));
	for (int i = 0; (by = sort_at(m, i)) != LIST_SORTS; i++) {
		struct buf one = { 0 };

		order_put(&one, ui, i, by);
		if (col + width_cols(buf_str(&one)) > draw_cols() &&
		    row == draw_rows() - SORT_ROWS) {
			line_end(l);
			l = line_at(++row);
			col = 0;
		}
		line_put(l, col, draw_cols() - col, LOOK_PLAIN, buf_str(&one));
		col += width_cols(buf_str(&one));
		buf_clear(&one);
	}
	line_end(l);
	if (row == draw_rows() - SORT_ROWS)
		draw_blank(row + 1);
	ui_draw_reason(ui,
		       _("a digit sorts; the same again turns the order round; 0 the list's own"));
	ui_draw_hints(ui, "sort", hints);
	draw_cursor(draw_rows() - SORT_ROWS, 0);
}

static bool sort_key(struct ui *ui, struct screen *s, struct ui_key k)
{
	const struct sort_menu *m = (const struct sort_menu *)s;
	struct ui_key plain = key_as_command(k);
	struct sort now = ui->narrow.sort;
	enum list_sort by;

	if (plain.code != KEY_CHAR || plain.ch < '0' || plain.ch > '9')
		return false;
	by = sort_at(m, (int)(plain.ch - '0'));
	if (by == LIST_SORTS) {
		ui_say(ui, _("there is no such order here"));
		return true;
	}
	ui_pop(ui);
	narrow_sort(ui, (struct sort){ by, by == now.by && by != SORT_OWN && !now.reversed });
	return true;
}

static bool sort_command(struct ui *ui, struct screen *s, const char *command)
{
	static const char *const others[] = {
		"help", "redraw", "put-aside", "interrupt", "escape", "back",
	};

	(void)s;
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (strcmp(command, others[i]) == 0)
			return false;
	ui_say(ui, _("a digit takes an order"));
	return true;
}

static void sort_free(struct screen *s)
{
	free(s);
}

void sort_open(struct ui *ui, enum list_of of)
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
	m->of = of;
	if (sort_at(m, 1) == LIST_SORTS) {
		ui_say(ui, _("this list has one order only"));
		free(m);
		return;
	}
	ui_push(ui, &m->screen);
}

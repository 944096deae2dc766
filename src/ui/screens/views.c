/* Views, at the foot: a digit opens one. */
#include "base/gettext.h"
#include "base/mem.h"
#include "ui/draw.h"
#include "ui/foot.h"
#include "ui/screen.h"

#include "base/ban.h"

enum { VIEWS_ROWS = 3 };

static void views_draw(struct ui *ui, struct screen *s)
{
	static const char *const hints[] = { "news", "pending", "asked", "escape", NULL };
	int row = draw_rows() - VIEWS_ROWS;
	struct line *l = line_at(row);

	(void)s;
	line_put(l, 0, draw_cols(), LOOK_BOLD,
		 str_of(_("views: 1 what is new since I was last here  2 to review  3 extensions "
			  "asked for")));
	line_end(l);
	ui_draw_reason(ui, "");
	ui_draw_hints(ui, "views", hints);
	draw_cursor(row, 0);
}

static bool views_command(struct ui *ui, struct screen *s, const char *command)
{
	static const char *const others[] = {
		"help", "redraw", "put-aside", "interrupt", "escape", "back",
	};

	(void)s;
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (strcmp(command, others[i]) == 0)
			return false;
	if (strcmp(command, "news") != 0 && strcmp(command, "pending") != 0 &&
	    strcmp(command, "asked") != 0)
		return ui_say(ui, _("a digit opens a view")), true;
	/* It goes first: the view lies on what was there. */
	ui_pop(ui);
	ui_command(ui, command);
	return true;
}

static void views_free(struct screen *s)
{
	free(s);
}

void views_open(struct ui *ui)
{
	static const struct screen_ops ops = {
		.mode = "views", .title = N_("views"), .draw = views_draw, .command = views_command,
		.free = views_free,
	};
	struct screen *s = mem_alloc(sizeof *s);

	s->ops = &ops;
	s->foot_rows = VIEWS_ROWS;
	ui_push(ui, s);
}

static void waiting_chosen(struct ui *ui, void *user, int64_t unit)
{
	(void)user;
	unit_open(ui, unit, 0);
}

void waiting_open(struct ui *ui, bool asked)
{
	keys units = { 0 };
	struct err err = { 0 };

	if (!(asked ? units_asking : units_pending)(ui->ledger->db, ui->plan, &units, &err))
		ui_error(ui, &err);
	else if (units.n > 0)
		chooser_open(ui, asked ? _("Extensions asked for") : _("Reports to review"),
			     waiting_chosen, NULL, NULL, units.p, units.n);
	else
		ui_say(ui, "%s",
		       asked ? _("no extension waits for an answer")
			     : _("no report waits for a review"));
	vec_clear(&units);
}

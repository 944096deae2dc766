/* The plans: one to look at, or all open ones. */
#include <stdio.h>
#include <string.h>

#include "base/clean.h"
#include "base/gettext.h"
#include "base/mem.h"
#include "model/view.h"
#include "ui/cursor.h"
#include "ui/draw.h"
#include "ui/screen.h"

#include "base/ban.h"

enum { HEAD_ROWS = 2, FOOT_ROWS = 2 };

struct plans_screen {
	struct screen screen;
	plan_rows plans;
	VEC(struct sums) sums;        /* of all first, then of each */
	struct arena mem;
	struct cursor cursor;         /* row 0: all open plans */
	struct err failure;
};

static void fill(struct ui *ui, struct plans_screen *s)
{
	s->plans.n = s->sums.n = 0;
	arena_clear(&s->mem);
	s->failure = (struct err){ 0 };
	bool done = plans_read(ui->ledger->db, false, &s->mem, &s->plans, &s->failure) &&
		view_sums(ui->ledger, 0, 0, vec_push(&s->sums), &s->failure);
	for (size_t i = 0; done && i < s->plans.n; i++)
		done = view_sums(ui->ledger, s->plans.p[i].key, 0, vec_push(&s->sums), &s->failure);
	if (!done)
		s->plans.n = 0;
}

static void plan_draw(struct plans_screen *s, int64_t at, int row, bool chosen)
{
	struct line *l = line_at(row);
	const struct plan_row *p = at > 0 ? &s->plans.p[at - 1] : NULL;
	const struct sums *sums = &s->sums.p[at];
	int cols = draw_cols();
	struct buf title = { 0 };
	char text[80], day[DATE_TEXT_SIZE] = "-";

	line_put(l, 0, 1, LOOK_PLAIN, chosen ? STR_LIT(">") : STR_LIT(" "));
	clean_text(&title, str_of(p ? p->title : _("all open plans")));
	snprintf(text, sizeof text, _("owed %d in %d silent %d"), sums->owed, sums->in,
		 sums->silent);
	line_put(l, 2, cols < 60 ? cols - 2 : cols - 48, LOOK_PLAIN, buf_str(&title));
	if (cols >= 60) {
		if (p && p->issued != DATE_NONE)
			date_text(p->issued, day);
		line_put(l, cols - 45, 11, LOOK_PLAIN, str_of(p ? day : ""));
		line_put(l, cols - 33, 33, LOOK_PLAIN, str_of(text));
	}
	line_end(l);
	buf_clear(&title);
}

static void plans_draw(struct ui *ui, struct screen *screen)
{
	static const char *const hints[] = { "open", "hand-over", "edit-plan", "back", NULL };
	struct plans_screen *s = (struct plans_screen *)screen;
	int64_t n = (int64_t)s->plans.n + 1;
	int rows = draw_rows() - HEAD_ROWS - FOOT_ROWS;
	struct line *l = line_at(1);

	line_put(l, 0, draw_cols(), LOOK_PLAIN,
		 str_of(_("Enter shows one plan, or all open ones")));
	line_end(l);
	ui_draw_head(ui, _("plans"));
	cursor_fit(&s->cursor, n, rows);
	for (int i = 0; i < rows; i++) {
		int64_t at = s->cursor.top + i;

		if (at < n && (size_t)at < s->sums.n)
			plan_draw(s, at, HEAD_ROWS + i, at == s->cursor.at);
		else
			draw_blank(HEAD_ROWS + i);
	}
	draw_cursor(HEAD_ROWS + (int)(s->cursor.at - s->cursor.top), 0);
	ui_draw_reason(ui, s->failure.text);
	ui_draw_hints(ui, "plans", hints);
}

/* Not every list below says which plan it shows. */
static void chosen(struct ui *ui, const struct plans_screen *s)
{
	const struct plan_row *p = s->cursor.at > 0 ? &s->plans.p[s->cursor.at - 1] : NULL;
	struct buf title = { 0 };

	clean_text(&title, str_of(p ? p->title : _("all open plans")));
	ui->plan = p ? p->key : 0;
	ui_say(ui, _("shown: %.300s"), buf_text(&title));
	buf_clear(&title);
	ui_pop(ui);
	ui_refresh(ui);
}

static bool plans_command(struct ui *ui, struct screen *screen, const char *command)
{
	struct plans_screen *s = (struct plans_screen *)screen;

	if (strcmp(command, "open") == 0) {
		chosen(ui, s);
		return true;
	}
	return cursor_command(&s->cursor, command, (int64_t)s->plans.n + 1,
			      draw_rows() - HEAD_ROWS - FOOT_ROWS);
}

static void plans_refresh(struct ui *ui, struct screen *screen)
{
	fill(ui, (struct plans_screen *)screen);
}

static void plans_free(struct screen *screen)
{
	struct plans_screen *s = (struct plans_screen *)screen;

	vec_clear(&s->plans);
	vec_clear(&s->sums);
	arena_clear(&s->mem);
	free(s);
}

static void plans_about(struct ui *ui, struct screen *screen, struct ui_about *to)
{
	const struct plans_screen *s = (const struct plans_screen *)screen;

	(void)ui;
	to->plan = s->cursor.at > 0 ? s->plans.p[s->cursor.at - 1].key : 0;
}

static const struct screen_ops plans_ops = {
	.mode = "plans", .title = N_("plans"), .draw = plans_draw, .command = plans_command,
	.refresh = plans_refresh, .about = plans_about, .free = plans_free,
};

void plans_open(struct ui *ui)
{
	struct plans_screen *s = mem_alloc(sizeof *s);

	s->screen.ops = &plans_ops;
	fill(ui, s);
	for (size_t i = 0; i < s->plans.n; i++)
		if (s->plans.p[i].key == ui->plan)
			s->cursor.at = (int64_t)i + 1;
	ui_push(ui, &s->screen);
}

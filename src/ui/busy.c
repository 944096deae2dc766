#include "ui/busy.h"

#include <stdio.h>

#include "base/gettext.h"
#include "ui/draw.h"
#include "ui/key.h"
#include "ui/screen.h"
#include "ui/term.h"

#include "base/ban.h"

enum { CTRL_C = 3 };

static void text_draw(const char *text, enum look look)
{
	struct line *l = line_at(draw_rows() - 2);

	line_put(l, 0, draw_cols(), look, str_of(text));
	line_end(l);
	draw_end();
}

static void line_draw(const char *holder, int64_t waited_ms)
{
	char text[300];

	/* What can be done about it is seen on a narrow terminal, too. */
	snprintf(text, sizeof text, _("waiting for %d s, Esc gives up: %s"),
		 (int)(waited_ms / 1000), holder);
	text_draw(text, LOOK_ERROR);
}

static bool is_end(struct ui_key k)
{
	return k.code == KEY_ESC || (k.code == KEY_CHAR && k.ch == CTRL_C);
}

bool busy_goes_on(struct ui *ui, const char *text)
{
	struct ui_key k;
	bool ends = false;

	text_draw(text, LOOK_PLAIN);
	if (term_wait(0, MARK_REST) == WAKE_HANGUP)
		return false;
	while ((k = key_next()).code != KEY_NOTHING) {
		ends |= is_end(k);
		ui->resized |= k.code == KEY_RESIZED;
	}
	return !ends;
}

bool busy_waits(void *user, const char *holder, int64_t waited_ms)
{
	struct ui *ui = user;
	bool draws = ui->waited_ms == 0 || waited_ms < ui->waited_ms || ui->resized ||
		     waited_ms / 1000 != ui->waited_ms / 1000,
	     gives_up = false;
	struct ui_key k;

	if (draws)
		line_draw(holder, waited_ms);
	ui->waited_ms = waited_ms;
	ui->resized = false;
	if (term_wait(0, draws ? MARK_IDLE : MARK_NONE) == WAKE_HANGUP)
		return false;
	while ((k = key_next()).code != KEY_NOTHING) {
		gives_up |= is_end(k);
		ui->resized |= k.code == KEY_RESIZED;
	}
	return !gives_up;
}

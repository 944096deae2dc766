#include "ui/reading.h"

#include <time.h>

#include "base/gettext.h"
#include "ui/draw.h"
#include "ui/screen.h"
#include "ui/term.h"

#include "base/ban.h"

enum {
	MOMENT_MS = 100,      /* so long nobody sees that something is read */
	TELL_EVERY_MS = 250,
};

int64_t ui_now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

struct patience {
	struct ui *ui;
	struct screen *screen;
	int64_t until;      /* 0: only a key ends it, and how far it is is told */
	int64_t told;
};

static int percent_now(const struct ui *ui)
{
	int64_t done, all;

	db_scanned(ui->ledger->db, &done, &all);
	return all > 0 ? (int)(done * 100 / all) : -1;
}

static void say_far(struct patience *k)
{
	struct line *l = line_at(draw_rows() - 2);
	struct buf text = { 0 };

	k->screen->reading.percent = percent_now(k->ui);
	reading_say(k->ui, k->screen, &text);
	line_put(l, 0, draw_cols(), LOOK_PLAIN, buf_str(&text));
	line_end(l);
	draw_end();
	term_wait(0, MARK_REST);
	buf_clear(&text);
}

static bool runs_out(void *user)
{
	struct patience *k = user;
	int64_t now = ui_now_ms();

	if (term_pending() || (k->until && now >= k->until))
		return true;
	if (!k->until && now - k->told >= TELL_EVERY_MS) {
		k->told = now;
		say_far(k);
	}
	return false;
}

static void run(struct ui *ui, struct screen *s, reading_fn *fn, int64_t until)
{
	struct patience k = { .ui = ui, .screen = s, .until = until, .told = ui_now_ms() };

	db_patience(ui->ledger->db, runs_out, &k);
	struct err *failure = fn(ui, s);
	db_patience(ui->ledger->db, NULL, NULL);
	s->reading = (struct reading){ .percent = percent_now(ui) };
	if (failure->code != ERR_STOPPED && (failure->code != ERR_NONE || !db_was_ended(ui->ledger->db)))
		return;
	err_clear(failure);
	s->reading.fn = fn;
	ui->soon = true;
}

void reading_start(struct ui *ui, struct screen *s, bool filtered, reading_fn *fn)
{
	s->reading = (struct reading){ .fn = NULL };
	/* Paper waits for all of it. */
	if (!filtered || draw_is_text())
		(void)fn(ui, s);
	else
		run(ui, s, fn, ui_now_ms() + MOMENT_MS);
}

void reading_go_on(struct ui *ui, struct screen *s)
{
	if (s->reading.fn && !s->reading.stopped)
		run(ui, s, s->reading.fn, 0);
}

bool reading_stop(struct ui *ui, struct screen *s)
{
	(void)ui;
	if (!s->reading.fn || s->reading.stopped)
		return false;
	s->reading.stopped = true;
	return true;
}

void reading_again(struct ui *ui, struct screen *s)
{
	ui->soon |= s->reading.stopped;
	s->reading.stopped = false;
}

bool reading_say(struct ui *ui, const struct screen *s, struct buf *to)
{
	const struct reading *r = &s->reading;
	const char *key = keymap_key(ui->keymap, s->ops->mode, r->stopped ? "redraw" : "escape");

	if (!r->fn)
		return false;
	if (r->percent < 0)
		buf_printf(to, r->stopped ? _("stopped; %s looks again")
					  : _("looking for what fits the filter, %s ends it"),
			   key);
	else
		buf_printf(to, r->stopped ? _("stopped after %d%%; %s looks again")
					  : _("looking for what fits the filter: %d%%, %s ends it"),
			   r->percent, key);
	return true;
}

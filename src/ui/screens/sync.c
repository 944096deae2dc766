/* Exchanging with another copy over ssh from the screens: an address at the foot, then one line that says
 * how far it is, and the question what comes. The screens stand still meanwhile; Esc ends it between
 * two parts. */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/clean.h"
#include "base/gate.h"
#include "base/gettext.h"
#include "base/wrap.h"
#include "exchange/link.h"
#include "exchange/ssh.h"
#include "exchange/take_say.h"
#include "ui/busy.h"
#include "ui/draw.h"
#include "ui/key.h"
#include "ui/screens/exchange_private.h"
#include "ui/term.h"

#include "base/ban.h"

enum { CTRL_C = 3, END_PATIENCE_MS = 3000, SAID_MOST = 2000 };

struct talk {
	struct ui *ui;
	char line[200];             /* in the reason line */
};

/* ---- while it goes on ---- */

static bool is_stop(struct ui_key k)
{
	return k.code == KEY_ESC || (k.code == KEY_CHAR && k.ch == CTRL_C);
}

static bool goes_on(void *user)
{
	struct talk *t = user;

	return busy_goes_on(t->ui, t->line);
}

static bool told(void *user, enum link_step step, int64_t done, int64_t all)
{
	static const char *const steps[] = { N_("sent"), N_("come"), N_("taken") };
	struct talk *t = user;

	snprintf(t->line, sizeof t->line, _("%s %lld/%lld; Esc stops, what was done stays"), _(steps[step]),
		 (long long)done, (long long)all);
	return goes_on(t);
}

/* ---- the question ---- */

static void question_draw(const struct buf *text)
{
	wrap_lines lines = { 0 };
	struct line *l;
	int most = draw_rows() - 4, n, row;

	wrap_text(buf_str(text), draw_cols(), &lines);
	n = (int)lines.n < most ? (int)lines.n : most;
	row = draw_rows() - 1 - n;
	for (int i = 0; i < n; i++) {
		l = line_at(row + i);
		line_put(l, 0, draw_cols(), LOOK_BOLD, lines.p[i]);
		line_end(l);
	}
	l = line_at(draw_rows() - 1);
	line_put(l, 0, draw_cols(), LOOK_PLAIN, str_of(_("Take it? y or 1: yes; n or 0: no")));
	line_end(l);
	draw_cursor(draw_rows() - 1, 0);
	draw_end();
	vec_clear(&lines);
}

/* 1 yes, 0 no, -1: no answer */
static int answer_of(struct ui_key k)
{
	if (is_stop(k) || (k.code == KEY_CHAR && (k.ch == 'n' || k.ch == '0' || k.ch == 0x5426 /* 否 */)))
		return 0;
	return k.code == KEY_CHAR && (k.ch == 'y' || k.ch == '1' || k.ch == 0x662f /* 是 */) ? 1 : -1;
}

static bool agreed(void *user, const struct bundle *b, const struct take_look *look, const char *broke, struct err *err)
{
	struct talk *t = user;
	struct buf text = { 0 };
	int answer = -1;
	struct ui_key k;

	if (broke)
		buf_printf(&text, _("%s; what came until then is whole\n"), broke);
	buf_printf(&text, _("the copy %s: %lld changes have come, %lld of them new here\n"), bundle_head(b)->from,
		   (long long)bundle_head(b)->changes, (long long)look->changes);
	take_say_changes(t->ui->ledger, look, &text);
	question_draw(&text);
	while (answer < 0) {
		if (term_wait(-1, MARK_IDLE) == WAKE_HANGUP)
			answer = 0;
		while (answer < 0 && (k = key_next()).code != KEY_NOTHING)
			answer = answer_of(k);
		if (answer < 0)
			question_draw(&text);
	}
	buf_clear(&text);
	return answer == 1 || err_set(err, ERR_STOPPED, _("left: nothing was taken"));
}

/* ---- the call ---- */

/* The last line that ssh said. */
static void said_read(int fd, struct buf *to)
{
	char text[SAID_MOST + 1];
	off_t end = lseek(fd, 0, SEEK_END), from = end > SAID_MOST ? end - SAID_MOST : 0;
	ssize_t n = lseek(fd, from, SEEK_SET) >= 0 ? read(fd, text, SAID_MOST) : 0;
	struct str rest = str_trim((struct str){ text, n > 0 ? (size_t)n : 0 }), line;

	while (rest.n > 0 && str_cut(&rest, '\n', &line)) {
		buf_reset(to);
		clean_text(to, str_to(str_trim(line), 200));
	}
}

static void fail_tell(const struct ssh_address *a, const struct link_sum *sum, int status, const struct buf *said, struct err *err)
{
	if (err->code != ERR_SYSTEM || sum->with[0] || status == 128 + SIGTERM)
		return;
	ssh_fail(a, status, sum->noise, err);
	if (said->n > 0) {
		enum err_code code = err->code;

		err_clear(err);
		err_set(err, code, "%s: %s", a->host, buf_text(said));
	}
}

static bool call(struct talk *t, const struct ssh_address *a, struct link_sum *sum, struct err *err)
{
	int said = memfd_create("duban", MFD_CLOEXEC);
	struct buf text = { 0 };
	struct child child;

	if (said < 0)
		return err_errno(err, _("%s cannot be started"), "ssh");
	bool ok = ssh_start(a, false, said, &child, err);

	if (ok) {
		struct link_options o = {
			.in = child.from, .out = child.to, .user = t, .goes_on = goes_on, .told = told, .agreed = agreed,
			.quiet_s = t->ui->options->conf ? (int)conf_get(t->ui->options->conf, "sync.quiet")->number : 0,
		};

		ok = link_call(t->ui->ledger, &o, sum, err);
		int status = child_end(&child, ok || err->code == ERR_SYSTEM ? END_PATIENCE_MS : 0);

		said_read(said, &text);
		if (!ok)
			fail_tell(a, sum, status, &text, err);
	}
	close(said);
	buf_clear(&text);
	return ok;
}

static void address_ask(struct ui *ui, const char *begin);

static void sync_go(struct ui *ui, void *user, const char *word)
{
	struct ssh_address a;
	struct talk t = { .ui = ui };
	struct link_sum sum = { .gives = 0 };
	struct err err = { 0 };

	(void)user;
	if (!*word)
		return;
	if (!ssh_address_read(word, &a, &err)) {
		ui_error(ui, &err);
		address_ask(ui, word);
		return;
	}
	snprintf(t.line, sizeof t.line, _("calling %s; Esc gives up"), a.host);
	bool ok = exchange_sign(ui, &err) && call(&t, &a, &sum, &err);

	ui_refresh(ui);
	if (ok)
		ui_say(ui, _("%s: %lld of %lld changes sent, %lld of %lld came"), sum.with, (long long)sum.gave,
		       (long long)sum.gives, (long long)sum.came, (long long)sum.comes);
	else
		ui_error(ui, &err);
}

static void address_ask(struct ui *ui, const char *begin)
{
	prompt_open(ui, _("exchange with ssh://[user@]host:"), begin, sync_go, NULL, NULL);
}

void sync_open(struct ui *ui)
{
	struct err err = { 0 };

	if (!gate_process("ssh", &err))
		ui_error(ui, &err);
	else
		address_ask(ui, ui->options->conf ? conf_get(ui->options->conf, "sync.hub")->text : "");
}

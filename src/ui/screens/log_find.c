/* Looking for something in the log: who, and what was done. The lines that are held, then older
 * ones, as far as nobody waits. */
#include "base/gettext.h"
#include "model/person.h"
#include "ui/screens/log_private.h"
#include "ui/term.h"

#include "base/ban.h"

enum { LOOK_MOST = 100000 };

static bool line_has(struct ui *ui, const struct search *s, const struct log_line *line)
{
	struct arena mem = { 0 };
	bool has = search_hit(s, str_of(line->say), NULL, NULL) ||
		   search_hit(s, str_of(person_name(ui->ledger, line->by, &mem)), NULL, NULL);

	arena_clear(&mem);
	return has;
}

static void line_go(struct log_screen *s, int64_t at)
{
	cursor_to(&s->cursor, at, (int64_t)s->lines.n, log_rows());
}

/* Among those that are held, round the end. */
static bool held_go(struct ui *ui, struct log_screen *s, int64_t from, int64_t count, int step)
{
	int64_t n = (int64_t)s->lines.n;

	for (int64_t i = 0; i < count; i++) {
		int64_t at = ((from + step * i) % n + n) % n;

		if (line_has(ui, &s->search, &s->lines.p[at])) {
			line_go(s, at);
			return true;
		}
	}
	return false;
}

static bool held_has(struct ui *ui, void *screen, int64_t at)
{
	const struct log_screen *s = screen;

	return line_has(ui, &s->search, &s->lines.p[at]);
}

/* All lines are held. */
static bool whole_go(struct ui *ui, struct log_screen *s, int step)
{
	const struct search_rows rows = { (int64_t)s->lines.n, s->cursor.at, held_has, s };
	int64_t at = search_round(ui, &rows, step);

	if (at >= 0)
		line_go(s, at);
	return at != SEARCH_NONE;
}

static bool match_go(struct ui *ui, void *screen, int step)
{
	struct log_screen *s = screen;
	int64_t n = (int64_t)s->lines.n, at = s->cursor.at;

	if (n == 0)
		return false;
	if (s->newest && s->oldest)
		return whole_go(ui, s, step);
	if (step < 0) {
		if (!held_go(ui, s, at - 1, n, -1))
			return false;
		search_tell(ui, at, s->cursor.at, -1);
		return true;
	}
	if (held_go(ui, s, at + 1, n - at - 1, 1))
		return true;
	for (int64_t from = n; from < LOOK_MOST; from = (int64_t)s->lines.n) {
		if (term_pending()) {
			ui_say(ui, _("search stopped by a key"));
			return true;
		}
		if (!log_older(ui, s))
			break;
		if (held_go(ui, s, from, (int64_t)s->lines.n - from, 1))
			return true;
	}
	if (!held_go(ui, s, 0, at + 1, 1))
		return false;
	search_tell(ui, at, s->cursor.at, 1);
	return true;
}

bool log_find_command(struct ui *ui, struct log_screen *s, const char *command)
{
	return search_command(ui, &s->search, command, match_go, s);
}

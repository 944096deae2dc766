/* The words of a screen test: a table. Rows and columns count from 1, as people do.
 *
 * Settings, several on a line, before the program is started:
 *	ledger sample|empty|none|FILE   FILE: of tests/fixtures, copied
 *	today DATE   size COLSxROWS   locale NAME   term NAME   env NAME=VALUE
 *	program FILE   another program than duban, without --db and --today; relative to the build tree
 *	needs notice|COMMAND   skips the script where it is absent
 * Steps, one on a line; the first one that needs the program starts it:
 *	start [ARGUMENT...]      also after its end, for the same ledger
 *	press KEY...             one after another, each when the one before is drawn: Enter Esc Tab Shift-Tab Up Down Left Right
 *	                         Home End PgUp PgDn Ins Del Backspace Space F1 C-l M-x, one sign, or a text in quotes
 *	hold KEY COUNT           all at once, as a held key on a slow line
 *	type TEXT   paste TEXT   all at once
 *	wait TEXT                until it stands on the screen, and the picture is whole: for what comes without a key
 *	wait-gone TEXT           until it does not
 *	resize COLSxROWS
 *	row N [COL] TEXT         the row shows TEXT from that column on (1)
 *	row-is N TEXT            and nothing else
 *	has TEXT   hasnot TEXT   some row, no row
 *	cursor ROW COL
 *	style ROW FROM-TO ATTRIBUTE...   red ... bright-red c208 on-blue bold underline italic blink reverse, or plain
 *	bytes <= N               since the last press, hold, type, paste, resize; drawing after the hand's rest counts
 *	bytes-moving <= N        the same for press and hold, up to that rest
 *	screen NAME.golden       beside the script; `make check UPDATE=1` writes it
 *	wait-exit STATUS         a number, or a signal's name
 *	restored                 line modes, screen and cursor are as before the program
 *	hangup   kill SIGNAL
 *	run COMMAND              a line of shell; `duban ARGUMENT...` is the program on the visit's ledger. It must end with 0.
 *	| LINE                   below run: its output, whole. run-fails STATUS COMMAND expects that status.
 */
#include "tests/lib/visit_steps.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ANY = -1 };

struct step {
	const char *name;
	int args;                 /* how many it takes; ANY: those that are left on the line */
	bool needs_program;
	bool (*run)(struct visit *v, struct word *args, size_t n);
};

bool step_number(const char *text, int *to)
{
	char *end;
	long n = strtol(text, &end, 10);

	*to = (int)n;
	return end != text && *end == '\0' && n >= 0 && n < 1000000;
}

bool step_size(const char *text, int *cols, int *rows)
{
	int used = 0;

	return sscanf(text, "%dx%d%n", cols, rows, &used) == 2 && text[used] == '\0' && *cols > 0 && *rows > 0;
}

static const struct step settings[] = {
	{ "ledger", 1, false, set_ledger }, { "today", 1, false, set_today },     { "size", 1, false, set_size },
	{ "locale", 1, false, set_locale }, { "term", 1, false, set_term },       { "env", 1, false, set_env },
	{ "needs", 1, false, set_needs },   { "program", 1, false, set_program }, { 0 },
};

static const struct step steps[] = {
	{ "bytes", 2, true, do_bytes },         { "bytes-moving", 2, true, do_bytes_moving },
	{ "cursor", 2, true, do_cursor },       { "hangup", 0, true, do_hangup },
	{ "has", 1, true, do_has },             { "hasnot", 1, true, do_hasnot },
	{ "hold", 2, true, do_hold },           { "kill", 1, true, do_kill },
	{ "paste", 1, true, do_paste },         { "press", ANY, true, do_press },
	{ "resize", 1, true, do_resize },       { "restored", 0, true, do_restored },
	{ "row", ANY, true, do_row },           { "row-is", 2, true, do_row_is },
	{ "screen", 1, true, do_screen },       { "start", ANY, false, do_start },
	{ "style", ANY, true, do_style },       { "type", 1, true, do_type },
	{ "wait", 1, true, do_wait },           { "wait-exit", 1, true, do_wait_exit },
	{ "wait-gone", 1, true, do_wait_gone }, { 0 },
};

static const struct step *step_find(const struct step *table, const char *name)
{
	while (table->name && strcmp(table->name, name) != 0)
		table++;
	return table->name ? table : NULL;
}

static bool step_words(struct visit *v, struct words *w)
{
	for (size_t i = 0; i < w->n;) {
		const struct step *s = step_find(settings, w->word[i].text);
		bool setting = s != NULL;

		if (!s && i == 0)
			s = step_find(steps, w->word[i].text);
		if (!s)
			return visit_fail(v, "no such word: %s", w->word[i].text);
		size_t left = w->n - i - 1, n = s->args == ANY ? left : (size_t)s->args;
		if (n > left || (!setting && n < left))
			return visit_fail(v, "%s takes %zu words", s->name, n);
		if (setting && v->running)
			return visit_fail(v, "%s comes before the program is started", s->name);
		if (s->needs_program && !v->running && !do_start(v, NULL, 0))
			return false;
		if (!s->run(v, &w->word[i + 1], n))
			return false;
		i += 1 + n;
	}
	return true;
}

bool visit_step(struct visit *v)
{
	const char *line = v->script->lines[v->line];
	struct words w;

	/* A line of shell has quotes of its own. */
	const char *p = line + strspn(line, " \t");
	if (strncmp(p, "run ", 4) == 0)
		return do_run(v, NULL, 0);
	if (strncmp(p, "run-fails ", 10) == 0)
		return do_run_fails(v, NULL, 0);
	const char *wrong = words_split(&w, line);
	bool ok = wrong ? visit_fail(v, "%s", wrong) : step_words(v, &w);
	words_clear(&w);
	return ok;
}

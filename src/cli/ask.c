#include "cli/ask.h"

#include <stdarg.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/clean.h"
#include "base/cnnum.h"
#include "base/day_typed.h"
#include "base/fold.h"
#include "base/gettext.h"
#include "base/width.h"
#include "base/wrap.h"
#include "cli/out.h"
#include "base/ban.h"

bool ask_start(struct asker *a, struct cli *c, bool input_taken)
{
	*a = (struct asker){ .c = c };
	if (input_taken) {
		a->in = fopen("/dev/tty", "re");
		a->out = a->in ? fopen("/dev/tty", "we") : NULL;
		return a->in && a->out;
	}
	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return false;
	a->in = stdin;
	a->out = stdout;
	return true;
}

void ask_end(struct asker *a)
{
	if (a->in && a->in != stdin)
		fclose(a->in);
	if (a->out && a->out != stdout)
		fclose(a->out);
	*a = (struct asker){ 0 };
}

/* A line of text for people; texts from a notice are in it. */
static void say(struct asker *a, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void say(struct asker *a, const char *format, ...)
{
	va_list args;
	char *text = NULL;
	struct buf clean = { 0 };
	va_start(args, format);
	int n = vasprintf(&text, format, args);
	va_end(args);
	if (n >= 0) {
		clean_text(&clean, (struct str){ text, (size_t)n });
		buf_byte(&clean, '\n');
		out_text(a->out, buf_str(&clean));
		free(text);
	}
	buf_clear(&clean);
}

enum { NO_TERMINAL_COLS = 10000 };

/* Behind what stands at its left, as many lines as it needs, one below the other. */
static void say_behind(struct asker *a, const char *left, const char *text)
{
	struct buf clean = { 0 };
	wrap_lines lines = { 0 };
	int cols = width_cols(str_of(left));
	clean_text(&clean, str_of(text));
	wrap_text(buf_str(&clean), (out_columns() > 0 ? out_columns() : NO_TERMINAL_COLS) - cols,
		  &lines);
	for (size_t i = 0; i < lines.n; i++)
		say(a, "%*s%.*s", i ? cols : 0, i ? "" : left, STR_ARG(lines.p[i]));
	vec_clear(&lines);
	buf_clear(&clean);
}

void ask_print(struct asker *a, struct str text)
{
	struct str line;
	while (text.n > 0 && str_cut(&text, '\n', &line))
		say(a, "%.*s", STR_ARG(line));
}

/* What was typed, as UTF-8, without blanks at the ends, in the command's memory. Refused at the
 * end of the input. */
static bool read_line(struct asker *a, const char *prompt, const char **to, struct err *err)
{
	char *line = NULL;
	size_t room = 0;
	out_text(a->out, str_of(prompt));
	if (a->c->test) {     /* waiting for a line */
		char mark[40];
		int len = snprintf(mark, sizeof mark, "\033]2;idle %zu\a", a->read);
		out_raw(a->out, (struct str){ mark, (size_t)len });
	}
	fflush(a->out);
	ssize_t n = getline(&line, &room, a->in);
	if (n < 0) {
		free(line);
		out_raw(a->out, STR_LIT("\n"));
		return err_set(err, ERR_STOPPED, _("left: nothing was imported"));
	}
	a->read += (size_t)n;
	struct str typed = str_trim((struct str){ line, (size_t)n });
	struct err fault = { 0 };
	bool sound = locale_read(arena_str(&a->c->mem, typed), &a->c->mem, to, &fault);
	free(line);
	if (sound)
		return true;
	say(a, "%s", fault.text);
	return read_line(a, prompt, to, err);
}

/* A number alone, in digits of any width; -1: something else. */
static int typed_number(const char *text)
{
	size_t at = 0;
	int64_t n;
	struct str s = str_of(text);
	return s.n > 0 && cnnum_read(s, &at, &n) && at == s.n && n <= 1000000 ? (int)n : -1;
}

/* One letter, also full-width or a capital. */
static bool typed_letter(const char *text, const char *letter)
{
	return fold_eq(str_of(text), str_of(letter));
}

static const char *answer_of(const struct question *q)
{
	return q->chosen == -1 ? q->own : q->n_choices > 0 ? q->choices[q->chosen] : "";
}

static void list_questions(struct asker *a, const struct draft *d)
{
	for (size_t i = 0; i < d->questions.n; i++) {
		const struct question *q = &d->questions.p[i];
		say_behind(a, arena_printf(&a->c->mem, "%3zu  ", i + 1),
			   q->line > 0
				   ? arena_printf(&a->c->mem, _("(line %d)  %s"), q->line, q->text)
				   : q->text);
		say_behind(a, q->answered ? "     = " : "     -> ",
			   *answer_of(q) ? answer_of(q) : _("(nothing is proposed)"));
	}
}

static void show_question(struct asker *a, const struct draft *d, size_t i)
{
	const struct question *q = &d->questions.p[i];
	say(a, "%s", "");
	if (q->line > 0)
		say_behind(a, arena_printf(&a->c->mem, "%5d  ", q->line),
			   arena_str(&a->c->mem, draft_line(d, q->line)));
	say_behind(a, "",
		   arena_printf(&a->c->mem, _("Question %zu of %zu: %s"), i + 1, d->questions.n,
				q->text));
	for (int k = 0; k < q->n_choices; k++)
		say_behind(a,
			   arena_printf(&a->c->mem, "  %s %d  ", k == q->chosen ? ">" : " ", k + 1),
			   *q->choices[k] ? q->choices[k] : _("(leave it empty)"));
	if (q->chosen == -1)
		say_behind(a, "  >    ", q->own);
	if (q->other == ANSWER_DATE)
		say(a, "       %s", _("or a day, such as 2018-11-20"));
	else if (q->other == ANSWER_UNITS)
		say(a, "       %s",
		    _("or names of units, parted by commas; one that does not end like a unit's "
		      "with a + before it"));
	else if (q->other == ANSWER_TEXT)
		say(a, "       %s", _("or a text of your own"));
}

/* Where to go after an answer. */
enum step { STEP_NEXT, STEP_BACK, STEP_HERE, STEP_ALL, STEP_LEAVE };

/* One digit is always meant as a choice, so that a slip of the finger names no city "2". */
static bool is_own(const struct question *q, int n)
{
	return q->other != ANSWER_CHOICE && (n < 0 || n > 9);
}

/* A slip in a name makes a unit: those that the notice does not have are named. */
static bool own_take(struct asker *a, struct draft *d, size_t i, const char *typed, struct err *err)
{
	const char *new = d->questions.p[i].other == ANSWER_UNITS
				  ? draft_units_unknown(d, typed, &a->c->mem)
				  : "";
	if (!draft_answer(d, i, -1, typed, err))
		return false;
	if (*new)
		say_behind(
			a, "       ",
			arena_printf(&a->c->mem, _("not in the notice so far: %s (b: back)"), new));
	return true;
}

static enum step take_answer(struct asker *a, struct draft *d, size_t i, const char *typed)
{
	const struct question *q = &d->questions.p[i];
	struct err fault = { 0 };
	int n = typed_number(typed);
	bool done;
	if (typed_letter(typed, "q"))
		return STEP_LEAVE;
	if (typed_letter(typed, "b"))
		return STEP_BACK;
	if (typed_letter(typed, "a"))
		return STEP_ALL;
	if (typed_letter(typed, "k"))
		done = draft_answer_alike(d, q->kind, q->chosen < 0 ? 0 : q->chosen, &fault);
	else if (n == 0)
		done = draft_answer(d, i, -1, NULL, &fault);
	else if (!*typed)
		done = q->n_choices == 0 || q->chosen == -1 ||
		       draft_answer(d, i, q->chosen, NULL, &fault);
	else if (is_own(q, n))
		done = own_take(a, d, i, typed, &fault);
	else
		done = draft_answer(d, i, n - 1, NULL, &fault);
	if (!done)
		say(a, "%s", fault.text);
	return done ? STEP_NEXT : STEP_HERE;
}

/* Questions one by one from the i-th on; those already answered are stepped over on the way
 * down. */
static bool walk(struct asker *a, struct draft *d, size_t i, struct err *err)
{
	const char *typed = "";
	while (i < d->questions.n) {
		show_question(a, d, i);
		if (!read_line(a,
			       _("Enter: as marked   number or text: that   k: all of this kind   "
				 "a: all that are left   b: back   q: leave > "),
			       &typed, err))
			return false;
		switch (take_answer(a, d, i, typed)) {
		case STEP_LEAVE:
			return err_set(err, ERR_STOPPED, _("left: nothing was imported"));
		case STEP_ALL:
			return true;
		case STEP_BACK:
			i -= i > 0;
			break;
		case STEP_HERE:
			break;
		case STEP_NEXT:
			for (i++; i < d->questions.n && d->questions.p[i].answered;)
				i++;
			break;
		}
	}
	return true;
}

/* The question when the notice was issued, while dates hang on it and nobody has answered: all that
 * is left cannot be taken as proposed before. d->questions.n: none. */
static size_t issue_question(const struct draft *d)
{
	for (size_t i = 0; i < d->questions.n && draft_undated(d) > 0; i++)
		if (d->questions.p[i].kind == Q_ISSUED && !d->questions.p[i].answered)
			return i;
	return d->questions.n;
}

static void say_undated(struct asker *a, const struct draft *d)
{
	say(a, "%s", "");
	say(a, ngettext("%d date has no year: first say when the notice was issued.",
			"%d dates have no year: first say when the notice was issued.",
			(unsigned long)draft_undated(d)), draft_undated(d));
}

bool ask_questions(struct asker *a, struct draft *d, struct err *err)
{
	const char *typed = "";
	for (;;) {
		size_t n = d->questions.n;
		if (n == 0)
			return true;
		list_questions(a, d);
		say(a, "%s", "");
		if (!read_line(a,
			       _("Enter: one by one   number: that one and on   a: take all as "
				 "shown   q: leave > "),
			       &typed, err))
			return false;
		int at = typed_number(typed);
		size_t issued = issue_question(d);
		if (typed_letter(typed, "a") && issued == n)
			return true;
		if (typed_letter(typed, "q"))
			return err_set(err, ERR_STOPPED, _("left: nothing was imported"));
		if (typed_letter(typed, "a")) {
			say_undated(a, d);
			if (!walk(a, d, issued, err))
				return false;
		} else if ((!*typed || (at >= 1 && (size_t)at <= n)) &&
		    !walk(a, d, *typed ? (size_t)at - 1 : 0, err))
			return false;
	}
}

bool ask_date(struct asker *a, const char *question, date proposed, date *to, struct err *err)
{
	char day[DATE_TEXT_SIZE];
	const char *typed = "";
	date_text(proposed, day);
	for (;;) {
		if (!read_line(a, arena_printf(&a->c->mem, "%s [%s] > ", question, day), &typed,
			       err))
			return false;
		if (typed_letter(typed, "q"))
			return err_set(err, ERR_STOPPED, _("left: nothing was imported"));
		*to = proposed;
		if (!*typed || day_typed_whole(str_of(typed), to))
			return true;
		say(a, _("not a day: %s (such as 2018-11-20)"), typed);
	}
}

bool ask_yes(struct asker *a, const char *question, struct err *err)
{
	const char *typed = "";
	if (!read_line(a, arena_printf(&a->c->mem, "%s [y/n] > ", question), &typed, err))
		return false;
	return typed_letter(typed, "y") ||
	       err_set(err, ERR_STOPPED, _("left: nothing was imported"));
}

/* duban log, undo, redo: the changes, and taking one back. */
#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "cli/cli.h"
#include "cli/filter.h"
#include "cli/find.h"
#include "cli/out.h"
#include "cli/show.h"
#include "model/history.h"
#include "model/log_filter.h"
#include "model/person.h"
#include "model/right.h"
#include "model/sight.h"
#include "store/attempt.h"
#include "base/ban.h"

#define OPTION(field) offsetof(struct cli_options, field)
static const struct opt log_options[] = {
	{ "limit", OPT_TEXT, N_("N"), N_("at most so many, the newest (100; 0: all)"),
	  OPTION(limit) },
	{ "fail-empty", OPT_FLAG, NULL, N_("end with 1 where there is nothing to list"),
	  OPTION(fail_empty) },
	{ "refused", OPT_FLAG, NULL, N_("what was tried in this file without the right to"), OPTION(refused) },
	{ "change", OPT_TEXT, N_("CHANGE"),
		N_("one change whole, cell by cell: what stood there before and what after"),
	  OPTION(change) },
	{ NULL, OPT_FLAG, NULL, NULL, 0 },
};

static const struct table_column columns[] = {
	{ N_("change"), false, false }, { N_("when"), false, false }, { N_("who"), false, false },
	{ N_("what"), false, true }, { "", false, false },
};
static const struct table_column attempt_columns[] = {
	{ N_("when"), false, false }, { N_("who"), false, false }, { N_("what"), false, false },
	{ N_("answer"), false, true },
};
enum {
	ATTEMPT_COLUMNS = sizeof attempt_columns / sizeof *attempt_columns,
	COLUMNS = sizeof columns / sizeof *columns,
	HASH_SHOWN = 12,
	ROOMY_COLS = 110,       /* from there on times and marks stand whole */
	LIMIT = 100,
	LIMIT_MAX = 100000000
};

/* The year where it says something, or there is room. */
static const char *when_shown(struct cli *c, date day, int hour, int minute, bool narrow)
{
	char text[DATE_TEXT_SIZE], today[DATE_TEXT_SIZE];
	const char *on = date_text(day, text);

	if (narrow && strncmp(on, date_text(ledger_today(c->ledger), today), 5) == 0)
		on += 5;
	return arena_printf(&c->mem, "%s %02d:%02d", on, hour, minute);
}

static void put_row(struct cli *c, struct table *t, const struct log_line *line, bool narrow)
{
	char hash[HASH_TEXT_SIZE];
	date day;
	int hour, minute;
	hex_text(line->hash.b, HASH_SIZE, hash);
	clock_civil(&c->clock, line->at_ms, &day, &hour, &minute);
	table_cell(t, arena_printf(&c->mem, "%.*s", HASH_SHOWN, hash));
	table_cell(t, when_shown(c, day, hour, minute, narrow));
	table_cell(t, person_name(c->ledger, line->by, &c->mem));
	table_cell(t, line->say);
	const char *mark = right_mark(line->refused, line->disputed, &c->mem);

	if (narrow && *mark)
		mark = *line->refused ? _("(refused)") : _("(disputed)");
	table_cell(t, *mark ? mark
		      : line->undone ? _("(taken back)")
		      : line->part < line->parts ? _("(in part)")
		      : line->is_undo ? _("(takes back)") : "");
}

static void put_json(struct json *j, const struct log_line *line)
{
	char hash[HASH_TEXT_SIZE], at[CLOCK_TEXT_SIZE];
	json_object(j);
	json_key(j, "change");
	json_text(j, hex_text(line->hash.b, HASH_SIZE, hash));
	json_key(j, "at");
	json_text(j, clock_text(line->at_ms, at));
	json_key(j, "site");
	json_text(j, line->site);
	json_key(j, "by");
	json_text(j, line->by);
	json_key(j, "do");
	json_text(j, line->verb);
	json_key(j, "say");
	json_text(j, line->say);
	json_key(j, "undoes");
	json_text(j, line->is_undo ? hex_text(line->undoes.b, HASH_SIZE, hash) : NULL);
	json_key(j, "undone");
	json_bool(j, line->undone);
	json_key(j, "refused");
	json_text(j, *line->refused ? line->refused : NULL);
	json_key(j, "disputed");
	json_text(j, *line->disputed ? line->disputed : NULL);
	json_key(j, "sets");
	json_int(j, line->sets);
	json_key(j, "whole");
	json_bool(j, line->part == line->parts);
	json_object_end(j);
}

static bool read_limit(const char *word, int *limit, struct err *err)
{
	char *end;
	*limit = LIMIT;
	if (!word)
		return true;
	long n = strtol(word, &end, 10);
	if (*end || end == word || n < 0 || n > LIMIT_MAX)
		return err_set(err, ERR_USE, _("--limit takes a number from 0 to %d: %s"),
			       LIMIT_MAX, word);
	*limit = n ? (int)n : LIMIT_MAX;
	return true;
}

static void put_lines(struct cli *c, const log_lines *lines)
{
	struct table t;
	struct json j;
	if (c->opt.json) {
		cli_json(c, &j, "duban-log/1");
		json_key(&j, "changes");
		json_array(&j);
		for (size_t i = 0; i < lines->n; i++)
			put_json(&j, &lines->p[i]);
		json_array_end(&j);
		json_object_end(&j);
		return;
	}
	int cols = out_columns();

	table_init(&t, columns, COLUMNS);
	for (size_t i = 0; i < lines->n; i++)
		put_row(c, &t, &lines->p[i], cols > 0 && cols < ROOMY_COLS);
	table_print(&t, cols, &c->out);
	table_clear(&t);
}

/* What was refused is no change, and stands in this file alone. */
static bool put_attempts(struct cli *c, int limit, struct err *err)
{
	attempts list = { 0 };
	struct table t;
	bool ok = attempts_read(c->ledger->db, NULL, limit, &c->mem, &list, err);

	table_init(&t, attempt_columns, ATTEMPT_COLUMNS);
	for (size_t i = 0; ok && i < list.n; i++) {
		char day_text[DATE_TEXT_SIZE];
		date day;
		int hour, minute;

		clock_civil(&c->clock, list.p[i].at_ms, &day, &hour, &minute);
		table_cell(&t, arena_printf(&c->mem, "%s %02d:%02d", date_text(day, day_text), hour,
					    minute));
		table_cell(&t, person_name(c->ledger, list.p[i].by, &c->mem));
		table_cell(&t, history_verb(list.p[i].verb));
		table_cell(&t, list.p[i].say);
	}
	table_print(&t, out_columns(), &c->out);
	table_clear(&t);
	vec_clear(&list);
	return ok;
}

static bool run_log(struct cli *c, int argc, char **argv, struct err *err)
{
	struct log_filter filter = { .query = { .by = NULL } };
	log_lines lines = { 0 };
	struct str text;
	int64_t at = 0, passed = 0;
	int limit;
	if (!read_limit(c->opt.limit, &limit, err) || !cli_open(c, err))
		return false;
	if (c->opt.refused)
		return put_attempts(c, limit, err);
	if (c->opt.change)
		return show_change(c, c->opt.change, err);
	bool done = cli_filter_text(c, argc, argv, &text, err) &&
		    (log_filter_read(c->ledger, c->plan, text, &filter, err) ||
		     cli_filter_wrong(text, filter.wrong, err)) &&
		    log_page_on(c->ledger->db, &filter.query, &at, -1, limit, &passed, &c->mem, &lines,
				err);
	if (done) {
		put_lines(c, &lines);
		cli_filter_left(c, str_trim(text).n > 0, lines.n,
				sight_unit(c->ledger) ? -1 : passed);
	}
	c->status = c->opt.fail_empty && lines.n == 0;
	log_filter_clear(&filter);
	vec_clear(&lines);
	return done;
}

static const struct opt undo_options[] = {
	{ "yes", OPT_FLAG, NULL, N_("though it is an import, or much, or others went on from it"),
	  OPTION(yes) },
	{ NULL, OPT_FLAG, NULL, NULL, 0 },
};

/* What takes much along is done with --yes alone. */
static bool undo_is_meant(struct cli *c, struct str prefix, struct err *err)
{
	const char *question;
	if (c->opt.yes)
		return true;
	struct err none = { 0 };
	if (!undo_question(c->ledger, prefix, &c->mem, &question, &none) || !question)
		return true;      /* what is refused is refused below, in its own words */
	return err_set(err, ERR_REFUSED, _("%s (--yes does so)"), question);
}

static bool run_undo(struct cli *c, int argc, char **argv, struct err *err)
{
	struct outcome out = { 0 };
	if (!cli_open(c, err) ||
	    !undo_is_meant(c, argc == 1 ? str_of(argv[0]) : (struct str){ "", 0 }, err))
		return false;
	if (!(argc == 1 ? undo_change(c->ledger, str_of(argv[0]), &out, err)
			: undo_last(c->ledger, &out, err)))
		return false;
	cmd_outcome(c, &out);
	return true;
}

static bool run_redo(struct cli *c, int argc, char **argv, struct err *err)
{
	struct outcome out = { 0 };
	(void)argc, (void)argv;
	if (!cli_open(c, err) || !redo_last(c->ledger, &out, err))
		return false;
	cmd_outcome(c, &out);
	return true;
}

const struct cli_command cmd_log = {
	.name = "log",
	.args = N_("[FILTER...]"),
	.help = N_("who did what when, newest first"),
	.opts = log_options,
	.max_args = -1,
	.filters = true,
	.run = run_log,
};
const struct cli_command cmd_undo = {
	.name = "undo",
	.args = N_("[CHANGE]"),
	.help = N_("take back your last change here, or the one that begins with CHANGE"),
	.opts = undo_options,
	.max_args = 1,
	.run = run_undo,
};
const struct cli_command cmd_redo = {
	.name = "redo",
	.args = "",
	.help = N_("put in force again what your last undo took back"),
	.run = run_redo,
};

#include "cli/cli.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "config.h"

#include "base/clean.h"
#include "base/gettext.h"
#include "base/near.h"
#include "cli/lock.h"
#include "cli/out.h"
#include "cli/setup.h"
#include "base/ban.h"

#define COMMON(field) offsetof(struct cli_options, field)
static const struct opt common[] = {
	{ "db", OPT_TEXT, N_("FILE"), N_("the ledger, instead of the one in the configuration"),
	  COMMON(db) },
	{ "config", OPT_TEXT, N_("FILE"),
	  N_("read this configuration after the system's and yours"), COMMON(config) },
	{ "plan", OPT_TEXT, N_("ID"), N_("only this plan: its number, or the beginning of its id"),
	  COMMON(plan) },
	{ "today", OPT_TEXT, N_("DATE"), N_("take this day as today"), COMMON(today) },
	{ "asof", OPT_TEXT, N_("DATE"), N_("the ledger as it stood at the end of that day"),
	  COMMON(asof) },
	{ "view", OPT_TEXT, N_("VIEW"),
	  N_("the saved view that the screens begin with; where FILTER stands: its filter"), COMMON(view) },
	{ "as", OPT_TEXT, N_("NAME"), N_("who acts, instead of your login name"), COMMON(as) },
	{ "locked", OPT_FLAG, NULL,
	  N_("the ledger of --db as NAME of --as and nothing else of this machine; the last common option"),
	  COMMON(locked) },
	{ "json", OPT_FLAG, NULL, N_("answer with one JSON object, in UTF-8"), COMMON(json) },
	{ "lang", OPT_TEXT, N_("LANG"), N_("language: zh_CN or en"), COMMON(lang) },
	{ "help", OPT_FLAG, NULL, N_("show this help, or that of a command"), COMMON(help) },
	{ "version", OPT_FLAG, NULL, N_("show the version"), COMMON(version) },
	{ NULL, OPT_FLAG, NULL, NULL, 0 },
};

const struct opt *cli_common_options(void)
{
	return common;
}

/* In the order of the help. */
static const struct cli_command *const commands[] = {
	&cmd_init,   &cmd_import, &cmd_list,   &cmd_duties, &cmd_units, &cmd_calls, &cmd_contacts,
	&cmd_show,   &cmd_view,   &cmd_grid,   &cmd_gaps,   &cmd_print,  &cmd_export, &cmd_log,    &cmd_undo,
	&cmd_redo,   &cmd_deadline, &cmd_calendar,
	&cmd_member, &cmd_reorg, &cmd_owes, &cmd_define, &cmd_set,    &cmd_lights, &cmd_config,
	&cmd_person, &cmd_site,   &cmd_sync,   &cmd_check,  &cmd_backup, &cmd_who,
	&cmd_stats,  NULL,
};

const struct cli_command *const *cli_commands(void)
{
	return commands;
}

const struct cli_command *cli_find_command(struct cli *c, const char *name)
{
	for (const struct cli_command *const *row = commands; *row; row++)
		if (strcmp((*row)->name, name) == 0)
			return *row;
	c->verb = verb_find(name);
	c->edit = edit_find(name);
	if (!c->verb && !c->edit)
		return NULL;
	c->verb_command = c->verb ? cli_verb_command(c, c->verb) : cli_edit_command(c, c->edit);
	return &c->verb_command;
}

static bool refuse_unknown(const char *name, struct err *err)
{
	struct near near = { .word = str_of(name) };
	for (const struct cli_command *const *row = commands; *row; row++)
		near_offer(&near, (*row)->name);
	for (const struct verb *v = verb_table(); v->name; v++)
		near_offer(&near, v->name);
	for (const struct edit_verb *v = edit_table(); v->name; v++)
		near_offer(&near, v->name);
	if (near.best)
		return err_set(err, ERR_USE, _("unknown command %s: did you mean %s?"), name,
			       near.best);
	return err_set(err, ERR_USE, _("unknown command %s: duban --help lists them"), name);
}

/* The command's options and those of all, in one table. */
static struct opt *options_joined(struct cli *c, const struct opt *own)
{
	size_t n = 0;
	while (own && own[n].name)
		n++;
	struct opt *all = arena_alloc(&c->mem, sizeof common + n * sizeof *all);
	if (n)
		memcpy(all, own, n * sizeof *all);
	memcpy(all + n, common, sizeof common);
	return all;
}

/* Looking back is for commands that only look, and decides which day is today. */
static bool check_asof(const struct cli *c, struct err *err)
{
	if (!c->opt.asof || c->opt.help || c->opt.version)
		return true;
	if (!c->command || !c->command->past)
		return err_set(err, ERR_USE,
			       _("--asof is for commands that only look: list, duties, units, "
				 "show, grid, gaps, print, export"));
	return !c->opt.today || c->test ||
	       err_set(err, ERR_USE, _("--asof and --today exclude each other"));
}

static bool check_arguments(const struct cli *c, struct err *err)
{
	const struct cli_command *cmd = c->command;
	if (c->opt.help ||
	    (c->argc >= cmd->min_args && (cmd->max_args < 0 || c->argc <= cmd->max_args)))
		return true;
	return err_set(err, ERR_USE, _("usage: duban %s %s"), cmd->name,
		       _(cmd->args[0] ? cmd->args : N_("(nothing more)")));
}

/* Common options may stand before the command and behind it. */
static bool read_arguments(struct cli *c, int argc, char **argv, struct err *err)
{
	int left;
	if (!opts_read(common, argc - 1, argv + 1, OPTS_TO_WORD, &c->opt, &left, err))
		return false;
	if (left == 0)
		return check_asof(c, err);
	char **words = argv + 1;
	c->command = cli_find_command(c, words[0]);
	if (!c->command)
		return refuse_unknown(words[0], err);
	if (!opts_read(options_joined(c, c->command->opts), left - 1, words + 1,
		       c->command->filters ? OPTS_DASH_WORDS : OPTS_ALL, &c->opt,
		       &c->argc, err))
		return false;
	c->argv = words + 1;
	return check_arguments(c, err) && check_asof(c, err);
}

/* --lang holds for what is said of the other options, too: it is looked for before them. */
static void choose_language(char **argv)
{
	for (; *argv; argv++) {
		const char *word = NULL;
		if (strncmp(*argv, "--lang=", 7) == 0)
			word = *argv + 7;
		else if (strcmp(*argv, "--lang") == 0)
			word = argv[1];
		if (word && (strcmp(word, "zh_CN") == 0 || strcmp(word, "en") == 0))
			locale_choose(word);
	}
}

bool cli_start(struct cli *c, const struct paths *paths, int argc, char **argv, struct err *err)
{
	bool lock = lock_begin(argv);
	const char *test = getenv("DUBAN_TEST");
	*c = (struct cli){ .paths = paths, .test = test && strcmp(test, "1") == 0 };
	locale_start(paths->locale, &c->locale);
	choose_language(argv);
	bool sound = lock_words_fit(argv, err) && read_arguments(c, argc, argv, err) &&
		     (!lock || lock_close(c, err));
	return setup_read(c, sound ? err : &(struct err){ 0 }) && sound;
}

bool cli_is_command(const struct cli *c)
{
	return c->command || c->opt.help || c->opt.version;
}

void cli_say(const char *text)
{
	struct buf line = { 0 };
	buf_puts(&line, "duban: ");
	clean_text(&line, str_of(text));
	buf_byte(&line, '\n');
	out_text(stderr, buf_str(&line));
	buf_clear(&line);
}

void cli_say_faults(const struct calendar *cal)
{
	const calendar_faults *faults = calendar_get_faults(cal);
	for (size_t i = 0; i < faults->n; i++) {
		char line[1024];
		err_line(&faults->p[i], line, sizeof line);
		cli_say(line);
	}
}

/* Says once that the locale has no Chinese, when there is some. */
static void say_locale(struct cli *c)
{
	const char *advice = locale_advice(&c->locale, &c->mem);
	if (!advice || c->json_out || c->raw_out)
		return;
	for (size_t i = 0; i < c->out.n; i++) {
		if ((unsigned char)c->out.p[i] >= 0x80) {
			cli_say(advice);
			return;
		}
	}
}

/* Line by line, without what must not reach a terminal: most texts came from outside. */
static void print_text(struct str text)
{
	struct buf clean = { 0 };
	struct str line;
	while (text.n > 0 && str_cut(&text, '\n', &line)) {
		clean_text(&clean, line);
		buf_byte(&clean, '\n');
	}
	out_text(stdout, buf_str(&clean));
	buf_clear(&clean);
}

bool cli_print(struct cli *c, struct err *err)
{
	if (c->json_out || c->raw_out) {
		out_raw(stdout, buf_str(&c->out));
	} else {
		say_locale(c);
		print_text(buf_str(&c->out));
	}
	return out_end(stdout, err);
}

bool cli_run(struct cli *c, struct err *err)
{
	bool done = true;
	if (c->opt.version)
		buf_puts(&c->out, PACKAGE_STRING "\n");
	else if (c->opt.help)
		cli_help(c);
	else if (c->opt.view && !strstr(c->command->args, "FILTER"))
		done = err_set(err, ERR_USE, _("%s takes no filter, so no view either"),
			       c->command->name);
	else
		done = c->command->run(c, c->argc, c->argv, err);
	if (done && c->json_out)
		buf_byte(&c->out, '\n');
	/* What was found before a failure is still worth seeing, but half a JSON object is not. */
	if (!done && c->json_out)
		return false;
	return cli_print(c, err) && done;
}

int cli_end(struct cli *c, const struct err *err)
{
	int status = c->status;
	if (err->code != ERR_NONE) {
		char line[1024];
		err_line(err, line, sizeof line);
		cli_say(line);
		if (err->about && strcmp(err->about, "filter") == 0)
			cli_say(_("what a filter can be stands in duban(1), under FILTERS"));
		else if (err->code == ERR_USE)
			cli_say(_("\"duban --help\" lists commands and options, \"duban COMMAND "
				  "--help\" those of a command"));
		status = err_exit_status(err->code);
	}
	if (c->ledger)
		ledger_close(c->ledger);
	conf_free(c->conf);
	buf_clear(&c->out);
	arena_clear(&c->mem);
	return status;
}

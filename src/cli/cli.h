/* The command line: options that all commands share, the table of commands, and what a command
 * works with. */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/conf.h"
#include "base/err.h"
#include "base/id.h"
#include "base/json.h"
#include "base/opts.h"
#include "base/paths.h"
#include "cli/locale.h"
#include "model/edit.h"
#include "model/ledger.h"
#include "model/verb.h"

/* Options of all commands in one struct; a command's table says which of them it takes. */
struct cli_options {
	/* of all */
	const char *db, *config, *plan, *today, *asof, *as, *lang;
	bool json, help, version, locked;
	/* of some */
	bool sample, dry_run, yes, none, zero, silent, all, fail_empty, force, changes, seen, use,
		remove, own, asked, promises, apart, entries, skip_refused, refused;
	const char *region, *issued, *handed, *unit, *item, *text, *way, *level, *who, *on, *due, *promised,
		*limit, *output, *format, *page_length, *sort, *screen, *key, *view, *off, *work, *normal, *from, *until, *into, *same_as, *correct, *change;
	const char *for_site, *sign;
	const char *role, *shown, *authorized;   /* of a person */
	bool clocks;
	const char *said[EDIT_FIELDS];     /* of an edit, by field */
};

struct cli;

struct cli_command {
	const char *name;
	const char *args;            /* N_("ITEM UNIT"); "" none */
	const char *help;            /* N_("..."), one line */
	const struct opt *opts;      /* its own, besides those of all; NULL none */
	int min_args, max_args;      /* -1: any number */
	bool past;                   /* takes --asof: it only looks */
	bool filters;                /* takes a FILTER, whose words may begin with a dash */
	bool outside;                /* concerns the host or another ledger: not behind --locked */
	bool (*run)(struct cli *c, int argc, char **argv, struct err *err);
};

struct cli {
	const struct paths *paths;
	struct cli_options opt;
	struct locale_found locale;
	struct conf *conf;
	struct clock clock;
	struct id_maker ids;
	bool test;                   /* DUBAN_TEST=1 */
	char by[64];                 /* who acts */
	struct ledger *ledger;       /* NULL until cli_open() */
	bool waits;                  /* for another program, and has said so */
	bool sample;                 /* the ledger is the sample */
	bool elsewhere;              /* it lies elsewhere than it did: moved, or copied? */
	int64_t plan;                /* of --plan; 0: all open */
	const struct cli_command *command;   /* NULL: the screens */
	struct cli_command verb_command;     /* where a verb or an edit is the command: its row */
	const char *filter;          /* the line that narrows a list, with --view's; NULL: none */
	const struct verb *verb;
	const struct edit_verb *edit;
	int argc;                    /* what is left for the command */
	char **argv;
	struct buf out;              /* what the command prints: UTF-8 */
	bool json_out;               /* it is JSON: not converted to the locale's charset */
	bool raw_out;                /* nor is this, nor is anything added to it */
	struct arena mem;            /* as long as the command */
	int status;                  /* of the exit, where all went well: 1 differences found */
};

/* Reads the command line and the configuration, sets locale, clock and who acts. False: err is
 * filled, cli_end() follows all the same. */
bool cli_start(struct cli *c, const struct paths *paths, int argc, char **argv, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Runs the command (help and version too); prints what it gave. */
bool cli_run(struct cli *c, struct err *err) __attribute__((nonnull, warn_unused_result));
/* Frees all; says the error, if any, on standard error; the exit status. */
int cli_end(struct cli *c, const struct err *err) __attribute__((nonnull));
/* Prints c->out, in the locale's charset. */
bool cli_print(struct cli *c, struct err *err) __attribute__((nonnull, warn_unused_result));
/* Has somebody asked for help, the version or a command? Else the screens are meant. */
bool cli_is_command(const struct cli *c) __attribute__((nonnull));

/* For commands. */

/* Opens the ledger (where: --db, the configuration, XDG) and finds --plan in it. */
bool cli_open(struct cli *c, struct err *err) __attribute__((nonnull, warn_unused_result));
/* A word of the command line as a plan of the open ledger: its number, or the beginning of its
 * id. */
bool cli_find_plan(struct cli *c, const char *word, int64_t *plan, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* The same of one that is not there yet, and has nothing until a file of another copy is taken. */
bool cli_open_bare(struct cli *c, struct err *err) __attribute__((nonnull, warn_unused_result));
/* What was begun and could not be finished is no ledger: removes the files at a path that this
 * command made. */
void cli_drop_ledger(const char *path) __attribute__((nonnull));
/* The ledger's path. */
const char *cli_ledger_path(struct cli *c) __attribute__((nonnull, returns_nonnull));
/* Options of a ledger of this command line, for those who create one. */
struct ledger_options cli_ledger_options(struct cli *c) __attribute__((nonnull));
/* A word of the command line as a day; DATE_NONE where it is NULL. */
bool cli_date(const char *word, date *to, struct err *err)
	__attribute__((nonnull(2, 3), warn_unused_result));
/* A word of the command line as UTF-8; NULL stays NULL. */
bool cli_text(struct cli *c, const char *word, const char **to, struct err *err)
	__attribute__((nonnull(1, 3, 4), warn_unused_result));
/* One sentence on standard error. */
void cli_say(const char *text) __attribute__((nonnull));
/* What is wrong in the calendar's files, as far as they were read: a sentence a file. */
void cli_say_faults(const struct calendar *cal) __attribute__((nonnull));
/* How many open dates opening the ledger, or an own day, has moved; nothing where none was. */
void cli_say_moved(struct cli *c) __attribute__((nonnull));
/* Begins a JSON answer in c->out: {"format": format, ...; the command closes the object. */
void cli_json(struct cli *c, struct json *j, const char *format) __attribute__((nonnull));
void cli_json_date(struct json *j, const char *key, date d)
	__attribute__((nonnull)); /* DATE_NONE: null */
void cli_json_id(struct json *j, const char *key, const struct id *id) __attribute__((nonnull));

/* The tables: commands (ended by a NULL name), and the options of all. */
const struct cli_command *const *cli_commands(void) __attribute__((returns_nonnull));
const struct opt *cli_common_options(void) __attribute__((returns_nonnull));
/* By name; a verb's row is made in c. NULL: unknown. */
const struct cli_command *cli_find_command(struct cli *c, const char *name)
	__attribute__((nonnull));
/* The row and options of a verb, as a command; the options in c's memory. */
struct cli_command cli_verb_command(struct cli *c, const struct verb *v) __attribute__((nonnull));
/* The same of an edit. */
struct cli_command cli_edit_command(struct cli *c, const struct edit_verb *v)
	__attribute__((nonnull));
/* --help: of all, or of one command. */
void cli_help(struct cli *c) __attribute__((nonnull));

/* One row at the head of each cmd_*.c. */
extern const struct cli_command cmd_backup, cmd_calendar, cmd_calls, cmd_check, cmd_config,
	cmd_contacts, cmd_deadline, cmd_define, cmd_duties, cmd_export, cmd_gaps, cmd_grid,
	cmd_import, cmd_init, cmd_lights, cmd_list, cmd_member, cmd_owes, cmd_log, cmd_person, cmd_print,
	cmd_redo, cmd_reorg, cmd_set, cmd_show, cmd_stats, cmd_site, cmd_sync, cmd_undo, cmd_units, cmd_view,
	cmd_who;

#endif

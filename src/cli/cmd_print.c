/* duban print, duban export: papers, as text or as files that other programs read. */
#include <stdlib.h>
#include <string.h>

#include "base/gate.h"
#include "base/gettext.h"
#include "cli/cli.h"
#include "cli/filter.h"
#include "cli/find.h"
#include "paper/paper.h"
#include "base/ban.h"

#define OPTION(field) offsetof(struct cli_options, field)
#define FILE_OPTIONS \
	{ "output", OPT_TEXT, N_("FILE"), N_("write this file, instead of standard output"), OPTION(output) }, \
	{ "force", OPT_FLAG, NULL, N_("also over a file that is there"), OPTION(force) }
#define UNIT_OPTION \
	{ "unit", OPT_TEXT, N_("UNIT"), N_("only where this unit has a part, counted for it alone"), OPTION(unit) }
static const struct opt print_options[] = {
	UNIT_OPTION,
	{ "format", OPT_TEXT, N_("FORMAT"),
		N_("text, csv or json; otherwise by FILE's ending, else text"), OPTION(format) },
	{ "page-length", OPT_TEXT, N_("N"), N_("lines of a page of text (60); 0: one endless page"),
		OPTION(page_length) },
	FILE_OPTIONS,
	{ NULL, OPT_FLAG, NULL, NULL, 0 },
};
static const struct opt export_options[] = {
	UNIT_OPTION,
	FILE_OPTIONS,
	{ NULL, OPT_FLAG, NULL, NULL, 0 },
};

static bool refuse_format(const char *name, struct err *err)
{
	return err_set(err, ERR_USE, _("no such format: %s; there are text, csv and json"), name);
}

/* What --format, --json or the file's ending say; else the first of the table, text. */
static bool find_format(struct cli *c, const struct paper_format **to, struct err *err)
{
	const char *name = c->opt.json ? "json" : c->opt.format;
	const struct paper_format *found = name            ? paper_format_find(name)
					   : c->opt.output ? paper_format_of(c->opt.output)
							   : NULL;
	*to = found ? found : paper_formats();
	if (c->opt.json && c->opt.format)
		return err_set(err, ERR_USE, _("--json and --format exclude each other"));
	return found || !name || refuse_format(name, err);
}

static bool page_length(struct cli *c, int *to, struct err *err)
{
	char *end;
	*to = PAPER_PAGE_ROWS;
	if (!c->opt.page_length)
		return true;
	long n = strtol(c->opt.page_length, &end, 10);
	if (end == c->opt.page_length || *end ||
	    (n != 0 && (n < PAPER_PAGE_LEAST || n > PAPER_PAGE_MOST)))
		return err_set(err, ERR_USE,
			       _("--page-length takes 0 or a number from %d to %d: %s"),
			       PAPER_PAGE_LEAST, PAPER_PAGE_MOST, c->opt.page_length);
	*to = (int)n;
	return true;
}

/* A file that is there stays: says how it would not. */
static bool refuse_over(struct cli *c, struct err *err)
{
	if (err->code != ERR_REFUSED)
		return false;
	err_clear(err);
	return err_set(err, ERR_REFUSED, _("%s exists already: --force replaces it"),
		       c->opt.output);
}

/* To the file or to standard output. CSV and JSON stay UTF-8 on their way out. */
static bool put(struct cli *c, const struct doc *d, const struct paper_format *f,
		const struct paper_options *o, struct err *err)
{
	const char *file = c->opt.output;
	if (file && strcmp(file, "-") != 0) {
		if (!gate_path(file, err))
			return false;
		if (!paper_save(d, f, o, file, c->opt.force, err))
			return refuse_over(c, err);
		cli_say(arena_printf(&c->mem, _("written: %s"), file));
		return true;
	}
	f->write(d, o, &c->out);
	c->json_out = strcmp(f->name, "json") == 0;
	c->raw_out = f->utf8;
	return true;
}

/* The word names what the paper is of. */
static bool find_key(struct cli *c, const struct paper *p, const char *word, int64_t *key,
		     struct err *err)
{
	*key = 0;
	return !word || (p->of == PAPER_OF_ITEM ? find_item : find_unit)(c, word, key, err);
}

/* The words behind the paper's name are a filter, where it takes one. */
static bool make(struct cli *c, const struct paper *p, int64_t key, int argc, char **argv,
		 struct doc *to, struct err *err)
{
	struct filter f = { .cond = NULL };
	struct paper_filter of;
	struct str line;
	if (!p->make_where || (argc == 0 && !c->opt.view))
		return p->make(c->ledger, c->plan, key, to, err);
	bool done = cli_filter_text(c, argc, argv, &line, err) &&
		    cli_filter(c, argc, argv, LIST_TASKS, &f, err);
	of = (struct paper_filter){ f.cond, line.p };
	done = done && p->make_where(c->ledger, c->plan, key, f.cond ? &of : NULL, to, err);
	filter_clear(&f);
	return done;
}

static bool print_paper(struct cli *c, const struct paper *p, const char *word, int argc,
			char **argv, const struct paper_format *f, struct err *err)
{
	struct paper_options o = { .cols = PAPER_COLS };
	struct doc doc = { .name = p->name };
	int64_t key;
	bool done = page_length(c, &o.page_rows, err) && cli_open(c, err) &&
		    find_key(c, p, word, &key, err) &&
		    make(c, p, key, argc, argv, &doc, err) && put(c, &doc, f, &o, err);
	doc_clear(&doc);
	return done;
}

static bool run_print(struct cli *c, int argc, char **argv, struct err *err)
{
	const struct paper *p = paper_find(argv[0]);
	const struct paper_format *f;
	if (!find_format(c, &f, err))
		return false;
	if (!p)
		return err_set(
			err, ERR_USE,
			_("no such paper: %s; there are ledger, unit, item, urging and calls"),
			argv[0]);
	if (p->of != PAPER_OF_ALL && (argc != 2 || c->opt.unit))
		return err_set(err, ERR_USE, _("usage: duban %s"),
			       arena_printf(&c->mem, "print %s %s", p->name,
					    p->of == PAPER_OF_UNIT ? "UNIT" : "ITEM"));
	if (p->of == PAPER_OF_ALL)
		return print_paper(c, p, c->opt.unit, argc - 1, argv + 1, f, err);
	return print_paper(c, p, argv[1], 0, argv, f, err);
}

static bool run_export(struct cli *c, int argc, char **argv, struct err *err)
{
	const struct paper_format *f = paper_format_find(argv[0]);
	if (!f || f == paper_formats())
		return err_set(err, ERR_USE,
			       _("no such format to export: %s; there are csv and json"), argv[0]);
	return print_paper(c, papers(), c->opt.unit, argc - 1, argv + 1, f, err);
}

const struct cli_command cmd_print = {
	.name = "print",
	.args = N_("ledger [FILTER...]|unit UNIT|item ITEM|urging UNIT|calls [FILTER...]"),
	.help = N_("a paper: the ledger, the sheet of one unit or item, an urging letter, the "
		   "call list"),
	.opts = print_options,
	.min_args = 1,
	.max_args = -1,
	.filters = true,
	.past = true,
	.run = run_print,
};
const struct cli_command cmd_export = {
	.name = "export",
	.args = N_("csv|json [FILTER...]"),
	.help = N_("the ledger for a spreadsheet or another program"),
	.opts = export_options,
	.min_args = 1,
	.max_args = -1,
	.filters = true,
	.past = true,
	.run = run_export,
};

/* duban calendar: holidays and working days, what falls due on them. */
#include <string.h>

#include "base/gettext.h"
#include "cli/cli.h"
#include "cli/find.h"
#include "cli/show.h"
#include "model/workdays.h"
#include "base/ban.h"

/* A calendar is worth seeing without a ledger, too. */
static bool open_calendar(struct cli *c, struct calendar **own, const struct calendar **cal,
			  struct err *err)
{
	struct err none = { 0 };
	if (cli_open(c, &none)) {
		*cal = c->ledger->cal;
		return true;
	}
	if (none.code != ERR_NOT_FOUND || c->ledger || c->opt.db) {
		*err = none;
		return false;
	}
	*cal = *own = calendar_load(arena_printf(&c->mem, "%s/calendar", c->paths->share), err);
	return *own != NULL;
}

static bool year_parse(struct str text, int *year)
{
	char month[8];
	int ignored;
	if (text.n != 4)
		return false;
	memcpy(month, text.p, 4);
	memcpy(month + 4, "-01", 4);
	return month_parse(str_of(month), year, &ignored);
}

static bool show(struct cli *c, const struct calendar *cal, const char *word, struct err *err)
{
	int year, month;
	if (!word)
		return show_year(c, cal, date_split(clock_today(&c->clock)).year, err);
	if (month_parse(str_of(word), &year, &month))
		return show_month(c, cal, year, month, err);
	if (year_parse(str_of(word), &year))
		return show_year(c, cal, year, err);
	return err_set(err, ERR_INPUT, _("neither a month (2019-02) nor a year (2019): %s"), word);
}

/* ---- days of the office's own ---- */

/* Which of the three was asked for; NULL: none of them. */
static const char *own_word(struct cli *c, enum workday_kind *kind, int *n)
{
	const char *words[] = { [WORKDAY_OFF] = c->opt.off,
				[WORKDAY_WORK] = c->opt.work,
				[WORKDAY_NORMAL] = c->opt.normal };
	const char *word = NULL;
	*n = 0;
	for (int i = 0; i < 3; i++) {
		if (!words[i])
			continue;
		word = words[i];
		*kind = (enum workday_kind)i;
		++*n;
	}
	return word;
}

static bool change_day(struct cli *c, const char *word, enum workday_kind kind, int argc,
		       char **argv, struct err *err)
{
	struct outcome out;
	const char *name = "";
	date day;
	if (kind == WORKDAY_NORMAL && argc > 0)
		return err_set(err, ERR_USE, _("--normal takes the day alone"));
	if ((argc > 0 && !cli_text(c, argv[0], &name, err)) || !cli_date(word, &day, err) ||
	    !cli_open(c, err) || !workdays_set(c->ledger, day, kind, name, &out, err))
		return false;
	cmd_outcome(c, &out);
	cli_say_moved(c);
	return true;
}

static bool run(struct cli *c, int argc, char **argv, struct err *err)
{
	struct calendar *own = NULL;
	const struct calendar *cal;
	const char *word = NULL;
	enum workday_kind kind = WORKDAY_OFF;
	int n;
	const char *day = own_word(c, &kind, &n);
	if (n + c->opt.changes > 1)
		return err_set(err, ERR_USE,
			       _("--off, --work, --normal and --changes exclude each other"));
	if (day)
		return change_day(c, day, kind, argc, argv, err);
	if (c->opt.changes || c->opt.seen)
		return cli_open(c, err) && show_moved(c, err);
	bool done = (argc == 0 || cli_text(c, argv[0], &word, err)) &&
		    open_calendar(c, &own, &cal, err) && show(c, cal, word, err);
	if (done && own) {
		calendar_read_all(cal);
		cli_say_faults(cal);
	}
	calendar_free(own);
	return done;
}

#define OPTION(field) offsetof(struct cli_options, field)
static const struct opt calendar_options[] = {
	{ "off", OPT_TEXT, N_("DATE"), N_("the office has this day off; NAME says why"),
		OPTION(off) },
	{ "work", OPT_TEXT, N_("DATE"), N_("the office works on this day; NAME says why"),
		OPTION(work) },
	{ "normal", OPT_TEXT, N_("DATE"), N_("takes such a day back: the tables hold again"),
		OPTION(normal) },
	{ "changes", OPT_FLAG, NULL,
	  N_("open dates that moved since --seen because the calendar changed; 1 where any did"),
	  OPTION(changes) },
	{ "seen", OPT_FLAG, NULL, N_("what has moved up to now was looked at"), OPTION(seen) },
	{ NULL, OPT_FLAG, NULL, NULL, 0 },
};

const struct cli_command cmd_calendar = {
	.name = "calendar",
	.args = N_("[MONTH|YEAR|NAME]"),
	.help = N_("holidays and working days, and what falls due on them"),
	.opts = calendar_options,
	.max_args = 1,
	.run = run,
};

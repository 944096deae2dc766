/* duban calendar: holidays and working days, what falls due on them. */
#include <string.h>

#include "base/gettext.h"
#include "cli/cli.h"
#include "cli/show.h"
#include "base/ban.h"

/* A calendar is worth seeing without a ledger, too. */
static bool open_calendar(struct cli *c, struct calendar **own, const struct calendar **cal, struct err *err)
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

static bool run(struct cli *c, int argc, char **argv, struct err *err)
{
	struct calendar *own = NULL;
	const struct calendar *cal;
	const char *word = NULL;
	bool done = (argc == 0 || cli_text(c, argv[0], &word, err)) &&
		    open_calendar(c, &own, &cal, err) && show(c, cal, word, err);
	if (done) {
		calendar_read_all(cal);
		cli_say_faults(cal);
	}
	calendar_free(own);
	return done;
}

const struct cli_command cmd_calendar = {
	.name = "calendar",
	.args = N_("[MONTH|YEAR]"),
	.help = N_("holidays and working days, and what falls due on them"),
	.max_args = 1,
	.run = run,
};

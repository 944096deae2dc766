/* The ledger of a command, and the plan in it that --plan names. */
#include "base/gate.h"
#include "base/gettext.h"
#include "cli/cli.h"
#include "cli/session.h"
#include "store/change.h"
#include "store/home.h"
#include "store/rows.h"
#include "store/who.h"
#include "base/ban.h"

/* Copies that were given a name make ids of their own. */
static uint64_t seed_of_site(const char *site)
{
	uint64_t seed = 0;

	for (const char *p = str_starts(str_of(site), STR_LIT("site-")) ? "" : site; *p; p++)
		seed = seed * 31 + (uint8_t)*p;
	return seed << 20;
}

/* In tests, ids come from a seed that differs with each change, or two commands would make the
 * same ones. The newest change's number is how many there are: counting them would cost a large
 * ledger its start. */
static bool seed_ids(struct cli *c, struct err *err)
{
	if (!c->test)
		return true;
	c->ids.seed = (uint64_t)log_newest(c->ledger->db, err) + 1;
	c->ids.seed += seed_of_site(db_site(c->ledger->db));
	return err->code == ERR_NONE;
}

static bool plan_fits(const struct plan_row *p, struct str text)
{
	char hex[ID_TEXT_SIZE];
	return str_starts(str_of(id_text(&p->id, hex)), text) || str_is(text, p->number);
}

bool cli_find_plan(struct cli *c, const char *word, int64_t *plan, struct err *err)
{
	const char *text;
	plan_rows plans = { 0 };
	int found = 0;
	if (!cli_text(c, word, &text, err) ||
	    !plans_read(c->ledger->db, false, &c->mem, &plans, err))
		goto out;
	for (size_t i = 0; i < plans.n; i++) {
		if (*text && plan_fits(&plans.p[i], str_of(text))) {
			*plan = plans.p[i].key;
			found++;
		}
	}
	if (found == 0)
		err_set(err, ERR_NOT_FOUND, _("no plan %s: \"duban show\" lists the plans"), text);
	else if (found > 1)
		err_set(err, ERR_AMBIGUOUS,
			_("%d plans begin with %s: \"duban show\" lists the plans"), found, text);
out:
	vec_clear(&plans);
	return found == 1;
}

void cli_say_moved(struct cli *c)
{
	size_t n = c->ledger->moved;
	if (n)
		cli_say(arena_printf(&c->mem,
				     ngettext("the calendar has moved %zu open date: \"duban "
					      "calendar --changes\" lists it",
					      "the calendar has moved %zu open dates: \"duban "
					      "calendar --changes\" lists them",
					      n),
				     n));
}

/* Goes back to the end of the day of --asof. */
static bool look_back(struct cli *c, struct err *err)
{
	char text[DATE_TEXT_SIZE];
	plan_rows plans = { 0 };
	date day;
	if (!c->opt.asof)
		return true;
	if (!cli_date(c->opt.asof, &day, err) || !ledger_asof(c->ledger, &c->clock, day, err) ||
	    !plans_read(c->ledger->db, false, &c->mem, &plans, err))
		return false;
	/* An empty list would read as if nothing were owed. */
	if (plans.n == 0)
		cli_say(arena_printf(&c->mem, _("no notice was in the ledger by the end of %s"),
				     date_text(day, text)));
	vec_clear(&plans);
	if (c->ledger->passed)
		cli_say(arena_printf(&c->mem,
				     ngettext("%lld write of the log is left out: a clock was set "
					      "back, and it follows from a later one",
					      "%lld writes of the log are left out: a clock was "
					      "set back, and they follow from later ones",
					      (unsigned long)c->ledger->passed),
				     (long long)c->ledger->passed));
	return true;
}

/* A command waits, and says once for whom: nobody has to type it again. */
static bool waits(void *user, const char *holder, int64_t waited_ms)
{
	enum { SAID_MS = 1000, MOST_MS = 60000 };
	struct cli *c = user;
	if (waited_ms >= SAID_MS && !c->waits) {
		cli_say(arena_printf(&c->mem,
				     _("%s; waiting for a minute at most, Ctrl-C gives up"),
				     holder));
		c->waits = true;
	}
	return waited_ms < MOST_MS;
}

/* Who answers the question is not asked it; the screens ask by themselves. In a locked session nobody is
 * asked: how the host came by the file is its keeper's to know. */
static void look_home(struct cli *c)
{
	c->elsewhere = !c->opt.asof && !gate_locked() && db_is_writable(c->ledger->db) && home_is_other(c->ledger->db);
	if (c->elsewhere && c->command && c->command != &cmd_site)
		cli_say(_("this ledger lies elsewhere than before: \"duban site moved\" if it was moved; \"duban site init NAME\" if it is a copy and "
			  "the other one lives on"));
}

static bool open_as(struct cli *c, const struct ledger_options *o, struct err *err)
{
	char from[SESSION_FROM_SIZE];
	c->ids.seeded = c->test;
	c->ledger = ledger_open(o, err);
	if (!c->ledger)
		return false;
	db_on_busy(c->ledger->db, waits, c);
	who_enter(c->ledger->db, c->by, session_from(from), c->command ? c->command->name : "");
	cli_say_faults(c->ledger->cal);
	cli_say_moved(c);
	look_home(c);
	/* The key that sshd let in is proof of who brings what comes. */
	if (gate_locked())
		c->ledger->courier = c->by;
	c->sample = db_meta(c->ledger->db, "sample_today") != NULL;
	return seed_ids(c, err) && look_back(c, err) &&
	       (!c->opt.plan || cli_find_plan(c, c->opt.plan, &c->plan, err));
}

bool cli_open(struct cli *c, struct err *err)
{
	struct ledger_options o = cli_ledger_options(c);

	return open_as(c, &o, err);
}

bool cli_open_bare(struct cli *c, struct err *err)
{
	struct ledger_options o = cli_ledger_options(c);

	o.create = o.bare = true;
	return open_as(c, &o, err);
}

/* duban sync ssh://..., and what it starts there: duban sync serve. */
#include <inttypes.h>
#include <signal.h>
#include <unistd.h>

#include "base/gettext.h"
#include "cli/rows.h"
#include "cli/stop.h"
#include "cli/sync.h"
#include "exchange/take_say.h"
#include "exchange/link.h"
#include "exchange/ssh.h"
#include "base/ban.h"

enum { END_PATIENCE_MS = 3000 };

/* ---- while it goes on ---- */

static bool goes_on(void *user)
{
	(void)user;
	return !stop_asked();
}

static bool told(void *user, enum link_step step, int64_t done, int64_t all)
{
	static const char *const steps[] = { N_("sent"), N_("come"), N_("taken") };

	(void)user;
	sync_progress(_(steps[step]), done, all);
	return !stop_asked();
}

static bool agreed(void *user, const struct bundle *b, const struct take_look *look, const char *broke,
		   struct err *err)
{
	struct cli *c = user;
	struct buf text = { 0 };

	sync_progress("", 0, 0);
	if (broke)
		buf_printf(&text, _("%s; what came until then is whole\n"), broke);
	buf_printf(&text, _("the copy %s: %lld changes have come, %lld of them new here\n"),
		   bundle_head(b)->from, (long long)bundle_head(b)->changes, (long long)look->changes);
	take_say_changes(c->ledger, look, &text);
	bool ok = sync_agreed(c, &text, err);

	buf_clear(&text);
	return ok;
}

/* ---- what it came to ---- */

static void put_theirs(struct cli *c, const struct merged *m)
{
	const struct { int64_t n; const char *what; } rows[] = {
		{ m->waiting, N_("wait there for others that are not there yet") },
		{ m->early, N_("wait there because their clock runs ahead") },
		{ m->many, N_("wait there because there are too many copies") },
		{ m->kept, N_("are kept there, not in force: that duban is older") },
		{ m->refused, N_("are kept there, not in force: made without the right, or on rows that they "
				  "cannot know") },
		{ m->faulty, N_("were refused there as unsound") },
		{ m->left, N_("were left out there: their copies have not signed them") },
		{ m->barred, N_("were left out there: who brings them may not write that") },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (rows[i].n > 0)
			buf_printf(&c->out, "%" PRId64 "  %s\n", rows[i].n, _(rows[i].what));
}

static void put_json(struct cli *c, const struct link_sum *sum)
{
	struct json j;

	cli_json(c, &j, "duban-exchanged/1");
	json_key_text(&j, "with", sum->with);
	json_key_int(&j, "sent", sum->gave);
	json_key_int(&j, "to_send", sum->gives);
	json_key_int(&j, "came", sum->came);
	json_key_int(&j, "to_come", sum->comes);
	sync_sum_json(&j, &sum->sum);
	json_key(&j, "there");
	if (sum->told_theirs) {
		json_object(&j);
		sync_sum_json(&j, &sum->theirs);
		json_object_end(&j);
	} else {
		json_null(&j);
	}
	json_key(&j, "withheld");
	json_bool(&j, sum->withheld);
	json_object_end(&j);
}

/* Also of one that broke: what was done stays. */
static bool put_sum(struct cli *c, const struct link_sum *sum, struct err *err)
{
	if (c->opt.json) {
		put_json(c, sum);
		return true;
	}
	buf_printf(&c->out, _("%s: %lld of %lld changes sent, %lld of %lld came\n"), sum->with,
		   (long long)sum->gave, (long long)sum->gives, (long long)sum->came,
		   (long long)sum->comes);
	if (sum->withheld)
		cli_say(arena_printf(&c->mem,
				     _("%s took what was sent and gives nothing: who comes there under this name is not "
				       "shown the whole ledger"),
				     sum->with));
	if (!sync_sum_put(c, &sum->sum, err))
		return false;
	put_theirs(c, &sum->theirs);
	if (sum->more)
		cli_say(_("one call was not enough for all of it: the same command goes on from there"));
	return true;
}

/* ---- calling ---- */

static void broke_say(const struct link_sum *sum, struct err *err)
{
	struct err before = *err;

	err_clear(err);
	err_set(err, before.code, _("%s; %lld of %lld changes were sent, %lld of %lld came: the same command goes on from there"),
		before.text, (long long)sum->gave, (long long)sum->gives, (long long)sum->came,
		(long long)sum->comes);
}

static bool call(struct cli *c, const struct ssh_address *a, struct link_sum *sum, struct err *err)
{
	struct child child;

	if (!ssh_start(a, isatty(STDIN_FILENO), -1, &child, err))
		return false;
	struct link_options o = {
		.in = child.from, .out = child.to, .clocks = c->opt.clocks, .user = c,
		.quiet_s = (int)conf_get(c->conf, "sync.quiet")->number,
		.goes_on = goes_on, .told = told, .agreed = c->opt.yes ? NULL : agreed,
	};
	bool ok = link_call(c->ledger, &o, sum, err);
	int status = child_end(&child, ok || err->code == ERR_SYSTEM ? END_PATIENCE_MS : 0);

	sync_progress("", 0, 0);
	/* Where it had to be ended it was silent: that was said. */
	if (!ok && err->code == ERR_SYSTEM && !sum->with[0] && status != 128 + SIGTERM)
		ssh_fail(a, status, sum->noise, err);
	else if (!ok && err->code == ERR_SYSTEM && sum->with[0])
		broke_say(sum, err);
	return ok;
}

bool sync_call(struct cli *c, const char *address, struct err *err)
{
	struct ssh_address a;
	struct link_sum sum = { .gives = 0 };
	struct err later = { 0 };

	if (!ssh_address_read(address, &a, err))
		return false;
	stop_listen();
	bool ok = sync_sign(c, err) && call(c, &a, &sum, err);

	if (sum.with[0] && !put_sum(c, &sum, ok ? err : &later))
		ok = false;
	if (ok)
		sync_sum_end(c, &sum.sum);
	if (ok && sum.theirs.faulty > 0)
		c->status = 1;
	return ok;
}

/* ---- answering ---- */

bool sync_serve(struct cli *c, int argc, char **argv, struct err *err)
{
	struct link_sum sum;
	struct link_options o = { .in = STDIN_FILENO, .out = STDOUT_FILENO, .user = c,
				  .quiet_s = (int)conf_get(c->conf, "sync.quiet")->number };

	(void)argv;
	if (argc > 0 || isatty(STDIN_FILENO))
		return err_set(err, ERR_USE,
			       _("sync serve is what another copy starts here: there, \"duban sync ssh://...\""));
	bool ok = sync_sign(c, err) && link_answer(c->ledger, &o, &sum, err);

	if (ok && sum.withheld)
		cli_say(arena_printf(&c->mem, _("%s: what came was taken, nothing was given: the role is not shown the whole ledger"),
				     c->by));
	return ok;
}

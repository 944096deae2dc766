/* duban sync: what copies of one ledger send one another, as files. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/gate.h"
#include "base/gettext.h"
#include "cli/ask.h"
#include "cli/cli.h"
#include "cli/out.h"
#include "cli/rows.h"
#include "cli/stop.h"
#include "cli/sync.h"
#include "exchange/sign.h"
#include "exchange/ssh.h"
#include "exchange/take_say.h"
#include "model/clocks.h"
#include "model/right_mine.h"
#include "base/ban.h"

#define OPTION(field) offsetof(struct cli_options, field)
static const struct opt sync_options[] = {
	{ "for", OPT_TEXT, N_("COPY"), N_("make: only what that copy is not known to have"),
	  OPTION(for_site) },
	{ "sign", OPT_TEXT, N_("KEYFILE"), N_("make: sign it with that ssh key, into FILE.sig"),
	  OPTION(sign) },
	{ "yes", OPT_FLAG, NULL, N_("take, ssh: without asking"), OPTION(yes) },
	{ "clocks", OPT_FLAG, NULL,
	  N_("take, ssh: also changes whose clock runs more than two days ahead"), OPTION(clocks) },
	{ NULL, OPT_FLAG, NULL, NULL, 0 },
};

/* ---- make ---- */

/* A file that could not be signed is none: it can be made again. */
static bool make_signed(struct cli *c, const char *path, struct err *err)
{
	const char *key = c->opt.sign ? c->opt.sign : conf_path(c->conf, "sync.key", &c->mem);

	if (!*key)
		return true;
	if ((!c->opt.sign || gate_path(key, err)) && sign_make(path, key, err))
		return true;
	unlink(path);
	return false;
}

bool sync_sign(struct cli *c, struct err *err)
{
	return !db_is_writable(c->ledger->db) ||
	       tip_sign(c->ledger, conf_path(c->conf, "sync.site-key", &c->mem), err);
}

/* Why a file with nothing in it was made. */
static void make_say_idle(struct cli *c, const char *site, int64_t changes)
{
	if (site && strcmp(site, db_site(c->ledger->db)) == 0)
		cli_say(arena_printf(&c->mem, _("%s is this copy itself: --for wants the one that the file goes to"),
				     site));
	else if (site && changes == 0)
		cli_say(arena_printf(&c->mem, _("%s has all that is here: the file says what this copy has, and nothing new"),
				     site));
}

static bool sync_make(struct cli *c, int argc, char **argv, struct err *err)
{
	have_list has = { 0 };
	struct bundle_made made = { 0 };
	const char *site = c->opt.for_site;
	bool ok = true;

	if (argc != 1)
		return err_set(err, ERR_USE, _("sync make takes one file"));
	if (site && !site_known(c->ledger->db, site, err))
		return err->code == ERR_NONE
			       ? err_set(err, ERR_NOT_FOUND,
					 _("no copy %s is known: \"duban sync status\" lists them; without "
					   "--for all changes go into the file"),
					 site)
			       : false;
	if (site)
		ok = site_has(c->ledger->db, site, &has, err);
	ok = ok && gate_path(argv[0], err) && sync_sign(c, err) &&
	     bundle_make(c->ledger, argv[0], &has, NULL, &made, err) &&
	     make_signed(c, argv[0], err);
	for (int i = 2; ok && i <= made.files; i++)
		ok = make_signed(c, arena_printf(&c->mem, "%s.%d", argv[0], i), err);
	if (ok && c->opt.json) {
		struct json j;

		cli_json(c, &j, "duban-bundle-made/1");
		json_key_text(&j, "file", argv[0]);
		json_key_int(&j, "changes", made.changes);
		json_key_int(&j, "files", made.files);
		json_object_end(&j);
	} else if (ok) {
		buf_printf(&c->out,
			   ngettext("%s: %lld change\n", "%s: %lld changes\n",
				    (unsigned long)made.changes),
			   argv[0], (long long)made.changes);
		make_say_idle(c, site, made.changes);
		if (made.files > 1)
			buf_printf(&c->out,
				   _("more than one file takes: %s and %s.2 to %s.%d hold it, to be "
				     "taken in this order\n"),
				   argv[0], argv[0], argv[0], made.files);
	}
	vec_clear(&has);
	return ok;
}

/* ---- take ---- */

/* A line of it at a time, on standard error. */
static void look_say(struct cli *c, const struct buf *text)
{
	const char *at = buf_text(text);

	for (const char *end; (end = strchr(at, '\n')); at = end + 1)
		cli_say(arena_printf(&c->mem, "%.*s", (int)(end - at), at));
}

bool sync_agreed(struct cli *c, const struct buf *text, struct err *err)
{
	struct asker a;
	struct err no = { 0 };

	if (c->opt.yes) {
		look_say(c, text);
		return true;
	}
	if (!ask_start(&a, c, false)) {
		look_say(c, text);
		return err_set(err, ERR_REFUSED, _("nothing was taken: say --yes to take it"));
	}
	ask_print(&a, buf_str(text));
	bool ok = ask_yes(&a, _("Take it?"), &no);

	ask_end(&a);
	return ok || err_set(err, no.code, _("left: nothing was taken"));
}

void sync_progress(const char *what, int64_t done, int64_t all)
{
	char line[200];

	if (!isatty(STDERR_FILENO))
		return;
	if (all > 0)
		snprintf(line, sizeof line, "\r%s %" PRId64 "/%" PRId64 "\033[K", what, done, all);
	else
		snprintf(line, sizeof line, "\r\033[K");
	out_text(stderr, str_of(line));
	fflush(stderr);
}

static bool taken_told(void *user, int64_t done, int64_t all)
{
	(void)user;
	sync_progress(_("taken"), done, all);
	return !stop_asked();
}

static bool take_file(struct cli *c, const char *path, struct merged *sum, struct err *err)
{
	struct bundle *b = gate_path(path, err) ? bundle_open(path, err) : NULL;
	struct take_look look = { .changes = 0 };
	struct buf text = { 0 };
	struct signature s;
	bool ok = b && sign_check(c->ledger, b, path, conf_path(c->conf, "sync.signers", &c->mem), &c->mem, &s, err) &&
		  sign_enough(c->ledger, path, &s, err) && take_look(c->ledger, b, TAKE_TRY_MS, &c->mem, &look, err);

	if (ok && (look.changes > 0 || c->opt.clocks)) {
		take_say(c->ledger, path, b, &look, &text);
		sign_say(c->ledger, &s, &text);
		ok = sync_agreed(c, &text, err);
	}
	ok = ok && take_bundle(c->ledger, b, c->opt.clocks, taken_told, NULL, sum, err);
	sync_progress("", 0, 0);
	buf_clear(&text);
	take_look_clear(&look);
	bundle_close(b);
	return ok;
}

void sync_sum_json(struct json *j, const struct merged *sum)
{
	json_key_int(j, "taken", sum->taken);
	json_key_int(j, "known", sum->known);
	json_key_int(j, "kept", sum->kept);
	json_key_int(j, "waiting", sum->waiting);
	json_key_int(j, "early", sum->early);
	json_key_int(j, "too_many", sum->many);
	json_key_int(j, "without_right", sum->refused);
	json_key_int(j, "refused", sum->faulty);
	json_key_int(j, "unsigned", sum->left);
	json_key_int(j, "barred", sum->barred);
	json_key_int(j, "splits", sum->splits);
}

static void put_taken(struct cli *c, const struct merged *sum)
{
	struct json j;

	cli_json(c, &j, "duban-taken/1");
	sync_sum_json(&j, sum);
	json_object_end(&j);
}

/* What an exchange may have brought along, for as long as it lasts. */
static bool clocks_put(struct cli *c, struct err *err)
{
	const char *said;
	bool ok = clocks_say(c->ledger, &c->mem, &said, err);

	if (ok && *said)
		cli_say(said);
	return ok;
}

/* What was not taken: of a large file nobody was told before. Some that waited have been taken by
 * now. */
bool sync_sum_put(struct cli *c, const struct merged *sum, struct err *err)
{
	struct held_counts held;

	if (!held_count(c->ledger->db, &held, err))
		return false;
	held = (struct held_counts){ .waiting = sum->waiting ? held.waiting : 0,
		.early = sum->early ? held.early : 0, .many = sum->many ? held.many : 0, .kept = sum->kept, .faulty = sum->faulty,
		.refused = sum->refused };
	buf_printf(&c->out, _("taken: %lld changes; %lld were here already\n"),
		   (long long)sum->taken, (long long)sum->known);
	sync_held_put(c, &held);
	if (sum->left > 0)
		buf_printf(&c->out, _("%lld  changes were left out: their copies have not signed them\n"),
			   (long long)sum->left);
	if (sum->barred > 0)
		buf_printf(&c->out, _("%lld  changes were left out: who brings them may not write that\n"),
			   (long long)sum->barred);
	if (sum->faulty > 0)
		cli_say(sum->fault);
	return clocks_put(c, err) && sync_left_put(c, log_newest(c->ledger->db, err) - sum->taken,
						   sum->taken == 0, err);
}

void sync_sum_end(struct cli *c, const struct merged *sum)
{
	if (sum->splits > 0)
		cli_say(_("two copies call themselves by one name: \"duban sync status\" says which; "
			  "name one of them anew with \"duban site init NAME\""));
	c->status = sum->faulty > 0 || sum->left > 0 || sum->barred > 0;
}

static bool sync_take(struct cli *c, int argc, char **argv, struct err *err)
{
	struct merged sum = { 0 };
	bool ok = argc > 0 || err_set(err, ERR_USE, _("sync take takes a file, or several"));

	stop_listen();
	/* Who has the file itself may: a person whose role comes with what is taken has none yet. */
	ok = ok && (!gate_locked() || right_ask(c->ledger, "take", 0, err));
	for (int i = 0; ok && i < argc; i++)
		ok = take_file(c, argv[i], &sum, err);
	if (ok && c->opt.json)
		put_taken(c, &sum);
	else if (ok)
		ok = sync_sum_put(c, &sum, err);
	if (ok)
		sync_sum_end(c, &sum);
	return ok;
}

/* Another copy's file begins a ledger where there is none. What came to nothing leaves none behind. */
static bool take_first(struct cli *c, int argc, char **argv, struct err *err)
{
	const char *path = cli_ledger_path(c);
	struct err ignore = { 0 };

	bool ok = cli_open_bare(c, err) && sync_take(c, argc, argv, err);

	/* What cannot be read is no reason to drop it. */
	if (c->ledger && (log_newest(c->ledger->db, &ignore) > 0 || ignore.code != ERR_NONE)) {
		cli_say(arena_printf(&c->mem, _("began the ledger %s, a copy named %s: \"duban site init NAME\" names it, "
						"once there is an admin an admin's"),
				     path, db_site(c->ledger->db)));
		return ok;
	}
	if (c->ledger) {
		ledger_close(c->ledger);
		c->ledger = NULL;
		cli_drop_ledger(path);
	}
	return ok && err_set(err, ERR_INPUT, _("these changes build on others, which are not there: no ledger was begun; "
					       "\"duban sync make FILE\" without --for makes a file with all of them"));
}

static bool run_sync(struct cli *c, int argc, char **argv, struct err *err)
{
	static const struct {
		const char *name;
		bool (*run)(struct cli *c, int argc, char **argv, struct err *err);
	} parts[] = { { "make", sync_make }, { "take", sync_take }, { "serve", sync_serve } };

	if (argc > 1 && strcmp(argv[0], "take") == 0 && !gate_locked() && !file_exists(cli_ledger_path(c)))
		return take_first(c, argc - 1, argv + 1, err);
	if (!cli_open(c, err))
		return false;
	/* A stamp from the future drags all later ones along, on every copy. */
	if (c->opt.clocks && !right_ask(c->ledger, "clocks", 0, err))
		return false;
	if (argc == 0 || strcmp(argv[0], "status") == 0)
		return sync_status(c, err);
	if (ssh_is_address(argv[0]) && argc == 1)
		return sync_call(c, argv[0], err);
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (strcmp(argv[0], parts[i].name) == 0)
			return parts[i].run(c, argc - 1, argv + 1, err);
	return err_set(err, ERR_USE, _("sync %s: it is make, take, status or ssh://[user@]host"), argv[0]);
}

const struct cli_command cmd_sync = {
	.name = "sync",
	.args = N_("make FILE | take FILE... | ssh://[USER@]HOST | status"),
	.help = N_("exchange changes with other copies of the ledger"),
	.opts = sync_options,
	.min_args = 0,
	.max_args = -1,
	.run = run_sync,
};

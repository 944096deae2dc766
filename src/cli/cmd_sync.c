/* duban site, sync: copies of one ledger, and what they send one another. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/gate.h"
#include "base/clean.h"
#include "base/file.h"
#include "base/gettext.h"
#include "base/ssh_key.h"
#include "cli/ask.h"
#include "cli/cli.h"
#include "cli/find.h"
#include "cli/out.h"
#include "cli/rows.h"
#include "cli/stop.h"
#include "cli/sync.h"
#include "exchange/sign.h"
#include "exchange/ssh.h"
#include "exchange/take_say.h"
#include "model/clash.h"
#include "model/dispute.h"
#include "model/fate.h"
#include "model/person.h"
#include "model/right_mine.h"
#include "model/sight.h"
#include "model/site_key.h"
#include "model/speaks.h"
#include "store/home.h"
#include "store/rows.h"
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

/* ---- status ---- */

static const struct table_column columns[] = {
	{ N_("copy"), false, false },         { N_("changes"), true, false },
	{ N_("last contact"), false, false }, { N_("has of ours"), true, false },
	{ N_("to send"), true, false },       { N_("lacks since"), false, false },
	{ N_("said so"), false, false },      { N_("units"), true, false },
	{ "", false, true },
};
/* Where there is no room for all: what the others say as well is left out, and the year of times. */
static const struct table_column narrow_columns[] = {
	{ N_("copy"), false, false },         { N_("changes"), true, false },
	{ N_("last contact"), false, false }, { N_("has of ours"), true, false },
	{ N_("lacks since"), false, false },  { N_("units"), true, false },
	{ "", false, true },
};
enum { COLUMNS = sizeof columns / sizeof *columns, WIDE_COLS = 110,
       NARROW_COLUMNS = sizeof narrow_columns / sizeof *narrow_columns };

static const char *when(struct cli *c, int64_t at_ms)
{
	char day_text[DATE_TEXT_SIZE];
	date day;
	int hour, minute;

	if (at_ms == 0)
		return "-";
	clock_civil(&c->clock, at_ms, &day, &hour, &minute);
	return arena_printf(&c->mem, "%s %02d:%02d", date_text(day, day_text), hour, minute);
}

static const char *when_in(struct cli *c, int64_t at_ms, bool wide)
{
	const char *text = when(c, at_ms);

	return wide || at_ms == 0 ? text : text + 5;
}

static void put_rows(struct cli *c, const site_rows *sites)
{
	struct table t;
	int cols = out_columns();
	bool wide = cols == 0 || cols >= WIDE_COLS;

	table_init(&t, wide ? columns : narrow_columns, wide ? COLUMNS : NARROW_COLUMNS);
	for (size_t i = 0; i < sites->n; i++) {
		const struct site_row *s = &sites->p[i];

		table_cell(&t, s->name);
		table_cell(&t, arena_printf(&c->mem, "%" PRId64, s->changes));
		bool other = !s->own && !s->former;
		table_cell(&t, when_in(c, other ? s->contact_ms : s->last_ms, wide));
		table_cell(&t, other ? arena_printf(&c->mem, "%" PRId64 "/%" PRId64, s->knows, s->of)
				     : "-");
		if (wide)
			table_cell(&t, other ? arena_printf(&c->mem, "%" PRId64, s->of - s->knows) : "-");
		table_cell(&t, when_in(c, s->oldest_ms, wide));
		if (wide)
			table_cell(&t, other ? when(c, s->heard_ms) : "-");
		table_cell(&t, s->units ? arena_printf(&c->mem, "%" PRId64, s->units) : "-");
		table_cell(&t, s->chains > 1 ? _("(two copies call themselves so)")
			       : s->own	     ? _("(this copy)")
			       : s->former   ? _("(this copy, before)")
					     : "");
	}
	table_print(&t, cols, &c->out);
	table_clear(&t);
}

static void put_held(struct cli *c, const struct held_counts *h)
{
	const struct { int64_t n; const char *what; } rows[] = {
		{ h->clashes, _("clashes: written differently by two copies") },
		{ h->waiting, _("changes wait for others that are not here yet") },
		{ h->early, _("changes wait because their clock runs ahead: sync take --clocks") },
		{ h->kept, _("changes of a newer duban are kept and not in force") },
		{ h->refused, _("changes without the right, or on rows that they cannot know: kept, not "
				"in force") },
		{ h->disputed, _("changes made while their right was being taken away: in force") },
		{ h->faulty, _("lines were refused as unsound") },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (rows[i].n > 0)
			buf_printf(&c->out, "%" PRId64 "  %s\n", rows[i].n, rows[i].what);
}

/* One by one, with whose it is and why: so many. */
enum { HELD_MOST = 50 };

static void put_held_lines(struct cli *c, const held_lines *held)
{
	for (size_t i = 0; i < held->n; i++) {
		const struct held_line *h = &held->p[i];

		if (*h->site)
			buf_printf(&c->out, "   %s %" PRId64 ", %s, %s: ", h->site, h->seq,
				   person_name(c->ledger, h->by, &c->mem), when(c, h->at_ms));
		else
			buf_puts(&c->out, "   ");
		clean_text(&c->out, str_of(held_text(h, &c->mem)));
		buf_byte(&c->out, '\n');
	}
}

/* Disputed ones: whose they are, what they would have taken. */
static void put_disputes(struct cli *c, const log_lines *list)
{
	for (size_t i = 0; i < list->n; i++) {
		const struct log_line *line = &list->p[i];

		clean_text(&c->out, str_of(arena_printf(&c->mem, _("   %s  (%s at %s, %s; %s)"), dispute_said(line),
							person_name(c->ledger, line->by, &c->mem), line->site,
							when(c, line->at_ms), dispute_why(line, &c->mem))));
		buf_byte(&c->out, '\n');
	}
}

static void json_time(struct json *j, const char *key, int64_t at_ms)
{
	char at[CLOCK_TEXT_SIZE];

	json_key_text(j, key, at_ms ? clock_text(at_ms, at) : NULL);
}

static void json_held(struct json *j, const held_lines *held)
{
	static const char *const whys[] = { [HELD_WAITS] = "waits", [HELD_CLOCK] = "clock",
		[HELD_FAULT] = "fault" };

	json_key(j, "held");
	json_array(j);
	for (size_t i = 0; i < held->n; i++) {
		const struct held_line *h = &held->p[i];

		json_object(j);
		json_key_text(j, "why", whys[h->why]);
		json_key_text(j, "of", *h->of ? h->of : NULL);
		json_key_text(j, "site", *h->site ? h->site : NULL);
		json_key_text(j, "by", *h->by ? h->by : NULL);
		json_key_int(j, "seq", h->seq);
		json_time(j, "at", h->at_ms);
		json_time(j, "came", h->came_ms);
		json_object_end(j);
	}
	json_array_end(j);
}

static void put_json(struct cli *c, const site_rows *sites, const struct held_counts *h,
		     const held_lines *held)
{
	struct json j;

	cli_json(c, &j, "duban-sites/1");
	json_key(&j, "copies");
	json_array(&j);
	for (size_t i = 0; i < sites->n; i++) {
		const struct site_row *s = &sites->p[i];
		char at[CLOCK_TEXT_SIZE];

		json_object(&j);
		json_key_text(&j, "name", s->name);
		json_key(&j, "own");
		json_bool(&j, s->own);
		json_key_int(&j, "chains", s->chains);
		json_key_int(&j, "changes", s->changes);
		json_key_text(&j, "last", s->last_ms ? clock_text(s->last_ms, at) : NULL);
		json_key(&j, "former");
		json_bool(&j, s->former);
		json_key_int(&j, "units", s->units);
		if (!s->own && !s->former) {
			json_key_int(&j, "has", s->knows);
			json_key_int(&j, "of", s->of);
			json_key_int(&j, "waiting", s->of - s->knows);
			json_time(&j, "lacks_since", s->oldest_ms);
			json_time(&j, "contact", s->contact_ms);
			json_time(&j, "heard", s->heard_ms);
		}
		json_object_end(&j);
	}
	json_array_end(&j);
	json_key_int(&j, "clashes", h->clashes);
	json_key_int(&j, "waiting", h->waiting);
	json_key_int(&j, "early", h->early);
	json_key_int(&j, "kept", h->kept);
	json_key_int(&j, "without_right", h->refused);
	json_key_int(&j, "disputed", h->disputed);
	json_key_int(&j, "refused", h->faulty);
	json_held(&j, held);
	json_object_end(&j);
}

static bool put_status(struct cli *c, struct err *err)
{
	site_rows sites = { 0 };
	struct held_counts held;
	held_lines lines = { 0 };
	log_lines disputes = { 0 };
	bool ok = sites_read(c->ledger->db, &c->mem, &sites, err) &&
		  held_count(c->ledger->db, &held, err) &&
		  clash_count(c->ledger, &held.clashes, err) &&
		  disputes_read(c->ledger, HELD_MOST, &c->mem, &disputes, err) &&
		  held_lines_read(c->ledger->db, HELD_MOST, &c->mem, &lines, err);

	/* What was taken back is none any more. */
	if (disputes.n < HELD_MOST)
		held.disputed = (int64_t)disputes.n;

	if (ok && c->opt.json) {
		put_json(c, &sites, &held, &lines);
	} else if (ok) {
		put_rows(c, &sites);
		put_held(c, &held);
		put_disputes(c, &disputes);
		put_held_lines(c, &lines);
	}
	vec_clear(&disputes);
	vec_clear(&lines);
	vec_clear(&sites);
	return ok;
}

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

/* What was not taken: of a large file nobody was told before. Some that waited have been taken by
 * now. */
bool sync_sum_put(struct cli *c, const struct merged *sum, struct err *err)
{
	struct held_counts held;

	if (!held_count(c->ledger->db, &held, err))
		return false;
	held = (struct held_counts){ .waiting = sum->waiting ? held.waiting : 0,
		.early = sum->early ? held.early : 0, .kept = sum->kept, .faulty = sum->faulty,
		.refused = sum->refused };
	buf_printf(&c->out, _("taken: %lld changes; %lld were here already\n"),
		   (long long)sum->taken, (long long)sum->known);
	put_held(c, &held);
	if (sum->left > 0)
		buf_printf(&c->out, _("%lld  changes were left out: their copies have not signed them\n"),
			   (long long)sum->left);
	if (sum->barred > 0)
		buf_printf(&c->out, _("%lld  changes were left out: who brings them may not write that\n"),
			   (long long)sum->barred);
	if (sum->faulty > 0)
		cli_say(sum->fault);
	return true;
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

static bool run_sync(struct cli *c, int argc, char **argv, struct err *err)
{
	static const struct {
		const char *name;
		bool (*run)(struct cli *c, int argc, char **argv, struct err *err);
	} parts[] = { { "make", sync_make }, { "take", sync_take }, { "serve", sync_serve } };

	if (!cli_open(c, err))
		return false;
	/* A stamp from the future drags all later ones along, on every copy. */
	if (c->opt.clocks && !right_ask(c->ledger, "clocks", 0, err))
		return false;
	if (argc == 0 || strcmp(argv[0], "status") == 0)
		return put_status(c, err);
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

/* ---- site ---- */

static bool site_init(struct cli *c, int argc, char **argv, struct err *err)
{
	if (argc != 1)
		return err_set(err, ERR_USE, _("site init takes the name of this copy"));
	if (!right_ask(c->ledger, "site-init", 0, err) || !db_begin(c->ledger->db, err))
		return false;
	if (!site_rename(c->ledger->db, argv[0], err) || !db_commit(c->ledger->db, err)) {
		db_rollback(c->ledger->db);
		return false;
	}
	buf_printf(&c->out, _("this copy is called %s now\n"), argv[0]);
	return true;
}

static bool site_moved(struct cli *c, int argc, char **argv, struct err *err)
{
	(void)argv;
	if (argc != 0)
		return err_set(err, ERR_USE, _("site moved takes nothing more"));
	if (!c->elsewhere) {
		buf_puts(&c->out, _("this ledger lies where it did\n"));
		return true;
	}
	/* Who has the file at hand knows; who comes by ssh does not. */
	if ((gate_locked() && !right_ask(c->ledger, "site-init", 0, err)) || !db_begin(c->ledger->db, err))
		return false;
	if (!home_note(c->ledger->db, err) || !db_commit(c->ledger->db, err)) {
		db_rollback(c->ledger->db);
		return false;
	}
	buf_printf(&c->out, _("this is the copy %s still, and lies here now\n"), db_site(c->ledger->db));
	return true;
}

static bool site_copied(struct cli *c, int argc, char **argv, struct err *err)
{
	if (argc != 2)
		return err_set(err, ERR_USE, _("site copy takes a file and the name of that copy"));
	if (!gate_path(argv[0], err) || !sight_give(c->ledger, "site-copy", err) ||
	    !site_copy(c->ledger->db, argv[0], argv[1], err))
		return false;
	buf_printf(&c->out, _("%s: a copy for %s\n"), argv[0], argv[1]);
	return true;
}

/* What a grant does not do yet. The name may be given before the copy is made, as it then knows what it
 * speaks for from its first day; or it is a slip, which nothing else would show. */
static bool grant_say(struct cli *c, const char *site, struct err *err)
{
	if (!site_known(c->ledger->db, site, err) && err->code == ERR_NONE)
		cli_say(arena_printf(&c->mem,
				     _("no copy is called %s yet: it holds for the one that will be; "
				       "\"duban sync status\" lists those known"),
				     site));
	if (err->code == ERR_NONE && !person_any_admin(c->ledger->db, err) && err->code == ERR_NONE)
		cli_say(_("it does not bind yet: nobody is admin in this ledger (duban person add NAME "
			  "--role admin)"));
	return err->code == ERR_NONE;
}

/* For which units it speaks: given, taken back, or, without one, listed. */
static bool site_speaks(struct cli *c, int argc, char **argv, bool grant, struct err *err)
{
	keys units = { 0 };
	struct outcome out;
	bool ok = argc >= 2 || err_set(err, ERR_USE, _("site grant, revoke: the copy's name, then units"));

	for (int i = 1; ok && i < argc; i++)
		ok = find_unit(c, argv[i], vec_push(&units), err);
	ok = ok && speaks_change(c->ledger, argv[0], &units, grant, &out, err);
	if (ok)
		cmd_outcome(c, &out);
	vec_clear(&units);
	return ok && (!grant || grant_say(c, argv[0], err));
}

/* Keys of copies: listed; entered, or taken away with "none". */
static bool site_keys_put(struct cli *c, struct err *err)
{
	site_keys all = { 0 };
	bool ok = site_keys_read(c->ledger->db, &c->mem, &all, err);

	for (size_t i = 0; ok && i < all.n; i++) {
		char print[SSH_KEY_PRINT_SIZE];

		buf_printf(&c->out, "%s  %s\n", all.p[i].site, ssh_key_print(str_of(all.p[i].key), print));
	}
	if (ok && all.n == 0)
		buf_puts(&c->out, _("no copy is known by a key\n"));
	vec_clear(&all);
	return ok;
}

static bool key_read(const char *path, struct buf *to, struct err *err)
{
	struct buf text = { 0 };
	bool ok = strcmp(path, "none") == 0 ||
		  (gate_path(path, err) && file_read(path, SSH_KEY_FILE_MOST, &text, err) &&
		   ssh_key_read(buf_str(&text), path, to, err));

	buf_clear(&text);
	return ok;
}

static bool site_key(struct cli *c, int argc, char **argv, struct err *err)
{
	struct buf key = { 0 };
	struct outcome out;

	if (argc == 0)
		return site_keys_put(c, err);
	bool ok = argc == 2 || err_set(err, ERR_USE,
				       _("site key takes the copy's name and its public key, a .pub file, or none"));

	ok = ok && key_read(argv[1], &key, err) &&
	     site_key_change(c->ledger, argv[0], buf_text(&key), &out, err);
	if (ok)
		cmd_outcome(c, &out);
	buf_clear(&key);
	return ok;
}

static bool run_site(struct cli *c, int argc, char **argv, struct err *err)
{
	if (!cli_open(c, err))
		return false;
	if (argc == 0)
		return put_status(c, err);
	if (strcmp(argv[0], "init") == 0)
		return site_init(c, argc - 1, argv + 1, err);
	if (strcmp(argv[0], "copy") == 0)
		return site_copied(c, argc - 1, argv + 1, err);
	if (strcmp(argv[0], "moved") == 0)
		return site_moved(c, argc - 1, argv + 1, err);
	if (strcmp(argv[0], "grant") == 0 || strcmp(argv[0], "revoke") == 0)
		return site_speaks(c, argc - 1, argv + 1, strcmp(argv[0], "grant") == 0, err);
	if (strcmp(argv[0], "key") == 0)
		return site_key(c, argc - 1, argv + 1, err);
	return err_set(err, ERR_USE, _("site %s: it is init, copy, moved, grant, revoke or key"), argv[0]);
}

const struct cli_command cmd_site = {
	.name = "site",
	.args = N_("[init NAME | copy FILE NAME | moved | grant NAME UNIT... | revoke NAME UNIT... | key [NAME FILE.pub|none]]"),
	.help = N_("name this copy of the ledger; make one for somebody else"),
	.min_args = 0,
	.max_args = -1,
	.run = run_site,
};

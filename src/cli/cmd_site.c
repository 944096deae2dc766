/* duban site: this copy of the ledger, and those that are made of it. */
#include <string.h>

#include "base/file.h"
#include "base/gate.h"
#include "base/gettext.h"
#include "base/ssh_key.h"
#include "cli/cli.h"
#include "cli/find.h"
#include "cli/out.h"
#include "cli/sync.h"
#include "model/person.h"
#include "model/right_mine.h"
#include "model/sight.h"
#include "model/site_key.h"
#include "model/speaks.h"
#include "store/home.h"
#include "store/site.h"
#include "base/ban.h"

static bool site_init(struct cli *c, int argc, char **argv, struct err *err)
{
	struct outcome out;

	if (argc != 1)
		return err_set(err, ERR_USE, _("site init takes the name of this copy"));
	if (!right_ask(c->ledger, "site-init", 0, err) || !speaks_as(c->ledger, argv[0], err) ||
	    !site_rename_change(c->ledger, argv[0], &out, err))
		return false;
	buf_printf(&c->out, "%s\n", out.said);
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

/* What is made there would be for nothing. */
static bool copy_say(struct cli *c, const char *site, struct err *err)
{
	keys units = { 0 };
	bool ok = speaks_keys(c->ledger->db, site, &units, err);

	if (ok && units.n == 0 && speaks_granted(c->ledger->db, err) &&
	    !speaks_all(c->ledger->db, site, err))
		cli_say(arena_printf(&c->mem,
				     _("%s was given no units, and speaks for nothing: \"duban site grant %s UNIT...\", "
				       "then a new copy"),
				     site, site));
	vec_clear(&units);
	return ok && err->code == ERR_NONE;
}

static bool site_copied(struct cli *c, int argc, char **argv, struct err *err)
{
	if (argc != 2)
		return err_set(err, ERR_USE, _("site copy takes a file and the name of that copy"));
	if (!gate_path(argv[0], err) || !sight_give(c->ledger, "site-copy", err) ||
	    !site_copy(c->ledger->db, argv[0], argv[1], err))
		return false;
	buf_printf(&c->out, _("%s: a copy for %s\n"), argv[0], argv[1]);
	return copy_say(c, argv[1], err);
}

/* Who is not held to any units, though others are. */
static bool free_say(struct cli *c, struct err *err)
{
	site_rows sites = { 0 };
	bool ok = sites_read(c->ledger->db, &c->mem, &sites, err);
	const char *said = ok ? sync_free_text(c, &sites, err) : "";

	if (*said)
		cli_say(said);
	vec_clear(&sites);
	return ok && err->code == ERR_NONE;
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

static bool says_all(const char *word)
{
	return strcmp(word, "all") == 0 || strcmp(word, "全部") == 0;
}

/* For which units it speaks: given, or taken back. */
static bool site_speaks(struct cli *c, int argc, char **argv, bool grant, struct err *err)
{
	keys units = { 0 };
	struct outcome out;
	bool ok = argc >= 2 ||
		  err_set(err, ERR_USE, _("site grant, revoke: the copy's name, then units, or all"));
	bool all = ok && argc == 2 && says_all(argv[1]);

	for (int i = 1; ok && !all && i < argc; i++)
		ok = find_unit(c, argv[i], vec_push(&units), err);
	if (ok)
		ok = all ? speaks_change_all(c->ledger, argv[0], grant, &out, err)
			 : speaks_change(c->ledger, argv[0], &units, grant, &out, err);
	if (ok)
		cmd_outcome(c, &out);
	vec_clear(&units);
	return ok && (!grant || (grant_say(c, argv[0], err) && free_say(c, err)));
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
		return sync_status(c, err);
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
	.args = N_("[init NAME | copy FILE NAME | moved | grant NAME UNIT...|all | revoke NAME UNIT...|all | key [NAME FILE.pub|none]]"),
	.help = N_("name this copy of the ledger; make one for somebody else"),
	.min_args = 0,
	.max_args = -1,
	.run = run_site,
};

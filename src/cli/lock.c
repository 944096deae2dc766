#include "cli/lock.h"

#include <stdlib.h>
#include <string.h>
#include <syslog.h>

#include "base/clean.h"
#include "base/gate.h"
#include "base/gettext.h"
#include "base/ban.h"

/* What ssh may ask for in place of the screens: the other end of duban sync ssh://. To the letter: there
 * is no shell here that would part words. */
#define ASKED_SYNC "duban sync serve"

/* The first --locked; NULL: none. */
static char **lock_word(char **argv)
{
	while (*argv && strcmp(*argv, "--locked") != 0)
		argv++;
	return *argv ? argv : NULL;
}

bool lock_begin(char **argv)
{
	if (!lock_word(argv))
		return false;
	gate_clean_environment();
	return true;
}

bool lock_words_fit(char **argv, struct err *err)
{
	static const char *const before[] = { "--db",    "--as",   "--config",
					      "--today", "--asof", "--locked" };
	char **word = lock_word(argv);

	while (word && *++word)
		for (size_t i = 0; i < sizeof before / sizeof *before; i++) {
			size_t n = strlen(before[i]);

			if (strncmp(*word, before[i], n) == 0 &&
			    ((*word)[n] == '\0' || (*word)[n] == '='))
				return err_set(err, ERR_USE, _("%s may not stand behind --locked"),
					       before[i]);
		}
	return true;
}

/* Who keeps the host finds it beside what sshd says of the same session. */
static void refusal_note(const struct cli *c, const char *asked)
{
	openlog("duban", LOG_PID, LOG_AUTHPRIV);
	syslog(LOG_NOTICE, "%.63s: refused to run: %.200s", c->opt.as, asked);
	closelog();
}

static bool asked_take(struct cli *c, const char *asked, struct err *err)
{
	static char *words[] = { (char *)"serve", NULL };
	struct buf clean = { 0 };

	if (!c->command && strcmp(asked, ASKED_SYNC) == 0) {
		c->command = &cmd_sync;
		c->argv = words;
		c->argc = 1;
		return true;
	}
	clean_text(&clean, str_to(str_of(asked), 200));
	refusal_note(c, buf_text(&clean));
	err_set(err, ERR_REFUSED,
		_("this key opens the ledger, and \"%s\" may be asked for; nothing else is run: "
		  "%s"),
		ASKED_SYNC, buf_text(&clean));
	buf_clear(&clean);
	return false;
}

/* The working directory will be another one. */
static bool path_whole(struct cli *c, const char **path, struct err *err)
{
	char *whole = realpath(*path, NULL);

	if (!whole)
		return err_errno(err, _("cannot open %s"), *path);
	*path = arena_strdup(&c->mem, whole);
	free(whole);
	return true;
}

bool lock_close(struct cli *c, struct err *err)
{
	if (!c->opt.locked)
		return err_set(err, ERR_USE,
			       _("--locked stands before a command, as an option of its own"));
	if (!c->opt.db || !c->opt.as)
		return err_set(err, ERR_USE, _("--locked needs --db and --as before it"));
	if (!path_whole(c, &c->opt.db, err) ||
	    (c->opt.config && !path_whole(c, &c->opt.config, err)))
		return false;
	if (c->command && c->command->outside)
		return err_set(err, ERR_REFUSED, _("%s is not for locked sessions"),
			       c->command->name);
	const char *const reads[] = { c->paths->share, c->paths->locale, c->paths->conf,
				      c->opt.config, NULL };

	return gate_lock(c->opt.db, c->opt.as, reads, err) &&
	       (!gate_asked() || asked_take(c, gate_asked(), err));
}

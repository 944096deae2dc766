#include "ui/editor.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/charset.h"
#include "base/file.h"
#include "base/gate.h"
#include "base/gettext.h"
#include "ui/term.h"

#include "base/ban.h"

enum { PATH_ROOM = 4096, NOT_FOUND = 127 };

static const char *editor_named(void)
{
	const char *visual = getenv("VISUAL"), *editor = getenv("EDITOR");

	return visual && *visual ? visual : editor && *editor ? editor : "editor";
}

/* A private file with the text, in the locale's charset: what the editor shows it in. */
static bool file_make(char path[PATH_ROOM], struct str text, struct err *err)
{
	const char *dir = getenv("TMPDIR");
	struct buf bytes = { 0 };
	int n = snprintf(path, PATH_ROOM, "%s/duban-XXXXXX", dir && *dir == '/' ? dir : "/tmp");
	int fd = n > 0 && n < PATH_ROOM ? mkstemp(path) : -1;

	if (fd < 0)
		return err_errno(err, _("no file for the editor can be made"));
	close(fd);
	charset_to_locale(text, &bytes);
	if (bytes.n > 0)
		buf_byte(&bytes, '\n');
	bool done = file_write(path, buf_str(&bytes), 0600, err);
	buf_clear(&bytes);
	if (!done)
		unlink(path);
	return done;
}

/* Ends where the editor ends. The editor's name may have options of its own: the shell parts them,
 * and never sees the path as words. */
static void editor_exec(const char *path)
{
	const char *name = editor_named();
	char command[PATH_ROOM];

	snprintf(command, sizeof command, "exec %s \"$1\"", name);
	execl("/bin/sh", "sh", "-c", command, "duban", path, (char *)NULL);
	_exit(NOT_FOUND);
}

/* While the editor runs, Ctrl-C and Ctrl-\ are its own. */
static int editor_wait(const char *path)
{
	struct sigaction ignore = { .sa_handler = SIG_IGN }, was_int, was_quit;
	int status = -1;
	pid_t child = fork();

	if (child == 0)
		editor_exec(path);
	if (child < 0)
		return -1;
	sigaction(SIGINT, &ignore, &was_int);
	sigaction(SIGQUIT, &ignore, &was_quit);
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	sigaction(SIGINT, &was_int, NULL);
	sigaction(SIGQUIT, &was_quit, NULL);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static bool file_take(const char *path, size_t most, struct buf *text, struct err *err)
{
	struct buf bytes = { 0 }, read = { 0 };
	enum charset found;
	bool done = file_read(path, most, &bytes, err) &&
		    charset_read(buf_str(&bytes), _("the editor's text"), &read, &found, err);

	while (done && read.n > 0 && read.p[read.n - 1] == '\n')
		read.n--;
	if (done) {
		buf_reset(text);
		buf_put(text, buf_str(&read));
	}
	buf_clear(&bytes);
	buf_clear(&read);
	return done;
}

bool editor_run(struct buf *text, size_t most, struct err *err)
{
	char path[PATH_ROOM];
	bool done = false;

	if (!gate_process(editor_named(), err) || !file_make(path, buf_str(text), err))
		return false;
	term_leave();
	int status = editor_wait(path);
	term_return();
	if (status == NOT_FOUND)
		err_set(err, ERR_INPUT,
			_("there is no editor \"%s\": set VISUAL or EDITOR to one that is "
			  "installed"),
			editor_named());
	else if (status != 0)
		err_set(err, ERR_INPUT, _("the editor %s failed; the text is as it was"),
			editor_named());
	else
		done = file_take(path, most, text, err);
	unlink(path);
	return done;
}

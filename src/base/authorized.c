#include "base/authorized.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/gettext.h"
#include "base/mem.h"
#include "base/ssh_key.h"
#include "base/utf8.h"
#include "base/ban.h"

#define BEGINS "restrict,pty,command=\""
#define LEDGER " --db "
#define NAME " --as "
#define ENDS " --locked\" "

/* ---- a line ---- */

bool authorized_path_fits(const char *path)
{
	static const char also[] = "/._-+,@:=";

	if (path[0] != '/' || utf8_flaw(str_of(path)) >= 0)
		return false;
	for (; *path; path++) {
		unsigned char c = (unsigned char)*path;

		if (c < 0x80 && !(c >= '0' && c <= '9') && !(c >= 'A' && c <= 'Z') &&
		    !(c >= 'a' && c <= 'z') && !strchr(also, c))
			return false;
	}
	return true;
}

/* Takes what stands before `sign` off *rest. */
static bool cut_at(struct str *rest, struct str sign, struct str *part)
{
	ptrdiff_t at = str_find(*rest, sign);

	if (at < 0)
		return false;
	*part = str_to(*rest, (size_t)at);
	*rest = str_from(*rest, (size_t)at + sign.n);
	return true;
}

/* Is it a line of ours, and of that person and ledger? *key: what stands behind. */
static bool is_ours(struct str line, const char *ledger, const char *name, struct str *key)
{
	struct str program, path, who;

	if (!str_starts(line, STR_LIT(BEGINS)))
		return false;
	*key = str_from(line, sizeof BEGINS - 1);
	return cut_at(key, STR_LIT(LEDGER), &program) && cut_at(key, STR_LIT(NAME), &path) &&
	       cut_at(key, STR_LIT(ENDS), &who) && str_is(path, ledger) && str_is(who, name) &&
	       str_find(program, STR_LIT("\"")) < 0;
}

static void line_put(struct buf *to, const struct authorized_line *line)
{
	buf_printf(to, BEGINS "%s" LEDGER "%s" NAME "%s" ENDS "%s duban:%s\n", line->program,
		   line->ledger, line->name, line->key, line->name);
}

/* A line with its end, where it has one. */
static bool line_next(struct str *rest, struct str *line)
{
	ptrdiff_t end = str_find(*rest, STR_LIT("\n"));

	*line = end < 0 ? *rest : str_to(*rest, (size_t)end + 1);
	*rest = str_from(*rest, line->n);
	return line->n > 0;
}

/* Does a line let that key in? A comment does not. */
static bool has_key(struct str line, const char *key)
{
	const char *coded = strchr(key, ' ');

	line = str_trim(line);
	return line.n > 0 && line.p[0] != '#' && coded && str_find(line, str_of(coded + 1)) >= 0;
}

/* Whatever else it were, a second line above all, would be a way in of its own. */
static bool key_is_sound(const char *key, const char *source, struct err *err)
{
	struct buf sound = { 0 };
	bool is = ssh_key_read(str_of(key), source, &sound, err);

	if (is && strcmp(buf_text(&sound), key) != 0)
		is = err_set(err, ERR_INPUT, _("%s: what would be written there is no public key"),
			     source);
	buf_clear(&sound);
	return is;
}

bool authorized_put(struct str text, const struct authorized_line *line, const char *source,
		    struct buf *to, struct err *err)
{
	struct str at, key;
	bool put = false;
	int number = 1;

	if (!key_is_sound(line->key, source, err))
		return false;
	for (; line_next(&text, &at); number++) {
		if (is_ours(at, line->ledger, line->name, &key)) {
			if (!put)
				line_put(to, line);
			put = true;
			continue;
		}
		if (has_key(at, line->key))
			return err_set(err, ERR_REFUSED,
				       _("%s: this key stands in line %d already, for somebody "
					 "else or something else, and sshd goes by the first line: "
					 "take that one out, or have another key made"),
				       source, number);
		buf_put(to, at);
	}
	if (!put && to->n > 0 && to->p[to->n - 1] != '\n')
		buf_byte(to, '\n');
	if (!put)
		line_put(to, line);
	return true;
}

int authorized_drop(struct str text, const char *ledger, const char *name, struct buf *to)
{
	struct str at, key;
	int dropped = 0;

	while (line_next(&text, &at)) {
		if (is_ours(at, ledger, name, &key))
			dropped++;
		else
			buf_put(to, at);
	}
	return dropped;
}

bool authorized_has(struct str text, const struct authorized_line *line)
{
	struct str at, key;

	while (line_next(&text, &at))
		if (is_ours(at, line->ledger, line->name, &key))
			return str_starts(key, str_of(line->key)) && key.n > strlen(line->key) &&
			       key.p[strlen(line->key)] == ' ';
	return false;
}

/* ---- the file ---- */

/* A new folder belongs to whom the one above it belongs: root may make it for the account. */
static bool folder_make(const char *folder)
{
	const char *slash = strrchr(folder, '/');
	char *above = slash ? mem_strndup(folder, slash == folder ? 1 : (size_t)(slash - folder))
			    : mem_strdup(".");
	struct stat st;
	bool made = mkdir(folder, 0700) == 0;
	bool ok = made ? geteuid() != 0 || (stat(above, &st) == 0 &&
					    lchown(folder, st.st_uid, st.st_gid) == 0)
		       : errno == EEXIST;

	free(above);
	return ok;
}

/* The folder of the path, made for its owner alone where it is not there. */
static int folder_open(const char *path, struct err *err)
{
	const char *slash = strrchr(path, '/');
	char *folder = slash ? mem_strndup(path, slash == path ? 1 : (size_t)(slash - path))
			     : mem_strdup(".");
	int fd;

	if (!folder_make(folder)) {
		err_errno(err, _("cannot make the folder %s"), folder);
		free(folder);
		return -1;
	}
	fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0 || flock(fd, LOCK_EX) != 0)
		err_errno(err, _("cannot open %s"), folder);
	free(folder);
	return fd;
}

bool authorized_open(struct authorized *a, const char *path, struct err *err)
{
	struct stat st;

	*a = (struct authorized){ .path = mem_strdup(path), .folder = folder_open(path, err) };
	if (err->code != ERR_NONE)
		return false;
	bool there = stat(path, &st) == 0;

	if (!there && errno != ENOENT)
		return err_errno(err, _("cannot open %s"), path);
	if (!there && fstat(a->folder, &st) != 0)
		return err_errno(err, _("cannot open %s"), path);
	a->uid = st.st_uid;
	a->gid = st.st_gid;
	return !there || file_read(path, AUTHORIZED_FILE_MOST, &a->text, err);
}

bool authorized_write(struct authorized *a, struct str text, struct err *err)
{
	return str_eq(text, buf_str(&a->text)) ||
	       file_write_for(a->path, text, 0600, a->uid, a->gid, err);
}

void authorized_close(struct authorized *a)
{
	if (a->folder >= 0)
		close(a->folder);
	buf_clear(&a->text);
	free(a->path);
}

#include "base/gate.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <link.h>
#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/gettext.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "base/wall.h"
#include "base/ban.h"

/* bytes: as a name of who acts has room (ledger.h) */
enum { NAME_MOST = 32, NAME_BYTES_MOST = 60, FILE_NAME_MOST = 200 };

static struct {
	bool locked;
	char *asked; /* SSH_ORIGINAL_COMMAND; kept as long as the process */
	bool walled; /* the kernel keeps it, too */
	bool folder; /* the exchange folder is there and is where we are */
} gate;

/* ---- the environment ---- */

static bool made_of(const char *text, const char *letters, size_t most)
{
	static const char alnum[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
	size_t n = strlen(text);

	if (n == 0 || n > most)
		return false;
	for (; *text; text++)
		if (!strchr(alnum, *text) && !strchr(letters, *text))
			return false;
	return true;
}

/* A name of terminfo: no path, no capabilities of its own. */
static bool term_fits(const char *value)
{
	return made_of(value, "+-._", 40) && value[0] != '.';
}

static bool locale_fits(const char *value)
{
	static const char *const known[] = {
		"C",           "C.UTF-8",      "C.utf8",        "POSIX",         "zh_CN",
		"zh_CN.UTF-8", "zh_CN.utf8",   "zh_CN.GB18030", "zh_CN.gb18030", "zh_CN.GBK",
		"zh_CN.gbk",   "zh_CN.GB2312", "zh_CN.gb2312",  "zh_HK.UTF-8",   "zh_SG.UTF-8",
		"zh_TW.UTF-8", "en_US.UTF-8",  "en_US.utf8",    "en_GB.UTF-8",   "en_GB.utf8",
	};

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (strcmp(known[i], value) == 0)
			return true;
	return false;
}

static bool language_fits(const char *value)
{
	return strcmp(value, "zh_CN") == 0 || strcmp(value, "en") == 0;
}

static bool flag_fits(const char *value)
{
	return made_of(value, "", 8);
}

/* Addresses and ports, of either kind. */
static bool connection_fits(const char *value)
{
	return made_of(value, ".:% ", 200);
}

static const struct {
	const char *name;
	bool (*fits)(const char *value);
} kept[] = {
	{ "TERM", term_fits },       { "LC_ALL", locale_fits },
	{ "LC_CTYPE", locale_fits }, { "LC_MESSAGES", locale_fits },
	{ "LANG", locale_fits },     { "LANGUAGE", language_fits },
	{ "NO_COLOR", flag_fits },   { "SSH_CONNECTION", connection_fits },
};
enum { KEPT = sizeof kept / sizeof *kept };

void gate_clean_environment(void)
{
	char *values[KEPT] = { NULL };
	const char *asked = getenv("SSH_ORIGINAL_COMMAND");
	const struct passwd *me;

	gate.asked = asked && *asked ? mem_strdup(asked) : NULL;
	for (size_t i = 0; i < KEPT; i++) {
		const char *value = getenv(kept[i].name);

		if (value && kept[i].fits(value))
			values[i] = mem_strdup(value);
	}
	clearenv();
	for (size_t i = 0; i < KEPT; i++) {
		if (values[i])
			setenv(kept[i].name, values[i], 1);
		free(values[i]);
	}
	setenv("PATH", "/usr/bin:/bin", 1);
	me = getpwuid(getuid());
	setenv("HOME", me && me->pw_dir[0] == '/' ? me->pw_dir : "/", 1);
}

const char *gate_asked(void)
{
	return gate.asked;
}

/* ---- locking ---- */

struct script_range { uint32_t from, to; int script; };

static int script_in(const struct script_range *ranges, size_t n, uint32_t c)
{
	for (size_t i = 0; i < n; i++)
		if (c >= ranges[i].from && c <= ranges[i].to)
			return ranges[i].script;
	return 0;
}

/* Letters that stand alone: nothing that joins, turns round or is not seen, no wide forms of ASCII. Each
 * script by itself, so that one name does not look like another; Latin and Han go together (王wang2). */
static int script_of(uint32_t c)
{
	static const struct script_range letters[] = {
		{ 'A', 'Z', 1 }, { 'a', 'z', 1 }, { 0xc0, 0xd6, 1 }, { 0xd8, 0xf6, 1 }, { 0xf8, 0x24f, 1 },
		{ 0x391, 0x3a9, 2 }, { 0x3b1, 0x3c9, 2 }, { 0x400, 0x481, 3 }, { 0x48a, 0x52f, 3 },
		{ 0x621, 0x63a, 4 }, { 0x641, 0x64a, 4 }, { 0x671, 0x6d3, 4 }, { 0x6d5, 0x6d5, 4 },
		{ 0x531, 0x556, 10 }, { 0x561, 0x586, 10 }, { 0x5d0, 0x5ea, 11 }, { 0x904, 0x939, 12 },
		{ 0xe01, 0xe30, 13 }, { 0xe40, 0xe46, 13 }, { 0xf40, 0xf6c, 5 }, { 0x10d0, 0x10fa, 14 },
		{ 0x1820, 0x1878, 6 }, { 0xa000, 0xa48c, 7 }, { 0xac00, 0xd7a3, 8 }, { 0x3041, 0x3096, 9 },
		{ 0x30a1, 0x30fa, 9 },
	};

	return utf8_is_han(c) ? 1 : script_in(letters, sizeof letters / sizeof *letters, c);
}

/* Marks that a letter carries, and what parts syllables, of scripts that nobody writes without. Of the
 * others there are letters that have them. */
static int mark_of(uint32_t c)
{
	static const struct script_range marks[] = {
		{ 0x93a, 0x94d, 12 }, { 0xe31, 0xe3a, 13 }, { 0xe47, 0xe4e, 13 },
		{ 0xf0b, 0xf0b, 5 },  { 0xf71, 0xf84, 5 },  { 0xf8d, 0xfbc, 5 },
	};

	return script_in(marks, sizeof marks / sizeof *marks, c);
}

static bool is_digit(uint32_t c)
{
	return c >= '0' && c <= '9';
}

bool gate_name_fits(struct str name)
{
	size_t at = 0;
	int script = 0;

	if (name.n == 0 || name.n > NAME_BYTES_MOST || utf8_flaw(name) >= 0 ||
	    utf8_count(name) > NAME_MOST)
		return false;
	for (bool first = true; at < name.n; first = false) {
		uint32_t c = utf8_next(name, &at);
		int is = first ? script_of(c) : script_of(c) + mark_of(c);

		if (is && script && is != script)
			return false;
		/* "·" stands in names of many */
		if (!is && !is_digit(c) &&
		    (first || (c != '.' && c != '_' && c != '-' && c != 0xb7)))
			return false;
		script = is ? is : script;
	}
	return true;
}

/* NAME in the folder `at`, made where it is not there; links are followed for `exchange` alone, which
 * only who keeps the ledger can have put there. -1: none. */
static int folder_enter(int at, const char *name, int follow)
{
	if (mkdirat(at, name, 0700) != 0 && errno != EEXIST)
		return -1;
	return openat(at, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | follow);
}

static bool exchange_enter(const char *beside, const char *name)
{
	int at = open(beside, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int all = at >= 0 ? folder_enter(at, "exchange", 0) : -1;
	int own = all >= 0 ? folder_enter(all, name, O_NOFOLLOW) : -1;
	bool there = own >= 0 && fchdir(own) == 0;
	const int opened[] = { at, all, own };

	for (size_t i = 0; i < sizeof opened / sizeof *opened; i++)
		if (opened[i] >= 0)
			close(opened[i]);
	return there;
}

/* What starts a program that is linked as this one is: the kernel runs it as well. */
static int loader_find(struct dl_phdr_info *info, size_t size, void *to)
{
	(void)size;
	for (int i = 0; i < info->dlpi_phnum; i++)
		if (info->dlpi_phdr[i].p_type == PT_INTERP)
			*(const char **)to =
				(const char *)(info->dlpi_addr + info->dlpi_phdr[i].p_vaddr);
	return 1; /* the program itself comes first */
}

/* The kernel keeps the lock too: the ledger's folder, the exchange folder, where we are, and what is
 * kept of people may be written, the system's files that a program needs be read, ssh-keygen run. */
static void walls_raise(const char *beside, const char *const *reads)
{
	enum { WAYS_MOST = 48 };
	static const struct wall_way system[] = {
		{ "/usr", WALL_READ },
		{ "/lib", WALL_READ },
		{ "/lib64", WALL_READ },
		{ "/etc", WALL_READ },
		{ "/proc", WALL_READ },
		{ "/var/lib/sss", WALL_READ },
		{ "/dev/null", WALL_WRITE },
		{ "/dev/tty", WALL_WRITE },
		{ "/dev/pts", WALL_WRITE },
		{ "/dev/urandom", WALL_READ },
		{ "/usr/bin/ssh-keygen", WALL_RUN },
	};
	const char *home = getenv("HOME"), *loader = "/lib64/ld-linux-x86-64.so.2";
	struct wall_way ways[WAYS_MOST];
	struct buf state = { 0 }, config = { 0 }, terms = { 0 };
	struct err none = { 0 };
	size_t n = 0;

	dl_iterate_phdr(loader_find, &loader);
	buf_printf(&state, "%s/.local/state/duban/", home);
	buf_printf(&config, "%s/.config/duban", home);
	buf_printf(&terms, "%s/.terminfo", home);
	(void)!file_make_parents(buf_text(&state), &none);
	for (; n < sizeof system / sizeof *system; n++)
		ways[n] = system[n];
	ways[n++] = (struct wall_way){ loader, WALL_RUN };
	ways[n++] = (struct wall_way){ beside, WALL_WRITE };
	ways[n++] = (struct wall_way){ buf_text(&state), WALL_WRITE };
	ways[n++] = (struct wall_way){ buf_text(&config), WALL_READ };
	ways[n++] = (struct wall_way){ buf_text(&terms), WALL_READ };
	if (gate.folder)
		ways[n++] = (struct wall_way){ ".", WALL_WRITE };
	for (; *reads && n < WAYS_MOST; reads++)
		ways[n++] = (struct wall_way){ *reads, WALL_READ };
	/* Its large sorts would go to /var/tmp. */
	setenv("SQLITE_TMPDIR", beside, 1);
	gate.walled = wall_raise(ways, n);
	buf_clear(&state);
	buf_clear(&config);
	buf_clear(&terms);
}

bool gate_lock(const char *ledger, const char *name, const char *const *reads, struct err *err)
{
	static const int stops[] = { SIGTSTP, SIGTTIN, SIGTTOU };
	const struct rlimit none = { 0, 0 };

	if (!gate_name_fits(str_of(name)))
		return err_set(err, ERR_USE,
			       _("--locked: a person is called by 1 to %d letters of one script, digits, "
				 "\".\", \"_\", \"-\""),
			       NAME_MOST);
	if (ledger[0] != '/')
		return err_set(err, ERR_USE, _("--locked: the ledger is named by its whole path"));
	const char *slash = strrchr(ledger, '/');
	char *beside = mem_strndup(ledger, slash == ledger ? 1 : (size_t)(slash - ledger));

	gate.locked = true;
	gate.folder = exchange_enter(beside, name);
	walls_raise(beside, reads);
	free(beside);
	if (!gate.folder && chdir("/") != 0)
		return err_errno(err, _("cannot open %s"), "/");
	if (setrlimit(RLIMIT_CORE, &none) != 0 || prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0 ||
	    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		return err_errno(err, _("this session cannot be locked"));
	for (size_t i = 0; i < sizeof stops / sizeof *stops; i++)
		signal(stops[i], SIG_IGN);
	return true;
}

bool gate_walled(void)
{
	return gate.walled;
}

bool gate_locked(void)
{
	return gate.locked;
}

/* ---- what goes through ---- */

/* "-" and what begins so would be standard input, or an option of somebody; "." hides. */
static bool file_name_fits(const char *name)
{
	size_t n = strlen(name);

	if (n == 0 || n > FILE_NAME_MOST || strchr(name, '/') || strchr("-.", name[0]))
		return false;
	for (size_t i = 0; i < n; i++)
		if ((unsigned char)name[i] < ' ' || name[i] == 0x7f)
			return false;
	return true;
}

bool gate_path(const char *typed, struct err *err)
{
	struct stat st;

	if (!gate.locked)
		return true;
	if (!file_name_fits(typed))
		return err_set(err, ERR_REFUSED,
			       _("%s: here a file is a name in your exchange folder, without a "
				 "folder before it"),
			       typed);
	if (!gate.folder)
		return err_set(err, ERR_REFUSED,
			       _("%s: there is no exchange folder here; who keeps the ledger can "
				 "make one"),
			       typed);
	/* Another name of a file elsewhere would be a way out as well. */
	if (fstatat(AT_FDCWD, typed, &st, AT_SYMLINK_NOFOLLOW) == 0
		    ? !S_ISREG(st.st_mode) || st.st_nlink != 1
		    : errno != ENOENT)
		return err_set(err, ERR_REFUSED, _("%s is no plain file of your exchange folder"),
			       typed);
	return true;
}

int gate_open_flags(const char *path)
{
	return gate.locked && path[0] != '/' ? O_NOFOLLOW : 0;
}

bool gate_process(const char *program, struct err *err)
{
	return !gate.locked || strcmp(program, "ssh-keygen") == 0 ||
	       err_set(err, ERR_REFUSED,
		       _("%s is not started here: this session is locked to the ledger"), program);
}

/* The gate: names, the environment, and what the process is once it is locked. */
#include "base/gate.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/lib/check.h"

static const struct { int line; const char *name; bool fits; } names[] = {
	{ __LINE__, "wang", true },      { __LINE__, "w", true },          { __LINE__, "Li.Si-2_b", true },
	{ __LINE__, "2wang", true },     { __LINE__, "", false },          { __LINE__, ".", false },
	{ __LINE__, "..", false },       { __LINE__, "-rf", false },       { __LINE__, "_x", false },
	{ __LINE__, "a/b", false },      { __LINE__, "a b", false },       { __LINE__, "a\nb", false },
	{ __LINE__, "a\"b", false },     { __LINE__, "a'b", false },       { __LINE__, "a;b", false },
	{ __LINE__, "a$b", false },      { __LINE__, "王", true },         { __LINE__, "a,b", false },
	{ __LINE__, "abcdefghijklmnopqrstuvwxyz012345", true },
	{ __LINE__, "abcdefghijklmnopqrstuvwxyz0123456", false },
	{ __LINE__, "王wang2", true },   { __LINE__, "买买提·艾力", true }, { __LINE__, "ئەلى", true },
	{ __LINE__, "\xea\xb9\x80-1", true },
	{ __LINE__, "Иванов" "a", false },      /* the last one is Latin */
	{ __LINE__, "Иванов", true },    { __LINE__, "·王", false },
	{ __LINE__, "王\xe3\x80\x80强", false },        /* a wide blank */
	{ __LINE__, "王\xe2\x80\x8b强", false },        /* not seen */
	{ __LINE__, "王\xe2\x80\xae强", false },        /* turns round */
	{ __LINE__, "ｗａｎｇ", false },  { __LINE__, "王\xcc\x81", false }, { __LINE__, "王\xe7\x8e", false },
	{ __LINE__, "བཀྲ་ཤིས", true },   { __LINE__, "ིབ", false },        /* a mark first */
	{ __LINE__, "wangི", false },    { __LINE__, "สมชาย", true },      { __LINE__, "किरण", true },
	{ __LINE__, "王；强", false },    { __LINE__, "“王”", false },
	{ __LINE__, "一二三四五六七八九十一二三四五六七八九十", true },
	{ __LINE__, "一二三四五六七八九十一二三四五六七八九十一", false },      /* more bytes than there is room */
};

static void test_names(void)
{
	for (size_t i = 0; i < CHECK_N(names); i++)
		CHECK_AT(names[i].line, gate_name_fits(str_of(names[i].name)) == names[i].fits);
	CHECK(!gate_name_fits((struct str){ "a\0b", 3 }));
}

/* What of the environment is left; NULL: taken away. */
static const struct { int line; const char *name, *value, *left; } variables[] = {
	{ __LINE__, "TERM", "xterm-256color", "xterm-256color" },
	{ __LINE__, "TERM", "../../tmp/evil", NULL },
	{ __LINE__, "TERM", "b64:AAAA", NULL },
	{ __LINE__, "TERM", ".x", NULL },
	{ __LINE__, "TERM", "", NULL },
	{ __LINE__, "LANG", "zh_CN.UTF-8", "zh_CN.UTF-8" },
	{ __LINE__, "LC_ALL", "zh_CN.GB18030", "zh_CN.GB18030" },
	{ __LINE__, "LC_ALL", "../../tmp/evil", NULL },
	{ __LINE__, "LC_CTYPE", "de_DE.UTF-8", NULL },
	{ __LINE__, "LANGUAGE", "zh_CN", "zh_CN" },
	{ __LINE__, "LANGUAGE", "../evil", NULL },
	{ __LINE__, "NO_COLOR", "1", "1" },
	{ __LINE__, "SSH_CONNECTION", "10.1.2.3 5000 10.1.2.4 22", "10.1.2.3 5000 10.1.2.4 22" },
	{ __LINE__, "SSH_CONNECTION", "fe80::1%eth0 5000 ::1 22", "fe80::1%eth0 5000 ::1 22" },
	{ __LINE__, "SSH_CONNECTION", "\033[2J", NULL },
	{ __LINE__, "PATH", "/tmp/evil", "/usr/bin:/bin" },
	{ __LINE__, "EDITOR", "sh", NULL },           { __LINE__, "VISUAL", "sh", NULL },
	{ __LINE__, "PAGER", "sh", NULL },            { __LINE__, "SHELL", "/bin/sh", NULL },
	{ __LINE__, "XDG_CONFIG_HOME", "/tmp", NULL }, { __LINE__, "XDG_STATE_HOME", "/tmp", NULL },
	{ __LINE__, "XDG_DATA_HOME", "/tmp", NULL },  { __LINE__, "DUBAN_TEST", "1", NULL },
	{ __LINE__, "TERMINFO", "/tmp", NULL },       { __LINE__, "TERMINFO_DIRS", "/tmp", NULL },
	{ __LINE__, "TERMCAP", "x:", NULL },          { __LINE__, "LD_PRELOAD", "/tmp/x.so", NULL },
	{ __LINE__, "LOCPATH", "/tmp", NULL },        { __LINE__, "GCONV_PATH", "/tmp", NULL },
	{ __LINE__, "NLSPATH", "/tmp", NULL },        { __LINE__, "TZ", "/etc/passwd", NULL },
	{ __LINE__, "TZDIR", "/tmp", NULL },          { __LINE__, "TMPDIR", "/tmp", NULL },
	{ __LINE__, "SQLITE_TMPDIR", "/tmp", NULL },  { __LINE__, "COLUMNS", "9999999", NULL },
	{ __LINE__, "SSH_AUTH_SOCK", "/tmp/agent", NULL }, { __LINE__, "DISPLAY", ":0", NULL },
	{ __LINE__, "SSH_ORIGINAL_COMMAND", "sh", NULL },
};

/* Each in a process of its own, since what the gate does cannot be taken back. */
static bool left_in_child(const char *name, const char *value, const char *left)
{
	int status;
	pid_t pid = fork();

	if (pid == 0) {
		clearenv();
		setenv(name, value, 1);
		gate_clean_environment();
		const char *now = getenv(name);
		bool ok = left ? now && strcmp(now, left) == 0 : !now;
		if (strcmp(name, "SSH_ORIGINAL_COMMAND") == 0)
			ok = ok && gate_asked() && strcmp(gate_asked(), value) == 0;
		else
			ok = ok && !gate_asked();
		_exit(ok && getenv("HOME") && getenv("HOME")[0] == '/' ? 0 : 1);
	}
	return waitpid(pid, &status, 0) == pid && status == 0;
}

static void test_environment(void)
{
	for (size_t i = 0; i < CHECK_N(variables); i++)
		CHECK_AT(variables[i].line, left_in_child(variables[i].name, variables[i].value, variables[i].left));
}

static bool locked_well(const char *ledger)
{
	struct err err = { 0 };
	struct rlimit core;
	struct sigaction stop;
	char here[PATH_MAX];

	if (!gate_lock(ledger, "wang", (const char *const[]){ NULL }, &err) || !gate_locked())
		return false;
	getrlimit(RLIMIT_CORE, &core);
	sigaction(SIGTSTP, NULL, &stop);
	return core.rlim_max == 0 && prctl(PR_GET_DUMPABLE) == 0 && prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1 &&
	       stop.sa_handler == SIG_IGN && getcwd(here, sizeof here) && strstr(here, "/exchange/wang") &&
	       !gate_process("sh", &err) && !gate_process("ssh", &err) && !gate_process("/tmp/ssh-keygen", &err) && gate_process("ssh-keygen", &err) &&
	       gate_open_flags("a") == O_NOFOLLOW && gate_open_flags("/a") == 0;
}

/* Nor does the kernel open or start anything else, where it can be asked to. */
static bool walled_well(const char *ledger)
{
	struct err err = { 0 };
	int status;

	if (!gate_lock(ledger, "wang", (const char *const[]){ NULL }, &err))
		return false;
	if (!gate_walled())
		return true;
	pid_t pid = fork();
	if (pid == 0) {
		execl("/bin/sh", "sh", "-c", "exit 0", (char *)NULL);
		_exit(errno == EACCES ? 7 : 8);
	}
	waitpid(pid, &status, 0);
	return WIFEXITED(status) && WEXITSTATUS(status) == 7 && open("/tmp/duban-none", O_WRONLY | O_CREAT, 0600) < 0 && errno == EACCES &&
	       open("/", O_RDONLY | O_DIRECTORY) < 0 && open("/var", O_RDONLY | O_DIRECTORY) < 0 && open("new", O_WRONLY | O_CREAT, 0600) >= 0 &&
	       open(ledger, O_RDWR | O_CREAT, 0600) >= 0 && open("/etc/passwd", O_RDONLY) >= 0 && open("/etc/passwd", O_WRONLY) < 0 && errno == EACCES;
}

static void test_walled(void)
{
	char ledger[PATH_MAX];
	int status;

	snprintf(ledger, sizeof ledger, "%s", check_path("walled.db"));
	pid_t pid = fork();
	if (pid == 0)
		_exit(walled_well(ledger) ? 0 : 1);
	CHECK_INT(waitpid(pid, &status, 0), pid);
	CHECK_INT(status, 0);
}

static void test_locked(void)
{
	struct stat st;
	char ledger[PATH_MAX];
	int status;

	snprintf(ledger, sizeof ledger, "%s", check_path("ledger.db"));
	pid_t pid = fork();
	if (pid == 0)
		_exit(locked_well(ledger) ? 0 : 1);
	CHECK_INT(waitpid(pid, &status, 0), pid);
	CHECK_INT(status, 0);
	CHECK_INT(stat(check_path("exchange/wang"), &st), 0);
	CHECK_INT(st.st_mode & 0777, 0700);
	/* Not locked: as it was typed, and processes as ever. */
	struct err err = { 0 };
	CHECK(!gate_locked());
	CHECK(gate_path("/etc/passwd", &err) && gate_path("-", &err) && gate_process("vi", &err));
	CHECK_INT(gate_open_flags("a"), 0);
}

static const struct check_test tests[] = {
	CHECK_TEST(test_names), CHECK_TEST(test_environment), CHECK_TEST(test_locked), CHECK_TEST(test_walled),
};

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}

/* A real sshd on loopback, with its own keys and port, in which duban person add wrote the lines: who has a key gets the ledger, and each attempt to
 * get anything else of the host ends in a sentence. The server's configuration allows all that it can; the line alone forbids it. */
#include <arpa/inet.h>
#include <fcntl.h>
#include <poll.h>
#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/cli/run.h"
#include "tests/lib/check.h"
#include "tests/lib/pty.h"
#include "tests/lib/vt.h"

enum { START_MS = 20000, WAIT_MS = 30000, ROWS = 24, COLS = 80 };
#define SSHD "/usr/sbin/sshd"

static pid_t server, agent;

static void child_end(pid_t *pid)
{
	if (*pid > 0) {
		kill(*pid, SIGTERM);
		waitpid(*pid, NULL, 0);
	}
	*pid = 0;
}

static void children_end(void)
{
	child_end(&server);
	child_end(&agent);
}

static struct sockaddr_in loopback(int port)
{
	return (struct sockaddr_in){ .sin_family = AF_INET, .sin_port = htons((unsigned short)port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
}

/* One that nobody listens on at this moment. */
static int port_free(void)
{
	struct sockaddr_in at = loopback(0);
	socklen_t n = sizeof at;
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	CHECK(fd >= 0 && bind(fd, (struct sockaddr *)&at, sizeof at) == 0 && getsockname(fd, (struct sockaddr *)&at, &n) == 0);
	close(fd);
	return ntohs(at.sin_port);
}

static bool answers(int port)
{
	struct sockaddr_in at = loopback(port);
	int fd = socket(AF_INET, SOCK_STREAM, 0);
	bool ok = connect(fd, (struct sockaddr *)&at, sizeof at) == 0;

	close(fd);
	return ok;
}

/* The host's worst: whatever a client asks for is allowed, and much of its environment is taken. */
static void config_write(int port)
{
	FILE *f = fopen(check_path("sshd.conf"), "w");

	CHECK(f != NULL);
	fprintf(f,
		"Port %d\nListenAddress 127.0.0.1\nHostKey %s\nPidFile none\nAuthorizedKeysFile %s\nStrictModes no\n"
		"PasswordAuthentication no\nKbdInteractiveAuthentication no\nUsePAM no\nPermitRootLogin yes\nPermitUserEnvironment yes\n"
		"AllowTcpForwarding yes\nAllowStreamLocalForwarding yes\nAllowAgentForwarding yes\nX11Forwarding yes\nPermitTunnel yes\nGatewayPorts yes\n"
		"AcceptEnv LANG LANGUAGE LC_* EDITOR VISUAL PAGER TERMINFO TERMINFO_DIRS XDG_* DUBAN_* TZ\nSubsystem sftp internal-sftp\nLogLevel VERBOSE\n",
		port, check_path("host"), check_path("keys"));
	fclose(f);
}

static void server_run(void)
{
	int log = open(check_path("sshd.log"), O_WRONLY | O_CREAT | O_TRUNC, 0600);
	char *const env[] = { (char *)"PATH=/usr/bin:/bin", NULL };

	dup2(log, STDERR_FILENO);
	execle(SSHD, SSHD, "-D", "-e", "-f", check_path("sshd.conf"), (char *)NULL, env);
	_exit(127);
}

/* An agent that a client would hand on. */
static void agent_start(void)
{
	long until = pty_now_ms() + START_MS;

	agent = fork();
	if (agent == 0) {
		int null = open("/dev/null", O_WRONLY);

		dup2(null, STDOUT_FILENO);
		execlp("ssh-agent", "ssh-agent", "-D", "-a", check_path("agent"), (char *)NULL);
		_exit(127);
	}
	while (access(check_path("agent"), F_OK) != 0 && pty_now_ms() < until)
		poll(NULL, 0, 10);
}

/* bin/ssh is ssh to that server, as whoever has the key $KEY (wang); host h. */
static void client_write(int port)
{
	const struct run *r = run("mkdir -p bin; echo \"h $(cat host.pub)\" >known; "
		"cat >bin/ssh <<'E'\n#!/bin/sh\nexec /usr/bin/ssh -F none -o Port=%d -o HostName=127.0.0.1 -o HostKeyAlias=h -o User=\"$(id -un)\" "
		"-o IdentityFile=\"$CLI_DIR/${KEY-wang}\" -o IdentitiesOnly=yes -o IdentityAgent=none -o UserKnownHostsFile=\"$CLI_DIR/known\" "
		"-o GlobalKnownHostsFile=none -o BatchMode=yes -o LogLevel=${LOG-ERROR} \"$@\"\nE\nchmod +x bin/ssh", port);
	CHECK_STR(r->err, "");
}

static void server_start(void)
{
	int port = port_free();
	long until = pty_now_ms() + START_MS;
	int status;

	config_write(port);
	client_write(port);
	server = fork();
	if (server == 0)
		server_run();
	atexit(children_end);
	while (!answers(port)) {
		if (waitpid(server, &status, WNOHANG) == server || pty_now_ms() > until) {
			server = 0;
			check_skip("this sshd does not start: %s", check_read(check_path("sshd.log"), NULL));
		}
		poll(NULL, 0, 10);
	}
}

/* Where there is no logging in, for this account: why, of all tests. */
static char *no_login;

static void server_needed(void)
{
	if (access(SSHD, X_OK) != 0 || run("command -v ssh ssh-keygen")->status != 0)
		check_skip("no sshd here (Debian package openssh-server)");
	const struct passwd *me = getpwuid(getuid());
	if (!me || strstr(me->pw_shell, "nologin") || strstr(me->pw_shell, "/false"))
		check_skip("this account has no shell to log in with");
	/* As root it wants this empty folder, which its service makes otherwise. */
	if (geteuid() == 0 && mkdir("/run/sshd", 0755) != 0 && access("/run/sshd", F_OK) != 0)
		check_skip("no /run/sshd");
	const struct run *r = run("duban --db srv.db --today 2018-11-01 init --region 某市 && "
		"duban --db srv.db --today 2018-11-01 import --yes --issued 2018-10-31 \"$SOURCE/share/sample/plan.txt\" || exit 9; "
		"for k in host wang li thief; do ssh-keygen -q -t ed25519 -N '' -C $k -f $k; done; "
		"duban --db srv.db --as wang person add wang --key wang.pub --role admin --authorized-keys \"$CLI_DIR/keys\" && "
		"duban --db srv.db --as wang person add li --key li.pub --role viewer --authorized-keys \"$CLI_DIR/keys\"");
	if (r->status == 3 && strstr(r->err, "cannot stand in authorized_keys"))
		check_skip("%s", r->err);
	CHECK_INT(r->status, 0);
	server_start();
	r = run("export LC_ALL=C.UTF-8; bin/ssh -T -o SetEnv=LC_ALL=C.UTF-8 h");
	if (r->status != 0 && strstr(r->err, "ermission denied"))
		no_login = strdup(r->err);
	else
		CHECK(strstr(r->out, "政务大厅") && !*r->err);
}

/* A ledger, two people who may come, a server. Once. */
static void start(void)
{
	if (!server)
		server_needed();
	if (no_login)
		check_skip("this account may not log in: %s", no_login);
}

/* Who is not root can hand a terminal on only where the system gives it to the group tty, as Debian's does. */
static void start_terminal(void)
{
	start();
	if (geteuid() != 0 && run("bin/ssh -tt h id; grep 'chown(/dev/pts' sshd.log")->status == 0)
		check_skip("this account's sshd has no terminals to give: /dev/pts is not of the group tty");
}

/* ---- what is asked for in place of the screens ---- */

#define ONLY "nothing else is run"
static const struct { int line; const char *command, *err; } attempts[] = {
	{ __LINE__, "bin/ssh h id", ONLY },
	{ __LINE__, "bin/ssh -tt h id", NULL },
	{ __LINE__, "bin/ssh h 'sh -c id'", ONLY },
	{ __LINE__, "bin/ssh h /bin/sh -i", ONLY },
	{ __LINE__, "bin/ssh h '; id'", ONLY },
	{ __LINE__, "bin/ssh h '$(id >&2)'", ONLY },
	{ __LINE__, "bin/ssh h '`id`'", ONLY },
	{ __LINE__, "bin/ssh h '\" id \"'", ONLY },
	{ __LINE__, "bin/ssh h \"$(printf 'duban sync serve\\nid')\"", ONLY },
	{ __LINE__, "bin/ssh h 'duban sync serve; id'", ONLY },
	{ __LINE__, "bin/ssh h 'duban sync serve || id'", ONLY },
	{ __LINE__, "bin/ssh h 'duban sync serve & id'", ONLY },
	{ __LINE__, "bin/ssh h 'duban --db /etc/passwd list'", ONLY },
	{ __LINE__, "bin/ssh h 'duban --db \"$CLI_DIR/town.db\" --as li list'", ONLY },
	{ __LINE__, "bin/ssh h 'duban import /etc/passwd'", ONLY },
	{ __LINE__, "bin/ssh h 'duban print ledger --output /tmp/x'", ONLY },
	{ __LINE__, "bin/ssh h \"$(printf '%%0100000d' 1)\"", ONLY },
	{ __LINE__, "bin/ssh h \"$(printf 'a\\033[2J\\a\\377b')\"", ONLY },
	{ __LINE__, "bin/ssh h 'x --locked'", ONLY },
	/* files */
	{ __LINE__, "scp -O -S bin/ssh h:/etc/passwd got", ONLY },
	{ __LINE__, "scp -O -S bin/ssh wang.pub h:/tmp/duban-none", ONLY },
	{ __LINE__, "scp -s -S bin/ssh h:/etc/passwd got", "Connection closed" },
	{ __LINE__, "echo 'get /etc/passwd got' | sftp -b - -S bin/ssh h", "Connection closed" },
	{ __LINE__, "bin/ssh -s h sftp", NULL },
	{ __LINE__, "bin/ssh -s h shell", NULL },
	/* forwarding */
	{ __LINE__, "bin/ssh -W 127.0.0.1:22 h", "forwarding failed" },
	{ __LINE__, "bin/ssh -N -o ExitOnForwardFailure=yes -R 0:127.0.0.1:22 h", "remote port forwarding failed" },
	{ __LINE__, "bin/ssh -N -o ExitOnForwardFailure=yes -R \"$CLI_DIR/sock:127.0.0.1:22\" h", "remote port forwarding failed" },
	{ __LINE__, "timeout 20 bin/ssh -w any h true", NULL },
	/* nobody's key */
	{ __LINE__, "KEY=thief bin/ssh h", "ermission denied" },
};

static void test_commands(void)
{
	start();
	for (size_t i = 0; i < CHECK_N(attempts); i++) {
		const struct run *r = run("%s", attempts[i].command);

		CHECK_AT(attempts[i].line, r->status != 0);
		CHECK_AT(attempts[i].line, !strstr(r->out, "uid=") && !strstr(r->err, "uid=") && !strchr(r->err, '\033'));
		if (attempts[i].err && !strstr(r->err, attempts[i].err))
			CHECK_FAIL_AT(attempts[i].line, "%s is not in %s", attempts[i].err, r->err);
		if (attempts[i].err && strcmp(attempts[i].err, ONLY) == 0 && strncmp(attempts[i].command, "bin", 3) == 0)
			CHECK_INT_AT(attempts[i].line, r->status, 4);
	}
	CHECK_INT(run("test ! -e got && test ! -e /tmp/duban-none && test ! -e sock")->status, 0);
}

/* ---- on the screens ---- */

struct session {
	struct pty pty;
	struct vt *vt;
};

static void session_start(struct session *s, const char *term, const char *set_env)
{
	char path[PATH_MAX], home[PATH_MAX], dir[PATH_MAX], type[64], forward[PATH_MAX];
	char *argv[] = { (char *)"bin/ssh", (char *)"-tt", (char *)"-Y", (char *)"-e", (char *)"none", (char *)"-o", forward, (char *)"-o",
		(char *)set_env, (char *)"h", NULL };
	char *env[] = { path, home, dir, type, (char *)"DISPLAY=127.0.0.1:9", NULL };

	snprintf(forward, sizeof forward, "ForwardAgent=%s", check_path("agent"));

	snprintf(path, sizeof path, "PATH=%s", getenv("PATH"));
	snprintf(home, sizeof home, "HOME=%s", check_dir());
	snprintf(dir, sizeof dir, "CLI_DIR=%s", check_dir());
	snprintf(type, sizeof type, "TERM=%s", term);
	s->vt = vt_new(ROWS, COLS, NULL);
	CHECK(pty_start(&s->pty, ROWS, COLS, check_dir(), argv, env));
}

static bool on_screen(struct session *s, const char *text)
{
	char *all = NULL;
	size_t n = 0;
	FILE *f = open_memstream(&all, &n);

	for (int row = 0; row < ROWS; row++) {
		vt_row(s->vt, row, 0, f);
		fputc('\n', f);
	}
	fclose(f);
	bool there = strstr(all, text) != NULL;
	free(all);
	return there;
}

static void screen_print(struct session *s, const char *lacks)
{
	printf("# %s: not on this screen:\n", lacks);
	for (int row = 0; row < ROWS; row++) {
		printf("# ");
		vt_row(s->vt, row, 0, stdout);
		putchar('\n');
	}
}

/* "-TEXT": that it does not stand there. */
static bool is_so(struct session *s, const char *text)
{
	return !*text ? s->pty.ended : *text == '-' ? !on_screen(s, text + 1) : on_screen(s, text);
}

/* Reads until the text stands there, or the program has ended ("" waits for that). */
static bool session_wait(struct session *s, const char *text)
{
	long until = pty_now_ms() + WAIT_MS;
	char bytes[4096];

	while (pty_now_ms() < until) {
		size_t n = pty_read(&s->pty, bytes, sizeof bytes, 100);

		vt_feed(s->vt, bytes, n);
		while ((n = vt_answer(s->vt, bytes, sizeof bytes)) > 0)
			pty_write(&s->pty, bytes, n);
		if (is_so(s, text))
			return true;
		if (s->pty.ended)
			break;
	}
	screen_print(s, text);
	return false;
}

/* Until it has nothing more to say: what is typed behind noise would be taken for a part of it. */
static void session_settle(struct session *s)
{
	char bytes[4096];
	size_t n;

	while ((n = pty_read(&s->pty, bytes, sizeof bytes, 1000)) > 0)
		vt_feed(s->vt, bytes, n);
}

static void session_end(struct session *s)
{
	pty_end(&s->pty);
	vt_free(s->vt);
}

/* Keys that are typed, and what then stands on the screen. */
static const struct { int line; const char *keys, *text; } visits[] = {
	{ __LINE__, "", "政务大厅" },
	{ __LINE__, ":!sh\r", "\"!sh\" is neither" },
	{ __LINE__, ":import /etc/passwd\r", "\"import /etc/passwd\" is neither" },
	{ __LINE__, ":print /etc/passwd\r", "\"print /etc/passwd\" is neither" },
	{ __LINE__, "!", "! does nothing here" },
	{ __LINE__, "|", "| does nothing here" },
	{ __LINE__, "\032", "locked to the ledger" },                              /* Ctrl-Z */
	{ __LINE__, ":put-aside\r", "locked to the ledger" },
	{ __LINE__, "j\003", "leaves" },                                           /* Ctrl-C */
	/* printing: in the exchange folder, by a name */
	{ __LINE__, "p\r\025../../../x.csv\r", "exchange folder, without" },
	{ __LINE__, "\025/etc/passwd\r", "/etc/passwd: here a file" },
	{ __LINE__, "\025~/x.csv\r", "x.csv: here a file" },
	{ __LINE__, "\025link\r", "link is no plain file" },
	{ __LINE__, "\025ok.csv\r", "written: " },
	/* an editor of the host's */
	{ __LINE__, "itext\030\005", "is not started here" },                      /* Ctrl-X Ctrl-E */
	{ __LINE__, "\033", "what was typed is kept" },
	{ __LINE__, ":who\r", "nobody else has the ledger open" },
	{ __LINE__, "q", "政务大厅" },
};

/* What sshd gave to the program: neither the agent nor a display, though the client offered both. Others cannot look into it, but root can. */
static void check_environment(void)
{
	const struct run *r = run("pid=$(duban --db srv.db who --json | grep -o '\"process\":[0-9]*' | cut -d: -f2); cat /proc/$pid/environ | tr '\\0' '\\n'");

	CHECK(!strstr(r->out, "SSH_AUTH_SOCK=") && !strstr(r->out, "DISPLAY="));
	if (geteuid() == 0)
		CHECK(strstr(r->out, "SSH_CONNECTION=") && strstr(r->out, "EDITOR=sh"));
	else
		CHECK_STR(r->out, "");
}

static void test_screens(void)
{
	struct session s;

	start_terminal();
	CHECK_INT(run("ln -sf /etc/passwd exchange/wang/link")->status, 0);
	agent_start();
	session_start(&s, "xterm-256color",
		"SetEnv=LC_ALL=C.UTF-8 LANGUAGE=en EDITOR=sh VISUAL=sh PAGER=sh TERMINFO=/tmp XDG_CONFIG_HOME=/tmp XDG_STATE_HOME=/tmp DUBAN_TEST=1");
	for (size_t i = 0; i < CHECK_N(visits); i++) {
		pty_write(&s.pty, visits[i].keys, strlen(visits[i].keys));
		if (!session_wait(&s, visits[i].text))
			CHECK_FAIL("line %d: %s does not come", visits[i].line, visits[i].text);
	}
	check_environment();
	/* it is listed by the address it came from, and keeps its things under its own name */
	const struct run *r = run("duban --db srv.db --as li who");
	CHECK(strstr(r->out, "wang") && strstr(r->out, "127.0.0.1") && strstr(r->out, "screens"));
	CHECK_INT(run("test -s exchange/wang/ok.csv && test ! -e exchange/x.csv && test ! -e x.csv")->status, 0);
	pty_write(&s.pty, "q", 1);
	CHECK(session_wait(&s, ""));
	session_end(&s);
}

/* What no hand types: a line without an end, controls, a key held for ever. The program stays, and leaves when it is told to. */
static void test_noise(void)
{
	static const char controls[] = "\033]0;x\a\033P0;1|17/ab\033\\\001\002\004\034\035\036\037\377\376\300\200\033[999999999;1H\033[200~sh\n\033[201~\033";
	struct session s;
	char junk[20000];

	start_terminal();
	session_start(&s, "vt100", "SetEnv=LC_ALL=C.UTF-8 LANGUAGE=en");
	CHECK(session_wait(&s, "政务大厅"));
	memset(junk, 'x', sizeof junk);
	pty_write(&s.pty, ":", 1);
	for (int i = 0; i < 5; i++) {
		pty_write(&s.pty, junk, sizeof junk / 5);
		session_settle(&s);
	}
	pty_write(&s.pty, "\r", 1);
	CHECK(session_wait(&s, "\"xxxxxxxx"));
	pty_write(&s.pty, controls, sizeof controls - 1);
	/* Nobody here knows when it has read that: keys that became a part of the noise are typed again. */
	bool answered = false;
	for (int i = 0; i < 20 && !answered; i++) {
		session_settle(&s);
		pty_write(&s.pty, "\033\033", 2);
		session_settle(&s);
		pty_write(&s.pty, ":who\r", 5);
		session_settle(&s);
		answered = on_screen(&s, "nobody else has the ledger open");
	}
	CHECK(answered);
	CHECK(!on_screen(&s, "uid=") && !on_screen(&s, "$ "));
	/* the line drops: nothing is left running */
	session_end(&s);
	const struct run *r = run("i=0; until duban --db srv.db who | grep -q nobody || [ $i = 500 ]; do i=$((i+1)); done; duban --db srv.db who");
	CHECK_STR(r->out, "nobody else has the ledger open\n");
}

/* A terminal that would be read from a file of the client's choice is none. */
static void test_terminal(void)
{
	struct session s;

	start_terminal();
	session_start(&s, "../../tmp/evil", "SetEnv=LC_ALL=C.UTF-8 LANGUAGE=en TERMINFO=/tmp");
	CHECK(session_wait(&s, "TERM is not set"));
	session_end(&s);
}

/* ---- what is allowed ---- */

static void test_sync(void)
{
	start();
	const struct run *r = run("duban --db srv.db --as wang site copy laptop.db laptop && duban --db laptop.db --as wang --today 2018-11-21 remark 2 --text 来自笔记本 && "
		"duban --db srv.db --as wang --today 2018-11-21 remark 3 --text 来自机房");
	CHECK_INT(r->status, 0);
	r = run("export PATH=\"$CLI_DIR/bin:$PATH\"; duban --db laptop.db --as wang sync --yes ssh://h");
	CHECK_STR(r->err, "");
	CHECK_INT(r->status, 0);
	CHECK(strstr(run("duban --db srv.db --as wang log")->out, "来自笔记本") && strstr(run("duban --db laptop.db --as wang log")->out, "来自机房"));
	CHECK_INT(run("duban --db srv.db check && duban --db laptop.db check")->status, 0);
}

/* Who is removed does not come in any more. */
static void test_removed(void)
{
	start();
	CHECK_INT(run("KEY=li bin/ssh -T h")->status, 0);
	CHECK_INT(run("duban --db srv.db --as wang person remove li --authorized-keys \"$CLI_DIR/keys\"")->status, 0);
	const struct run *r = run("KEY=li bin/ssh -T h");
	CHECK_INT(r->status, 255);
	CHECK(strstr(r->err, "ermission denied") != NULL);
	CHECK_INT(run("bin/ssh -T h")->status, 0);
}

static const struct check_test tests[] = {
	CHECK_TEST(test_commands), CHECK_TEST(test_screens), CHECK_TEST(test_noise), CHECK_TEST(test_terminal),
	CHECK_TEST(test_sync), CHECK_TEST(test_removed),
};

int main(void)
{
	int status = check_main(tests, CHECK_N(tests));

	children_end();
	return status;
}

/* --locked: the ledger, the exchange folder, and nothing else of the host. Each line is an attempt. */
#include <string.h>

#include "tests/cli/run.h"
#include "tests/lib/check.h"

#define LOCK "duban --db locked.db --today 2018-11-21 --as wang --locked "
#define OUT "exchange folder"
#define PLAIN "is no plain file"
/* What ssh hands over, as sshd does. */
#define ASKED(what) "export SSH_ORIGINAL_COMMAND=" what "; " LOCK
#define ONLY "nothing else is run"

static const struct cli_case cases[] = {
	{ __LINE__, "cp \"$LEDGER\" locked.db; cp \"$LEDGER\" other.db; " LOCK "list", 0, "政务大厅", NULL },
	/* paths: every command that takes one */
	{ __LINE__, LOCK "import /etc/passwd", 4, "", OUT },
	{ __LINE__, LOCK "import --yes ../../out", 4, "", OUT },
	{ __LINE__, "echo text | " LOCK "import -", 4, "", OUT },
	{ __LINE__, LOCK "import --dry-run /etc/passwd", 4, "", OUT },
	{ __LINE__, LOCK "import --entries /etc/passwd", 4, "", OUT },
	{ __LINE__, LOCK "contacts import /etc/passwd", 4, "", OUT },
	{ __LINE__, LOCK "backup ../b.db", 4, "", OUT },
	{ __LINE__, LOCK "backup \"$CLI_DIR/b.db\"; test ! -e b.db || exit 9; exit 4", 4, "", OUT },
	{ __LINE__, LOCK "print ledger --output ../x.csv", 4, "", OUT },
	{ __LINE__, LOCK "print ledger --force --output /dev/tty", 4, "", OUT },
	{ __LINE__, LOCK "export csv --output .hidden", 4, "", OUT },
	{ __LINE__, LOCK "export csv --output ..", 4, "", OUT },
	{ __LINE__, LOCK "export csv --output ''", 4, "", OUT },
	{ __LINE__, LOCK "export csv --output \"$(printf 'a\\nb')\"", 4, "", OUT },
	{ __LINE__, LOCK "export csv --output \"$(printf '%0300d' 1)\"", 4, "", OUT },
	{ __LINE__, LOCK "sync make /tmp/duban-none", 4, "", OUT },
	{ __LINE__, LOCK "sync take --yes /etc/passwd", 4, "", OUT },
	{ __LINE__, LOCK "sync ssh://localhost", 4, "", "ssh is not started here" },
	{ __LINE__, LOCK "site copy ../c.db laptop", 4, "", OUT },
	{ __LINE__, LOCK "lights /etc/passwd --use", 4, "", OUT },
	{ __LINE__, LOCK "lights ../../locked.db", 4, "", OUT },
	/* within the folder all of them work, under the person's own name there */
	{ __LINE__, LOCK "print ledger --output 台账.csv && test -s exchange/wang/台账.csv", 0, NULL, "written: 台账.csv" },
	{ __LINE__, LOCK "print ledger --output 台账.csv", 4, NULL, "--force" },
	{ __LINE__, LOCK "print ledger --force --output 台账.csv", 0, NULL, NULL },
	{ __LINE__, LOCK "backup b.db && " LOCK "sync make b.duban && " LOCK "site copy c.db laptop && ls exchange/wang", 0, "c.db", NULL },
	{ __LINE__, LOCK "sync take --yes b.duban", 0, "taken: 0", NULL },
	{ __LINE__, "cp \"$SOURCE/share/sample/plan.txt\" exchange/wang/n.txt; " LOCK "import --yes --issued 2018-10-31 n.txt", 0, "in the ledger already", NULL },
	{ __LINE__, "mkdir -p exchange/li; echo secret >exchange/li/s.txt; " LOCK "import --dry-run ../li/s.txt", 4, "", OUT },
	{ __LINE__, LOCK "import --dry-run s.txt", 5, "", "No such file" },
	/* links, and what is no file */
	{ __LINE__, "ln -s /etc/passwd exchange/wang/link; " LOCK "import --dry-run link", 4, "", PLAIN },
	{ __LINE__, "ln -s \"$CLI_DIR/target\" exchange/wang/new; " LOCK "print ledger --force --output new; test ! -e target || exit 9; exit 4", 4, "", PLAIN },
	{ __LINE__, LOCK "print ledger --output new; test ! -e target || exit 9; exit 4", 4, "", PLAIN },
	{ __LINE__, "ln other.db exchange/wang/hard; " LOCK "sync take --yes hard", 4, "", PLAIN },
	{ __LINE__, "mkfifo exchange/wang/pipe; " LOCK "import --dry-run pipe", 4, "", PLAIN },
	{ __LINE__, "mkdir exchange/wang/sub; " LOCK "backup sub", 4, "", PLAIN },
	{ __LINE__, "ln -s / exchange/evil; duban --db locked.db --as evil --locked import --dry-run etc", 4, "", "no exchange folder" },
	/* a copied file is not asked about: how it came there is its keeper's to know */
	{ __LINE__, "duban --db locked.db backup copied.db >/dev/null && duban --db copied.db list 2>&1 | grep -q 'lies elsewhere' && duban --db copied.db --as wang --locked list 2>&1 | grep 'lies elsewhere'", 1, "", NULL },
	/* another ledger, person, configuration */
	{ __LINE__, LOCK "--db other.db list", 2, "", "--db may not stand behind --locked" },
	{ __LINE__, LOCK "list --db=other.db", 2, "", "--db may not stand behind --locked" },
	{ __LINE__, LOCK "list --as li", 2, "", "--as may not stand behind --locked" },
	{ __LINE__, LOCK "--config /etc/passwd list", 2, "", "--config may not stand behind --locked" },
	{ __LINE__, LOCK "--locked list", 2, "", "--locked may not stand behind --locked" },
	{ __LINE__, "duban --as wang --locked list", 2, "", "needs --db and --as" },
	{ __LINE__, "duban --db locked.db --locked list", 2, "", "needs --db and --as" },
	{ __LINE__, "duban --db locked.db --as ../li --locked list", 2, "", "a person is called by" },
	{ __LINE__, "duban --db locked.db --as .li --locked list", 2, "", "a person is called by" },
	{ __LINE__, "duban --db locked.db --as 'a b' --locked list", 2, "", "a person is called by" },
	{ __LINE__, "duban --db locked.db --as 李。 --locked list", 2, "", "a person is called by" },
	{ __LINE__, "duban --db none.db --as wang --locked init; test ! -e none.db || exit 9", 0, "", "none.db" },
	{ __LINE__, LOCK "init", 4, "", "init is not for locked sessions" },
	{ __LINE__, "duban --db locked.db --as wang list -- --locked", 2, "", "--locked stands before a command" },
	/* what is asked for by ssh */
	{ __LINE__, "export SSH_ORIGINAL_COMMAND=; " LOCK "list", 0, "政务大厅", NULL },
	{ __LINE__, ASKED("sh"), 4, "", ONLY },
	{ __LINE__, ASKED("internal-sftp"), 4, "", ONLY },
	{ __LINE__, ASKED("/usr/lib/openssh/sftp-server"), 4, "", ONLY },
	{ __LINE__, ASKED("'scp -f /etc/passwd'"), 4, "", ONLY },
	{ __LINE__, ASKED("'scp -t .'"), 4, "", ONLY },
	{ __LINE__, ASKED("'duban sync serve; id'"), 4, "", ONLY },
	{ __LINE__, ASKED("'duban sync serve && id'"), 4, "", ONLY },
	{ __LINE__, ASKED("'duban sync serve `id`'"), 4, "", ONLY },
	{ __LINE__, ASKED("'$(id)'"), 4, "", ONLY },
	{ __LINE__, ASKED("'duban sync serve '"), 4, "", ONLY },
	{ __LINE__, ASKED("' duban sync serve'"), 4, "", ONLY },
	{ __LINE__, ASKED("'duban  sync serve'"), 4, "", ONLY },
	{ __LINE__, ASKED("'duban sync serve --db other.db'"), 4, "", ONLY },
	{ __LINE__, ASKED("'duban sync take /etc/passwd'"), 4, "", ONLY },
	{ __LINE__, ASKED("'duban --db other.db list'"), 4, "", ONLY },
	{ __LINE__, ASKED("'duban list'"), 4, "", ONLY },
	{ __LINE__, ASKED("--help"), 4, "", ONLY },
	{ __LINE__, ASKED("\"$(printf 'duban sync serve\\nid')\""), 4, "", ONLY },
	{ __LINE__, ASKED("\"$(printf '\\033]2;x\\a\\033[2J')\""), 4, "", "·]2;x··[2J" },
	{ __LINE__, ASKED("\"$(printf '\\377\\376%%099999d' 1)\""), 4, "", ONLY },
	{ __LINE__, ASKED("'duban sync serve'") "list", 4, "", ONLY },
	/* the environment */
	{ __LINE__, "mkdir -p config/duban; echo 'office = \"evil\";' >config/duban/duban.conf; duban config", 0, "evil", NULL },
	{ __LINE__, "duban --db locked.db --as wang --locked config; ! grep -q evil out", 0, "office", NULL },
	{ __LINE__, "export DUBAN_TEST=1 DUBAN_TEST_PLACE=6969; " LOCK "list", 0, "政务大厅", NULL },
	{ __LINE__, "export DUBAN_TEST=1 DUBAN_TEST_PLACE=6969; duban --db locked.db list", 4, "", "NFS" },
	{ __LINE__, "export LC_ALL=/etc/passwd LANG=../x LANGUAGE=../../x; " LOCK "list", 0, "R", "the locale C" },
	{ __LINE__, "export LC_ALL=C.UTF-8 LANGUAGE=zh_CN; " LOCK "list", 0, "编号", NULL },
};

static void test_attempts(void)
{
	cli_ledger();
	cli_cases(cases, CHECK_N(cases));
}

/* Nothing above has left anything outside of the folder. */
static void test_left(void)
{
	const struct run *r = run("ls exchange/wang | tr '\\n' ' '; ls -d c.db x.csv b.db b.duban 2>/dev/null | wc -l");

	CHECK_STR(r->out, "b.db b.duban c.db hard link n.txt new pipe sub 台账.csv 0\n");
	CHECK_INT(run("duban --db locked.db check")->status, 0);
}

static const struct check_test tests[] = { CHECK_TEST(test_attempts), CHECK_TEST(test_left) };

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}

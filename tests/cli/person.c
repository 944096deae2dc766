/* duban person: the ledger and authorized_keys, both or neither. */
#include <string.h>

#include "tests/cli/run.h"
#include "tests/lib/check.h"

#define P "duban --db p.db --today 2018-11-21 --as boss person "
#define KEYS ".ssh/authorized_keys"

static const struct cli_case cases[] = {
	{ __LINE__, "cp \"$LEDGER\" p.db; for k in a b c; do ssh-keygen -q -t ed25519 -N '' -C $k -f $k; done; " P "list", 0, "nobody has a role or a key", NULL },
	{ __LINE__, P "add boss --key a.pub --role admin --shown 王主任", 0, "boss: admin, SHA256:", "the key stands in" },
	{ __LINE__, "stat -c %a .ssh " KEYS, 0, "700\n600\n", NULL },
	{ __LINE__, "grep -c \"^restrict,pty,command=\\\"[^ ]*/duban --db $CLI_DIR/p.db --as boss --locked\\\" ssh-ed25519 [A-Za-z0-9+/]* duban:boss$\" " KEYS, 0, "1\n", NULL },
	{ __LINE__, P "add li --key b.pub --role 填报", 3, "", "--unit is missing" },
	{ __LINE__, P "add li --key b.pub --role 填报 --unit 无此局", 3, "", "无此局" },
	{ __LINE__, P "add li --key b.pub", 3, "", "--role is missing" },
	/* an office without ssh */
	{ __LINE__, P "add wu --role clerk", 0, "wu: clerk\n", NULL },
	{ __LINE__, "grep -c wu " KEYS, 1, "0\n", NULL },
	{ __LINE__, P "list | grep -c 'wu .*clerk *-  *-  *-$'", 0, "1\n", NULL },
	{ __LINE__, P "remove wu", 0, "wu may not come any more", NULL },
	{ __LINE__, P "add li --key b.pub --role king", 3, "", "no such role: king" },
	{ __LINE__, P "add li --key b --role clerk", 3, "", "this is a private key" },
	{ __LINE__, P "add li --key none.pub --role clerk", 5, "", "none.pub" },
	{ __LINE__, P "add ../li --key b.pub --role clerk", 3, "", "who comes by ssh is called by" },
	{ __LINE__, P "add 'li\" x' --key b.pub --role clerk", 3, "", "who comes by ssh is called by" },
	{ __LINE__, P "add '李 局' --key b.pub --role clerk", 3, "", "who comes by ssh is called by" },
	{ __LINE__, "grep -c . " KEYS, 0, "1\n", NULL },
	/* a key that lets in somebody else already */
	{ __LINE__, P "add li --key a.pub --role clerk", 4, "", "this key stands in line 1 already" },
	{ __LINE__, "(cat b.pub; printf '# no end') >>" KEYS "; " P "add li --key b.pub --role clerk", 4, "", "this key stands in line 2 already" },
	{ __LINE__, P "list --json | grep -c '\"login\":\"li\"'", 1, "0", NULL },
	/* foreign lines stay; adding once more replaces */
	{ __LINE__, P "add li --key c.pub --role reporter --unit 质监", 0, "li: reporter, 市质监局, SHA256:", NULL },
	{ __LINE__, "sed 's/ .*//' " KEYS, 0, "restrict,pty,command=\"", NULL },
	{ __LINE__, "cut -c1-20 " KEYS " | sed -n '2,3p'", 0, "ssh-ed25519 AAAAC3Nz\n# no end\n", NULL },
	{ __LINE__, P "add li --role clerk", 0, "li: clerk, 市质监局, SHA256:", NULL },
	{ __LINE__, P "add li --role clerk", 0, "nothing is changed by that", NULL },
	{ __LINE__, "grep -c 'duban:li' " KEYS, 0, "1\n", NULL },
	{ __LINE__, P "list", 0, "li", NULL },
	{ __LINE__, P "list --json", 0, "\"login\":\"boss\",\"name\":\"王主任\",\"role\":\"admin\",\"unit\":null", NULL },
	{ __LINE__, P "list --json --authorized-keys none", 0, "\"let_in\":false", NULL },
	/* the display name is as it ever was, and does not take the role away */
	{ __LINE__, P "li 李科长", 0, "li is called 李科长", NULL },
	{ __LINE__, P "name li 李处长", 0, "li is called 李处长", NULL },
	{ __LINE__, P "li --remove", 0, "li is called li again", NULL },
	{ __LINE__, P "list --json", 0, "\"login\":\"li\",\"name\":null,\"role\":\"clerk\"", NULL },
	{ __LINE__, P "remove zhao", 3, "", "has neither role nor key here" },
	{ __LINE__, P "remove li", 0, "li may not come any more", "the key is out of" },
	{ __LINE__, "grep -c 'duban:li' " KEYS, 1, "0\n", NULL },
	{ __LINE__, "grep -c . " KEYS, 0, "3\n", NULL },
	{ __LINE__, P "list --json | grep -c '\"login\":\"li\"'", 1, "0", NULL },
	/* its line was put back by hand */
	{ __LINE__, "grep 'duban:boss' " KEYS " | sed 's/boss/li/g' >>" KEYS "; " P "remove li", 0, "", "the key is out of" },
	/* no file can be written: nothing is */
	{ __LINE__, "mkdir dir; " P "add zhao --key c.pub --role clerk --authorized-keys dir", 3, "", "dir is no regular file" },
	{ __LINE__, P "list --json | grep -c zhao", 1, "0", NULL },
	{ __LINE__, "unset HOME; env -u HOME \"$DUBAN\" --db p.db person add zhao --key c.pub --role clerk", 2, "", "HOME names no folder" },
	{ __LINE__, P, 2, "", "usage: duban person" },
	{ __LINE__, P "add", 2, "", "person add takes one name" },
	{ __LINE__, P "a b c", 2, "", "it is add, list, remove or name" },
	{ __LINE__, "duban --db p.db --as boss --locked person list", 4, "", "person is not for locked sessions" },
	/* by a Chinese name, in the line of the file and through the gate */
	{ __LINE__, P "add 王·强 --key c.pub --role reporter --unit 质监", 0, "王·强: reporter, 市质监局", NULL },
	{ __LINE__, P "add 王·强 --role reporter --unit 质监", 0, "nothing is changed by that", NULL },
	{ __LINE__, "grep -c ' --as 王·强 --locked\" ssh-ed25519 .* duban:王·强$' " KEYS, 0, "1\n", NULL },
	{ __LINE__, "LC_ALL=zh_CN.GB18030 duban --db \"$CLI_DIR/p.db\" --as 王·强 --locked --lang en list | grep -c 'all in\\|[0-9]/[0-9]'", 0, NULL, NULL },
	{ __LINE__, "test -d exchange/王·强", 0, "", NULL },
	{ __LINE__, P "remove 王·强", 0, "王·强 may not come any more", NULL },
	{ __LINE__, "duban --db p.db check", 0, NULL, NULL },
	/* a ledger whose path a shell would take apart */
	{ __LINE__, "mkdir 'a b'; cp \"$LEDGER\" 'a b/p.db'; duban --db 'a b/p.db' person add li --key c.pub --role admin", 3, "", "cannot stand in authorized_keys" },
};

static void test_person(void)
{
	if (run("command -v ssh-keygen")->status != 0)
		check_skip("no ssh-keygen here (Debian package openssh-client)");
	cli_ledger();
	cli_cases(cases, CHECK_N(cases));
}

static const struct check_test tests[] = { CHECK_TEST(test_person) };

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}

/* Our lines in authorized_keys, beside those of others. */
#include "base/authorized.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/lib/check.h"

#define ED "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIF3t8LJSafATCl58WEy+2jDZfFZDZ0cyLvUNvwvg9pS8"
#define EC "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBFCMo5xRvIZxxhaM9scvQOeR5VZKK6cV8baShneLFOZfQH8OArn5GFL/OAMJ5yJKAS2rYZa8WjA/YCzBmtVV+AU="
#define OURS(name, key) "restrict,pty,command=\"/usr/bin/duban --db /srv/a.db --as " name " --locked\" " key " duban:" name "\n"
#define FOREIGN "# by hand \r\nssh-rsa AAAA root@x\n\n  \tcommand=\"/usr/bin/duban --db /srv/a.db --as wang --locked\" ssh-rsa BBBB\n"

static const struct { int line; const char *before, *name, *key, *after; } puts_[] = {
	{ __LINE__, "", "wang", ED, OURS("wang", ED) },
	{ __LINE__, FOREIGN, "wang", ED, FOREIGN OURS("wang", ED) },
	{ __LINE__, "ssh-rsa AAAA", "wang", ED, "ssh-rsa AAAA\n" OURS("wang", ED) },
	/* once more: the same place, another key, another program before it */
	{ __LINE__, OURS("wang", ED) FOREIGN, "wang", EC, OURS("wang", EC) FOREIGN },
	{ __LINE__, OURS("wang", ED) OURS("li", EC) OURS("wang", ED), "wang", ED, OURS("wang", ED) OURS("li", EC) },
	{ __LINE__, "restrict,pty,command=\"/opt/duban --db /srv/a.db --as wang --locked\" " EC " duban:wang\n", "wang", ED, OURS("wang", ED) },
	/* another ledger, another person, no line of ours: they stay */
	{ __LINE__, "restrict,pty,command=\"/usr/bin/duban --db /srv/b.db --as wang --locked\" " EC " x\n", "wang", ED,
		"restrict,pty,command=\"/usr/bin/duban --db /srv/b.db --as wang --locked\" " EC " x\n" OURS("wang", ED) },
	{ __LINE__, OURS("wang2", EC) "#" OURS("wang", EC), "wang", ED, OURS("wang2", EC) "#" OURS("wang", EC) OURS("wang", ED) },
	/* the same key lets in somebody else already, or as somebody whom nothing restricts */
	{ __LINE__, ED " admin\n", "wang", ED, NULL },
	{ __LINE__, OURS("li", ED), "wang", ED, NULL },
	{ __LINE__, OURS("wang", EC) "no-pty " ED "\n", "wang", ED, NULL },
	/* what is no key: a second line, above all, would let in whom nothing restricts */
	{ __LINE__, "", "wang", ED "\n" EC, NULL },
	{ __LINE__, "", "wang", ED " x\n", NULL },
	{ __LINE__, "", "wang", "no-pty " ED, NULL },
	{ __LINE__, "", "wang", "key", NULL },
	{ __LINE__, "# " ED "\n", "wang", ED, "# " ED "\n" OURS("wang", ED) },
};

static void test_put(void)
{
	for (size_t i = 0; i < CHECK_N(puts_); i++) {
		struct authorized_line line = { "/usr/bin/duban", "/srv/a.db", puts_[i].name, puts_[i].key };
		struct buf to = { 0 };
		struct err err = { 0 };
		bool ok = authorized_put(str_of(puts_[i].before), &line, "keys", &to, &err);

		CHECK_AT(puts_[i].line, ok == (puts_[i].after != NULL));
		if (ok) {
			CHECK_STR_AT(puts_[i].line, buf_text(&to), puts_[i].after);
			CHECK_AT(puts_[i].line, authorized_has(buf_str(&to), &line));
		}
		buf_clear(&to);
	}
}

static void test_drop(void)
{
	struct buf to = { 0 };
	struct authorized_line li = { "/usr/bin/duban", "/srv/a.db", "li", EC };

	CHECK_INT(authorized_drop(STR_LIT(FOREIGN OURS("wang", ED) OURS("li", EC) "last, without an end"), "/srv/a.db", "wang", &to), 1);
	CHECK_STR(buf_text(&to), FOREIGN OURS("li", EC) "last, without an end");
	CHECK(authorized_has(buf_str(&to), &li));
	li.key = ED;
	CHECK(!authorized_has(buf_str(&to), &li));
	buf_reset(&to);
	CHECK_INT(authorized_drop(STR_LIT(OURS("wang", ED)), "/srv/a.d", "wang", &to), 0);
	CHECK_INT(authorized_drop(STR_LIT(OURS("wang", ED)), "/srv/a.db", "wan", &to), 0);
	buf_clear(&to);
}

static const struct { int line; const char *path; bool fits; } paths[] = {
	{ __LINE__, "/usr/bin/duban", true }, { __LINE__, "/srv/督办/ledger-2018_1.db", true },
	{ __LINE__, "a.db", false },          { __LINE__, "/srv/a b.db", false },
	{ __LINE__, "/srv/a\"b.db", false },  { __LINE__, "/srv/a'b.db", false },
	{ __LINE__, "/srv/$HOME", false },    { __LINE__, "/srv/a;b", false },
	{ __LINE__, "/srv/a\\b", false },     { __LINE__, "/srv/a\nb", false },
	{ __LINE__, "/srv/a*b", false },      { __LINE__, "/srv/a%b", false },
	{ __LINE__, "/srv/\377", false },     { __LINE__, "", false },
};

static void test_paths(void)
{
	for (size_t i = 0; i < CHECK_N(paths); i++)
		CHECK_AT(paths[i].line, authorized_path_fits(paths[i].path) == paths[i].fits);
}

/* The folder is made for its owner alone, the file too; a link stays one. */
static void test_file(void)
{
	struct authorized a;
	struct err err = { 0 };
	struct stat st;

	CHECK(authorized_open(&a, check_path("ssh/keys"), &err));
	CHECK_INT(a.text.n, 0);
	CHECK(authorized_write(&a, STR_LIT("one\n"), &err));
	authorized_close(&a);
	CHECK_INT(stat(check_path("ssh"), &st), 0);
	CHECK_INT(st.st_mode & 0777, 0700);
	CHECK_INT(stat(check_path("ssh/keys"), &st), 0);
	CHECK_INT(st.st_mode & 0777, 0600);
	CHECK_INT(symlink("keys", check_path("ssh/link")), 0);
	CHECK(authorized_open(&a, check_path("ssh/link"), &err));
	CHECK_STR(buf_text(&a.text), "one\n");
	CHECK(authorized_write(&a, STR_LIT("two\n"), &err));
	authorized_close(&a);
	CHECK_INT(lstat(check_path("ssh/link"), &st), 0);
	CHECK(S_ISLNK(st.st_mode));
	char *text = check_read(check_path("ssh/keys"), NULL);
	CHECK_STR(text, "two\n");
	free(text);
	CHECK(!authorized_open(&a, check_path("none/at/all"), &err));
	authorized_close(&a);
}

static const struct check_test tests[] = {
	CHECK_TEST(test_put), CHECK_TEST(test_drop), CHECK_TEST(test_paths), CHECK_TEST(test_file),
};

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}

/* Where the program's files lie: tests run from the build tree, hence out of the source tree. */
#include "base/paths.h"

#include <stdlib.h>
#include <unistd.h>

#include "tests/lib/check.h"

static void test_join(void)
{
	char to[PATH_MAX], name[PATH_MAX + 1];

	CHECK(paths_join(to, "/a", "b/c"));
	CHECK_STR(to, "/a/b/c");
	memset(name, 'x', PATH_MAX);
	name[PATH_MAX] = '\0';
	CHECK(!paths_join(to, "/a", name));
}

/* Test programs lie in tests/unit/ of the build tree, where no mark is: they count as installed. */
static void test_installed_without_mark(void)
{
	struct paths p;

	paths_find(&p);
	CHECK(p.installed);
	CHECK(p.share[0] == '/' && p.locale[0] == '/' && p.conf[0] == '/');
	CHECK_STR(strrchr(p.conf, '/'), "/duban");
}

static const struct check_test tests[] = {
	CHECK_TEST(test_join),
	CHECK_TEST(test_installed_without_mark),
};

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}

/* main() of each fuzz target in `make check`: hands it every text of its corpus, and the beginnings of
 * each. A fault ends the program, so the name of the text is printed before. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/fuzz/fuzz.h"
#include "tests/lib/check.h"

static char folder[PATH_MAX];

static int is_shown(const struct dirent *e)
{
	return e->d_name[0] != '.';
}

/* A copy of exactly that length: reading behind its end is seen by the sanitizers. */
static void hand_over(const char *bytes, size_t n)
{
	uint8_t *copy = malloc(n ? n : 1);

	if (!copy)
		abort();
	memcpy(copy, bytes, n);
	LLVMFuzzerTestOneInput(copy, n);
	free(copy);
}

static void test_corpus(void)
{
	struct dirent **names;
	int n = scandir(folder, &names, is_shown, alphasort);

	CHECK(n > 0);
	for (int i = 0; i < n; i++) {
		char path[2 * PATH_MAX];
		size_t len;
		char *bytes;

		snprintf(path, sizeof path, "%s/%s", folder, names[i]->d_name);
		printf("# %s\n", names[i]->d_name);
		fflush(stdout);
		bytes = check_read(path, &len);
		for (size_t part = 0; part < 4; part++)
			hand_over(bytes, len * part / 4);
		hand_over(bytes, len);
		free(bytes);
		free(names[i]);
	}
	free(names);
}

static const struct check_test tests[] = { CHECK_TEST(test_corpus) };

int main(int argc, char **argv)
{
	const char *name = strrchr(argv[0], '/');
	char at[PATH_MAX];

	(void)argc;
	snprintf(at, sizeof at, "tests/fuzz/corpus-%s", name ? name + 1 : argv[0]);
	snprintf(folder, sizeof folder, "%s", check_source(at));
	return check_main(tests, CHECK_N(tests));
}

/* Roles by their words, in the log and on the keyboard. */
#include "tests/lib/check.h"

#include "model/role.h"

static void test_find(void)
{
	static const struct { int line; const char *word; enum role role; } cases[] = {
		{ __LINE__, "viewer", ROLE_VIEWER }, { __LINE__, "reporter", ROLE_REPORTER },
		{ __LINE__, "clerk", ROLE_CLERK }, { __LINE__, "admin", ROLE_ADMIN },
		{ __LINE__, "查看", ROLE_VIEWER }, { __LINE__, "填报", ROLE_REPORTER },
		{ __LINE__, "经办", ROLE_CLERK }, { __LINE__, "管理", ROLE_ADMIN },
		{ __LINE__, "Admin", ROLE_ADMIN }, { __LINE__, "ｃｌｅｒｋ", ROLE_CLERK },
		{ __LINE__, "", ROLE_NONE }, { __LINE__, "root", ROLE_NONE }, { __LINE__, "admins", ROLE_NONE },
	};

	for (size_t i = 0; i < CHECK_N(cases); i++)
		CHECK_INT_AT(cases[i].line, role_find(str_of(cases[i].word)), cases[i].role);
}

/* The words lie in logs: for ever. */
static void test_words(void)
{
	static const char *const words[ROLES] = { "", "viewer", "reporter", "clerk", "admin" };

	for (int r = 0; r < ROLES; r++) {
		CHECK_STR(role_word((enum role)r), words[r]);
		CHECK(*role_label((enum role)r));
		CHECK_INT(role_find(str_of(words[r])), r);
	}
}

static const struct check_test tests[] = { CHECK_TEST(test_find), CHECK_TEST(test_words) };

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}

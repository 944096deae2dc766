#include "ui/key.h"

#include "tests/lib/check.h"

static const struct { int line; const char *name; struct ui_key key; const char *shown; } names[] = {
	{ __LINE__, "j", { KEY_CHAR, 'j' }, "j" }, { __LINE__, "G", { KEY_CHAR, 'G' }, "G" },
	{ __LINE__, "=", { KEY_CHAR, '=' }, "=" }, { __LINE__, "Ctrl-L", { KEY_CHAR, 12 }, "Ctrl-L" },
	{ __LINE__, "ctrl-l", { KEY_CHAR, 12 }, "Ctrl-L" }, { __LINE__, "Ctrl-M", { KEY_ENTER_, 0 }, "Enter" },
	{ __LINE__, "Ctrl-I", { KEY_TAB, 0 }, "Tab" }, { __LINE__, "Ctrl-H", { KEY_BACKSPACE_, 0 }, "Backspace" },
	{ __LINE__, "enter", { KEY_ENTER_, 0 }, "Enter" }, { __LINE__, "Return", { KEY_ENTER_, 0 }, "Enter" },
	{ __LINE__, "PgDn", { KEY_PGDN, 0 }, "PgDn" }, { __LINE__, "PageDown", { KEY_PGDN, 0 }, "PgDn" },
	{ __LINE__, "Shift-Tab", { KEY_BACKTAB, 0 }, "Shift-Tab" }, { __LINE__, "Space", { KEY_CHAR, ' ' }, "Space" },
	{ __LINE__, "催", { KEY_CHAR, 0x50ac }, "催" },
};

static void test_names(void)
{
	for (size_t i = 0; i < CHECK_N(names); i++) {
		struct ui_key k = { 0 };
		char to[16];

		CHECK_AT(names[i].line, key_parse(names[i].name, &k));
		CHECK_AT(names[i].line, key_eq(k, names[i].key));
		CHECK_STR_AT(names[i].line, key_name_of(k, to), names[i].shown);
	}
}

static void test_no_names(void)
{
	static const char *const none[] = { "", "jj", "Ctrl-", "Ctrl-[", "Ctrl-1", "F99", "Ctrl-LL", " ", "\x7f", "催办" };
	struct ui_key k;

	for (size_t i = 0; i < CHECK_N(none); i++)
		CHECK_AT((int)i + 1, !key_parse(none[i], &k));
}

/* What a Chinese input method sends for a key, and the key. */
static const struct { int line; uint32_t sent; char key; } forms[] = {
	{ __LINE__, 'j', 'j' }, { __LINE__, 0xff4a, 'j' }, { __LINE__, 0xff27, 'G' }, { __LINE__, 0xff11, '1' },
	{ __LINE__, 0xff1a, ':' }, { __LINE__, 0xff0f, '/' }, { __LINE__, 0x3001, '/' }, { __LINE__, 0xff1f, '?' },
	{ __LINE__, 0xff1b, ';' }, { __LINE__, 0xff0c, ',' }, { __LINE__, 0x3002, '.' }, { __LINE__, 0xff1d, '=' },
	{ __LINE__, 0x3010, '[' }, { __LINE__, 0x3011, ']' }, { __LINE__, 0x3000, ' ' },
};

static void test_forms(void)
{
	for (size_t i = 0; i < CHECK_N(forms); i++) {
		struct ui_key k = key_as_command((struct ui_key){ KEY_CHAR, forms[i].sent });

		CHECK_INT_AT(forms[i].line, k.code, KEY_CHAR);
		CHECK_INT_AT(forms[i].line, k.ch, forms[i].key);
	}
	CHECK_INT(key_as_command((struct ui_key){ KEY_ENTER_, 0 }).code, KEY_ENTER_);
}

static void test_han(void)
{
	CHECK(key_is_han((struct ui_key){ KEY_CHAR, 0x50ac }));
	CHECK(!key_is_han((struct ui_key){ KEY_CHAR, 'c' }));
	CHECK(!key_is_han((struct ui_key){ KEY_CHAR, 0x3002 }));
	CHECK(!key_is_han((struct ui_key){ KEY_ENTER_, 0 }));
}

static const struct check_test tests[] = { CHECK_TEST(test_names), CHECK_TEST(test_no_names), CHECK_TEST(test_forms), CHECK_TEST(test_han) };

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}

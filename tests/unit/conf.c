#include "base/conf.h"

#include <stdio.h>

#include "base/gettext.h"
#include "tests/lib/check.h"

static const struct conf_option table[] = {
	{ "lang", CONF_TEXT, 0, 16, NULL, "", N_("language of the screens; empty: the locale's") },
	{ "ui.color", CONF_CHOICE, 0, 0, "auto|never|always", "auto", N_("colours") },
	{ "ui.escdelay", CONF_INT, 0, 5000, NULL, "100",
	  N_("how many milliseconds a lone Esc waits for the rest of a key, which slow lines tear apart now and then") },
	{ "ui.mouse", CONF_BOOL, 0, 0, NULL, "false", N_("the mouse") },
	{ "keys", CONF_GROUP, 0, 0, NULL, NULL, N_("keys of your own") },
	{ 0 },
};

/* Reads text as a file over c; the complaints as lines. Lent until the next call. */
static const char *read_text(struct conf *c, const char *text, size_t len)
{
	static struct buf said;
	conf_errors errors = { 0 };
	const char *path = check_path("duban.conf");
	check_write(path, text, len);
	conf_read(c, path, true, &errors);
	buf_reset(&said);
	for (size_t i = 0; i < errors.n; i++)
		buf_printf(&said, "%d: %s\n", errors.p[i].at.line, errors.p[i].text);
	for (size_t i = 0; i < errors.n; i++)
		CHECK_INT(errors.p[i].code, ERR_INPUT);
	vec_clear(&errors);
	return buf_text(&said);
}

static void test_defaults(void)
{
	struct conf *c = conf_new(table);
	CHECK_STR(conf_get(c, "lang")->text, "");
	CHECK_INT(conf_get(c, "ui.color")->number, 0);
	CHECK_INT(conf_get(c, "ui.escdelay")->number, 100);
	CHECK_INT(conf_get(c, "ui.mouse")->number, 0);
	CHECK_STR(conf_get(c, "ui.mouse")->from, "");
	CHECK_INT(conf_get(c, "ui.mouse")->line, 0);
	conf_free(c);
}

static void test_values(void)
{
	static const char text[] = "\xef\xbb\xbf# mine\nlang = \"zh_CN\";\nui = {\n\tcolor = \"never\";\n\tescdelay = 250;\n"
		"\tmouse = true;\n};\n";
	struct conf *c = conf_new(table);
	CHECK_STR(read_text(c, text, sizeof text - 1), "");
	CHECK_STR(conf_get(c, "lang")->text, "zh_CN");
	CHECK_INT(conf_get(c, "ui.color")->number, 1);
	CHECK_STR(conf_get(c, "ui.color")->text, "never");
	CHECK_INT(conf_get(c, "ui.escdelay")->number, 250);
	CHECK_INT(conf_get(c, "ui.mouse")->number, 1);
	CHECK_STR(conf_get(c, "ui.mouse")->from, check_path("duban.conf"));
	CHECK_INT(conf_get(c, "ui.mouse")->line, 6);
	/* A later file changes what it names and leaves the rest. */
	CHECK_STR(read_text(c, "ui = { escdelay = 30; };", 24), "");
	CHECK_INT(conf_get(c, "ui.escdelay")->number, 30);
	CHECK_INT(conf_get(c, "ui.color")->number, 1);
	conf_free(c);
}

static const struct { int line; const char *text, *says; } bad[] = {
	{ __LINE__, "ui = {\n escdelay = \"x\";\n};", "2: ui.escdelay must be a whole number\n" },
	{ __LINE__, "ui = { escdelay = 5001; };", "1: ui.escdelay must be a whole number from 0 to 5000\n" },
	{ __LINE__, "ui = { escdelay = -1; };", "1: ui.escdelay must be a whole number from 0 to 5000\n" },
	{ __LINE__, "ui = { escdelay = 4294967396; };", "1: ui.escdelay must be a whole number from 0 to 5000\n" },
	{ __LINE__, "ui = { escdelay = 1.5; };", "1: ui.escdelay must be a whole number\n" },
	{ __LINE__, "ui = { color = \"blue\"; };", "1: ui.color must be one of auto|never|always\n" },
	{ __LINE__, "ui = { color = true; };", "1: ui.color must be auto|never|always\n" },
	{ __LINE__, "ui = { mouse = 1; };", "1: ui.mouse must be true or false\n" },
	{ __LINE__, "\nlang = \"12345678901234567\";", "2: lang must be a text of 0 to 16 bytes\n" },
	{ __LINE__, "ui = { colour = 1; };", "1: unknown option ui.colour: did you mean ui.color?\n" },
	{ __LINE__, "xyzzy = 1;", "1: unknown option xyzzy: `duban config` lists them\n" },
	{ __LINE__, "other = { a = 1; };", "1: unknown option other: `duban config` lists them\n" },
	{ __LINE__, "ui = 3;", "1: ui must be a group: ui = { ... };\n" },
	{ __LINE__, "keys = 3;", "1: keys must be a group: keys = { ... };\n" },
	{ __LINE__, "keys = { list = { x = 3; }; };", "1: keys.list.x must be a text in quotation marks\n" },
	{ __LINE__, "lang = \"a\";\nlang = \"b\";", "2: not a configuration: duplicate setting name\n" },
	{ __LINE__, "ui = {", "1: not a configuration: syntax error\n" },
	{ __LINE__, "a\n  @include \"x\"", "2: @include is not supported: put the settings into this file\n" },
	{ __LINE__, "#\nlang = \"\xff\";", "2: this line is no UTF-8 text\n" },
	{ __LINE__, "lang = 1;\nui = { mouse = 2; };",
	  "1: lang must be a text in quotation marks\n2: ui.mouse must be true or false\n" },
};

static void test_bad(void)
{
	for (size_t i = 0; i < CHECK_N(bad); i++) {
		struct conf *c = conf_new(table);
		CHECK_STR_AT(bad[i].line, read_text(c, bad[i].text, strlen(bad[i].text)), bad[i].says);
		CHECK_INT_AT(bad[i].line, conf_get(c, "ui.escdelay")->number, 100);
		CHECK_STR_AT(bad[i].line, conf_get(c, "lang")->text, "");
		conf_free(c);
	}
}

static void test_bad_file(void)
{
	struct conf *c = conf_new(table);
	conf_errors errors = { 0 };
	CHECK_STR(read_text(c, "lang = \"a\0b\";", 13), "1: this line is no UTF-8 text\n");
	conf_read(c, check_path("absent.conf"), false, &errors);
	CHECK_INT(errors.n, 0);
	conf_read(c, check_path("absent.conf"), true, &errors);
	CHECK_INT(errors.n, 1);
	conf_read(c, check_dir(), true, &errors);
	CHECK_INT(errors.n, 2);
	struct buf big = { 0 };
	while (big.n <= 256 * 1024)
		buf_puts(&big, "# a comment that makes the file long\n");
	check_write(check_path("big.conf"), buf_text(&big), big.n);
	conf_read(c, check_path("big.conf"), true, &errors);
	CHECK_INT(errors.n, 3);
	buf_clear(&big);
	vec_clear(&errors);
	conf_free(c);
}

static void add_key(void *user, const char *name, const char *value, const char *file, int line)
{
	struct buf *to = user;
	CHECK_STR(file, check_path("duban.conf"));
	buf_printf(to, "%d %s=%s\n", line, name, value);
}

static void test_keys(void)
{
	static const char first[] = "keys = {\n list = { report = \"r\"; sign = ( \"s\", \"S\" ); };\n any = { help = \"?\"; };\n};";
	static const char second[] = "keys = { list = { sign = \"Ctrl-S\"; }; };";
	struct conf *c = conf_new(table);
	struct buf b = { 0 };
	CHECK_STR(read_text(c, first, sizeof first - 1), "");
	conf_each(c, "keys", add_key, &b);
	CHECK_STR(buf_text(&b), "2 keys.list.report=r\n2 keys.list.sign=s\n2 keys.list.sign=S\n3 keys.any.help=?\n");
	buf_reset(&b);
	CHECK_STR(read_text(c, second, sizeof second - 1), "");
	conf_each(c, "keys.list", add_key, &b);
	CHECK_STR(buf_text(&b), "2 keys.list.report=r\n1 keys.list.sign=Ctrl-S\n");
	buf_clear(&b);
	conf_free(c);
}

/* The example names every option with its default, and is read without a complaint. */
static void test_example(void)
{
	struct conf *c = conf_new(table);
	struct buf b = { 0 };
	conf_write_example(table, &b);
	CHECK_STR(read_text(c, buf_text(&b), b.n), "");
	for (const struct conf_option *o = table; o->name; o++) {
		if (o->type == CONF_GROUP)
			continue;
		CHECK_STR(conf_get(c, o->name)->text, o->otherwise);
		CHECK(conf_get(c, o->name)->line > 0);
	}
	CHECK(strstr(buf_text(&b), "\n\t# how many milliseconds a lone Esc waits for the rest of a key, which\n"
		"\t# slow lines tear apart now and then\n\t# 0 to 5000\n\tescdelay = 100;\n") != NULL);
	buf_clear(&b);
	conf_free(c);
}

static void test_show(void)
{
	struct conf *c = conf_new(table);
	struct buf b = { 0 }, want = { 0 };
	static const char text[] = "\nlang = \"a\\\"\";keys = { x = \"y\"; };";
	CHECK_STR(read_text(c, text, sizeof text - 1), "");
	conf_show(c, &b);
	buf_printf(&want, "lang = \"a\\\"\";    # %s:2\nui.color = \"auto\";    # default\nui.escdelay = 100;    # default\n"
		"ui.mouse = false;    # default\nkeys.x = \"y\";    # %s:2\n", check_path("duban.conf"), check_path("duban.conf"));
	CHECK_STR(buf_text(&b), buf_text(&want));
	buf_clear(&b);
	buf_clear(&want);
	conf_free(c);
}

static const struct check_test tests[] = {
	CHECK_TEST(test_defaults), CHECK_TEST(test_values), CHECK_TEST(test_bad), CHECK_TEST(test_bad_file),
	CHECK_TEST(test_keys), CHECK_TEST(test_example), CHECK_TEST(test_show),
};

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}

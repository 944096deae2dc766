#include "ui/keymap.h"

#include <locale.h>
#include <string.h>

#include "base/settings.h"
#include "model/edit.h"
#include "model/verb.h"
#include "tests/lib/check.h"
#include "ui/screen.h"

static struct conf *conf;
static conf_errors errors;

/* The keymap that a configuration of these lines makes; its faults in errors. */
static struct keymap *keymap_of(const char *text)
{
	const char *path = check_path("duban.conf");

	errors.n = 0;
	conf_free(conf);
	conf = conf_new(settings_table());
	check_write(path, text, strlen(text));
	conf_read(conf, path, true, &errors);
	CHECK_INT(errors.n, 0);
	return keymap_new(conf, &errors);
}

static const char *command_of(const struct keymap *m, const char *mode, const char *key)
{
	struct ui_key k;

	CHECK(key_parse(key, &k));
	return keymap_get(m, mode, k);
}

/* Each default binding names a mode, a key and a command that exist, and no key of a mode does two things. */
static void test_table(void)
{
	int n = 0;

	for (const struct binding *a = binding_table(); a->mode; a++, n++) {
		struct ui_key k, other;
		const struct command *c;

		/* Second keys have no parent: what is none of them does nothing. */
		CHECK_AT(n, strcmp(a->mode, "any") == 0 || strcmp(a->mode, "form-more") == 0 || mode_parent(a->mode) != NULL);
		CHECK_AT(n, key_parse(a->key, &k));
		for (c = command_table(); c->name && strcmp(c->name, a->command) != 0; c++)
			;
		CHECK_STR_AT(n, c->name, a->command);
		for (const struct binding *b = a + 1; b->mode; b++)
			CHECK_AT(n, strcmp(a->mode, b->mode) != 0 || !key_parse(b->key, &other) || !key_eq(k, other));
	}
	CHECK(n > 40);
}

/* Every verb is a command; names, Chinese names and initials each say one thing. */
static void test_commands(void)
{
	for (const struct verb *v = verb_table(); v->name; v++) {
		const struct command *c = command_find(v->name);

		CHECK(c != NULL);
		CHECK_STR(c->name, v->name);
		CHECK(*c->cn && *c->initials);
		CHECK_STR(c->help, v->help);
		CHECK_STR(verbs_have(v->name) ? v->name : "", v->name);
	}
	/* What is put right or added is one too; what is about an item or a unit stands in the menu of a duty. */
	for (const struct edit_verb *v = edit_table(); v->name; v++) {
		const struct command *c = command_find(v->name);

		CHECK(c != NULL);
		CHECK_STR(c->name, v->name);
		CHECK(*c->cn && *c->initials);
		CHECK_STR(c->help, v->help);
		CHECK(v->of == EDIT_LEDGER || v->of == EDIT_PLAN || verbs_have(v->name));
	}
	for (const struct command *c = command_table(); c->name; c++) {
		CHECK(command_find(c->name) == c);
		/* What works within a field or a question only has no word for the ":" line. */
		CHECK(!*c->cn == !*c->initials);
		CHECK(!*c->cn || (command_find(c->cn) == c && command_find(c->initials) == c));
		CHECK(*c->help);
	}
	CHECK_STR(command_find("催办")->name, "urge");
	CHECK_STR(command_find("ｃｂ")->name, "urge");
	CHECK_STR(command_find("CB")->name, "urge");
	CHECK(command_find("") == NULL);
	CHECK(command_find("no such") == NULL);
}

static void test_modes(void)
{
	struct keymap *m = keymap_of("");

	CHECK_STR(command_of(m, "overview", "1"), "pane-1");
	CHECK_STR(command_of(m, "overview", "j"), "down");
	CHECK_STR(command_of(m, "overview", "q"), "back");
	CHECK_STR(command_of(m, "form", "Ctrl-L"), "redraw");
	CHECK(command_of(m, "form", "j") == NULL);
	CHECK_STR(keymap_key(m, "overview", "report"), "r");
	CHECK_STR(keymap_key(m, "form", "report"), "");
	CHECK_STR(keymap_at(m, "overview", 0)->command, "pane-1");
	keymap_free(m);
}

static void test_rebind(void)
{
	struct keymap *m = keymap_of("keys = { list = { report = \"R\"; down = \"j Down Ctrl-N\"; }; };");

	CHECK_INT(errors.n, 0);
	CHECK_STR(command_of(m, "overview", "R"), "report");
	CHECK(command_of(m, "overview", "r") == NULL);
	CHECK_STR(command_of(m, "list", "Ctrl-N"), "down");
	CHECK_STR(keymap_key(m, "overview", "report"), "R");
	keymap_free(m);
}

/* Two commands change places: nobody loses a key, so nothing is told. */
static void test_swap(void)
{
	struct keymap *m = keymap_of("keys = { list = { report = \"c\"; urge = \"r\"; }; };");

	CHECK_INT(errors.n, 0);
	CHECK_STR(command_of(m, "list", "c"), "report");
	CHECK_STR(command_of(m, "list", "r"), "urge");
	keymap_free(m);
}

static void test_unbind(void)
{
	struct keymap *m = keymap_of("keys = { list = { close = \"\"; }; };");

	CHECK_INT(errors.n, 0);
	CHECK(command_of(m, "overview", "d") == NULL);
	keymap_free(m);
}

static const struct { int line; const char *conf; int at; const char *says; } faults[] = {
	{ __LINE__, "keys = {\n list = {\n  report = \"x9\"; }; };", 3, "there is no key" },
	{ __LINE__, "keys = {\n list = {\n  reprt = \"R\"; }; };", 3, "no such command" },
	{ __LINE__, "keys = {\n lists = {\n  report = \"R\"; }; };", 3, "no such mode" },
	{ __LINE__, "keys = { list = {\n report = \"R\";\n urge = \"R\"; }; };", 3, "is the key of report already" },
	{ __LINE__, "keys = { list = {\n urge = \"r\"; }; };", 2, "was the only key of report" },
};

static void test_faults(void)
{
	for (size_t i = 0; i < CHECK_N(faults); i++) {
		struct keymap *m = keymap_of(faults[i].conf);

		CHECK_INT_AT(faults[i].line, errors.n, 1);
		CHECK_INT_AT(faults[i].line, errors.p[0].at.line, faults[i].at);
		CHECK_AT(faults[i].line, strstr(errors.p[0].text, faults[i].says) != NULL);
		keymap_free(m);
	}
	/* The line that was there first is named too. */
	keymap_free(keymap_of("keys = { list = {\n report = \"R\";\n urge = \"R\"; }; };"));
	CHECK(strstr(errors.p[0].text, "duban.conf:2") != NULL);
	vec_clear(&errors);
	conf_free(conf);
	conf = NULL;
}

static const struct check_test tests[] = {
	CHECK_TEST(test_table), CHECK_TEST(test_commands), CHECK_TEST(test_modes), CHECK_TEST(test_rebind), CHECK_TEST(test_swap),
	CHECK_TEST(test_unbind), CHECK_TEST(test_faults),
};

int main(void)
{
	setlocale(LC_ALL, "C.UTF-8");
	return check_main(tests, CHECK_N(tests));
}

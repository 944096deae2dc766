/* The table of options against what is written of it elsewhere: conf/duban.conf (exactly), the manual page, the source. */
#include <stdlib.h>

#include "base/settings.h"
#include "tests/lib/check.h"

/* UPDATE=1 writes it anew. */
static void test_example(void)
{
	struct buf want = { 0 };
	const char *update = getenv("UPDATE");
	conf_write_example(settings_table(), &want);
	if (update && strcmp(update, "1") == 0)
		check_write(check_source("conf/duban.conf"), want.p, want.n);
	char *got = check_read(check_source("conf/duban.conf"), NULL);
	CHECK_STR(got, buf_text(&want));
	free(got);
	buf_clear(&want);
}

/* Read back, it says nothing but defaults, and nothing that the table does not know. */
static void test_example_is_sound(void)
{
	struct conf *c = conf_new(settings_table());
	conf_errors errors = { 0 };
	conf_read(c, check_source("conf/duban.conf"), true, &errors);
	CHECK_INT(errors.n, 0);
	for (const struct conf_option *o = settings_table(); o->name; o++) {
		if (o->type == CONF_GROUP)
			continue;
		CHECK(conf_get(c, o->name)->line > 0);
		CHECK_STR(conf_get(c, o->name)->text, o->otherwise);
	}
	vec_clear(&errors);
	conf_free(c);
}

/* duban.conf(5) has a paragraph for each option: ".TP", ".B NAME". And none for what is no option. */
static void test_manual(void)
{
	char *page = check_read(check_source("share/man/duban.conf.5"), NULL);
	size_t options = 0, paragraphs = 0;
	for (const struct conf_option *o = settings_table(); o->name; o++) {
		struct buf head = { 0 };
		buf_printf(&head, "\n.TP\n.B %s\n", o->name);
		if (!strstr(page, buf_text(&head)))
			CHECK_FAIL("duban.conf(5) does not know %s", o->name);
		buf_clear(&head);
		options++;
	}
	for (const char *at = page; (at = strstr(at, "\n.TP\n.B ")); at++)
		paragraphs++;
	CHECK_INT(paragraphs, options);
	free(page);
}

static const struct check_test tests[] = {
	CHECK_TEST(test_example), CHECK_TEST(test_example_is_sound), CHECK_TEST(test_manual),
};

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}

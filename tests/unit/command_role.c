/* Which role may begin with which command of the screens: all of the table stand here, so a new one says it. */
#include "tests/lib/check.h"

#include <stdio.h>
#include <string.h>

#include "ui/keymap.h"

static const struct { enum role role; const char *names; } rows[] = {
	/* what shows something, moves, or ends something; taking a file is judged line by line */
	{ ROLE_NONE, "down up page-down page-up first last left right open next-pane previous-pane pane-1 pane-2 pane-3 unit next-silent "
		"previous-silent pending asked plan print units calls promises sort gaps exchange sync who take make lights month grid "
		"next-date previous-date today previous-month next-month search next-match "
		"previous-match command log views news filter back escape leave help redraw put-aside interrupt line-done choose "
		"field-done next-field previous-field form-leave next-row-or-field previous-row-or-field new-line form-more edit-outside "
		"form-anew next-row previous-row line-before line-after complete-back complete yes no char-left char-right line-start line-end "
		"delete-back delete-char delete-word delete-start delete-end put-back" },
	{ ROLE_REPORTER, "sign report none zero extend remark undo undo-ask redo view-save-own view-remove figure figure-save mark mark-all mark-row mark-block "
		"mark-column again" },
	{ ROLE_CLERK, "members owes define settle settle-first settle-second view-save accept close grant judge measure refuse reopen return "
		"suspend urge contact hand-over edit-plan assign edit-item edit-deadline edit-target instruct new-item new-plan" },
	{ ROLE_ADMIN, "rename merge edit-unit person" },
};

static int rows_name(const char *name, enum role *role)
{
	int n = 0;

	for (size_t i = 0; i < CHECK_N(rows); i++) {
		struct str rest = str_of(rows[i].names), word;

		while (str_cut(&rest, ' ', &word))
			if (str_is(word, name)) {
				*role = rows[i].role;
				n++;
			}
	}
	return n;
}

static void test_all(void)
{
	for (const struct command *c = command_table(); c->name; c++) {
		enum role role = ROLE_NONE;
		const char *verb;

		if (rows_name(c->name, &role) != 1)
			CHECK_FAIL("%s: say once in this table which role may begin with it", c->name);
		else if (command_role(c->name, &verb) != role)
			CHECK_FAIL("%s: it takes %d, not %d", c->name, (int)command_role(c->name, &verb), (int)role);
	}
}

/* None of the table is called otherwise by now. */
static void test_known(void)
{
	for (size_t i = 0; i < CHECK_N(rows); i++) {
		struct str rest = str_of(rows[i].names), word;

		while (str_cut(&rest, ' ', &word)) {
			char name[40];

			snprintf(name, sizeof name, "%.*s", STR_ARG(word));
			if (!command_find(name) || strcmp(command_find(name)->name, name) != 0)
				CHECK_FAIL("there is no command %s", name);
		}
	}
}

static const struct check_test tests[] = { CHECK_TEST(test_all), CHECK_TEST(test_known) };

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}

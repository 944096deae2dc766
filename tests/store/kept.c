/* Half-typed forms: kept by ledger and person, in the state folder, never in the ledger. */
#include "ui/kept.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "tests/lib/check.h"
#include "tests/lib/town.h"

static const struct kept_field typed[] = { { "figure ab", { "11", 2 } }, { "text", { "已约谈\"三\"家", 17 } }, { "who", { "", 0 } } };

/* In place of the library's: keeping a form waits for no disk. */
static int syncs;

int fsync(int fd);
int fsync(int fd)
{
	(void)fd;
	syncs++;
	return 0;
}

static void write_some(struct town *t, const char *form)
{
	struct err err = { 0 };
	int before = syncs;

	if (!kept_write(t->l, form, typed, CHECK_N(typed), &err))
		CHECK_FAIL("%s", err.text);
	CHECK_INT(syncs, before);
}

static bool has(struct town *t, const char *form)
{
	struct kept *k = kept_read(t->l, form);
	bool there = k != NULL;

	kept_free(k);
	return there;
}

static void test_round(void)
{
	struct town t;
	struct kept *k;

	setenv("XDG_STATE_HOME", check_path("state"), 1);
	town_open(&t, "round.db", "2018-11-21");
	CHECK(!has(&t, "report a b 1"));
	write_some(&t, "report a b 1");
	k = kept_read(t.l, "report a b 1");
	CHECK(k != NULL);
	CHECK(str_is(kept_text(k, "figure ab"), "11"));
	CHECK(str_is(kept_text(k, "text"), "已约谈\"三\"家"));
	CHECK(kept_text(k, "who").p != NULL);
	CHECK_INT(kept_text(k, "who").n, 0);
	CHECK(kept_text(k, "way").p == NULL);
	CHECK_INT(kept_at_ms(k), clock_now_ms(t.l->clock));
	kept_free(k);
	/* another form, another person: not theirs */
	CHECK(!has(&t, "report a b 2"));
	snprintf(t.l->by, sizeof t.l->by, "%s", "another");
	CHECK(!has(&t, "report a b 1"));
	kept_forget(t.l, "report a b 1");
	town_close(&t);
	/* another session of the same person finds it, until it is saved */
	town_open(&t, "round2.db", "2018-11-21");
	CHECK(!has(&t, "report a b 1"));
	town_close(&t);
}

static void test_forget(void)
{
	struct town t;

	setenv("XDG_STATE_HOME", check_path("state"), 1);
	town_open(&t, "forget.db", "2018-11-21");
	write_some(&t, "return a b 1");
	CHECK(has(&t, "return a b 1"));
	kept_forget(t.l, "return a b 1");
	CHECK(!has(&t, "return a b 1"));
	kept_forget(t.l, "return a b 1");
	town_close(&t);
}

/* Nobody else may read what was typed; where there is no place for it, that is said. */
static void test_place(void)
{
	struct town t;
	struct stat st;
	struct err err = { 0 };
	char path[PATH_MAX];
	struct dirent *e;
	int n = 0;

	setenv("XDG_STATE_HOME", check_path("state-of-one"), 1);
	town_open(&t, "place.db", "2018-11-21");
	write_some(&t, "report a b 1");
	snprintf(path, sizeof path, "%s/duban/forms", check_path("state-of-one"));
	CHECK(stat(path, &st) == 0);
	CHECK_INT(st.st_mode & 0777, 0700);
	DIR *dir = opendir(path);
	CHECK(dir != NULL);
	while ((e = readdir(dir)))
		if (e->d_name[0] != '.') {
			struct stat file;

			CHECK(fstatat(dirfd(dir), e->d_name, &file, 0) == 0);
			CHECK_INT(file.st_mode & 0777, 0600);
			n++;
		}
	closedir(dir);
	CHECK_INT(n, 1);
	unsetenv("XDG_STATE_HOME");
	unsetenv("HOME");
	CHECK(!kept_write(t.l, "report a b 1", typed, CHECK_N(typed), &err));
	CHECK_INT(err.code, ERR_SYSTEM);
	town_close(&t);
}

/* A file that is no form of ours is not there. */
static void test_broken(void)
{
	struct town t;
	char folder[PATH_MAX], path[PATH_MAX * 2];
	struct dirent *e;

	setenv("XDG_STATE_HOME", check_path("state-broken"), 1);
	town_open(&t, "broken.db", "2018-11-21");
	write_some(&t, "report a b 1");
	snprintf(folder, sizeof folder, "%s/duban/forms", check_path("state-broken"));
	DIR *dir = opendir(folder);
	CHECK(dir != NULL);
	while ((e = readdir(dir)))
		if (e->d_name[0] != '.') {
			snprintf(path, sizeof path, "%s/%s", folder, e->d_name);
			check_write(path, "{\"format\":\"duban-form/1\",", 25);
		}
	closedir(dir);
	CHECK(!has(&t, "report a b 1"));
	town_close(&t);
}

static const struct check_test tests[] = {
	CHECK_TEST(test_round), CHECK_TEST(test_forget), CHECK_TEST(test_place), CHECK_TEST(test_broken),
};

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}

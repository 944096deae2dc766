#include "tests/store/ground.h"

#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>

#include "tests/lib/check.h"

static void ground_start(struct ground *g, const char *name)
{
	*g = (struct ground){ .ids = { .seeded = true, .seed = 1 }, .path = check_path(name) };
	if (!clock_init(&g->clock, "Asia/Shanghai", &g->err) || !clock_set(&g->clock, STR_LIT("2018-11-21"), true, &g->err))
		CHECK_FAIL("%s", g->err.text);
}

void ground_init(struct ground *g, const char *name)
{
	ground_start(g, name);
	g->db = db_open(&(struct db_options){ .path = g->path, .create = true, .site = "city", .clock = &g->clock, .ids = &g->ids,
		.busy_ms = 20 }, &g->err);
	if (!g->db)
		CHECK_FAIL("%s", g->err.text);
	g->path = db_path(g->db);
}

void ground_open(struct ground *g, const char *name)
{
	ground_start(g, name);
	g->db = db_open(&(struct db_options){ .path = g->path, .clock = &g->clock, .ids = &g->ids, .busy_ms = 20 }, &g->err);
	if (g->db)
		g->path = db_path(g->db);
}

void ground_clear(struct ground *g)
{
	db_close(g->db);
	g->db = NULL;
}

struct id ground_id(enum kind k, const char *word)
{
	struct str part = str_of(word);
	struct id id = id_derive(kind_info(k)->name, &part, 1);

	/* No bound one (base/id.h): anybody could make it. */
	if (k == KIND_ENTRY || k == KIND_CONTACT)
		id.b[0] &= 0x7F;
	return id;
}

struct change_hash ground_write(struct ground *g, const char *by, const char *verb, ground_fill *fill, void *user)
{
	struct change_hash hash = { 0 };
	touched_list touched = { 0 };
	bool empty;

	if (!db_begin(g->db, &g->err))
		CHECK_FAIL("%s", g->err.text);
	struct change *c = change_new(g->db, by, verb, verb);

	if (fill)
		fill(c, user);
	bool done = change_append(c, &hash, &touched, &empty, &g->err) && db_commit(g->db, &g->err);

	change_free(c);
	vec_clear(&touched);
	if (!done)
		CHECK_FAIL("%s", g->err.text);
	return hash;
}

struct ground_one { enum kind k; struct id id; const char *column; struct value v; va_list *args; };

static void ground_fill_row(struct change *c, void *user)
{
	struct ground_one *one = user;

	change_row(c, one->k, &one->id);
	for (const char *column = one->column; column; column = va_arg(*one->args, const char *))
		change_field(c, column, V_TEXT(va_arg(*one->args, const char *)));
}

struct change_hash ground_row(struct ground *g, enum kind k, const char *word, const char *column, ...)
{
	va_list args;
	struct ground_one one = { .k = k, .id = ground_id(k, word), .column = column, .args = &args };

	va_start(args, column);
	struct change_hash hash = ground_write(g, "wang", "make", ground_fill_row, &one);

	va_end(args);
	return hash;
}

static void ground_fill_set(struct change *c, void *user)
{
	struct ground_one *one = user;

	change_set(c, one->k, &one->id, one->column, one->v);
}

struct change_hash ground_set(struct ground *g, const char *by, enum kind k, const char *word, const char *column, struct value v)
{
	struct ground_one one = { .k = k, .id = ground_id(k, word), .column = column, .v = v };

	return ground_write(g, by, "set", ground_fill_set, &one);
}

void ground_check(struct ground *g, int line)
{
	struct arena mem = { 0 };
	sentences found = { 0 };

	if (!log_check(g->db, &mem, &found, &g->err))
		CHECK_FAIL("in line %d: %s", line, g->err.text);
	if (found.n > 0)
		CHECK_FAIL("in line %d: %zu differences, first: %s", line, found.n, found.p[0]);
	vec_clear(&found);
	arena_clear(&mem);
}

const char *ground_ask(const char *path, const char *sql)
{
	static char answer[4096];
	sqlite3 *db;
	sqlite3_stmt *s = NULL;

	answer[0] = '\0';
	if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK
	    || sqlite3_prepare_v2(db, sql, -1, &s, NULL) != SQLITE_OK)
		CHECK_FAIL("%s: %s", sql, sqlite3_errmsg(db));
	while (sqlite3_step(s) == SQLITE_ROW) {
		size_t n = strlen(answer);
		const unsigned char *text = sqlite3_column_text(s, 0);

		snprintf(answer + n, sizeof answer - n, "%s%s", n ? " " : "", text ? (const char *)text : "");
	}
	sqlite3_finalize(s);
	sqlite3_close(db);
	return answer;
}

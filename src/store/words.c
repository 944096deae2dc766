/* What SQLite asks back: whether a word stands in a text, whether a key is among those found, how a
 * share compares, and whether somebody's patience is at its end. */
#include <string.h>

#include "store/where_private.h"

#include "base/ban.h"

enum { STEPS_BETWEEN = 500 };       /* looks: some 15 us, of which a look takes half a one */

/* ---- patience ---- */

static int words_look(void *handle)
{
	struct db *db = handle;
	bool ends = !db->in_write && !db->turns && db->patience(db->patience_user);

	db->was_ended |= ends;
	return ends;
}

bool db_was_ended(const struct db *db)
{
	return db->was_ended;
}

void db_patience(struct db *db, bool (*fn)(void *user), void *user)
{
	db->patience = fn;
	db->patience_user = user;
	sqlite3_progress_handler(db->sql, fn ? (db->steps ? db->steps : STEPS_BETWEEN) : 0,
				 fn ? words_look : NULL, db);
	if (fn) {
		db->scan_done = db->scan_all = 0;
		db->was_ended = false;
	}
	db->scan_told = false;
}

void db_scanned(const struct db *db, int64_t *done, int64_t *all)
{
	*done = db->scan_done;
	*all = db->scan_all;
}

void db_scan_tell(struct db *db, int64_t done, int64_t all)
{
	db->scan_done = done;
	db->scan_all = all;
	db->scan_told = true;
}

void db_scan_note(struct db *db, int64_t done, int64_t all)
{
	if (db->scan_told || all == 0)
		return;
	db->scan_done = done;
	db->scan_all = all;
}

/* ---- functions ---- */

typedef int find_in(const struct word *w, struct str text, size_t *at, size_t *len,
		    struct err *err);

/* As the row holds it: asked for as text it would be copied to get an end. */
static struct str value_str(sqlite3_value *v)
{
	const char *p = sqlite3_value_blob(v);

	return (struct str){ p ? p : "", p ? (size_t)sqlite3_value_bytes(v) : 0 };
}

static void words_find(sqlite3_context *c, sqlite3_value **args, find_in *find)
{
	const struct word *w = sqlite3_value_pointer(args[0], WORD_POINTER);
	struct db *db = sqlite3_user_data(c);
	struct str text = value_str(args[1]);
	int found = w && text.n ? find(w, text, NULL, NULL, &db->failure) : 0;

	if (found < 0)
		sqlite3_result_error(c, db->failure.text, -1);
	else
		sqlite3_result_int(c, found > 0);
}

static void words_text(sqlite3_context *c, int n, sqlite3_value **args)
{
	(void)n;
	words_find(c, args, word_find_text);
}

static void words_title(sqlite3_context *c, int n, sqlite3_value **args)
{
	(void)n;
	words_find(c, args, word_find);
}

static void words_among(sqlite3_context *c, int n, sqlite3_value **args)
{
	const struct key_set *s = sqlite3_value_pointer(args[0], SET_POINTER);

	(void)n;
	sqlite3_result_int(c, s && key_set_has(s, sqlite3_value_int64(args[1])));
}

/* Each number behind its length, so that 2 stands before 10. */
static void words_natural(sqlite3_context *c, int n, sqlite3_value **args)
{
	struct str s = value_str(args[0]);
	struct buf to = { 0 };

	(void)n;
	for (size_t i = 0; i < s.n;) {
		size_t digits = 0;

		while (i < s.n && s.p[i] == '0')
			i++;
		while (i + digits < s.n && s.p[i + digits] >= '0' && s.p[i + digits] <= '9')
			digits++;
		if (digits) {
			buf_printf(&to, "%03zu", digits < 999 ? digits : 999);
			buf_add(&to, s.p + i, digits);
			i += digits;
		} else if (i < s.n) {
			buf_byte(&to, s.p[i++]);
		}
	}
	sqlite3_result_text(c, buf_text(&to), (int)to.n, SQLITE_TRANSIENT);
	buf_clear(&to);
}

/* Figures go to 10^15, their scales to 9: a product of two needs more than 64 bits. */
__extension__ typedef __int128 wide;

static bool wide_scale(wide *n, int64_t places)
{
	for (; places > 0; places--)
		if (__builtin_mul_overflow(*n, 10, n))
			return false;
	return true;
}

static bool share_compares(enum cond_compare how, wide got, wide want)
{
	switch (how) {
	case COMPARE_LESS: return got < want;
	case COMPARE_AT_MOST: return got <= want;
	case COMPARE_EQUAL: return got == want;
	case COMPARE_AT_LEAST: return got >= want;
	case COMPARE_MORE: return got > want;
	case COMPARE_ANY: break;
	}
	return true;
}

/* done / of against n, cross-multiplied. */
static void words_share(sqlite3_context *c, int n, sqlite3_value **args)
{
	int64_t done = sqlite3_value_int64(args[0]), of = sqlite3_value_int64(args[2]);
	int64_t places = sqlite3_value_int64(args[3]) + sqlite3_value_int64(args[6]) -
			 sqlite3_value_int64(args[1]);
	wide got = done, want = (wide)sqlite3_value_int64(args[5]) * of;
	bool known = sqlite3_value_type(args[0]) != SQLITE_NULL && of > 0;

	(void)n;
	known = known && wide_scale(&got, places) && wide_scale(&want, -places);
	sqlite3_result_int(c, known && share_compares((enum cond_compare)sqlite3_value_int(args[4]),
						      got, want));
}

void words_settle(struct db *db)
{
	static const struct {
		const char *name;
		int n;
		void (*fn)(sqlite3_context *c, int n, sqlite3_value **args);
	} functions[] = {
		{ "word", 2, words_text },
		{ "word_title", 2, words_title },
		{ "among", 2, words_among },
		{ "number_order", 1, words_natural },
		{ "share_compares", 7, words_share },
	};

	for (size_t i = 0; i < sizeof functions / sizeof *functions; i++)
		sqlite3_create_function_v2(db->sql, functions[i].name, functions[i].n,
					   SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS,
					   db, functions[i].fn, NULL, NULL, NULL);
}

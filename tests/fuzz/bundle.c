/* What comes from other copies. The first byte says how: even, the rest is a file (gzip, or lines as they are) that may be a bundle; odd, the
 * rest is lines for the merge, into an empty ledger in memory, judged by rights: afterwards log, cells and rows agree, whatever they were, each
 * line is judged as it ought to be, and it is the same the other way round. */
#include "tests/fuzz/fuzz.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/utf8.h"
#include "exchange/bundle.h"
#include "model/right_past.h"
#include "store/merge.h"
#include "store/store_private.h"

#include "base/ban.h"

static void check_err(const struct err *err)
{
	FUZZ_HOLDS((err->code == ERR_INPUT || err->code == ERR_DAMAGED) && *err->text && utf8_flaw(str_of(err->text)) < 0);
}

static void read_file(const uint8_t *bytes, size_t n)
{
	int fd = memfd_create("bundle", MFD_CLOEXEC);
	struct buf path = { 0 }, file = { 0 };
	struct err err = { 0 };
	char sha[HASH_TEXT_SIZE];
	struct str line;
	int64_t files = 0, changes = 0;

	FUZZ_HOLDS(fd >= 0 && write(fd, bytes, n) == (ssize_t)n);
	buf_printf(&path, "/proc/self/fd/%d", fd);
	struct bundle *b = bundle_open(buf_text(&path), &err);
	if (!b)
		check_err(&err);
	while (b && bundle_file(b, sha, &file, &err))
		files++;
	if (err.code != ERR_NONE)
		check_err(&err);
	for (err_clear(&err); b && bundle_change(b, &line, &err);)
		changes++;
	/* What was judged whole can be read whole. */
	FUZZ_HOLDS(!b || (err.code == ERR_NONE && changes == bundle_head(b)->changes && files <= bundle_head(b)->files));
	bundle_close(b);
	buf_clear(&path);
	buf_clear(&file);
	close(fd);
}

static struct db *empty_ledger(struct rights **rights)
{
	static struct clock clock;
	static struct id_maker ids = { .seeded = true, .seed = 1 };
	static struct db *kept;
	static struct rights *judges;
	struct err err = { 0 };
	struct db like = { .path = "x.db", .site = "city", .clock = &clock, .ids = &ids };

	if (!kept) {
		FUZZ_HOLDS(clock_init(&clock, "Asia/Shanghai", &err) && clock_set(&clock, STR_LIT("2018-11-21"), true, &err));
		kept = db_scratch(&like, &err);
		FUZZ_HOLDS(kept);
		judges = rights_new(kept);
		db_set_judge(kept, rights_as_judge(judges));
	}
	*rights = judges;
	return kept;
}

typedef VEC(struct str) text_lines;

static void lines_of(const char *text, size_t n, text_lines *to)
{
	for (size_t at = 0; at < n;) {
		const char *end = memchr(text + at, '\n', n - at);
		size_t len = end ? (size_t)(end - text) - at : n - at;

		*vec_push(to) = (struct str){ text + at, len };
		at += len + 1;
	}
}

/* What came of them: the log, who holds what, what clashes, some of what shows. */
static const char *const shows[] = {
	"SELECT hex(hash) || applied FROM change ORDER BY 1",
	"SELECT hex(c.row) || c.kind || c.col || c.head || hex(h.hash) FROM cell c JOIN change h ON h.id = c.change ORDER BY 1",
	"SELECT hex(row) || kind || col FROM clash ORDER BY 1",
	"SELECT hex(row) || kind || col || hex(target) FROM ring ORDER BY 1",
	"SELECT hex(h.hash) || r.why FROM refused r JOIN change h ON h.id = r.change ORDER BY 1",
	"SELECT hex(h.hash) || r.why FROM disputed r JOIN change h ON h.id = r.change ORDER BY 1",
	"SELECT hex(id) || ifnull(gone, '') || ifnull(login, '') || ifnull(role, '') FROM person ORDER BY 1",
	"SELECT hex(u.id) || ifnull(u.gone, '') || ifnull(u.name, '') || ifnull(hex(s.id), '') FROM unit u LEFT JOIN unit s ON s.key = u.same_as ORDER BY 1",
	"SELECT hex(u.id) || ifnull(u.gone, '') || ifnull(u.title, '') || ifnull(hex(s.id), '') FROM item u LEFT JOIN item s ON s.key = u.parent ORDER BY 1",
};

static void db_say(struct db *db, struct buf *to)
{
	struct err err = { 0 };
	struct stmt st;

	for (size_t i = 0; i < sizeof shows / sizeof *shows; i++) {
		stmt_open(&st, db, shows[i], &err);
		while (stmt_row(&st, &err)) {
			buf_put(to, stmt_get_str(&st, 0));
			buf_byte(to, '\n');
		}
		FUZZ_HOLDS(stmt_close(&st));
	}
}

/* In their order, or the last first. */
static void merge_order(const text_lines *lines, bool back, struct buf *said)
{
	struct rights *rights;
	struct db *db = empty_ledger(&rights);
	struct arena mem = { 0 };
	sentences found = { 0 };
	touched_list touched = { 0 };
	struct merged sum = { 0 };
	struct err err = { 0 };

	FUZZ_HOLDS(db_begin(db, &err));
	rights_stale(rights);
	for (size_t i = 0; i < lines->n; i++)
		FUZZ_HOLDS(merge_line(db, lines->p[back ? lines->n - 1 - i : i], clock_now_ms(db->clock), &touched, &sum, &err));
	FUZZ_HOLDS(merge_early(db, &touched, &sum, &err));
	FUZZ_HOLDS(rights_settle(rights, &touched, &err));
	FUZZ_HOLDS(log_check(db, &mem, &found, &err) && rights_check(rights, &mem, &found, &err));
	for (size_t i = 0; i < found.n; i++)
		fprintf(stderr, "%s\n", found.p[i]);
	FUZZ_HOLDS(found.n == 0);
	db_say(db, said);
	db_rollback(db);
	vec_clear(&found);
	vec_clear(&touched);
	arena_clear(&mem);
}

static void merge_lines(const char *text, size_t n)
{
	text_lines lines = { 0 };
	struct buf first = { 0 }, other = { 0 };

	lines_of(text, n, &lines);
	merge_order(&lines, false, &first);
	merge_order(&lines, true, &other);
	FUZZ_HOLDS(str_eq(buf_str(&first), buf_str(&other)));
	buf_clear(&first);
	buf_clear(&other);
	vec_clear(&lines);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	if (n > 0 && bytes[0] % 2 == 0)
		read_file(bytes + 1, n - 1);
	else if (n > 0)
		merge_lines((const char *)bytes + 1, n - 1);
	return 0;
}

/* The other side of a line, saying anything: bit 1 of the first byte, whether it answers or calls; bit 2, whether somebody is asked before anything is taken (by who calls). The rest is what it
 * says, in which a line that is "sum" becomes the right one of the part before it, since nobody guesses that. Afterwards the ledger is sound, and what went wrong has a sentence. */
#include "tests/fuzz/fuzz.h"

#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/utf8.h"
#include "exchange/link.h"
#include "model/right_past.h"
#include "model/setting.h"
#include "store/store_private.h"

#include "base/ban.h"

enum { MAY_CALL = 1, MAY_ASK = 2 };

/* Of the lines since the last one that begins a part. */
static void put_sum(struct buf *to, size_t part)
{
	uint8_t hash[HASH_SIZE];
	char hex[HASH_TEXT_SIZE];

	hash_bytes(buf_text(to) + part, to->n - part, hash);
	buf_printf(to, "{\"sum\":\"%s\"}\n", hex_text(hash, HASH_SIZE, hex));
}

static int said_open(struct str text)
{
	struct buf said = { 0 };
	struct str line;
	size_t part = 0;
	int fd = memfd_create("said", MFD_CLOEXEC);

	while (text.n > 0 && str_cut(&text, '\n', &line)) {
		if (str_is(line, "sum")) {
			put_sum(&said, part);
			continue;
		}
		buf_put(&said, line);
		buf_byte(&said, '\n');
		if (str_starts(line, STR_LIT("{\"changes\":")) || str_starts(line, STR_LIT("{\"files\":")))
			part = said.n;
	}
	FUZZ_HOLDS(fd >= 0 && write(fd, buf_text(&said), said.n) == (ssize_t)said.n && lseek(fd, 0, SEEK_SET) == 0);
	buf_clear(&said);
	return fd;
}

/* As ledger_open() would have it, without a file. */
static void ledger_begin_fuzz(struct ledger *l)
{
	static struct clock clock;
	static struct id_maker ids = { .seeded = true, .seed = 1 };
	static struct calendar *cal;
	struct db like = { .path = "/tmp/duban-fuzz-link.db", .site = "city", .clock = &clock, .ids = &ids };
	struct err err = { 0 };

	if (!cal) {
		FUZZ_HOLDS(clock_init(&clock, "Asia/Shanghai", &err) && clock_set(&clock, STR_LIT("2018-11-21"), true, &err));
		cal = calendar_new();
	}
	*l = (struct ledger){ .clock = &clock, .ids = &ids, .cal = cal, .by = "wang" };
	l->db = db_scratch(&like, &err);
	FUZZ_HOLDS(l->db);
	l->rights = rights_new(l->db);
	db_set_judge(l->db, rights_as_judge(l->rights));
}

static void check_sound(struct ledger *l)
{
	struct arena mem = { 0 };
	sentences found = { 0 };
	struct err err = { 0 };

	FUZZ_HOLDS(log_check(l->db, &mem, &found, &err) && rights_check(l->rights, &mem, &found, &err));
	for (size_t i = 0; i < found.n; i++)
		fprintf(stderr, "%s\n", found.p[i]);
	FUZZ_HOLDS(found.n == 0);
	vec_clear(&found);
	arena_clear(&mem);
}

static bool agree(void *user, const struct bundle *b, const struct take_look *look, const char *broke, struct err *err)
{
	(void)user, (void)b, (void)look, (void)broke, (void)err;
	return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct ledger l;
	struct link_sum sum;
	struct err err = { 0 };
	int how = n > 0 ? bytes[0] : 0;

	if (n == 0)
		return 0;
	int in = said_open((struct str){ (const char *)bytes + 1, n - 1 }), out = open("/dev/null", O_WRONLY | O_CLOEXEC);
	struct link_options o = { .in = in, .out = out, .quiet_s = 1, .agreed = (how & MAY_ASK) ? agree : NULL };

	ledger_begin_fuzz(&l);
	if ((how & MAY_CALL) ? link_call(&l, &o, &sum, &err) : link_answer(&l, &o, &sum, &err))
		FUZZ_HOLDS(*sum.with);
	else
		FUZZ_HOLDS(err.code != ERR_NONE && *err.text && utf8_flaw(str_of(err.text)) < 0);
	FUZZ_HOLDS(utf8_flaw(str_of(sum.noise)) < 0);
	check_sound(&l);
	rights_free(l.rights);
	setting_rule_forget(&l);
	db_close(l.db);
	close(in);
	close(out);
	return 0;
}

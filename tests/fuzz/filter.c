/* Filters: the tree, what it means in the sample's ledger, which rows it leaves, and what Tab offers at
 * any byte. */
#include "tests/fuzz/fuzz.h"

#include <unistd.h>

#include "base/file.h"
#include "base/utf8.h"
#include "model/filter.h"
#include "model/filter_parse.h"
#include "model/log_filter.h"
#include "notice/commit.h"
#include "notice/draft.h"
#include "store/list.h"

#include "base/ban.h"

static char path[256];
static struct clock clock_of;
static struct id_maker ids = { .seeded = true, .seed = 7 };

static void path_remove(void)
{
	char beside[300];

	unlink(path);
	snprintf(beside, sizeof beside, "%s-wal", path);
	unlink(beside);
	snprintf(beside, sizeof beside, "%s-shm", path);
	unlink(beside);
}

static struct ledger *ledger_make(void)
{
	const char *source = getenv("DUBAN_SOURCE"), *tmp = getenv("TMPDIR");
	char share[512], plan[600];
	struct outcome out;
	struct err err = { 0 };
	struct buf text = { 0 };

	snprintf(share, sizeof share, "%s/share", source ? source : ".");
	snprintf(plan, sizeof plan, "%s/sample/plan.txt", share);
	snprintf(path, sizeof path, "%s/duban-fuzz-filter-%ld.db", tmp ? tmp : "/tmp", (long)getpid());
	atexit(path_remove);
	FUZZ_HOLDS(clock_init(&clock_of, "Asia/Shanghai", &err));
	FUZZ_HOLDS(clock_set(&clock_of, STR_LIT("2018-11-21"), true, &err));
	struct ledger *l = ledger_open(&(struct ledger_options){ .path = path, .create = true, .region = "", .share_dir = share,
			.by = "wang", .clock = &clock_of, .ids = &ids }, &err);
	FUZZ_HOLDS(l && file_read(plan, 1 << 20, &text, &err));
	struct draft *d = notice_read(buf_str(&text), "plan.txt",
		&(struct notice_options){ .issued = date_make(2018, 10, 31), .today = date_make(2018, 11, 1), .region = "",
			.share_dir = share, .cal = l->cal }, &err);
	FUZZ_HOLDS(d && draft_commit(d, l, date_make(2018, 11, 1), &out, &err));
	draft_free(d);
	buf_clear(&text);
	return l;
}

static size_t tree_check(const struct parsed *p, struct str line, int depth)
{
	size_t nodes = 1;

	FUZZ_HOLDS(depth <= 3 * FILTER_DEPTH_MOST);
	FUZZ_HOLDS(p->at <= p->end && p->end <= line.n);
	FUZZ_HOLDS(p->kind != PARSED_KEY || (p->key && p->n_values > 0));
	FUZZ_HOLDS(p->kind != PARSED_NOT || (p->first && !p->first->next));
	FUZZ_HOLDS((p->kind != PARSED_AND && p->kind != PARSED_OR) || (p->first && p->first->next));
	for (size_t i = 0; i < p->n_values; i++) {
		fuzz_lent(p->values[i].text, line);
		fuzz_lent(p->values[i].to, line);
		fuzz_lent(p->values[i].name, line);
		FUZZ_HOLDS(p->values[i].at <= line.n);
	}
	for (const struct parsed *part = p->first; part; part = part->next)
		nodes += tree_check(part, line, depth + 1);
	return nodes;
}

static void lists_check(struct ledger *l, struct str line)
{
	static const enum list_of lists[] = { LIST_DUTIES, LIST_TASKS, LIST_CAMPAIGNS, LIST_UNITS, LIST_SILENT, LIST_DATES };
	enum list_of of = lists[line.n % (sizeof lists / sizeof *lists)];
	struct err err = { 0 };
	struct filter f;
	struct list list = { 0 };
	size_t at = SIZE_MAX;

	if (!filter_read(l, line, of, &f, &at, &err)) {
		FUZZ_HOLDS(at <= line.n && err.code != ERR_NONE && *err.text && !f.cond);
		FUZZ_HOLDS(err.code == ERR_USE || err.code == ERR_INPUT || err.code == ERR_NOT_FOUND || err.code == ERR_AMBIGUOUS);
		return;
	}
	list_start(&list, &(struct query){ .of = of, .due = DATE_NONE, .today = ledger_today(l), .where = f.cond });
	/* a pattern may be too dear: told, and nothing else may fail */
	FUZZ_HOLDS(list_need(l->db, &list, 40, &err) || err.code == ERR_INPUT || err.code == ERR_USE);
	list_clear(&list);
	filter_clear(&f);
}

static void log_check_line(struct ledger *l, struct str line)
{
	struct log_filter f;
	struct err err = { 0 };

	if (log_filter_read(l, 0, line, &f, &err))
		log_filter_clear(&f);
	else
		FUZZ_HOLDS(f.wrong <= line.n && *err.text);
}

static void completion_check(struct ledger *l, struct str line, struct arena *mem)
{
	struct err err = { 0 };
	filter_choices list = { 0 };
	size_t at = line.n ? (unsigned char)line.p[0] * line.n / 255 : 0;

	FUZZ_HOLDS(filter_complete(l, line, at, mem, &list, &err));
	for (size_t i = 0; i < list.n; i++)
		FUZZ_HOLDS(list.p[i].at + list.p[i].len <= at && *list.p[i].text);
	vec_clear(&list);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	static struct ledger *l;
	struct str line = { (const char *)bytes, n };
	struct arena mem = { 0 };
	struct err err = { 0 };
	const struct parsed *tree;
	size_t at = SIZE_MAX;

	if (!l)
		l = ledger_make();
	bool ok = filter_parse(line, &mem, &tree, &at, &err);
	FUZZ_HOLDS(ok == (err.code == ERR_NONE) && at <= n);
	FUZZ_HOLDS(!ok || !tree || tree_check(tree, line, 0) <= 2 * FILTER_NODES_MOST);
	lists_check(l, line);
	log_check_line(l, line);
	/* the screens' line holds sound text alone */
	if (utf8_flaw(line) < 0)
		completion_check(l, line, &mem);
	arena_clear(&mem);
	return 0;
}

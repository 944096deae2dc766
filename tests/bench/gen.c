/* Makes a ledger of any size, through the real log: gen FILE ITEMS SHARE_DIR [MONTHLY [ENTRIES [UNITS LEADS]]]. Items lie in plans of 2,000; each has five lead units of
 * forty and a deadline, every MONTHLY-th (10; 0: none) a monthly one. Each other duty has ENTRIES (1) entries: a third of them a report, reviewed where
 * there is a second entry, the others urgings (none with ENTRIES 1). Every hundredth item has a group of four for its last lead, every hundredth, too, a
 * joint target of its leads. The same arguments make the same rows. */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/date.h"
#include "base/err.h"
#include "base/mem.h"
#include "model/ident.h"
#include "model/ledger.h"
#include "store/change.h"
#include "store/store_private.h"

enum { PER_PLAN = 2000, PER_CHANGE = 2000, UNITS = 40, UNITS_MAX = 1000, LEADS = 5, MEMBERS = 4, EVERY_GROUP = 100, EVERY_JOINT = 100 };

struct gen {
	struct ledger *ledger;
	struct change *change;
	struct id units[UNITS_MAX], group, figure;
	uint64_t dice;
	int monthly, entries, n_units, leads;
};

static const char *const syllables[] = {
	"信用", "平台", "归集", "公示", "许可", "处罚", "惩戒", "治理", "报送", "台账", "医疗", "环境", "交通", "教育", "住建", "档案",
};

static unsigned roll(struct gen *g, unsigned below)
{
	g->dice = g->dice * 6364136223846793005ULL + 1442695040888963407ULL;
	return (unsigned)(g->dice >> 33) % below;
}

static void die(const struct err *err)
{
	char line[700];
	err_line(err, line, sizeof line);
	fprintf(stderr, "gen: %s\n", line);
	exit(err_exit_status(err->code));
}

static void begin(struct gen *g)
{
	struct err err = { 0 };
	g->change = ledger_begin(g->ledger, "import", "bench", &err);
	if (!g->change)
		die(&err);
}

static void commit(struct gen *g)
{
	struct err err = { 0 };
	struct outcome out;
	if (!ledger_commit(g->ledger, g->change, &out, &err))
		die(&err);
}

static void text_field(struct gen *g, const char *column, const char *text)
{
	change_field(g->change, column, V_TEXT(text));
}

static void make_units(struct gen *g)
{
	for (int i = 0; i < g->n_units; i++) {
		char name[64];
		snprintf(name, sizeof name, "市第%d%s局", i + 1, syllables[i % 16]);
		g->units[i] = ident_unit(STR_LIT(""), str_of(name));
		change_row(g->change, KIND_UNIT, &g->units[i]);
		text_field(g, "region", "");
		text_field(g, "name", name);
		text_field(g, "kind", "single");
	}
	g->group = ident_unit(STR_LIT(""), STR_LIT("各片区"));
	change_row(g->change, KIND_UNIT, &g->group);
	text_field(g, "region", "");
	text_field(g, "name", "各片区");
	text_field(g, "kind", "group");
	for (int i = 0; i < MEMBERS; i++) {
		struct id member = ident_member(&g->group, &g->units[i]);
		change_row(g->change, KIND_MEMBER, &member);
		change_field(g->change, "group", V_ID(g->group));
		change_field(g->change, "unit", V_ID(g->units[i]));
	}
}

static struct id make_plan(struct gen *g, int n)
{
	char title[64];
	snprintf(title, sizeof title, "第%d号任务分解表", n + 1);
	struct str cell = str_of(title);
	struct id plan = ident_plan(&cell, 1);
	change_row(g->change, KIND_PLAN, &plan);
	text_field(g, "title", title);
	text_field(g, "issued", "2018-10-31");
	text_field(g, "handed", "2018-11-01");
	change_field(g->change, "year", V_INT(2018));
	text_field(g, "state", "open");
	g->figure = ident_figure(&plan, STR_LIT("典型案例"));
	change_row(g->change, KIND_FIGURE, &g->figure);
	change_field(g->change, "plan", V_ID(plan));
	text_field(g, "name", "典型案例");
	text_field(g, "word", "例");
	return plan;
}

static void make_deadline(struct gen *g, const struct id *item, bool recurs, struct id *deadline)
{
	char due[DATE_TEXT_SIZE];
	*deadline = ident_part("deadline", item, 0);
	change_row(g->change, KIND_DEADLINE, deadline);
	change_field(g->change, "item", V_ID(*item));
	change_field(g->change, "pos", V_INT(0));
	if (recurs) {
		text_field(g, "kind", "recurring");
		text_field(g, "rhythm", "FREQ=MONTHLY;BYMONTHDAY=20");
		text_field(g, "period", "month");
		text_field(g, "text", "每月20日前");
	} else {
		text_field(g, "kind", "once");
		text_field(g, "due", date_text(date_make(2018, 11, 5) + (date)roll(g, 90), due));
		text_field(g, "text", "限期完成");
	}
}

/* Some 8 to 60 characters; a word that few say in one of 50,000. */
static const char *said(struct gen *g, bool urged)
{
	static char text[256];
	struct buf b = { 0 };

	buf_puts(&b, urged ? "电话催办，答复尽快报送" : "已按要求报送");
	for (unsigned n = roll(g, 12); n > 0; n--)
		buf_printf(&b, "%s%s", n % 4 == 3 ? "，" : "", syllables[roll(g, 16)]);
	buf_puts(&b, roll(g, 50000) ? "情况见附表。" : "，另设联席专班。");
	snprintf(text, sizeof text, "%s", buf_text(&b));
	buf_clear(&b);
	return text;
}

/* One more entry of a duty; which one of how many says what was done. */
static void make_entry(struct gen *g, const struct id *row, const struct id *item, const struct id *unit, const struct id *deadline, const char *what, int n,
	struct id *entry)
{
	*entry = ident_part("bench-entry", row, n);
	change_row(g->change, KIND_ENTRY, entry);
	change_field(g->change, "item", V_ID(*item));
	change_field(g->change, "unit", V_ID(*unit));
	change_field(g->change, "deadline", V_ID(*deadline));
	text_field(g, "occ", "1");
	text_field(g, "do", what);
	text_field(g, "on", "2018-11-12");
	text_field(g, "text", said(g, strcmp(what, "urge") == 0));
}

/* A third of the duties are in, reviewed where there is a second entry; the others were urged. */
static void make_entries(struct gen *g, const struct id *row, const struct id *item, const struct id *unit, const struct id *deadline)
{
	bool in = !roll(g, 3);
	struct id entry, report, duty = ident_duty(item, unit, deadline, STR_LIT("1"));

	for (int i = in || g->entries > 1 ? 0 : g->entries; i < g->entries; i++) {
		make_entry(g, row, item, unit, deadline, !in ? "urge" : i == 0 ? "report" : "accept", i, &entry);
		if (i == 0)
			report = entry;
	}
	if (!in)
		return;
	change_row(g->change, KIND_DUTY, &duty);
	change_field(g->change, "item", V_ID(*item));
	change_field(g->change, "unit", V_ID(*unit));
	change_field(g->change, "deadline", V_ID(*deadline));
	text_field(g, "occ", "1");
	change_field(g->change, "report", V_ID(report));
	if (g->entries > 1)
		text_field(g, "review", "accepted");
}

static void make_target(struct gen *g, const struct id *item)
{
	struct id target = ident_part("target", item, 0);
	change_row(g->change, KIND_TARGET, &target);
	change_field(g->change, "item", V_ID(*item));
	change_field(g->change, "pos", V_INT(0));
	change_field(g->change, "num_figure", V_ID(g->figure));
	text_field(g, "comparator", ">=");
	change_field(g->change, "num", V_INT(3));
	change_field(g->change, "den", V_INT(1));
	text_field(g, "scope", "joint");
	text_field(g, "text", "不少于3例");
}

static void make_item(struct gen *g, const struct id *plan, int n)
{
	char number[16], title[128];
	bool recurs = g->monthly && n % g->monthly == g->monthly - 1;
	snprintf(number, sizeof number, "%d", n % PER_PLAN + 1);
	snprintf(title, sizeof title, "%s%s%s工作第%d项", syllables[roll(g, 16)], syllables[roll(g, 16)],
		syllables[roll(g, 16)], n + 1);
	struct id item = ident_item(plan, NULL, str_of(title), 0), deadline;
	change_row(g->change, KIND_ITEM, &item);
	change_field(g->change, "plan", V_ID(*plan));
	text_field(g, "number", number);
	text_field(g, "kind", n % 8 == 7 ? "campaign" : "task");
	text_field(g, "title", title);
	change_field(g->change, "pos", V_INT(n % PER_PLAN));
	text_field(g, "owes", "lead");
	text_field(g, "state", "open");
	make_deadline(g, &item, recurs, &deadline);
	if (n % EVERY_JOINT == EVERY_JOINT / 2)
		make_target(g, &item);
	for (int i = 0; i < g->leads; i++) {
		bool group = n % EVERY_GROUP == 0 && i == g->leads - 1;
		struct id unit = group ? g->group : g->units[(n + i * 7) % g->n_units], row = ident_assignment(&item, &unit, "lead");
		change_row(g->change, KIND_ASSIGNMENT, &row);
		change_field(g->change, "item", V_ID(item));
		change_field(g->change, "unit", V_ID(unit));
		text_field(g, "role", "lead");
		change_field(g->change, "pos", V_INT(i));
		if (!recurs && !group)
			make_entries(g, &row, &item, &unit, &deadline);
	}
}

int main(int argc, char **argv)
{
	if (argc < 4 || argc > 8) {
		fprintf(stderr, "gen FILE ITEMS SHARE_DIR [MONTHLY [ENTRIES [UNITS LEADS]]]\n");
		return 2;
	}
	setlocale(LC_ALL, "C.UTF-8");
	struct err err = { 0 };
	struct clock clock = { 0 };
	struct id_maker ids = { .seeded = true, .seed = 1 };
	struct gen g = { .dice = 7, .monthly = argc > 4 ? (int)strtol(argv[4], NULL, 10) : 10, .entries = argc > 5 ? (int)strtol(argv[5], NULL, 10) : 1 };
	int items = (int)strtol(argv[2], NULL, 10);
	g.n_units = argc > 6 ? (int)strtol(argv[6], NULL, 10) : UNITS;
	g.leads = argc > 7 ? (int)strtol(argv[7], NULL, 10) : LEADS;
	if (g.n_units > UNITS_MAX || g.leads > g.n_units)
		return 2;
	if (!clock_init(&clock, "Asia/Shanghai", &err) || !clock_set(&clock, STR_LIT("2018-11-14T09:00"), true, &err))
		die(&err);
	g.ledger = ledger_open(&(struct ledger_options){ .path = argv[1], .create = true, .region = "", .share_dir = argv[3],
		.by = "bench", .clock = &clock, .ids = &ids }, &err);
	if (!g.ledger)
		die(&err);
	/* Nobody else reads it yet, and one that is broken off is made anew: pages stay in memory. */
	if (sqlite3_exec(g.ledger->db->sql, "PRAGMA synchronous = OFF; PRAGMA cache_size = -1000000; PRAGMA wal_autocheckpoint = 100000", NULL, NULL, NULL) != SQLITE_OK)
		return 1;
	struct id plan = { 0 };
	begin(&g);
	make_units(&g);
	for (int n = 0; n < items; n++) {
		if (n && n % PER_CHANGE == 0) {
			commit(&g);
			clock_step(&clock, 1000);
			begin(&g);
		}
		if (n % PER_PLAN == 0)
			plan = make_plan(&g, n / PER_PLAN);
		make_item(&g, &plan, n);
	}
	commit(&g);
	ledger_close(g.ledger);
	return 0;
}

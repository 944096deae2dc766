#include "tests/lib/town.h"

#include <stdio.h>
#include <string.h>

#include "base/paths.h"
#include "model/figure.h"
#include "model/define.h"
#include "model/ident.h"
#include "model/unit_match.h"
#include "model/view.h"

#include "tests/lib/check.h"

date town_day(const char *text)
{
	date d = DATE_NONE;

	if (text && *text && !date_parse(str_of(text), &d))
		CHECK_FAIL("no date: %s", text);
	return d;
}

/* ---- the plan ---- */

struct making { struct change *c; struct id plan; };

static struct id make_unit(struct making *m, const char *name, const char *brief, const char *kind)
{
	struct id id = ident_unit(STR_LIT("云州市"), str_of(name)), alias = ident_name(&id, str_of(brief), "short", NULL);

	change_row(m->c, KIND_UNIT, &id);
	change_field(m->c, "region", V_TEXT("云州市"));
	change_field(m->c, "name", V_TEXT(name));
	change_field(m->c, "short", V_TEXT(brief));
	change_field(m->c, "kind", V_TEXT(kind));
	change_row(m->c, KIND_NAME, &alias);
	change_field(m->c, "unit", V_ID(id));
	change_field(m->c, "name", V_TEXT(brief));
	change_field(m->c, "kind", V_TEXT("short"));
	return id;
}

static struct id make_item(struct making *m, const char *number, const char *kind, const char *title, const struct id *parent, int pos)
{
	struct id id = ident_item(&m->plan, parent, str_of(title), 0);

	change_row(m->c, KIND_ITEM, &id);
	change_field(m->c, "plan", V_ID(m->plan));
	if (parent)
		change_field(m->c, "parent", V_ID(*parent));
	change_field(m->c, "number", V_TEXT(number));
	change_field(m->c, "kind", V_TEXT(kind));
	change_field(m->c, "title", V_TEXT(title));
	change_field(m->c, "text", V_TEXT(title));
	change_field(m->c, "pos", V_INT(pos));
	change_field(m->c, "owes", V_TEXT("lead"));
	change_field(m->c, "state", V_TEXT("open"));
	return id;
}

static void make_assignment(struct making *m, const struct id *item, struct id unit, const char *role, int pos)
{
	struct id id = ident_assignment(item, &unit, role);

	change_row(m->c, KIND_ASSIGNMENT, &id);
	change_field(m->c, "item", V_ID(*item));
	change_field(m->c, "unit", V_ID(unit));
	change_field(m->c, "role", V_TEXT(role));
	change_field(m->c, "pos", V_INT(pos));
}

static void make_deadline(struct making *m, const struct id *item, int pos, const char *kind, const char *due)
{
	struct id id = ident_part("deadline", item, pos);

	change_row(m->c, KIND_DEADLINE, &id);
	change_field(m->c, "item", V_ID(*item));
	change_field(m->c, "pos", V_INT(pos));
	change_field(m->c, "kind", V_TEXT(kind));
	if (*due)
		change_field(m->c, "due", V_TEXT(due));
	if (strcmp(kind, "recurring") == 0) {
		change_field(m->c, "rhythm", V_TEXT("FREQ=MONTHLY;BYMONTHDAY=20"));
		change_field(m->c, "period", V_TEXT("month"));
	}
}

static struct id make_figure(struct making *m, const char *name, const char *word, int scale)
{
	struct id id = ident_figure(&m->plan, str_of(name));

	change_row(m->c, KIND_FIGURE, &id);
	change_field(m->c, "plan", V_ID(m->plan));
	change_field(m->c, "name", V_TEXT(name));
	change_field(m->c, "word", V_TEXT(word));
	change_field(m->c, "scale", V_INT(scale));
	return id;
}

static void make_target(struct making *m, const struct id *item, const char *const columns[], const struct id *figures, int n,
	const char *comparator, int num, int den, const char *scope, bool soft)
{
	struct id id = ident_part("target", item, 0);

	change_row(m->c, KIND_TARGET, &id);
	change_field(m->c, "item", V_ID(*item));
	change_field(m->c, "pos", V_INT(0));
	for (int i = 0; i < n; i++)
		change_field(m->c, columns[i], V_ID(figures[i]));
	change_field(m->c, "comparator", V_TEXT(comparator));
	change_field(m->c, "num", V_INT(num));
	change_field(m->c, "den", V_INT(den));
	change_field(m->c, "scope", V_TEXT(scope));
	change_field(m->c, "soft", V_INT(soft));
}

static void make_measure(struct making *m, const struct id *item, int pos, const char *state)
{
	struct id id = ident_part("measure", item, pos);

	change_row(m->c, KIND_MEASURE, &id);
	change_field(m->c, "item", V_ID(*item));
	change_field(m->c, "pos", V_INT(pos));
	change_field(m->c, "text", V_TEXT("一项措施"));
	change_field(m->c, "state", V_TEXT(state));
}

static void make_tasks(struct making *m, const struct id *u)
{
	static const char *const base[] = { "num_figure", "total_figure", "excluded_figure" }, *const ratio[] = { "num_figure", "den_figure" };
	struct id court = u[0], tax = u[1], quality = u[2], info = u[3], bank = u[4], group = u[5], i;
	struct id f2[] = { make_figure(m, "做到", "家", 0), make_figure(m, "主体总数", "家", 0), make_figure(m, "剔除", "家", 0) };
	struct id f6[] = { make_figure(m, "案例", "例", 0), make_figure(m, "名单", "条", 0) };
	struct id f8[] = { make_figure(m, "不良率", "%", 2) };

	i = make_item(m, "1", "task", "政务大厅接入平台", NULL, 1);
	make_assignment(m, &i, info, "lead", 0);
	make_deadline(m, &i, 0, "once", "2018-11-20");
	i = make_item(m, "2", "task", "失信主体修复信用", NULL, 2);
	make_assignment(m, &i, court, "lead", 0);
	make_assignment(m, &i, tax, "lead", 1);
	make_assignment(m, &i, quality, "lead", 2);
	make_assignment(m, &i, info, "lead", 3);
	make_assignment(m, &i, group, "responsible", 0);
	make_deadline(m, &i, 0, "phase", "2018-11-20");
	make_deadline(m, &i, 1, "ongoing", "");
	make_target(m, &i, base, f2, 3, ">", 50, 100, "each", true);
	i = make_item(m, "6", "task", "联合奖惩的案例", NULL, 3);
	make_assignment(m, &i, court, "lead", 0);
	make_assignment(m, &i, tax, "lead", 1);
	make_assignment(m, &i, quality, "lead", 2);
	make_assignment(m, &i, group, "responsible", 0);
	make_deadline(m, &i, 0, "phase", "2018-11-20");
	make_deadline(m, &i, 1, "ongoing", "");
	make_target(m, &i, ratio, f6, 2, ">=", 10, 100, "each", false);
	i = make_item(m, "8", "task", "按月报送不良率", NULL, 4);
	make_assignment(m, &i, bank, "lead", 0);
	make_deadline(m, &i, 0, "recurring", "");
	make_deadline(m, &i, 1, "ongoing", "");
	make_target(m, &i, ratio, f8, 1, "", 0, 0, "each", false);
}

static void make_campaigns(struct making *m, const struct id *u)
{
	static const char *const ratio[] = { "num_figure", "den_figure" };
	struct id court = u[0], tax = u[1], quality = u[2], info = u[3], i, top;
	struct id f[] = { make_figure(m, "已整治", "户", 0), make_figure(m, "在册", "户", 0) };

	top = make_item(m, "10", "group", "几项专项治理", NULL, 5);
	i = make_item(m, "10.1", "campaign", "拖欠账款", &top, 6);
	make_assignment(m, &i, court, "lead", 0);
	make_assignment(m, &i, tax, "lead", 1);
	make_deadline(m, &i, 0, "once", "2018-11-30");
	i = make_item(m, "10.2", "campaign", "短斤少两", &top, 7);
	make_assignment(m, &i, quality, "lead", 0);
	make_assignment(m, &i, info, "lead", 1);
	make_deadline(m, &i, 0, "phase", "2018-11-20");
	make_target(m, &i, ratio, f, 2, ">=", 80, 100, "joint", false);
	i = make_item(m, "附-9", "campaign", "无人牵头的一项", NULL, 8);
	make_measure(m, &i, 0, "open");
	make_measure(m, &i, 1, "done");
}

static void town_make(struct town *t)
{
	static const struct { const char *name, *brief, *kind; } units[] = {
		{ "市法院", "法院", "single" }, { "市税务局", "税务", "single" }, { "市质监局", "质监", "single" },
		{ "市信息中心", "信息", "single" }, { "市银监局", "银监", "single" }, { "各成员单位", "成员", "group" },
		{ "市质检所", "质检所", "single" },
	};
	struct making m = { .plan = ident_plan(&STR_LIT("云州市工作任务"), 1) };
	struct outcome out = { .done = 0 };
	struct err err = { 0 };
	struct id u[CHECK_N(units)];

	m.c = ledger_begin(t->l, "import", "导入", &err);
	CHECK_STR(err.text, "");
	change_row(m.c, KIND_PLAN, &m.plan);
	change_field(m.c, "title", V_TEXT("云州市重点工作"));
	change_field(m.c, "issued", V_TEXT("2018-10-31"));
	change_field(m.c, "handed", V_TEXT("2018-11-01"));
	change_field(m.c, "year", V_INT(2018));
	change_field(m.c, "region", V_TEXT("云州市"));
	change_field(m.c, "state", V_TEXT("open"));
	for (size_t i = 0; i < CHECK_N(units); i++)
		u[i] = make_unit(&m, units[i].name, units[i].brief, units[i].kind);
	make_tasks(&m, u);
	make_campaigns(&m, u);
	if (!ledger_commit(t->l, m.c, &out, &err))
		CHECK_FAIL("%s", err.text);
	CHECK(out.changed);
	t->plan = row_key(t->l->db, KIND_PLAN, &m.plan);
}

/* ---- opening ---- */

static void open_ledger(struct town *t, bool create, const char *today)
{
	struct err err = { 0 };
	char share[512];

	snprintf(share, sizeof share, "%s/share", CHECK_SOURCE_TREE);
	if (*t->share)
		snprintf(share, sizeof share, "%s", t->share);
	struct ledger_options o = { .path = t->path, .create = create, .region = "云州市", .share_dir = share, .by = "wang",
		.clock = &t->clock, .ids = &t->ids };
	if (!clock_init(&t->clock, "Asia/Shanghai", &err) || !clock_set(&t->clock, str_of(today), true, &err) ||
		!(t->l = ledger_open(&o, &err)))
		CHECK_FAIL("%s", err.text);
}

void town_open(struct town *t, const char *name, const char *today)
{
	*t = (struct town){ .ids = { .seeded = true, .seed = 7 } };
	snprintf(t->path, sizeof t->path, "%s", check_path(name));
	open_ledger(t, true, today);
	town_make(t);
}

void town_reopen(struct town *t, const char *today)
{
	ledger_close(t->l);
	t->l = NULL;
	open_ledger(t, false, today);
}

void town_close(struct town *t)
{
	ledger_close(t->l);
	t->l = NULL;
}

/* ---- finding and doing ---- */

int64_t town_item(struct town *t, const char *number)
{
	int64_t key = 0;
	struct err err = { 0 };

	if (!view_find_item(t->l, t->plan, str_of(number), &key, &err))
		CHECK_FAIL("%s: %s", number, err.text);
	return key;
}

int64_t town_unit(struct town *t, const char *name)
{
	int64_t key = 0;
	struct err err = { 0 };

	if (!unit_match_one(t->l, str_of(name), &key, &err))
		CHECK_FAIL("%s: %s", name, err.text);
	return key;
}

int64_t town_figure(struct town *t, const char *name)
{
	struct id plan, figure;

	CHECK(row_id(t->l->db, KIND_PLAN, t->plan, &plan));
	figure = ident_figure(&plan, str_of(name));
	int64_t key = row_key(t->l->db, KIND_FIGURE, &figure);
	if (!key)
		CHECK_FAIL("no figure %s", name);
	return key;
}

void town_share(struct town *t)
{
	struct id known;
	struct err err = { 0 };
	struct outcome out;

	CHECK(row_id(t->l->db, KIND_FIGURE, town_figure(t, "在册"), &known));
	struct change *c = ledger_begin(t->l, "test", "", &err);
	change_set(c, KIND_FIGURE, &known, "word", V_TEXT("条"));
	CHECK(ledger_commit(t->l, c, &out, &err));
	CHECK(define_same(t->l, town_figure(t, "名单"), town_figure(t, "在册"), &out, &err));
}

struct duty_state town_duty(struct town *t, const char *number, const char *unit)
{
	struct duty_state d = { .key = 0 };
	struct err err = { 0 };

	if (!view_find_duty(t->l, town_item(t, number), town_unit(t, unit), DATE_NONE, &d, &err))
		CHECK_FAIL("%s", err.text);
	return d;
}

static size_t read_amounts(struct town *t, const char *figures, struct amount *to)
{
	struct str rest = str_of(figures ? figures : ""), word;
	size_t n = 0;

	while (rest.n && str_cut(&rest, ' ', &word)) {
		ptrdiff_t eq = str_find(word, STR_LIT("="));
		char name[64];
		struct err err = { 0 };
		snprintf(name, sizeof name, "%.*s", (int)eq, word.p);
		to[n].figure = town_figure(t, name);
		if (!figure_read(str_from(word, (size_t)eq + 1), &(struct figure_row){ .word = strcmp(name, "不良率") == 0 ? "%" : "", .scale = strcmp(name, "不良率") == 0 ? 2 : 0 }, &to[n].n, &err))
			CHECK_FAIL("%s", err.text);
		n++;
		if (rest.n == 0)
			break;
	}
	return n;
}

void town_do(struct town *t, const char *verb, const char *number, const char *unit, const char *figures, const char *text, struct outcome *out)
{
	struct duty_state d = town_duty(t, number, unit);
	struct amount amounts[8];
	struct outcome mine = { .done = 0 };
	struct err err = { 0 };
	struct verb_call call = { .duties = &d, .n = 1, .amounts = amounts, .n_amounts = read_amounts(t, figures, amounts), .sure = true, .text = text,
		.on = DATE_NONE, .promised = DATE_NONE };

	if (!verb_run(t->l, verb_find(verb), &call, out ? out : &mine, &err))
		CHECK_FAIL("%s %s %s: %s", verb, number, unit, err.text);
	clock_step(&t->clock, 1000);
}

void town_check(struct town *t)
{
	struct arena mem = { 0 };
	sentences found = { 0 };
	struct err err = { 0 };

	if (!ledger_check(t->l, &mem, &found, &err))
		CHECK_FAIL("%s", err.text);
	if (found.n)
		CHECK_FAIL("%zu differences: %s", found.n, found.p[0]);
	vec_clear(&found);
	arena_clear(&mem);
}

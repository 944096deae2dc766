/* Forms, menus, questions, the chooser and the ":" line on a real ledger, drawn into a text. */
#include <locale.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "base/width.h"
#include "model/view.h"
#include "ui/draw.h"
#include "ui/form.h"
#include "ui/screen.h"

#include "tests/lib/check.h"
#include "tests/lib/town.h"

struct scene {
	struct town t;
	struct ui ui;
	struct ui_options options;
	int rows, cols;
	struct buf text;          /* of the last drawing */
};

/* What lies under all: a list that only counts what it is told. */
static struct { int refreshed; } floor_seen;

static void floor_draw(struct ui *ui, struct screen *s)
{
	(void)s;
	for (int i = 0; i < draw_rows() - ui->foot; i++)
		draw_blank(i);
}

static void floor_refresh(struct ui *ui, struct screen *s)
{
	(void)ui, (void)s;
	floor_seen.refreshed++;
}

static void floor_free(struct screen *s)
{
	(void)s;
}

static const struct screen_ops floor_ops = { .mode = "item", .title = "floor", .draw = floor_draw, .refresh = floor_refresh, .free = floor_free };
static struct screen floor_screen = { .ops = &floor_ops };

static void scene_open(struct scene *x, const char *name)
{
	*x = (struct scene){ .rows = 24, .cols = 80 };
	setenv("XDG_STATE_HOME", check_path(name), 1);
	char file[64];
	snprintf(file, sizeof file, "%s.db", name);
	town_open(&x->t, file, "2018-11-21");
	x->ui = (struct ui){ .ledger = x->t.l, .options = &x->options, .keymap = keymap_new(NULL, NULL), .today = ledger_today(x->t.l) };
	floor_screen.foot_rows = 0;
	floor_seen.refreshed = 0;
	draw_to_text(&x->text, x->rows, x->cols);
	ui_push(&x->ui, &floor_screen);
}

static void scene_close(struct scene *x)
{
	while (x->ui.top)
		ui_pop(&x->ui);
	keymap_free(x->ui.keymap);
	vec_clear(&x->ui.silent_order);
	again_clear(&x->ui.again);
	narrow_clear(&x->ui.narrow);
	draw_to_text(NULL, 0, 0);
	buf_clear(&x->text);
	town_close(&x->t);
}

static void key(struct scene *x, struct ui_key k)
{
	struct screen *s = x->ui.top;
	const char *command;

	x->ui.message[0] = '\0';
	if (s->ops->key && s->ops->key(&x->ui, s, k))
		return;
	command = keymap_get(x->ui.keymap, s->ops->mode, key_as_command(k));
	if (command)
		ui_command(&x->ui, command);
}

/* Keys by their names, parted by blanks; what is no name is typed. */
static void press(struct scene *x, const char *text)
{
	struct str rest = str_of(text), word;

	while (str_cut(&rest, ' ', &word)) {
		char name[64];
		struct ui_key k;

		snprintf(name, sizeof name, "%.*s", STR_ARG(word));
		if (key_parse(name, &k)) {
			key(x, k);
			continue;
		}
		for (size_t at = 0; at < word.n;)
			key(x, (struct ui_key){ KEY_CHAR, utf8_next(word, &at) });
	}
}

static const char *drawn(struct scene *x)
{
	buf_reset(&x->text);
	draw_to_text(&x->text, x->rows, x->cols);
	if (x->ui.top->ops->rested)
		x->ui.top->ops->rested(&x->ui, x->ui.top);
	x->ui.top->ops->draw(&x->ui, x->ui.top);
	return buf_text(&x->text);
}

#define SHOWS(x, text) do { if (!strstr(drawn(x), (text))) CHECK_FAIL("\"%s\" is not in:\n%s", (text), drawn(x)); } while (0)
#define SHOWS_NOT(x, text) do { if (strstr(drawn(x), (text))) CHECK_FAIL("\"%s\" is in:\n%s", (text), drawn(x)); } while (0)

static void report_of(struct scene *x, const char *number, const char *unit)
{
	struct duty_state d = town_duty(&x->t, number, unit);

	x->ui.message[0] = '\0';
	do_verb(&x->ui, "report", &d, 1, d.item);
}

static void test_report(void)
{
	struct scene x;
	struct duty_state d;
	struct entry_row e;
	struct arena mem = { 0 };

	scene_open(&x, "report");
	report_of(&x, "2", "质监局");
	SHOWS(&x, "report 市质监局  2 ");
	SHOWS(&x, "period: 11-20  last: none");
	SHOWS(&x, "(if possible > 50%)");
	press(&x, "11 Enter 2 Enter 3");
	SHOWS(&x, "3/9 = 33.3%");
	/* a bad figure says why and stays */
	press(&x, "x Enter");
	CHECK(x.ui.message_is_error);
	CHECK(strstr(x.ui.message, "3x"));
	CHECK(!duty_is_in(&(struct duty_state){ .report = town_duty(&x.t, "2", "质监局").report }));
	/* text, day, way and person are reached by Down; Enter saves from there too */
	press(&x, "Backspace Down 已约谈 Down Ctrl-U 昨天 Down Ctrl-U 2 Down 乙 Enter");
	CHECK(x.ui.top == &floor_screen);
	CHECK_STR(x.ui.message, "reported: 市质监局 2 失信主体修复信用: 3/9 (of 11-20)");
	CHECK_INT(floor_seen.refreshed, 1);
	d = town_duty(&x.t, "2", "质监局");
	CHECK_INT(d.report, 'r');
	CHECK(d.reported == town_day("2018-11-20"));
	CHECK(entry_last(x.t.l->db, d.item, d.unit, "report", &mem, &e));
	CHECK_STR(e.text, "已约谈");
	CHECK_STR(e.way, "letter");
	CHECK_STR(e.who, "乙");
	/* the figures stand beside the fields the next time */
	report_of(&x, "2", "质监局");
	SHOWS(&x, "(now 11)");
	SHOWS(&x, "last: 11-20");
	/* neither a figure nor a text is no report */
	press(&x, "Enter Enter Enter");
	CHECK(x.ui.message_is_error);
	CHECK(x.ui.top != &floor_screen);
	arena_clear(&mem);
	scene_close(&x);
}

/* Full-width digits count; without figures the form begins in its text, and Enter saves, after it asked once whether nothing is said. */
static void test_report_plain(void)
{
	struct scene x;

	scene_open(&x, "plain");
	report_of(&x, "1", "信息中心");
	press(&x, "Enter");
	CHECK(x.ui.message_is_error);
	CHECK_INT(town_duty(&x.t, "1", "信息中心").report, 0);
	press(&x, "Enter");
	CHECK_INT(town_duty(&x.t, "1", "信息中心").report, 'r');
	report_of(&x, "8", "银监局");
	SHOWS(&x, "period: 2018-11");
	press(&x, "１．８７ Enter");
	CHECK_STR(x.ui.message, "reported: 市银监局 8 按月报送不良率 2018-11: 1.87%");
	/* more than 100 % is asked about once, another figure anew */
	report_of(&x, "8", "银监局");
	press(&x, "Ctrl-U 187 Enter");
	CHECK_STR(x.ui.message, "187.00% is more than 100%; Enter again reports it all the same");
	press(&x, "0 Enter");
	CHECK_STR(x.ui.message, "1870.00% is more than 100%; Enter again reports it all the same");
	press(&x, "Enter");
	CHECK_STR(x.ui.message, "reported: 市银监局 8 按月报送不良率 2018-11: 1870.00%");
	scene_close(&x);
}

/* Another one writes of a duty, behind the screens. */
static void another(struct scene *x, const char *verb, const char *unit, const char *text)
{
	snprintf(x->t.l->by, sizeof x->t.l->by, "li");
	clock_step(&x->t.clock, 1000);
	town_do(&x->t, verb, "2", unit, NULL, text, NULL);
	snprintf(x->t.l->by, sizeof x->t.l->by, "wang");
}

/* A key without a form tells, once, what another one wrote since the screens were read. */
static void test_seen(void)
{
	struct scene x;

	scene_open(&x, "seen");
	town_do(&x.t, "report", "2", "质监局", NULL, "一", NULL);
	ui_refresh(&x.ui);
	struct duty_state d = town_duty(&x.t, "2", "质监局");
	another(&x, "report", "质监局", "二");
	int refreshed = floor_seen.refreshed;
	do_verb(&x.ui, "accept", &d, 1, d.item);
	CHECK(strstr(x.ui.message, "the same key again does it over that: li was first ("));
	CHECK(x.ui.message_is_error);
	CHECK_INT(floor_seen.refreshed, refreshed + 1);
	CHECK_INT(town_duty(&x.t, "2", "质监局").review, 0);
	do_verb(&x.ui, "accept", &d, 1, d.item);
	CHECK_INT(town_duty(&x.t, "2", "质监局").review, 'a');
	/* What is no other word about the same is not told, nor what the screens have shown. */
	another(&x, "urge", "质监局", "催");
	do_verb(&x.ui, "close", &d, 1, d.item);
	press(&x, "y");
	CHECK_INT(town_duty(&x.t, "2", "质监局").state, 'c');
	another(&x, "reopen", "质监局", "开");
	ui_refresh(&x.ui);
	do_verb(&x.ui, "close", &d, 1, d.item);
	press(&x, "y");
	CHECK_INT(town_duty(&x.t, "2", "质监局").state, 'c');
	scene_close(&x);
}

static void test_days(void)
{
	struct scene x;

	scene_open(&x, "days");
	report_of(&x, "1", "信息中心");
	press(&x, "Down Ctrl-U 12-30-1 Enter");
	CHECK(x.ui.message_is_error);
	press(&x, "Ctrl-U +1 Enter Enter");
	CHECK_STR(x.ui.message, "11-22 has not come yet: it counts as in from now on, with that day; Enter again reports it all the same");
	/* The nearest one, though 11-23 of the year before was up to today too. Another day is asked about anew. */
	press(&x, "Ctrl-U 11-23 Enter");
	CHECK_STR(x.ui.message, "11-23 has not come yet: it counts as in from now on, with that day; Enter again reports it all the same");
	press(&x, "Ctrl-U 2028-11-22 Enter");
	CHECK_STR(x.ui.message, "2028-11-22 is more than a year away: which year is meant?");
	press(&x, "Ctrl-U 19-11 Enter");
	CHECK(strstr(x.ui.message, "not a day: 19-11") != NULL);
	press(&x, "Ctrl-U -2 Enter Enter");
	CHECK(town_duty(&x.t, "1", "信息中心").reported == town_day("2018-11-19"));
	scene_close(&x);
}

/* A refusal puts the cursor into the field that it is about, and Enter says what it does there. */
static void test_field_of_fault(void)
{
	struct scene x;
	struct duty_state d;

	scene_open(&x, "fault");
	d = town_duty(&x.t, "2", "质监局");
	do_verb(&x.ui, "extend", &d, 1, d.item);
	SHOWS(&x, "Enter next field");
	press(&x, "Enter 等名单");
	SHOWS(&x, "Enter save");
	press(&x, "Enter");
	CHECK_STR(x.ui.message, "a date is needed: extend to when?");
	x.ui.message[0] = '\0';
	SHOWS(&x, "Enter next field");
	press(&x, "11-10 Enter Enter");
	CHECK_STR(x.ui.message, "11-10 is not later than 11-20, when it is due");
	press(&x, "Ctrl-U 11-28 Enter Enter");
	CHECK(x.ui.top == &floor_screen);
	CHECK(town_duty(&x.t, "2", "质监局").asked == town_day("2018-11-28"));
	scene_close(&x);
}

/* Done of how many in one field: the parts go into their own. */
static void test_share(void)
{
	struct scene x;
	struct value_row v;
	struct duty_state d;

	scene_open(&x, "share");
	report_of(&x, "2", "质监局");
	press(&x, "１２／２０ Enter");
	CHECK(x.ui.top == &floor_screen);
	d = town_duty(&x.t, "2", "质监局");
	CHECK(value_get(x.t.l->db, town_figure(&x.t, "做到"), d.unit, d.occ, &v) && v.reported == 12);
	CHECK(value_get(x.t.l->db, town_figure(&x.t, "主体总数"), d.unit, d.occ, &v) && v.reported == 20);
	CHECK(value_get(x.t.l->db, town_figure(&x.t, "剔除"), d.unit, d.occ, &v) && v.reported == 0);
	report_of(&x, "6", "质监局");
	press(&x, "12/120 Enter");
	CHECK(x.ui.top == &floor_screen);
	d = town_duty(&x.t, "6", "质监局");
	CHECK(value_get(x.t.l->db, town_figure(&x.t, "名单"), d.unit, d.occ, &v) && v.reported == 120);
	/* a rate has no parts */
	report_of(&x, "8", "银监局");
	press(&x, "12/20 Enter");
	CHECK_STR(x.ui.message, "no share is asked for here: 12/20");
	scene_close(&x);
}

/* Esc keeps; the same form has it again; "anew" puts it aside and brings it back; saving ends it. */
static void test_kept(void)
{
	struct scene x;

	scene_open(&x, "esc");
	report_of(&x, "2", "质监局");
	press(&x, "11 Down Down Down 没说完 Esc");
	CHECK(x.ui.top == &floor_screen);
	report_of(&x, "2", "税务局");
	SHOWS_NOT(&x, "没说完");
	press(&x, "Esc");
	CHECK_STR(x.ui.message, "");
	report_of(&x, "2", "质监局");
	SHOWS(&x, "没说完");
	CHECK(strstr(x.ui.message, "11-21") != NULL);
	press(&x, "Ctrl-X Ctrl-X");
	SHOWS_NOT(&x, "没说完");
	press(&x, "Esc");
	report_of(&x, "2", "质监局");
	SHOWS(&x, "没说完");
	press(&x, "Ctrl-X Ctrl-X Ctrl-X Ctrl-X");
	SHOWS(&x, "没说完");
	press(&x, "Down Down 2 Down Enter");
	CHECK(x.ui.top == &floor_screen);
	CHECK_INT(town_duty(&x.t, "2", "质监局").report, 'r');
	report_of(&x, "2", "质监局");
	SHOWS_NOT(&x, "没说完");
	scene_close(&x);
}

/* The line drops: every screen is freed as it stands. */
static void test_hangup(void)
{
	struct scene x;

	scene_open(&x, "hangup");
	report_of(&x, "2", "质监局");
	press(&x, "11 Enter 2");
	while (x.ui.top)
		ui_pop(&x.ui);
	ui_push(&x.ui, &floor_screen);
	report_of(&x, "2", "质监局");
	SHOWS(&x, "11____");
	SHOWS(&x, "2_____");
	scene_close(&x);
}

/* Another writes for a long time: what was typed stays in the form, and is saved a moment later. */
static void test_busy(void)
{
	struct scene x;
	sqlite3 *other;

	scene_open(&x, "busy");
	CHECK(sqlite3_open(x.t.path, &other) == SQLITE_OK);
	report_of(&x, "1", "信息中心");
	press(&x, "已互通");
	CHECK(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL) == SQLITE_OK);
	press(&x, "Enter");
	CHECK(x.ui.top != &floor_screen);
	CHECK(x.ui.message_is_error);
	SHOWS(&x, "已互通");
	CHECK_INT(town_duty(&x.t, "1", "信息中心").report, 0);
	CHECK(sqlite3_exec(other, "ROLLBACK", NULL, NULL, NULL) == SQLITE_OK);
	press(&x, "Enter");
	CHECK(x.ui.top == &floor_screen);
	CHECK_INT(town_duty(&x.t, "1", "信息中心").report, 'r');
	sqlite3_close(other);
	scene_close(&x);
}

static void test_ask(void)
{
	struct scene x;
	struct duty_state d;

	scene_open(&x, "ask");
	d = town_duty(&x.t, "6", "市法院");
	do_verb(&x.ui, "zero", &d, 1, d.item);
	SHOWS(&x, "zero report: 市法院  6 联合奖惩的案例?");
	/* nothing but an answer answers */
	press(&x, "Enter r Space Tab");
	CHECK(x.ui.top != &floor_screen);
	CHECK_INT(town_duty(&x.t, "6", "市法院").report, 0);
	press(&x, "n");
	CHECK(x.ui.top == &floor_screen);
	do_verb(&x.ui, "zero", &d, 1, d.item);
	press(&x, "Esc");
	do_verb(&x.ui, "zero", &d, 1, d.item);
	press(&x, "否");
	CHECK_INT(town_duty(&x.t, "6", "市法院").report, 0);
	do_verb(&x.ui, "zero", &d, 1, d.item);
	press(&x, "是");
	CHECK_INT(town_duty(&x.t, "6", "市法院").report, 'z');
	d = town_duty(&x.t, "1", "信息中心");
	do_verb(&x.ui, "close", &d, 1, d.item);
	press(&x, "1");
	CHECK_INT(town_duty(&x.t, "1", "信息中心").state, 'c');
	scene_close(&x);
}

static void test_return(void)
{
	struct scene x;
	struct duty_state d;

	scene_open(&x, "return");
	d = town_duty(&x.t, "1", "信息中心");
	do_verb(&x.ui, "return", &d, 1, d.item);
	CHECK(x.ui.top == &floor_screen);
	CHECK(x.ui.message_is_error);        /* nothing was reported */
	town_do(&x.t, "report", "1", "信息中心", NULL, NULL, NULL);
	d = town_duty(&x.t, "1", "信息中心");
	do_verb(&x.ui, "return", &d, 1, d.item);
	press(&x, "Enter");
	CHECK(x.ui.message_is_error);        /* a reason is needed */
	press(&x, "缺数据 Enter");
	CHECK_STR(x.ui.message, "returned: 市信息中心 1 政务大厅接入平台: 缺数据");
	scene_close(&x);
}

static void test_urge(void)
{
	struct scene x;
	struct duty_state d;
	struct entry_row e;
	struct arena mem = { 0 };

	scene_open(&x, "urge");
	d = town_duty(&x.t, "1", "信息中心");
	do_verb(&x.ui, "urge", &d, 1, d.item);
	press(&x, "甲 Enter 昨天 Enter");
	CHECK(x.ui.message_is_error);        /* nobody promises yesterday */
	press(&x, "Ctrl-U 23 Enter");
	CHECK(x.ui.top == &floor_screen);
	CHECK(entry_last(x.t.l->db, d.item, d.unit, "urge", &mem, &e));
	CHECK_STR(e.who, "甲");
	CHECK_STR(e.way, "phone");
	CHECK(e.promised == town_day("2018-11-23"));
	arena_clear(&mem);
	scene_close(&x);
}

static void test_menu(void)
{
	struct scene x;
	struct duty_state d;

	scene_open(&x, "menu");
	d = town_duty(&x.t, "1", "信息中心");
	verbs_open(&x.ui, &d, 1);
	SHOWS(&x, "1 report r");
	SHOWS(&x, "4 sign s");
	SHOWS(&x, "9 close d");
	SHOWS_NOT(&x, "2 no change");        /* it has never reported */
	SHOWS_NOT(&x, "6 accept");
	/* a number that does not work here says why and does nothing */
	press(&x, "6");
	CHECK(x.ui.message_is_error);
	CHECK(x.ui.top != &floor_screen);
	press(&x, "8");                      /* a form at the foot; Esc leaves it */
	SHOWS(&x, "extend to");
	press(&x, "Esc");
	CHECK(x.ui.top == &floor_screen);
	verbs_open(&x.ui, &d, 1);
	press(&x, "４");                      /* full width, as an input method sends it */
	CHECK(x.ui.top == &floor_screen);
	CHECK(strstr(x.ui.message, "signed") != NULL);
	verbs_open(&x.ui, &d, 1);
	SHOWS_NOT(&x, "4 sign");
	press(&x, "0");
	SHOWS(&x, "1 remark i");
	SHOWS(&x, "3 the unit");
	press(&x, "0 Down Enter");
	CHECK(x.ui.top != &floor_screen);
	press(&x, "Esc");
	scene_close(&x);
}

static int64_t chosen_unit;
static void chosen(struct ui *ui, void *user, int64_t unit)
{
	(void)ui, (void)user;
	chosen_unit = unit;
}

static void choose(struct scene *x, const char *text, const int64_t *only, size_t n)
{
	chosen_unit = -1;
	chooser_open(&x->ui, "unit", chosen, NULL, NULL, only, n);
	press(x, text);
}

static void test_chooser(void)
{
	struct scene x;
	int64_t two[2];

	scene_open(&x, "choose");
	two[0] = town_unit(&x.t, "质监局");
	two[1] = town_unit(&x.t, "市法院");
	choose(&x, "质监 Enter", NULL, 0);
	CHECK_INT(chosen_unit, two[0]);
	choose(&x, "Enter", NULL, 0);
	CHECK_INT(chosen_unit, 0);           /* all units */
	choose(&x, "法院 1", NULL, 0);        /* the row's number */
	CHECK_INT(chosen_unit, two[1]);
	choose(&x, "2", NULL, 0);
	CHECK(chosen_unit > 0);              /* 1 is "all units" */
	choose(&x, "没有这样的单位 Down Enter", NULL, 0);
	SHOWS(&x, "no unit has this in its names");
	press(&x, "Esc");
	CHECK_INT(chosen_unit, -1);
	CHECK(x.ui.top == &floor_screen);
	/* some only: in the order given, without "all units" */
	choose(&x, "Enter", two, 2);
	CHECK_INT(chosen_unit, two[0]);
	choose(&x, "Down Enter", two, 2);
	CHECK_INT(chosen_unit, two[1]);
	choose(&x, "3", two, 2);
	CHECK_INT(chosen_unit, -1);
	SHOWS_NOT(&x, "all units");
	SHOWS(&x, "owed ");
	scene_close(&x);
}

static char line_said[128];
static void said(struct ui *ui, void *user, const char *text)
{
	(void)ui, (void)user;
	snprintf(line_said, sizeof line_said, "%s", text);
}

static void test_prompt(void)
{
	static const struct { int line; const char *keys, *want; } cases[] = {
		{ __LINE__, "10.3 Enter", "10.3" }, { __LINE__, "催办 Enter", "催办" }, { __LINE__, "cb Enter", "cb" },
		{ __LINE__, "催 Enter", "urge" },                  /* the only one that begins so */
		{ __LINE__, "rem Tab Enter", "remark" },
		{ __LINE__, "re Tab Tab Tab Enter", "redraw" },    /* rename, redo, redraw, ... */
		{ __LINE__, "urgx Backspace e Enter", "urge" }, { __LINE__, "Enter", "" }, { __LINE__, "没有 Enter", "没有" },
	};

	for (size_t i = 0; i < CHECK_N(cases); i++) {
		struct scene x;
		char name[16];

		snprintf(name, sizeof name, "prompt%zu", i);
		scene_open(&x, name);
		line_said[0] = '\0';
		prompt_open(&x.ui, ":", "", said, NULL, NULL);
		press(&x, cases[i].keys);
		CHECK_STR_AT(cases[i].line, line_said, cases[i].want);
		CHECK_AT(cases[i].line, x.ui.top == &floor_screen);
		scene_close(&x);
	}
}

/* Several fit: Enter does not choose among them. */
static void test_prompt_several(void)
{
	struct scene x;

	scene_open(&x, "several");
	snprintf(line_said, sizeof line_said, "%s", "nothing");
	prompt_open(&x.ui, ":", "", said, NULL, NULL);
	press(&x, "re");
	SHOWS(&x, "report r");
	press(&x, "Enter");
	CHECK_STR(line_said, "nothing");
	CHECK(x.ui.top != &floor_screen);
	press(&x, "Backspace Backspace Backspace");
	CHECK(x.ui.top == &floor_screen);
	scene_close(&x);
}

/* Every foot fits the smallest and the largest terminal, and leaves some of the list standing. */
static void test_sizes(void)
{
	static const struct { int cols, rows; } sizes[] = { { 40, 10 }, { 41, 11 }, { 60, 16 }, { 80, 24 }, { 120, 40 }, { 160, 48 } };

	for (size_t i = 0; i < CHECK_N(sizes); i++) {
		struct scene x;
		struct duty_state d;
		char name[16];

		snprintf(name, sizeof name, "size%zu", i);
		scene_open(&x, name);
		x.cols = sizes[i].cols;
		x.rows = sizes[i].rows;
		draw_to_text(&x.text, x.rows, x.cols);
		d = town_duty(&x.t, "2", "质监局");
		for (int k = 0; k < 4; k++) {
			if (k == 0)
				report_open(&x.ui, &d, 1);
			else if (k == 1)
				verbs_open(&x.ui, &d, 1);
			else
				do_verb(&x.ui, k == 2 ? "zero" : "urge", &d, 1, d.item);
			for (int field = 0; field < 8; field++) {
				(void)drawn(&x);
				CHECK(x.ui.top->foot_rows >= 2 && x.ui.top->foot_rows <= sizes[i].rows - 3);
				press(&x, k == 2 ? "Space" : "Down");
			}
			press(&x, "Esc");
			CHECK(x.ui.top == &floor_screen);
		}
		chooser_open(&x.ui, "unit", chosen, NULL, NULL, NULL, 0);
		press(&x, "质监");
		SHOWS(&x, "市质监局");
		scene_close(&x);
	}
}

static void figure_rename(const char *file, const char *to)
{
	sqlite3 *db;
	char sql[160];

	snprintf(sql, sizeof sql, "UPDATE figure SET name = '%s' WHERE word = '%%'", to);
	CHECK_INT(sqlite3_open(check_path(file), &db), SQLITE_OK);
	CHECK_INT(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
	CHECK_INT(sqlite3_close(db), SQLITE_OK);
}

/* A figure that stands alone has room for its name, which notices write long. */
static void test_names(void)
{
	struct scene x;

	scene_open(&x, "names");
	figure_rename("names.db", "辖内银行机构不良贷款率");
	report_of(&x, "8", "银监局");
	SHOWS(&x, "  辖内银行机构不良贷款率 ______");
	x.cols = 40;
	x.rows = 10;
	draw_to_text(&x.text, x.rows, x.cols);
	SHOWS(&x, "  辖内银行机构不良贷款率 ______");
	figure_rename("names.db", "不良率");
	scene_close(&x);
}

/* Every digit is seen, however long the figure and narrow the terminal. */
static void test_long(void)
{
	static const struct { int cols, rows; } sizes[] = { { 40, 10 }, { 80, 24 } };

	for (size_t i = 0; i < CHECK_N(sizes); i++) {
		struct scene x;

		scene_open(&x, i ? "long80" : "long40");
		x.cols = sizes[i].cols;
		x.rows = sizes[i].rows;
		draw_to_text(&x.text, x.rows, x.cols);
		report_of(&x, "2", "质监局");
		press(&x, "123456789012 Enter 12345678 Enter 9");
		SHOWS(&x, "123456789012_");
		SHOWS(&x, "12345678_");
		scene_close(&x);
	}
}

static const struct check_test tests[] = {
	CHECK_TEST(test_report), CHECK_TEST(test_report_plain), CHECK_TEST(test_seen), CHECK_TEST(test_days), CHECK_TEST(test_field_of_fault), CHECK_TEST(test_share), CHECK_TEST(test_kept), CHECK_TEST(test_hangup),
	CHECK_TEST(test_busy), CHECK_TEST(test_ask), CHECK_TEST(test_return), CHECK_TEST(test_urge), CHECK_TEST(test_menu),
	CHECK_TEST(test_chooser), CHECK_TEST(test_prompt), CHECK_TEST(test_prompt_several), CHECK_TEST(test_sizes), CHECK_TEST(test_names), CHECK_TEST(test_long),
};

int main(void)
{
	setlocale(LC_ALL, "");
	return check_main(tests, CHECK_N(tests));
}

/* Edits: what each changes, says and refuses, and that one undo takes it back. */
#include "model/edit.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "model/gap.h"
#include "model/person.h"
#include "model/view.h"
#include "store/duties.h"
#include "tests/lib/check.h"
#include "tests/lib/town.h"

/* "name=甲|phone=12": what is said of an edit's fields. */
static void call_read(const struct edit_verb *v, const char *fields, struct edit_call *call, struct arena *mem)
{
	struct str rest = str_of(fields), part;

	while (rest.n > 0 && str_cut(&rest, '|', &part)) {
		ptrdiff_t at = str_find(part, STR_LIT("="));
		size_t i = 0;

		CHECK(at > 0);
		while (v->fields[i].name && !str_is(str_to(part, (size_t)at), v->fields[i].name))
			i++;
		if (!CHECK(v->fields[i].name))
			return;
		call->said[i] = arena_str(mem, str_from(part, (size_t)at + 1));
	}
}

static int64_t key_of(struct town *t, const struct edit_verb *v, const char *word)
{
	switch (v->of) {
	case EDIT_ITEM: return town_item(t, word);
	case EDIT_UNIT: return town_unit(t, word);
	case EDIT_PLAN: return t->plan;
	case EDIT_LEDGER: break;
	}
	return 0;
}

/* What came of it: the sentence, or why not. */
static const char *edit_made(struct town *t, const char *verb, const char *of, const char *fields, bool sure)
{
	static char said[600];
	const struct edit_verb *v = edit_find(verb);
	struct edit_call call = { .sure = sure };
	struct outcome out;
	struct arena mem = { 0 };
	struct err err = { 0 };

	CHECK(v);
	call.of = key_of(t, v, of);
	call_read(v, fields, &call, &mem);
	bool done = edit_run(t->l, v, &call, &out, &err);
	snprintf(said, sizeof said, "%s%s", done ? out.said : err.code == ERR_DOUBT ? "? " : "! ", done ? "" : err.text);
	CHECK(done || *err.text);
	arena_clear(&mem);
	town_check(t);
	return said;
}

static void undo(struct town *t)
{
	struct outcome out;
	struct err err = { 0 };

	CHECK(undo_last(t->l, &out, &err));
	CHECK_STR(err.text, "");
	town_check(t);
}

static void redo(struct town *t)
{
	struct outcome out;
	struct err err = { 0 };

	CHECK(redo_last(t->l, &out, &err));
	town_check(t);
}

/* Each row of the table says what forms, help and the command line need. */
static void test_table(void)
{
	for (const struct edit_verb *v = edit_table(); v->name; v++) {
		int n = 0;

		CHECK(*v->label && *v->help && *v->cn && *v->initials && v->args && v->fill);
		for (; n <= EDIT_FIELDS && v->fields[n].name; n++)
			CHECK(*v->fields[n].label && *v->fields[n].hint && *v->fields[n].arg);
		CHECK(n > 0 && n <= EDIT_FIELDS && v->needed <= v->words && v->words <= n);
		CHECK(edit_find(v->name) == v && !verb_find(v->name));
	}
	CHECK(!edit_find("no such"));
}

/* "甲 1, 乙 2 (note) -11-30" */
static const char *contacts_text(struct town *t, const char *unit, struct arena *mem)
{
	contact_rows list = { 0 };
	struct buf b = { 0 };
	struct err err = { 0 };
	char day[DATE_TEXT_SIZE];

	CHECK(contacts_read(t->l->db, town_unit(t, unit), ledger_today(t->l), mem, &list, &err));
	for (size_t i = 0; i < list.n; i++)
		buf_printf(&b, "%s%s %s%s%s", i ? ", " : "", list.p[i].name, list.p[i].phone, list.p[i].note,
			list.p[i].to == DATE_NONE ? "" : date_text(list.p[i].to, day));
	const char *text = arena_strdup(mem, buf_text(&b));
	buf_clear(&b);
	vec_clear(&list);
	return text;
}

static void test_contact(void)
{
	struct town t;
	struct arena mem = { 0 };

	town_open(&t, "contact.db", "2018-11-21");
	CHECK_STR(edit_made(&t, "contact", "质监局", "name=王五", false), "! a telephone number is missing, or a note that says how to reach them");
	CHECK_STR(edit_made(&t, "contact", "质监局", "phone=12", false), "! a name is missing: who is it?");
	CHECK_STR(edit_made(&t, "contact", "质监局", "name=王五|phone=总机", false), "! a telephone number has digits: 总机");
	CHECK_STR(edit_made(&t, "contact", "质监局", "name=王\033五|phone=12", false), "! person's name: a control character stands in it");
	CHECK_STR(edit_made(&t, "contact", "质监局", "name=-王五", false), "! 王五 is no contact of 市质监局");
	CHECK_STR(edit_made(&t, "contact", "质监局", "name=王五|phone=12|until=31.31", false), "! not a day: 31.31 (11-20, 20, 昨天, -2, with its year 2018-11-20)");
	CHECK_STR(contacts_text(&t, "质监局", &mem), "");
	/* an input method left on */
	CHECK_STR(edit_made(&t, "contact", "质监局", "name=王五|phone=０４１３－２２２　５５６６（转８）", false),
		"contact of 市质监局: 王五 0413-222 5566(转8)");
	CHECK_STR(edit_made(&t, "contact", "质监局", "name=王五|phone=2225566", false), "contact of 市质监局: 王五 2225566");
	CHECK_STR(edit_made(&t, "contact", "质监局", "name=李四|phone=138 0013 8000|note=二楼", false), "contact of 市质监局: 李四 138 0013 8000");
	CHECK_STR(edit_made(&t, "contact", "质监局", "name=赵六|note=传真 33", false), "contact of 市质监局: 赵六 ");
	CHECK_STR(contacts_text(&t, "质监局", &mem), "王五 2225566, 李四 138 0013 8000二楼, 赵六 传真 33");
	/* who is called first; the others keep their order */
	CHECK_STR(edit_made(&t, "contact", "质监局", "name=赵六|place=1", false), "contact of 市质监局: 赵六 ");
	CHECK_STR(contacts_text(&t, "质监局", &mem), "赵六 传真 33, 王五 2225566, 李四 138 0013 8000二楼");
	CHECK_STR(edit_made(&t, "contact", "质监局", "name=赵六|place=2", false), "contact of 市质监局: 赵六 ");
	CHECK_STR(contacts_text(&t, "质监局", &mem), "王五 2225566, 赵六 传真 33, 李四 138 0013 8000二楼");
	undo(&t);
	CHECK_STR(contacts_text(&t, "质监局", &mem), "赵六 传真 33, 王五 2225566, 李四 138 0013 8000二楼");
	redo(&t);
	/* another number, no note any more; the same once more is nothing */
	CHECK_STR(edit_made(&t, "contact", "质监局", "name=李四|phone=139|note=-", false), "contact of 市质监局: 李四 139");
	CHECK_STR(edit_made(&t, "contact", "质监局", "name=李四|phone=139", false), "contact of 市质监局: 李四 139: nothing is changed by that");
	/* the last day is over on the day after; named again they are back */
	CHECK_STR(edit_made(&t, "contact", "质监局", "name=李四|until=11-20", false), "contact of 市质监局: 李四 139");
	CHECK_STR(contacts_text(&t, "质监局", &mem), "王五 2225566, 赵六 传真 33");
	CHECK_STR(edit_made(&t, "contact", "质监局", "name=李四|phone=137", false), "contact of 市质监局: 李四 137");
	CHECK_STR(contacts_text(&t, "质监局", &mem), "王五 2225566, 赵六 传真 33, 李四 137");
	CHECK_STR(edit_made(&t, "contact", "质监局", "name=-王五", false), "no contact of 市质监局 any more: 王五");
	CHECK_STR(contacts_text(&t, "质监局", &mem), "赵六 传真 33, 李四 137");
	undo(&t);
	CHECK_STR(contacts_text(&t, "质监局", &mem), "王五 2225566, 赵六 传真 33, 李四 137");
	arena_clear(&mem);
	town_close(&t);
}

/* What the gap list says of one kind: the items' numbers. */
static const char *gaps_text(struct town *t, enum gap_kind kind, struct arena *mem)
{
	gaps list = { 0 };
	struct buf b = { 0 };
	struct err err = { 0 };

	CHECK(gaps_read(t->l, 0, mem, &list, &err));
	for (size_t i = 0; i < list.n; i++)
		if (list.p[i].kind == kind)
			buf_printf(&b, "%s%s", b.n ? " " : "", list.p[i].number);
	const char *text = arena_strdup(mem, buf_text(&b));
	buf_clear(&b);
	vec_clear(&list);
	return text;
}

/* "市法院 2018-11-20, 市税务局 -": the duties of an item. */
static const char *duties_text(struct town *t, const char *item, struct arena *mem)
{
	duty_states list = { 0 };
	struct buf b = { 0 };
	struct err err = { 0 };
	char day[DATE_TEXT_SIZE];

	CHECK(duty_states_read(t->l->db, town_item(t, item), 0, &list, &err));
	for (size_t i = 0; i < list.n; i++) {
		struct unit_row unit;
		if (list.p[i].shows != DATE_NONE && list.p[i].shows > ledger_today(t->l))
			continue;
		CHECK(unit_get(t->l->db, list.p[i].unit, mem, &unit, &err));
		buf_printf(&b, "%s%s %s%s", b.n ? ", " : "", unit.name, list.p[i].due == DATE_NONE ? "-" : date_text(list.p[i].due, day) + 5,
			list.p[i].report ? " in" : "");
	}
	const char *text = arena_strdup(mem, buf_text(&b));
	buf_clear(&b);
	vec_clear(&list);
	return text;
}

/* A campaign that nobody leads gets an owner, then a date; both gaps close. */
static void test_assign(void)
{
	struct town t;
	struct arena mem = { 0 };

	town_open(&t, "assign.db", "2018-11-21");
	CHECK_STR(gaps_text(&t, GAP_OWNER, &mem), "附-9");
	CHECK_STR(edit_made(&t, "assign", "附-9", "unit=无此局", false), "! no unit is called 无此局");
	CHECK_STR(edit_made(&t, "assign", "附-9", "role=lead", false), "! which unit?");
	CHECK_STR(edit_made(&t, "assign", "附-9", "unit=法院|role=主持", false), "! a role is lead, responsible or supervisor: 主持");
	CHECK_STR(edit_made(&t, "assign", "附-9", "unit=-法院", false), "! 市法院 has no part in 附-9");
	CHECK_STR(edit_made(&t, "assign", "10", "unit=法院", false), "! 10 is made of others: choose one of them");
	CHECK_STR(edit_made(&t, "assign", "10.1", "unit=法院", false), "! 市法院 is lead in 10.1 already");
	CHECK_STR(edit_made(&t, "assign", "附-9", "unit=法院", false), "附-9 无人牵头的一项: lead 市法院");
	CHECK_STR(edit_made(&t, "assign", "附-9", "unit=+市旅游局|role=责任", false), "附-9 无人牵头的一项: responsible 市旅游局");
	CHECK_STR(gaps_text(&t, GAP_OWNER, &mem), "");
	CHECK_STR(gaps_text(&t, GAP_DEADLINE, &mem), "附-9");
	CHECK_STR(duties_text(&t, "附-9", &mem), "");
	CHECK_STR(edit_made(&t, "edit-deadline", "附-9", "wording=12月2日前", false), "deadline of 附-9: 12月2日前 -> 2018-12-02 Sun (act by 11-30)");
	CHECK_STR(gaps_text(&t, GAP_DEADLINE, &mem), "");
	CHECK_STR(duties_text(&t, "附-9", &mem), "市法院 12-02");
	/* who is taken off owes nothing; the others stay */
	CHECK_STR(edit_made(&t, "assign", "附-9", "unit=-旅游", false), "附-9 无人牵头的一项: no longer responsible 市旅游局");
	CHECK_STR(edit_made(&t, "assign", "附-9", "unit=法院|role=supervisor", false), "附-9 无人牵头的一项: supervisor 市法院");
	CHECK_STR(edit_made(&t, "assign", "附-9", "unit=-法院", false), "! 市法院 has several roles in 附-9: which one?");
	CHECK_STR(edit_made(&t, "assign", "附-9", "unit=-法院|role=lead", false), "附-9 无人牵头的一项: no longer lead 市法院");
	CHECK_STR(duties_text(&t, "附-9", &mem), "");
	undo(&t);
	CHECK_STR(duties_text(&t, "附-9", &mem), "市法院 12-02");
	/* what was reported is asked about, stays in the log, and is there again with the role */
	town_do(&t, "report", "10.1", "法院", NULL, "已办", NULL);
	CHECK_STR(edit_made(&t, "assign", "10.1", "unit=-法院", false), "? 市法院 has reported for 10.1 on 11-21: that stays in the log and counts no more");
	CHECK_STR(edit_made(&t, "assign", "10.1", "unit=-法院", true), "10.1 拖欠账款: no longer lead 市法院");
	CHECK_STR(duties_text(&t, "10.1", &mem), "市税务局 11-30");
	CHECK_STR(edit_made(&t, "assign", "10.1", "unit=法院", false), "10.1 拖欠账款: lead 市法院");
	CHECK_STR(duties_text(&t, "10.1", &mem), "市税务局 11-30, 市法院 11-30 in");
	arena_clear(&mem);
	town_close(&t);
}

static void test_deadline(void)
{
	static const struct { int line; const char *item, *fields; bool sure; const char *said; } cases[] = {
		{ __LINE__, "1", "which=1", false, "! by when? a wording as in a notice: 12月5日前, 每月20日前" },
		{ __LINE__, "1", "wording=有空就办", false, "! no deadline is read in that: 有空就办" },
		{ __LINE__, "1", "wording=2月30日前", false, "! no such day: 2月30日" },
		{ __LINE__, "1", "wording=12月1日前启动；12月9日前完成", false, "! 2 deadlines are read in that: one at a time" },
		{ __LINE__, "10", "wording=12月1日前", false, "! 10 is made of others: choose one of them" },
		{ __LINE__, "2", "wording=12月3日前", false, "! which one, or + for a new one? 1 2018-11-20 Tue, 2 without a date" },
		{ __LINE__, "2", "wording=12月3日前|which=3", false, "! there is no 3 here: 1 2018-11-20 Tue, 2 without a date" },
		{ __LINE__, "2", "wording=12月3日前|which=1", false, "? 11-20 Tue becomes 12-03 Mon: 4 duties, 1 in" },
		{ __LINE__, "2", "wording=12月3日前取得阶段性成果|which=1", true,
			"deadline of 2: 12月3日前取得阶段性成果 -> 2018-12-03 Mon (before: 2018-11-20 Tue)" },
		{ __LINE__, "2", "wording=-|which=2", false, "? without a date (without a date) ends: 4 duties, 0 in; what was sent stays in the log and counts no more" },
		{ __LINE__, "2", "wording=-|which=2", true, "deadline of 2 ends: without a date" },
		{ __LINE__, "2", "wording=每月5日前报送|which=+", false, "deadline of 2: 每月5日前报送 -> recurring, next 2018-12-05 Wed" },
		{ __LINE__, "2", "wording=12月20日前|which=2", false,
			"? recurring, next 12-05 Wed becomes 12-20 Thu: 8 duties, 0 in; what was sent stays in the log and counts no more" },
	};
	struct town t;
	struct arena mem = { 0 };

	town_open(&t, "deadline.db", "2018-11-21");
	town_do(&t, "report", "2", "法院", "做到=1 主体总数=9 剔除=1", NULL, NULL);
	for (size_t i = 0; i < CHECK_N(cases); i++)
		CHECK_STR_AT(cases[i].line, edit_made(&t, "edit-deadline", cases[i].item, cases[i].fields, cases[i].sure), cases[i].said);
	/* the report that was in stays so: the duty is the same one */
	CHECK(strstr(duties_text(&t, "2", &mem), "市法院 12-03 in") != NULL);
	CHECK(strstr(duties_text(&t, "2", &mem), " 12-05") != NULL);
	undo(&t);
	CHECK(strstr(duties_text(&t, "2", &mem), " 12-05") == NULL);
	undo(&t);
	undo(&t);
	CHECK(strstr(duties_text(&t, "2", &mem), "市法院 11-20 in") != NULL);
	redo(&t);
	CHECK(strstr(duties_text(&t, "2", &mem), "市法院 12-03 in") != NULL);
	arena_clear(&mem);
	town_close(&t);
}

static void test_plan(void)
{
	struct town t;
	struct plan_row p;
	struct arena mem = { 0 };
	struct err err = { 0 };

	town_open(&t, "plan.db", "2018-11-21");
	CHECK_STR(edit_made(&t, "hand-over", "", "handed=10-30", false), "! handed over before it was issued (2018-10-31)?");
	CHECK_STR(edit_made(&t, "hand-over", "", "", false), "! nothing is named that should change");
	CHECK_STR(edit_made(&t, "hand-over", "", "handed=11-02", false), "plan 云州市重点工作: handed over 11-02");
	CHECK_STR(edit_made(&t, "edit-deadline", "附-9", "wording=交办后5个工作日内", false), "deadline of 附-9: 交办后5个工作日内 -> counted from the hand-over or the receipt");
	CHECK_STR(edit_made(&t, "assign", "附-9", "unit=法院", false), "附-9 无人牵头的一项: lead 市法院");
	CHECK_STR(duties_text(&t, "附-9", &mem), "市法院 11-09");
	CHECK_STR(edit_made(&t, "hand-over", "", "handed=11-05", false), "? 1 deadline counts from the hand-over: from 11-05 instead of 11-02");
	CHECK_STR(edit_made(&t, "hand-over", "", "handed=11-05", true), "plan 云州市重点工作: handed over 11-05; 1 deadline counts from it");
	CHECK_STR(duties_text(&t, "附-9", &mem), "市法院 11-12");
	undo(&t);
	CHECK_STR(duties_text(&t, "附-9", &mem), "市法院 11-09");
	CHECK_STR(edit_made(&t, "edit-plan", "", "title=-", false), "! a title is needed");
	CHECK_STR(edit_made(&t, "edit-plan", "", "number=云信〔2018〕3号|region=云州市", false), "plan 云州市重点工作: document number 云信〔2018〕3号, area 云州市");
	CHECK_STR(edit_made(&t, "edit-plan", "", "issued=10-29", false),
		"? recurring duties begin with the issue date; dates that were read from the notice stay, unless it is read once more with --issued");
	CHECK_STR(edit_made(&t, "edit-plan", "", "issued=10-29", true), "plan 云州市重点工作: issued 10-29");
	CHECK(plan_get(t.l->db, t.plan, &mem, &p, &err));
	CHECK_STR(p.number, "云信〔2018〕3号");
	CHECK_INT(p.issued, town_day("2018-10-29"));
	arena_clear(&mem);
	town_close(&t);
}

static void test_item(void)
{
	static const struct { int line; const char *item, *fields, *said; } cases[] = {
		{ __LINE__, "2", "", "! nothing is named that should change" },
		{ __LINE__, "2", "number=6", "! another item has the number 6" },
		{ __LINE__, "2", "title=-", "! an item has a number and a title" },
		{ __LINE__, "2", "kind=大事", "! a kind is task, campaign or group: 大事" },
		{ __LINE__, "2", "kind=group", "! 2 has no items below it: it is no group" },
		{ __LINE__, "10", "kind=task", "! 10 is made of others: it stays a group" },
		{ __LINE__, "2", "number=2|title=信用修复", "item 2 失信主体修复信用: number 2, title 信用修复" },
		{ __LINE__, "2", "number=12|kind=专项治理", "item 2 信用修复: number 12, kind 专项治理" },
		{ __LINE__, "12", "text=原文", "item 12 信用修复: text 原文" },
	};
	struct town t;

	town_open(&t, "item.db", "2018-11-21");
	for (size_t i = 0; i < CHECK_N(cases); i++)
		CHECK_STR_AT(cases[i].line, edit_made(&t, "edit-item", cases[i].item, cases[i].fields, false), cases[i].said);
	undo(&t);
	undo(&t);
	CHECK(town_item(&t, "2") > 0);
	town_close(&t);
}

/* "市质监局 official, 质监 short": all names of a unit. */
static const char *names_text(struct town *t, const char *unit, struct arena *mem)
{
	name_rows list = { 0 };
	struct buf b = { 0 };
	struct err err = { 0 };

	CHECK(names_read(t->l->db, town_unit(t, unit), mem, &list, &err));
	for (size_t i = 0; i < list.n; i++)
		buf_printf(&b, "%s%s %s", i ? ", " : "", list.p[i].name, list.p[i].kind);
	const char *text = arena_strdup(mem, buf_text(&b));
	buf_clear(&b);
	vec_clear(&list);
	return text;
}

static void test_unit(void)
{
	struct town t;
	struct arena mem = { 0 };

	town_open(&t, "unit.db", "2018-11-21");
	CHECK_STR(edit_made(&t, "edit-unit", "质监局", "short=法院", false), "! 法院 is another unit: 市法院");
	CHECK_STR(edit_made(&t, "edit-unit", "质监局", "name=市法院", false), "! 市法院 is another unit: 市法院");
	CHECK_STR(edit_made(&t, "edit-unit", "质监局", "name=-", false), "! a unit has a name");
	CHECK_STR(edit_made(&t, "edit-unit", "质监局", "alias=-技监", false), "! 技监 is no alias of 市质监局");
	CHECK_STR(edit_made(&t, "edit-unit", "质监局", "short=技监|alias=质技监", false), "names of 市质监局: short name 技监, alias 质技监");
	CHECK_STR(edit_made(&t, "edit-unit", "质技监", "name=市质量监督局", false), "names of 市质监局: full name 市质量监督局");
	/* what documents have is found still */
	CHECK_INT(town_unit(&t, "市质监局"), town_unit(&t, "市质量监督局"));
	CHECK(strstr(names_text(&t, "技监", &mem), "市质监局 typo") && strstr(names_text(&t, "技监", &mem), "市质量监督局 official"));
	CHECK_STR(edit_made(&t, "edit-unit", "技监", "alias=-质技监", false), "names of 市质量监督局: alias -质技监");
	CHECK(!strstr(names_text(&t, "技监", &mem), "质技监"));
	undo(&t);
	CHECK(strstr(names_text(&t, "技监", &mem), "质技监 alias") != NULL);
	arena_clear(&mem);
	town_close(&t);
}

static void test_person(void)
{
	struct town t;
	struct arena mem = { 0 };

	town_open(&t, "person.db", "2018-11-21");
	CHECK_STR(person_name(t.l, "wang", &mem), "wang");
	CHECK_STR(edit_made(&t, "person", "", "login=wang", false), "! how is wang called?");
	CHECK_STR(edit_made(&t, "person", "", "display=王主任", false), "! whom? the login name is missing");
	CHECK_STR(edit_made(&t, "person", "", "login=-li", false), "! li has no name on file");
	CHECK_STR(edit_made(&t, "person", "", "login=wang|display=王主任", false), "wang is called 王主任");
	CHECK_STR(person_name(t.l, "wang", &mem), "王主任");
	undo(&t);
	CHECK_STR(person_name(t.l, "wang", &mem), "wang");
	redo(&t);
	CHECK_STR(edit_made(&t, "person", "", "login=wang|display=王科长", false), "wang is called 王科长");
	CHECK_STR(person_name(t.l, "wang", &mem), "王科长");
	arena_clear(&mem);
	town_close(&t);
}

static void test_target(void)
{
	static const struct { int line; const char *item, *fields; bool sure; const char *said; } cases[] = {
		{ __LINE__, "2", "which=1", false, "! what is demanded? a wording as in a notice: 比例不低于80%, 至少形成2个案例" },
		{ __LINE__, "2", "wording=随便", false, "! no demand on figures is read in that: 随便" },
		{ __LINE__, "2", "wording=比例不低于60%|scope=全部", false, "! a scope is each, sum or joint: 全部" },
		{ __LINE__, "2", "wording=至少形成2个案例", false, "! a share and a count are no one target: end 1, and + makes a new one" },
		{ __LINE__, "2", "wording=比例不低于60%", false, "?  becomes 比例不低于60%: who is judged by it is judged anew" },
		{ __LINE__, "2", "wording=比例不低于60%", true, "target of 2: 比例不低于60% (before: )" },
		{ __LINE__, "2", "scope=合计", true, "target of 2: 比例不低于60% (before: 比例不低于60%)" },
		{ __LINE__, "2", "wording=至少形成2个案例|which=+", false, "target of 2: 至少形成2个案例" },
		{ __LINE__, "2", "wording=-|which=2", false, "? 至少形成2个案例 is demanded no more: nobody is judged by it, what was sent stays in the log" },
		{ __LINE__, "2", "wording=-|which=2", true, "target of 2 ends: 至少形成2个案例" },
		{ __LINE__, "10", "wording=至少形成2个案例", false, "! 10 is made of others: choose one of them" },
	};
	struct town t;
	struct arena mem = { 0 };
	target_rows list = { 0 };
	struct err err = { 0 };

	town_open(&t, "target.db", "2018-11-21");
	for (size_t i = 0; i < CHECK_N(cases); i++)
		CHECK_STR_AT(cases[i].line, edit_made(&t, "edit-target", cases[i].item, cases[i].fields, cases[i].sure), cases[i].said);
	undo(&t);
	CHECK(targets_read(t.l->db, town_item(&t, "2"), &mem, &list, &err) && list.n == 2);
	CHECK_STR(list.p[0].comparator, ">=");
	CHECK_INT(list.p[0].num, 60);
	CHECK_STR(list.p[0].scope, "sum");
	CHECK(!list.p[0].soft && list.p[0].total_figure == town_figure(&t, "主体总数"));
	CHECK_INT(list.p[1].num, 2);
	CHECK_INT(list.p[1].den, 0);
	vec_clear(&list);
	arena_clear(&mem);
	town_close(&t);
}

/* Without a day an entry; with one all who owe the item, or one unit alone, hand something in by then. */
static void test_instruct(void)
{
	static const struct { int line; const char *item, *fields, *said; } cases[] = {
		{ __LINE__, "2", "leader=张市长", "! what does the note say?" },
		{ __LINE__, "2", "text=报|by=11-20", "! 11-20 is over: a duty lies ahead" },
		{ __LINE__, "2", "text=报|by=11-28|unit=银监局", "! 市银监局 has no part in 2: assign it first" },
		{ __LINE__, "2", "text=报|unit=法院", "! by when is 市法院 to answer?" },
		{ __LINE__, "10", "text=报|by=11-28", "! 10 is made of others: choose one of them" },
		{ __LINE__, "附-9", "text=报|by=11-28", "! nobody leads 附-9: assign a unit first" },
		{ __LINE__, "2", "text=抓紧|leader=张市长", "note of 张市长 on 2: 抓紧" },
		{ __LINE__, "10.1", "text=报进展|by=11-28", "note of a leader on 10.1: 报进展 (by 11-28)" },
		{ __LINE__, "10.1", "text=说明|by=11-29|unit=法院", "note of a leader on 10.1: 说明 (by 11-29, 市法院)" },
		{ __LINE__, "2", "text=汇总|by=11-29|unit=各成员单位", "note of a leader on 2: 汇总 (by 11-29, 各成员单位)" },
	};
	struct town t;
	struct arena mem = { 0 };

	town_open(&t, "instruct.db", "2018-11-21");
	for (size_t i = 0; i < CHECK_N(cases); i++)
		CHECK_STR_AT(cases[i].line, edit_made(&t, "instruct", cases[i].item, cases[i].fields, false), cases[i].said);
	CHECK_STR(duties_text(&t, "10.1", &mem), "市法院 11-28, 市税务局 11-28, 市法院 11-29, 市法院 11-30, 市税务局 11-30");
	/* what is demanded of figures is not demanded of the answer */
	CHECK_STR(edit_made(&t, "instruct", "6", "text=说明|by=11-28", false), "note of a leader on 6: 说明 (by 11-28)");
	duty_states list = { 0 };
	int answers = 0;
	struct err err = { 0 };
	CHECK(duty_states_read(t.l->db, town_item(&t, "6"), 0, &list, &err));
	for (size_t i = 0; i < list.n; i++)
		if (list.p[i].due == town_day("2018-11-28"))
			answers++, CHECK_INT(list.p[i].met, MET_NONE);
	CHECK_INT(answers, 3);
	vec_clear(&list);
	undo(&t);
	/* who is responsible alone owes that, and nothing else */
	CHECK(strstr(duties_text(&t, "2", &mem), "各成员单位 11-29") && !strstr(duties_text(&t, "2", &mem), "各成员单位 11-20"));
	town_do(&t, "report", "2", "各成员单位", NULL, "已汇总", NULL);
	CHECK(strstr(duties_text(&t, "2", &mem), "各成员单位 11-29 in") != NULL);
	town_check(&t);
	undo(&t);
	undo(&t);
	CHECK(!strstr(duties_text(&t, "2", &mem), "各成员单位"));
	redo(&t);
	CHECK(strstr(duties_text(&t, "2", &mem), "各成员单位 11-29") != NULL);
	/* as a recurring one it is still that unit's alone */
	edit_made(&t, "edit-deadline", "10.1", "wording=每月20日前报送|which=3", true);
	CHECK(strstr(duties_text(&t, "10.1", &mem), "市法院 12-20") && !strstr(duties_text(&t, "10.1", &mem), "市税务局 12-20"));
	arena_clear(&mem);
	town_close(&t);
}

static void test_new(void)
{
	static const struct { int line; const char *verb, *fields, *said; } cases[] = {
		{ __LINE__, "new-item", "number=3", "! a title is needed" },
		{ __LINE__, "new-item", "title=甲|number=2", "! another item has the number 2" },
		{ __LINE__, "new-item", "title=甲|kind=事", "! a kind is task, campaign or group: 事" },
		{ __LINE__, "new-item", "title=甲|under=1", "! 1 has units that owe it: nothing goes below it" },
		{ __LINE__, "new-item", "title=甲|lead=无此局", "! no unit is called 无此局" },
		{ __LINE__, "new-item", "title=甲|wording=有空就办", "! no deadline is read in that: 有空就办" },
		{ __LINE__, "new-item", "title=新任务|lead=法院、+市旅游局|wording=12月5日前取得阶段性成果；长期推进", "new item 11 新任务" },
		{ __LINE__, "new-item", "title=新专项|kind=campaign|under=10|lead=税务局|wording=12月7日前", "new item 10.3 新专项" },
		{ __LINE__, "new-item", "title=新任务", "new item 12 新任务" },
		{ __LINE__, "new-plan", "number=3", "! a title is needed" },
		{ __LINE__, "new-plan", "title=补充|issued=11-20|handed=11-19", "! handed over before it was issued (2018-11-20)?" },
		{ __LINE__, "new-plan", "title=补充|issued=11-20", "new plan 补充" },
		{ __LINE__, "new-plan", "title=补充|issued=11-20", "! there is a plan of that title and day already" },
	};
	struct town t;
	struct arena mem = { 0 };
	plan_rows plans = { 0 };
	struct err err = { 0 };

	town_open(&t, "new.db", "2018-11-21");
	for (size_t i = 0; i < CHECK_N(cases); i++)
		CHECK_STR_AT(cases[i].line, edit_made(&t, cases[i].verb, "", cases[i].fields, false), cases[i].said);
	CHECK_STR(duties_text(&t, "11", &mem), "市法院 -, 市旅游局 -, 市法院 12-05, 市旅游局 12-05");
	CHECK_STR(duties_text(&t, "10.3", &mem), "市税务局 12-07");
	CHECK(plans_read(t.l->db, true, &mem, &plans, &err) && plans.n == 2);
	vec_clear(&plans);
	undo(&t);
	undo(&t);
	undo(&t);
	CHECK_STR(duties_text(&t, "11", &mem), "市法院 -, 市旅游局 -, 市法院 12-05, 市旅游局 12-05");
	arena_clear(&mem);
	town_close(&t);
}

static const struct check_test tests[] = {
	CHECK_TEST(test_table), CHECK_TEST(test_contact), CHECK_TEST(test_assign), CHECK_TEST(test_deadline), CHECK_TEST(test_plan), CHECK_TEST(test_item),
	CHECK_TEST(test_unit), CHECK_TEST(test_person), CHECK_TEST(test_target), CHECK_TEST(test_instruct), CHECK_TEST(test_new),
};

int main(void)
{
	setlocale(LC_ALL, "");
	return check_main(tests, CHECK_N(tests));
}

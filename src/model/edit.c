#include "model/edit.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/clean.h"
#include "base/day_typed.h"
#include "base/gettext.h"
#include "model/act.h"
#include "model/edit_private.h"
#include "model/wording.h"

#include "base/ban.h"

/* In the order of the help. */
static const struct edit_verb verbs[] = {
	{ "contact", N_("contact"), N_("whom to call at a unit: add, change, take off"), "联络员",
		"lly", N_("NAME [PHONE]"), EDIT_UNIT, 1, 2, true, {
		{ "name", EDIT_WORD, N_("NAME"), N_("person's name"),
			N_("who it is; a name that is there is changed, -NAME is taken off") },
		{ "phone", EDIT_LINE, N_("PHONE"), N_("telephone"), N_("the telephone number") },
		{ "note", EDIT_LINE, N_("T"), N_("note"),
			N_("office, mail, when to call; \"-\" takes it away") },
		{ "until", EDIT_DAY, N_("DATE"), N_("until"),
			N_("the last day, where somebody else follows") },
		{ "place", EDIT_WORD, N_("N"), N_("place"), N_("1: is called first") } },
		NULL, edit_contact },
	{ "hand-over", N_("hand-over"),
		N_("the day a plan was handed over to the units: what is due so many days later counts from it"), "交办", "jb", N_("[DATE]"),
		EDIT_PLAN, 0, 1, false, {
		{ "handed", EDIT_DAY, N_("DATE"), N_("handed over"),
			N_("the day it was handed over to the units") } }, edit_plan_now,
			edit_plan },
	{ "edit-plan", N_("edit plan"),
		N_("of a plan: title, number, region, issue date, hand-over"), "改文件", "gwj", "",
		EDIT_PLAN, 0, 0, false, {
		{ "title", EDIT_LINE, N_("T"), N_("title"), N_("the title of the notice") },
		{ "number", EDIT_LINE, N_("T"), N_("document number"),
			N_("as it stands below the title") },
		{ "region", EDIT_WORD, N_("AREA"), N_("area"),
			N_("the city or county whose units it names") },
		{ "issued", EDIT_DAY, N_("DATE"), N_("issued"), N_("the day it was issued") },
		{ "handed", EDIT_DAY, N_("DATE"), N_("handed over"),
			N_("the day it was handed over to the units") } }, edit_plan_now,
			edit_plan },
	{ "assign", N_("assign"), N_("who works on an item: add a unit in a role, take one off"),
		"改分工", "gfg", N_("UNIT [ROLE]"), EDIT_ITEM, 1, 2, true, {
		{ "unit", EDIT_WORD, N_("UNIT"), N_("unit"),
			N_("its name; +NAME a new one, -NAME takes it off") },
		{ "role", EDIT_WORD, N_("ROLE"), N_("role"),
			N_("lead 牵头, responsible 责任, supervisor 督导; empty: lead") } }, NULL,
			edit_assign },
	{ "edit-item", N_("edit item"), N_("of an item: number, title, kind, text"), "改事项",
		"gsx", "", EDIT_ITEM, 0, 0, false, {
		{ "number", EDIT_WORD, N_("NUMBER"), N_("number"),
			N_("the number, as the notice has it") },
		{ "title", EDIT_LINE, N_("T"), N_("title"), N_("the title, as lists show it") },
		{ "kind", EDIT_WORD, N_("KIND"), N_("kind"),
			N_("task 任务, campaign 专项治理; group 组, where items are below it") },
		{ "text", EDIT_LINE, N_("T"), N_("text"),
			N_("the whole text, as it was issued") } }, edit_item_now, edit_item },
	{ "edit-deadline", N_("edit deadline"),
		N_("when an item is due, by a wording as in a notice: change, add, end one"),
		"改时限", "gshix", N_("[WORDING]"),
		EDIT_ITEM, 0, 1, true, {
		{ "wording", EDIT_LINE, N_("WORDING"), N_("wording"),
			N_("as in a notice: 12月5日前, 每月20日前报送, 长期推进; - ends it") },
		{ "which", EDIT_WORD, N_("N"), N_("which"),
			N_("its number in the item's list, + for a new one; needed where there are several") } }, NULL, edit_deadline },
	{ "edit-target", N_("edit target"),
		N_("what is demanded of an item's figures, by a wording: change, add, end one"),
		"改指标", "gzb", N_("[WORDING]"),
		EDIT_ITEM, 0, 1, true, {
		{ "wording", EDIT_LINE, N_("WORDING"), N_("wording"),
			N_("as in a notice: 比例不低于80%, 至少形成2个案例; - ends it") },
		{ "which", EDIT_WORD, N_("N"), N_("which"),
			N_("its number in the item's list, + for a new one; needed where there are several") },
		{ "scope", EDIT_WORD, N_("SCOPE"), N_("scope"),
			N_("each 各自: unit by unit; sum 合计: over all; joint 合报: one report for all") } }, NULL, edit_target },
	{ "instruct", N_("leader's note"),
		N_("a leader's note on an item; with a day it is something to hand in by then"),
		"批示", "ps", N_("TEXT"),
		EDIT_ITEM, 1, 1, false, {
		{ "text", EDIT_LINE, N_("TEXT"), N_("note"), N_("what the note says") },
		{ "leader", EDIT_WORD, N_("PERSON"), N_("leader"), N_("whose note it is") },
		{ "by", EDIT_DAY, N_("DATE"), N_("answer by"),
			N_("the day by which it is answered; empty: nothing is to be handed in") },
		{ "unit", EDIT_WORD, N_("UNIT"), N_("unit"),
			N_("who answers it, of those who work on the item; empty: all who owe it") } }, NULL, edit_instruct },
	{ "new-item", N_("new item"), N_("an item or a campaign that no notice brought"), "新事项",
		"xinshixiang", N_("TITLE"), EDIT_PLAN, 1, 1, false, {
		{ "title", EDIT_LINE, N_("TITLE"), N_("title"), N_("the title, as lists show it") },
		{ "kind", EDIT_WORD, N_("KIND"), N_("kind"),
			N_("task 任务, campaign 专项治理; empty: task") },
		{ "number", EDIT_WORD, N_("NUMBER"), N_("number"), N_("empty: the next one") },
		{ "under", EDIT_WORD, N_("ITEM"), N_("below"),
			N_("the number of the item that it is a part of") },
		{ "lead", EDIT_LINE, N_("UNIT..."), N_("lead"),
			N_("the units that lead it, parted by 、 or blanks; +NAME a new one") },
		{ "wording", EDIT_LINE, N_("WORDING"), N_("by when"),
			N_("as in a notice: 12月5日前取得阶段性成果；长期推进") } }, NULL,
			edit_new_item },
	{ "new-plan", N_("new plan"), N_("a plan that is entered by hand, item by item"), "新文件",
		"xwj", N_("TITLE"), EDIT_LEDGER, 1, 1, false, {
		{ "title", EDIT_LINE, N_("TITLE"), N_("title"), N_("the title of the notice") },
		{ "number", EDIT_LINE, N_("T"), N_("document number"),
			N_("as it stands below the title") },
		{ "issued", EDIT_DAY, N_("DATE"), N_("issued"),
			N_("the day it was issued; empty: today") },
		{ "handed", EDIT_DAY, N_("DATE"), N_("handed over"),
			N_("the day it was handed over to the units") },
		{ "region", EDIT_WORD, N_("AREA"), N_("area"),
			N_("the city or county whose units it names") } }, NULL, edit_new_plan },
	{ "edit-unit", N_("edit unit"), N_("of a unit: full name, short name, aliases put right"),
		"改单位", "gdanwei", "", EDIT_UNIT, 0, 0, false, {
		{ "name", EDIT_LINE, N_("NAME"), N_("full name"),
			N_("written wrongly; a new name from a day on: rename") },
		{ "short", EDIT_WORD, N_("NAME"), N_("short name"), N_("for narrow columns") },
		{ "alias", EDIT_WORD, N_("NAME"), N_("alias"),
			N_("one more way it is written; -NAME takes one off") } }, edit_unit_now,
			edit_unit },
	{ "person", N_("person"), N_("how a user of the system is called in logs and papers"),
		"署名", "sm", N_("LOGIN NAME"), EDIT_LEDGER, 1, 2, true, {
		{ "login", EDIT_WORD, N_("LOGIN"), N_("login"),
			N_("the name of the system's user; -LOGIN takes the name off") },
		{ "display", EDIT_WORD, N_("NAME"), N_("shown as"),
			N_("the name that others know") } }, NULL, edit_person },
	{ .name = NULL },
};

const struct edit_verb *edit_table(void)
{
	return verbs;
}

const struct edit_verb *edit_find(const char *name)
{
	for (const struct edit_verb *v = verbs; v->name; v++)
		if (strcmp(v->name, name) == 0)
			return v;
	return NULL;
}

/* ---- what was said ---- */

static size_t field_at(const struct edit_verb *v, const char *field)
{
	size_t i = 0;

	while (v->fields[i].name && strcmp(v->fields[i].name, field) != 0)
		i++;
	return i;
}

const char *edit_said(const struct edit *e, const char *field)
{
	size_t i = field_at(e->verb, field);

	return e->verb->fields[i].name ? e->call->said[i] : NULL;
}

bool edit_off(const struct edit *e, const char **name)
{
	const char *text = e->call->said[0] ? e->call->said[0] : "";
	bool off = e->verb->takes_off && *text == '-';

	*name = off ? text + 1 : text;
	return off;
}

bool edit_day(const struct edit *e, const char *field, bool *said, date *d, struct err *err)
{
	const char *text = edit_said(e, field);

	*said = text != NULL;
	*d = DATE_NONE;
	return !text || !*text ||
	       (day_typed_near(str_of(text), ledger_today(e->l), d, err) &&
		paper_day_check(*d, err)) ||
	       err_about(err, field);
}

bool edit_refuse(struct err *err, const char *field, const char *format, ...)
{
	char text[sizeof err->text];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	err_set(err, ERR_INPUT, "%s", text);
	return err_about(err, field);
}

bool edit_ask(const struct edit *e, struct err *err, const char *format, ...)
{
	char text[sizeof err->text];
	va_list args;

	if (e->call->sure)
		return true;
	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	return err_set(err, ERR_DOUBT, "%s", text);
}

const char *edit_list(struct edit *e)
{
	struct buf b = { 0 };

	for (size_t i = 0; e->verb->fields[i].name; i++)
		if (e->call->said[i])
			buf_printf(&b, "%s%s %s", b.n ? _(", ") : "", _(e->verb->fields[i].label),
				   *e->call->said[i] ? e->call->said[i] : "-");
	const char *text = arena_strdup(&e->mem, buf_text(&b));
	buf_clear(&b);
	return text;
}

void edit_put(const struct edit *e, const char *now[EDIT_FIELDS], const char *field,
	      const char *text)
{
	size_t i = field_at(e->verb, field);

	if (e->verb->fields[i].name)
		now[i] = text;
}

void edit_set(struct edit *e, enum kind k, const struct id *id, const char *column,
	      const char *text)
{
	change_set(e->c, k, id, column, text && *text ? V_TEXT(text) : V_NULL);
}

void edit_set_day(struct edit *e, enum kind k, const struct id *id, const char *column, date d)
{
	char text[DATE_TEXT_SIZE];

	edit_set(e, k, id, column, d == DATE_NONE ? NULL : date_text(d, text));
}

/* ---- running ---- */

/* One line each, without what no terminal may get; "-" alone takes away. */
static bool said_read(struct edit *e, const struct edit_call *call, struct edit_call *to,
		      struct err *err)
{
	*to = *call;
	for (size_t i = 0; e->verb->fields[i].name; i++) {
		if (!call->said[i])
			continue;
		struct str text = str_trim(str_of(call->said[i]));
		if (clean_needed(text))
			return edit_refuse(err, e->verb->fields[i].name,
					   _("%s: a control character stands in it"),
					   _(e->verb->fields[i].label));
		to->said[i] = str_is(text, "-") ? "" : arena_str(&e->mem, text);
	}
	return true;
}

bool edit_run(struct ledger *l, const struct edit_verb *v, const struct edit_call *call,
	      struct outcome *out, struct err *err)
{
	struct edit_call said;
	struct edit e = { .l = l, .verb = v, .call = &said };
	bool ok = (e.c = ledger_begin(l, v->name, "", err)) != NULL;

	*out = (struct outcome){ .done = 0 };
	if (!ok)
		return false;
	ok = said_read(&e, call, &said, err) && v->fill(&e, err);
	if (ok) {
		outcome_say(out, e.say);
		change_say(e.c, out->said);
		ok = ledger_commit(l, e.c, out, err);
		out->done = out->changed;
		outcome_unchanged(out);
	} else {
		ledger_abandon(l, e.c);
	}
	if (!ok)
		out->said[0] = '\0';
	arena_clear(&e.mem);
	return ok;
}

bool edit_now(struct ledger *l, const struct edit_verb *v, int64_t of, struct arena *mem,
	      const char *now[EDIT_FIELDS], struct err *err)
{
	struct edit_call call = { .of = of };
	struct edit e = { .l = l, .verb = v, .call = &call };

	for (size_t i = 0; i < EDIT_FIELDS; i++)
		now[i] = "";
	if (!v->now)
		return true;
	bool ok = v->now(&e, now, err);
	for (size_t i = 0; i < EDIT_FIELDS; i++)
		now[i] = arena_strdup(mem, ok && now[i] ? now[i] : "");
	arena_clear(&e.mem);
	return ok;
}

bool edit_plan_only(struct ledger *l, int64_t *plan, struct err *err)
{
	struct arena mem = { 0 };
	plan_rows list = { 0 };
	bool ok = plans_read(l->db, true, &mem, &list, err);

	if (ok && list.n != 1)
		ok = err_set(err, list.n ? ERR_AMBIGUOUS : ERR_NOT_FOUND,
			     list.n ? _("%zu plans are open: which is meant?")
				    : _("%zu plans are open: import one, or make one"),
			     list.n);
	else if (ok)
		*plan = list.p[0].key;
	vec_clear(&list);
	arena_clear(&mem);
	return ok;
}

#include <string.h>

#include "base/buf.h"
#include "base/fold.h"
#include "base/gate.h"
#include "base/gettext.h"
#include "base/vec.h"
#include "model/edit.h"
#include "model/right.h"
#include "model/verb.h"
#include "ui/keymap.h"

#include "base/ban.h"

/* What the screens do, in the order of the help. */
static const struct command commands[] = {
	{ "down", "", N_("one row down"), "下", "x" },
	{ "up", "", N_("one row up"), "上", "s" },
	{ "page-down", "", N_("a screen down"), "下页", "xy" },
	{ "page-up", "", N_("a screen up"), "上页", "sy" },
	{ "first", "", N_("to the first row"), "首行", "sh" },
	{ "last", "", N_("to the last row"), "末行", "mh" },
	{ "left", "", N_("sideways to the left"), "左", "z" },
	{ "right", "", N_("sideways to the right"), "右", "y" },
	{ "open", N_("open"), N_("open the chosen row; on a duty the numbered verbs"), "打开",
		"dk" },
	{ "next-pane", N_("panes"), N_("the next pane"), "下栏", "xl" },
	{ "previous-pane", "", N_("the previous pane"), "上栏", "sl" },
	{ "pane-1", "", N_("the tasks"), "事项", "sx" },
	{ "pane-2", "", N_("the campaigns"), "专项治理", "zxzl" },
	{ "pane-3", "", N_("the deadlines"), "时限", "shixian" },
	{ "unit", N_("unit"), N_("choose a unit: all panes show what concerns it"), "单位", "dw" },
	{ "next-silent", N_("next silent"), N_("the next unit that has not reported"), "下一家",
		"xyj" },
	{ "previous-silent", "", N_("the unit before that has not reported"), "上一家", "syj" },
	{ "members", N_("members"), N_("of a group: who belongs to it, from when to when"), "成员",
		"cy" },
	{ "rename", "", N_("of a unit: its name from a day on"), "更名", "gm" },
	{ "merge", "",
		N_("of a unit: it becomes one with others from a day on; what is open moves"),
		"合并", "hb" },
	{ "owes", N_("who owes"),
		N_("of an item: do responsible units hand in too, or the lead units alone"),
		"谁上报", "ssb" },
	{ "define", N_("definitions"), N_("of an item: what its figures count"), "口径", "kj" },
	{ "pending", N_("to review"), N_("the units whose reports wait for a review: choose one"),
		"待审", "ds" },
	{ "asked", N_("extensions"),
		N_("the units whose requests for an extension wait: choose one"), "延期申请",
		"yqsq" },
	{ "plan", N_("plan"), N_("choose a plan, or all open ones"), "文件", "wj" },
	{ "print", N_("print"),
		N_("print to a file: the ledger as it is shown, or the sheet of a unit or item"),
		"打印", "dy" },
	{ "units", "", N_("the units, who is last first"), "各单位", "gdw" },
	{ "calls", N_("call list"),
		N_("who is silent, what it owes, whom to call, what was promised"), "未报名单",
		"wbmd" },
	{ "promises", N_("promises"),
		N_("of the call list: only promises for today and those that were not kept; again: all"), "今日答应", "jrdy" },
	{ "sort", N_("sort"), N_("sort the list by a column: a menu of its orders"), "排序", "px" },
	{ "gaps", "", N_("what is missing, and what to do about it"), "缺漏", "ql" },
	{ "exchange", N_("exchange"),
		N_("copies of the ledger: what they have, and what two decided differently"),
		"交换", "jh" },
	{ "sync", N_("over ssh"), N_("exchange with another copy over ssh, both ways"), "连线交换", "lxjh" },
	{ "who", "", N_("who has the ledger open, since when, from where"), "谁在用", "szy" },
	{ "take", N_("take"),
		N_("of the exchange: take a file of another copy; first it shows what would come"),
		"收取", "sq" },
	{ "make", N_("make"),
		N_("of the exchange: make a file for the chosen copy, else for any"), "制作",
		"zhizuo" },
	{ "settle-first", N_("keep"),
		N_("of the exchange: settle the clash with what is in force"), "维持", "wc" },
	{ "settle-second", N_("the other"),
		N_("of the exchange: settle the clash with the side that is not in force"), "改用",
		"gy" },
	{ "settle", N_("another value"),
		N_("of the exchange: settle the clash with a value that is typed"), "另定", "ld" },
	{ "lights", "", N_("the rules of lights: what each would change, and choose one"),
		"亮灯规则", "ldgz" },
	{ "month", N_("month"), N_("the month on a calendar: holidays, and what falls due"), "月历",
		"yl" },
	{ "grid", N_("grid"),
		N_("the grid: items by units; of an item its periods, of a unit its dates"),
		"对照表", "dzb" },
	{ "figure", N_("type figures"), N_("type figures into the cell: 12/20, or 12 20 2"), "填数",
		"ts" },
	{ "figure-save", N_("save"), N_("report these figures, and go down to the next silent one"),
		"", "" },
	{ "mark", N_("mark"),
		N_("mark the row or cell, or unmark it; a verb is done on all that is marked"),
		"选", "xuan" },
	{ "mark-all", "", N_("mark all that is shown; again: unmark it"), "选全部", "xqb" },
	{ "again", N_("again"),
		N_("do the last verb again on the chosen row, with what was said then"), "重复",
		"cf" },
	{ "mark-row", "", N_("mark the row, seen or not"), "选行", "xuanhang" },
	{ "mark-block", "", N_("mark the block from the cell that was marked last to this one"),
		"选块", "xuankuai" },
	{ "mark-column", "", N_("mark the column, seen or not"), "选列", "xuanlie" },
	{ "next-date", N_("next date"),
		N_("what falls due on the next date; of one unit, months or due dates"), "下一时限",
		"xysx" },
	{ "previous-date", "", N_("what falls due on the date before"), "上一时限", "sysx" },
	{ "today", N_("today"), N_("to today"), "今天", "jt" },
	{ "previous-month", N_("month before"), N_("the month before"), "上月", "shangyue" },
	{ "next-month", N_("next month"), N_("the next month"), "下月", "xiayue" },
	{ "search", N_("search"), N_("search titles and units in what is shown"), "查找", "cz" },
	{ "next-match", "", N_("the next match"), "下一处", "xyc" },
	{ "previous-match", "", N_("the match before"), "上一处", "syc" },
	{ "command", N_("command"),
		N_("a command by name, Chinese name or pinyin; a number (10.3) jumps"), "命令",
		"ml" },
	{ "log", N_("log of actions"),
		N_("who did what when; about the item or unit that is shown"), "日志", "rz" },
	{ "views", "", N_("views: a digit opens one"), "视图", "st" },
	{ "view-save", N_("save shared"),
		N_("of the views: save the filter and order that are shown, for all"), "", "" },
	{ "view-save-own", N_("save for me"),
		N_("of the views: save the filter and order that are shown, for you alone"), "", "" },
	{ "view-remove", N_("remove"), N_("of the views: take the chosen one away"), "", "" },
	{ "news", N_("what is new"), N_("what others and I did since I was last here"), "新变化",
		"xbh" },
	{ "filter", N_("filter"), N_("which rows to show"), "筛选", "sxuan" },
	{ "undo", N_("undo"), N_("take back your last action; in the log the chosen one"), "撤销",
		"cx" },
	{ "undo-ask", "", N_("take back your last action, after asking"), "撤销并问", "cxbw" },
	{ "redo", N_("redo"), N_("do again what was taken back"), "重做", "chongzuo" },
	{ "back", N_("back"), N_("back to where you came from; in the overview: leave"), "返回",
		"fh" },
	{ "escape", N_("back"),
		N_("leave what is unfinished; in a list: clear what narrows it; then back"),
		"取消", "qx" },
	{ "leave", N_("leave"), N_("leave duban"), "离开", "lk" },
	{ "help", N_("help"), N_("the keys of this screen"), "帮助", "bz" },
	{ "redraw", "", N_("draw the screen anew, sort and fetch the rows again"), "重画", "ch" },
	{ "put-aside", "", N_("put duban aside; \"fg\" brings it back"), "挂起", "gq" },
	{ "interrupt", "", N_("stop long work; else it says how to leave"), "中断", "zd" },
	{ "line-done", N_("do it"), N_("take the line as it is"), "", "" },
	{ "choose", N_("choose"), N_("choose the row"), "", "" },
	{ "field-done", N_("next, save"), N_("go on to the next figure; after the last one save"),
		"", "" },
	{ "next-field", N_("next field"), N_("the next field"), "", "" },
	{ "previous-field", "", N_("the field before"), "", "" },
	{ "form-leave", N_("leave (kept)"),
		N_("leave the form; what was typed is kept for the next time"), "", "" },
	{ "next-row-or-field", N_("next field"), N_("a row down in a text; else the next field"),
		"", "" },
	{ "previous-row-or-field", "", N_("a row up in a text; else the field before"), "", "" },
	{ "new-line", "", N_("a new line in a text"), "", "" },
	{ "form-more", N_("more"), N_("with a second key: the text in an editor, the form empty"),
		"", "" },
	{ "edit-outside", N_("editor"), N_("write the text in your own editor (VISUAL, EDITOR)"),
		"", "" },
	{ "form-anew", N_("anew"), N_("empty the form; once more brings back what was typed"), "",
		"" },
	{ "next-row", N_("next row"), N_("the next row"), "", "" },
	{ "previous-row", "", N_("the row before"), "", "" },
	{ "line-before", N_("typed before"), N_("the line typed before this one"), "", "" },
	{ "line-after", "", N_("the line typed after this one"), "", "" },
	{ "complete-back", "", N_("the choice before"), "", "" },
	{ "complete", N_("complete"), N_("the next command that begins so"), "", "" },
	{ "yes", N_("yes"), N_("yes, do it"), "", "" },
	{ "no", N_("no"), N_("no, do nothing"), "", "" },
	{ "char-left", "", N_("one character to the left"), "", "" },
	{ "char-right", "", N_("one character to the right"), "", "" },
	{ "line-start", "", N_("to the beginning of the field"), "", "" },
	{ "line-end", "", N_("to the end of the field"), "", "" },
	{ "delete-back", "", N_("delete the character before the cursor"), "", "" },
	{ "delete-char", "", N_("delete the character under the cursor"), "", "" },
	{ "delete-word", "", N_("delete the word before the cursor"), "", "" },
	{ "delete-start", "", N_("delete to the beginning of the field"), "", "" },
	{ "delete-end", "", N_("delete to the end of the field"), "", "" },
	{ "put-back", "", N_("put back what was deleted last"), "", "" },
};

/* The verbs' Chinese names, which the ":" line takes in every language; names and words are the
 * verb table's. */
static const struct { const char *verb, *cn, *initials; } verb_names[] = {
	{ "accept", "通过", "tg" }, { "close", "办结", "bj" }, { "none", "无变化", "wbh" },
	{ "extend", "延期", "yq" }, { "grant", "同意延期", "tyyq" },
	{ "refuse", "不同意延期", "btyyq" },
	{ "suspend", "中止", "zz" }, { "measure", "措施", "cs" }, { "judge", "评灯", "pd" },
	{ "remark", "备注", "beizhu" },
	{ "reopen", "重办", "chongban" }, { "report", "上报", "sb" },
	{ "return", "退回", "tuihui" }, { "sign", "签收", "qs" },
	{ "urge", "催办", "cb" }, { "zero", "零报告", "lbg" },
};

/* Those that lead to something which not everybody may write, by its name in the log: told before anything
 * is typed. Verbs and edits are named as they are. */
static const struct { const char *command, *verb; enum role role; } begins[] = {
	{ "members", "member", ROLE_CLERK }, { "rename", "reorg", ROLE_ADMIN },
	{ "merge", "reorg", ROLE_ADMIN }, { "owes", "owes", ROLE_CLERK },
	{ "define", "define", ROLE_CLERK }, { "settle", "settle", ROLE_CLERK },
	{ "settle-first", "settle", ROLE_CLERK }, { "settle-second", "settle", ROLE_CLERK },
	{ "view-save", "view", ROLE_CLERK }, { "view-save-own", "view", ROLE_REPORTER },
	{ "view-remove", "view", ROLE_REPORTER },
	{ "undo", "undo", ROLE_REPORTER }, { "undo-ask", "undo", ROLE_REPORTER },
	{ "redo", "redo", ROLE_REPORTER }, { "figure", "report", ROLE_REPORTER },
	{ "figure-save", "report", ROLE_REPORTER },
	/* What is marked is marked for a verb. */
	{ "mark", "mark", ROLE_REPORTER }, { "mark-all", "mark", ROLE_REPORTER },
	{ "mark-row", "mark", ROLE_REPORTER }, { "mark-block", "mark", ROLE_REPORTER },
	{ "mark-column", "mark", ROLE_REPORTER }, { "again", "again", ROLE_REPORTER },
};

enum role command_role(const char *name, const char **verb)
{
	*verb = name;
	for (size_t i = 0; i < sizeof begins / sizeof *begins; i++)
		if (strcmp(begins[i].command, name) == 0) {
			*verb = begins[i].verb;
			return begins[i].role;
		}
	/* Elsewhere who has the file itself may. */
	if (gate_locked() && strcmp(name, "take") == 0)
		return ROLE_REPORTER;
	return verb_find(name) || edit_find(name) ? right_role_for(name) : ROLE_NONE;
}

const struct command *command_table(void)
{
	/* Both tables are constant, and so is what is made of them once. */
	static VEC(struct command) all;

	if (all.n > 0)
		return all.p;
	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
		*vec_push(&all) = commands[i];
	for (const struct verb *v = verb_table(); v->name; v++) {
		struct command *c = vec_push(&all);

		*c = (struct command){ .name = v->name,
				       .label = v->label,
				       .help = v->help,
				       .cn = "",
				       .initials = "" };
		for (size_t i = 0; i < sizeof verb_names / sizeof *verb_names; i++)
			if (strcmp(verb_names[i].verb, v->name) == 0)
				c->cn = verb_names[i].cn, c->initials = verb_names[i].initials;
	}
	for (const struct edit_verb *v = edit_table(); v->name; v++)
		*vec_push(&all) = (struct command){ v->name, v->label, v->help, v->cn, v->initials };
	(void)vec_push(&all);
	return all.p;
}

const struct command *command_find(const char *name)
{
	struct buf folded = { 0 };
	const struct command *found = NULL;

	fold_text(&folded, str_of(name));
	for (const struct command *c = command_table(); c->name && !found && folded.n > 0; c++) {
		const char *said = buf_text(&folded);

		if (strcmp(c->name, said) == 0 || strcmp(c->cn, said) == 0 ||
		    strcmp(c->initials, said) == 0)
			found = c;
	}
	buf_clear(&folded);
	return found;
}

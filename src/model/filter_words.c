#include "model/filter_words.h"

#include "base/buf.h"
#include "base/fold.h"
#include "base/gettext.h"
#include "base/near.h"
#include "base/width.h"
#include "model/light.h"
#include "store/cond.h"

#include "base/ban.h"

enum { SAID_COLUMNS = 16, LISTED_COLUMNS = 34 };

static const struct filter_word roles[] = {
	{ "lead", { "牵头", "牵头单位" }, .stored = "lead" },
	{ "responsible", { "责任", "责任单位", "责" }, .stored = "responsible" },
	{ "supervisor", { "督导", "督导单位" }, .stored = "supervisor" },
	{ .name = NULL },
};

static const struct filter_word states[] = {
	{ "overdue", { "逾期" }, .bits = STATUS_OVERDUE },
	{ "unreported", { "未报", "未上报" }, .bits = STATUS_SILENT },
	{ "silent", { "未报" }, .bits = STATUS_SILENT },
	{ "returned", { "退回", "被退回" }, .bits = STATUS_RETURNED },
	{ "reported", { "已报", "已上报" }, .bits = STATUS_IN },
	{ "in", { "已报" }, .bits = STATUS_IN },
	{ "pending", { "待审", "待审核" }, .bits = STATUS_PENDING },
	{ "done", { "办结", "已办结" }, .bits = STATUS_DONE },
	{ "closed", { "办结" }, .bits = STATUS_DONE },
	{ "promised", { "答应", "已答应" }, .bits = STATUS_PROMISED },
	{ "broken", { "失约", "答应未到", "未守约" }, .bits = STATUS_BROKEN },
	{ "asked", { "申请延期", "延期", "延期申请" }, .bits = STATUS_ASKED },
	{ "suspended", { "中止", "已中止" }, .bits = STATUS_SUSPENDED },
	{ "notbegun", { "未到期", "未开始" }, .bits = STATUS_NOT_BEGUN },
	{ "unheard", { "未交换" }, .bits = STATUS_UNHEARD },
	{ "unsigned", { "未签收", "未签" }, .bits = STATUS_UNSIGNED },
	{ .name = NULL },
};

/* Of model/way.h; other ones are kept as they were typed. */
static const struct filter_word ways[] = {
	{ "phone", { "电话" }, .stored = "phone" }, { "letter", { "发函", "函" }, .stored = "letter" },
	{ "fax", { "传真" }, .stored = "fax" }, { "visit", { "上门", "走访" }, .stored = "visit" },
	{ "mail", { "邮件", "电子邮件" }, .stored = "mail" },
	{ "message", { "短信" }, .stored = "message" }, { "paper", { "纸件" }, .stored = "paper" },
	{ "wechat", { "微信" }, .stored = "wechat" },
	{ .name = NULL },
};

static const struct filter_word lights[] = {
	{ "red", { "红", "红灯" }, .bits = 1u << LIGHT_RED },
	{ "yellow", { "黄", "黄灯" }, .bits = 1u << LIGHT_YELLOW },
	{ "green", { "绿", "绿灯" }, .bits = 1u << LIGHT_GREEN },
	{ "unknown", { "未", "未定", "未知" }, .bits = 1u << LIGHT_UNKNOWN },
	{ .name = NULL },
};

static const struct filter_word kinds[] = {
	{ "task", { "任务", "要求" }, .stored = "task" },
	{ "campaign", { "专项治理", "专项" }, .stored = "campaign" },
	{ "group", { "组" }, .stored = "group" },
	{ .name = NULL },
};

static const struct filter_word targets[] = {
	{ "met", { "达标", "已达标" }, .bits = 1u << MET_YES },
	{ "missed", { "未达标", "不达标" }, .bits = 1u << MET_NO },
	{ "unknown", { "未知", "未报" }, .bits = 1u << MET_UNKNOWN },
	{ "none", { "无", "无指标" }, .bits = 1u << MET_NONE },
	{ .name = NULL },
};

static const struct { enum filter_what what; const struct filter_word *words; } tables[] = {
	{ FILTER_ROLE, roles }, { FILTER_STATUS, states }, { FILTER_LIGHT, lights },
	{ FILTER_KIND, kinds }, { FILTER_TARGET, targets }, { FILTER_WAY, ways },
};
enum { CN_MOST = sizeof roles[0].cn / sizeof *roles[0].cn };

const struct filter_word *filter_words(enum filter_what what)
{
	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
		if (tables[i].what == what)
			return tables[i].words;
	return NULL;
}

/* not-begun, not_begun and "not begun" are one; a minus before it is no part of any. */
static void bare(struct buf *to, struct str text)
{
	struct buf folded = { 0 };

	fold_text(&folded, text);
	for (size_t i = 0; i < folded.n; i++)
		if (!strchr("-_ ", folded.p[i]) || (i == 0 && folded.p[0] == '-'))
			buf_byte(to, folded.p[i]);
	buf_clear(&folded);
}

static bool word_is(const struct filter_word *w, struct str text)
{
	if (str_is(text, w->name))
		return true;
	for (int i = 0; i < CN_MOST && w->cn[i]; i++)
		if (str_is(text, w->cn[i]))
			return true;
	return false;
}

/* Of many words those that fit into a sentence: Tab has all of them. */
static void word_list(struct buf *to, const char *word)
{
	if (str_ends(buf_str(to), STR_LIT(" ...")))
		return;
	if (width_cols(buf_str(to)) + 1 + width_cols(str_of(word)) > LISTED_COLUMNS)
		word = "...";
	buf_printf(to, "%s%s", to->n ? " " : "", word);
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

bool filter_alternatives(struct str word, const char *sign, struct buf *to)
{
	static const char *const joins[] = { "或者", "或", "、", "，", "," };
	size_t from = 0, parts = 1;

	buf_reset(to);
	for (size_t at = 0; at < word.n;) {
		size_t i = 0;

		while (i < sizeof joins / sizeof *joins && !str_starts(str_from(word, at), str_of(joins[i])))
			i++;
		if (i == sizeof joins / sizeof *joins) {
			at++;
			continue;
		}
		at += strlen(joins[i]);
		if (at - strlen(joins[i]) == from || at == word.n || is_digit(word.p[from]) ||
		    is_digit(word.p[at]))
			return false;
		buf_put(to, (struct str){ word.p + from, at - strlen(joins[i]) - from });
		buf_puts(to, sign);
		from = at;
		parts++;
	}
	buf_put(to, str_from(word, from));
	return parts > 1;
}

static void refuse(const struct filter_key *key, const struct filter_word *words, struct str text,
		   struct err *err)
{
	bool is_chinese = !str_is(filter_key_name(key), key->name);
	struct near near = { .word = text };
	struct str said = str_to(text, width_fit(text, SAID_COLUMNS, NULL));
	struct buf all = { 0 }, parted = { 0 };
	unsigned seen = 0;

	for (const struct filter_word *w = words; w->name; w++) {
		near_offer(&near, w->name);
		if (w->bits && (seen & w->bits))
			continue;
		seen |= w->bits;
		word_list(&all, is_chinese ? w->cn[0] : w->name);
	}
	bool joins = filter_alternatives(text, ",", &parted);
	if (near.best || joins)
		err_set(err, ERR_USE, _("%.*s: knows no \"%.*s\": is %s meant?"),
			STR_ARG(filter_key_name(key)), STR_ARG(said),
			joins ? buf_text(&parted) : near.best);
	else
		err_set(err, ERR_USE, _("%.*s: knows no \"%.*s\", but: %s"),
			STR_ARG(filter_key_name(key)), STR_ARG(said), buf_text(&all));
	buf_clear(&all);
	buf_clear(&parted);
}

const struct filter_word *filter_word_find(const struct filter_key *key, struct str text,
					   struct err *err)
{
	const struct filter_word *words = filter_words(key->what), *found = NULL;
	struct buf b = { 0 };

	bare(&b, text);
	for (const struct filter_word *w = words; !found && w->name; w++)
		if (word_is(w, buf_str(&b)))
			found = w;
	if (!found)
		refuse(key, words, buf_str(&b), err);
	buf_clear(&b);
	return found;
}

bool filter_says_none(struct str text)
{
	return fold_eq(text, STR_LIT("none")) || fold_eq(text, STR_LIT("无")) ||
	       fold_eq(text, STR_LIT("没有"));
}

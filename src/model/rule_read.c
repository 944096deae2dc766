/* Rule files: lines of a clerk, hostile until checked. English and Chinese words, full-width signs
 * and any of the usual commas are taken. */
#include "model/rule.h"

#include <stdio.h>

#include "base/charset.h"
#include "base/clean.h"
#include "base/file.h"
#include "base/fold.h"
#include "base/gettext.h"
#include "base/near.h"
#include "base/utf8.h"

#include "base/ban.h"

enum { NUMBER_MOST = 1000 };

/* What a number counts. */
enum unit_kind { UNIT_NONE, UNIT_WORKDAYS, UNIT_DAYS, UNIT_PERCENT, UNIT_TIMES, UNIT_PERIODS };

#define WITH(c) (1u << (c))
#define ANY (WITH(CMP_GT) | WITH(CMP_GE) | WITH(CMP_LT) | WITH(CMP_LE) | WITH(CMP_EQ))
#define MORE (WITH(CMP_GT) | WITH(CMP_GE))
#define LESS (WITH(CMP_LT) | WITH(CMP_LE))

/* In the order of enum rule_fact. compares: the comparators that may stand behind it, CMP_NONE:
 * none need. */
static const struct {
	const char *name, *chinese;
	unsigned compares;
	enum unit_kind unit;
} facts[FACTS] = {
	[FACT_SILENT] = { "silent", "未报", WITH(CMP_NONE), UNIT_NONE },
	[FACT_IN] = { "in", "已报", WITH(CMP_NONE), UNIT_NONE },
	[FACT_ACCEPTED] = { "accepted", "审核通过", WITH(CMP_NONE), UNIT_NONE },
	[FACT_RETURNED] = { "returned", "退回", WITH(CMP_NONE), UNIT_NONE },
	[FACT_CLOSED] = { "closed", "办结", WITH(CMP_NONE), UNIT_NONE },
	[FACT_NO_CHANGE] = { "no-change", "无变化", WITH(CMP_NONE), UNIT_NONE },
	[FACT_ZERO] = { "zero", "零报告", WITH(CMP_NONE), UNIT_NONE },
	[FACT_MISSED] = { "missed", "未达标", WITH(CMP_NONE), UNIT_NONE },
	[FACT_MET] = { "met", "达标", WITH(CMP_NONE), UNIT_NONE },
	[FACT_EXTENDED] = { "extended", "延期", WITH(CMP_NONE), UNIT_NONE },
	[FACT_PERIODIC] = { "periodic", "按期报", WITH(CMP_NONE), UNIT_NONE },
	[FACT_FELL] = { "fell", "下降", WITH(CMP_NONE), UNIT_NONE },
	[FACT_JUDGED] = { "judged", "评灯", WITH(CMP_NONE), UNIT_NONE },
	[FACT_JUDGED_RED] = { "judged-red", "评红", WITH(CMP_NONE), UNIT_NONE },
	[FACT_JUDGED_ORANGE] = { "judged-orange", "评橙", WITH(CMP_NONE), UNIT_NONE },
	[FACT_JUDGED_YELLOW] = { "judged-yellow", "评黄", WITH(CMP_NONE), UNIT_NONE },
	[FACT_JUDGED_LIME] = { "judged-lime", "评黄绿", WITH(CMP_NONE), UNIT_NONE },
	[FACT_JUDGED_GREEN] = { "judged-green", "评绿", WITH(CMP_NONE), UNIT_NONE },
	[FACT_KNOWN] = { "known", "有进度", WITH(CMP_NONE), UNIT_NONE },
	[FACT_DONE] = { "done", "完成", ANY, UNIT_PERCENT },
	[FACT_URGED] = { "urged", "催办", ANY | WITH(CMP_NONE), UNIT_TIMES },
	[FACT_LATE] = { "late", "迟报", ANY | WITH(CMP_NONE), UNIT_WORKDAYS },
	[FACT_LEFT] = { "left", "余", LESS, UNIT_WORKDAYS },
	[FACT_OVERDUE] = { "overdue", "逾期", MORE | WITH(CMP_NONE), UNIT_WORKDAYS },
	[FACT_PROMISE_OVER] = { "promise-over", "过承诺", MORE | WITH(CMP_NONE), UNIT_WORKDAYS },
	[FACT_ELAPSED] = { "elapsed", "时间过", MORE, UNIT_PERCENT },
	[FACT_BEHIND] = { "behind", "落后", MORE, UNIT_PERCENT },
	[FACT_SHORT] = { "short", "欠序时", MORE, UNIT_PERCENT },
	[FACT_RUNNING] = { "running", "连续未完成", MORE, UNIT_PERIODS },
	[FACT_MISSES] = { "misses", "累计未完成", MORE, UNIT_PERIODS },
};

static const struct { const char *name; enum unit_kind unit; } units[] = {
	{ "workdays", UNIT_WORKDAYS }, { "workday", UNIT_WORKDAYS }, { "个工作日", UNIT_WORKDAYS },
	{ "工作日", UNIT_WORKDAYS },
	{ "days", UNIT_DAYS }, { "day", UNIT_DAYS }, { "天", UNIT_DAYS }, { "日", UNIT_DAYS },
	{ "%", UNIT_PERCENT }, { "points", UNIT_PERCENT }, { "个百分点", UNIT_PERCENT },
	{ "百分点", UNIT_PERCENT }, { "个点", UNIT_PERCENT },
	{ "times", UNIT_TIMES }, { "次", UNIT_TIMES },
	{ "periods", UNIT_PERIODS }, { "period", UNIT_PERIODS }, { "期", UNIT_PERIODS },
	{ "个月", UNIT_PERIODS },
};

enum key { KEY_NAME, KEY_ABOUT, KEY_RED, KEY_YELLOW, KEY_GREEN, KEYS };
static const struct { const char *name, *chinese; enum light light; } keys_of[KEYS] = {
	[KEY_NAME] = { "name", "名称", LIGHT_UNKNOWN },
	[KEY_ABOUT] = { "about", "说明", LIGHT_UNKNOWN },
	[KEY_RED] = { "red", "红", LIGHT_RED }, [KEY_YELLOW] = { "yellow", "黄", LIGHT_YELLOW },
	[KEY_GREEN] = { "green", "绿", LIGHT_GREEN },
};

/* A file while it is read. */
struct reader {
	struct rule *to;
	struct place at;
	struct str line;      /* the one that is read: as it stands */
	size_t i;             /* where in it */
	struct err *err;
};

const char *rule_fact_name(enum rule_fact f, bool chinese)
{
	return chinese ? facts[f].chinese : facts[f].name;
}

static bool wrong(struct reader *r, const char *text)
{
	r->at.column = (int)utf8_count(str_to(r->line, r->i)) + 1;
	return err_at(r->err, ERR_INPUT, r->at, "%s", text);
}

/* ---- words ---- */

static uint32_t peek(const struct reader *r)
{
	size_t at = r->i;

	return fold_char(utf8_next(r->line, &at));
}

static void step(struct reader *r)
{
	utf8_next(r->line, &r->i);
}

static bool is_comma(uint32_t c)
{
	return c == ',' || c == ';' || c == 0x3001 || c == 0xff0c || c == 0xff1b;
}

static bool is_colon(uint32_t c)
{
	return c == ':' || c == 0xff1a;
}

static bool is_bracket(uint32_t c)
{
	return c == '(' || c == ')';
}

static bool is_compare(uint32_t c)
{
	return c == '<' || c == '>' || c == '=' || c == 0x2264 || c == 0x2265 || c == 0x2266 ||
	       c == 0x2267;
}

static bool is_blank(uint32_t c)
{
	return c == ' ' || c == '\t' || c == 0xa0;
}

static bool is_digit(uint32_t c)
{
	return c >= '0' && c <= '9';
}

static void skip_blanks(struct reader *r)
{
	while (r->i < r->line.n && is_blank(peek(r)))
		step(r);
}

/* Of what counts: "#" begins a comment. */
static bool at_end(const struct reader *r)
{
	return r->i >= r->line.n || peek(r) == '#';
}

/* Letters up to a blank, a sign or a digit; as they stand. */
static struct str read_word(struct reader *r)
{
	size_t from = r->i;

	while (!at_end(r)) {
		uint32_t c = peek(r);
		if (is_blank(c) || is_comma(c) || is_colon(c) || is_bracket(c) || is_compare(c) ||
		    is_digit(c))
			break;
		step(r);
	}
	return (struct str){ r->line.p + from, r->i - from };
}

static bool is_word(struct str word, const char *known)
{
	return fold_eq(word, str_of(known));
}

/* The longest condition that it begins with: “未报告”, “逾期大于三天”; NULL: none. */
static const char *begun_by(struct str word)
{
	const char *best = NULL;

	for (int f = 0; f < FACTS; f++)
		if (str_starts(word, str_of(facts[f].chinese)) &&
		    (!best || strlen(facts[f].chinese) > strlen(best)))
			best = facts[f].chinese;
	return best;
}

/* "such as silent 未报, in 已报 ...": all that may stand there. */
static bool refuse_fact(struct reader *r, struct str word, bool green)
{
	struct buf b = { 0 };
	struct near near = { .word = word };

	for (int f = 0; f < FACTS; f++) {
		near_offer(&near, facts[f].name);
		if (!green || f < FACT_LEFT)
			buf_printf(&b, "%s%s", b.n ? " " : "", facts[f].chinese);
	}
	if (!near.best)
		near.best = begun_by(word);
	if (near.best)
		err_at(r->err, ERR_INPUT, r->at, _("unknown condition “%.*s”: did you mean %s?"),
		       STR_ARG(str_to(word, 60)), near.best);
	else
		err_at(r->err, ERR_INPUT, r->at, _("unknown condition “%.*s”; there are: %s"),
		       STR_ARG(str_to(word, 60)), buf_text(&b));
	buf_clear(&b);
	return false;
}

static bool fact_find(struct str word, enum rule_fact *to)
{
	for (int f = 0; f < FACTS; f++)
		if (is_word(word, facts[f].name) || is_word(word, facts[f].chinese)) {
			*to = (enum rule_fact)f;
			return true;
		}
	return false;
}

/* A condition's word, with "not" or 非 before it, apart or not. */
static bool read_fact(struct reader *r, struct rule_condition *c, bool green)
{
	struct str word = read_word(r);

	if (is_word(word, "not") || is_word(word, "非")) {
		c->without = true;
		skip_blanks(r);
		word = read_word(r);
	} else if (!fact_find(word, &c->fact) && str_starts(word, STR_LIT("非"))) {
		c->without = true;
		word = str_from(word, strlen("非"));
	}
	if (!word.n)
		return wrong(r, _("a condition is missing here"));
	return fact_find(word, &c->fact) || refuse_fact(r, word, green);
}

/* ---- numbers ---- */

static enum comparator read_compare(struct reader *r)
{
	static const struct { uint32_t sign; enum comparator alone, with_equal; } signs[] = {
		{ '<', CMP_LT, CMP_LE }, { '>', CMP_GT, CMP_GE }, { '=', CMP_EQ, CMP_EQ },
		{ 0x2264, CMP_LE, CMP_LE }, { 0x2266, CMP_LE, CMP_LE }, { 0x2265, CMP_GE, CMP_GE },
		{ 0x2267, CMP_GE, CMP_GE },
	};
	uint32_t c = peek(r);

	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (signs[i].sign == c) {
			step(r);
			if (peek(r) != '=')
				return signs[i].alone;
			step(r);
			return signs[i].with_equal;
		}
	return CMP_NONE;
}

static bool read_number(struct reader *r, int *to)
{
	*to = 0;
	if (!is_digit(peek(r)))
		return wrong(r, _("a whole number is missing here"));
	for (; is_digit(peek(r)); step(r)) {
		*to = *to * 10 + (int)(peek(r) - '0');
		if (*to > NUMBER_MOST)
			return wrong(r, _("numbers here go from 0 to 1000"));
	}
	return true;
}

static bool read_unit(struct reader *r, struct rule_condition *c)
{
	enum unit_kind want = facts[c->fact].unit;

	skip_blanks(r);
	struct str word = read_word(r);
	if (!word.n)
		return true;
	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		if (is_word(word, units[i].name) &&
		    (units[i].unit == want ||
		     (units[i].unit == UNIT_DAYS && want == UNIT_WORKDAYS))) {
			c->days = units[i].unit == UNIT_DAYS;
			return true;
		}
	switch (want) {
	case UNIT_WORKDAYS:
	case UNIT_DAYS: return wrong(r, _("days are counted here: workdays 个工作日, or days 天"));
	/* xgettext:no-c-format */
	case UNIT_PERCENT: return wrong(r, _("percent are counted here: % or points 个百分点"));
	case UNIT_PERIODS: return wrong(r, _("periods are counted here: periods 期"));
	case UNIT_TIMES: case UNIT_NONE: break;
	}
	return wrong(r, _("times are counted here: times 次"));
}

static bool refuse_compare(struct reader *r, const struct rule_condition *c)
{
	unsigned allowed = facts[c->fact].compares;
	char text[160];

	if (allowed == WITH(CMP_NONE))
		snprintf(text, sizeof text, _("%s takes no number"), facts[c->fact].chinese);
	else if (allowed & WITH(CMP_LT) && allowed & WITH(CMP_GT))
		snprintf(text, sizeof text, _("%s takes < <= = >= > and a number"),
			 facts[c->fact].chinese);
	else
		snprintf(text, sizeof text,
			 _("%s takes %s and a number: it comes with time and stays"),
			 facts[c->fact].chinese, allowed & WITH(CMP_LT) ? "< <=" : "> >=");
	return wrong(r, text);
}

static bool read_condition(struct reader *r, struct rule_condition *c, bool green)
{
	skip_blanks(r);
	if (!read_fact(r, c, green))
		return false;
	skip_blanks(r);
	c->cmp = read_compare(r);
	if (!(facts[c->fact].compares & WITH(c->cmp)) || (c->cmp == CMP_NONE && is_digit(peek(r))))
		return refuse_compare(r, c);
	if (c->cmp != CMP_NONE) {
		skip_blanks(r);
		if (!read_number(r, &c->number) || !read_unit(r, c))
			return false;
	}
	if (c->fact >= FACT_LEFT && green)
		return wrong(r, _("what comes with time belongs to red and yellow: green holds "
				  "until then"));
	if (c->fact >= FACT_LEFT && c->without)
		return wrong(r, _("what comes with time cannot be denied: it would end of itself"));
	skip_blanks(r);
	if (!at_end(r) && !is_comma(peek(r)))
		return wrong(r, _("conditions are parted by commas"));
	return true;
}

/* ---- lines ---- */

/* No control or format characters. Of the text alone: a rule is the same in every locale. */
static bool is_plain(struct str text)
{
	for (size_t at = 0; at < text.n;) {
		uint32_t c = utf8_next(text, &at);
		if ((c < 0x20 && c != '\t') || (c >= 0x7f && c < 0xa0) || c == 0x2028 ||
		    c == 0x2029 || clean_is_format(c))
			return false;
	}
	return true;
}

/* "(blue slip)" after a colour. Also where there is none. */
static bool read_level(struct reader *r, struct rule_line *line)
{
	skip_blanks(r);
	if (peek(r) != '(')
		return true;
	step(r);
	size_t from = r->i;
	while (!at_end(r) && !is_bracket(peek(r)))
		step(r);
	struct str level = str_trim((struct str){ r->line.p + from, r->i - from });
	if (at_end(r) || peek(r) != ')')
		return wrong(r, _("the bracket after the colour is not closed"));
	if (level.n == 0)
		return wrong(r, _("a text is missing here"));
	if (level.n >= sizeof line->level)
		return wrong(r, _("this text is too long"));
	if (!is_plain(level))
		return wrong(r, _("no control characters may stand here"));
	memcpy(line->level, level.p, level.n);
	step(r);
	return true;
}

static void skip_colon(struct reader *r)
{
	skip_blanks(r);
	if (is_colon(peek(r)))
		step(r);
}

static bool read_conditions(struct reader *r, enum light light)
{
	if (r->to->n == RULE_MOST_LINES)
		return wrong(r, _("a rule has at most 24 lines of lights"));
	struct rule_line *line = &r->to->lines[r->to->n++];
	*line = (struct rule_line){ .light = light, .line = r->at.line };
	if (!read_level(r, line))
		return false;
	skip_colon(r);
	do {
		if (line->n == RULE_MOST_CONDITIONS)
			return wrong(r, _("a line has at most 6 conditions"));
		if (!read_condition(r, &line->list[line->n], light == LIGHT_GREEN))
			return false;
		line->n++;
		if (at_end(r))
			return true;
		step(r);
	} while (true);
}

static bool read_text(struct reader *r, char *to, size_t size)
{
	struct str text = str_trim(str_from(r->line, r->i));

	if (text.n == 0)
		return wrong(r, _("a text is missing here"));
	if (text.n >= size)
		return wrong(r, _("this text is too long"));
	if (!is_plain(text))
		return wrong(r, _("no control characters may stand here"));
	if (to[0])
		return wrong(r, _("this stands there twice"));
	memcpy(to, text.p, text.n);
	to[text.n] = '\0';
	return true;
}

static bool read_line(struct reader *r)
{
	static const char *const steps[] = { "blue", "orange", "蓝", "橙" };

	skip_blanks(r);
	if (at_end(r))
		return true;
	struct str word = read_word(r);
	int key = 0;
	while (key < KEYS && !is_word(word, keys_of[key].name) &&
	       !is_word(word, keys_of[key].chinese))
		key++;
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
		if (is_word(word, steps[i]))
			return err_at(r->err, ERR_INPUT, r->at, "%s",
				      _("lights are red, yellow, green; a step between them is "
					"named in brackets: “yellow (blue slip): ...”"));
	if (key == KEYS)
		return err_at(r->err, ERR_INPUT, r->at,
			      _("a line begins with name 名称, about 说明, red 红, yellow 黄, "
				"green 绿 or #, not with “%.*s”"),
			      STR_ARG(str_to(word, 60)));
	if (keys_of[key].light != LIGHT_UNKNOWN)
		return read_conditions(r, keys_of[key].light);
	skip_colon(r);
	if (key == KEY_NAME)
		return read_text(r, r->to->name, sizeof r->to->name);
	return read_text(r, r->to->about, sizeof r->to->about);
}

static bool check_whole(struct reader *r)
{
	bool has[LIGHT_RED + 1] = { false };

	r->at.column = 0;
	for (int i = 0; i < r->to->n; i++)
		has[r->to->lines[i].light] = true;
	if (!r->to->name[0])
		return err_at(
			r->err, ERR_INPUT, r->at,
			_("the rule has no name: a line such as “name: days left” is missing"));
	if (!has[LIGHT_RED] || !has[LIGHT_GREEN])
		return err_at(r->err, ERR_INPUT, r->at,
			      _("a rule needs a red line and a green one at least"));
	return true;
}

bool rule_read(struct str text, const char *source, struct rule *to, struct err *err)
{
	struct reader r = { .to = to, .at.line = 1, .err = err };

	*to = (struct rule){ .n = 0 };
	snprintf(r.at.source, sizeof r.at.source, "%.*s", (int)sizeof r.at.source - 1, source);
	if (text.n > RULE_MOST_BYTES)
		return err_at(err, ERR_INPUT, r.at, _("a rule has at most 16 kB"));
	if (str_starts(text, STR_LIT("\xef\xbb\xbf")))
		text = str_from(text, 3);
	for (; str_cut(&text, '\n', &r.line); r.at.line++) {
		r.line = str_trim(r.line);
		r.i = 0;
		r.at.column = 0;
		if (utf8_flaw(r.line) >= 0 || memchr(r.line.p, '\0', r.line.n))
			return err_at(err, ERR_INPUT, r.at, _("this line is no UTF-8 text"));
		if (!read_line(&r))
			return false;
	}
	r.at.line--;
	return check_whole(&r);
}

bool rule_read_file(const char *path, struct buf *text, struct rule *to, struct err *err)
{
	struct buf bytes = { 0 };
	enum charset found;
	bool ok = file_read(path, RULE_MOST_BYTES, &bytes, err) &&
		  charset_read(buf_str(&bytes), path, text, &found, err) &&
		  rule_read(buf_str(text), path, to, err);

	buf_clear(&bytes);
	return ok;
}

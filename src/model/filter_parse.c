#include "model/filter_parse.h"

#include "base/buf.h"
#include "base/gettext.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "base/width.h"
#include "model/filter_scan.h"

#include "base/ban.h"

enum { SAID_COLUMNS = 16 };

typedef VEC(struct parsed_value) parsed_values;

/* So much of a text that a sentence stays one. */
static struct str said(struct str s)
{
	return str_to(s, width_fit(s, SAID_COLUMNS, NULL));
}

static bool node_counted(struct scan *s, size_t at)
{
	return ++s->nodes <= FILTER_NODES_MOST ||
	       SCAN_WRONG(s, at, _("a filter has at most %d parts"), FILTER_NODES_MOST);
}

static struct parsed *node_new(struct scan *s, enum parsed_kind kind, size_t at)
{
	struct parsed *p;

	if (!node_counted(s, at))
		return NULL;
	p = arena_alloc(s->mem, sizeof *p);
	p->kind = kind;
	p->at = at;
	return p;
}

/* ---- words and values ---- */

static bool ends_number(struct str s)
{
	s = str_trim(s);
	return s.n && ((s.p[s.n - 1] >= '0' && s.p[s.n - 1] <= '9') || s.p[s.n - 1] == '%' ||
		       str_ends(s, STR_LIT("％")));
}

/* a..b, a.., ..b; 11-01至11-20, 到周五, 10~20. In what may be a name (做到) only between numbers. */
static void range_split(struct scan *s, const struct filter_key *key, struct parsed_value *v)
{
	static const char *const signs[] = { "..", "…", "~", "～", "至", "到", "——", "—" };
	bool named = key->takes & FILTER_NAMES;

	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
		ptrdiff_t at = str_find(v->text, str_of(signs[i]));

		if (at < 0 || (i > 0 && named && !ends_number(str_to(v->text, (size_t)at))))
			continue;
		v->has_to = true;
		v->to = str_from(v->text, (size_t)at + strlen(signs[i]));
		v->to_at = (size_t)(v->to.p - s->line.p);
		v->text = str_to(v->text, (size_t)at);
		return;
	}
}

/* NAME<2% of a figure: the name, then what it is compared with. */
static void name_take(struct scan *s, struct parsed_value *v)
{
	size_t begin = s->at;

	scan_blanks(s);
	v->compare = scan_compare(s);
	if (v->compare == COMPARE_ANY) {
		s->at = begin;
		return;
	}
	scan_blanks(s);
	v->name_at = v->at;
	v->at = s->at;
	v->name = v->text;
	v->text = scan_plain(s, true, false);
	v->quoted = false;
}

/* light:-red: to deny it a minus stands before the key; only days are counted backwards. */
static bool is_no_minus(struct scan *s, const struct filter_key *key)
{
	size_t begin = s->at;

	if ((key->takes & FILTER_DAYS) || scan_sign(s) != '-')
		return true;
	scan_take(s);
	scan_blanks(s);
	struct str value = said(scan_plain(s, true, false));
	struct str name = filter_key_name(key);
	return SCAN_WRONG(s, begin, _("a minus stands before the key: -%.*s:%.*s"), STR_ARG(name),
			  STR_ARG(value));
}

static bool value_take(struct scan *s, const struct filter_key *key, struct parsed_value *v)
{
	bool named = key->takes & FILTER_NAMES;
	bool ok = true;

	*v = (struct parsed_value){ .at = s->at, .name_at = s->at };
	if (!is_no_minus(s, key))
		return false;
	if (key->takes & FILTER_COMPARES)
		v->compare = scan_compare(s);
	if (v->compare != COMPARE_ANY)
		scan_blanks(s);
	if (scan_sign(s) == '"')
		ok = scan_quoted(s, v);
	else if (scan_sign(s) == '/' && (key->takes & FILTER_PATTERNS))
		ok = scan_pattern(s, v);
	else
		v->text = scan_plain(s, true, named);
	if (ok && named && v->compare == COMPARE_ANY)
		name_take(s, v);
	if (ok && (key->takes & FILTER_COMPARES) && !v->quoted)
		range_split(s, key, v);
	return ok && (v->text.n > 0 || (v->has_to && v->to.n > 0) ||
		      SCAN_WRONG(s, v->at, _("%.*s: what is it to be? For example %s"),
			    STR_ARG(filter_key_name(key)), _(key->example)));
}

/* light:red, due:<7d: the comma would make a value of what is another condition. */
static bool is_no_key(struct scan *s, const struct filter_key *key)
{
	size_t after;
	struct str name = scan_key(s->line, s->at, &after);

	return name.n == 0 || !filter_key_find(name) ||
	       SCAN_WRONG(s, s->at,
			  _("a comma joins values of %.*s:, and this is another condition"),
			  STR_ARG(filter_key_name(key)));
}

static bool values_take(struct scan *s, struct parsed *p)
{
	parsed_values values = { 0 };
	bool ok;

	do
		ok = node_counted(s, s->at) && value_take(s, p->key, vec_push(&values));
	while (ok && scan_comma(s) && (ok = is_no_key(s, p->key)));
	/* status:"a"b */
	if (ok && !scan_plain_ends(s, scan_sign(s), 0))
		ok = SCAN_WRONG(s, s->at, _("a blank or a comma stands between two values"));
	if (ok) {
		struct parsed_value *copy = arena_alloc(s->mem, values.n * sizeof *copy);

		memcpy(copy, values.p, values.n * sizeof *copy);
		p->values = copy;
		p->n_values = values.n;
	}
	vec_clear(&values);
	return ok;
}

/* In the letters that were typed. */
static struct str said_key(const struct filter_key *key, struct str typed)
{
	return (typed.p[0] & 0x80) ? filter_key_name(key) : str_of(key->name);
}

static bool key_unknown(struct scan *s, struct str name)
{
	const struct filter_key *near = filter_key_near(name);

	if (near)
		return SCAN_WRONG(s, s->at,
				  _("there is no key \"%.*s\": is %.*s: meant? A text stands in "
				    "quotes"),
				  STR_ARG(said(name)), STR_ARG(said_key(near, name)));
	return SCAN_WRONG(s, s->at,
			  _("there is no key \"%.*s\" (unit: due: ...); a text stands in quotes"),
			  STR_ARG(said(name)));
}

static struct parsed *key_take(struct scan *s, struct str name, size_t after)
{
	const struct filter_key *key = filter_key_find(name);
	struct parsed *p;

	if (!key) {
		key_unknown(s, name);
		return NULL;
	}
	p = node_new(s, PARSED_KEY, s->at);
	if (!p)
		return NULL;
	p->key = key;
	s->at = after;
	return values_take(s, p) ? p : NULL;
}

static struct parsed *word_take(struct scan *s)
{
	struct parsed *p = node_new(s, PARSED_WORD, s->at);
	struct parsed_value *v;
	uint32_t c = scan_sign(s);
	bool ok = p != NULL;

	if (!ok)
		return NULL;
	v = arena_alloc(s->mem, sizeof *v);
	v->at = s->at;
	if (c == '"')
		ok = scan_quoted(s, v);
	else if (c == '/')
		ok = scan_pattern(s, v);
	else
		v->text = scan_plain(s, false, false);
	if (ok && str_trim(v->text).n == 0)
		ok = SCAN_WRONG(s, p->at, _("there is nothing between the quotation marks"));
	/* /2018/11/ would be a pattern and a word */
	if (ok && v->pattern && scan_sign(s) != ')' && !scan_plain_ends(s, scan_sign(s), 0))
		ok = SCAN_WRONG(s, s->at,
				_("a blank stands behind a pattern; a / in it is written \\/"));
	p->values = v;
	p->n_values = 1;
	return ok ? p : NULL;
}

/* ---- what stands around them ---- */

/* OR or 或, standing alone; its length, else 0. */
static size_t or_here(const struct scan *s)
{
	static const uint32_t words[][2] = { { 'O', 'R' }, { 0x6216, 0 } };

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		size_t at = s->at, len = 0;
		bool same = true;

		for (int k = 0; same && k < 2 && words[i][k]; k++, at += len)
			same = scan_sign_at(s->line, at, &len) == words[i][k];
		uint32_t c = scan_sign_at(s->line, at, &len);
		if (same && (c == 0 || c == ' ' || c == '(' || c == ')'))
			return at - s->at;
	}
	return 0;
}

static struct parsed *any_of_take(struct scan *s);

static struct parsed *group_take(struct scan *s)
{
	size_t begin = s->at;
	struct parsed *p;

	scan_take(s);
	s->open++;
	scan_blanks(s);
	if (scan_sign(s) == ')') {
		SCAN_WRONG(s, begin, _("there is nothing between the parentheses"));
		return NULL;
	}
	p = any_of_take(s);
	if (s->err->code != ERR_NONE)
		return NULL;
	/* none: the line ends behind the parenthesis */
	if (!p || !scan_skip(s, ')')) {
		SCAN_WRONG(s, begin, _("this parenthesis is not closed"));
		return NULL;
	}
	s->open--;
	return p;
}

static struct parsed *part_take(struct scan *s);

static struct parsed *not_take(struct scan *s)
{
	struct parsed *p = node_new(s, PARSED_NOT, s->at);
	uint32_t c;

	if (!p)
		return NULL;
	scan_take(s);
	c = scan_sign(s);
	if (c == 0 || c == ' ' || c == ')') {
		SCAN_WRONG(s, p->at,
			   _("what is it that shall not be? -WORD, -light:red; else in quotes"));
		return NULL;
	}
	p->first = part_take(s);
	p->end = s->at;
	return p->first ? p : NULL;
}

/* One part: -x, (...), "...", /.../, key:value, word. */
static struct parsed *part_take(struct scan *s)
{
	struct parsed *p;
	struct str name;
	size_t begin = s->at, after;

	if (++s->depth > FILTER_DEPTH_MOST) {
		SCAN_WRONG(s, begin, _("parentheses lie at most %d deep"), FILTER_DEPTH_MOST);
		return NULL;
	}
	switch (scan_sign(s)) {
	case '(':
		p = group_take(s);
		break;
	case '-':
		p = not_take(s);
		break;
	default:
		name = scan_key(s->line, begin, &after);
		p = name.n ? key_take(s, name, after) : word_take(s);
	}
	s->depth--;
	if (p && !p->end)
		p->end = s->at;
	return p;
}

/* Parts one behind the other, of one kind: one alone is itself. */
static struct parsed *joined(struct scan *s, enum parsed_kind kind, struct parsed *first)
{
	struct parsed *p;

	if (!first || !first->next)
		return first;
	p = node_new(s, kind, first->at);
	if (p) {
		p->first = first;
		p->end = s->at;
	}
	return p;
}

/* What is AND-ed: up to OR, a closing parenthesis or the end. */
static struct parsed *all_of_take(struct scan *s)
{
	struct parsed *first = NULL, *last = NULL;

	for (scan_blanks(s); !or_here(s); scan_blanks(s)) {
		uint32_t c = scan_sign(s);

		if (c == 0 || (c == ')' && s->open > 0))
			break;
		if (c == ')') {
			SCAN_WRONG(s, s->at, _("this parenthesis closes none"));
			return NULL;
		}
		struct parsed *p = part_take(s);
		if (!p)
			return NULL;
		if (last)
			last->next = p;
		else
			first = p;
		last = p;
	}
	return joined(s, PARSED_AND, first);
}

/* NULL with no error: an empty line. */
static struct parsed *any_of_take(struct scan *s)
{
	struct parsed *first = all_of_take(s), *last = first;
	size_t or;

	while (s->err->code == ERR_NONE && (or = or_here(s)) > 0) {
		size_t begin = s->at;

		s->at += or;
		if (!last || !(last->next = all_of_take(s))) {
			if (s->err->code == ERR_NONE)
				SCAN_WRONG(s, begin,
					   _("OR stands between two conditions, as a word in "
					     "quotes"));
			return NULL;
		}
		last = (struct parsed *)last->next;
	}
	return s->err->code == ERR_NONE ? joined(s, PARSED_OR, first) : NULL;
}

/* Too long, broken, or with signs that no keyboard gives. */
static bool line_is_sound(struct scan *s)
{
	ptrdiff_t flaw = utf8_flaw(s->line);

	if (s->line.n > FILTER_BYTES_MOST)
		return SCAN_WRONG(s, FILTER_BYTES_MOST,
				  _("a filter has at most %d bytes; this one has %zu"),
				  FILTER_BYTES_MOST, s->line.n);
	if (flaw >= 0)
		return SCAN_WRONG(s, (size_t)flaw, _("this is no sound text (broken UTF-8)"));
	for (size_t i = 0; i < s->line.n; i++) {
		unsigned char c = (unsigned char)s->line.p[i];
		if ((c < ' ' && c != '\t' && c != '\n' && c != '\r') || c == 0x7f)
			return SCAN_WRONG(s, i, _("this is a control character (%02X)"), c);
	}
	return true;
}

bool filter_parse(struct str line, struct arena *mem, const struct parsed **to, size_t *at,
		  struct err *err)
{
	struct scan s = { .line = line, .mem = mem, .err = err };

	*to = NULL;
	*at = 0;
	if (line_is_sound(&s))
		*to = any_of_take(&s);
	/* the last byte of a character is no place for a caret */
	*at = s.wrong < line.n ? s.wrong : line.n;
	return err->code == ERR_NONE;
}

/* ---- writing ---- */

static bool needs_quotes(struct str name)
{
	struct scan s = { .line = name, .open = 1 };      /* it may come to stand in parentheses */
	uint32_t first = scan_sign(&s);
	int inside = 0;

	if (first == '"' || first == '/' || str_find(name, STR_LIT("..")) >= 0)
		return true;
	for (uint32_t c; (c = scan_sign(&s)) != 0; scan_take(&s)) {
		if (scan_plain_ends(&s, c, inside) || scan_value_ends(c, true))
			return true;
		inside += c == '(' ? 1 : c == ')' ? -1 : 0;
	}
	return inside != 0 || name.n == 0;
}

const char *filter_value_said(const char *name, struct arena *mem)
{
	struct scan s = { .line = str_of(name) };
	struct buf said = { 0 };
	const char *value;
	uint32_t c;

	if (!needs_quotes(s.line))
		return name;
	buf_puts(&said, "\"");
	while ((c = scan_sign(&s)) != 0) {
		size_t from = s.at;

		scan_take(&s);
		/* folded, all quotation marks are one: those that do not end it */
		if (c == '"')
			buf_puts(&said, "“");
		else
			buf_put(&said, scan_since(&s, from));
	}
	buf_puts(&said, "\"");
	value = arena_str(mem, buf_str(&said));
	buf_clear(&said);
	return value;
}

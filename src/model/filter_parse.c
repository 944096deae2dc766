#include "model/filter_parse.h"

#include "base/gettext.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "base/width.h"

#include "base/ban.h"

enum {
	KEY_LETTERS_MOST = 12, KEY_HAN_MOST = 4,      /* longer ones are texts with a colon */
	SAID_COLUMNS = 24,
};

struct reader {
	struct str line;
	size_t at;
	size_t nodes;
	int depth;                    /* of parentheses and of "-" */
	int open;                     /* of parentheses */
	struct arena *mem;
	size_t wrong;
	struct err *err;
};

typedef VEC(struct parsed_value) parsed_values;

/* ---- signs: full-width ones count as their half-width ones ---- */

/* The sign at a byte, and how long it is; other characters come as they are. 0: the end. */
static uint32_t sign_at(struct str line, size_t at, size_t *len)
{
	size_t end = at;
	uint32_t c = utf8_next(line, &end);

	*len = end - at;
	if (c > 0xff00 && c < 0xff5f)
		return c - 0xff01 + '!';
	switch (c) {
	case 0x201c: case 0x201d: return '"';
	case 0x3000: case '\t': case '\n': case '\r': return ' ';
	default: return c;
	}
}

static uint32_t sign(const struct reader *r)
{
	size_t len;

	return sign_at(r->line, r->at, &len);
}

static uint32_t sign_take(struct reader *r)
{
	size_t len;
	uint32_t c = sign_at(r->line, r->at, &len);

	r->at += len;
	return c;
}

static bool sign_skip(struct reader *r, uint32_t wanted)
{
	if (sign(r) != wanted)
		return false;
	sign_take(r);
	return true;
}

static void blanks_skip(struct reader *r)
{
	while (sign_skip(r, ' '))
		;
}

static struct str since(const struct reader *r, size_t from)
{
	return str_from(str_to(r->line, r->at), from);
}

/* err is filled already. */
static bool wrong_at(struct reader *r, size_t at)
{
	r->wrong = at;
	return false;
}

#define WRONG(r, at, ...) (err_set((r)->err, ERR_USE, __VA_ARGS__), wrong_at((r), (at)))

/* So much of a text that a sentence stays one. */
static struct str said(struct str s)
{
	return str_to(s, width_fit(s, SAID_COLUMNS, NULL));
}

static bool node_counted(struct reader *r, size_t at)
{
	return ++r->nodes <= FILTER_NODES_MOST ||
	       WRONG(r, at, _("a filter has at most %d parts"), FILTER_NODES_MOST);
}

static struct parsed *node_new(struct reader *r, enum parsed_kind kind, size_t at)
{
	struct parsed *p;

	if (!node_counted(r, at))
		return NULL;
	p = arena_alloc(r->mem, sizeof *p);
	p->kind = kind;
	p->at = at;
	return p;
}

/* ---- words and values ---- */

/* A quoted text as it stands; typed with “ it ends with ” (or "), with " it ends with ". */
static bool quoted_take(struct reader *r, struct parsed_value *v)
{
	size_t begin = r->at;
	size_t len;
	uint32_t c, first = utf8_next(r->line, &(size_t){ begin });
	bool curly = first == 0x201c || first == 0x201d;

	sign_take(r);
	size_t from = r->at;
	for (; (c = sign_at(r->line, r->at, &len)) != 0; r->at += len) {
		if (c == '"' && (curly || len != 3 || (unsigned char)r->line.p[r->at] == 0xef))
			break;
	}
	if (c == 0)
		return WRONG(r, begin, _("this quotation mark is not closed"));
	v->text = since(r, from);
	v->quoted = true;
	sign_take(r);
	return true;
}

/* A pattern between slashes; \/ stands for one in it. */
static bool pattern_take(struct reader *r, struct parsed_value *v)
{
	size_t begin = r->at, from = ++r->at;

	for (; r->at < r->line.n && r->line.p[r->at] != '/'; r->at++)
		if (r->line.p[r->at] == '\\' && r->at + 1 < r->line.n)
			r->at++;
	if (r->at >= r->line.n)
		return WRONG(r, begin, _("this pattern is not closed: /PATTERN/ or /PATTERN/i; "
					 "as a word it stands in quotes"));
	v->text = since(r, from);
	v->pattern = true;
	r->at++;
	if (v->text.n == 0)
		return WRONG(r, begin, _("there is nothing between the slashes"));
	if (sign(r) == 'i') {
		v->ignore_case = true;
		sign_take(r);
	}
	return true;
}

/* Does a plain text end here? A parenthesis that it opened itself is its own; so is one that closes
 * nothing. */
static bool plain_ends(const struct reader *r, uint32_t c, int inside)
{
	return c == 0 || c == ' ' || (c == ')' && inside == 0 && r->open > 0);
}

/* Does a value end here? Behind the name of a figure a comparison does so, too. */
static bool value_ends(uint32_t c, bool is_name)
{
	return c == ',' || (is_name && (c == '<' || c == '>' || c == '=' || c == 0x2264 || c == 0x2265));
}

static struct str plain_take(struct reader *r, bool is_value, bool is_name)
{
	size_t from = r->at;
	int inside = 0;
	uint32_t c;

	for (; !plain_ends(r, c = sign(r), inside); sign_take(r)) {
		if (is_value && value_ends(c, is_name))
			break;
		inside += c == '(' ? 1 : c == ')' && inside ? -1 : 0;
	}
	return since(r, from);
}

/* < <= > >= = and ≤ ≥, where one stands here. */
static enum cond_compare compare_take(struct reader *r)
{
	static const struct { uint32_t sign; enum cond_compare alone, with_equal; } signs[] = {
		{ '<', COMPARE_LESS, COMPARE_AT_MOST }, { '>', COMPARE_MORE, COMPARE_AT_LEAST },
		{ '=', COMPARE_EQUAL, COMPARE_EQUAL }, { 0x2264, COMPARE_AT_MOST, COMPARE_AT_MOST },
		{ 0x2265, COMPARE_AT_LEAST, COMPARE_AT_LEAST },
	};

	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (sign_skip(r, signs[i].sign))
			return sign_skip(r, '=') ? signs[i].with_equal : signs[i].alone;
	return COMPARE_ANY;
}

/* a..b, a.., ..b */
static void range_split(struct parsed_value *v)
{
	ptrdiff_t at = str_find(v->text, STR_LIT(".."));

	if (at < 0)
		return;
	v->has_to = true;
	v->to = str_from(v->text, (size_t)at + 2);
	v->text = str_to(v->text, (size_t)at);
}

/* NAME<2% of a figure: the name, then what it is compared with. */
static void name_take(struct reader *r, struct parsed_value *v)
{
	v->compare = compare_take(r);
	if (v->compare == COMPARE_ANY)
		return;
	v->name = v->text;
	v->text = plain_take(r, true, false);
	v->quoted = false;
}

static bool value_take(struct reader *r, const struct filter_key *key, struct parsed_value *v)
{
	bool named = key->takes & FILTER_NAMES;
	bool ok = true;

	*v = (struct parsed_value){ .at = r->at };
	if (key->takes & FILTER_COMPARES)
		v->compare = compare_take(r);
	if (sign(r) == '"')
		ok = quoted_take(r, v);
	else if (sign(r) == '/' && (key->takes & FILTER_PATTERNS))
		ok = pattern_take(r, v);
	else
		v->text = plain_take(r, true, named);
	if (ok && named && v->compare == COMPARE_ANY)
		name_take(r, v);
	if (ok && (key->takes & FILTER_COMPARES) && !v->quoted)
		range_split(v);
	return ok && (v->text.n > 0 || (v->has_to && v->to.n > 0) ||
		      WRONG(r, v->at, _("%.*s: what is it to be? For example %s"),
			    STR_ARG(filter_key_name(key)), _(key->example)));
}

static bool values_take(struct reader *r, struct parsed *p)
{
	parsed_values values = { 0 };
	bool ok;

	do
		ok = node_counted(r, r->at) && value_take(r, p->key, vec_push(&values));
	while (ok && sign_skip(r, ','));
	/* status:"a"b */
	if (ok && !plain_ends(r, sign(r), 0))
		ok = WRONG(r, r->at, _("a blank or a comma stands between two values"));
	if (ok) {
		struct parsed_value *copy = arena_alloc(r->mem, values.n * sizeof *copy);

		memcpy(copy, values.p, values.n * sizeof *copy);
		p->values = copy;
		p->n_values = values.n;
	}
	vec_clear(&values);
	return ok;
}

/* What stands before a colon here, if it can be a key: letters or a few characters, and not 10:30;
 * else empty. */
static struct str key_here(struct str line, size_t from, size_t *after)
{
	size_t at = from, len, letters = 0, han = 0;
	uint32_t c;

	while ((c = sign_at(line, at, &len)) != 0 && c != ':') {
		if ((c | 0x20) >= 'a' && (c | 0x20) <= 'z')
			letters++;
		else if (utf8_is_han(c))
			han++;
		else
			break;
		at += len;
	}
	*after = at + len;
	if (c != ':' || letters + han == 0 || letters > KEY_LETTERS_MOST || han > KEY_HAN_MOST)
		return (struct str){ line.p, 0 };
	return str_from(str_to(line, at), from);
}

static bool key_unknown(struct reader *r, struct str name)
{
	const struct filter_key *near = filter_key_near(name);

	if (near)
		return WRONG(r, r->at, _("there is no key \"%.*s\": is %.*s: meant? As a text it "
					 "stands in quotes"),
			     STR_ARG(said(name)),
			     STR_ARG((name.p[0] & 0x80) ? filter_key_name(near) : str_of(near->name)));
	return WRONG(r, r->at, _("there is no key \"%.*s\" (unit: due: status: light: ...); as a "
				 "text it stands in quotes"), STR_ARG(said(name)));
}

static struct parsed *key_take(struct reader *r, struct str name, size_t after)
{
	const struct filter_key *key = filter_key_find(name);
	struct parsed *p;

	if (!key) {
		key_unknown(r, name);
		return NULL;
	}
	p = node_new(r, PARSED_KEY, r->at);
	if (!p)
		return NULL;
	p->key = key;
	r->at = after;
	return values_take(r, p) ? p : NULL;
}

static struct parsed *word_take(struct reader *r)
{
	struct parsed *p = node_new(r, PARSED_WORD, r->at);
	struct parsed_value *v;
	uint32_t c = sign(r);
	bool ok = p != NULL;

	if (!ok)
		return NULL;
	v = arena_alloc(r->mem, sizeof *v);
	v->at = r->at;
	if (c == '"')
		ok = quoted_take(r, v);
	else if (c == '/')
		ok = pattern_take(r, v);
	else
		v->text = plain_take(r, false, false);
	if (ok && str_trim(v->text).n == 0)
		ok = WRONG(r, p->at, _("there is nothing between the quotation marks"));
	p->values = v;
	p->n_values = 1;
	return ok ? p : NULL;
}

/* ---- what stands around them ---- */

/* OR or 或, standing alone; its length, else 0. */
static size_t or_here(const struct reader *r)
{
	static const uint32_t words[][2] = { { 'O', 'R' }, { 0x6216, 0 } };

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		size_t at = r->at, len = 0;
		bool same = true;

		for (int k = 0; same && k < 2 && words[i][k]; k++, at += len)
			same = sign_at(r->line, at, &len) == words[i][k];
		uint32_t c = sign_at(r->line, at, &len);
		if (same && (c == 0 || c == ' ' || c == '(' || c == ')'))
			return at - r->at;
	}
	return 0;
}

static struct parsed *any_of_take(struct reader *r);

static struct parsed *group_take(struct reader *r)
{
	size_t begin = r->at;
	struct parsed *p;

	sign_take(r);
	r->open++;
	blanks_skip(r);
	if (sign(r) == ')') {
		WRONG(r, begin, _("there is nothing between the parentheses"));
		return NULL;
	}
	p = any_of_take(r);
	if (!p)
		return NULL;
	if (!sign_skip(r, ')')) {
		WRONG(r, begin, _("this parenthesis is not closed"));
		return NULL;
	}
	r->open--;
	return p;
}

static struct parsed *part_take(struct reader *r);

static struct parsed *not_take(struct reader *r)
{
	struct parsed *p = node_new(r, PARSED_NOT, r->at);
	uint32_t c;

	if (!p)
		return NULL;
	sign_take(r);
	c = sign(r);
	if (c == 0 || c == ' ' || c == ')') {
		WRONG(r, p->at, _("what is it that shall not be? -WORD, -light:red; as a text a dash "
				  "stands in quotes"));
		return NULL;
	}
	p->first = part_take(r);
	p->end = r->at;
	return p->first ? p : NULL;
}

/* One part: -x, (...), "...", /.../, key:value, word. */
static struct parsed *part_take(struct reader *r)
{
	struct parsed *p;
	struct str name;
	size_t begin = r->at, after;

	if (++r->depth > FILTER_DEPTH_MOST) {
		WRONG(r, begin, _("parentheses lie at most %d deep"), FILTER_DEPTH_MOST);
		return NULL;
	}
	switch (sign(r)) {
	case '(':
		p = group_take(r);
		break;
	case '-':
		p = not_take(r);
		break;
	default:
		name = key_here(r->line, begin, &after);
		p = name.n ? key_take(r, name, after) : word_take(r);
	}
	r->depth--;
	if (p && !p->end)
		p->end = r->at;
	return p;
}

/* Parts one behind the other, of one kind: one alone is itself. */
static struct parsed *joined(struct reader *r, enum parsed_kind kind, struct parsed *first)
{
	struct parsed *p;

	if (!first || !first->next)
		return first;
	p = node_new(r, kind, first->at);
	if (p) {
		p->first = first;
		p->end = r->at;
	}
	return p;
}

/* What is AND-ed: up to OR, a closing parenthesis or the end. */
static struct parsed *all_of_take(struct reader *r)
{
	struct parsed *first = NULL, *last = NULL;

	for (blanks_skip(r); !or_here(r); blanks_skip(r)) {
		uint32_t c = sign(r);

		if (c == 0 || (c == ')' && r->open > 0))
			break;
		if (c == ')') {
			WRONG(r, r->at, _("this parenthesis closes none"));
			return NULL;
		}
		struct parsed *p = part_take(r);
		if (!p)
			return NULL;
		if (last)
			last->next = p;
		else
			first = p;
		last = p;
	}
	return joined(r, PARSED_AND, first);
}

/* NULL with no error: an empty line. */
static struct parsed *any_of_take(struct reader *r)
{
	struct parsed *first = all_of_take(r), *last = first;
	size_t or;

	while (r->err->code == ERR_NONE && (or = or_here(r)) > 0) {
		size_t begin = r->at;

		r->at += or;
		if (!last || !(last->next = all_of_take(r))) {
			if (r->err->code == ERR_NONE)
				WRONG(r, begin, _("OR stands between two conditions; as a word it "
						  "stands in quotes"));
			return NULL;
		}
		last = (struct parsed *)last->next;
	}
	return r->err->code == ERR_NONE ? joined(r, PARSED_OR, first) : NULL;
}

/* Too long, broken, or with signs that no keyboard gives. */
static bool line_is_sound(struct reader *r)
{
	ptrdiff_t flaw = utf8_flaw(r->line);

	if (r->line.n > FILTER_BYTES_MOST)
		return WRONG(r, FILTER_BYTES_MOST, _("a filter has at most %d bytes; this one has %zu"),
			     FILTER_BYTES_MOST, r->line.n);
	if (flaw >= 0)
		return WRONG(r, (size_t)flaw, _("this is no sound text (broken UTF-8)"));
	for (size_t i = 0; i < r->line.n; i++) {
		unsigned char c = (unsigned char)r->line.p[i];
		if ((c < ' ' && c != '\t' && c != '\n' && c != '\r') || c == 0x7f)
			return WRONG(r, i, _("this is a control character (%02X)"), c);
	}
	return true;
}

bool filter_parse(struct str line, struct arena *mem, const struct parsed **to, size_t *at,
		  struct err *err)
{
	struct reader r = { .line = line, .mem = mem, .err = err };

	*to = NULL;
	*at = 0;
	if (line_is_sound(&r))
		*to = any_of_take(&r);
	/* the last byte of a character is no place for a caret */
	*at = r.wrong < line.n ? r.wrong : line.n;
	return err->code == ERR_NONE;
}

/* ---- where the cursor stands ---- */

/* Values up to the end: the last of them is the one that is typed. */
static struct parsed_place place_in_values(struct reader *r, const struct filter_key *key)
{
	struct parsed_place p = { .key = key };

	do {
		struct parsed_value v = { .at = r->at };

		if (key->takes & FILTER_COMPARES)
			compare_take(r);
		p.at = r->at;
		p.quoted = sign(r) == '"';
		if (p.quoted ? quoted_take(r, &v) : (plain_take(r, true, key->takes & FILTER_NAMES), true))
			p.quoted = false;
		else
			r->at = r->line.n;
	} while (sign_skip(r, ','));
	/* behind a closed quotation mark, or a comparison, nothing is completed */
	if (plain_ends(r, sign(r), 0) || p.quoted)
		return p;
	plain_take(r, false, false);
	p.at = r->at;
	return p;
}

static struct parsed_place place_in_word(struct reader *r)
{
	struct parsed_value v = { .at = r->at };
	struct parsed_place p = { .at = r->at, .quoted = sign(r) == '"' };
	bool ends = p.quoted ? quoted_take(r, &v)
		  : sign(r) == '/' ? pattern_take(r, &v) : (plain_take(r, false, false), true);

	if (!ends)
		r->at = r->line.n;
	return p;
}

struct parsed_place filter_place(struct str line, size_t cursor)
{
	struct err none = { 0 };
	struct reader r = { .line = str_to(line, cursor), .err = &none };
	struct parsed_place p = { .at = r.line.n };
	uint32_t c;

	while ((c = sign(&r)) != 0) {
		size_t begin = r.at, after;
		struct str name = key_here(r.line, begin, &after);
		const struct filter_key *key = name.n ? filter_key_find(name) : NULL;

		p = (struct parsed_place){ .at = r.line.n };
		if (c == ' ' || c == '(' || c == '-' || c == ')') {
			r.open += c == '(' ? 1 : c == ')' && r.open ? -1 : 0;
			sign_take(&r);
			continue;
		}
		r.at = key ? after : begin;
		p = key ? place_in_values(&r, key) : place_in_word(&r);
		if (r.at < r.line.n)
			p = (struct parsed_place){ .at = r.line.n };
	}
	p.end = r.line.n;
	return p;
}

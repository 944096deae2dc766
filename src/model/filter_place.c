/* Where the cursor of a filter's line stands: for completion. */
#include "model/filter_scan.h"

#include "base/ban.h"

/* False: it is not closed. */
static bool value_skip(struct scan *s, const struct filter_key *key, struct parsed_value *v)
{
	if (scan_sign(s) == '"')
		return scan_quoted(s, v);
	if (scan_sign(s) == '/' && (key->takes & FILTER_PATTERNS))
		return scan_pattern(s, v);
	scan_plain(s, true, key->takes & FILTER_NAMES);
	return true;
}

/* Values up to the end: the last of them is the one that is typed. */
static struct parsed_place place_in_values(struct scan *s, const struct filter_key *key)
{
	struct parsed_place p = { .key = key };

	do {
		struct parsed_value v = { .at = s->at };

		if (key->takes & FILTER_COMPARES)
			scan_compare(s);
		p.at = s->at;
		p.quoted = scan_sign(s) == '"';
		if (value_skip(s, key, &v))
			p.quoted = false;
		else
			s->at = s->line.n;
	} while (scan_comma(s));
	/* behind a closed quotation mark, or a comparison, nothing is completed */
	if (scan_plain_ends(s, scan_sign(s), 0) || p.quoted)
		return p;
	scan_plain(s, false, false);
	p.at = s->at;
	return p;
}

static struct parsed_place place_in_word(struct scan *s)
{
	struct parsed_value v = { .at = s->at };
	struct parsed_place p = { .at = s->at, .quoted = scan_sign(s) == '"' };
	bool ends = p.quoted ? scan_quoted(s, &v)
		  : scan_sign(s) == '/' ? scan_pattern(s, &v) : (scan_plain(s, false, false), true);

	if (!ends)
		s->at = s->line.n;
	return p;
}

struct parsed_place filter_place(struct str line, size_t cursor)
{
	struct err none = { 0 };
	struct scan s = { .line = str_to(line, cursor), .err = &none };
	struct parsed_place p = { .at = s.line.n };
	uint32_t c;

	while ((c = scan_sign(&s)) != 0) {
		size_t begin = s.at, after;
		struct str name = scan_key(s.line, begin, &after);
		const struct filter_key *key = name.n ? filter_key_find(name) : NULL;

		p = (struct parsed_place){ .at = s.line.n };
		if (c == ' ' || c == '(' || c == '-' || c == ')') {
			s.open += c == '(' ? 1 : c == ')' && s.open ? -1 : 0;
			scan_take(&s);
			continue;
		}
		s.at = key ? after : begin;
		p = key ? place_in_values(&s, key) : place_in_word(&s);
		if (s.at < s.line.n)
			p = (struct parsed_place){ .at = s.line.n };
	}
	p.end = s.line.n;
	return p;
}

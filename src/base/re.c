#define PCRE2_CODE_UNIT_WIDTH 8
#include "base/re.h"

#include <pcre2.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "base/ban.h"

enum {
	PATTERN_MAX = 1000,          /* bytes */
	MATCH_LIMIT = 100000,        /* a hostile pattern then ends after 2 ms a row */
	DEPTH_LIMIT = 10000,
	HEAP_LIMIT_KIB = 8 * 1024,
};

struct re {
	pcre2_code *code;
	pcre2_match_data *match;
	pcre2_match_context *limits;
};

/* What people get wrong, by PCRE2's numbers. */
static const struct { int code; const char *why; } reasons[] = {
	{ PCRE2_ERROR_END_BACKSLASH, N_("nothing stands behind the \\") },
	{ PCRE2_ERROR_UNKNOWN_ESCAPE, N_("a \\ before this letter means nothing") },
	{ PCRE2_ERROR_QUANTIFIER_OUT_OF_ORDER, N_("{n,m}: n is more than m") },
	{ PCRE2_ERROR_QUANTIFIER_TOO_BIG, N_("{n}: the number is too large") },
	{ PCRE2_ERROR_MISSING_SQUARE_BRACKET, N_("a [ has no ]") },
	{ PCRE2_ERROR_ESCAPE_INVALID_IN_CLASS, N_("this \\ cannot stand in [...]") },
	{ PCRE2_ERROR_CLASS_RANGE_ORDER, N_("[a-z]: a comes after z") },
	{ PCRE2_ERROR_QUANTIFIER_INVALID, N_("* + ? {n} stands behind nothing to repeat") },
	{ PCRE2_ERROR_INVALID_AFTER_PARENS_QUERY, N_("this sign means nothing behind (?") },
	{ PCRE2_ERROR_POSIX_CLASS_NOT_IN_CLASS, N_("[:name:] stands in a second pair of []") },
	{ PCRE2_ERROR_MISSING_CLOSING_PARENTHESIS, N_("a ( has no )") },
	{ PCRE2_ERROR_BAD_SUBPATTERN_REFERENCE, N_("there is no such group") },
	{ PCRE2_ERROR_PARENTHESES_NEST_TOO_DEEP, N_("parentheses lie too deep") },
	{ PCRE2_ERROR_PATTERN_TOO_LARGE, N_("it is too large") },
	{ PCRE2_ERROR_UNMATCHED_CLOSING_PARENTHESIS, N_("a ) has no (") },
	{ PCRE2_ERROR_LOOKBEHIND_NOT_FIXED_LENGTH, N_("what (?<= looks for has no fixed length") },
	{ PCRE2_ERROR_UNKNOWN_POSIX_CLASS, N_("there is no such [:name:]") },
	{ PCRE2_ERROR_CODE_POINT_TOO_BIG, N_("there is no character with this number") },
	{ PCRE2_ERROR_MISSING_NAME_TERMINATOR, N_("the name of a group is not closed") },
	{ PCRE2_ERROR_DUPLICATE_SUBPATTERN_NAME, N_("two groups have one name") },
	{ PCRE2_ERROR_MALFORMED_UNICODE_PROPERTY, N_("\\p: written \\p{Name}") },
	{ PCRE2_ERROR_UNKNOWN_UNICODE_PROPERTY, N_("\\p{...}: there is no such property") },
	{ PCRE2_ERROR_CLASS_INVALID_RANGE, N_("[a-z]: a or z is no single character") },
	{ PCRE2_ERROR_SUBPATTERN_NAME_EXPECTED, N_("the name of a group is missing") },
	{ PCRE2_ERROR_BACKSLASH_C_CALLER_DISABLED, N_("\\C is not allowed") },
	{ PCRE2_ERROR_PATTERN_TOO_COMPLICATED, N_("it is too large") },
};

static void refuse(int code, size_t nth, struct err *err)
{
	PCRE2_UCHAR why[160];

	for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++) {
		if (reasons[i].code != code)
			continue;
		err_set(err, ERR_USE, _("wrong pattern: at character %zu: %s"), nth,
			_(reasons[i].why));
		return;
	}
	if (pcre2_get_error_message(code, why, sizeof why) < 0)
		why[0] = 0;
	err_set(err, ERR_USE, _("wrong pattern: at character %zu (PCRE2: %s)"), nth,
		(const char *)why);
}

static pcre2_code *compile(struct str pattern, bool ignore_case, size_t *at, struct err *err)
{
	ptrdiff_t flaw = utf8_flaw(pattern);
	pcre2_code *code;
	int why;

	*at = flaw >= 0 ? (size_t)flaw : 0;
	if (flaw >= 0) {
		err_set(err, ERR_USE, _("broken UTF-8 in the pattern at character %zu"),
			utf8_count(str_to(pattern, *at)) + 1);
		return NULL;
	}
	if (pattern.n > PATTERN_MAX) {
		err_set(err, ERR_USE, _("a pattern of %zu bytes: at most %d are allowed"),
			pattern.n, PATTERN_MAX);
		return NULL;
	}
	code = pcre2_compile((PCRE2_SPTR)(pattern.p ? pattern.p : ""), pattern.n,
			     /* a ledger that was damaged may have any bytes in a cell */
			     PCRE2_UTF | PCRE2_MATCH_INVALID_UTF | PCRE2_NEVER_BACKSLASH_C |
				     (ignore_case ? PCRE2_CASELESS : 0),
			     &why, at, NULL);
	if (!code) {
		*at = *at < pattern.n ? *at : pattern.n;
		refuse(why, utf8_count(str_to(pattern, *at)) + 1, err);
	}
	return code;
}

struct re *re_new(struct str pattern, bool ignore_case, size_t *at, struct err *err)
{
	size_t wrong;
	pcre2_code *compiled = compile(pattern, ignore_case, at ? at : &wrong, err);

	if (!compiled)
		return NULL;
	struct re *r = mem_alloc(sizeof *r);
	r->code = compiled;
	r->match = pcre2_match_data_create_from_pattern(compiled, NULL);
	r->limits = pcre2_match_context_create(NULL);
	if (!r->match || !r->limits) {
		re_free(r);
		err_set(err, ERR_SYSTEM, _("out of memory"));
		return NULL;
	}
	pcre2_set_match_limit(r->limits, MATCH_LIMIT);
	pcre2_set_depth_limit(r->limits, DEPTH_LIMIT);
	pcre2_set_heap_limit(r->limits, HEAP_LIMIT_KIB);
	/* where it cannot, pcre2_match() interprets */
	(void)pcre2_jit_compile(compiled, PCRE2_JIT_COMPLETE);
	return r;
}

void re_free(struct re *r)
{
	if (!r)
		return;
	pcre2_code_free(r->code);
	pcre2_match_data_free(r->match);
	pcre2_match_context_free(r->limits);
	free(r);
}

int re_find(struct re *r, struct str text, size_t from, size_t *at, size_t *len, struct err *err)
{
	PCRE2_SPTR subject = (PCRE2_SPTR)(text.p ? text.p : "");
	if (from > text.n)
		return 0;
	int n = pcre2_match(r->code, subject, text.n, from, 0, r->match, r->limits);
	if (n == PCRE2_ERROR_JIT_STACKLIMIT)     /* long texts: the interpreter has the heap */
		n = pcre2_match(r->code, subject, text.n, from, PCRE2_NO_JIT, r->match, r->limits);
	if (n == PCRE2_ERROR_NOMATCH)
		return 0;
	if (n == PCRE2_ERROR_MATCHLIMIT || n == PCRE2_ERROR_DEPTHLIMIT ||
	    n == PCRE2_ERROR_HEAPLIMIT) {
		err_set(err, ERR_USE, _("the pattern takes too long here; make it simpler"));
		return -1;
	}
	if (n < 0) {
		PCRE2_UCHAR why[160];
		if (pcre2_get_error_message(n, why, sizeof why) < 0)
			why[0] = 0;
		err_set(err, ERR_USE, _("the pattern cannot be looked for (PCRE2: %s)"),
			(const char *)why);
		return -1;
	}
	const PCRE2_SIZE *place = pcre2_get_ovector_pointer(r->match);
	/* \K in a lookahead can turn them round */
	size_t end = place[1] > place[0] ? place[1] : place[0];
	if (at)
		*at = place[0];
	if (len)
		*len = end - place[0];
	return 1;
}

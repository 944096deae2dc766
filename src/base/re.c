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

struct re *re_new(struct str pattern, bool ignore_case, struct err *err)
{
	int code;
	PCRE2_SIZE at;
	ptrdiff_t flaw = utf8_flaw(pattern);
	if (flaw >= 0) {
		err_set(err, ERR_USE, _("broken UTF-8 in the pattern at character %zu"),
			utf8_count(str_to(pattern, (size_t)flaw)) + 1);
		return NULL;
	}
	if (pattern.n > PATTERN_MAX) {
		err_set(err, ERR_USE, _("a pattern of %zu bytes: at most %d are allowed"),
			pattern.n, PATTERN_MAX);
		return NULL;
	}
	pcre2_code *compiled = pcre2_compile((PCRE2_SPTR)(pattern.p ? pattern.p : ""), pattern.n,
					     PCRE2_UTF | PCRE2_NEVER_BACKSLASH_C |
						     (ignore_case ? PCRE2_CASELESS : 0),
					     &code, &at, NULL);
	if (!compiled) {
		PCRE2_UCHAR why[160];
		if (pcre2_get_error_message(code, why, sizeof why) < 0)
			why[0] = 0;
		err_set(err, ERR_USE, _("not a regular expression: at character %zu: %s"),
			utf8_count(str_to(pattern, at)) + 1, (const char *)why);
		return NULL;
	}
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
	int n = pcre2_match(r->code, subject, text.n, from, PCRE2_NO_UTF_CHECK, r->match,
			    r->limits);
	if (n == PCRE2_ERROR_JIT_STACKLIMIT)     /* long texts: the interpreter has the heap */
		n = pcre2_match(r->code, subject, text.n, from, PCRE2_NO_UTF_CHECK | PCRE2_NO_JIT,
				r->match, r->limits);
	if (n == PCRE2_ERROR_NOMATCH)
		return 0;
	if (n < 0) {
		PCRE2_UCHAR why[160];
		if (pcre2_get_error_message(n, why, sizeof why) < 0)
			why[0] = 0;
		err_set(err, ERR_USE, _("the pattern takes too long here; make it simpler (%s)"),
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

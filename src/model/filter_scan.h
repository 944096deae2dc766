/* Reading a filter's line sign by sign: for the files of the parser. */
#ifndef MODEL_FILTER_SCAN_H
#define MODEL_FILTER_SCAN_H

#include "model/filter_parse.h"

struct scan {
	struct str line;
	size_t at;
	size_t nodes;                 /* parts made so far */
	int depth;                    /* of parentheses and of "-" */
	int open;                     /* parentheses */
	struct arena *mem;
	size_t wrong;                 /* the byte, once err is filled */
	struct err *err;
};

/* Says what is wrong and where; false. */
#define SCAN_WRONG(s, at, ...) (err_set((s)->err, ERR_USE, __VA_ARGS__), scan_wrong((s), (at)))
/* err is filled already. */
bool scan_wrong(struct scan *s, size_t at);

/* The sign at a byte, and how long it is: full-width ones as their half-width ones, blanks of any
 * kind as ' '; other characters come as they are. 0: the end. */
uint32_t scan_sign_at(struct str line, size_t at, size_t *len);
uint32_t scan_sign(const struct scan *s);
uint32_t scan_take(struct scan *s);
bool scan_skip(struct scan *s, uint32_t wanted);
void scan_blanks(struct scan *s);
/* What was read from a byte on. */
struct str scan_since(const struct scan *s, size_t from);

/* A quoted text as it stands; typed with “ it ends with ” (or "), with " it ends with ". */
bool scan_quoted(struct scan *s, struct parsed_value *v);
/* A pattern between slashes; \/ stands for one in it. */
bool scan_pattern(struct scan *s, struct parsed_value *v);
/* Does a plain text end at this sign? A parenthesis that it opened itself is its own; so is one
 * that closes nothing. */
bool scan_plain_ends(const struct scan *s, uint32_t c, int inside);
/* A plain text: a word, or (is_value) what stands between commas; is_name: a comparison ends it,
 * too. */
struct str scan_plain(struct scan *s, bool is_value, bool is_name);
/* What parts the values of a key: , ; 、 (and the full-width ones). */
bool scan_is_comma(uint32_t c);
/* Does a value end at this sign? Behind the name of a figure (is_name) a comparison ends it. */
bool scan_value_ends(uint32_t c, bool is_name);
/* Reads one, with the blanks before and behind it. */
bool scan_comma(struct scan *s);
/* < <= > >= = and ≤ ≥, where one stands here. */
enum cond_compare scan_compare(struct scan *s);
/* What stands before a colon here, if it can be a key: letters or a few characters, and not 10:30;
 * else empty. *after: behind the colon. */
struct str scan_key(struct str line, size_t from, size_t *after);

#endif

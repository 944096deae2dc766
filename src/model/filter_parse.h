/* A filter's line as a tree, without a ledger: what is AND-ed, OR-ed, NOT, words, patterns, keys
 * with their values. Pure; any bytes may come. */
#ifndef MODEL_FILTER_PARSE_H
#define MODEL_FILTER_PARSE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"
#include "model/filter_key.h"
#include "store/cond.h"

enum {
	FILTER_BYTES_MOST = 4096,
	FILTER_NODES_MOST = 200,
	FILTER_DEPTH_MOST = 32,       /* of parentheses and of "-" */
};

enum parsed_kind { PARSED_AND, PARSED_OR, PARSED_NOT, PARSED_WORD, PARSED_KEY };

/* One of the values behind a key, or a word. Texts lie in the line. */
struct parsed_value {
	struct str text;              /* without its quotes, slashes, comparison */
	size_t at;                    /* the byte of the line at which it begins */
	bool quoted, pattern, ignore_case;
	enum cond_compare compare;    /* ANY: none stands there */
	bool has_to;                  /* a..b: text is a ("" open), to is b */
	struct str to;
	size_t to_at;                 /* the byte of the line at which b begins */
	struct str name;              /* FILTER_NAMES: what stands before the comparison */
	size_t name_at;               /* where that begins; at: what it is compared with */
};

struct parsed {
	enum parsed_kind kind;
	const struct parsed *first, *next;      /* its parts; the part after it */
	size_t at, end;                         /* the bytes of the line */
	const struct filter_key *key;           /* KEY */
	const struct parsed_value *values;      /* WORD: one; KEY: one or more, any of which */
	size_t n_values;
};

/* The tree lies in mem, texts in the line. *to NULL: an empty line. False: *at is the byte that is
 * wrong, err a sentence. */
bool filter_parse(struct str line, struct arena *mem, const struct parsed **to, size_t *at,
		  struct err *err) __attribute__((nonnull, warn_unused_result));

/* A name so that a line has it as one value: in quotes where a sign in it would part or begin
 * something. In mem, or the name as it stands. */
const char *filter_value_said(const char *name, struct arena *mem)
	__attribute__((nonnull, returns_nonnull));

/* For completion: what the cursor stands in. */
struct parsed_place {
	const struct filter_key *key; /* of a value; NULL: a word or a key is begun */
	size_t at, end;               /* the bytes of the word or value, to the cursor */
	bool quoted;
};
/* Of the line up to the cursor; it need not be whole. */
struct parsed_place filter_place(struct str line, size_t cursor);

#endif

/* The line of a change: written once, read often. The form is for ever: HACKING, section 4. */
#ifndef STORE_LOG_BODY_H
#define STORE_LOG_BODY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/json.h"
#include "base/json_read.h"
#include "store/change.h"
#include "store/log.h"
#include "store/store_private.h"

enum { LINE_MOST = 1 << 20, LINE_SETS_MOST = 20000, LINE_SEEN_MOST = 4096 };
/* Bytes of a verb or a login, and of a sentence: what we write is cut there, at a character. */
enum { LINE_NAME_MOST = 200, LINE_SAY_MOST = 4000, LINE_CHARACTER = 4 };

/* All but the writes. */
struct body {
	int version;                  /* the lowest schema that understands the writes */
	const char *site, *by, *verb, *say;
	int64_t seq, hlc, at_ms;
	bool has_prev, has_undo;
	struct change_hash prev, undo;
	struct id batch;              /* null: the change is whole */
	int64_t part, parts;          /* of a batch, from 1 */
	/* ends of other chains that went on since this one's change before; lent */
	const struct change_hash *seen;
	size_t n_seen;
};

/* One write of a line. */
struct body_set {
	enum kind kind;
	struct id id;
	bool makes_row;
	int column;                   /* where makes_row is not set */
	struct value old, new;
	struct field *fields;         /* where it is set; lent */
	size_t n;
};

/* The line up to and with "[" of its writes; body_end() closes it. */
void body_begin(struct buf *to, const struct body *b) __attribute__((nonnull));
void body_end(struct buf *to) __attribute__((nonnull));
/* One write, without a comma before it. */
void body_put(struct buf *to, const struct body_set *s) __attribute__((nonnull));

/* The line's head alone, texts in mem: cheap however many writes follow. */
bool body_read_head(struct str line, struct arena *mem, struct body *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* The same of a whole line that was read as JSON. */
bool body_read(const struct json_doc *line, struct arena *mem, struct body *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* The i-th write of a whole line that was read as JSON; texts are lent from it, fields lie in
 * room. */
size_t body_count(const struct json_doc *line) __attribute__((nonnull));
bool body_get(const struct json_doc *line, size_t i, struct field room[COLUMNS_MOST],
	      struct body_set *to, struct err *err) __attribute__((nonnull, warn_unused_result));

/* The writes of a whole line that was read as JSON, cell by cell (store/log.h). Texts in mem. */
bool body_writes(const struct json_doc *line, struct arena *mem, log_writes *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));

#endif

/* JSON out: a writer that appends to a buf and puts the commas itself. One line, no blanks, keys in
 * the order of the calls, UTF-8 as it is, controls escaped: what is written is hashed (change log),
 * so the form never changes. */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/str.h"

/* jansson has functions of these names: without names of their own for the linker, it would call
 * ours. */
#define json_object json_write_object
#define json_array json_write_array
#define json_null json_write_null

struct json {
	struct buf *to;
	bool comma;          /* the next value needs one before it */
};

void json_init(struct json *j, struct buf *to) __attribute__((nonnull));
void json_object(struct json *j) __attribute__((nonnull));
void json_object_end(struct json *j) __attribute__((nonnull));
void json_array(struct json *j) __attribute__((nonnull));
void json_array_end(struct json *j) __attribute__((nonnull));
void json_key(struct json *j, const char *key) __attribute__((nonnull));
void json_str(struct json *j, struct str s) __attribute__((nonnull));
void json_text(struct json *j, const char *s) __attribute__((nonnull(1)));      /* NULL: null */
void json_int(struct json *j, int64_t n) __attribute__((nonnull));
void json_bool(struct json *j, bool b) __attribute__((nonnull));
void json_null(struct json *j) __attribute__((nonnull));

#endif

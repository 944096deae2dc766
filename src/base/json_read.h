/* JSON in: a thin face over jansson. Hostile until checked: depth at most 16, no duplicate keys,
 * whole numbers only up to 2^53. */
#ifndef BASE_JSON_READ_H
#define BASE_JSON_READ_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

/* A node lives as long as its document. NULL stands for "absent": every function below takes it and
 * answers empty. */
struct json_doc;
struct json_node;

/* NULL: err is filled */
struct json_doc *json_read(struct str text, struct err *err)
	__attribute__((nonnull, warn_unused_result));
void json_doc_free(struct json_doc *d);
const struct json_node *json_root(const struct json_doc *d) __attribute__((nonnull));

enum json_type {
	JSON_ABSENT,
	JSON_NULL_VALUE,
	JSON_BOOL,
	JSON_INT,
	JSON_STRING,
	JSON_ARRAY,
	JSON_OBJECT,
	JSON_OTHER
};
enum json_type json_type(const struct json_node *n);
const struct json_node *json_get(const struct json_node *object, const char *key);
const struct json_node *json_at(const struct json_node *array, size_t i);
size_t json_count(const struct json_node *array_or_object);
/* The i-th pair of an object, in the text's order: its key (lent) and value. */
const char *json_pair(const struct json_node *object, size_t i, const struct json_node **value);
/* {NULL, 0} where absent or no string */
struct str json_get_str(const struct json_node *object, const char *key);
int64_t json_get_int(const struct json_node *object, const char *key, int64_t otherwise);
struct str json_as_str(const struct json_node *n);
int64_t json_as_int(const struct json_node *n, int64_t otherwise);
bool json_as_bool(const struct json_node *n);

#endif

/* jansson has an enum of the same words: here they are called JANSSON_..., so that both fit in one
 * file. */
#define JSON_OBJECT JANSSON_OBJECT
#define JSON_ARRAY JANSSON_ARRAY
#define JSON_STRING JANSSON_STRING
#define json_type jansson_type
#include <jansson.h>
#undef JSON_OBJECT
#undef JSON_ARRAY
#undef JSON_STRING
#undef json_type

#include "base/json_read.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/gettext.h"
#include "base/mem.h"
#include "base/ban.h"

#define JSON_INT_MOST ((int64_t)1 << 53)

enum { JSON_DEPTH_MOST = 16 };

/* Nodes of our own beside jansson's: pairs by number in constant time, and checked while they are
 * made. Texts stay in jansson's tree. */
struct json_node {
	enum json_type type;
	struct str text;                    /* of a string */
	int64_t number;                     /* of an integer or bool */
	size_t n;                           /* of an array or object */
	struct json_node *parts;
	const char **keys;                  /* of an object */
};

struct json_doc {
	json_t *tree;
	struct arena mem;
	struct json_node root;
};

static bool json_take(struct json_doc *d, struct json_node *n, json_t *from, int depth,
		      struct err *err);

static bool json_take_array(struct json_doc *d, struct json_node *n, json_t *from, int depth,
			    struct err *err)
{
	size_t i;
	json_t *part;

	n->type = JSON_ARRAY;
	n->n = json_array_size(from);
	n->parts = arena_alloc(&d->mem, n->n * sizeof *n->parts);
	json_array_foreach(from, i, part)
		if (!json_take(d, &n->parts[i], part, depth + 1, err))
			return false;
	return true;
}

static bool json_take_object(struct json_doc *d, struct json_node *n, json_t *from, int depth,
			     struct err *err)
{
	const char *key;
	json_t *part;
	size_t i = 0;

	n->type = JSON_OBJECT;
	n->n = json_object_size(from);
	n->parts = arena_alloc(&d->mem, n->n * sizeof *n->parts);
	n->keys = arena_alloc(&d->mem, n->n * sizeof *n->keys);
	json_object_foreach(from, key, part) {
		n->keys[i] = key;
		if (!json_take(d, &n->parts[i++], part, depth + 1, err))
			return false;
	}
	return true;
}

static bool json_take_integer(struct json_node *n, json_t *from, struct err *err)
{
	n->type = JSON_INT;
	n->number = json_integer_value(from);
	if (n->number > JSON_INT_MOST || n->number < -JSON_INT_MOST)
		return err_set(err, ERR_INPUT, _("JSON: a number is larger than 2^53"));
	return true;
}

static bool json_take(struct json_doc *d, struct json_node *n, json_t *from, int depth,
		      struct err *err)
{
	if (depth > JSON_DEPTH_MOST)
		return err_set(err, ERR_INPUT, _("JSON: nested deeper than %d levels"),
			       JSON_DEPTH_MOST);
	switch (json_typeof(from)) {
	case JANSSON_OBJECT:
		return json_take_object(d, n, from, depth, err);
	case JANSSON_ARRAY:
		return json_take_array(d, n, from, depth, err);
	case JANSSON_STRING:
		n->type = JSON_STRING;
		n->text = (struct str){ json_string_value(from), json_string_length(from) };
		return true;
	case JSON_INTEGER:
		return json_take_integer(n, from, err);
	case JSON_TRUE:
	case JSON_FALSE:
		n->type = JSON_BOOL;
		n->number = json_is_true(from);
		return true;
	case JSON_NULL:
		n->type = JSON_NULL_VALUE;
		return true;
	case JSON_REAL:
		break;
	}
	return err_set(err, ERR_INPUT, _("JSON: only whole numbers are taken"));
}

struct json_doc *json_read(struct str text, struct err *err)
{
	json_error_t why;
	json_t *tree = json_loadb(text.p ? text.p : "", text.n, JSON_REJECT_DUPLICATES, &why);

	if (!tree) {
		struct place at = { .line = why.line, .column = why.column };

		err_at(err, ERR_INPUT, at, _("not sound JSON (line %d, character %d): %s"),
		       why.line, why.column, why.text);
		return NULL;
	}
	struct json_doc *d = mem_alloc(sizeof *d);

	d->tree = tree;
	if (!json_take(d, &d->root, tree, 1, err)) {
		json_doc_free(d);
		return NULL;
	}
	return d;
}

void json_doc_free(struct json_doc *d)
{
	if (!d)
		return;
	json_decref(d->tree);
	arena_clear(&d->mem);
	free(d);
}

const struct json_node *json_root(const struct json_doc *d)
{
	return &d->root;
}

enum json_type json_type(const struct json_node *n)
{
	return n ? n->type : JSON_ABSENT;
}

const struct json_node *json_get(const struct json_node *object, const char *key)
{
	if (json_type(object) != JSON_OBJECT)
		return NULL;
	for (size_t i = 0; i < object->n; i++)
		if (strcmp(object->keys[i], key) == 0)
			return &object->parts[i];
	return NULL;
}

const struct json_node *json_at(const struct json_node *array, size_t i)
{
	return json_type(array) == JSON_ARRAY && i < array->n ? &array->parts[i] : NULL;
}

size_t json_count(const struct json_node *array_or_object)
{
	return array_or_object ? array_or_object->n : 0;
}

const char *json_pair(const struct json_node *object, size_t i, const struct json_node **value)
{
	if (json_type(object) != JSON_OBJECT || i >= object->n) {
		*value = NULL;
		return NULL;
	}
	*value = &object->parts[i];
	return object->keys[i];
}

struct str json_get_str(const struct json_node *object, const char *key)
{
	return json_as_str(json_get(object, key));
}

int64_t json_get_int(const struct json_node *object, const char *key, int64_t otherwise)
{
	return json_as_int(json_get(object, key), otherwise);
}

struct str json_as_str(const struct json_node *n)
{
	return json_type(n) == JSON_STRING ? n->text : (struct str){ NULL, 0 };
}

int64_t json_as_int(const struct json_node *n, int64_t otherwise)
{
	return json_type(n) == JSON_INT ? n->number : otherwise;
}

bool json_as_bool(const struct json_node *n)
{
	return json_type(n) == JSON_BOOL && n->number;
}

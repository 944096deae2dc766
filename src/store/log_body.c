#include "store/log_body.h"

#include <inttypes.h>
#include <limits.h>
#include <stdio.h>

#include "base/gettext.h"
#include "base/ban.h"

/* ---- Writing ------------------------------------------------------------------------------------ */

static void body_hash(struct json *j, const struct change_hash *h)
{
	char hex[HASH_TEXT_SIZE];

	json_text(j, hex_text(h->b, HASH_SIZE, hex));
}

static void body_id(struct json *j, const struct id *id)
{
	char hex[ID_TEXT_SIZE];

	json_text(j, id_text(id, hex));
}

void body_begin(struct buf *to, const struct body *b)
{
	struct json j;
	char at[CLOCK_TEXT_SIZE], hlc[17];

	json_init(&j, to);
	json_object(&j);
	json_key(&j, "v");
	json_int(&j, b->version);
	json_key(&j, "site");
	json_text(&j, b->site);
	json_key(&j, "seq");
	json_int(&j, b->seq);
	json_key(&j, "prev");
	if (b->has_prev)
		body_hash(&j, &b->prev);
	else
		json_null(&j);
	snprintf(hlc, sizeof hlc, "%016" PRIx64, (uint64_t)b->hlc);
	json_key(&j, "hlc");
	json_text(&j, hlc);
	json_key(&j, "at");
	json_text(&j, clock_text(b->at_ms, at));
	json_key(&j, "by");
	json_text(&j, b->by);
	json_key(&j, "do");
	json_text(&j, b->verb);
	json_key(&j, "say");
	json_text(&j, b->say);
	if (b->has_undo) {
		json_key(&j, "undo");
		body_hash(&j, &b->undo);
	}
	if (b->parts > 1) {
		json_key(&j, "batch");
		json_array(&j);
		body_id(&j, &b->batch);
		json_int(&j, b->part);
		json_int(&j, b->parts);
		json_array_end(&j);
	}
	json_key(&j, "seen");
	json_array(&j);
	for (size_t i = 0; i < b->n_seen; i++)
		body_hash(&j, &b->seen[i]);
	json_array_end(&j);
	json_key(&j, "set");
	json_array(&j);
}

void body_end(struct buf *to)
{
	buf_puts(to, "]}");
}

static void body_value(struct json *j, const struct value *v)
{
	switch (v->type) {
	case VALUE_NULL:
		json_null(j);
		return;
	case VALUE_INT:
		json_int(j, v->number);
		return;
	case VALUE_TEXT:
		json_str(j, v->text);
		return;
	case VALUE_ID:
		body_id(j, &v->id);
		return;
	}
}

void body_put(struct buf *to, const struct body_set *s)
{
	struct json j;

	json_init(&j, to);
	json_array(&j);
	json_text(&j, kind_info(s->kind)->name);
	body_id(&j, &s->id);
	if (s->makes_row) {
		json_object(&j);
		for (size_t i = 0; i < s->n; i++) {
			json_key(&j, column_name(s->kind, s->fields[i].column));
			body_value(&j, &s->fields[i].value);
		}
		json_object_end(&j);
	} else {
		json_text(&j, column_name(s->kind, s->column));
		body_value(&j, &s->old);
		body_value(&j, &s->new);
	}
	json_array_end(&j);
}

/* ---- Reading ------------------------------------------------------------------------------------ */

static bool body_wrong(struct err *err, const char *what)
{
	return err_set(err, ERR_DAMAGED, _("a line of the log has a fault in \"%s\""), what);
}

static bool body_parse_hlc(struct str s, int64_t *hlc)
{
	uint8_t b[8];

	/* Half of the numbers stay free: there is a stamp after each. */
	if (!hex_parse(s, b, 8) || b[0] > 0x3F)
		return false;
	*hlc = 0;
	for (int i = 0; i < 8; i++)
		*hlc = *hlc << 8 | b[i];
	return true;
}

static bool body_read_batch(const struct json_node *batch, struct body *to)
{
	if (json_type(batch) == JSON_ABSENT)
		return true;
	to->part = json_as_int(json_at(batch, 1), 0);
	to->parts = json_as_int(json_at(batch, 2), 0);
	return id_parse(json_as_str(json_at(batch, 0)), &to->batch) && to->part >= 1 &&
	       to->parts >= 2 && to->part <= to->parts;
}

static bool body_read_seen(const struct json_node *seen, struct arena *mem, struct body *to)
{
	size_t n = json_count(seen);
	struct change_hash *list;

	if (n > LINE_SEEN_MOST)
		return false;
	list = arena_alloc(mem, n * sizeof *list);
	for (size_t i = 0; i < n; i++)
		if (!hex_parse(json_as_str(json_at(seen, i)), list[i].b, HASH_SIZE))
			return false;
	to->seen = list;
	to->n_seen = n;
	return true;
}

static bool body_read_fields(const struct json_node *root, struct arena *mem, struct body *to,
			     struct err *err)
{
	const struct json_node *prev = json_get(root, "prev"), *undo = json_get(root, "undo");

	int64_t version = json_get_int(root, "v", 0);

	*to = (struct body){
		.version = version > INT_MAX ? INT_MAX : (int)version,
		.seq = json_get_int(root, "seq", 0),
		.site = arena_str(mem, json_get_str(root, "site")),
		.by = arena_str(mem, json_get_str(root, "by")),
		.verb = arena_str(mem, json_get_str(root, "do")),
		.say = arena_str(mem, json_get_str(root, "say")),
		.has_prev = json_type(prev) == JSON_STRING,
		.has_undo = json_type(undo) == JSON_STRING,
	};
	if (version < 1)
		return body_wrong(err, "v");
	if (to->seq < 1)
		return body_wrong(err, "seq");
	if (to->has_prev && !hex_parse(json_as_str(prev), to->prev.b, HASH_SIZE))
		return body_wrong(err, "prev");
	if (to->has_undo && !hex_parse(json_as_str(undo), to->undo.b, HASH_SIZE))
		return body_wrong(err, "undo");
	if (!body_parse_hlc(json_get_str(root, "hlc"), &to->hlc))
		return body_wrong(err, "hlc");
	if (!clock_parse(json_get_str(root, "at"), &to->at_ms))
		return body_wrong(err, "at");
	if (!body_read_seen(json_get(root, "seen"), mem, to))
		return body_wrong(err, "seen");
	return body_read_batch(json_get(root, "batch"), to) || body_wrong(err, "batch");
}

bool body_read_head(struct str line, struct arena *mem, struct body *to, struct err *err)
{
	/* Inside a text its quotes would be escaped: the first such place is the key. */
	ptrdiff_t at = str_find(line, STR_LIT(",\"set\":["));
	struct buf head = { 0 };

	if (at < 0)
		return body_wrong(err, "set");
	buf_put(&head, str_to(line, (size_t)at));
	buf_byte(&head, '}');
	struct json_doc *doc = json_read(buf_str(&head), err);
	bool done = doc && body_read_fields(json_root(doc), mem, to, err);

	json_doc_free(doc);
	buf_clear(&head);
	return done;
}

bool body_read(const struct json_doc *line, struct arena *mem, struct body *to, struct err *err)
{
	return json_type(json_get(json_root(line), "set")) == JSON_ARRAY
		       ? body_read_fields(json_root(line), mem, to, err)
		       : body_wrong(err, "set");
}

size_t body_count(const struct json_doc *line)
{
	return json_count(json_get(json_root(line), "set"));
}

static bool body_get_value(enum kind k, int column, const struct json_node *n, struct value *to)
{
	switch (json_type(n)) {
	case JSON_NULL_VALUE:
		*to = V_NULL;
		return true;
	case JSON_INT:
		*to = V_INT(json_as_int(n, 0));
		return true;
	case JSON_STRING:
		*to = V_STR(json_as_str(n));
		if (column == COLUMN_GONE || kind_info(k)->columns[column].type != COLUMN_ID)
			return true;
		to->type = VALUE_ID;
		return id_parse(to->text, &to->id);
	default:
		return false;
	}
}

static bool body_get_fields(const struct json_node *object, struct body_set *to, struct err *err)
{
	to->n = json_count(object);
	if (to->n > COLUMNS_MOST)
		return body_wrong(err, "set");
	for (size_t i = 0; i < to->n; i++) {
		const struct json_node *value;
		const char *name = json_pair(object, i, &value);
		struct field *f = &to->fields[i];

		f->column = kind_column(to->kind, str_of(name));
		if (f->column < 0 || !body_get_value(to->kind, f->column, value, &f->value))
			return body_wrong(err, name);
		if (!value_fits(to->kind, f->column, &f->value, err))
			return false;
	}
	return true;
}

bool body_get(const struct json_doc *line, size_t i, struct field room[COLUMNS_MOST],
	      struct body_set *to, struct err *err)
{
	const struct json_node *set = json_at(json_get(json_root(line), "set"), i),
			       *third = json_at(set, 2);

	to->makes_row = json_type(third) == JSON_OBJECT;
	to->fields = room;
	to->n = 0;
	if (!kind_parse(json_as_str(json_at(set, 0)), &to->kind) ||
	    !id_parse(json_as_str(json_at(set, 1)), &to->id))
		return body_wrong(err, "set");
	if (to->makes_row)
		return json_count(set) == 3 ? body_get_fields(third, to, err)
					    : body_wrong(err, "set");
	struct str name = json_as_str(third);

	to->column = str_is(name, "gone") ? COLUMN_GONE : kind_column(to->kind, name);
	if (json_count(set) != 5 || (to->column < 0 && !str_is(name, "gone")))
		return body_wrong(err, "set");
	if (!body_get_value(to->kind, to->column, json_at(set, 3), &to->old)
	    || !body_get_value(to->kind, to->column, json_at(set, 4), &to->new))
		return body_wrong(err, column_name(to->kind, to->column));
	return value_fits(to->kind, to->column, &to->old, err) &&
	       value_fits(to->kind, to->column, &to->new, err);
}

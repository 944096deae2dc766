/* Collecting a change. Nothing is read or written before change_append(). */
#include "store/change.h"

#include <stdlib.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "store/change_private.h"
#include "store/log_body.h"
#include "base/ban.h"

enum { BLOB_MOST = 8 << 20 };

/* What is for reading is cut rather than refused, and never broken. */
static char *change_sentence(struct change *c, const char *say, size_t most)
{
	struct str s = str_of(say);
	struct buf clean = { 0 };

	for (size_t at = 0; at < s.n && clean.n < most; ) {
		char bytes[4];

		buf_add(&clean, bytes, utf8_put(bytes, utf8_next(s, &at)));
	}
	char *kept = arena_str(&c->mem, buf_str(&clean));

	buf_clear(&clean);
	return kept;
}

struct change *change_new(struct db *db, const char *by, const char *verb, const char *say)
{
	struct change *c = mem_alloc(sizeof *c);

	c->db = db;
	c->by_row = map_new();
	c->by = change_sentence(c, by, LINE_NAME_MOST);
	c->verb = change_sentence(c, verb, LINE_NAME_MOST);
	c->say = change_sentence(c, say, LINE_SAY_MOST);
	return c;
}

void change_free(struct change *c)
{
	if (!c)
		return;
	for (size_t i = 0; i < c->ops.n; i++)
		vec_clear(&c->ops.p[i].fields);
	vec_clear(&c->ops);
	vec_clear(&c->rests);
	map_free(c->by_row);
	arena_clear(&c->mem);
	free(c);
}

void change_undoes(struct change *c, const struct change_hash *other)
{
	c->has_undo = true;
	c->undo = *other;
}

const char *change_verb(const struct change *c)
{
	return c->verb;
}

void change_tells(struct change *c)
{
	c->tells = true;
}

void change_say(struct change *c, const char *say)
{
	c->say = change_sentence(c, say, LINE_SAY_MOST);
}

struct change_op *change_op_at(struct change *c, enum kind k, const struct id *id, bool create)
{
	char key[1 + ID_SIZE];

	key[0] = (char)k;
	memcpy(key + 1, id->b, ID_SIZE);
	intptr_t *at = map_at(c->by_row, (struct str){ key, sizeof key }, create);

	if (!at)
		return NULL;
	if (*at == 0) {
		*vec_push(&c->ops) = (struct change_op){ .kind = k, .id = *id };
		*at = (intptr_t)c->ops.n;
	}
	return &c->ops.p[*at - 1];
}

static struct value change_keep(struct change *c, struct value v)
{
	if (v.type != VALUE_TEXT)
		return v;
	/* No text and an empty one are the same to a reader: one form for both. */
	if (v.text.n == 0)
		return V_NULL;
	return V_STR(((struct str){ arena_str(&c->mem, v.text), v.text.n }));
}

static void change_write(struct change *c, struct change_op *op, const char *column, struct value v,
			 bool set)
{
	int i = strcmp(column, "gone") == 0 ? COLUMN_GONE : kind_column(op->kind, str_of(column));

	if (i < 0 && strcmp(column, "gone") != 0) {
		err_set(&c->err, ERR_INPUT, _("the ledger has no %s of a %s"), column,
			kind_info(op->kind)->name);
		return;
	}
	v = change_keep(c, v);
	if (!value_fits(op->kind, i, &v, &c->err))
		return;
	for (size_t f = 0; f < op->fields.n; f++) {
		if (op->fields.p[f].column == i) {
			op->fields.p[f].value = v;
			return;
		}
	}
	*vec_push(&op->fields) = (struct field){ .column = i, .value = v, .set = set };
}

/* The copy's name is its chain's, as append_tip() says. */
static struct str change_site(struct change *c)
{
	struct stmt st;

	if (!c->site) {
		c->site = db_site(c->db);
		stmt_open(&st, c->db,
			  "SELECT site FROM chain WHERE id = (SELECT value + 0 FROM meta WHERE name = "
			  "'chain')",
			  &c->err);
		if (stmt_row(&st, &c->err))
			c->site = stmt_get_text(&st, 0, &c->mem);
		stmt_close(&st);
	}
	return str_of(c->site);
}

struct id change_id(struct change *c, enum kind k)
{
	return id_bound(c->db->ids, clock_now_ms(c->db->clock), kind_info(k)->name, change_site(c),
			str_of(c->by));
}

void change_row(struct change *c, enum kind k, const struct id *id)
{
	struct change_op *op = change_op_at(c, k, id, true);

	op->makes_row = true;
	c->last_row = (size_t)(op - c->ops.p) + 1;
}

void change_field(struct change *c, const char *column, struct value v)
{
	/* Null says nothing about a row that is there already. */
	if (c->last_row > 0 && v.type != VALUE_NULL && (v.type != VALUE_TEXT || v.text.n > 0))
		change_write(c, &c->ops.p[c->last_row - 1], column, v, false);
}

void change_set(struct change *c, enum kind k, const struct id *id, const char *column,
		struct value v)
{
	change_write(c, change_op_at(c, k, id, true), column, v, true);
}

void change_set_anew(struct change *c, enum kind k, const struct id *id, const char *column,
		     struct value v)
{
	struct change_op *op = change_op_at(c, k, id, true);

	change_write(c, op, column, v, true);
	for (size_t i = 0; i < op->fields.n; i++)
		if (strcmp(column_name(k, op->fields.p[i].column), column) == 0)
			op->fields.p[i].anew = true;
}

void change_rests_on(struct change *c, const struct id *id, const char *column)
{
	*vec_push(&c->rests) = (struct change_rest){ *id, column };
}

bool change_blob(struct change *c, struct str bytes, uint8_t sha[HASH_SIZE], struct err *err)
{
	struct stmt st;
	char hex[HASH_TEXT_SIZE];

	if (bytes.n > BLOB_MOST)
		return err_set(err, ERR_INPUT, _("the file has %zu bytes; at most %d are kept"),
			       bytes.n, BLOB_MOST);
	hash_bytes(bytes.p, bytes.n, sha);
	stmt_open(&st, c->db,
		  "INSERT INTO blob (sha, bytes) VALUES (?1, ?2) ON CONFLICT DO NOTHING", err);
	stmt_text(&st, 1, str_of(hex_text(sha, HASH_SIZE, hex)));
	stmt_blob(&st, 2, bytes.p, bytes.n);
	return stmt_run(&st, err);
}

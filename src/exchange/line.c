#include "exchange/line.h"

#include <stdlib.h>

#include <nettle/base64.h>

#include "base/arena.h"
#include "base/mem.h"
#include "store/files.h"

#include "base/ban.h"

enum { MARKS_MOST = 1 << 16 };

bool line_from_file(struct ledger *l, const char *sha, struct buf *to, struct err *err)
{
	struct arena mem = { 0 };
	struct str bytes;
	bool ok = file_get(l->db, sha, &mem, &bytes, err);

	if (ok) {
		size_t n = BASE64_ENCODE_RAW_LENGTH(bytes.n);
		char *text = arena_alloc(&mem, n + 1);

		base64_encode_raw(text, bytes.n, (const uint8_t *)bytes.p);
		buf_printf(to, "{\"file\":\"%s\",\"bytes\":\"", sha);
		buf_add(to, text, n);
		buf_puts(to, "\"}");
	}
	arena_clear(&mem);
	return ok;
}

static bool bytes_read(struct str text, struct buf *to)
{
	struct base64_decode_ctx ctx;
	size_t n = BASE64_DECODE_LENGTH(text.n);
	uint8_t *bytes = mem_alloc(n + 1);

	base64_decode_init(&ctx);
	bool ok = base64_decode_update(&ctx, &n, bytes, text.n, text.n ? text.p : "") &&
		  base64_decode_final(&ctx);

	buf_reset(to);
	buf_add(to, (const char *)bytes, ok ? n : 0);
	free(bytes);
	return ok;
}

bool line_to_file(struct str line, char sha[HASH_TEXT_SIZE], struct buf *bytes)
{
	struct err no_json = { 0 };
	struct json_doc *doc = json_read(line, &no_json);
	uint8_t hash[HASH_SIZE];
	bool ok = doc && bytes_read(json_get_str(json_root(doc), "bytes"), bytes);

	if (ok) {
		hash_bytes(bytes->n ? bytes->p : "", bytes->n, hash);
		ok = str_is(json_get_str(json_root(doc), "file"), hex_text(hash, HASH_SIZE, sha));
	}
	json_doc_free(doc);
	return ok;
}

void line_put_marks(struct json *j, const have_list *has)
{
	char hex[2 * sizeof(struct have) + 1];

	json_key(j, "has");
	json_array(j);
	for (size_t i = 0; i < has->n; i++)
		json_text(j, hex_text(has->p[i].b, sizeof(struct have), hex));
	json_array_end(j);
}

bool line_get_marks(const struct json_node *root, have_list *to)
{
	const struct json_node *has = json_get(root, "has");
	size_t n = json_count(has);

	if (n > MARKS_MOST)
		return false;
	for (size_t i = 0; i < n; i++)
		if (!hex_parse(json_as_str(json_at(has, i)), vec_push(to)->b, sizeof(struct have)))
			return false;
	return true;
}

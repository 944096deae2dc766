/* What the other side lacks. */
#include "exchange/link_private.h"

#include <stdio.h>
#include <unistd.h>

#include <nettle/sha2.h>

#include "base/json.h"
#include "exchange/line.h"

#include "base/ban.h"

/* So many parts may be on the way before an answer is waited for. */
enum { PARTS_AHEAD = 4 };
/* What goes into one call: the other side takes no more; the next call goes on. */
#define CALL_BYTES_MOST (BUNDLE_BYTES_MOST - (BUNDLE_BYTES_MOST >> 4))
enum { CALL_LINES_MOST = BUNDLE_LINES_MOST - BUNDLE_LINES_MOST / 16 };

struct giving {
	struct link *k;
	keys lack;
	file_hashes files;
	tip_list tips;
	struct buf part, line;
	int64_t lines, bytes;        /* that went out */
	int64_t unanswered[PARTS_AHEAD + 1];      /* changes in parts that went out, oldest first */
	int ahead;
};

static bool put_line(struct giving *g, struct err *err)
{
	buf_byte(&g->line, '\n');
	wire_put(&g->k->wire, buf_str(&g->line));
	g->bytes += (int64_t)g->line.n;
	buf_reset(&g->line);
	return wire_send(&g->k->wire, err);
}

/* ---- what is offered ---- */

static bool offer(struct giving *g, struct err *err)
{
	struct json j;

	buf_reset(&g->line);
	json_init(&j, &g->line);
	json_object(&j);
	json_key(&j, "offer");
	json_int(&j, (int64_t)g->lack.n);
	json_key(&j, "files");
	json_array(&j);
	for (size_t i = 0; i < g->files.n && i < BUNDLE_FILES_MOST; i++)
		json_text(&j, g->files.p[i]);
	json_array_end(&j);
	tips_put(&j, &g->tips);
	json_object_end(&j);
	return put_line(g, err);
}

static bool answered(struct giving *g, struct err *err)
{
	struct json_doc *doc = link_control(g->k, err);
	bool ok = doc && (json_get_int(json_root(doc), "got", -1) >= 0 || link_odd(err));

	json_doc_free(doc);
	if (!ok)
		return false;
	g->k->sum->gave += g->unanswered[0];
	for (int i = 1; i < g->ahead; i++)
		g->unanswered[i - 1] = g->unanswered[i];
	g->ahead--;
	return link_tell(g->k, LINK_GIVES, g->k->sum->gave, g->k->sum->gives, err);
}

/* ---- parts ---- */

static bool put_part(struct giving *g, const char *kind, int64_t n, bool changes, struct err *err)
{
	struct sha256_ctx sum;
	uint8_t hash[HASH_SIZE];
	char hex[HASH_TEXT_SIZE];

	sha256_init(&sum);
	sha256_update(&sum, g->part.n, (const uint8_t *)buf_text(&g->part));
	sha256_digest(&sum, sizeof hash, hash);
	buf_reset(&g->line);
	buf_printf(&g->line, "{\"%s\":%lld}\n", kind, (long long)n);
	buf_put(&g->line, buf_str(&g->part));
	buf_printf(&g->line, "{\"sum\":\"%s\"}", hex_text(hash, HASH_SIZE, hex));
	buf_reset(&g->part);
	if (!put_line(g, err))
		return false;
	g->lines += n + 2;
	g->unanswered[g->ahead++] = changes ? n : 0;
	return g->ahead <= PARTS_AHEAD || answered(g, err);
}

static bool put_file(struct giving *g, const char *sha, struct err *err)
{
	if (!line_from_file(g->k->l, sha, &g->part, err))
		return false;
	buf_byte(&g->part, '\n');
	return put_part(g, "files", 1, false, err);
}

static bool put_files(struct giving *g, struct err *err)
{
	struct json_doc *doc = link_control(g->k, err);
	const struct json_node *wants = doc ? json_get(json_root(doc), "wants") : NULL;
	bool ok = doc && (json_type(wants) == JSON_ARRAY || link_odd(err));

	for (size_t i = 0; ok && i < json_count(wants); i++) {
		int64_t at = json_as_int(json_at(wants, i), -1);

		/* Each once: whoever asks again and again gets no more. */
		ok = (at >= (int64_t)i && at < (int64_t)g->files.n) || link_odd(err);
		ok = ok && g->bytes < CALL_BYTES_MOST && put_file(g, g->files.p[at], err);
	}
	json_doc_free(doc);
	return ok;
}

static bool add_change(struct giving *g, int64_t key, struct err *err)
{
	struct arena mem = { 0 };
	struct str line;
	bool ok = lack_line(g->k->l->db, key, &mem, &line, err);

	if (ok) {
		buf_put(&g->part, line);
		buf_byte(&g->part, '\n');
	}
	arena_clear(&mem);
	return ok;
}

static bool put_changes(struct giving *g, struct err *err)
{
	bool ok = true;

	for (size_t i = 0; ok && i < g->lack.n;) {
		int64_t n = 0;

		if (g->bytes >= CALL_BYTES_MOST || g->lines >= CALL_LINES_MOST) {
			g->k->sum->more = true;
			break;
		}
		for (; ok && n < PART_LINES && i < g->lack.n && g->part.n < PART_BYTES; n++)
			ok = add_change(g, g->lack.p[i++], err);
		ok = ok && put_part(g, "changes", n, true, err);
	}
	while (ok && g->ahead > 0)
		ok = answered(g, err);
	return ok;
}

bool link_give(struct link *k, struct err *err)
{
	struct giving g = { .k = k };
	struct arena mem = { 0 };
	bool withheld = k->sum->withheld && k->answers, ok = withheld || db_read_begin(k->l->db, err);

	/* One look at the log; its lines stay as they are, whoever writes meanwhile. */
	if (ok && !withheld) {
		ok = lack_read(k->l->db, &k->theirs, &g.lack, err) &&
		     files_of(k->l->db, &g.lack, &mem, &g.files, err) &&
		     tips_for(k->l, &g.lack, &mem, &g.tips, err);
		db_read_end(k->l->db);
	}
	k->sum->gives = (int64_t)g.lack.n;
	ok = ok && offer(&g, err) && put_files(&g, err) && put_changes(&g, err);
	if (ok) {
		buf_puts(&g.line, "{\"done\":true}");
		ok = put_line(&g, err);
	}
	vec_clear(&g.lack);
	vec_clear(&g.files);
	vec_clear(&g.tips);
	buf_clear(&g.part);
	buf_clear(&g.line);
	arena_clear(&mem);
	return ok;
}

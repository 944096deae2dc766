#include "ui/visit.h"

#include <limits.h>

#include "base/file.h"
#include "base/json.h"
#include "base/json_read.h"
#include "ui/kept.h"

#include "base/ban.h"

enum { VISIT_MAX = 1 << 16 };

static const char format[] = "duban-visit/1";

void visit_read(struct ledger *l, struct visit *to)
{
	struct buf text = { 0 };
	struct err none = { 0 };
	struct arena mem = { 0 };
	struct json_doc *doc = NULL;
	struct log_line line;
	char path[PATH_MAX];

	*to = (struct visit){ .key = 0 };
	if (kept_path(l, "visits", "", path) && file_read(path, VISIT_MAX, &text, &none))
		doc = json_read(buf_str(&text), &none);
	/* By its hash: the number of a line means nothing in a copy that was put in place of the
	 * ledger. */
	if (doc && str_is(json_get_str(json_root(doc), "format"), format) &&
	    clock_parse(json_get_str(json_root(doc), "at"), &to->at_ms) &&
	    log_find_place(l->db, json_get_str(json_root(doc), "change"), &mem, &line, &none))
		to->key = line.key;
	json_doc_free(doc);
	buf_clear(&text);
	arena_clear(&mem);
}

void visit_leave(struct ledger *l)
{
	struct buf text = { 0 };
	struct err none = { 0 };
	struct arena mem = { 0 };
	struct log_line newest;
	struct json j;
	char path[PATH_MAX], at[CLOCK_TEXT_SIZE], hash[HASH_TEXT_SIZE];

	if (l->past || !kept_path(l, "visits", "", path) ||
	    !log_at(l->db, log_newest(l->db, &none), &mem, &newest, &none)) {
		arena_clear(&mem);
		return;
	}
	json_init(&j, &text);
	json_object(&j);
	json_key(&j, "format");
	json_text(&j, format);
	json_key(&j, "ledger");
	json_text(&j, db_path(l->db));
	json_key(&j, "by");
	json_text(&j, l->by);
	json_key(&j, "at");
	json_text(&j, clock_text(clock_now_ms(l->clock), at));
	json_key(&j, "change");
	json_text(&j, hex_text(newest.hash.b, HASH_SIZE, hash));
	json_object_end(&j);
	if (file_make_parents(path, &none))
		(void)!file_write(path, buf_str(&text), 0600, &none);
	buf_clear(&text);
	arena_clear(&mem);
}

size_t visit_others(struct ledger *l, const struct visit *v, size_t most)
{
	struct log_query q = { .not_by = l->by, .behind = v->key };
	struct arena mem = { 0 };
	struct err none = { 0 };
	log_lines lines = { 0 };
	size_t n = 0;

	if (v->key && log_page(l->db, &q, 0, -1, (int)most, &mem, &lines, &none))
		n = lines.n;
	vec_clear(&lines);
	arena_clear(&mem);
	return n;
}

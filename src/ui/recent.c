#include "ui/recent.h"

#include <limits.h>

#include "base/file.h"
#include "base/json.h"
#include "base/json_read.h"
#include "store/rows.h"
#include "ui/kept.h"

#include "base/ban.h"

enum { RECENT_BYTES = 1 << 12 };

static const char format[] = "duban-recent/1";

/* By their ids: keys mean nothing in a copy that was put in place of the ledger. */
size_t recent_read(struct ledger *l, int64_t units[RECENT_UNITS])
{
	struct buf text = { 0 };
	struct err none = { 0 };
	struct json_doc *doc = NULL;
	const struct json_node *list;
	char path[PATH_MAX];
	size_t n = 0;

	if (kept_path(l, "recent", "", path) && file_read(path, RECENT_BYTES, &text, &none))
		doc = json_read(buf_str(&text), &none);
	list = doc && str_is(json_get_str(json_root(doc), "format"), format)
		       ? json_get(json_root(doc), "units") : NULL;
	for (size_t i = 0; list && i < json_count(list) && n < RECENT_UNITS; i++) {
		struct id id;

		if (!id_parse(json_as_str(json_at(list, i)), &id))
			continue;
		units[n] = row_key(l->db, KIND_UNIT, &id);
		n += units[n] != 0;
	}
	json_doc_free(doc);
	buf_clear(&text);
	return n;
}

static void recent_write(struct ledger *l, const char *path, const int64_t *units, size_t n)
{
	struct buf text = { 0 };
	struct err none = { 0 };
	struct arena mem = { 0 };
	struct unit_row row;
	struct json j;
	char id[ID_TEXT_SIZE];

	json_init(&j, &text);
	json_object(&j);
	json_key(&j, "format");
	json_text(&j, format);
	json_key(&j, "units");
	json_array(&j);
	for (size_t i = 0; i < n; i++) {
		if (!unit_get(l->db, units[i], &mem, &row, &none))
			continue;
		id_text(&row.id, id);
		json_text(&j, id);
	}
	json_array_end(&j);
	json_object_end(&j);
	/* A list of choices that is lost with the power is no loss: nobody waits for the disk. */
	if (file_make_parents(path, &none))
		(void)!file_write_quick(path, buf_str(&text), 0600, &none);
	buf_clear(&text);
	arena_clear(&mem);
}

void recent_use(struct ledger *l, int64_t unit)
{
	int64_t before[RECENT_UNITS], now[RECENT_UNITS] = { unit };
	size_t n = recent_read(l, before), to = 1;
	char path[PATH_MAX];

	if (n > 0 && before[0] == unit)
		return;
	for (size_t i = 0; i < n && to < RECENT_UNITS; i++)
		if (before[i] != unit)
			now[to++] = before[i];
	if (kept_path(l, "recent", "", path))
		recent_write(l, path, now, to);
}

#include "ui/past.h"

#include <limits.h>

#include "base/file.h"
#include "base/gettext.h"
#include "base/json.h"
#include "base/json_read.h"
#include "ui/kept.h"
#include "ui/lineedit.h"

#include "base/ban.h"

enum { PAST_BYTES_MOST = 1 << 18, LINE_BYTES_MOST = 4096 };

static const char format[] = "duban-past/1";

void past_read(struct ledger *l, const char *what, struct arena *mem, past_lines *to)
{
	struct buf text = { 0 };
	struct err none = { 0 };
	struct json_doc *doc = NULL;
	char path[PATH_MAX];

	if (kept_path(l, "past", what, path) && file_read(path, PAST_BYTES_MOST, &text, &none))
		doc = json_read(buf_str(&text), &none);
	if (doc && str_is(json_get_str(json_root(doc), "format"), format)) {
		const struct json_node *lines = json_get(json_root(doc), "lines");

		for (size_t i = 0; i < json_count(lines) && i < PAST_MOST; i++)
			*vec_push(to) = arena_str(mem, json_as_str(json_at(lines, i)));
	}
	json_doc_free(doc);
	buf_clear(&text);
}

void past_add(struct ledger *l, const char *what, struct str line)
{
	struct buf text = { 0 };
	struct err none = { 0 };
	struct arena mem = { 0 };
	past_lines before = { 0 };
	struct json j;
	char path[PATH_MAX];

	if (line.n == 0 || line.n > LINE_BYTES_MOST || !kept_path(l, "past", what, path))
		return;
	past_read(l, what, &mem, &before);
	json_init(&j, &text);
	json_object(&j);
	json_key(&j, "format");
	json_text(&j, format);
	json_key(&j, "lines");
	json_array(&j);
	json_str(&j, line);
	for (size_t i = 0, n = 1; i < before.n && n < PAST_MOST; i++)
		if (!str_is(line, before.p[i])) {
			json_text(&j, before.p[i]);
			n++;
		}
	json_array_end(&j);
	json_object_end(&j);
	if (file_make_parents(path, &none))
		(void)!file_write(path, buf_str(&text), 0600, &none);
	buf_clear(&text);
	vec_clear(&before);
	arena_clear(&mem);
}

void past_begin(struct past *p, struct ledger *l, const char *what)
{
	*p = (struct past){ .what = what, .at = -1 };
	past_read(l, what, &p->mem, &p->lines);
}

bool past_go(struct past *p, struct lineedit *edit, int step, const char **why)
{
	ptrdiff_t to = p->at + step;

	if (to < -1 || to >= (ptrdiff_t)p->lines.n) {
		*why = step > 0 ? _("no line before that one") : _("this is the last line");
		return false;
	}
	if (p->at == -1) {
		buf_reset(&p->own);
		buf_put(&p->own, lineedit_text(edit));
	}
	p->at = to;
	lineedit_set(edit, to < 0 ? buf_str(&p->own) : str_of(p->lines.p[to]));
	return true;
}

void past_clear(struct past *p)
{
	buf_clear(&p->own);
	vec_clear(&p->lines);
	arena_clear(&p->mem);
	*p = (struct past){ .at = -1 };
}

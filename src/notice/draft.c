#include "notice/draft.h"

#include "base/gettext.h"
#include "base/mem.h"
#include "notice/notice_private.h"

#include "base/ban.h"

const char *work_role_word(enum work_role r)
{
	static const char *const words[WORK_ROLES] = { "lead", "responsible", "supervisor" };

	return words[r];
}

const char *item_kind_word(enum item_kind k)
{
	static const char *const words[] = { "task", "group", "campaign" };

	return words[k];
}

struct draft *draft_new(
	struct str bytes, const char *source_name, const struct notice_options *o, struct err *err)
{
	struct draft *d = mem_alloc(sizeof *d);
	struct draft_private *in = d->in = mem_alloc(sizeof *in);
	struct buf text = { 0 };

	in->source_name = mem_strdup(source_name);
	in->region = mem_strdup(o->region ? o->region : "");
	in->share_dir = mem_strdup(o->share_dir);
	in->o = *o;
	in->o.region = in->region;
	in->o.share_dir = in->share_dir;
	in->answer_at = map_new();
	in->bytes = mem_strndup(bytes.p, bytes.n);
	in->n_bytes = bytes.n;
	if (bytes.n > NOTICE_LIMIT)
		err_set(err, ERR_INPUT, _("a notice has at most %d bytes; this one has %zu"),
			NOTICE_LIMIT, bytes.n);
	if (err->code != ERR_NONE || !sniff_text(bytes, source_name, err) ||
	    !charset_read(bytes, source_name, &text, &d->charset, err)) {
		buf_clear(&text);
		draft_free(d);
		return NULL;
	}
	in->grid.source = (struct str){ arena_str(&in->grid.mem, buf_str(&text)), text.n };
	buf_clear(&text);
	text_read(&in->grid);
	d->lines = (int)in->grid.lines.n;
	in->words = grid_fits(d, err) ? words_load(o->share_dir, err) : NULL;
	if (!in->words) {
		draft_free(d);
		return NULL;
	}
	return d;
}

struct draft *notice_read(
	struct str bytes, const char *source_name, const struct notice_options *o, struct err *err)
{
	struct draft *d = draft_new(bytes, source_name, o, err);

	if (d && !interpret(d, NULL, err)) {
		draft_free(d);
		return NULL;
	}
	return d;
}

static void item_clear(struct draft_item *it)
{
	vec_clear(&it->assignments);
	vec_clear(&it->deadlines);
	vec_clear(&it->read_targets);
	vec_clear(&it->targets);
	vec_clear(&it->measures);
}

void draft_forget(struct draft *d)
{
	struct draft_private *in = d->in;

	for (size_t i = 0; i < d->items.n; i++)
		item_clear(&d->items.p[i]);
	for (size_t i = 0; i < d->units.n; i++) {
		vec_clear(&d->units.p[i].spellings);
		vec_clear(&d->units.p[i].members);
	}
	for (size_t i = 0; i < in->names.n; i++)
		vec_clear(&in->names.p[i].cells);
	vec_clear(&d->items);
	vec_clear(&d->units);
	vec_clear(&d->figures);
	vec_clear(&d->questions);
	vec_clear(&d->unused);
	vec_clear(&in->sections);
	vec_clear(&in->rows);
	vec_clear(&in->mentions);
	vec_clear(&in->names);
	vec_clear(&in->campaigns);
	map_free(in->name_at);
	in->name_at = NULL;
	free(in->used);
	in->used = NULL;
	in->match = NULL;
	arena_clear(&in->mem);
	in->cells = 0;
	in->deadlines = in->targets = in->measures = in->texts_read = 0;
}

void draft_free(struct draft *d)
{
	struct draft_private *in;

	if (!d)
		return;
	in = d->in;
	draft_forget(d);
	for (size_t i = 0; i < in->answers.n; i++) {
		free(in->answers.p[i].key);
		free(in->answers.p[i].own);
	}
	vec_clear(&in->answers);
	map_free(in->answer_at);
	vec_clear(&in->all_cells);
	grid_clear(&in->grid);
	words_free(in->words);
	free(in->source_name);
	free(in->region);
	free(in->share_dir);
	free(in->bytes);
	free(in);
	free(d);
}

void draft_use(struct draft *d, int first, int last)
{
	for (int i = first; i <= last && i <= d->lines; i++)
		if (i > 0)
			d->in->used[i] = 1;
}

struct str draft_line(const struct draft *d, int n)
{
	return n >= 1 && n <= d->lines ? d->in->grid.lines.p[n - 1] : (struct str){ "", 0 };
}

struct str draft_bytes(const struct draft *d)
{
	return (struct str){ d->in->bytes, d->in->n_bytes };
}

const char *draft_source_name(const struct draft *d)
{
	return d->in->source_name;
}

size_t draft_cells(const struct draft *d, const struct str **cells)
{
	struct draft_private *in = d->in;

	for (size_t i = in->all_cells.n ? in->grid.blocks.n : 0; i < in->grid.blocks.n; i++) {
		const struct block *b = &in->grid.blocks.p[i];

		if (b->kind == BLOCK_TEXT)
			*vec_push(&in->all_cells) = b->text;
		for (size_t j = 0; j < b->n_cells; j++)
			*vec_push(&in->all_cells) = in->grid.cells.p[b->cell + j].text;
	}
	*cells = in->all_cells.p;
	return in->all_cells.n;
}

int draft_lines_used(const struct draft *d)
{
	return d->lines - (int)d->unused.n;
}

int draft_undated(const struct draft *d)
{
	return d->in->undated;
}

const struct calendar *draft_calendar(const struct draft *d)
{
	return d->in->o.cal;
}

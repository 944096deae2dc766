/* The texts of attachments: numbered paragraphs, each with a title. Its measures are its
 * sentences: they end at 。 and at ； (and ！？), outside brackets and quotation marks. */
#include "base/gettext.h"
#include "base/utf8.h"
#include "notice/notice_private.h"

#include "base/ban.h"

enum { TITLE_CHARS_MAX = 60 };

static struct str without_verb(const struct words *w, struct str title)
{
	size_t n = words_begin(w, WORD_VERB, title);

	return n && utf8_count(str_from(title, n)) >= 4 ? str_from(title, n) : title;
}

/* "1.开展电信网络诈骗专项治理。通过…": number, title, and where the body begins. */
static bool read_head(struct draft *d, const struct block *b, struct campaign_text *c, int *style)
{
	struct str title;
	size_t at = 0;

	/* What is a task already is no campaign's text. */
	if (b->kind != BLOCK_TEXT || d->in->used[b->first] ||
		!paragraph_number(b->text, &at, &c->number, style))
		return false;
	if (!sentence_split(b->text, &at, &title) || title.n == 0 ||
		utf8_count(title) > TITLE_CHARS_MAX)
		return false;
	c->title = without_verb(d->in->words, draft_one_line(d, title));
	c->body = str_trim(str_from(b->text, at));
	c->first = c->last = c->body_line = b->first;
	c->item = -1;
	return true;
}

/* Do the numbered paragraphs of this section name campaigns, or tasks of the table? Then all
 * at their level are. */
static bool section_qualifies(
	struct draft *d, const struct section *s, struct map *titles, int *style)
{
	for (size_t i = s->from; i < s->to; i++) {
		struct campaign_text c = { 0 };
		struct str folded;

		if (!read_head(d, &d->in->grid.blocks.p[i], &c, style))
			continue;
		folded = draft_fold(d, c.title);
		if (words_end(d->in->words, WORD_CAMPAIGN, folded) > 0 ||
			map_at(titles, folded, false))
			return true;
	}
	return false;
}

static void read_section(struct draft *d, size_t section, int level)
{
	const struct section *s = &d->in->sections.p[section];
	struct campaign_text *open = NULL;

	for (size_t i = s->from; i < s->to; i++) {
		const struct block *b = &d->in->grid.blocks.p[i];
		struct campaign_text c = { 0 };
		int style;

		if (read_head(d, b, &c, &style) && style == level) {
			open = vec_push(&d->in->campaigns);
			*open = c;
			open->section = section;
			draft_use(d, b->first, b->last);
		} else if (b->kind == BLOCK_ROW) {
			open = NULL;
		} else if (open) {
			/* The body is one stretch of the source. */
			if (open->body.n == 0) {
				open->body = b->text;
				open->body_line = b->first;
			} else {
				open->body.n = (size_t)(b->text.p + b->text.n - open->body.p);
			}
			open->last = b->last;
			draft_use(d, b->first, b->last);
		}
	}
}

bool pass_campaign(struct draft *d, struct err *err)
{
	struct draft_private *in = d->in;
	struct map *titles = map_new();
	bool fits = true;

	for (size_t i = 0; i < d->items.n; i++)
		*map_at(titles, draft_fold(d, d->items.p[i].title), true) = 1;
	for (size_t i = 0; i < in->sections.n; i++) {
		const struct section *s = &in->sections.p[i];
		int level = 0;

		if ((s->attachment || in->rows.n == 0) && section_qualifies(d, s, titles, &level))
			read_section(d, i, level);
	}
	map_free(titles);
	for (size_t i = 0; fits && i < in->campaigns.n; i++)
		fits = draft_text_fits(d, in->campaigns.p[i].body, in->campaigns.p[i].body_line,
				       err);
	return fits;
}

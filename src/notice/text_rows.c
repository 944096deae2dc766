/* Tasks in running text: numbered paragraphs that say who in a bracket at their end
 * ("（牵头单位：…；配合单位：…）", "（…负责）") or on lines of their own below ("牵头单位：…",
 * "完成时限：…"). A paragraph that says nobody is none: a chapter, or an introduction. */
#include "base/utf8.h"
#include "notice/notice_private.h"

#include "base/ban.h"

enum { LABEL_CHARS_MAX = 10 };

struct paragraph {
	bool open;
	struct task_row row;
};

static bool names_role(const struct words *w, struct str folded)
{
	for (int k = WORD_ROLE_LEAD; k <= WORD_ROLE_SUPERVISOR; k++)
		for (size_t i = 0; i < words_count(w, (enum word_kind)k); i++)
			if (str_find(folded, words_at(w, (enum word_kind)k, i)) >= 0)
				return true;
	return false;
}

/* Takes a bracket of units off the end of the paragraph's text. */
static void take_bracket(struct draft *d, struct task_row *row, struct str text, int line)
{
	struct part *task = &row->part[COL_TASK];
	struct str s = text, inside;
	size_t at, from;

	while (str_ends(s, STR_LIT("。")))
		s = str_trim(str_to(s, s.n - strlen("。")));
	at = bracket_at_end(s);
	if (at >= s.n || task->text.n == 0)
		return;
	from = at;
	utf8_next(s, &from);
	inside = str_from(s, from);
	from = inside.n;
	utf8_prev(inside, &from);
	inside = str_trim(str_to(inside, from));
	if (!names_role(d->in->words, draft_fold(d, inside)))
		return;
	row->part[COL_RESPONSIBLE] = (struct part){ .there = true,
		.text = inside,
		.first = text_line(text, inside.p, line),
		.last = row->last };
	task->text = str_trim(str_to(task->text, (size_t)(s.p + at - task->text.p)));
}

/* What "牵头单位：" at the beginning of a line says. */
static enum column_role label_of(struct draft *d, struct str text, struct str *rest)
{
	size_t at = 0, end;
	struct str folded;
	uint32_t c;

	for (int i = 0;; i++) {
		end = at;
		c = utf8_next(text, &at);
		if (c == 0 || i > LABEL_CHARS_MAX)
			return COL_UNKNOWN;
		if (c == ':' || c == 0xff1a)
			break;
	}
	folded = draft_fold(d, draft_one_line(d, str_to(text, end)));
	*rest = str_trim(str_from(text, at));
	if (words_has(d->in->words, WORD_COL_LEAD, folded) ||
		words_has(d->in->words, WORD_ROLE_LEAD, folded))
		return COL_LEAD;
	if (words_has(d->in->words, WORD_COL_DEADLINE, folded))
		return COL_DEADLINE;
	if (words_has(d->in->words, WORD_COL_RESPONSIBLE, folded) ||
		words_has(d->in->words, WORD_ROLE_RESPONSIBLE, folded))
		return COL_RESPONSIBLE;
	if (words_has(d->in->words, WORD_COL_SUPERVISOR, folded) ||
		words_has(d->in->words, WORD_ROLE_SUPERVISOR, folded))
		return COL_SUPERVISOR;
	return COL_UNKNOWN;
}

static bool has_units(const struct task_row *row)
{
	return row->part[COL_LEAD].text.n || row->part[COL_RESPONSIBLE].text.n;
}

static void flush(struct draft *d, struct paragraph *p)
{
	if (p->open && has_units(&p->row) && p->row.part[COL_TASK].text.n)
		*vec_push(&d->in->rows) = p->row;
	p->open = false;
}

static void begin(struct draft *d, struct paragraph *p, const struct block *b, size_t section,
	struct str number, size_t after)
{
	struct part text = { .there = true,
		.text = str_trim(str_from(b->text, after)),
		.first = b->first,
		.last = b->last };

	p->open = true;
	p->row = (struct task_row){ .section = section,
		.first = b->first,
		.last = b->last,
		.table = (int)section + 1,
		.group = -1,
		.deadline_from = -1,
		.item = -1 };
	p->row.part[COL_NUMBER] =
		(struct part){ .there = true, .text = number, .first = b->first, .last = b->first };
	p->row.part[COL_TASK] = text;
	take_bracket(d, &p->row, b->text, b->first);
}

/* A paragraph without a number: a label's, or more of the one above. */
static void go_on(struct draft *d, struct paragraph *p, const struct block *b)
{
	struct task_row *row = &p->row;
	struct part *task = &row->part[COL_TASK];
	struct str rest;
	enum column_role label = label_of(d, b->text, &rest);

	if (label != COL_UNKNOWN) {
		/* One line may go on with further labels ("牵头单位：甲；配合单位：乙"): those
		 * are read with the names. */
		row->part[label] = (struct part){
			.there = true, .text = rest, .first = b->first, .last = b->last
		};
		row->last = b->last;
	} else if (!has_units(row)) {
		task->text.n = (size_t)(b->text.p + b->text.n - task->text.p);
		task->last = row->last = b->last;
		take_bracket(d, row, b->text, b->first);
	}
}

void text_rows(struct draft *d)
{
	struct draft_private *in = d->in;

	for (size_t s = 0; s < in->sections.n; s++) {
		struct paragraph p = { .open = false };

		for (size_t i = in->sections.p[s].from; i < in->sections.p[s].to; i++) {
			const struct block *b = &in->grid.blocks.p[i];
			struct str number;
			size_t after = 0;
			int style;

			if (b->kind != BLOCK_TEXT || in->used[b->first])
				continue;
			if (paragraph_number(b->text, &after, &number, &style)) {
				flush(d, &p);
				begin(d, &p, b, s, number, after);
			} else if (p.open) {
				go_on(d, &p, b);
			}
		}
		flush(d, &p);
	}
}

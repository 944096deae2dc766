/* Rows to items. A number whose cell is merged over several rows is a group's, and its rows
 * are the group's items, 10.1 and so on; numbers that the document does not have are given. */
#include <stdlib.h>

#include "base/cnnum.h"
#include "base/gettext.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "notice/notice_private.h"

#include "base/ban.h"

struct numbering {
	struct map *taken;
	int *followers,
		*last; /* a row each: how many rows its number is meant for besides its own; the last of them */
	int *group, *children;       /* the group's item of a row; how many items it has */
	int next;                    /* the next number to give */
};

static struct str without_end_mark(struct str s)
{
	static const char *const marks[] = { "。", "；", ";", ".", "．", "、", "，" };

	for (bool again = true; again;) {
		again = false;
		for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
			if (str_ends(s, str_of(marks[i])) && s.n > strlen(marks[i])) {
				s = str_trim(str_to(s, s.n - strlen(marks[i])));
				again = true;
			}
	}
	return s;
}

static bool number_take(struct numbering *n, struct str number)
{
	intptr_t *at = map_at(n->taken, number, true);

	return *at ? false : (*at = 1, true);
}

/* The number as nobody else has it: in an attachment with its number before it, else counted on. */
static struct str number_unique(
	struct draft *d, struct numbering *n, struct str number, size_t section)
{
	const struct section *s = &d->in->sections.p[section];
	struct str tried;

	if (number_take(n, number))
		return number;
	if (s->number > 0) {
		tried = draft_printf(d, "附%d-%.*s", s->number, STR_ARG(number));
		if (number_take(n, tried))
			return tried;
	}
	do    /* the place of the number itself counts how often it came */
		tried = draft_printf(
			d, "%.*s(%d)", STR_ARG(number), (int)++*map_at(n->taken, number, true));
	while (!number_take(n, tried));
	return tried;
}

static struct str number_given(struct draft *d, struct numbering *n, size_t section)
{
	struct str number;

	do
		number = draft_printf(d, "%d", n->next++);
	while (map_at(n->taken, number, false));
	return number_unique(d, n, number, section);
}

static bool is_campaign(const struct draft *d, struct str title)
{
	return words_end(d->in->words, WORD_CAMPAIGN, without_end_mark(title)) > 0;
}

static struct draft_item *add_item(
	struct draft *d, const struct task_row *row, struct str number, struct str text)
{
	struct draft_item *it = vec_push(&d->items);

	it->kind = ITEM_TASK;
	it->number = number;
	it->title = without_end_mark(draft_one_line(d, text));
	it->brief = title_brief(d, it->title);
	it->text = text;
	it->parent = -1;
	it->first = row->first;
	it->last = row->last;
	return it;
}

static void use_part(struct draft *d, const struct part *p)
{
	if (p->there && p->text.n)
		draft_use(d, p->first, p->last);
}

static bool ask_children(
	struct draft *d, const struct task_row *row, struct str number, int n, int first, int last)
{
	return draft_ask_first(d, Q_ITEM_NUMBER, row->part[COL_NUMBER].first,
		arena_str(&d->in->mem, number),
		draft_text(d,
			_("The %d rows of lines %d to %d stand under number %.*s and have no "
			  "numbers of their own. Are they its parts?"),
			n, first, last, STR_ARG(number)),
		draft_text(d, _("yes: %.*s.1 to %.*s.%d"), STR_ARG(number), STR_ARG(number), n),
		_("no: items of their own"));
}

/* The group's item, before its first row's. */
static void add_group(struct draft *d, struct numbering *n, int at, struct str number)
{
	struct draft_private *in = d->in;
	struct task_row *row = &in->rows.p[at];
	int last = in->rows.p[n->last[at]].last;
	const struct part *category = &row->part[COL_CATEGORY];
	struct draft_item *it;

	if (!ask_children(d, row, number, n->followers[at] + 1, row->first, last))
		return;
	it = add_item(d, row, number, category->text.n ? category->text : row->part[COL_TASK].text);
	it->kind = ITEM_GROUP;
	if (category->text.n == 0)
		it->brief = draft_printf(d, "%.*s等", STR_ARG(it->brief));
	it->last = last;
	n->group[at] = (int)d->items.n - 1;
	use_part(d, category);
}

static void add_row_item(struct draft *d, struct numbering *n, int at)
{
	struct draft_private *in = d->in;
	struct task_row *row = &in->rows.p[at];
	int head = row->group >= 0 ? row->group : at, parent;
	struct str number = without_end_mark(draft_fold(d, row->part[COL_NUMBER].text));
	bool given = row->group >= 0 || number.n == 0;
	struct draft_item *it;

	if (row->group < 0)
		number = given ? number_given(d, n, row->section)
			       : number_unique(d, n, number, row->section);
	if (n->followers[at] > 0) {
		n->children[at] = 0;
		n->group[at] = -1;
		add_group(d, n, at, number);
		in->rows.p[at].item = n->group[at];
	}
	parent = row->group >= 0 || n->followers[at] > 0 ? n->group[head] : -1;
	if (row->group >= 0 || parent >= 0) {
		struct str of = parent >= 0 ? d->items.p[parent].number
					    : draft_fold(d, in->rows.p[head].part[COL_NUMBER].text);

		number = number_unique(d, n,
			draft_printf(d, "%.*s.%d", STR_ARG(of), ++n->children[head]), row->section);
		given = true;
	}
	it = add_item(d, row, number, row->part[COL_TASK].text);
	it->number_given = given;
	it->parent = parent;
	if (is_campaign(d, it->title) ||
		(parent >= 0 && is_campaign(d, row->part[COL_CATEGORY].text)))
		it->kind = ITEM_CAMPAIGN;
	row->item = (int)d->items.n - 1;
	use_part(d, &row->part[COL_NUMBER]);
	use_part(d, &row->part[COL_TASK]);
	use_part(d, &row->part[COL_CATEGORY]);
}

static void count_followers(struct draft_private *in, struct numbering *n)
{
	for (size_t i = 0; i < in->rows.n; i++) {
		const struct task_row *row = &in->rows.p[i];

		n->last[i] = (int)i;
		if (!row->left_out && row->group >= 0) {
			n->followers[row->group]++;
			n->last[row->group] = (int)i;
		}
	}
}

bool pass_number(struct draft *d, struct err *err)
{
	struct draft_private *in = d->in;
	size_t rows = in->rows.n + 1;
	struct numbering n = {
		.taken = map_new(), .next = 1, .followers = mem_array(NULL, rows, 4 * sizeof(int))
	};
	int above = -1;
	bool fits = true;

	memset(n.followers, 0, rows * 4 * sizeof(int));
	n.last = n.followers + rows;
	n.group = n.last + rows;
	n.children = n.group + rows;
	count_followers(in, &n);
	for (size_t i = 0; fits && i < in->rows.n; i++) {
		struct task_row *row = &in->rows.p[i];

		if (row->left_out)
			continue;
		fits = draft_text_fits(d, row->part[COL_TASK].text, row->first, err);
		if (!row->goes_on) {
			add_row_item(d, &n, (int)i);
			above = in->rows.p[i].item;
		} else if (above >= 0) {
			row->item = above;
			d->items.p[above].last = row->last;
		}
	}
	map_free(n.taken);
	free(n.followers);
	return fits;
}

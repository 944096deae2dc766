/* What is asked in two parts: "甲接入平台，并与省平台互通", "建成一个场景并形成典型案例". The part
 * that no threshold speaks of would be lost: it becomes a measure, by words that say what is
 * brought about (share/words), and is asked. */
#include "base/gettext.h"
#include "base/utf8.h"
#include "notice/notice_private.h"

#include "base/ban.h"

enum { PARTS_MOST = 3, PART_CHARS_MOST = 30 };

typedef VEC(struct str) parts;

/* Does a word of that kind stand in the text? */
static bool speaks_of(const struct draft *d, enum word_kind k, struct str folded)
{
	for (size_t i = 0; i < words_count(d->in->words, k); i++)
		if (str_find(folded, words_at(d->in->words, k, i)) >= 0)
			return true;
	return false;
}

/* Where the clause ends that begins at `at`: at a comma, or the end of the sentence. */
static size_t clause_to(struct str text, size_t at)
{
	while (at < text.n) {
		size_t next = at;
		uint32_t c = utf8_next(text, &next);

		if (c == 0xff0c || c == ',' || c == 0x3002 || c == 0xff1b || c == ';')
			break;
		at = next;
	}
	return at;
}

/* Without what joins it to the part before: 并 且 再. */
static struct str part_of(struct draft *d, struct str text)
{
	struct str s = str_trim(text);
	size_t n = words_begin(d->in->words, WORD_AND_ALSO, s);

	return draft_one_line(d, str_from(s, n));
}

/* A task of one sentence in which each clause brings something about. */
static void task_parts(struct draft *d, struct str text, parts *to)
{
	struct str rest = str_trim(text), one;
	size_t at = 0;

	if (!sentence_split(rest, &at, &one) || sentence_split(rest, &at, &(struct str){ "", 0 }))
		return;
	for (size_t from = 0, end; from < one.n; from = end) {
		end = clause_to(one, from);
		struct str part = part_of(d, (struct str){ one.p + from, end - from });

		if (to->n == PARTS_MOST || utf8_count(part) > PART_CHARS_MOST ||
		    !speaks_of(d, WORD_ACHIEVED, draft_fold(d, part))) {
			to->n = 0;
			return;
		}
		*vec_push(to) = part;
		if (end < one.n)
			utf8_next(one, &end);
	}
	if (to->n < 2)
		to->n = 0;
}

/* What stands behind a demand in its sentence, joined to it, and ends in something that is handed
 * in. */
static bool behind_demand(struct draft *d, const struct draft_target *t, struct str source,
			  struct str *part)
{
	const struct target_reading *r = &t->reading;
	struct str rest;
	size_t at, n = 0;

	if (r->den || r->comparator == CMP_NONE || !r->metric.n || r->metric.p < source.p ||
	    r->metric.p > source.p + source.n)
		return false;
	rest = str_from(source, (size_t)(r->metric.p + r->metric.n - source.p));
	for (at = 0; at < rest.n && at <= sizeof "，" - 1; utf8_next(rest, &at))
		if ((n = words_begin(d->in->words, WORD_AND_ALSO, str_from(rest, at))) > 0)
			break;
	if (n == 0)
		return false;
	rest = str_from(rest, at + n);
	*part = draft_one_line(d, str_trim(str_to(rest, clause_to(rest, 0))));
	return utf8_count(*part) <= PART_CHARS_MOST &&
	       words_end(d->in->words, WORD_HANDED_IN, draft_fold(d, *part)) > 0;
}

static void measures_add(struct draft *d, struct draft_item *it, const parts *list, int line)
{
	for (size_t i = 0; i < list->n; i++) {
		d->in->measures++;
		*vec_push(&it->measures) = (struct draft_measure){ .text = list->p[i], .line = line };
	}
}

static void read_task(struct draft *d, struct draft_item *it)
{
	parts list = { 0 };

	if (it->measures.n == 0 && it->targets.n == 0)
		task_parts(d, it->text, &list);
	if (list.n &&
	    draft_ask_first(d, Q_MEASURES, it->first,
			    draft_text(d, "%.*s/parts", STR_ARG(it->number)),
			    draft_text(d,
				       _("The task asks for %zu things, “%.*s” and “%.*s”. Does "
					 "each stand for itself?"),
				       list.n, STR_ARG(list.p[0]), STR_ARG(list.p[list.n - 1])),
			    _("yes: one measure each"), _("no")))
		measures_add(d, it, &list, it->first);
	vec_clear(&list);
}

static void read_demand(struct draft *d, struct draft_item *it, const struct draft_target *t)
{
	parts one = { 0 };
	struct str part;
	bool found = false;

	for (size_t i = 0; i < it->deadlines.n && !found; i++)
		found = behind_demand(d, t, it->deadlines.p[i].source, &part);
	if (found &&
	    draft_ask_first(d, Q_MEASURES, t->line,
			    draft_text(d, "%.*s/beside/%.*s", STR_ARG(it->number), STR_ARG(part)),
			    draft_text(d,
				       _("“%.*s” is asked beside “%.*s”, without a number. Is it a "
					 "step of its own of item %.*s?"),
				       STR_ARG(part), STR_ARG(t->reading.metric),
				       STR_ARG(it->number)),
			    _("yes: a measure"), _("no")))
		*vec_push(&one) = part;
	measures_add(d, it, &one, t->line);
	vec_clear(&one);
}

bool pass_second(struct draft *d, struct err *err)
{
	for (size_t i = 0; i < d->items.n; i++) {
		struct draft_item *it = &d->items.p[i];

		if (it->kind != ITEM_TASK)
			continue;
		read_task(d, it);
		for (size_t k = 0; k < it->targets.n; k++)
			read_demand(d, it, &it->targets.p[k]);
	}
	return draft_fits(d, err);
}

/* Whole notices: read, printed, and each kind of question answered. */
#include "tests/fuzz/fuzz.h"

#include "notice/draft.h"

#include "base/ban.h"

/* Answers are readings anew: a few of them are enough. */
enum { ANSWERS_MOST = 4, BYTES_MOST = 64 * 1024 };

static void check_item(const struct draft *d, size_t i)
{
	const struct draft_item *it = &d->items.p[i];

	FUZZ_HOLDS(it->number.n > 0 && it->title.n > 0 && it->brief.n > 0);
	FUZZ_HOLDS(it->parent >= -1 && it->parent < (int)i);
	FUZZ_HOLDS(it->first >= 1 && it->first <= it->last && it->last <= d->lines);
	for (size_t k = 0; k < it->assignments.n; k++)
		FUZZ_HOLDS(it->assignments.p[k].unit < d->units.n);
	for (size_t k = 0; k < it->targets.n; k++) {
		FUZZ_HOLDS(it->targets.p[k].num >= 0 && it->targets.p[k].num < (int)d->figures.n);
		FUZZ_HOLDS(it->targets.p[k].den < (int)d->figures.n);
	}
}

static void check_draft(const struct draft *d)
{
	struct buf out = { 0 };

	FUZZ_HOLDS(d->items.n > 0 && draft_lines_used(d) >= 0 && draft_lines_used(d) <= d->lines);
	for (size_t i = 0; i < d->items.n; i++)
		check_item(d, i);
	for (size_t i = 0; i < d->units.n; i++)
		FUZZ_HOLDS(d->units.p[i].name.n > 0 && d->units.p[i].shortname.n > 0);
	for (size_t i = 0; i < d->questions.n; i++)
		FUZZ_HOLDS(d->questions.p[i].n_choices > 0 && *d->questions.p[i].text);
	notice_json(d, &out);
	buf_clear(&out);
}

static void answer_some(struct draft *d)
{
	struct err err = { 0 };

	for (size_t i = 0, n = 0; i < d->questions.n && n < ANSWERS_MOST; i++) {
		const struct question *q = &d->questions.p[i];

		if (q->answered || (i > 0 && q->kind == d->questions.p[i - 1].kind))
			continue;
		err_clear(&err);
		n++;
		if (draft_answer(d, i, q->n_choices > 1 ? 1 : 0, NULL, &err))
			check_draft(d);
		else
			FUZZ_HOLDS(*err.text);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	static struct calendar *cal;
	static char share[4096];
	const char *source = getenv("DUBAN_SOURCE");
	struct notice_options o = { .region = "", .share_dir = share };
	struct err err = { 0 };
	struct draft *d;

	if (!cal)
		cal = calendar_new();
	snprintf(share, sizeof share, "%s/share", source ? source : ".");
	o.cal = cal;
	/* Both ways: the issue date is given, or looked for and asked. */
	o.issued = n % 2 ? date_make(2018, 10, 31) : DATE_NONE;
	o.today = date_make(2018, 11, 21);
	if (n > BYTES_MOST)
		return 0;
	d = notice_read((struct str){ (const char *)bytes, n }, "fuzz", &o, &err);
	if (d) {
		check_draft(d);
		answer_some(d);
	} else {
		FUZZ_HOLDS(*err.text);
	}
	draft_free(d);
	return 0;
}

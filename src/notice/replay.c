/* What was decided when the plan was read last is decided: nothing is asked twice. Some keys
 * name a line; lines have moved since. */
#include <stdlib.h>

#include "base/mem.h"
#include "notice/earlier.h"
#include "notice/notice_private.h"

#include "base/ban.h"

typedef VEC(struct str) lines_of;

static void cut_lines(struct str text, lines_of *to)
{
	struct str line;

	while (text.n > 0 && str_cut(&text, '\n', &line))
		*vec_push(to) = str_trim(line);
}

/* Line n of the old text by a text that stands once in both. */
static void count_lines(const lines_of *lines, struct map *once)
{
	for (size_t i = 0; i < lines->n; i++) {
		intptr_t *at = map_at(once, lines->p[i], true);

		*at = *at == 0 ? (intptr_t)i + 1 : -1;
	}
}

/* Where each line of the old text stands now, from 1; 0: it does not. Lines that are alike
 * follow the one before them. to has room for was->n + 1. */
static void map_lines(const lines_of *was, const lines_of *now, int *to)
{
	struct map *once_was = map_new(), *once_now = map_new();
	ptrdiff_t by = 0;

	count_lines(was, once_was);
	count_lines(now, once_now);
	for (size_t i = 0; i < was->n; i++) {
		const intptr_t *at = map_at(once_now, was->p[i], false);
		ptrdiff_t there = (ptrdiff_t)i + by;

		if (at && *at > 0 && *map_at(once_was, was->p[i], false) > 0)
			there = *at - 1;
		if (there < 0 || (size_t)there >= now->n ||
			!str_eq(was->p[i], now->p[there]))
			continue;
		by = there - (ptrdiff_t)i;
		to[i + 1] = (int)there + 1;
	}
	map_free(once_was);
	map_free(once_now);
}

struct replay {
	struct draft *d;
	struct arena mem;
	int *moved;
	size_t lines;                  /* of the old text */
};

static bool names_line(struct str kind)
{
	static const enum question_kind kinds[] = { Q_COLUMN, Q_SHORT_ROW, Q_CARRIED, Q_BLANK,
		Q_OPEN, Q_LEAD, Q_DEADLINE };

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (str_is(kind, question_kind_word(kinds[i])))
			return true;
	return false;
}

/* The key with its line as it stands now; empty where that line is gone. */
static struct str key_now(struct replay *r, struct str key)
{
	struct str rest = key, kind;
	size_t from, at;
	int n = 0;

	if (r->lines == 0 || !str_cut(&rest, '/', &kind) || !names_line(kind))
		return key;
	if (str_starts(rest, STR_LIT("table/")))
		rest = str_from(rest, strlen("table/"));
	from = key.n - rest.n;
	for (at = from; at < key.n && key.p[at] >= '0' && key.p[at] <= '9' && n < 10000000; at++)
		n = n * 10 + (key.p[at] - '0');
	if (at == from || (at < key.n && key.p[at] != '/'))
		return key;
	if (n == 0 || (size_t)n > r->lines || r->moved[n] == 0)
		return (struct str){ "", 0 };
	return str_of(arena_printf(&r->mem, "%.*s%d%.*s", (int)from, key.p, r->moved[n],
		STR_ARG(str_from(key, at))));
}

/* Decides q as before, where that is still an answer to it. */
static bool decide(struct replay *r, const struct question *q, struct str how, struct str said)
{
	bool answered = str_is(how, "answered");
	enum decided decided = answered ? ANSWERED_BEFORE : PROPOSED_BEFORE;

	for (int i = 0; i < q->n_choices; i++)
		if (str_is(said, q->choices[i])) {
			answer_set(r->d->in, q->key, i, NULL, decided);
			return true;
		}
	if (!answered || q->other == ANSWER_CHOICE)
		return false;
	answer_set(r->d->in, q->key, -1, arena_str(&r->mem, said), decided);
	return true;
}

/* One round: all decisions about questions that are there. How many. */
static size_t replay_round(struct replay *r)
{
	const struct draft *d = r->d;
	struct str rest = d->in->earlier->decisions, line, key, how;
	struct map *at = map_new();
	size_t n = 0;

	for (size_t i = 0; i < d->questions.n; i++)
		if (!d->questions.p[i].answered && d->questions.p[i].kind != Q_PLAN)
			*map_at(at, str_of(d->questions.p[i].key), true) = (intptr_t)i + 1;
	while (rest.n > 0 && str_cut(&rest, '\n', &line)) {
		intptr_t *q;

		if (!str_cut(&line, '\t', &key) || !str_cut(&line, '\t', &how))
			continue;
		q = map_at(at, key_now(r, key), false);
		if (!q || *q == 0 || !decide(r, &d->questions.p[*q - 1], how, line))
			continue;
		*q = 0;
		n++;
	}
	map_free(at);
	return n;
}

static void forget_replayed(struct draft *d)
{
	struct err err = { 0 };

	for (size_t i = 0; i < d->in->answers.n; i++)
		if (d->in->answers.p[i].decided != BY_HAND)
			d->in->answers.p[i].given = false;
	/* What could be read once can be read again. */
	(void)!interpret(d, NULL, &err);
}

static void replay_start(struct replay *r)
{
	lines_of was = { 0 }, now = { 0 };

	cut_lines(r->d->in->earlier->source, &was);
	for (int i = 1; i <= r->d->lines; i++)
		*vec_push(&now) = str_trim(draft_line(r->d, i));
	r->lines = was.n;
	r->moved = arena_alloc(&r->mem, (was.n + 1) * sizeof *r->moved);
	map_lines(&was, &now, r->moved);
	vec_clear(&was);
	vec_clear(&now);
}

/* An answer may bring other questions. */
static void replay(struct draft *d)
{
	struct replay r = { .d = d };
	struct err err = { 0 };
	bool read = true;

	replay_start(&r);
	for (int round = 0; read && round < 20 && replay_round(&r) > 0; round++)
		read = interpret(d, NULL, &err);
	if (!read)
		forget_replayed(d);
	arena_clear(&r.mem);
}

bool draft_compare(struct draft *d, const struct earlier *e, bool sure, struct err *err)
{
	d->in->earlier = e;
	d->in->sure = true;
	if (!interpret(d, NULL, err))
		return false;
	replay(d);
	d->in->sure = sure;
	return sure || interpret(d, NULL, err);
}

bool draft_corrects(const struct draft *d)
{
	return d->in->corrects;
}

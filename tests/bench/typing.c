/* Typing a filter on a large ledger, on the real program: typing DUBAN FLOOR LARGE.db. How long it takes from a key to the first cell that changes, beside a letter
 * that the floor program takes into a line, strictly alternating: where the hand waits for the list after each letter, and where the next letter comes while the list is
 * looked through. By the wall, since a query that a key has to end is what one would wait for: where the machine does
 * more besides, look at the quickest quarter. Prints figures, judges none. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/bench/drive.h"

enum { RUSHED_MS = 30, RESTED_MS = 60, TIMES = 2, KEYS_MOST = 400 };

static const char *const filters[] = { "信用", "unit:市第3归集局 light:red", "报送 -信用 due:2018-12", "/[联第][席][^a]+[班]$/" };

struct times {
	double list[KEYS_MOST];
	size_t n;
	/* the slowest key, and what stood before it */
	double most;
	const char *line, *key;
	int len;
};

/* The next letter, in UTF-8. */
static size_t letter_len(const char *at)
{
	size_t n = 1;
	while (((unsigned char)at[n] & 0xc0) == 0x80)
		n++;
	return n;
}

struct side { struct pty pty; char tail[MARK_MOST]; /* the last bytes that it sent */ };

static size_t take(struct side *s, int wait_ms)
{
	char buf[65536];
	size_t n = pty_read(&s->pty, buf, sizeof buf, wait_ms), keep = sizeof s->tail;
	for (size_t i = n > keep ? n - keep : 0; i < n; i++) {
		memmove(s->tail, s->tail + 1, keep - 1);
		s->tail[keep - 1] = buf[i];
	}
	return n;
}

/* From the key to the first bytes. */
static double first_ms(struct side *s, const char *key, size_t len)
{
	double from = now_ms(), at = -1;
	memset(s->tail, 0, sizeof s->tail);
	pty_write(&s->pty, key, len);
	while (at < 0 && now_ms() < from + LIMIT_MS && !s->pty.ended)
		if (take(s, 50) > 0)
			at = now_ms();
	return at - from;
}

static bool ends_idle(const struct side *s)
{
	const char *at = s->tail, *end = s->tail + sizeof s->tail;
	struct mark last = { 0 };
	for (struct mark m; (m = mark_next(at, (size_t)(end - at))).at; at = m.at + m.len)
		last = m;
	return last.at && !last.rest && at == end;
}

/* Until it waits for a key and will draw nothing more without one: a mark of rest does not count. */
static void settle(struct side *s)
{
	for (double end = now_ms() + LIMIT_MS; now_ms() < end && !s->pty.ended;) {
		if (ends_idle(s))
			break;
		take(s, 50);
	}
}

static void press(struct side *s, const char *key)
{
	first_ms(s, key, strlen(key));
	settle(s);
}

static void wait_ms(struct side *s, int ms)
{
	for (double end = now_ms() + ms; now_ms() < end;)
		take(s, 1);
}

static void type(struct side *p, struct side *floor, const char *filter, bool rushed, struct times *ours, struct times *theirs)
{
	const char *line = filter;
	for (size_t len; *filter && ours->n < KEYS_MOST; filter += len) {
		len = letter_len(filter);
		/* Both have slept for a while. */
		if (!rushed)
			settle(p);
		wait_ms(p, rushed ? RUSHED_MS : RESTED_MS);
		theirs->list[theirs->n++] = first_ms(floor, filter, len);
		settle(floor);
		double took = ours->list[ours->n++] = first_ms(p, filter, len);
		if (took <= ours->most)
			continue;
		ours->most = took;
		ours->line = line;
		ours->key = filter;
		ours->len = (int)len;
	}
	settle(p);
}

static void bench_typing(struct side *p, struct side *floor, bool rushed)
{
	static struct times ours, theirs;
	ours.n = theirs.n = 0;
	ours.most = 0;
	for (int k = 0; k < TIMES; k++)
		for (size_t i = 0; i < sizeof filters / sizeof *filters; i++) {
			press(p, "f");
			press(floor, "f");
			type(p, floor, filters[i], rushed, &ours, &theirs);
			press(p, "\r");
			press(p, "\033");
			press(floor, "\r");
		}
	double x = median(ours.list, ours.n), y = median(theirs.list, theirs.n);
	double a = ours.list[ours.n / 4], b = theirs.list[theirs.n / 4];
	printf("key to the first changed cell, typing a filter%s: %.3f ms   floor %.3f ms   x %.2f (at most 1.5); the quickest quarter %.3f ms   floor %.3f ms   x %.2f; "
		"at most %.2f ms (%.*s behind \"%.*s\")   floor %.2f ms\n",
		rushed ? " while the list is looked through" : "", x, y, x / y, a, b, a / b, ours.most, ours.len, ours.key,
		(int)(ours.key - ours.line), ours.line, theirs.list[theirs.n - 1]);
}

int main(int argc, char **argv)
{
	struct side ours = { 0 }, theirs = { 0 };
	if (argc != 4) {
		fprintf(stderr, "typing DUBAN FLOOR LARGE.db\n");
		return 2;
	}
	setvbuf(stdout, NULL, _IOLBF, 0);
	if (!start(&ours.pty, argv[1], argv[3]) || !start(&theirs.pty, argv[2], argv[3]))
		return 1;
	settle(&theirs);
	settle(&ours);
	bench_typing(&ours, &theirs, false);
	bench_typing(&ours, &theirs, true);
	leave(&ours.pty);
	leave(&theirs.pty);
	return 0;
}

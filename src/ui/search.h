/* What "/" looks for on a screen: as text, and only where it stands nowhere so, as pinyin. */
#ifndef UI_SEARCH_H
#define UI_SEARCH_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"
#include "base/word.h"
#include "ui/draw.h"
#include "ui/screen.h"

/* A screen's own: goes to the next place (step 1) or the one before (-1) that has search_hit(),
 * round the end. False: there is none. It is asked for text first, and then for pinyin. */
typedef bool search_fn(struct ui *ui, void *screen, int step);

/* Zeroed: nothing was looked for yet. */
struct search {
	struct word *word;
	enum word_hit hit;            /* the kind of hit that counts now */
	search_fn *next;              /* set by search_command() */
	void *screen;
};

/* "search" asks on the line at the foot (nothing typed: what was looked for last; Up: what was typed
 * there before), "next-match" and
 * "previous-match" look on; false: another command. */
bool search_command(struct ui *ui, struct search *s, const char *command, search_fn *next,
		    void *screen) __attribute__((nonnull));
void search_clear(struct search *s) __attribute__((nonnull));
/* "" while nothing was looked for */
const char *search_text(const struct search *s) __attribute__((nonnull, returns_nonnull));

/* Does text have what is looked for, in the way that counts now? *at and *len (may be NULL) get the
 * first place, for a mark. False while nothing is looked for. */
bool search_hit(const struct search *s, struct str text, size_t *at, size_t *len)
	__attribute__((nonnull(1)));
/* Marks it where it stands in text, which lies in these columns of the line already; what is cut off
 * there is not marked. */
void search_mark(const struct search *s, struct line *l, int col, int cols, struct str text)
	__attribute__((nonnull(1, 2)));
/* Says so where the place found is not behind the one looked from, or is the same. */
void search_tell(struct ui *ui, int64_t from, int64_t to, int step) __attribute__((nonnull));
/* Rows that are looked through, from the chosen one on. */
struct search_rows {
	int64_t n, from;
	bool (*has)(struct ui *ui, void *user, int64_t row);
	void *user;
};
enum { SEARCH_NONE = -1, SEARCH_STOPPED = -2 };
/* The next row by step that has it, round the end; says which of how many it is ("3 of 7"; "3 of
 * 7+": as many as a moment finds), and what search_tell() says. SEARCH_NONE; SEARCH_STOPPED: a key
 * came, which is told. */
int64_t search_round(struct ui *ui, const struct search_rows *r, int step)
	__attribute__((nonnull));
/* Has one of the names of that unit it? */
bool search_hit_unit(struct ui *ui, const struct search *s, int64_t unit) __attribute__((nonnull));
/* Is it that number of an item, as text? */
bool search_is(const struct search *s, const char *number) __attribute__((nonnull));

#endif

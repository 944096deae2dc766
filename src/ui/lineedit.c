#include "ui/lineedit.h"

#include <stdlib.h>
#include <unigbrk.h>

#include "base/clean.h"
#include "base/gettext.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "base/width.h"

#include "base/ban.h"

void lineedit_clear(struct lineedit *e)
{
	buf_clear(&e->text);
	buf_clear(&e->cut);
	e->at = e->from = 0;
	e->top = 0;
}

struct str lineedit_text(const struct lineedit *e)
{
	return buf_str(&e->text);
}

/* Appends s as a field can hold it, line breaks as LF where they are kept; how many characters were
 * left out. */
static size_t text_tame(struct buf *to, struct str s, bool lines)
{
	size_t dropped = 0;

	for (size_t at = 0, was; at < s.n;) {
		uint32_t c;

		was = at;
		c = utf8_next(s, &at);
		if (lines && (c == '\n' || c == '\r')) {
			if (c == '\r' || was == 0 || s.p[was - 1] != '\r')
				buf_byte(to, '\n');
		} else if (c == '\n' || c == '\r' || c == '\t') {
			/* A line break of two characters, or several of them, part words once. */
			if (to->n > 0 && to->p[to->n - 1] != ' ')
				buf_byte(to, ' ');
		} else if (c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0xfffd ||
			   clean_is_format(c)) {
			dropped++;
		} else {
			buf_add(to, s.p + was, at - was);
		}
	}
	return dropped;
}

void lineedit_set(struct lineedit *e, struct str text)
{
	buf_reset(&e->text);
	text_tame(&e->text, str_to(text, LINEEDIT_MAX), e->lines);
	e->at = e->text.n;
	e->from = 0;
	e->top = 0;
}

static void text_insert(struct lineedit *e, struct str s)
{
	size_t rest = e->text.n - e->at;

	if (s.n == 0)
		return;
	buf_put(&e->text, s);
	memmove(e->text.p + e->at + s.n, e->text.p + e->at, rest);
	memcpy(e->text.p + e->at, s.p, s.n);
	e->at += s.n;
}

static void text_remove(struct lineedit *e, size_t from, size_t to)
{
	if (from >= to)
		return;
	memmove(e->text.p + from, e->text.p + to, e->text.n - to + 1);
	e->text.n -= to - from;
	e->at = from;
}

static void text_cut(struct lineedit *e, size_t from, size_t to)
{
	if (from >= to)
		return;
	buf_reset(&e->cut);
	buf_add(&e->cut, e->text.p + from, to - from);
	text_remove(e, from, to);
}

/* Where a grapheme begins: the nearest place before at (step -1) or behind it (1). The whole text
 * is looked at: two letters of a flag belong together only as they are counted from their first. */
static size_t grapheme_step(struct str s, size_t at, int step)
{
	char *breaks;

	if (step < 0 ? at <= 1 : at + 1 >= s.n)
		return step < 0 ? 0 : s.n;
	breaks = mem_alloc(s.n);
	u8_grapheme_breaks((const uint8_t *)s.p, s.n, breaks);
	do
		at = step < 0 ? at - 1 : at + 1;
	while (at > 0 && at < s.n && !breaks[at]);
	free(breaks);
	return at;
}

static size_t grapheme_before(struct str s, size_t at)
{
	return grapheme_step(s, at, -1);
}

static size_t grapheme_after(struct str s, size_t at)
{
	return grapheme_step(s, at, 1);
}

/* Where the word before the cursor begins. Chinese has no blanks between words: a run of it goes
 * back to the sign before it. */
static size_t word_before(struct str s, size_t at)
{
	size_t i = at;
	bool any = false;

	while (i > 0) {
		size_t before = i;
		uint32_t c = utf8_prev(s, &before);
		bool letter = (c >= '0' && c <= '9') || (c | 0x20u) - 'a' < 26u || c == '_' ||
			      utf8_is_han(c) || (c >= 0xc0 && c < 0x2000);

		if (!letter && any)
			break;
		any = any || letter;
		i = before;
	}
	return i;
}

bool lineedit_key(struct lineedit *e, struct ui_key k, size_t *dropped, struct err *err)
{
	struct buf tame = { 0 };
	char bytes[4];

	*dropped = 0;
	if (k.code == KEY_PASTE)
		*dropped = text_tame(&tame, buf_str(key_pasted()), e->lines);
	else if (k.code == KEY_CHAR && k.ch >= 0x20 && k.ch != 0x7f)
		text_tame(&tame, (struct str){ bytes, utf8_put(bytes, k.ch) }, false);
	else
		return false;
	if (e->text.n + tame.n > LINEEDIT_MAX)
		err_set(err, ERR_INPUT,
			_("a text holds at most %d bytes; with these %zu it would be %zu"),
			LINEEDIT_MAX, tame.n, e->text.n + tame.n);
	else
		text_insert(e, buf_str(&tame));
	buf_clear(&tame);
	return true;
}

void lineedit_replace(struct lineedit *e, size_t at, size_t len, struct str with)
{
	text_remove(e, at, at + len);
	text_insert(e, with);
}

/* The ends of the line that the cursor is in. */
static size_t line_start(struct str s, size_t at)
{
	while (at > 0 && s.p[at - 1] != '\n')
		at--;
	return at;
}

static size_t line_stop(struct str s, size_t at)
{
	while (at < s.n && s.p[at] != '\n')
		at++;
	return at;
}

bool lineedit_command(struct lineedit *e, const char *command)
{
	struct str s = lineedit_text(e);

	if (strcmp(command, "char-left") == 0)
		e->at = grapheme_before(s, e->at);
	else if (strcmp(command, "char-right") == 0)
		e->at = grapheme_after(s, e->at);
	else if (strcmp(command, "line-start") == 0)
		e->at = line_start(s, e->at);
	else if (strcmp(command, "line-end") == 0)
		e->at = line_stop(s, e->at);
	else if (strcmp(command, "new-line") == 0 && e->lines && e->text.n < LINEEDIT_MAX)
		text_insert(e, STR_LIT("\n"));
	else if (strcmp(command, "delete-back") == 0)
		text_remove(e, grapheme_before(s, e->at), e->at);
	else if (strcmp(command, "delete-char") == 0)
		text_remove(e, e->at, grapheme_after(s, e->at));
	else if (strcmp(command, "delete-word") == 0)
		text_cut(e, word_before(s, e->at), e->at);
	else if (strcmp(command, "delete-start") == 0)
		text_cut(e, line_start(s, e->at), e->at);
	else if (strcmp(command, "delete-end") == 0)
		text_cut(e, e->at, line_stop(s, e->at));
	else if (strcmp(command, "put-back") == 0 && e->text.n + e->cut.n <= LINEEDIT_MAX)
		text_insert(e, buf_str(&e->cut));
	else
		return false;
	return true;
}

/* A column for the mark of what stands before; in a field too narrow for it there is none. */
static int mark_cols(const struct lineedit *e, int cols)
{
	return e->from > 0 && cols > 2;
}

/* The first byte to show, so that the cursor is seen with a column to spare behind the text. */
static void scroll_fit(struct lineedit *e, int cols)
{
	struct str s = lineedit_text(e);

	if (e->from > e->at || width_cols(s) < cols)
		e->from = 0;
	/* Jumps by half a field, so that typing at its end does not send the whole field with each
	 * key. */
	while (mark_cols(e, cols) + width_cols((struct str){ s.p + e->from,
		e->at - e->from }) >= cols) {
		int skip = 0;

		while (e->from < e->at && skip < (cols > 3 ? (cols - 1) / 2 : 1)) {
			size_t next = e->from;

			/* A character is enough here: marks have no column of their own. */
			skip += width_char(utf8_next(s, &next));
			e->from = next;
		}
	}
}

int lineedit_draw(struct lineedit *e, struct line *l, int col, int cols, enum look look)
{
	struct str s = lineedit_text(e), seen;
	int used = 0, before, behind, cursor;

	if (cols < 1)
		return col;
	scroll_fit(e, cols);
	seen = str_from(s, e->from);
	before = mark_cols(e, cols);
	cursor = col + before + width_cols((struct str){ s.p + e->from, e->at - e->from });
	behind = width_cols(seen) > cols - before && cursor < col + cols - 1;
	seen = str_to(seen, width_fit(seen, cols - before - behind, &used));
	if (before)
		line_put(l, col, 1, LOOK_DIM, STR_LIT("~"));
	line_put(l, col + before, used, look, seen);
	for (int i = before + used; i < cols; i++)
		line_put(l, col + i, 1, LOOK_PLAIN,
			 !behind         ? STR_LIT("_")
			 : i == cols - 1 ? STR_LIT("~")
					 : STR_LIT(" "));
	return cursor;
}

#include "ui/search.h"

#include <string.h>

#include "base/buf.h"
#include "base/gettext.h"
#include "base/width.h"
#include "store/rows.h"
#include "ui/term.h"

#include "base/ban.h"

/* False: it cannot be looked for (told). Nothing typed leaves what was looked for last. */
static bool word_take(struct ui *ui, struct search *s, struct str text)
{
	struct err err = { 0 };
	struct word *word = NULL;

	if (text.n == 0)
		return true;
	if (!word_plain(text, ledger_pinyin(ui->ledger), &word, &err)) {
		ui_error(ui, &err);
		return false;
	}
	word_free(s->word);
	s->word = word;
	return true;
}

static void match_go(struct ui *ui, struct search *s, int step)
{
	bool found;

	if (!s->word) {
		ui_say(ui, _("nothing was searched for yet; %s asks"),
		       keymap_key(ui->keymap, ui->top->ops->mode, "search"));
		return;
	}
	s->hit = WORD_TEXT;
	found = s->next(ui, s->screen, step);
	if (!found) {
		s->hit = WORD_PINYIN;
		found = s->next(ui, s->screen, step);
	}
	if (!found)
		ui_say(ui, _("nothing matches \"%s\" here"), search_text(s));
}

static void typed(struct ui *ui, void *user, const char *text)
{
	if (word_take(ui, user, str_trim(str_of(text))))
		match_go(ui, user, 1);
}

bool search_command(struct ui *ui, struct search *s, const char *command, search_fn *next,
		    void *screen)
{
	s->next = next;
	s->screen = screen;
	if (strcmp(command, "search") == 0)
		prompt_open_past(ui, "/", "search", typed, s);
	else if (strcmp(command, "next-match") == 0)
		match_go(ui, s, 1);
	else if (strcmp(command, "previous-match") == 0)
		match_go(ui, s, -1);
	else
		return false;
	return true;
}

void search_clear(struct search *s)
{
	word_free(s->word);
	*s = (struct search){ .word = NULL };
}

const char *search_text(const struct search *s)
{
	return s->word ? word_text(s->word) : "";
}

bool search_hit(const struct search *s, struct str text, size_t *at, size_t *len)
{
	struct err none = { 0 };

	return s->word && word_find(s->word, text, at, len, &none) == (int)s->hit;
}

void search_mark(const struct search *s, struct line *l, int col, int cols, struct str text)
{
	size_t at, len;

	if (!search_hit(s, text, &at, &len) || len == 0)
		return;
	int before = width_cols(str_to(text, at)), room = cols - before;
	struct str hit = str_to(str_from(text, at), len);

	/* The last column of a text that is cut is a sign. */
	if (width_cols(text) > cols)
		room--;
	if (room >= width_cols(hit))
		line_put(l, col + before, width_cols(hit), LOOK_MATCH, hit);
}

void search_tell(struct ui *ui, int64_t from, int64_t to, int step)
{
	if (from == to)
		ui_say(ui, _("no other match"));
	else if (step > 0 ? to < from : to > from)
		ui_say(ui, step > 0 ? _("search went on from the top")
				    : _("search went on from the bottom"));
}

enum { LOOK_FOR_KEYS_EVERY = 64, COUNT_MS = 30 };

/* Which of how many, while nobody waits; false: that is not known. */
static bool places_count(struct ui *ui, const struct search_rows *r, int64_t found, int64_t *nth,
			 int64_t *of, bool *all)
{
	int64_t until = ui_now_ms() + COUNT_MS, row;

	*nth = *of = 0;
	for (row = 0; row < r->n; row++) {
		if (row % LOOK_FOR_KEYS_EVERY == 0 && (term_pending() || ui_now_ms() > until))
			break;
		*of += row == found || r->has(ui, r->user, row);
		*nth = row == found ? *of : *nth;
	}
	*all = row == r->n;
	return *nth > 0;
}

static void round_tell(struct ui *ui, const struct search_rows *r, int64_t found, int step)
{
	int64_t nth, of;
	bool all;
	struct buf said = { 0 };

	search_tell(ui, r->from, found, step);
	if (r->from == found || !places_count(ui, r, found, &nth, &of, &all))
		return;
	buf_printf(&said, all ? _("%jd of %jd") : _("%jd of %jd+"), (intmax_t)nth, (intmax_t)of);
	if (ui->message[0])
		buf_printf(&said, "; %s", ui->message);
	ui_say(ui, "%s", buf_text(&said));
	buf_clear(&said);
}

int64_t search_round(struct ui *ui, const struct search_rows *r, int step)
{
	for (int64_t i = 1; i <= r->n; i++) {
		int64_t row = ((r->from + step * i) % r->n + r->n) % r->n;

		if (i % LOOK_FOR_KEYS_EVERY == 0 && term_pending()) {
			ui_say(ui, _("search stopped by a key"));
			return SEARCH_STOPPED;
		}
		if (!r->has(ui, r->user, row))
			continue;
		round_tell(ui, r, row, step);
		return row;
	}
	return SEARCH_NONE;
}

bool search_hit_unit(struct ui *ui, const struct search *s, int64_t unit)
{
	struct arena mem = { 0 };
	name_rows names = { 0 };
	struct err none = { 0 };
	bool has = false;

	if (s->word && names_read(ui->ledger->db, unit, &mem, &names, &none))
		for (size_t i = 0; i < names.n && !has; i++)
			has = word_find_name(s->word, str_of(names.p[i].name), NULL, NULL, &none) ==
			      (int)s->hit;
	vec_clear(&names);
	arena_clear(&mem);
	return has;
}

bool search_is(const struct search *s, const char *number)
{
	return s->hit == WORD_TEXT && str_is(str_of(search_text(s)), number);
}

/* The unit chooser: typing narrows by name, alias, spelling or pinyin; those chosen last come
 * first; arrows, digits and Enter choose. The hardware cursor stands in the field, so that an
 * input method composes there. */
#include <stdio.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "base/width.h"
#include "model/sight.h"
#include "model/unit_match.h"
#include "model/view.h"
#include "ui/cursor.h"
#include "ui/draw.h"
#include "ui/foot.h"
#include "ui/lineedit.h"
#include "ui/recent.h"
#include "ui/screen.h"

#include "base/ban.h"

enum { TOP = 2, WIDE = 80, RECENT_COLS = 6 };    /* TOP: rows above the list: head, field */

struct chooser {
	struct screen screen;
	char *title;
	/* these units in this order; NULL: all, and "all units" first */
	int64_t *only;
	size_t n_only;
	int64_t recent[RECENT_UNITS];        /* of all: chosen last, the last one first */
	size_t n_recent;
	struct lineedit edit;
	unit_hits hits;
	struct arena mem;            /* of the hits */
	struct cursor cursor;
	void (*chosen)(struct ui *ui, void *user, int64_t unit);
	void *user;
	void (*user_free)(void *);
};

/* "All units" stands first while nothing is typed: a name that fits nobody must not mean
 * everybody. */
static bool with_all(const struct chooser *c)
{
	return !c->only && str_trim(lineedit_text(&c->edit)).n == 0;
}

static int64_t rows_in_all(const struct chooser *c)
{
	return (int64_t)c->hits.n + with_all(c);
}

static int rows_shown(void)
{
	return draw_rows() - TOP - 2;
}

/* NULL: the row "all units". */
static const struct unit_hit *hit_at(const struct chooser *c, int64_t row)
{
	int64_t i = row - with_all(c);

	return i >= 0 && i < (int64_t)c->hits.n ? &c->hits.p[i] : NULL;
}

static ptrdiff_t only_at(const struct chooser *c, int64_t unit)
{
	for (size_t i = 0; i < c->n_only; i++)
		if (c->only[i] == unit)
			return (ptrdiff_t)i;
	return -1;
}

/* Those that may be chosen; while nothing is typed in the order they were given in, which is the
 * notice's. */
static void hits_narrow(struct chooser *c)
{
	size_t n = 0;

	for (size_t i = 0; i < c->hits.n; i++)
		if (only_at(c, c->hits.p[i].unit) >= 0)
			c->hits.p[n++] = c->hits.p[i];
	c->hits.n = n;
	if (str_trim(lineedit_text(&c->edit)).n > 0)
		return;
	for (size_t i = 1; i < n; i++)
		for (size_t k = i;
		     k > 0 && only_at(c, c->hits.p[k].unit) < only_at(c, c->hits.p[k - 1].unit);
		     k--) {
			struct unit_hit swap = c->hits.p[k];

			c->hits.p[k] = c->hits.p[k - 1];
			c->hits.p[k - 1] = swap;
		}
}

/* What is not shown cannot be chosen. */
static void hits_seen(struct ui *ui, struct chooser *c)
{
	size_t n = 0;

	for (size_t i = 0; i < c->hits.n; i++)
		if (!sight_hides_unit(ui->ledger->db, c->hits.p[i].unit))
			c->hits.p[n++] = c->hits.p[i];
	c->hits.n = n;
}

static bool is_recent(const struct chooser *c, int64_t unit)
{
	for (size_t i = 0; i < c->n_recent; i++)
		if (c->recent[i] == unit)
			return true;
	return false;
}

static void hit_move(struct chooser *c, size_t from, size_t to)
{
	struct unit_hit hit = c->hits.p[from];

	memmove(&c->hits.p[to + 1], &c->hits.p[to], (from - to) * sizeof hit);
	c->hits.p[to] = hit;
}

/* Those chosen last before the others that fit as well. */
static void recent_first(struct chooser *c)
{
	for (size_t i = c->n_recent; i-- > 0;)
		for (size_t from = 0, to = 0; from < c->hits.n; from++) {
			if (c->hits.p[from].fit != c->hits.p[to].fit)
				to = from;
			if (c->hits.p[from].unit == c->recent[i])
				hit_move(c, from, to);
		}
}

static void hits_read(struct ui *ui, struct chooser *c)
{
	struct err err = { 0 };

	vec_clear(&c->hits);
	arena_clear(&c->mem);
	if (!unit_match(ui->ledger, str_trim(lineedit_text(&c->edit)), &c->mem, &c->hits, &err))
		ui_error(ui, &err);
	hits_seen(ui, c);
	if (c->only)
		hits_narrow(c);
	recent_first(c);
	cursor_fit(&c->cursor, rows_in_all(c), rows_shown());
}

/* Other text, other rows: the best hit is the first. */
static void typed(struct ui *ui, struct chooser *c)
{
	hits_read(ui, c);
	cursor_to(&c->cursor, 0, rows_in_all(c), rows_shown());
}

static void counts_put(struct ui *ui, const struct unit_hit *hit, struct line *l, int name_cols)
{
	struct unit_line line;
	struct arena mem = { 0 };
	struct err err = { 0 };
	char text[80];
	int col = 7 + name_cols + 1;

	if (!view_unit(ui->ledger, hit->unit, ui->plan, &line, &mem, &err)) {
		line_put(l, col, draw_cols() - col, LOOK_ERROR, str_of(err.text));
		arena_clear(&mem);
		return;
	}
	if (line.owed > 0)
		line_light(l, 4, line.light);
	if (line.owed == 0)
		snprintf(text, sizeof text, "%s", _("owes nothing"));
	else if (draw_cols() >= 60)
		snprintf(text, sizeof text, _("owed %d  in %d  silent %d%s"), line.owed, line.in,
			 line.silent, line.returned ? _("  returned") : "");
	else
		snprintf(text, sizeof text, _("%d/%d in"), line.in, line.owed);
	line_put(l, col, draw_cols() - col, LOOK_PLAIN, str_of(text));
	arena_clear(&mem);
}

static void row_draw(struct ui *ui, const struct chooser *c, int64_t row, int at)
{
	struct line *l = line_at(at);
	const struct unit_hit *hit = hit_at(c, row);
	int number = at - TOP + 1, name_cols = draw_cols() < 60 ? draw_cols() - 20 : 30;

	if (row == c->cursor.at && row < rows_in_all(c))
		line_put(l, 0, 1, LOOK_BOLD, STR_LIT(">"));
	if (row < rows_in_all(c) && number <= 9) {
		const char digit[] = { (char)('0' + number), '\0' };

		line_put(l, 2, 1, LOOK_DIM, str_of(digit));
	}
	if (hit) {
		struct buf name = { 0 };

		buf_puts(&name, hit->name);
		if (hit->through)
			buf_printf(&name, " (%s)", hit->through);
		else if (hit->shortname && *hit->shortname &&
			 strcmp(hit->shortname, hit->name) != 0)
			buf_printf(&name, " (%s)", hit->shortname);
		line_put(l, 7, name_cols, LOOK_PLAIN, buf_str(&name));
		buf_clear(&name);
		counts_put(ui, hit, l, name_cols);
		if (is_recent(c, hit->unit) && draw_cols() >= WIDE)
			line_right(l, draw_cols() - RECENT_COLS, RECENT_COLS, LOOK_DIM,
				   str_of(_("recent")));
	} else if (row < rows_in_all(c)) {
		line_put(l, 7, draw_cols() - 7, LOOK_PLAIN, str_of(_("all units")));
	} else if (row == rows_in_all(c) && c->hits.n == 0) {
		line_put(l, 7, draw_cols() - 7, LOOK_PLAIN,
			 str_of(_("no unit has this in its names; Ctrl-U begins anew")));
	}
	line_end(l);
}

static void chooser_draw(struct ui *ui, struct screen *s)
{
	static const char *const hints[] = { "choose", "next-row", "escape", NULL };
	struct chooser *c = (struct chooser *)s;
	struct line *l;
	char head[200];
	int label, cursor;

	cursor_fit(&c->cursor, rows_in_all(c), rows_shown());
	snprintf(head, sizeof head,
		 ngettext("%s  %zu unit", "%s  %zu units", (unsigned long)c->hits.n), c->title,
		 c->hits.n);
	ui_draw_head(ui, head);
	for (int i = 0; i < rows_shown(); i++)
		row_draw(ui, c, c->cursor.top + i, TOP + i);
	ui_draw_reason(ui, ui->ledger->pinyin_fault.code ? ui->ledger->pinyin_fault.text :
		       _("typing narrows: names, aliases, pinyin; a digit chooses its row"));
	ui_draw_hints(ui, "chooser", hints);
	l = line_at(1);
	label = width_cols(str_of(_("name")));
	line_put(l, 0, label, LOOK_BOLD, str_of(_("name")));
	cursor = lineedit_draw(&c->edit, l, label + 1,
			       draw_cols() < 60 ? draw_cols() - label - 1 : 40, LOOK_PLAIN);
	line_end(l);
	draw_cursor(1, cursor);
}

static void choose(struct ui *ui, struct chooser *c, int64_t row)
{
	const struct unit_hit *hit = hit_at(c, row);
	int64_t unit = hit ? hit->unit : 0;
	void (*chosen)(struct ui *, void *, int64_t) = c->chosen;
	void (*user_free)(void *) = c->user_free;
	void *user = c->user;

	if (row < 0 || row >= rows_in_all(c)) {
		ui_say(ui, _("there is no unit in that row"));
		return;
	}
	if (unit)
		recent_use(ui->ledger, unit);
	c->user_free = NULL;
	ui_pop(ui);
	chosen(ui, user, unit);
	if (user_free)
		user_free(user);
}

static bool chooser_command(struct ui *ui, struct screen *s, const char *command)
{
	static const struct { const char *from, *to; } moves[] = {
		{ "next-row", "down" }, { "previous-row", "up" }, { "page-down", "page-down" },
		{ "page-up", "page-up" },
	};
	static const char *const others[] = {
		"help", "redraw", "put-aside", "interrupt", "escape",
	};
	struct chooser *c = (struct chooser *)s;

	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (strcmp(command, others[i]) == 0)
			return false;
	for (size_t i = 0; i < sizeof moves / sizeof *moves; i++)
		if (strcmp(command, moves[i].from) == 0)
			return cursor_command(&c->cursor, moves[i].to, rows_in_all(c),
					      rows_shown());
	if (strcmp(command, "choose") == 0)
		choose(ui, c, c->cursor.at);
	else if (lineedit_command(&c->edit, command))
		typed(ui, c);
	return true;
}

static bool chooser_key(struct ui *ui, struct screen *s, struct ui_key k)
{
	struct chooser *c = (struct chooser *)s;
	struct ui_key plain = key_as_command(k);
	struct err err = { 0 };
	size_t dropped;

	if (plain.code == KEY_CHAR && plain.ch >= '1' && plain.ch <= '9') {
		choose(ui, c, c->cursor.top + (int64_t)(plain.ch - '1'));
		return true;
	}
	if (!lineedit_key(&c->edit, k, &dropped, &err))
		return false;
	typed(ui, c);
	field_tell(ui, dropped, &err);
	return true;
}

static void chooser_refresh(struct ui *ui, struct screen *s)
{
	hits_read(ui, (struct chooser *)s);
}

static void chooser_free(struct screen *s)
{
	struct chooser *c = (struct chooser *)s;

	if (c->user_free)
		c->user_free(c->user);
	lineedit_clear(&c->edit);
	vec_clear(&c->hits);
	arena_clear(&c->mem);
	free(c->only);
	free(c->title);
	free(c);
}

void chooser_open(struct ui *ui, const char *title,
		  void (*chosen)(struct ui *ui, void *user, int64_t unit), void *user,
		  void (*user_free)(void *), const int64_t *only, size_t n)
{
	static const struct screen_ops ops = {
		.mode = "chooser", .title = N_("units"), .draw = chooser_draw,
		.command = chooser_command, .key = chooser_key,
		.refresh = chooser_refresh, .free = chooser_free,
	};
	struct chooser *c = mem_alloc(sizeof *c);

	c->screen.ops = &ops;
	c->title = mem_strdup(title);
	c->chosen = chosen;
	c->user = user;
	c->user_free = user_free;
	if (only) {
		c->only = mem_array(NULL, n + 1, sizeof *only);
		memcpy(c->only, only, n * sizeof *only);
		c->n_only = n;
	} else {
		c->n_recent = recent_read(ui->ledger, c->recent);
	}
	hits_read(ui, c);
	for (int64_t i = 0; i < rows_in_all(c); i++)
		if (ui->unit && hit_at(c, i) && hit_at(c, i)->unit == ui->unit)
			cursor_to(&c->cursor, i, rows_in_all(c), rows_shown());
	ui_push(ui, &c->screen);
}

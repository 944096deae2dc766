/* The keys of the screen it was called from, as they are bound, made from the tables of commands
 * and bindings. */
#include <stdio.h>
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "base/width.h"
#include "ui/cursor.h"
#include "ui/draw.h"
#include "ui/offer.h"
#include "ui/screen.h"
#include "ui/search.h"

#include "base/ban.h"

enum { HEAD_ROWS = 2, FOOT_ROWS = 2, KEYS_COLS = 20, NAME_COLS = 16 };

struct help_line {
	const struct command *command;
	struct buf keys;              /* "j Down" */
};

struct help_screen {
	struct screen screen;
	const char *mode, *title;
	bool has_line;                /* the ":" line takes what has no key */
	char *none;                   /* that one looks only; NULL: something may be done; owned */
	VEC(struct help_line) lines;
	struct cursor cursor;
	struct search search;
};

/* What a command of the table does there instead; NULL: nothing. */
static const struct { const char *mode, *command, *help; } here[] = {
	{ "filter", "complete",
	  N_("what could stand here: keys, units, values; again: the next one") },
	{ "filter", "line-done", N_("leave the line: the filter stays in force") },
	{ "filter", "escape", N_("leave the line: the filter as it was before comes back") },
	{ "filter", "redo", NULL }, { "prompt", "redo", NULL },
	{ "prompt", "escape", N_("leave the line as if nothing had been typed") },
	{ "views", "open", N_("open the chosen view, with its filter, order and screen") },
	{ "views", "escape", N_("leave the menu") }, { "views", "back", N_("leave the menu") },
	{ "views", "command", NULL }, { "views", "undo-ask", NULL },
	{ "sort", "open", N_("take the chosen order; the one in force: turned round") },
	{ "sort", "sort", N_("the next order") },
	{ "sort", "escape", N_("leave the menu") }, { "sort", "back", N_("leave the menu") },
	{ "sort", "command", NULL }, { "sort", "undo", NULL }, { "sort", "undo-ask", NULL },
	{ "sort", "redo", NULL },
};

/* Translated; NULL: it does nothing there. */
static const char *help_of(const struct help_screen *s, const struct command *c)
{
	for (size_t i = 0; i < sizeof here / sizeof *here; i++)
		if (strcmp(here[i].mode, s->mode) == 0 && strcmp(here[i].command, c->name) == 0)
			return here[i].help ? _(here[i].help) : NULL;
	return _(c->help);
}

static struct help_line *line_of(struct help_screen *s, const char *command)
{
	for (size_t i = 0; i < s->lines.n; i++)
		if (strcmp(s->lines.p[i].command->name, command) == 0)
			return &s->lines.p[i];
	return NULL;
}

/* Does the key do that here? A nearer mode may have bound it otherwise; in a field a character is
 * text. */
static bool holds(struct ui *ui, const struct help_screen *s, const struct binding *b)
{
	struct ui_key k;
	const char *command;

	if (!key_parse(b->key, &k))
		return false;
	if (mode_takes_text(s->mode) && k.code == KEY_CHAR && k.ch >= 0x20)
		return false;
	command = keymap_get(ui->keymap, s->mode, k);
	return command && strcmp(command, b->command) == 0;
}

/* Is there a ":" line? Before lines go. */
static bool has_command_line(struct help_screen *s)
{
	const struct help_line *l = line_of(s, "command");

	return l && l->keys.n > 0;
}

/* Every command with its keys here, in the order of the table. What has none but a name for the ":"
 * line comes last, where there is such a line. */
static void fill(struct ui *ui, struct help_screen *s)
{
	const struct binding *b;
	VEC(struct help_line) keyless = { 0 };
	size_t n = 0;

	for (const struct command *c = command_table(); c->name; c++) {
		struct err ignore = { 0 };

		if (offer_may(ui, ui->top, c->name, &ignore))
			vec_push(&s->lines)->command = c;
	}
	for (size_t i = 0; (b = keymap_at(ui->keymap, s->mode, i)); i++) {
		struct help_line *l = line_of(s, b->command);

		if (l && holds(ui, s, b) && help_of(s, l->command))
			buf_printf(&l->keys, "%s%s", l->keys.n ? " " : "", b->key);
	}
	s->has_line = has_command_line(s);
	for (size_t i = 0; i < s->lines.n; i++) {
		if (s->lines.p[i].keys.n > 0)
			s->lines.p[n++] = s->lines.p[i];
		else if (*s->lines.p[i].command->cn && s->has_line)
			*vec_push(&keyless) = s->lines.p[i];
	}
	for (size_t i = 0; i < keyless.n; i++)
		s->lines.p[n++] = keyless.p[i];
	s->lines.n = n;
	vec_clear(&keyless);
}

/* As it is typed behind ":" in the user's language. */
static const char *name_shown(const struct command *c)
{
	if (strcmp(_(c->help), c->help) == 0)
		return c->name;
	/* What has no name for ":" has the hints' word. */
	return *c->cn ? c->cn : *c->label ? _(c->label) : "";
}

static void line_draw(const struct help_screen *s, int64_t at, int row, bool chosen)
{
	const struct help_line *h = &s->lines.p[at];
	struct line *l = line_at(row);
	int cols = draw_cols(), help = 2 + KEYS_COLS;
	const char *helps = help_of(s, h->command);
	struct str text = str_of(helps ? helps : "");
	const char *name = name_shown(h->command);

	line_put(l, 0, 1, LOOK_PLAIN, chosen ? STR_LIT(">") : STR_LIT(" "));
	line_put(l, 2, KEYS_COLS - 1, LOOK_BOLD, h->keys.n ? buf_str(&h->keys) : STR_LIT(":"));
	if (cols >= 80) {
		line_put(l, help, NAME_COLS - 1, LOOK_PLAIN, str_of(name));
		help += NAME_COLS;
	}
	/* The configuration knows commands by their own names alone. */
	if (name != h->command->name &&
	    help + width_cols(text) + 1 + width_cols(str_of(h->command->name)) <= cols)
		line_right(l, help, cols - help, LOOK_DIM, str_of(h->command->name));
	line_put(l, help, width_cols(text) < cols - help ? width_cols(text) : cols - help,
		 LOOK_PLAIN, text);
	search_mark(&s->search, l, help, cols - help, text);
	line_end(l);
}

/* Line 2: what else can be done, or that nothing can. */
static void told_draw(const struct help_screen *s)
{
	struct line *l = line_at(1);
	struct buf text = { 0 };

	if (s->none)
		buf_printf(&text, "%s; ", s->none);
	buf_puts(&text, mode_takes_text(s->mode)
				? _("other signs are text here; a command has these keys")
				: !s->has_line ? _("a command has these keys here")
				: _("what has no key is typed behind \":\", by name, Chinese name "
				    "or pinyin"));
	line_put(l, 0, draw_cols(), LOOK_PLAIN, buf_str(&text));
	line_end(l);
	buf_clear(&text);
}

static void help_draw(struct ui *ui, struct screen *screen)
{
	static const char *const hints[] = { "page-down", "search", "next-match", "back", NULL };
	struct help_screen *s = (struct help_screen *)screen;
	int rows = draw_rows() - HEAD_ROWS - FOOT_ROWS;
	char head[120];

	snprintf(head, sizeof head, _("help: the keys of \"%s\" (%s)"), _(s->title), s->mode);
	ui_draw_head(ui, head);
	told_draw(s);
	cursor_fit(&s->cursor, (int64_t)s->lines.n, rows);
	for (int i = 0; i < rows; i++) {
		int64_t at = s->cursor.top + i;

		if (at < (int64_t)s->lines.n)
			line_draw(s, at, HEAD_ROWS + i, at == s->cursor.at);
		else
			draw_blank(HEAD_ROWS + i);
	}
	draw_cursor(HEAD_ROWS + (int)(s->cursor.at - s->cursor.top), 0);
	ui_draw_reason(ui, "");
	ui_draw_hints(ui, "help", hints);
}

static bool matches(const struct help_screen *s, const struct help_line *h)
{
	const struct str texts[] = {
		str_of(help_of(s, h->command)), str_of(h->command->name), str_of(h->command->cn),
		buf_str(&h->keys),
	};

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (search_hit(&s->search, texts[i], NULL, NULL))
			return true;
	return false;
}

static bool match_go(struct ui *ui, void *screen, int step)
{
	struct help_screen *s = screen;
	int64_t n = (int64_t)s->lines.n;

	(void)ui;
	for (int64_t i = 1; i <= n; i++) {
		int64_t at = ((s->cursor.at + step * i) % n + n) % n;

		if (matches(s, &s->lines.p[at])) {
			cursor_to(&s->cursor, at, n, draw_rows() - HEAD_ROWS - FOOT_ROWS);
			return true;
		}
	}
	return false;
}

static bool help_command(struct ui *ui, struct screen *screen, const char *command)
{
	struct help_screen *s = (struct help_screen *)screen;

	if (search_command(ui, &s->search, command, match_go, s))
		return true;
	if (strcmp(command, "help") == 0)
		return ui_pop(ui), true;
	if (strcmp(command, "open") == 0) {
		const char *chosen = s->cursor.at < (int64_t)s->lines.n
					     ? s->lines.p[s->cursor.at].command->name
					     : NULL;

		ui_pop(ui);
		if (chosen)
			ui_command(ui, chosen);
		return true;
	}
	return cursor_command(&s->cursor, command, (int64_t)s->lines.n,
			      draw_rows() - HEAD_ROWS - FOOT_ROWS);
}

static void help_free(struct screen *screen)
{
	struct help_screen *s = (struct help_screen *)screen;

	for (size_t i = 0; i < s->lines.n; i++)
		buf_clear(&s->lines.p[i].keys);
	vec_clear(&s->lines);
	search_clear(&s->search);
	free(s->none);
	free(s);
}

static const struct screen_ops help_ops = {
	.mode = "help", .title = N_("help"), .draw = help_draw, .command = help_command,
	.free = help_free,
};

void help_open(struct ui *ui, const char *mode)
{
	struct help_screen *s = mem_alloc(sizeof *s);
	struct arena mem = { 0 };
	const char *none = offer_none(ui, ui->top, NULL, &mem);

	s->screen.ops = &help_ops;
	s->mode = mode;
	s->title = ui->top->ops->title;
	s->none = none ? mem_strdup(none) : NULL;
	arena_clear(&mem);
	fill(ui, s);
	ui_push(ui, &s->screen);
}

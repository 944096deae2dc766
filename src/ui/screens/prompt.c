/* One line of text at the foot. The one called ":" knows the commands: it shows those that fit with
 * their keys, Tab completes, and Enter takes the only one that is left. One for a file says where
 * names are, and Tab completes them. */
#include "base/fold.h"
#include "base/gettext.h"
#include "base/mem.h"
#include "base/width.h"
#include "ui/draw.h"
#include "ui/file_fits.h"
#include "ui/foot.h"
#include "ui/lineedit.h"
#include "ui/offer.h"
#include "ui/past.h"
#include "ui/screen.h"

#include "base/ban.h"

struct prompt {
	struct screen screen;
	char *label;
	bool commands;               /* the ":" line */
	bool file;                   /* a name of one */
	file_names found;            /* that Tab found; in found_mem */
	struct arena found_mem;
	struct past past;            /* Up, Down; what NULL: nothing is kept */
	struct lineedit edit;
	struct buf typed;            /* what Tab began from */
	size_t turn;                 /* which of those that fit Tab shows next */
	void (*done)(struct ui *ui, void *user, const char *text);
	void *user;
	void (*user_free)(void *);
};

/* A command as it may be typed, in the one writing that is compared. */
static void command_fold(struct buf *to, struct str text)
{
	struct buf folded = { 0 };
	struct str s;

	fold_text(&folded, text);
	s = str_trim(buf_str(&folded));
	if (s.n > 0 && s.p[0] == ':')
		s = str_trim(str_from(s, 1));
	buf_put(to, s);
	buf_clear(&folded);
}

/* Does the command's name, Chinese name, initials or word begin so? */
static bool fits_as_text(const struct command *c, struct str folded)
{
	const char *const names[] = { c->name, c->cn, c->initials, *c->label ? _(c->label) : "" };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (names[i] && *names[i] && str_starts(str_of(names[i]), folded))
			return true;
	return false;
}

typedef VEC(const struct command *) command_list;

/* Those for which the ":" line is meant (what moves in a field has no name of its own): first those
 * that begin so, then those whose Chinese name begins so in pinyin. */
static void commands_fitting(struct ui *ui, struct str text, command_list *to)
{
	struct buf folded = { 0 };
	struct pinyin_key letters;
	const struct pinyin *p = NULL;

	command_fold(&folded, text);
	if (pinyin_key_make(&letters, buf_str(&folded)))
		p = ledger_pinyin(ui->ledger);
	for (const struct command *c = command_table(); c->name && folded.n > 0; c++)
		if (*c->cn && fits_as_text(c, buf_str(&folded)))
			*vec_push(to) = c;
	for (const struct command *c = command_table(); c->name && p; c++)
		if (*c->cn && !fits_as_text(c, buf_str(&folded)) &&
		    pinyin_starts(p, &letters, str_of(c->cn)))
			*vec_push(to) = c;
	buf_clear(&folded);
}

/* In the line's own language: what stands in the menus. */
static const char *name_shown(const struct command *c)
{
	return strcmp(_(c->help), c->help) != 0 && c->cn && *c->cn ? c->cn : c->name;
}

static const char *mode_below(const struct screen *s)
{
	for (s = s->below; s && s->foot_rows > 0; s = s->below)
		;
	return s ? s->ops->mode : "any";
}

static const char *candidates_none(struct str typed)
{
	struct buf said = { 0 };
	bool number;

	if (typed.n == 0)
		return _("a command by name, Chinese name or pinyin; a number (10.3) jumps");
	command_fold(&said, typed);
	number = said.n > 0 && said.p[0] >= '0' && said.p[0] <= '9';
	buf_clear(&said);
	return number ? _("no command begins so: Enter jumps to the item of this number") :
		_("no command begins so; a number (10.3) jumps to its item");
}

/* The line of hints: which commands fit and may be done, each with the key that would do it at once; where
 * none may, why not. */
static void candidates_draw(struct ui *ui, struct prompt *p)
{
	struct line *l = line_at(draw_rows() - 1);
	command_list list = { 0 };
	struct buf b = { 0 };
	struct err why = { 0 };

	commands_fitting(ui, p->typed.n > 0 ? buf_str(&p->typed) : lineedit_text(&p->edit), &list);
	for (size_t i = 0; i < list.n && width_cols(buf_str(&b)) < draw_cols(); i++) {
		const char *key = keymap_key(ui->keymap, mode_below(&p->screen), list.p[i]->name);

		if (!offer_may(ui, &p->screen, list.p[i]->name, &why))
			continue;
		buf_printf(&b, "%s%s%s%s", b.n ? "  " : "", name_shown(list.p[i]), *key ? " " : "",
			   key);
	}
	if (list.n == 0)
		buf_puts(&b, candidates_none(lineedit_text(&p->edit)));
	else if (b.n == 0)
		buf_puts(&b, why.text);
	line_put(l, 0, draw_cols(), LOOK_PLAIN, buf_str(&b));
	line_end(l);
	buf_clear(&b);
	vec_clear(&list);
}

/* Without the folder that they have in common, which stands in the field. */
static void found_put(const struct prompt *p, struct buf *to)
{
	for (size_t i = 0; i < p->found.n && width_cols(buf_str(to)) < draw_cols(); i++) {
		const char *name = p->found.p[i];
		size_t n = strlen(name), from = n;

		while (from > 0 && (from == n || name[from - 1] != '/'))
			from--;
		buf_printf(to, "%s%s", i ? "  " : "", name + from);
	}
}

/* A message stands above the field, not over it; else what Tab found, or where files are. */
static void above_draw(struct ui *ui, struct prompt *p)
{
	struct arena mem = { 0 };
	struct buf text = { 0 };
	bool said = ui->message[0];

	foot_set(ui, &p->screen, said || p->file ? 3 : 2);
	if (said)
		buf_puts(&text, ui->message);
	else if (p->file && p->found.n > 0)
		found_put(p, &text);
	else if (p->file)
		buf_puts(&text, files_place(&mem));
	if (text.n > 0) {
		struct line *l = line_at(draw_rows() - 3);

		line_put(l, 0, draw_cols(),
			 !said ? LOOK_PLAIN : ui->message_is_error ? LOOK_ERROR : LOOK_BOLD, buf_str(&text));
		line_end(l);
	}
	buf_clear(&text);
	arena_clear(&mem);
}

static void prompt_draw(struct ui *ui, struct screen *s)
{
	static const char *const hints[] = { "line-done", "escape", NULL };
	static const char *const file_hints[] = { "line-done", "complete", "escape", NULL };
	static const char *const past_hints[] = { "line-done", "line-before", "escape", NULL };
	struct prompt *p = (struct prompt *)s;
	struct line *l;
	int label = width_cols(str_of(p->label)), cursor;

	above_draw(ui, p);
	if (p->commands)
		candidates_draw(ui, p);
	else
		ui_draw_hints(ui, "prompt",
			      p->file ? file_hints : p->past.lines.n > 0 ? past_hints : hints);
	l = line_at(draw_rows() - 2);
	line_put(l, 0, label, LOOK_BOLD, str_of(p->label));
	cursor = lineedit_draw(&p->edit, l, label + !p->commands,
			       draw_cols() - label - !p->commands, LOOK_PLAIN);
	line_end(l);
	draw_cursor(draw_rows() - 2, cursor);
}

/* Tab: what all that fit have in common is not worth a key; each Tab shows the next of them. */
static void prompt_complete(struct ui *ui, struct prompt *p)
{
	command_list list = { 0 };

	if (p->typed.n == 0)
		buf_put(&p->typed, str_trim(lineedit_text(&p->edit)));
	commands_fitting(ui, buf_str(&p->typed), &list);
	if (list.n > 0)
		lineedit_set(&p->edit, str_of(name_shown(list.p[p->turn++ % list.n])));
	else
		buf_reset(&p->typed);
	vec_clear(&list);
}

/* Nothing that was found holds any more. */
static void found_forget(struct prompt *p)
{
	vec_clear(&p->found);
	arena_clear(&p->found_mem);
}

/* Tab: as far as all that fit have the name in common; then it shows one after another. */
static void file_complete(struct ui *ui, struct prompt *p)
{
	if (p->found.n > 0) {
		lineedit_set(&p->edit, str_of(p->found.p[p->turn++ % p->found.n]));
		return;
	}
	struct str typed = lineedit_text(&p->edit);

	files_fitting(typed, &p->found_mem, &p->found);
	if (p->found.n == 0) {
		ui_say(ui, _("no file begins so"));
		return;
	}
	struct str common = files_common(&p->found);

	p->turn = 0;
	if (common.n > typed.n)
		lineedit_set(&p->edit, common);
	if (p->found.n == 1)
		found_forget(p);
}

/* What was typed. Behind ":" full-width signs count as the others, since the input method may be
 * on, and a second ":" is none. */
static char *text_said(const struct prompt *p)
{
	struct str text = str_trim(lineedit_text(&p->edit));
	struct buf said = { 0 };

	if (p->commands)
		command_fold(&said, text);
	else
		buf_put(&said, text);
	return buf_take(&said);
}

static void prompt_done(struct ui *ui, struct prompt *p)
{
	char *said = text_said(p);
	void (*done)(struct ui *, void *, const char *) = p->done;
	void (*user_free)(void *) = p->user_free;
	void *user = p->user;
	command_list list = { 0 };

	if (p->commands && *said && !command_find(said)) {
		commands_fitting(ui, str_of(said), &list);
		if (list.n > 1) {
			ui_say(ui, _("several commands begin so: Tab goes through them"));
			vec_clear(&list);
			free(said);
			return;
		}
		if (list.n == 1) {
			free(said);
			said = mem_strdup(list.p[0]->name);
		}
		vec_clear(&list);
	}
	p->user_free = NULL;
	if (p->past.what && *said)
		past_add(ui->ledger, p->past.what, str_of(said));
	ui_pop(ui);
	done(ui, user, said);
	if (user_free)
		user_free(user);
	free(said);
}

static void line_go(struct ui *ui, struct prompt *p, int step)
{
	const char *why;

	if (p->past.what && !past_go(&p->past, &p->edit, step, &why))
		ui_say(ui, "%s", why);
}

static bool prompt_command(struct ui *ui, struct screen *s, const char *command)
{
	static const char *const others[] = { "help", "redraw", "put-aside", "interrupt" };
	struct prompt *p = (struct prompt *)s;

	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (strcmp(command, others[i]) == 0)
			return false;
	if (strcmp(command, "line-done") == 0)
		prompt_done(ui, p);
	else if (strcmp(command, "complete") == 0 && p->commands)
		prompt_complete(ui, p);
	else if (strcmp(command, "complete") == 0 && p->file)
		file_complete(ui, p);
	else if (strcmp(command, "escape") == 0 || strcmp(command, "back") == 0 ||
		 (strcmp(command, "delete-back") == 0 && lineedit_text(&p->edit).n == 0))
		ui_pop(ui);
	else if (strcmp(command, "line-before") == 0)
		line_go(ui, p, 1);
	else if (strcmp(command, "line-after") == 0)
		line_go(ui, p, -1);
	else if (lineedit_command(&p->edit, command)) {
		buf_reset(&p->typed);
		p->turn = 0;
		found_forget(p);
	}
	return true;
}

static bool prompt_key(struct ui *ui, struct screen *s, struct ui_key k)
{
	struct prompt *p = (struct prompt *)s;
	struct err err = { 0 };
	size_t dropped;

	if (!lineedit_key(&p->edit, k, &dropped, &err))
		return false;
	buf_reset(&p->typed);
	p->turn = 0;
	found_forget(p);
	p->past.at = -1;
	field_tell(ui, dropped, &err);
	return true;
}

static void prompt_free(struct screen *s)
{
	struct prompt *p = (struct prompt *)s;

	if (p->user_free)
		p->user_free(p->user);
	lineedit_clear(&p->edit);
	buf_clear(&p->typed);
	past_clear(&p->past);
	found_forget(p);
	free(p->label);
	free(p);
}

void prompt_open(struct ui *ui, const char *label, const char *begin,
		 void (*done)(struct ui *ui, void *user, const char *text), void *user,
		 void (*user_free)(void *))
{
	static const struct screen_ops ops = {
		.mode = "prompt", .title = N_("line of text"), .draw = prompt_draw,
		.command = prompt_command, .key = prompt_key, .free = prompt_free,
	};
	struct prompt *p = mem_alloc(sizeof *p);

	p->screen.ops = &ops;
	p->screen.foot_rows = 2;
	p->label = mem_strdup(label);
	p->commands = strcmp(label, ":") == 0;
	lineedit_set(&p->edit, str_of(begin));
	p->done = done;
	p->user = user;
	p->user_free = user_free;
	ui_push(ui, &p->screen);
}

void prompt_open_past(struct ui *ui, const char *label, const char *what,
		      void (*done)(struct ui *ui, void *user, const char *text), void *user)
{
	prompt_open(ui, label, "", done, user, NULL);
	past_begin(&((struct prompt *)ui->top)->past, ui->ledger, what);
}

void prompt_open_file(struct ui *ui, const char *label, const char *begin,
		      void (*done)(struct ui *ui, void *user, const char *text), void *user,
		      void (*user_free)(void *))
{
	prompt_open(ui, label, begin, done, user, user_free);
	((struct prompt *)ui->top)->file = true;
	ui->top->foot_rows = 3;
}

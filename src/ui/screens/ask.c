/* One question at the foot: y or n, 是 or 否, 1 or 0. Nothing else answers it, Enter neither; where
 * digits asked it, 1 neither. What is told before it may be longer than the screen: its last line, the
 * question, always stands. */
#include "base/gettext.h"
#include "base/mem.h"
#include "base/width.h"
#include "base/wrap.h"
#include "ui/draw.h"
#include "ui/foot.h"
#include "ui/screen.h"

#include "base/ban.h"

struct ask {
	struct screen screen;
	char *question;
	void (*yes)(struct ui *ui, void *user);
	void *user;
	void (*user_free)(void *);
	bool word;                  /* 1 is no answer */
	bool told;                  /* another key was pressed: which ones answer */
	int lines, shown;           /* of what is told before the question; as drawn last */
	int top;                    /* the first one shown */
};

enum { LIST_ROWS = 3 };      /* so much of the list is left standing at least */

static int ask_end(const struct ask *a)
{
	return a->lines > a->shown ? a->lines - a->shown : 0;
}

static void line_draw(int row, struct str text)
{
	struct line *l = line_at(row);

	line_put(l, 0, draw_cols(), LOOK_BOLD, text);
	line_end(l);
}

static void ask_draw(struct ui *ui, struct screen *s)
{
	static const char *const hints[] = { "yes", "no", NULL }, *const more[] = { "yes", "no", "down", NULL };
	struct ask *a = (struct ask *)s;
	wrap_lines lines = { 0 };
	int row, most = draw_rows() - LIST_ROWS - 2;
	struct str last;

	wrap_text(str_of(a->question), draw_cols() - 2, &lines);
	a->lines = (int)lines.n - 1;
	a->shown = a->lines < most ? a->lines : most;
	if (a->top > ask_end(a))
		a->top = ask_end(a);
	foot_set(ui, s, a->shown + 2);
	row = draw_rows() - s->foot_rows;
	for (int i = 0; i < a->shown; i++)
		line_draw(row + i, lines.p[a->top + i]);
	last = lines.p[lines.n - 1];
	line_draw(row + a->shown, last);
	ui_draw_hints(ui, "ask", a->top < ask_end(a) ? more : hints);
	draw_cursor(draw_rows() - 2, width_cols(last) + 1);
	vec_clear(&lines);
}

static void answer(struct ui *ui, struct ask *a, bool yes)
{
	void (*then)(struct ui *, void *) = a->yes;
	void (*user_free)(void *) = a->user_free;
	void *user = a->user;

	/* The question goes first: what follows may open screens of its own. */
	a->user_free = NULL;
	ui_pop(ui);
	if (yes)
		then(ui, user);
	else
		ui_say(ui, _("nothing was done"));
	if (user_free)
		user_free(user);
}

/* What is told before it, a row or a page further. */
static bool ask_scroll(struct ask *a, const char *command)
{
	bool page = str_starts(str_of(command), STR_LIT("page-"));
	int step = page ? a->shown - 1 : 1;

	if (strcmp(command, page ? "page-up" : "up") == 0)
		a->top = a->top > step ? a->top - step : 0;
	else if (strcmp(command, page ? "page-down" : "down") == 0)
		a->top = a->top + step < ask_end(a) ? a->top + step : ask_end(a);
	else
		return false;
	return true;
}

static bool ask_command(struct ui *ui, struct screen *s, const char *command)
{
	static const char *const others[] = { "help", "redraw", "put-aside" };

	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (strcmp(command, others[i]) == 0)
			return false;
	if (strcmp(command, "yes") == 0)
		answer(ui, (struct ask *)s, true);
	else if (strcmp(command, "no") == 0 || strcmp(command, "escape") == 0 ||
		 strcmp(command, "back") == 0 || strcmp(command, "interrupt") == 0)
		answer(ui, (struct ask *)s, false);
	else if (!ask_scroll((struct ask *)s, command))
		((struct ask *)s)->told = true;
	return true;
}

static bool is_digit_one(struct ui_key k)
{
	k = key_as_command(k);
	return k.code == KEY_CHAR && k.ch == '1';
}

/* With the input method on, the word itself is an answer. */
static bool ask_key(struct ui *ui, struct screen *s, struct ui_key k)
{
	if (((struct ask *)s)->word && is_digit_one(k))
		((struct ask *)s)->told = true;
	else if (k.code == KEY_CHAR && k.ch == 0x662f)            /* 是 */
		answer(ui, (struct ask *)s, true);
	else if (k.code == KEY_CHAR && k.ch == 0x5426)       /* 否 */
		answer(ui, (struct ask *)s, false);
	else if (k.code == KEY_PASTE || keymap_get(ui->keymap, "ask", key_as_command(k)))
		return k.code == KEY_PASTE;
	else
		((struct ask *)s)->told = true;
	return true;
}

/* Who knows other programs presses Enter: the hints say what answers, and that it does not. */
static const char *ask_label(const struct screen *s, const char *command)
{
	const struct ask *a = (const struct ask *)s;

	if (strcmp(command, "yes") == 0)
		return !a->word ? _("or 1: yes") : a->told ? _("yes (1 is no answer)") : _("yes");
	if (strcmp(command, "down") == 0)
		return _("more");
	if (strcmp(command, "no") != 0)
		return NULL;
	return a->told ? _("or 0: no (Enter is no answer)") : _("or 0: no");
}

static void ask_free(struct screen *s)
{
	struct ask *a = (struct ask *)s;

	if (a->user_free)
		a->user_free(a->user);
	free(a->question);
	free(a);
}

static struct ask *ask_begin(struct ui *ui, const char *question, void (*yes)(struct ui *ui, void *user),
			     void *user, void (*user_free)(void *))
{
	static const struct screen_ops ops = {
		.mode = "ask", .title = N_("question"), .draw = ask_draw, .command = ask_command,
		.key = ask_key, .label = ask_label, .free = ask_free,
	};
	struct ask *a = mem_alloc(sizeof *a);

	a->screen.ops = &ops;
	a->screen.foot_rows = 2;
	a->question = mem_strdup(question);
	a->yes = yes;
	a->user = user;
	a->user_free = user_free;
	ui_push(ui, &a->screen);
	return a;
}

void ask_open(struct ui *ui, const char *question, void (*yes)(struct ui *ui, void *user),
	      void *user, void (*user_free)(void *))
{
	ask_begin(ui, question, yes, user, user_free);
}

void ask_open_word(struct ui *ui, const char *question, void (*yes)(struct ui *ui, void *user),
		   void *user, void (*user_free)(void *))
{
	ask_begin(ui, question, yes, user, user_free)->word = true;
}

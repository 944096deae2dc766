#include "ui/screen.h"

#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "base/gettext.h"
#include "base/mem.h"
#include "base/width.h"
#include "model/person.h"
#include "model/say.h"
#include "ui/draw.h"
#include "ui/marks.h"
#include "ui/narrow.h"
#include "ui/offer.h"
#include "ui/seen.h"

#include "base/ban.h"

void ui_push(struct ui *ui, struct screen *s)
{
	s->below = ui->top;
	ui->top = s;
	ui->frame_of = NULL;
	ui->moving = true;
	ui->foot_only = false;
}

void ui_pop(struct ui *ui)
{
	struct screen *s = ui->top;

	if (!s)
		return;
	ui->top = s->below;
	ui->frame_of = NULL;
	ui->moving = true;
	ui->foot_only = false;
	/* What is seen again may not have been looked through: only what is seen goes on. */
	ui->soon |= narrow_is_filter(ui);
	s->ops->free(s);
}

bool ui_return(struct ui *ui, const struct screen_ops *ops, int64_t of)
{
	const struct screen *found = ui->top;

	while (found && (found->ops != ops || found->of != of))
		found = found->below;
	while (found && ui->top != found)
		ui_pop(ui);
	return found != NULL;
}

void ui_say(struct ui *ui, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(ui->message, sizeof ui->message, format, args);
	va_end(args);
	ui->message_is_error = false;
}

void ui_error(struct ui *ui, const struct err *err)
{
	err_line(err, ui->message, sizeof ui->message);
	ui->message_is_error = true;
}

void ui_who_read(struct ui *ui)
{
	struct arena mem = { 0 };
	const char *name = person_name(ui->ledger, ui->ledger->by, &mem),
		   *office = ui->options->office ? ui->options->office : "";

	snprintf(ui->who, sizeof ui->who, *office ? "%s(%s)" : "%s%s", name, office);
	arena_clear(&mem);
}

void ui_refresh(struct ui *ui)
{
	/* First: what comes while the screens read is compared once too often, never too seldom. */
	seen_now(ui);
	ui_who_read(ui);
	for (struct screen *s = ui->top; s; s = s->below)
		if (s->ops->refresh)
			s->ops->refresh(ui, s);
	ui->moving = true;
	ui->foot_only = false;
}

void ui_changed(struct ui *ui, const struct outcome *out)
{
	narrow_again(ui);
	ui_say(ui, "%s", out->said);
	ui->outcome = out;
	ui_refresh(ui);
	ui->outcome = NULL;
}

/* The right end of line 1: day, weekday, who. */
static int head_right(struct ui *ui, char *to, size_t size)
{
	int cols = draw_cols(), wide;
	bool narrow = cols < 60;
	char day[DATE_TEXT_SIZE];
	const char *who = narrow ? "" : ui->who;

	date_text(ui->today, day);
	snprintf(to, size, "%s%s%s%s%s%s%s", ui->options->sample ? _("sample  ") : "",
		 db_is_writable(ui->ledger->db) ? "" : _("read only  "), cols < 100 ? day + 5 : day,
		 narrow ? "" : " ", narrow ? "" : say_weekday(ui->today), *who ? " " : "", who);
	wide = width_cols(str_of(to));
	return wide > cols * 2 / 3 ? cols * 2 / 3 : wide;
}

int ui_head_room(struct ui *ui)
{
	char right[200];

	return draw_cols() - head_right(ui, right, sizeof right) - 1;
}

void ui_draw_head(struct ui *ui, const char *left)
{
	struct line *l = line_at(0);
	char right[200];
	int cols = draw_cols(), wide = head_right(ui, right, sizeof right);

	line_put(l, 0, cols - wide - 1, LOOK_BOLD, str_of(left));
	line_right(l, cols - wide, wide, LOOK_PLAIN, str_of(right));
	line_end(l);
}

/* The command's word in hints; a verb's label is translated too. */
static const char *label_of(const char *command)
{
	for (const struct command *c = command_table(); c->name; c++)
		if (strcmp(c->name, command) == 0)
			return *c->label ? _(c->label) : "";
	return "";
}

const char *ui_how(struct ui *ui, const char *command, struct arena *mem)
{
	const char *key = keymap_key(ui->keymap, ui->top->ops->mode, command);

	return arena_printf(mem, "%s%s%s", *key ? key : ":", *key ? " " : "", label_of(command));
}

/* While rows are marked these keys come first, and are about what is marked. */
static const struct { const char *command, *label; } of_marks[] = {
	{ "mark", N_("mark") }, { "mark-all", N_("mark all") }, { "escape", N_("unmark all") },
	{ "open", N_("do to all marked") },
};
enum { OF_MARKS = sizeof of_marks / sizeof *of_marks };

static const char *label_of_marks(const char *command)
{
	for (int i = 0; i < OF_MARKS; i++)
		if (strcmp(of_marks[i].command, command) == 0)
			return _(of_marks[i].label);
	return NULL;
}

/* The command's word here; NULL: it is not for the hints. */
static const char *label_here(struct ui *ui, const char *command)
{
	struct screen *s = ui->drawn ? ui->drawn : ui->top;
	const char *label = s->ops->label ? s->ops->label(s, command) : NULL;
	struct err ignore = { 0 };

	if (s->narrowed && strcmp(command, "escape") == 0)
		return ui->narrow.text.n > 0 ? _("clear filter") : NULL;
	if ((s->ops->can && !s->ops->can(ui, s, command)) || !offer_may(ui, s, command, &ignore))
		return NULL;
	label = label ? label : label_of(command);
	return *label ? label : NULL;
}

static void text_put(struct buf *to, int cols, const char *text)
{
	if (width_cols(buf_str(to)) + width_cols(str_of(text)) + 2 <= cols)
		buf_printf(to, "%s  ", text);
}

/* One more hint, where it fits. */
static void hint_put(struct buf *to, int cols, const char *key, const char *label)
{
	struct buf hint = { 0 };

	if (!*key || !label)
		return;
	buf_printf(&hint, "%s %s", key, label);
	text_put(to, cols, buf_text(&hint));
	buf_clear(&hint);
}

void ui_put_hints(struct ui *ui, const char *mode, const char *const *commands, struct buf *to,
		  int cols)
{
	const struct screen *s = ui->drawn ? ui->drawn : ui->top;
	bool marked = s->marks && s->marks->list.n > 0;
	struct arena mem = { 0 };
	const char *none = offer_none(ui, s, commands, &mem);

	if (none)
		text_put(to, cols, none);
	arena_clear(&mem);
	for (int i = 0; i < OF_MARKS && marked; i++)
		hint_put(to, cols, keymap_key(ui->keymap, mode, of_marks[i].command),
			 _(of_marks[i].label));
	for (; *commands; commands++)
		if (!marked || !label_of_marks(*commands))
			hint_put(to, cols, keymap_key(ui->keymap, mode, *commands),
				 label_here(ui, *commands));
}

void ui_draw_hints(struct ui *ui, const char *mode, const char *const *commands)
{
	struct line *l = line_at(draw_rows() - 1);
	struct buf text = { 0 }, last = { 0 };

	/* The way to the rest always has its place. */
	buf_printf(&last, "%s %s", keymap_key(ui->keymap, mode, "help"), label_of("help"));
	ui_put_hints(ui, mode, commands, &text, draw_cols() - width_cols(buf_str(&last)));
	buf_put(&text, buf_str(&last));
	line_put(l, 0, draw_cols(), LOOK_PLAIN, buf_str(&text));
	buf_clear(&text);
	buf_clear(&last);
	line_end(l);
}

void ui_draw_reason(struct ui *ui, const char *reason)
{
	struct line *l = line_at(draw_rows() - 2);

	struct buf reading = { 0 };

	if (!ui->message[0] && ui->drawn && reading_say(ui, ui->drawn, &reading)) {
		line_put(l, 0, draw_cols(), LOOK_PLAIN, buf_str(&reading));
		line_end(l);
		buf_clear(&reading);
		return;
	}
	/* What was said before stays until the hand rests, as the reason does. */
	if (!ui->message[0] && ui->reason_blank && !draw_is_text())
		return;
	if (ui->message[0])
		line_put(l, 0, draw_cols(), ui->message_is_error ? LOOK_ERROR : LOOK_BOLD,
			 str_of(ui->message));
	else
		line_put(l, 0, draw_cols(), LOOK_PLAIN, str_of(reason));
	line_end(l);
}

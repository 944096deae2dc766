/* What narrows the log: the filter of all lists, which it takes over and changes for all, or one of
 * its own. */
#include <string.h>

#include "base/gettext.h"
#include "ui/screens/log_private.h"

#include "base/ban.h"

static bool filter_put(struct ui *ui, struct log_screen *s, struct str text, size_t *at,
		       struct err *err)
{
	struct log_filter filter;

	if (!log_filter_read(ui->ledger, ui->plan, text, &filter, err)) {
		*at = filter.wrong;
		return false;
	}
	log_filter_clear(&s->filter);
	s->filter = filter;
	s->filter.query.behind = s->behind;
	s->narrowed = ui->narrow.stamp;
	struct buf said = { 0 };
	buf_put(&said, str_trim(text));
	buf_clear(&s->text);
	s->text = said;
	log_clear(s);
	s->cursor = (struct cursor){ 0, 0 };
	return true;
}

bool log_filter_take(struct ui *ui, struct log_screen *s, struct str text, size_t *at,
		     struct err *err)
{
	if (!filter_put(ui, s, text, at, err))
		return false;
	log_begin(ui, s, false);
	return true;
}

bool log_filter_again(struct ui *ui, struct log_screen *s)
{
	struct log_filter filter;
	struct err err = { 0 };

	if (s->text.n == 0)
		return true;
	if (log_filter_read(ui->ledger, ui->plan, buf_str(&s->text), &filter, &err)) {
		log_filter_clear(&s->filter);
		s->filter = filter;
		s->filter.query.behind = s->behind;
	} else if (err.code == ERR_STOPPED) {
		s->failure = err;
		return false;
	}
	return true;      /* one that cannot be read any more stays what it was */
}

/* What is known of items alone is looked through for this; the lines come after it. */
static struct err *follow_read(struct ui *ui, struct screen *screen)
{
	struct log_screen *s = (struct log_screen *)screen;
	struct err err = { 0 };
	size_t at;

	s->screen.narrowed = !s->alone;
	if (!filter_put(ui, s, s->alone ? STR_LIT("") : buf_str(&ui->narrow.text), &at, &err)) {
		s->narrowed = ui->narrow.stamp;
		s->failure = err;
	}
	return &s->failure;
}

void log_filter_follow(struct ui *ui, struct log_screen *s)
{
	s->screen.narrowed = !s->alone;
	log_clear(s);
	reading_start(ui, &s->screen, !s->alone && ui->narrow.text.n > 0, follow_read);
	if (!s->screen.reading.fn && s->failure.code == ERR_NONE)
		log_begin(ui, s, false);
}

/* Do all lists know what it asks? Then it is theirs too. */
static bool is_of_all(struct ui *ui, struct str text)
{
	struct filter read = { 0 };
	struct err ignore = { 0 };
	size_t at;
	bool is = filter_read(ui->ledger, text, LIST_TASKS, &read, &at, &ignore);

	if (is)
		filter_clear(&read);
	return is;
}

static struct str line_get(const struct ui *ui, void *screen)
{
	const struct log_screen *s = screen;

	(void)ui;
	return buf_str(&s->text);
}

bool log_filter_set(struct ui *ui, struct log_screen *s, struct str text, size_t *at,
		    struct err *err)
{
	if (s->alone || !is_of_all(ui, text)) {
		if (!log_filter_take(ui, s, text, at, err))
			return false;
		s->screen.narrowed = false;
		return true;
	}
	s->screen.narrowed = true;
	if (str_trim(text).n > 0)
		return narrow_set(ui, text, at, err);
	narrow_none(ui);
	return true;
}

static bool line_set(struct ui *ui, void *screen, struct str text, size_t *at, struct err *err)
{
	return log_filter_set(ui, screen, text, at, err);
}

void log_line_open(struct ui *ui, struct log_screen *s)
{
	static const struct filter_use use = {
		N_("as in all lists, and of the log alone do:report from:11-01 until:; words stand "
		   "in its lines"),
		log_filter_complete, line_get, line_set,
	};

	filter_open_of(ui, &use, s);
}

/* The chooser is gone when it answers: the log lies on top again. */
static void unit_chosen(struct ui *ui, void *user, int64_t unit)
{
	struct log_screen *s = (struct log_screen *)ui->top;
	struct arena mem = { 0 };
	struct err err = { 0 };
	size_t at;

	(void)user;
	if (strcmp(ui->top->ops->mode, "log") != 0)
		return;
	if (s->screen.narrowed)
		narrow_unit(ui, unit);
	else if (!log_filter_take(ui, s, str_of(log_filter_about(ui->ledger, 0, unit, &mem)), &at,
			      &err))
		ui_error(ui, &err);
	arena_clear(&mem);
}

void log_unit_choose(struct ui *ui)
{
	chooser_open(ui, _("actions about a unit"), unit_chosen, NULL, NULL, NULL, 0);
}

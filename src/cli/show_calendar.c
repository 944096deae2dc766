/* A month or a year of the calendar, as text and as JSON. */
#include "cli/show.h"

#include <stdio.h>

#include "base/gettext.h"
#include "base/width.h"
#include "cli/rows.h"
#include "model/say.h"
#include "base/ban.h"

enum { CELL_COLS = 11 };

static bool month_of(struct cli *c, const struct calendar *cal, int year, int month,
		     struct month *to, struct err *err)
{
	if (c->ledger)
		return month_read(c->ledger, year, month, c->plan, 0, NULL, &c->mem, to, err);
	month_days(cal, year, month, &c->mem, to);
	return true;
}

/* ---- text ---- */

static const char *kind_word(bool work)
{
	return work ? _("work") : _("off");
}

/* What a day differs by, beside its number. */
static const char *day_mark(const struct month_day *d)
{
	return !d->differs ? "" : kind_word(d->work);
}

static void put_line(struct buf *to, struct buf *line)
{
	while (line->n > 0 && line->p[line->n - 1] == ' ')
		line->n--;
	buf_put(to, buf_str(line));
	buf_byte(to, '\n');
	buf_clear(line);
}

static void put_heads(struct buf *to)
{
	struct buf line = { 0 };
	for (int i = 0; i < 7; i++) {
		buf_byte(&line, ' ');
		width_pad(&line, str_of(say_weekday_of(i + 1)), CELL_COLS - 1);
	}
	put_line(to, &line);
}

/* Two lines a week: the days, and what falls due on them; the second one only where something
 * does. */
static void put_week(struct buf *to, const struct month *m, int week)
{
	struct buf days = { 0 }, due = { 0 };
	bool any = false;
	for (int i = week * 7 - m->lead, end = i + 7; i < end; i++) {
		char day[64] = "", count[64] = "";
		if (i >= 0 && i < m->n) {
			const struct month_day *d = &m->days[i];
			snprintf(day, sizeof day, "%2d %s%s", i + 1, day_mark(d),
				 d->own ? "*" : "");
			if (d->silent)
				snprintf(count, sizeof count, "   %d/%d", d->silent, d->owed);
			else if (d->owed)
				snprintf(count, sizeof count, "   %d", d->owed);
			any |= d->owed > 0;
		}
		width_pad(&days, str_of(day), CELL_COLS);
		width_pad(&due, str_of(count), CELL_COLS);
	}
	put_line(to, &days);
	if (any)
		put_line(to, &due);
	buf_clear(&due);
}

static void put_runs(struct cli *c, const struct month *m)
{
	struct month_run r;
	for (int at = 0; month_run_next(m, &at, &r);) {
		char first[DATE_TEXT_SIZE], last[DATE_TEXT_SIZE];
		date_text(m->days[r.first].day, first);
		date_text(m->days[r.last].day, last);
		buf_printf(&c->out, "%s%s%s  ", first, r.last > r.first ? ".." : "  ",
			   r.last > r.first ? last + 5 : "     ");
		width_pad(&c->out, str_of(kind_word(r.work)), 6);
		buf_printf(&c->out, "%s%s\n", r.name, r.own ? _(" (the office's own)") : "");
	}
}

static void put_sums(struct cli *c, const struct month *m)
{
	buf_printf(&c->out, _("working days %d"), m->workdays);
	if (c->ledger)
		buf_printf(&c->out, _("  owed %d  in %d  silent %d"), m->owed, m->in, m->silent);
	buf_byte(&c->out, '\n');
}

static void put_month(struct cli *c, const struct month *m)
{
	buf_printf(&c->out, "%04d-%02d  ", m->year, m->month);
	put_sums(c, m);
	put_heads(&c->out);
	for (int week = 0; week < month_weeks(m); week++)
		put_week(&c->out, m, week);
	put_runs(c, m);
	if (c->ledger && m->owed)
		buf_printf(&c->out, "%s\n",
			   _("below a day: silent/owed, unit by unit; owed alone where nobody is "
			     "silent"));
}

/* ---- JSON ---- */

static void json_day(struct json *j, const struct month_day *d)
{
	json_object(j);
	cli_json_date(j, "date", d->day);
	json_key_int(j, "weekday", date_weekday(d->day));
	json_key(j, "work");
	json_bool(j, d->work);
	json_key(j, "differs");
	json_bool(j, d->differs);
	json_key(j, "own");
	json_bool(j, d->own);
	json_key_text(j, "name", d->differs ? d->name : NULL);
	json_key_int(j, "owed", d->owed);
	json_key_int(j, "in", d->in);
	json_key_int(j, "silent", d->silent);
	json_key_int(j, "unheard", d->unheard);
	json_object_end(j);
}

static void json_sums(struct json *j, const struct month *m)
{
	json_key_int(j, "workdays", m->workdays);
	json_key_int(j, "owed", m->owed);
	json_key_int(j, "in", m->in);
	json_key_int(j, "silent", m->silent);
	json_key_int(j, "unheard", m->unheard);
}

static void json_months(struct cli *c, const struct month *list, int n)
{
	struct json j;
	cli_json(c, &j, "duban-calendar/1");
	json_key_text(&j, "note", *list->note ? list->note : NULL);
	json_key(&j, "months");
	json_array(&j);
	for (int i = 0; i < n; i++) {
		json_object(&j);
		json_key_int(&j, "year", list[i].year);
		json_key_int(&j, "month", list[i].month);
		json_sums(&j, &list[i]);
		json_key(&j, "days");
		json_array(&j);
		for (int k = 0; k < list[i].n; k++)
			json_day(&j, &list[i].days[k]);
		json_array_end(&j);
		json_object_end(&j);
	}
	json_array_end(&j);
	json_object_end(&j);
}

/* ---- one month, one year ---- */

bool show_month(struct cli *c, const struct calendar *cal, int year, int month, struct err *err)
{
	struct month m;
	if (!month_of(c, cal, year, month, &m, err))
		return false;
	if (c->opt.json)
		json_months(c, &m, 1);
	else
		put_month(c, &m);
	if (*m.note)
		cli_say(m.note);
	return true;
}

bool show_year(struct cli *c, const struct calendar *cal, int year, struct err *err)
{
	struct month months[12];
	for (int i = 0; i < 12; i++)
		if (!month_of(c, cal, year, i + 1, &months[i], err))
			return false;
	if (c->opt.json) {
		json_months(c, months, 12);
	} else {
		for (int i = 0; i < 12; i++) {
			buf_printf(&c->out, "%04d-%02d  ", year, i + 1);
			put_sums(c, &months[i]);
			put_runs(c, &months[i]);
		}
	}
	if (*months[0].note)
		cli_say(months[0].note);
	return true;
}

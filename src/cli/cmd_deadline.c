/* duban deadline: how one wording of a deadline is read. Needs no ledger. */
#include <stdio.h>
#include <string.h>

#include "base/gettext.h"
#include "cli/cli.h"
#include "cli/rows.h"
#include "model/deadline.h"
#include "notice/reading_json.h"
#include "base/ban.h"

#define OPTION(field) offsetof(struct cli_options, field)
static const struct opt deadline_options[] = {
	{ "issued", OPT_TEXT, N_("DATE"),
	  N_("the notice's issue date, for years left out; else today"), OPTION(issued) },
	{ NULL, OPT_FLAG, NULL, NULL, 0 },
};

static void put_json(struct cli *c, const char *wording, const struct readings *r, date issued,
		     const struct calendar *cal)
{
	struct json j;
	cli_json(c, &j, "duban-deadline/1");
	json_key_text(&j, "text", wording);
	json_key(&j, "readings");
	json_array(&j);
	for (size_t i = 0; i < r->list.n; i++)
		reading_json(&j, &r->list.p[i], cal, issued);
	json_array_end(&j);
	json_key(&j, "warn");
	json_array(&j);
	for (size_t i = 0; i < r->warn.n; i++)
		json_text(&j, r->warn.p[i]);
	json_array_end(&j);
	json_object_end(&j);
}

static const char *kind_text(enum deadline_kind k)
{
	switch (k) {
	case DEADLINE_ONCE:
		return _("once");
	case DEADLINE_PHASE:
		return _("a first result, then on");
	case DEADLINE_RECURRING:
		return _("recurring");
	case DEADLINE_RELATIVE:
		return _("counted from a day");
	case DEADLINE_RANGE:
		return _("from a day to a day");
	case DEADLINE_IMMEDIATE:
		return _("at once");
	case DEADLINE_START:
		return _("from a day on");
	case DEADLINE_ONGOING:
		return _("ongoing");
	case DEADLINE_UNSCHEDULED:
		return _("without a date");
	case DEADLINE_INVALID:
		break;
	}
	return _("not understood");
}

/* "2018-11-20 Tue" */
static void put_day(struct buf *to, const char *label, date d)
{
	static const char *const names[] = { N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"),
					     N_("Fri"), N_("Sat"), N_("Sun") };
	char text[DATE_TEXT_SIZE];
	if (d != DATE_NONE)
		buf_printf(to, "  %s %s %s", label, date_text(d, text),
			   _(names[date_weekday(d) - 1]));
}

static void put_next(struct buf *to, const struct reading *r, date from, const struct calendar *cal)
{
	struct deadline_day next[DEADLINE_NEXT];
	int n = deadline_next(r, cal, from, next, DEADLINE_NEXT);
	for (int i = 0; i < n; i++) {
		buf_puts(to, "   ");
		put_day(to, _("due"), next[i].due);
		put_day(to, _("act by"), next[i].act_by);
		buf_byte(to, '\n');
	}
}

static void put_text(struct cli *c, const struct readings *r, date issued,
		     const struct calendar *cal)
{
	struct buf *to = &c->out;
	for (size_t i = 0; i < r->list.n; i++) {
		const struct reading *one = &r->list.p[i];
		char rhythm[RHYTHM_TEXT_SIZE];
		buf_printf(to, "%.*s: %s", STR_ARG(one->text), kind_text(one->kind));
		put_day(to, _("from"), one->start);
		put_day(to, _("due"), one->due);
		if (one->due != DATE_NONE)
			put_day(to, _("act by"), calendar_act_by(cal, one->due));
		if (one->minute == MINUTE_CLOSING)
			buf_printf(to, "  %s", _("closing time"));
		else if (one->minute >= 0)
			buf_printf(to, "  %02d:%02d", one->minute / 60, one->minute % 60);
		if (one->deliverable.n)
			buf_printf(to, "  %.*s", STR_ARG(one->deliverable));
		if (one->day_off)
			buf_printf(to, "  %s",
				   strcmp(one->day_off, "next") == 0
					   ? _("a day off moves it on")
					   : _("a day off brings it forward"));
		if (one->rhythm.freq != FREQ_NONE)
			buf_printf(to, "  %s", rhythm_text(&one->rhythm, rhythm));
		buf_byte(to, '\n');
		if (one->rhythm.freq != FREQ_NONE)
			put_next(to, one, issued, cal);
	}
	if (r->list.n == 0)
		buf_printf(to, "%s\n", _("no deadline in this text"));
	for (size_t i = 0; i < r->warn.n; i++)
		cli_say(r->warn.p[i]);
}

static bool run(struct cli *c, int argc, char **argv, struct err *err)
{
	const char *wording;
	date issued;
	struct readings r = { 0 };
	(void)argc;
	if (!cli_text(c, argv[0], &wording, err) || !cli_date(c->opt.issued, &issued, err))
		return false;
	if (issued == DATE_NONE)
		issued = clock_today(&c->clock);
	struct calendar *cal =
		calendar_load(arena_printf(&c->mem, "%s/calendar", c->paths->share), err);
	if (!cal)
		return false;
	wording_read(&c->mem, str_of(wording), issued, cal, &r);
	const char *note = deadline_note(&c->mem, &r, cal, issued);
	for (size_t i = 0; note && i < r.warn.n; i++)
		if (strcmp(r.warn.p[i], note) == 0)
			note = NULL;      /* the reading says so itself */
	if (note)
		*vec_push(&r.warn) = note;
	if (c->opt.json)
		put_json(c, wording, &r, issued, cal);
	else
		put_text(c, &r, issued, cal);
	cli_say_faults(cal);
	readings_clear(&r);
	calendar_free(cal);
	return true;
}

const struct cli_command cmd_deadline = {
	.name = "deadline",
	.args = N_("WORDING"),
	.help = N_("how a wording is read: dates, rhythm, what is due"),
	.opts = deadline_options,
	.min_args = 1,
	.max_args = 1,
	.run = run,
};

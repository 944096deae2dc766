/* What a chosen rule found, in words. */
#include "model/rule.h"

#include "base/buf.h"
#include "base/gettext.h"
#include "model/duty.h"
#include "model/say.h"

#include "base/ban.h"

static void add(struct buf *b, const char *text)
{
	buf_printf(b, "%s%s", b->n ? ", " : "", text);
}

static const char *tenths(int n, struct arena *mem)
{
	return n % 10 ? arena_printf(mem, "%d.%d", n / 10, n % 10)
		      : arena_printf(mem, "%d", n / 10);
}

/* "60% of the time is gone, 35% is done, 25 points behind". */
static void add_progress(struct buf *b, const struct duty_state *d, date today, struct arena *mem)
{
	int elapsed = rule_elapsed(d, today), done = rule_done(d);

	if (done < 0)
		return;
	if (elapsed >= 0)
		add(b, arena_printf(mem, _("%s%% of the time is gone"), tenths(elapsed, mem)));
	add(b, arena_printf(mem, _("%s%% is done"), tenths(done, mem)));
	if (elapsed > done)
		add(b, arena_printf(mem, _("%s points behind"), tenths(elapsed - done, mem)));
}

static void add_late(struct buf *b, const struct duty_state *d, const struct calendar *cal,
		     struct arena *mem)
{
	int n = d->report && d->due != DATE_NONE && d->reported > d->due
			? calendar_workdays_between(cal, d->due, d->reported)
			: 0;

	if (n)
		add(b, arena_printf(mem,
				    ngettext("reported %d working day late",
					     "reported %d working days late", (unsigned long)n),
				    n));
}

/* Of one period alone nothing is said: its date says it. */
static void add_misses(struct buf *b, const struct rule *r, const struct duty_state *d, date today,
		       struct arena *mem)
{
	int this_one = rule_missed_from(d) <= today, running = d->missed_running + this_one,
	    all = d->missed_before + this_one;

	if (this_one && running > 1 && rule_asks(r, FACT_RUNNING, FACT_RUNNING))
		add(b, arena_printf(mem,
				    ngettext("%d period missed in a row",
					     "%d periods missed in a row", (unsigned long)running),
				    running));
	if (this_one && all > 1 && rule_asks(r, FACT_MISSES, FACT_MISSES))
		add(b, arena_printf(mem,
				    ngettext("%d period missed so far", "%d periods missed so far",
					     (unsigned long)all),
				    all));
}

const char *rule_why(const struct rule *r, const struct calendar *cal, const struct duty_state *d,
		     date today, struct arena *mem)
{
	struct buf b = { 0 };
	const char *text;

	if (r->plain)
		return "";
	if (rule_asks(r, FACT_KNOWN, FACT_DONE) || rule_asks(r, FACT_ELAPSED, FACT_SHORT))
		add_progress(&b, d, today, mem);
	if (rule_asks(r, FACT_LATE, FACT_LATE))
		add_late(&b, d, cal, mem);
	add_misses(&b, r, d, today, mem);
	if (rule_asks(r, FACT_FELL, FACT_FELL) && d->fell)
		add(&b, _("less than in the period before"));
	if (rule_asks(r, FACT_URGED, FACT_URGED) && d->urged)
		add(&b, arena_printf(mem,
				     ngettext("urged %d time", "urged %d times",
					      (unsigned long)d->urged),
				     d->urged));
	if (rule_asks(r, FACT_PROMISE_OVER, FACT_PROMISE_OVER) && d->promised != DATE_NONE &&
	    d->promised < today && !duty_is_in(d))
		add(&b, arena_printf(mem, _("the promised day %s is over"),
				     say_day(d->promised, today, mem)));
	add(&b, arena_printf(mem, _("rule: %s"), r->name));
	text = arena_strdup(mem, buf_text(&b));
	buf_clear(&b);
	return text;
}

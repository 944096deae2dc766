#include "exchange/take_say.h"

#include <inttypes.h>

#include "base/gettext.h"
#include "model/person.h"

#include "base/ban.h"

static const char *when(struct ledger *l, const char *made, struct arena *mem)
{
	char text[DATE_TEXT_SIZE];
	int64_t at_ms = 0;
	date day;
	int hour, minute;

	if (!clock_parse(str_of(made), &at_ms) || at_ms == 0)
		return "-";
	clock_civil(l->clock, at_ms, &day, &hour, &minute);
	return arena_printf(mem, "%s %02d:%02d", date_text(day, text), hour, minute);
}

static void say_apart(const struct trial *trial, struct buf *to)
{
	for (size_t i = 0; i < trial->apart.n; i++)
		buf_printf(to, "    %s\n", trial->apart.p[i]);
	if (trial->clashes > (int64_t)trial->apart.n && trial->apart.n > 0)
		buf_printf(to, _("    and %lld more, on the exchange screen once they are taken\n"),
			   (long long)trial->clashes - (long long)trial->apart.n);
}

/* What would become of them, how often; nothing of what would not. */
static void say_counts(const struct take_look *look, struct buf *to)
{
	const struct { int64_t n; const char *text, *more; } rows[] = {
		{ look->trial.clashes, _("clashes: written differently here"), "" },
		{ look->trial.sum.waiting, _("would wait for others that are not here yet"), "" },
		{ look->trial.sum.kept, _("are of a newer duban: kept, not in force"), "" },
		{ look->trial.sum.refused, _("were made without the right, or on rows that they cannot know: kept, "
				       "not in force"), "" },
		{ look->trial.sum.barred, _("would be left out: who brings them may not write that"), "" },
		{ look->trial.sum.early, _("would wait, because their clock runs ahead"), "" },
		{ look->trial.sum.many, _("would wait, because there are too many copies (duban set copies-most)"), "" },
		{ look->trial.sum.faulty, _("are unsound and would be refused: "), look->trial.sum.fault },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		if (rows[i].n > 0)
			buf_printf(to, "  %" PRId64 " %s%s\n", rows[i].n, rows[i].text, rows[i].more);
		if (i == 0)
			say_apart(&look->trial, to);
	}
}

/* A role is the one thing that the rest hangs on. */
static void say_roles(const struct trial *trial, struct buf *to)
{
	if (trial->roles.n > 0)
		buf_printf(to, "  %zu %s\n", trial->roles.n, _("persons would get another role:"));
	for (size_t i = 0; i < trial->roles.n; i++)
		buf_printf(to, "    %s\n", trial->roles.p[i]);
}

void take_say_changes(struct ledger *l, const struct take_look *look, struct buf *to)
{
	struct arena mem = { 0 };

	for (size_t i = 0; i < look->who.n; i++)
		buf_printf(to, _("  %lld by %s at %s\n"), (long long)look->who.p[i].changes,
			   person_name(l, look->who.p[i].by, &mem), look->who.p[i].site);
	arena_clear(&mem);
	tip_gate_say(look->gate, to);
	say_roles(&look->trial, to);
	if (look->trial.whole)
		say_counts(look, to);
	else if (look->changes > look->shut)
		buf_puts(to, _("  too many to try beforehand: what clashes or waits is told when they are taken\n"));
}

void take_say(struct ledger *l, const char *path, const struct bundle *b,
	      const struct take_look *look, struct buf *to)
{
	const struct bundle_head *head = bundle_head(b);
	struct arena mem = { 0 };

	buf_printf(to, _("%s: of the copy %s, made %s; %lld changes, %lld of them new here\n"), path,
		   head->from, when(l, head->made, &mem), (long long)head->changes,
		   (long long)look->changes);
	take_say_changes(l, look, to);
	arena_clear(&mem);
}

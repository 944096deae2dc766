#include "exchange/take_say.h"

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

void take_say_changes(struct ledger *l, const struct take_look *look, struct buf *to)
{
	struct arena mem = { 0 };

	for (size_t i = 0; i < look->who.n; i++)
		buf_printf(to, _("  %lld by %s at %s\n"), (long long)look->who.p[i].changes,
			   person_name(l, look->who.p[i].by, &mem), look->who.p[i].site);
	arena_clear(&mem);
	if (!look->tried)
		return;
	if (look->clashes > 0)
		buf_printf(to, _("  %lld clashes: written differently here\n"),
			   (long long)look->clashes);
	if (look->sum.waiting > 0)
		buf_printf(to, _("  %lld would wait for others that are not here yet\n"),
			   (long long)look->sum.waiting);
	if (look->sum.kept > 0)
		buf_printf(to, _("  %lld are of a newer duban: kept, not in force\n"),
			   (long long)look->sum.kept);
	if (look->sum.refused > 0)
		buf_printf(to, _("  %lld were made without the right: kept, not in force\n"),
			   (long long)look->sum.refused);
	if (look->sum.early > 0)
		buf_printf(to, _("  %lld would wait, because their clock runs ahead\n"),
			   (long long)look->sum.early);
	if (look->sum.faulty > 0)
		buf_printf(to, _("  %lld are unsound and would be refused: %s\n"),
			   (long long)look->sum.faulty, look->sum.fault);
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

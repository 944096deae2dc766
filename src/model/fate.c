#include "model/fate.h"

#include "base/buf.h"
#include "base/gettext.h"
#include "model/history.h"
#include "model/person.h"
#include "store/past.h"
#include "store/site.h"

#include "base/ban.h"

enum { LOSSES_MOST = 5, SITES_MOST = 40 };

static const char *when(struct ledger *l, int64_t at_ms, struct arena *mem)
{
	char text[DATE_TEXT_SIZE];
	date day;
	int hour, minute;

	clock_civil(l->clock, at_ms, &day, &hour, &minute);
	return arena_printf(mem, "%s %02d:%02d", date_text(day, text), hour, minute);
}

static bool losses_tell(struct ledger *l, const struct log_line *line, struct arena *mem,
			sentences *to, struct err *err)
{
	fate_losses list = { 0 };
	bool ok = fate_losses_read(l->db, line, LOSSES_MOST, mem, &list, err);

	for (size_t i = 0; ok && i < list.n; i++) {
		const struct fate_lost *f = &list.p[i];
		struct log_line theirs;

		ok = log_at(l->db, f->to, mem, &theirs, err);
		if (!ok)
			break;
		const char *value = history_value(l, f->kind, &f->id, f->column, &f->theirs, mem);
		const char *said = f->settled
			? _("set aside when %s settled a clash (%s, %s): %s, %s is %s")
			: _("lost to %s (%s, %s): %s, %s is %s");

		/* By whom first: where lines are cut that is what is not to be guessed. */
		*vec_push(to) = arena_printf(mem, said, person_name(l, theirs.by, mem), theirs.site,
					     when(l, theirs.at_ms, mem),
					     history_row(l, f->kind, &f->id, mem),
					     history_cell(f->kind, f->column), *value ? value : "-");
	}
	vec_clear(&list);
	return ok;
}

static void name_add(struct buf *to, const char *name)
{
	buf_printf(to, "%s%s", to->n ? _(", ") : "", name);
}

/* Who has it, and who is not known to. */
static bool copies_tell(struct ledger *l, const struct log_line *line, struct arena *mem,
			sentences *to, struct err *err)
{
	struct buf have = { 0 }, lack = { 0 };
	site_names names = { 0 };
	bool ok = sites_named(l->db, mem, &names, err);

	for (size_t i = 0; ok && i < names.n && i < SITES_MOST; i++) {
		bool there = false;

		if (strcmp(names.p[i], line->site) == 0)
			continue;
		ok = fate_at(l->db, names.p[i], line->key, &there, err);
		name_add(there ? &have : &lack, names.p[i]);
	}
	if (have.n)
		*vec_push(to) = arena_printf(mem, _("taken at %s"), buf_text(&have));
	if (lack.n)
		*vec_push(to) = arena_printf(mem, _("waiting for %s"), buf_text(&lack));
	buf_clear(&have);
	buf_clear(&lack);
	vec_clear(&names);
	return ok;
}

bool fate_tell(struct ledger *l, const struct log_line *line, struct arena *mem, sentences *to,
	       struct err *err)
{
	enum fate fate = fate_of(l->db, line->key, err);

	if (fate == FATE_REFUSED)
		*vec_push(to) = strcmp(line->refused, REFUSED_PAST) == 0
			? _("refused: it builds on what is not in force, or was not known there; kept, and "
			    "not in force")
			: strcmp(line->refused, REFUSED_MADE) == 0
			? _("refused: it makes anew what is another one's; kept, and not in force")
			: _("refused: made without the right to it; kept, and not in force");
	if (fate == FATE_KEPT)
		*vec_push(to) = _("of a newer duban, or built on such: kept, and not in force");
	return err->code == ERR_NONE &&
	       (fate != FATE_APPLIED || losses_tell(l, line, mem, to, err)) &&
	       copies_tell(l, line, mem, to, err);
}

const char *fate_text(struct ledger *l, const struct log_line *line, struct arena *mem)
{
	sentences list = { 0 };
	struct err none = { 0 };
	struct buf text = { 0 };

	if (fate_tell(l, line, mem, &list, &none))
		for (size_t i = 0; i < list.n; i++)
			buf_printf(&text, "%s%s", i > 0 ? "; " : "", list.p[i]);
	const char *said = arena_strdup(mem, buf_text(&text));

	buf_clear(&text);
	vec_clear(&list);
	return said;
}

const char *held_text(const struct held_line *h, struct arena *mem)
{
	if (h->why == HELD_WAITS)
		return arena_printf(mem, _("waits for %s, which is not here"), h->of);
	if (h->why == HELD_CLOCK)
		return _("its clock runs ahead");
	if (h->why == HELD_COPIES)
		return _("it begins one copy more than the ledger takes");
	return arena_printf(mem, _("refused: %s"), h->of);
}

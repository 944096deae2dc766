#include "model/own_lost.h"

#include "base/gettext.h"
#include "model/history.h"
#include "model/person.h"
#include "store/site.h"

#include "base/ban.h"

/* Older ones have been seen long ago, or are of no use any more. */
enum { LOOKED_AT = 200, LOSSES_MOST = 50 };

static const char *lost_said(struct ledger *l, const struct own_lost *o, struct arena *mem)
{
	const struct fate_lost *f = &o->lost;
	struct log_line theirs;
	struct err gone = { 0 };
	char text[DATE_TEXT_SIZE];
	date day;
	int hour, minute;

	if (!log_at(l->db, f->to, mem, &theirs, &gone))
		return o->line.say;
	clock_civil(l->clock, theirs.at_ms, &day, &hour, &minute);
	const char *value = history_value(l, f->kind, &f->id, f->column, &f->theirs, mem);

	return arena_printf(mem, _("%s  (set aside for %s at %s, %s %02d:%02d: %s %s)"), o->line.say,
			    person_name(l, theirs.by, mem), theirs.site, date_text(day, text), hour,
			    minute, history_cell(f->kind, f->column), *value ? value : "-");
}

/* What was taken back, or never in force, lost nothing. */
static bool line_look(struct ledger *l, const struct log_line *line, int64_t behind, bool settled,
		      struct arena *mem, own_losses *to, struct err *err)
{
	enum { OF_LINE = 20 };
	fate_losses list = { 0 };
	bool looks = !line->undone && !*line->refused && to->n < LOSSES_MOST;
	bool ok = !looks || fate_losses_read(l->db, line, OF_LINE, mem, &list, err), found = false;

	for (size_t i = 0; ok && i < list.n && !found; i++) {
		found = list.p[i].to > behind && (list.p[i].settled || !settled);
		if (found) {
			struct own_lost *o = vec_push(to);
			*o = (struct own_lost){ .line = *line, .lost = list.p[i] };
			o->said = lost_said(l, o, mem);
		}
	}
	vec_clear(&list);
	return ok;
}

bool own_losses_read(struct ledger *l, int64_t behind, bool settled, struct arena *mem,
		     own_losses *to, struct err *err)
{
	keys own = { 0 };
	struct log_line line = { .key = 0 };
	site_names others = { 0 };
	bool ok = sites_named(l->db, mem, &others, err) &&
		  (others.n == 0 || changes_of_site(l->db, db_site(l->db), LOOKED_AT, &own, err));
	int64_t before = 0;

	for (size_t i = 0; ok && i < own.n; i++, before = line.key) {
		ok = log_at(l->db, own.p[i], mem, &line, err);
		/* the lines of one action */
		if (ok && line.key != before)
			ok = line_look(l, &line, behind, settled, mem, to, err);
	}
	vec_clear(&own);
	vec_clear(&others);
	return ok;
}

const char *own_losses_text(struct ledger *l, int64_t behind, struct arena *mem)
{
	own_losses list = { 0 };
	struct err none = { 0 };
	const char *text = "";

	if (own_losses_read(l, behind, false, mem, &list, &none) && list.n > 0)
		text = arena_printf(mem,
				    ngettext("; %zu change of this copy is not in force any more",
					     "; %zu changes of this copy are not in force any more",
					     (unsigned long)list.n),
				    list.n);
	vec_clear(&list);
	return text;
}

#include "paper/paper.h"

#include <string.h>

#include "base/charset.h"
#include "base/file.h"
#include "base/gettext.h"
#include "model/sight.h"

#include "base/ban.h"

static void day_put(const struct ledger *l, struct doc *to)
{
	to->asof = ledger_today(l);
	if (!l->past)
		return;
	doc_note(to, "%s",
		 _("as it was logged by the end of that day; what was logged or taken back later "
		   "does not count"));
	if (l->passed)
		doc_note(to,
			 ngettext("%lld write of the log is left out: a clock was set back, and it "
				  "follows from a later one",
				  "%lld writes of the log are left out: a clock was set back, and "
				  "they follow from later ones",
				  (unsigned long)l->passed),
			 (long long)l->passed);
}

/* What is printed for who is shown one unit's things alone, is these alone, and says so. */
static void own_put(struct paper_job *j)
{
	struct unit_row unit;
	struct err none = { 0 };
	int64_t own = sight_unit(j->l);

	if (own && unit_get(j->l->db, own, &j->mem, &unit, &none))
		doc_fact(j->to, _("concerns"), _("%s alone"), unit.name);
}

bool paper_make(const struct paper_job *job, const char *name, const char *title,
		bool (*fill)(struct paper_job *j, struct err *err), struct err *err)
{
	struct paper_job j = *job;
	bool ok = db_read_begin(j.l->db, err);

	j.to->name = name;
	j.to->title = title;
	j.to->subject = "";
	day_put(j.l, j.to);
	if (ok) {
		ok = fill(&j, err);
		own_put(&j);
		db_read_end(j.l->db);
	}
	arena_clear(&j.mem);
	return ok;
}

bool paper_of_unit(struct paper_job *j, struct err *err)
{
	struct unit_row unit;

	if (!unit_get(j->l->db, j->key, &j->mem, &unit, err) || !sight_of_unit(j->l, j->key, err))
		return false;
	j->to->subject = arena_strdup(&j->to->mem, unit.name);
	return true;
}

void paper_base(struct doc *to, int owed, int in, int unheard)
{
	if (unheard)
		doc_fact(to, _("base"), _("owed %d = in %d + silent %d + not exchanged %d"), owed, in,
			 owed - in - unheard, unheard);
	else
		doc_fact(to, _("base"), _("owed %d = in %d + silent %d"), owed, in, owed - in);
}

const char *paper_plan_text(const struct plan_row *p, struct arena *mem)
{
	char day[DATE_TEXT_SIZE];

	return arena_printf(mem, "%s%s%s%s%s", p->title, p->number && *p->number ? "  " : "",
			    p->number ? p->number : "", p->issued != DATE_NONE ? "  " : "",
			    date_text(p->issued, day));
}

static const struct paper all_papers[] = {
	{ "ledger", PAPER_OF_ALL, N_("ledger"), ledger_table, false, ledger_table_where },
	{ "unit", PAPER_OF_UNIT, N_("sheet"), unit_sheet, false, NULL },
	{ "item", PAPER_OF_ITEM, N_("item"), item_sheet, false, NULL },
	{ "urging", PAPER_OF_UNIT, N_("urging letter"), urging_letter, true, NULL },
	{ "calls", PAPER_OF_ALL, N_("call list"), calls_table, false, calls_table_where },
	{ NULL, PAPER_OF_ALL, NULL, NULL, false, NULL },
};

const struct paper *papers(void)
{
	return all_papers;
}

const struct paper *paper_find(const char *name)
{
	for (const struct paper *p = all_papers; p->name; p++)
		if (strcmp(p->name, name) == 0)
			return p;
	return NULL;
}

static const struct paper_format formats[] = {
	{ "text", ".txt", false, out_text_write },
	{ "csv", ".csv", true, out_csv_write },
	{ "json", ".json", true, out_json_write },
	{ NULL, NULL, false, NULL },
};

const struct paper_format *paper_formats(void)
{
	return formats;
}

const struct paper_format *paper_format_find(const char *name)
{
	for (const struct paper_format *f = formats; f->name; f++)
		if (strcmp(f->name, name) == 0)
			return f;
	return NULL;
}

const struct paper_format *paper_format_of(const char *path)
{
	for (const struct paper_format *f = formats; f->name; f++)
		if (str_ends(str_of(path), str_of(f->ending)))
			return f;
	return NULL;
}

void paper_bytes(const struct doc *d, const struct paper_format *f, const struct paper_options *o,
		 struct buf *to)
{
	struct buf text = { 0 };

	f->write(d, o, &text);
	if (f->utf8)
		buf_put(to, buf_str(&text));
	else
		charset_to_locale(buf_str(&text), to);
	buf_clear(&text);
}

bool paper_save(const struct doc *d, const struct paper_format *f, const struct paper_options *o,
		const char *path, bool force, struct err *err)
{
	struct buf bytes = { 0 };

	paper_bytes(d, f, o, &bytes);
	bool done = (force ? file_write : file_write_new)(path, buf_str(&bytes), file_mode(), err);

	buf_clear(&bytes);
	return done;
}

const char *paper_name(const char *paper, const char *subject, date asof,
		       const struct paper_format *f, struct arena *mem)
{
	char day[DATE_TEXT_SIZE];
	char *name = arena_printf(mem, "%s%s%s-%s%s", paper, *subject ? "-" : "", subject,
				  date_text(asof, day), f->ending);

	/* A unit's name may hold anything; a file's may not. */
	for (char *c = name; *c; c++)
		if (*c == '/' || (unsigned char)*c < 0x20 || *c == 0x7f)
			*c = '_';
	return name;
}

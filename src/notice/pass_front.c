/* What stands around the tables: attachments, titles, the document's number, its date. */
#include "base/cnnum.h"
#include "base/day_typed.h"
#include "base/gettext.h"
#include "base/utf8.h"
#include "notice/notice_private.h"

#include "base/ban.h"

enum { TITLE_LINES_MAX = 4, TITLE_CHARS_MAX = 80, NUMBER_CHARS_MAX = 40 };

/* "附件2", "附件2：TITLE", "附表" on a line of its own: true with its number and the title
 * behind it. "附件：1.A 2.B" is a list of attachments at the end of a letter, not the
 * beginning of one. */
static bool is_attachment(const struct words *w, struct str text, int *number, struct str *title)
{
	size_t n = words_begin(w, WORD_ATTACHMENT, text), at = 0;
	struct str rest = str_trim(str_from(text, n));
	int64_t value = 0;

	*title = (struct str){ "", 0 };
	*number = 0;
	if (n == 0 || (rest.n == 0 && n <= strlen("附")))
		return false;
	if (rest.n == 0)
		return true;
	if (!cnnum_read(rest, &at, &value) || value > 999)
		return false;
	*number = (int)value;
	rest = str_trim(str_from(rest, at));
	if (rest.n == 0)
		return true;
	at = 0;
	switch (utf8_next(rest, &at)) {
	case 0xff1a: case ':': case 0x3001: case '.':
		*title = str_trim(str_from(rest, at));
		return utf8_count(*title) <= TITLE_CHARS_MAX;
	default:
		return false;
	}
}

static void find_sections(struct draft *d)
{
	struct draft_private *in = d->in;
	struct section *s = vec_push(&in->sections);

	for (size_t i = 0; i < in->grid.blocks.n; i++) {
		const struct block *b = &in->grid.blocks.p[i];
		struct str title;
		int number;

		if (b->kind != BLOCK_TEXT || !is_attachment(in->words, b->text, &number, &title))
			continue;
		s->to = i;
		s = vec_push(&in->sections);
		*s = (struct section){ .attachment = true,
			.number = number,
			.from = i,
			.title = title,
			.title_line = b->first };
		draft_use(d, b->first, b->last);
	}
	s->to = in->grid.blocks.n;
}

static bool ends_sentence(struct str text)
{
	return str_ends(text, STR_LIT("。")) || str_ends(text, STR_LIT("：")) ||
	       str_ends(text, STR_LIT(":")) || str_ends(text, STR_LIT("；"));
}

/* "2018年10月31日", "二〇一八年十月三十一日" and nothing else. */
static date whole_date(struct str s)
{
	static const char *const marks[] = { "年", "月", "日" };
	int64_t n[3];
	size_t at = 0;

	for (int i = 0; i < 3; i++) {
		if (!cnnum_read(s, &at, &n[i]) || n[i] > 9999 ||
			!str_starts(str_from(s, at), str_of(marks[i])))
			return DATE_NONE;
		at += strlen(marks[i]);
	}
	return at == s.n ? date_make((int)n[0], (int)n[1], (int)n[2]) : DATE_NONE;
}

/* "2018年10月31日", or as printed below a document: "市政府办公室  2018年10月31日印发". */
static date issue_date(struct draft *d, struct str text)
{
	struct str s = draft_one_line(d, text);
	date day = whole_date(s);
	size_t at = 0;

	if (day != DATE_NONE || !str_ends(s, STR_LIT("印发")))
		return day;
	s = str_to(s, s.n - strlen("印发"));
	while (day == DATE_NONE && at < s.n) {
		day = whole_date(str_from(s, at));
		utf8_next(s, &at);
	}
	return day;
}

/* "临政办发〔2018〕12号": a year in brackets, digits, 号, on a short line. */
static bool is_number(struct str s)
{
	static const char *const open[] = { "〔", "[", "［", "（" };
	int64_t year, n;

	if (!str_ends(s, STR_LIT("号")) || utf8_count(s) > NUMBER_CHARS_MAX)
		return false;
	for (size_t i = 0; i < sizeof open / sizeof *open; i++) {
		ptrdiff_t found = str_find(s, str_of(open[i]));
		size_t at;

		if (found <= 0)
			continue;
		at = (size_t)found + strlen(open[i]);
		if (!cnnum_read(s, &at, &year) || year < 1949 || year > 2199)
			continue;
		utf8_next(s, &at);
		if (cnnum_read(s, &at, &n) && str_eq(str_from(s, at), STR_LIT("号")))
			return true;
	}
	return false;
}

/* Joins the lines of a title that is broken over several: up to the one that ends as titles do. */
static void find_title(struct draft *d, struct section *s)
{
	struct draft_private *in = d->in;
	const struct block *first = NULL, *last = NULL;
	struct str number;
	int style;

	if (s->title.n)
		return;
	for (size_t i = s->from + s->attachment;
		i < s->to && i < s->from + s->attachment + TITLE_LINES_MAX + 4; i++) {
		const struct block *b = &in->grid.blocks.p[i];
		size_t at = 0;

		if (b->kind != BLOCK_TEXT)
			break;
		if (is_number(b->text) || whole_date(draft_one_line(d, b->text)) != DATE_NONE)
			continue;
		if (ends_sentence(b->text) || utf8_count(b->text) > TITLE_CHARS_MAX ||
			paragraph_number(b->text, &at, &number, &style))
			break;
		first = first ? first : b;
		last = b;
		if (words_end(in->words, WORD_TITLE, draft_fold(d, b->text)) > 0 ||
			b - first + 1 >= TITLE_LINES_MAX)
			break;
	}
	if (!first)
		return;
	s->title =
		draft_one_line(d, (struct str){ first->text.p,
					  (size_t)(last->text.p + last->text.n - first->text.p) });
	s->title_line = first->first;
	draft_use(d, first->first, last->last);
}

/* A number or date on a line of its own anywhere in running text. */
static void find_number_and_date(struct draft *d)
{
	for (size_t i = 0; i < d->in->grid.blocks.n; i++) {
		const struct block *b = &d->in->grid.blocks.p[i];
		date day;

		if (b->kind != BLOCK_TEXT || b->text.n > 200)
			continue;
		day = issue_date(d, b->text);
		if (day != DATE_NONE) {
			if (d->plan.issued == DATE_NONE)
				d->plan.issued = day;
			draft_use(d, b->first, b->last);
		}
		if (d->plan.number.n == 0 && is_number(b->text)) {
			d->plan.number = draft_one_line(d, b->text);
			draft_use(d, b->first, b->last);
		}
	}
}

/* The section whose title is the plan's: the first with a table, else the first with a title.
 * A letter before the attachments comes first. */
static const struct section *main_section(const struct draft *d)
{
	const struct draft_private *in = d->in;
	const struct section *found = NULL;

	for (size_t i = 0; i < in->sections.n; i++) {
		const struct section *s = &in->sections.p[i];

		if (s->title.n == 0)
			continue;
		if (!s->attachment)
			return s;
		found = found ? found : s;
		for (size_t b = s->from; b < s->to; b++)
			if (in->grid.blocks.p[b].kind == BLOCK_ROW)
				return s;
	}
	return found;
}

/* "临江市推进…": the city that the title begins with, asked. */
static struct str region_of(struct str title)
{
	size_t at = 0;
	uint32_t c;

	if (str_starts(title, STR_LIT("关于")))
		title = str_from(title, strlen("关于"));
	for (int i = 0; i < 6 && (c = utf8_next(title, &at)) != 0 && utf8_is_han(c); i++)
		if ((c == 0x5e02 || c == 0x53bf || c == 0x533a || c == 0x5dde) &&
			i >= 2) /* 市 县 区 州 */
			return str_to(title, at);
	return (struct str){ "", 0 };
}

static void ask_title(struct draft *d, const struct section *s)
{
	struct str own;
	const char *proposal;
	int line = s ? s->title_line : 0;

	d->plan.title = s ? s->title : (struct str){ "", 0 };
	if (s && words_end(d->in->words, WORD_TITLE, draft_fold(d, s->title)) > 0)
		return;
	proposal = s ? arena_str(&d->in->mem, s->title) : d->in->source_name;
	if (draft_ask(d,
		    (struct question){ .kind = Q_TITLE,
			    .line = line,
			    .key = "",
			    .other = ANSWER_TEXT,
			    .text = s ? _("Is this the title of the document?")
				      : _("The document has no title; which one shall it have?"),
			    .choices = { proposal } },
		    &own) == 0)
		own = str_of(proposal);
	d->plan.title = draft_keep(d, own);
}

/* Never today in silence: one day too late moves a date without a year by a whole year. */
static void ask_issued(struct draft *d)
{
	struct draft_private *in = d->in;
	char day[DATE_TEXT_SIZE];
	struct question q = { .kind = Q_ISSUED,
			      .key = "",
			      .other = ANSWER_DATE,
			      .text = _("The document does not say when it was issued; dates "
					"without a year cannot be read "
					"without it. Issued on?"),
			      .choices = { _("not known yet: dates without a year stay open") } };
	struct str own;
	int choice;

	if (in->o.today != DATE_NONE)
		q.choices[1] = draft_text(
			d, _("today, %s: days of the year before it are then next year's"),
			date_text(in->o.today, day));
	choice = draft_ask(d, q, &own);
	if (choice == 1)
		d->plan.issued = in->o.today;
	else if (choice == 0 || !day_typed_whole(own, &d->plan.issued))
		d->plan.issued = DATE_NONE;
}

static void ask_document(struct draft *d, int title_line)
{
	struct draft_private *in = d->in;
	struct str own, region = region_of(d->plan.title);
	const char *proposal;

	if (d->plan.issued == DATE_NONE)
		ask_issued(d);
	if (d->plan.number.n == 0) {
		draft_ask(d,
			(struct question){ .kind = Q_NUMBER,
				.key = "",
				.other = ANSWER_TEXT,
				.text = _(
					"The document does not say its number. Which one has it?"),
				.choices = { "" } },
			&own);
		d->plan.number = draft_keep(d, own);
	}
	d->plan.region = str_of(in->region);
	if (d->plan.region.n == 0) {
		proposal = arena_str(&in->mem, region);
		if (draft_ask(d,
			    (struct question){ .kind = Q_REGION,
				    .line = region.n ? title_line : 0,
				    .key = "",
				    .other = ANSWER_TEXT,
				    .text = region.n ? _("Whose units are these? The title begins "
							 "with a name.")
						     : _("Whose units are these? The document does "
							 "not name the city or county."),
				    .choices = { proposal } },
			    &own) == 0)
			own = region;
		d->plan.region = draft_keep(d, own);
	}
}

/* The year of the plan: that of its date, else one that its number or title names. */
static int year_of(const struct draft *d)
{
	const struct str texts[] = { d->plan.number, d->plan.title };

	if (d->plan.issued != DATE_NONE)
		return date_split(d->plan.issued).year;
	for (size_t i = 0; i < 2; i++)
		for (size_t at = 0; at + 4 <= texts[i].n; at++) {
			size_t end = at;
			int64_t n;

			if (texts[i].p[at] == '2' &&
				(at == 0 || texts[i].p[at - 1] < '0' || texts[i].p[at - 1] > '9') &&
				cnnum_read(texts[i], &end, &n) && end == at + 4 && n >= 2000 &&
				n <= 2199)
				return (int)n;
		}
	return 0;
}

bool pass_front(struct draft *d, struct err *err)
{
	const struct section *s;

	(void)err;
	d->plan.issued = d->in->o.issued;
	d->plan.title = d->plan.number = d->plan.region = (struct str){ "", 0 };
	find_sections(d);
	for (size_t i = 0; i < d->in->sections.n; i++)
		find_title(d, &d->in->sections.p[i]);
	find_number_and_date(d);
	s = main_section(d);
	ask_title(d, s);
	ask_document(d, s ? s->title_line : 0);
	d->plan.year = year_of(d);
	return true;
}

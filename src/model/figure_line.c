#include "model/figure_line.h"

#include "base/buf.h"
#include "base/fold.h"
#include "base/gettext.h"

#include "base/ban.h"

enum { SLOTS_MOST = 32 };

const char *figure_part_label(const target_rows *targets, int64_t figure)
{
	const struct target_row *t = targets->n == 1 ? &targets->p[0] : NULL;

	if (!t || !figure)
		return NULL;
	if (figure == t->total_figure)
		return _("in all");
	if (figure == t->excluded_figure)
		return _("not counted");
	if (figure == t->den_figure)
		return _("to do");
	return figure == t->num_figure && (t->total_figure || t->den_figure) ? _("done so far")
									     : NULL;
}

/* ---- the order ---- */

/* A figure of the line, what it is to its target. */
enum part { PART_DONE, PART_BASE, PART_OUT, PART_OTHER };
struct slot { const struct figure_field *field; enum part part; const struct target_row *of; };

/* What the slots are filled from, word by word. */
struct line_reader {
	struct slot slots[SLOTS_MOST];
	size_t n;
	const target_rows *targets;
	amount_list *to;
	size_t before;               /* amounts that are not the line's */
	size_t bare;                 /* words that no "/" ties to their place */
};

static const struct figure_field *field_of(const figure_fields *fields, int64_t figure)
{
	for (size_t i = 0; figure && i < fields->n; i++)
		if (fields->p[i].figure.key == figure)
			return &fields->p[i];
	return NULL;
}

static const struct slot *slot_of(const struct line_reader *r, int64_t figure)
{
	for (size_t i = 0; figure && i < r->n; i++)
		if (r->slots[i].field->figure.key == figure)
			return &r->slots[i];
	return NULL;
}

/* Of each target what is done, of how many, how many of these do not count: as a share is said. */
static void slots_make(struct line_reader *r, const figure_fields *fields)
{
	for (size_t i = 0; i < r->targets->n; i++) {
		const struct target_row *t = &r->targets->p[i];
		const struct { int64_t figure; enum part part; } order[] = {
			{ t->num_figure, PART_DONE }, { t->den_figure, PART_BASE },
			{ t->total_figure, t->den_figure ? PART_OTHER : PART_BASE },
			{ t->excluded_figure, t->den_figure ? PART_OTHER : PART_OUT },
		};
		for (size_t k = 0; k < sizeof order / sizeof *order; k++) {
			const struct figure_field *f = field_of(fields, order[k].figure);
			if (f && r->n < SLOTS_MOST && !slot_of(r, order[k].figure))
				r->slots[r->n++] = (struct slot){ f, order[k].part, t };
		}
	}
}

static const char *order_text(const struct line_reader *r, struct buf *to)
{
	for (size_t i = 0; i < r->n; i++) {
		const char *part =
			figure_part_label(r->targets, r->slots[i].field->figure.key);
		buf_printf(to, "%s%s", i ? " / " : "", part ? part : r->slots[i].field->label);
	}
	return buf_text(to);
}

const char *figure_line_order(const figure_fields *fields, const target_rows *targets,
			      struct arena *mem)
{
	struct line_reader r = { .targets = targets };
	struct buf text = { 0 };

	slots_make(&r, fields);
	const char *order = arena_strdup(mem, order_text(&r, &text));
	buf_clear(&text);
	return order;
}

/* ---- words into slots ---- */

static int64_t base_of(const struct target_row *t)
{
	return t->den_figure ? t->den_figure : t->total_figure;
}

/* The target that a share is typed for. */
static const struct target_row *target_about(const target_rows *targets, int64_t about)
{
	for (size_t i = 0; i < targets->n; i++) {
		const struct target_row *t = &targets->p[i];
		if (!about || t->num_figure == about || base_of(t) == about ||
		    t->excluded_figure == about)
			return t;
	}
	return NULL;
}

static const struct amount *said_of(const struct line_reader *r, int64_t figure)
{
	for (size_t i = r->before; figure && i < r->to->n; i++)
		if (r->to->p[i].figure == figure)
			return &r->to->p[i];
	return NULL;
}

/* The first one behind those that were filled; NULL: none is left. */
static const struct slot *slot_next(const struct line_reader *r, const struct slot *from)
{
	while (from < r->slots + r->n && said_of(r, from->field->figure.key))
		from++;
	return from < r->slots + r->n ? from : NULL;
}

static bool amount_add(struct line_reader *r, struct str text, const struct slot *at,
		       struct err *err)
{
	int64_t n;

	if (!figure_read(text, &at->field->figure, &n, err))
		return false;
	*vec_push(r->to) = (struct amount){ at->field->figure.key, n };
	return true;
}

static bool has_share(struct str word)
{
	return str_find(word, STR_LIT("/")) >= 0;
}

/* The parts of a line: blanks part, but for those around "/". */
static size_t words_cut(struct str line, struct str *words)
{
	struct str word;
	size_t n = 0;

	while (n < SLOTS_MOST && (line = str_trim(line)).n) {
		str_cut(&line, ' ', &word);
		for (line = str_trim(line); line.n && (word.p[word.n - 1] == '/' || *line.p == '/');
		     line = str_trim(line)) {
			struct str more;
			str_cut(&line, ' ', &more);
			word.n = (size_t)(more.p + more.n - word.p);
		}
		words[n++] = word;
	}
	return n;
}

/* "12/20", "12/20/2" where some of a total may not count. */
static bool share_read(struct line_reader *r, struct str word, const struct target_row *t,
		       struct err *err)
{
	const struct slot *const slots[] = { slot_of(r, t->num_figure), slot_of(r, base_of(t)),
		t->den_figure ? NULL : slot_of(r, t->excluded_figure) };
	struct str rest = word, one;

	if (!slots[0] || !slots[1] || said_of(r, t->num_figure) || said_of(r, base_of(t)))
		return err_set(err, ERR_INPUT, _("no share is asked for here: %.*s"),
			       STR_ARG(word));
	for (size_t i = 0; str_cut(&rest, '/', &one); i++) {
		if (i == sizeof slots / sizeof *slots || !slots[i])
			return err_set(err, ERR_INPUT, _("too many figures: %.*s"), STR_ARG(one));
		if (!amount_add(r, str_trim(one), slots[i], err))
			return false;
	}
	return true;
}

/* The next word; about: the target of the first one, if that is a share. How many do not count may
 * be left out before the next share. */
static bool word_read(struct line_reader *r, struct str word, const struct target_row *about,
		      const struct slot **at, struct err *err)
{
	const struct slot *to = slot_next(r, *at);

	if (to && to->part == PART_OUT && has_share(word))
		to = slot_next(r, to + 1);
	if (!to)
		return err_set(err, ERR_INPUT, _("too many figures: %.*s"), STR_ARG(word));
	*at = to;
	if (has_share(word))
		return share_read(r, word, r->to->n == r->before ? about : to->of, err);
	r->bare += to->part != PART_OUT || r->bare > 0;
	return amount_add(r, word, to, err);
}

/* ---- the whole ---- */

static bool refuse_number(const struct line_reader *r, struct err *err)
{
	struct buf names = { 0 };
	size_t given = r->to->n - r->before;

	err_set(err, ERR_INPUT, _("%zu figures were given, %zu are asked for: %s"), given, r->n,
		order_text(r, &names));
	buf_clear(&names);
	return false;
}

/* In another order than this one is more done than there is to do: which was meant stays open. */
static bool order_fits(const struct line_reader *r, struct err *err)
{
	for (size_t i = 0; r->bare > 0 && i < r->n; i++) {
		const struct target_row *t = r->slots[i].of;
		const struct figure_row *done = &r->slots[i].field->figure;
		const struct amount *num = said_of(r, t->num_figure),
				    *all = said_of(r, t->total_figure),
				    *out = said_of(r, t->excluded_figure);
		struct buf names = { 0 };
		struct arena mem = { 0 };

		if (r->slots[i].part != PART_DONE || t->den_figure || !num || !all || !out ||
		    slot_of(r, t->total_figure)->field->figure.scale != done->scale ||
		    num->n <= all->n - out->n)
			continue;
		int64_t base = all->n > out->n ? all->n - out->n : all->n;
		err_set(err, ERR_INPUT, _("%s done of %s to do: more than there are; the order is %s"),
			figure_text(num->n, done->scale, &mem),
			figure_text(base, done->scale, &mem), order_text(r, &names));
		buf_clear(&names);
		arena_clear(&mem);
		return false;
	}
	return true;
}

/* Nothing is left out of a total unless that is said. Fewer figures than are asked for are taken
 * where a "/" says which they are. */
static bool whole_fits(struct line_reader *r, struct err *err)
{
	size_t missing = 0, given = r->to->n - r->before;

	for (size_t i = 0; i < r->n; i++) {
		const struct slot *p = &r->slots[i];
		bool said = said_of(r, p->field->figure.key) != NULL;
		missing += !said && !(p->part == PART_OUT && said_of(r, p->of->total_figure));
	}
	if (missing > 0 && r->bare > 0 && given > 1)
		return refuse_number(r, err);
	for (size_t i = 0; i < r->n; i++) {
		const struct slot *p = &r->slots[i];
		if (p->part == PART_OUT && !said_of(r, p->field->figure.key) &&
		    said_of(r, p->of->total_figure))
			*vec_push(r->to) = (struct amount){ p->field->figure.key, 0 };
	}
	return order_fits(r, err);
}

static bool line_read(struct line_reader *r, struct str line, int64_t about, struct err *err)
{
	const struct target_row *t = target_about(r->targets, about);
	const struct slot *first = t ? slot_of(r, t->num_figure) : NULL, *at = first;
	struct str words[SLOTS_MOST];
	struct err single = { 0 };
	size_t n = words_cut(line, words);
	bool share = n > 0 && has_share(words[0]);

	if (!first)
		return err_set(err, ERR_INPUT, _("this duty asks for no figures: %.*s"),
			       STR_ARG(line));
	/* "123.45 亿元" is one. */
	if (!share && amount_add(r, line, first, &single))
		return true;
	if (!share && n < 2)
		return err_set(err, ERR_INPUT, "%s", single.text);
	if (!share)
		at = r->slots;
	for (size_t i = 0; i < n; i++)
		if (!word_read(r, words[i], t, &at, err))
			return false;
	return whole_fits(r, err);
}

bool figure_line_read(struct str text, const figure_fields *fields, const target_rows *targets,
		      int64_t about, amount_list *to, struct err *err)
{
	struct line_reader r = { .targets = targets, .to = to, .before = to->n };
	struct buf folded = { 0 };

	slots_make(&r, fields);
	fold_text(&folded, text);
	bool ok = line_read(&r, buf_str(&folded), about, err);
	if (!ok)
		to->n = r.before;
	buf_clear(&folded);
	return ok;
}

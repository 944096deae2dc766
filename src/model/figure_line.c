#include "model/figure_line.h"

#include "base/buf.h"
#include "base/fold.h"
#include "base/gettext.h"

#include "base/ban.h"

enum { WORDS_MOST = 32 };

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

static const struct figure_row *row_of(const figure_fields *fields, int64_t figure)
{
	for (size_t i = 0; figure && i < fields->n; i++)
		if (fields->p[i].figure.key == figure)
			return &fields->p[i].figure;
	return NULL;
}

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

static bool amount_add(struct str text, const struct figure_row *row, amount_list *to,
		       struct err *err)
{
	int64_t n;

	if (!figure_read(text, row, &n, err))
		return false;
	*vec_push(to) = (struct amount){ row->key, n };
	return true;
}

/* The parts of a line: blanks part, but for those around "/". */
static size_t words_cut(struct str line, struct str *words)
{
	struct str word;
	size_t n = 0;

	while (n < WORDS_MOST && (line = str_trim(line)).n) {
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

/* "12/20", and how many of them do not count. */
static bool share_read(const struct str *words, size_t n, const figure_fields *fields,
		       const struct target_row *t, amount_list *to, struct err *err)
{
	const struct figure_row *num = row_of(fields, t->num_figure),
				*base = row_of(fields, base_of(t));
	const struct figure_row *out = t->den_figure ? NULL : row_of(fields, t->excluded_figure);
	struct str rest = words[0], done;

	str_cut(&rest, '/', &done);
	if (!num || !base || n > 2 || (n == 2 && !out))
		return err_set(err, ERR_INPUT, _("too many figures: %.*s"), STR_ARG(words[n - 1]));
	return amount_add(str_trim(done), num, to, err) &&
	       amount_add(str_trim(rest), base, to, err) &&
	       (!out || amount_add(n == 2 ? words[1] : STR_LIT("0"), out, to, err));
}

static bool refuse_number(size_t n, const figure_fields *fields, const target_rows *targets,
			  struct err *err)
{
	struct buf names = { 0 };

	for (size_t i = 0; i < fields->n; i++) {
		const char *part = figure_part_label(targets, fields->p[i].figure.key);
		buf_printf(&names, "%s%s", i ? ", " : "", part ? part : fields->p[i].label);
	}
	err_set(err, ERR_INPUT, _("%zu figures were given, %zu are asked for: %s"), n, fields->n,
		buf_text(&names));
	buf_clear(&names);
	return false;
}

static bool line_read(struct str line, const figure_fields *fields, const target_rows *targets,
		      int64_t about, amount_list *to, struct err *err)
{
	const struct target_row *t = target_about(targets, about);
	const struct figure_row *first = t ? row_of(fields, t->num_figure) : NULL;
	struct str words[WORDS_MOST];
	struct err single = { 0 };
	size_t n = words_cut(line, words);

	if (fields->n == 0 || !first)
		return err_set(err, ERR_INPUT, _("this duty asks for no figures: %.*s"),
			       STR_ARG(line));
	if (n > 0 && str_find(words[0], STR_LIT("/")) >= 0) {
		if (base_of(t))
			return share_read(words, n, fields, t, to, err);
		return err_set(err, ERR_INPUT, _("no share is asked for here: %.*s"),
			       STR_ARG(line));
	}
	/* "123.45 亿元" is one. */
	if (amount_add(line, first, to, &single))
		return true;
	if (n < 2)
		return err_set(err, ERR_INPUT, "%s", single.text);
	if (n != fields->n)
		return refuse_number(n, fields, targets, err);
	for (size_t i = 0; i < n; i++)
		if (!amount_add(words[i], &fields->p[i].figure, to, err))
			return false;
	return true;
}

bool figure_line_read(struct str text, const figure_fields *fields, const target_rows *targets,
		      int64_t about, amount_list *to, struct err *err)
{
	struct buf folded = { 0 };
	size_t before = to->n;

	fold_text(&folded, text);
	bool ok = line_read(buf_str(&folded), fields, targets, about, to, err);
	if (!ok)
		to->n = before;
	buf_clear(&folded);
	return ok;
}

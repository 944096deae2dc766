#include "cli/filter.h"

#include <string.h>

#include "base/clean.h"
#include "base/gettext.h"
#include "base/width.h"
#include "cli/out.h"
#include "model/filter_meant.h"
#include "model/saved.h"

#include "base/ban.h"

enum { BEFORE_COLS = 50, AFTER_COLS = 24, INDENT = 2 };

/* That of --view; one that asks for nothing where there is none. */
static bool view_find(struct cli *c, struct saved *to, struct err *err)
{
	const char *name;

	*to = (struct saved){ .filter = "", .sort = "" };
	return !c->opt.view || (cli_text(c, c->opt.view, &name, err) &&
				saved_find(c->ledger, str_of(name), &c->mem, to, err));
}

/* The filter of --view, in parentheses: what stands behind narrows it further. */
static bool view_put(struct cli *c, struct buf *line, struct err *err)
{
	struct saved view;

	if (!view_find(c, &view, err))
		return false;
	if (*view.filter)
		buf_printf(line, "(%s)", view.filter);
	return true;
}

bool cli_sort(struct cli *c, enum list_of of, struct sort *to, struct err *err)
{
	struct saved view;
	struct err unknown = { 0 };

	*to = (struct sort){ .by = SORT_OWN };
	if (!c->opt.sort) {
		/* An order that this list has not, or of a newer version, is left out. */
		if (!view_find(c, &view, err))
			return false;
		if (!sort_parse(view.sort, to, &unknown) || !list_sorts(of, to->by))
			*to = (struct sort){ .by = SORT_OWN };
		return true;
	}
	if (!sort_parse(c->opt.sort, to, err))
		return false;
	return list_sorts(of, to->by) ||
	       err_set(err, ERR_USE, _("this list has no order %s"), c->opt.sort);
}

bool cli_order(struct cli *c, const struct orders *of, struct order *to, struct err *err)
{
	struct saved view;

	*to = (struct order){ .by = of->own };
	if (!c->opt.sort)
		return view_find(c, &view, err) && (order_find(of, view.sort, to) || true);
	return order_find(of, c->opt.sort, to) ||
	       err_set(err, ERR_USE,
		       _("no such order: %s; there are %s; a - before it turns it round"),
		       c->opt.sort, order_names(of, &c->mem));
}

void cli_filter_left(struct cli *c, bool filtered, size_t n, int64_t of)
{
	struct buf text = { 0 };
	const char *meant;

	if (!filtered || n > 0 || c->opt.json)
		return;
	buf_puts(&text, _("nothing fits the filter"));
	if (of >= 0)
		buf_printf(&text, _(" (0 of %lld)"), (long long)of);
	meant = c->filter ? filter_meant(c->ledger, str_of(c->filter), &c->mem) : NULL;
	if (meant)
		buf_printf(&text, "; %s", meant);
	buf_byte(&text, '\n');
	out_text(stderr, buf_str(&text));
	buf_clear(&text);
}

bool cli_filter_text(struct cli *c, int argc, char **argv, struct str *to, struct err *err)
{
	struct buf line = { 0 };
	const char *word;
	bool done = view_put(c, &line, err);

	for (int i = 0; done && i < argc; i++) {
		done = cli_text(c, argv[i], &word, err);
		if (done)
			buf_printf(&line, "%s%s", line.n > 0 ? " " : "", word);
	}
	c->filter = arena_strdup(&c->mem, buf_text(&line));
	*to = str_of(c->filter);
	buf_clear(&line);
	return done;
}

/* Of a long line what is near the place: its columns before it are counted, not its bytes. */
static struct str shown_from(struct str before)
{
	while (width_cols(before) > BEFORE_COLS)
		before = str_from(before, width_fit(before, 2, NULL));
	return before;
}

/* Is the error about what was typed, and not about the ledger? */
static bool is_wrong_filter(const struct err *err)
{
	return err->code == ERR_USE || err->code == ERR_INPUT || err->code == ERR_NOT_FOUND ||
	       err->code == ERR_AMBIGUOUS;
}

bool cli_filter_wrong(struct str line, size_t at, struct err *err)
{
	struct buf before = { 0 }, text = { 0 }, after = { 0 };

	if (!is_wrong_filter(err))
		return false;
	clean_text(&before, str_to(line, at));
	clean_text(&after, str_from(line, at));
	struct str shown = shown_from(buf_str(&before));
	buf_printf(&text, "%*s%.*s", INDENT, "", STR_ARG(shown));
	width_cut(&text, buf_str(&after), AFTER_COLS);
	buf_printf(&text, "\n%*s^\n", INDENT + width_cols(shown), "");
	out_text(stderr, buf_str(&text));
	err->code = ERR_USE;
	err_about(err, "filter");
	buf_clear(&before);
	buf_clear(&after);
	buf_clear(&text);
	return false;
}

/* A view of the log can ask what the log alone can read. */
static bool is_view_of_log(struct cli *c, struct err *err)
{
	struct saved view;
	struct err other = { 0 };
	size_t at;

	if (!c->opt.view || !is_wrong_filter(err) || !view_find(c, &view, &other) ||
	    strcmp(view.screen, "log") != 0 || !saved_reads(c->ledger, c->plan, &view, &at, &other))
		return false;
	view.screen = "";
	if (saved_reads(c->ledger, c->plan, &view, &at, &other))
		return false;
	err_clear(err);
	err_set(err, ERR_USE, _("view %s is of the %s: duban log --view %s takes it (%.200s)"), view.name,
		saved_screen_word("log"), view.name, other.text);
	err_about(err, "view");
	return true;
}

bool cli_filter(struct cli *c, int argc, char **argv, enum list_of of, struct filter *to,
		struct err *err)
{
	struct str line;
	size_t at;

	return cli_filter_text(c, argc, argv, &line, err) &&
	       (filter_read(c->ledger, line, of, to, &at, err) ||
		(!is_view_of_log(c, err) && cli_filter_wrong(line, at, err)));
}

#include "cli/filter.h"

#include "base/clean.h"
#include "base/width.h"
#include "cli/out.h"
#include "model/saved.h"

#include "base/ban.h"

enum { BEFORE_COLS = 50, AFTER_COLS = 24, INDENT = 2 };

/* The filter of --view, in parentheses: what stands behind narrows it further. */
static bool view_put(struct cli *c, struct buf *line, struct err *err)
{
	struct saved view;
	const char *name;

	if (!c->opt.view)
		return true;
	if (!cli_text(c, c->opt.view, &name, err) ||
	    !saved_find(c->ledger, str_of(name), &c->mem, &view, err))
		return false;
	if (*view.filter)
		buf_printf(line, "(%s)", view.filter);
	return true;
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
	*to = str_of(arena_strdup(&c->mem, buf_text(&line)));
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

bool cli_filter(struct cli *c, int argc, char **argv, enum list_of of, struct filter *to,
		struct err *err)
{
	struct str line;
	size_t at;

	return cli_filter_text(c, argc, argv, &line, err) &&
	       (filter_read(c->ledger, line, of, to, &at, err) || cli_filter_wrong(line, at, err));
}

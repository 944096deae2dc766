#include "base/opts.h"

#include <stdlib.h>

#include "base/gettext.h"
#include "base/near.h"
#include "base/vec.h"
#include "base/width.h"
#include "base/ban.h"

static const struct opt *opt_find(const struct opt *table, struct str name)
{
	for (const struct opt *o = table; o->name; o++)
		if (str_is(name, o->name))
			return o;
	return NULL;
}

static bool refuse_unknown(const struct opt *table, struct str name, struct err *err)
{
	struct near near = { .word = name };
	for (const struct opt *o = table; o->name; o++)
		near_offer(&near, o->name);
	if (near.best)
		return err_set(err, ERR_USE, _("unknown option --%.*s: did you mean --%s?"),
			       STR_ARG(name), near.best);
	return err_set(err, ERR_USE, _("unknown option --%.*s: --help lists them"), STR_ARG(name));
}

static void keep_value(const struct opt *o, const char *value, void *to)
{
	char *field = (char *)to + o->offset;
	if (o->type == OPT_FLAG) {
		*(bool *)(void *)field = true;
	} else if (o->type == OPT_TEXT) {
		*(const char **)(void *)field = value;
	} else {
		struct opt_list *list = (struct opt_list *)(void *)field;
		list->p = mem_array(list->p, (size_t)list->n + 1, sizeof *list->p);
		list->p[list->n++] = value;
	}
}

/* Reads the option at argv[*i], and its value behind it where it has one: *i then stands on the
 * value. */
static bool read_one(const struct opt *table, int argc, char **argv, int *i, void *to,
		     struct err *err)
{
	struct str name = str_of(argv[*i] + 2);
	const char *value = NULL;
	ptrdiff_t sign = str_find(name, STR_LIT("="));
	if (sign >= 0) {
		value = name.p + sign + 1;
		name = str_to(name, (size_t)sign);
	}
	const struct opt *o = opt_find(table, name);
	if (!o)
		return refuse_unknown(table, name, err);
	if (o->type == OPT_FLAG && value)
		return err_set(err, ERR_USE, _("--%s takes no value"), o->name);
	if (o->type != OPT_FLAG && !value) {
		if (*i + 1 >= argc)
			return err_set(err, ERR_USE, _("--%s needs a value: --%s %s"), o->name,
				       o->name, _(o->arg));
		value = argv[++*i];
	}
	keep_value(o, value, to);
	return true;
}

bool opts_read(const struct opt *table, int argc, char **argv, enum opts_how how, void *to,
	       int *left, struct err *err)
{
	int kept = 0, i = 0;
	for (; i < argc; i++) {
		const char *word = argv[i];
		/* "-" alone is a file: standard input */
		if (word[0] != '-' || !word[1] || (how == OPTS_DASH_WORDS && word[1] != '-')) {
			if (how == OPTS_TO_WORD)
				break;
			argv[kept++] = argv[i];
			continue;
		}
		if (word[1] != '-')
			return err_set(err, ERR_USE, _("unknown option %s: options begin with --"),
				       word);
		if (!word[2]) {
			i++;
			break;
		}
		if (!read_one(table, argc, argv, &i, to, err))
			return false;
	}
	for (; i < argc; i++)
		argv[kept++] = argv[i];
	*left = kept;
	return true;
}

/* "--issued DATE" */
static void put_usage(const struct opt *o, struct buf *to)
{
	buf_printf(to, "--%s", o->name);
	if (o->type != OPT_FLAG)
		buf_printf(to, " %s", _(o->arg));
}

void opts_help(const struct opt *table, struct buf *to)
{
	int widest = 0;
	struct buf usage = { 0 };
	for (const struct opt *o = table; o->name; o++) {
		buf_reset(&usage);
		put_usage(o, &usage);
		int cols = width_cols(buf_str(&usage));
		widest = cols > widest ? cols : widest;
	}
	for (const struct opt *o = table; o->name; o++) {
		buf_reset(&usage);
		put_usage(o, &usage);
		buf_puts(to, "  ");
		width_pad(to, buf_str(&usage), widest);
		buf_printf(to, "  %s\n", _(o->help));
	}
	buf_clear(&usage);
}

void opts_list_clear(struct opt_list *l)
{
	free(l->p);
	*l = (struct opt_list){ 0 };
}

#include "model/rule_files.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"

#include "base/ban.h"

void rule_files_clear(rule_files *list)
{
	for (size_t i = 0; i < list->n; i++)
		buf_clear(&list->p[i].text);
	vec_clear(list);
}

bool rule_file_add(rule_files *list, const char *name, const char *path, struct err *err)
{
	struct rule_file f = { .name = name };

	if (!rule_read_file(path, &f.text, &f.rule, err)) {
		buf_clear(&f.text);
		return false;
	}
	*vec_push(list) = f;
	return true;
}

static int file_order(const void *a, const void *b)
{
	return strcmp(((const struct rule_file *)a)->name, ((const struct rule_file *)b)->name);
}

/* The part of NAME.txt before its ending; n 0: no file of a rule. */
static struct str stem_of(const char *file)
{
	struct str s = str_of(file);
	bool is_rule = s.n > 4 && file[0] != '.' && strcmp(file + s.n - 4, ".txt") == 0;

	return str_to(s, is_rule ? s.n - 4 : 0);
}

bool rule_files_read(const char *share, struct arena *mem, rule_files *list, struct err *err)
{
	const char *folder = arena_printf(mem, "%s/rules", share);
	DIR *dir = opendir(folder);

	if (!dir)
		return err_errno(err, _("cannot open the folder of rules %s"), folder);
	for (struct dirent *e; (e = readdir(dir));) {
		struct err fault = { 0 };
		struct str stem = stem_of(e->d_name);
		if (!stem.n)
			continue;
		const char *name = arena_str(mem, stem);
		if (!rule_file_add(list, name, arena_printf(mem, "%s/%s", folder, e->d_name),
				   &fault))
			*vec_push(list) = (struct rule_file){ .name = name, .fault = fault };
	}
	closedir(dir);
	if (list->n)
		qsort(list->p, list->n, sizeof *list->p, file_order);
	return true;
}

const char *rule_trial_text(const struct rule_trial *t, struct arena *mem)
{
	static const enum light order[] = { LIGHT_RED, LIGHT_YELLOW, LIGHT_UNKNOWN, LIGHT_GREEN };
	enum { LIGHTS = sizeof order / sizeof *order };
	const char *text =
		arena_printf(mem,
			     ngettext("%lld light would change", "%lld lights would change",
				      (unsigned long)t->changed),
			     (long long)t->changed);
	int n = 0;

	if (t->changed == 0)
		return _("no light would change");
	for (int to = 0; to < LIGHTS; to++)
		for (int from = 0; from < LIGHTS; from++) {
			int64_t turned = t->turned[order[from]][order[to]];
			if (from != to && turned > 0)
				text = arena_printf(mem, "%s%s %s -> %s %lld", text,
						    n++ ? "," : ":", light_word(order[from]),
						    light_word(order[to]), (long long)turned);
		}
	return text;
}

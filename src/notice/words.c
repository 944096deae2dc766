#include "notice/words.h"

#include <stdio.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/fold.h"
#include "base/gettext.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "base/vec.h"

#include "base/ban.h"

enum { WORDS_LIMIT = 256 * 1024 };

struct words {
	struct arena mem;
	VEC(struct str) list[WORD_KINDS];
	struct map *departments;    /* folded name -> number of its line */
};

/* The names of the kinds as the files write them, and in which file each stands. */
static const struct { const char *file, *name; } kinds[WORD_KINDS] = {
	[WORD_COL_NUMBER] = { "columns", "number" },
	[WORD_COL_CATEGORY] = { "columns", "category" },
	[WORD_COL_TASK] = { "columns", "task" },
	[WORD_COL_LEAD] = { "columns", "lead" },
	[WORD_COL_RESPONSIBLE] = { "columns", "responsible" },
	[WORD_COL_SUPERVISOR] = { "columns", "supervisor" },
	[WORD_COL_DEADLINE] = { "columns", "deadline" },
	[WORD_COL_REMARK] = { "columns", "remark" },
	[WORD_ENDING] = { "units", "ending" },
	[WORD_GROUP_BEGIN] = { "units", "group-begin" },
	[WORD_GROUP_END] = { "units", "group-end" },
	[WORD_OPEN] = { "units", "open" },
	[WORD_AREA] = { "units", "area" },
	[WORD_NO_AREA] = { "units", "no-area" },
	[WORD_ALONE_BEGIN] = { "units", "alone-begin" },
	[WORD_ALONE_END] = { "units", "alone-end" },
	[WORD_DIFFER] = { "units", "differ" },
	[WORD_LOOSE] = { "units", "loose" },
	[WORD_ROLE_LEAD] = { "units", "lead" },
	[WORD_ROLE_RESPONSIBLE] = { "units", "responsible" },
	[WORD_ROLE_SUPERVISOR] = { "units", "supervisor" },
	[WORD_SHORT_OFF] = { "units", "short-off" },
	[WORD_CAMPAIGN] = { "campaigns", "campaign" },
	[WORD_VERB] = { "campaigns", "verb" },
	[WORD_ATTACHMENT] = { "campaigns", "attachment" },
	[WORD_TITLE] = { "campaigns", "title" },
	[WORD_LIST_BEGIN] = { "campaigns", "list-begin" },
	[WORD_LIST_END] = { "campaigns", "list-end" },
	[WORD_LIST_JOIN] = { "campaigns", "list-join" },
	[WORD_LEAD_IN] = { "campaigns", "lead-in" },
	[WORD_LEAD_CLAUSE] = { "campaigns", "lead-clause" },
	[WORD_LEAD_BY] = { "campaigns", "lead-by" },
	[WORD_LEAD_TO] = { "campaigns", "lead-to" },
	[WORD_QUANTITY] = { "campaigns", "quantity" },
	[WORD_FIGURE_LOOSE] = { "campaigns", "figure-loose" },
	[WORD_AND_ALSO] = { "campaigns", "and-also" },
	[WORD_ACHIEVED] = { "campaigns", "achieved" },
	[WORD_HANDED_IN] = { "campaigns", "handed-in" },
};

static struct str fold_word(struct words *w, struct str word)
{
	struct buf folded = { 0 };
	struct str kept;

	fold_text(&folded, word);
	kept = (struct str){ arena_str(&w->mem, buf_str(&folded)), folded.n };
	buf_clear(&folded);
	return kept;
}

/* The next word of a line, parted by blanks or tabs; false at the end. */
static bool next_word(struct str *rest, struct str *word)
{
	size_t at = 0, end;

	while (at < rest->n && (rest->p[at] == ' ' || rest->p[at] == '\t'))
		at++;
	for (end = at; end < rest->n && rest->p[end] != ' ' && rest->p[end] != '\t';)
		end++;
	*word = (struct str){ rest->p + at, end - at };
	*rest = str_from(*rest, end);
	return word->n > 0;
}

static bool read_kinds(
	struct words *w, const char *file, struct str line, struct place at, struct err *err)
{
	struct str kind, word;
	int k = 0;

	if (!next_word(&line, &kind))
		return true;
	while (k < WORD_KINDS && (strcmp(kinds[k].file, file) != 0 || !str_is(kind, kinds[k].name)))
		k++;
	if (k == WORD_KINDS)
		return err_at(
			err, ERR_INPUT, at, _("no kind of words is called “%.*s”"), STR_ARG(kind));
	while (next_word(&line, &word)) {
		struct str folded = fold_word(w, word);

		if (folded.n)
			*vec_push(&w->list[k]) = folded;
	}
	return true;
}

static void read_department(struct words *w, struct str line, int number)
{
	struct str word;

	while (next_word(&line, &word)) {
		intptr_t *at = map_at(w->departments, fold_word(w, word), true);

		if (*at == 0)
			*at = number;
	}
}

static bool read_file(struct words *w, const char *share_dir, const char *file, struct err *err)
{
	struct buf bytes = { 0 };
	char *path = arena_printf(&w->mem, "%s/words/%s.txt", share_dir, file);
	struct place at = { .line = 0 };
	struct str rest, line;
	bool ok = file_read(path, WORDS_LIMIT, &bytes, err);

	snprintf(at.source, sizeof at.source, "words/%s.txt", file);
	rest = buf_str(&bytes);
	while (ok && str_cut(&rest, '\n', &line)) {
		at.line++;
		line = str_trim(line);
		if (line.n == 0 || line.p[0] == '#')
			continue;
		if (utf8_flaw(line) >= 0)
			ok = err_at(err, ERR_INPUT, at, _("broken UTF-8"));
		else if (strcmp(file, "names") == 0)
			read_department(w, line, at.line);
		else
			ok = read_kinds(w, file, line, at, err);
	}
	buf_clear(&bytes);
	return ok;
}

struct words *words_load(const char *share_dir, struct err *err)
{
	static const char *const files[] = { "columns", "units", "campaigns", "names" };
	struct words *w = mem_alloc(sizeof *w);

	w->departments = map_new();
	for (size_t i = 0; i < sizeof files / sizeof *files; i++)
		if (!read_file(w, share_dir, files[i], err)) {
			words_free(w);
			return NULL;
		}
	return w;
}

void words_free(struct words *w)
{
	if (!w)
		return;
	for (int k = 0; k < WORD_KINDS; k++)
		vec_clear(&w->list[k]);
	map_free(w->departments);
	arena_clear(&w->mem);
	free(w);
}

size_t words_begin(const struct words *w, enum word_kind k, struct str folded)
{
	size_t best = 0;

	for (size_t i = 0; i < w->list[k].n; i++)
		if (w->list[k].p[i].n > best && str_starts(folded, w->list[k].p[i]))
			best = w->list[k].p[i].n;
	return best;
}

size_t words_end(const struct words *w, enum word_kind k, struct str folded)
{
	size_t best = 0;

	for (size_t i = 0; i < w->list[k].n; i++)
		if (w->list[k].p[i].n > best && str_ends(folded, w->list[k].p[i]))
			best = w->list[k].p[i].n;
	return best;
}

bool words_has(const struct words *w, enum word_kind k, struct str folded)
{
	for (size_t i = 0; i < w->list[k].n; i++)
		if (str_eq(w->list[k].p[i], folded))
			return true;
	return false;
}

size_t words_count(const struct words *w, enum word_kind k)
{
	return w->list[k].n;
}

struct str words_at(const struct words *w, enum word_kind k, size_t i)
{
	return w->list[k].p[i];
}

int words_department(const struct words *w, struct str folded)
{
	intptr_t *at = map_at(w->departments, folded, false);

	return at ? (int)*at : 0;
}

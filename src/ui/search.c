#include "ui/search.h"

#include "base/gettext.h"
#include "store/rows.h"

#include "base/ban.h"

bool search_set(struct ui *ui, struct search *s, const char *typed)
{
	struct str text = str_trim(str_of(typed));
	struct err err = { 0 };
	struct word *word = NULL;

	if (text.n == 0)
		return s->word != NULL;
	if (!word_plain(text, ledger_pinyin(ui->ledger), &word, &err)) {
		ui_error(ui, &err);
		return false;
	}
	word_free(s->word);
	*s = (struct search){ .word = word, .hit = WORD_TEXT };
	return true;
}

void search_clear(struct search *s)
{
	word_free(s->word);
	*s = (struct search){ .word = NULL };
}

const char *search_text(const struct search *s)
{
	return s->word ? word_text(s->word) : "";
}

void search_begin(struct search *s)
{
	s->hit = WORD_TEXT;
}

bool search_again(struct search *s)
{
	if (s->hit == WORD_PINYIN)
		return false;
	s->hit = WORD_PINYIN;
	return true;
}

bool search_hit(const struct search *s, struct str text, size_t *at, size_t *len)
{
	struct err none = { 0 };

	return s->word && word_find(s->word, text, at, len, &none) == (int)s->hit;
}

bool search_hit_unit(struct ui *ui, const struct search *s, int64_t unit)
{
	struct arena mem = { 0 };
	name_rows names = { 0 };
	struct err none = { 0 };
	bool has = false;

	if (s->word && names_read(ui->ledger->db, unit, &mem, &names, &none))
		for (size_t i = 0; i < names.n && !has; i++)
			has = word_find_name(s->word, str_of(names.p[i].name), NULL, NULL, &none) ==
			      (int)s->hit;
	vec_clear(&names);
	arena_clear(&mem);
	return has;
}

bool search_is(const struct search *s, const char *number)
{
	return s->hit == WORD_TEXT && str_is(str_of(search_text(s)), number);
}

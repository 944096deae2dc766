#include "model/target_wording.h"

#include "base/ban.h"

static const char *const comparator_words[] = { "", ">", ">=", "<", "<=", "=" };
static const char *const scope_words[] = { "each", "sum", "joint" };

const char *comparator_word(enum comparator c)
{
	return comparator_words[c];
}

bool comparator_parse(struct str word, enum comparator *c)
{
	for (int i = 0; i < (int)(sizeof comparator_words / sizeof *comparator_words); i++) {
		if (str_is(word, comparator_words[i])) {
			*c = (enum comparator)i;
			return true;
		}
	}
	return false;
}

const char *scope_word(enum scope s)
{
	return scope_words[s];
}

bool scope_parse(struct str word, enum scope *s)
{
	for (int i = 0; i < (int)(sizeof scope_words / sizeof *scope_words); i++) {
		if (str_is(word, scope_words[i])) {
			*s = (enum scope)i;
			return true;
		}
	}
	return false;
}

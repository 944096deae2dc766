/* The word lists of share/words: how columns, units, campaigns and their parts are called in
 * general. No notice's own content. */
#ifndef NOTICE_WORDS_H
#define NOTICE_WORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/str.h"

/* One list for each kind in the files; words_kind_name() gives its name there. */
enum word_kind {
	/* columns.txt, in the order of enum column_role */
	WORD_COL_NUMBER, WORD_COL_CATEGORY, WORD_COL_TASK, WORD_COL_LEAD, WORD_COL_RESPONSIBLE,
	WORD_COL_SUPERVISOR, WORD_COL_DEADLINE, WORD_COL_REMARK,
	/* units.txt */
	WORD_ENDING, WORD_GROUP_BEGIN, WORD_GROUP_END, WORD_OPEN, WORD_AREA, WORD_NO_AREA,
	WORD_ALONE_BEGIN, WORD_ALONE_END, WORD_DIFFER, WORD_LOOSE, WORD_ROLE_LEAD,
	WORD_ROLE_RESPONSIBLE, WORD_ROLE_SUPERVISOR, WORD_SHORT_OFF,
	/* campaigns.txt */
	WORD_CAMPAIGN, WORD_VERB, WORD_ATTACHMENT, WORD_TITLE, WORD_LIST_BEGIN, WORD_LIST_END,
	WORD_LIST_JOIN, WORD_LEAD_IN, WORD_LEAD_CLAUSE, WORD_LEAD_BY, WORD_LEAD_TO, WORD_QUANTITY,
	WORD_FIGURE_LOOSE, WORD_AND_ALSO, WORD_ACHIEVED, WORD_HANDED_IN,
	WORD_KINDS
};

struct words;

/* Loads DIR/words/{columns,units,campaigns,names}.txt. A missing file or an unknown kind is an
 * error that names file and line. */
struct words *words_load(const char *share_dir, struct err *err)
	__attribute__((nonnull, warn_unused_result));
void words_free(struct words *w);

/* All words are folded (base/fold.h), and so is the text asked about. Each gives the length in
 * bytes of the longest word that fits, 0 where none does. */
size_t words_begin(const struct words *w, enum word_kind k, struct str folded)
	__attribute__((nonnull)); /* text begins with it */
size_t words_end(const struct words *w, enum word_kind k, struct str folded)
	__attribute__((nonnull)); /* text ends in it */
bool words_has(const struct words *w, enum word_kind k, struct str folded)
	__attribute__((nonnull)); /* text is it */
/* Words of one kind, in the order of the file. */
size_t words_count(const struct words *w, enum word_kind k) __attribute__((nonnull));
struct str words_at(const struct words *w, enum word_kind k, size_t i) __attribute__((nonnull));

/* The department (a number from 1) that a unit's name without its area belongs to, by
 * names.txt; 0 unknown. */
int words_department(const struct words *w, struct str folded) __attribute__((nonnull));

#endif

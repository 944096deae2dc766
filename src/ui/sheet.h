/* A sheet: one thing shown whole, as parts with headings under one cursor: texts, duties, items.
 * The item and the unit screen are sheets. */
#ifndef UI_SHEET_H
#define UI_SHEET_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "model/view.h"
#include "ui/cursor.h"
#include "ui/draw.h"
#include "ui/marks.h"
#include "ui/screen.h"
#include "ui/search.h"

enum sheet_kind { SHEET_BLANK, SHEET_HEADING, SHEET_TEXT, SHEET_DUTY, SHEET_GROUP, SHEET_ITEM };

struct sheet_row {
	enum sheet_kind kind;
	/* of a text: at the left, "" where it goes on; of a heading: its words */
	const char *label;
	const char *text;
	int label_cols;               /* of a text: its room, with the blank behind it */
	struct duty_state duty;       /* SHEET_DUTY */
	/* SHEET_GROUP; SHEET_DUTY: the group that its unit owes for, 0: none */
	int64_t group;
	int64_t item;                 /* SHEET_ITEM, SHEET_GROUP */
	int64_t measure;              /* SHEET_TEXT: the measure that it is of, 0: none */
	struct duty_line *line;       /* read when first shown */
	struct item_line *item_line;
	struct group_line *group_line;
};

struct sheet {
	bool by_unit;                 /* duties are named by their unit, else by their item */
	VEC(struct sheet_row) rows;
	struct cursor cursor;
	struct arena mem;             /* of all texts */
	int cols;                     /* for which texts were wrapped */
	int label_cols;               /* for labels of the texts that are added next; 0: as ever */
	struct buf reason;            /* of the chosen row, once the hand has rested */
	struct search search;         /* what was searched for last */
	enum list_sort sort;          /* of the duties of each part */
	bool reversed;
	struct marks *marks;          /* duties; lent */
	/* a verb was begun from here: the cursor steps on when it is done */
	bool acted;
};

/* Empties it for being filled anew; the cursor stays where it was, by number. */
void sheet_begin(struct sheet *s) __attribute__((nonnull));
void sheet_clear(struct sheet *s) __attribute__((nonnull));
void sheet_blank(struct sheet *s) __attribute__((nonnull));
void sheet_heading(struct sheet *s, const char *format, ...)
	__attribute__((format(printf, 2, 3), nonnull(1, 2)));
/* Cleaned and wrapped; label stands before its first line. */
void sheet_text(struct sheet *s, const char *label, const char *text) __attribute__((nonnull));
/* The same of a measure of the item. */
void sheet_measure(struct sheet *s, const char *label, const char *text, int64_t measure)
	__attribute__((nonnull));
/* The same of what was done on a day: the day is its label; of one long ago the year, and the day
 * leads the text. */
void sheet_on_day(struct ui *ui, struct sheet *s, date on, const char *text)
	__attribute__((nonnull));
void sheet_duties(struct sheet *s, const duty_states *list) __attribute__((nonnull));
/* The units of an item; members stand under the row of their group. */
bool sheet_units(struct ui *ui, struct sheet *s, int64_t item, const duty_states *list,
		 struct err *err) __attribute__((nonnull, warn_unused_result));
/* Below duties: a line for each whose date was extended, or is asked to be. */
void sheet_extensions(struct ui *ui, struct sheet *s, const duty_states *list)
	__attribute__((nonnull));
void sheet_item(struct sheet *s, int64_t item) __attribute__((nonnull));

/* Once it is filled: puts the duties in the order that was chosen. */
void sheet_sort(struct ui *ui, struct sheet *s) __attribute__((nonnull));

/* The chosen row, NULL where there is none. */
struct sheet_row *sheet_chosen(struct sheet *s) __attribute__((nonnull));
/* After it was filled anew: the cursor back to the row it was on, by what that row is; after a
 * verb, to the next silent duty below; after a review, to the next one that waits for it. */
struct sheet_place { struct sheet_row row; int64_t at; };
struct sheet_place sheet_place(struct sheet *s) __attribute__((nonnull));
void sheet_restore(struct ui *ui, struct sheet *s, const struct sheet_place *p)
	__attribute__((nonnull));

void sheet_draw(struct ui *ui, struct sheet *s, int row, int rows) __attribute__((nonnull));
/* Moving, parts (Tab), verbs on the chosen duty or (about_item, where it is not 0) on the item
 * itself; false: another command. */
bool sheet_command(struct ui *ui, struct sheet *s, const char *command, int64_t about_item)
	__attribute__((nonnull));
/* "search", "next-match", "previous-match"; false: another command. sheet_command() asks it. */
bool sheet_find(struct ui *ui, struct sheet *s, const char *command) __attribute__((nonnull));
/* Does a marked duty stand on a row? */
bool sheet_lists(const struct sheet *s, const struct marked *k) __attribute__((nonnull));
void sheet_rested(struct ui *ui, struct sheet *s) __attribute__((nonnull));

#endif

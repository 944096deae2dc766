/* What the log and the screen of one of its actions share. */
#ifndef UI_SCREENS_LOG_PRIVATE_H
#define UI_SCREENS_LOG_PRIVATE_H

#include "base/arena.h"
#include "model/log_filter.h"
#include "store/log.h"
#include "ui/cursor.h"
#include "ui/screen.h"
#include "ui/search.h"

/* The lines that are held are a stretch of those that fit, newest first. */
struct log_screen {
	struct screen screen;
	/* Opened about something, or about what is new: its filter is its own. Else it is that of
	 * all lists (screen.narrowed), but for one that only the log can read. */
	bool alone;
	unsigned narrowed;            /* the stamp of ui->narrow, as it was read */
	struct buf text;              /* the filter in force, as it was typed; "" none */
	struct log_filter filter;
	int64_t behind;               /* what arrived behind this line alone; 0: all */
	log_lines lines;
	int64_t older_at;             /* lines from that one on were looked at; 0: none */
	int64_t passed;               /* actions looked at; all of them, where it reaches to both ends */
	bool newest, oldest;          /* does the stretch reach to that end? */
	struct arena mem;             /* of the lines */
	struct cursor cursor;
	struct search search;
	/* what became of the chosen line, read when the hand rests; the line's key, 0: of none */
	struct buf fate;
	int64_t fate_of;
	struct err failure;
};

/* How many lines are seen. */
int log_rows(void);
/* Fetches older lines, where there are any: false where not, or where it failed or was ended by a
 * key (then ui->soon is set). */
bool log_older(struct ui *ui, struct log_screen *s) __attribute__((nonnull));
void log_clear(struct log_screen *s) __attribute__((nonnull));
/* The lines that fit from the newest on, or from the oldest. */
void log_begin(struct ui *ui, struct log_screen *s, bool oldest) __attribute__((nonnull));

/* log_narrow.c: takes a filter. What is wrong (*at is the byte) leaves the list as it was. */
bool log_filter_take(struct ui *ui, struct log_screen *s, struct str text, size_t *at,
		     struct err *err) __attribute__((nonnull, warn_unused_result));
/* The filter of all lists, or none where the log has its own. */
void log_filter_follow(struct ui *ui, struct log_screen *s) __attribute__((nonnull));
/* What its names and its keys of lists stand for now; an error of reading. */
bool log_filter_again(struct ui *ui, struct log_screen *s) __attribute__((nonnull));
/* Takes a filter for all lists, where they know what it asks, else for the log alone. */
bool log_filter_set(struct ui *ui, struct log_screen *s, struct str text, size_t *at,
		    struct err *err) __attribute__((nonnull, warn_unused_result));
/* The filter line, at the foot. */
void log_line_open(struct ui *ui, struct log_screen *s) __attribute__((nonnull));
/* Whom it is about: in the filter of all lists, where the log has that. */
void log_unit_choose(struct ui *ui) __attribute__((nonnull));

/* log_find.c: "search", "next-match", "previous-match"; false: another command. */
bool log_find_command(struct ui *ui, struct log_screen *s, const char *command)
	__attribute__((nonnull));

/* "11-22 15:10"; the year too where it is another one than today's. */
const char *log_time(struct ui *ui, int64_t at_ms, struct arena *mem)
	__attribute__((nonnull, returns_nonnull));
/* Asks, with what it would come to, and takes an action back; what takes back is itself taken back:
 * done again. */
void log_take_back(struct ui *ui, const struct log_line *action) __attribute__((nonnull));
/* For screen_ops: taking back needs a ledger that can be written. */
bool log_can_undo(struct ui *ui, struct screen *s, const char *command);
/* Pushes the screen of one action. */
void change_open(struct ui *ui, const struct change_hash *hash) __attribute__((nonnull));

#endif

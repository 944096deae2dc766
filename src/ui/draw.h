/* Drawing in columns: texts in UTF-8, cut with "~", never a control character, never half a wide
 * cell. On the terminal's screen, or, for a standard output that is none, into a text. */
#ifndef UI_DRAW_H
#define UI_DRAW_H

#include "base/buf.h"
#include "base/str.h"
#include "model/light.h"

enum look {
	LOOK_PLAIN, LOOK_BOLD, LOOK_HEAD,       /* the one emphasised heading */
	LOOK_DIM,                               /* plain where there is no colour */
	LOOK_GREEN, LOOK_YELLOW, LOOK_RED, LOOK_ERROR, LOOK_MATCH
};

/* After term_start(): the looks in what the terminal can do. */
void draw_start(void);
int draw_rows(void);
int draw_cols(void);
/* From now on into a text of that size, a line a row (blank ones left out); NULL: the terminal
 * again. */
void draw_to_text(struct buf *to, int rows, int cols);
bool draw_is_text(void);

/* A line is built left to right, whole, and then written once: pieces at columns; what does not
 * fit is cut. Blank to the right end. */
struct line;
/* begins row's line; one at a time */
struct line *line_at(int row);
/* flush left in [col, col+cols), cleaned of control characters */
void line_put(struct line *l, int col, int cols, enum look look, struct str text);
/* flush right */
void line_right(struct line *l, int col, int cols, enum look look, struct str text);
/* its word, in colour where there is */
void line_light(struct line *l, int col, enum light light);
void line_end(struct line *l);
void draw_blank(int row);
/* where the hardware cursor rests; the last one counts */
void draw_cursor(int row, int col);
/* all is drawn: to be sent with the next wait */
void draw_end(void);

#endif

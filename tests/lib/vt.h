/* What a terminal shows of the bytes it gets: libvterm, taught GB18030 and the program's idle mark.
 * Rows and columns count from 0 here. */
#ifndef TESTS_LIB_VT_H
#define TESTS_LIB_VT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct vt;

/* gb18030: a locale of that charset, whose bytes come and whose widths hold; NULL: UTF-8. */
struct vt *vt_new(int rows, int cols, const char *gb18030);
void vt_free(struct vt *t);

/* Shows bytes. The idle marks among them are taken out and counted. */
void vt_feed(struct vt *t, const char *bytes, size_t len);
/* What the terminal itself says to the program: answers, and keys that were pressed. */
size_t vt_answer(struct vt *t, char *to, size_t size);
void vt_resize(struct vt *t, int rows, int cols);

/* A key by its name (Enter, PgDn, C-l, M-x, F1): its bytes come out of vt_answer(). False: no such name. */
bool vt_key(struct vt *t, const char *name);
/* Text as typed, in the terminal's charset. False: a character is not in it. */
bool vt_type(struct vt *t, const char *text);
/* Text as pasted: in brackets where the program asked for them. */
bool vt_paste(struct vt *t, const char *text);

/* Bytes so far, without the marks; and up to the last "rest" mark since vt_unmark(), all where there is none. */
size_t vt_bytes(const struct vt *t);
size_t vt_bytes_moving(const struct vt *t);
/* Is the last that came a mark? It says "idle" (nothing more comes without a key) or "rest" (the program
 * waits for the hand to rest, and will then draw more), and how much the program had read by then, in whatever it counts. */
enum vt_mark { VT_MARK_NONE, VT_MARK_REST, VT_MARK_IDLE };
enum vt_mark vt_marked(const struct vt *t);
/* Forgets the mark: before a signal. */
void vt_unmark(struct vt *t);
/* Before a key is sent: a mark counts again once the program has read more than at the last one. One that it was about
 * to write says the same as the last, and is no answer to the key. */
void vt_sent(struct vt *t);

int vt_rows(const struct vt *t);
int vt_cols(const struct vt *t);
void vt_cursor(const struct vt *t, int *row, int *col);
bool vt_cursor_visible(const struct vt *t);
bool vt_altscreen(const struct vt *t);

/* Appends a row from a column on as UTF-8, trailing blanks cut. The second half of a wide character adds
 * nothing. False: col is such a half. */
bool vt_row(const struct vt *t, int row, int col, FILE *to);
enum { VT_STYLE_SIZE = 96 };
/* "yellow bold", "red on-blue reverse", "c208"; "plain" for none. Returns to. */
const char *vt_style(const struct vt *t, int row, int col, char to[VT_STYLE_SIZE]);

#endif

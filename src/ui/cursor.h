/* The cursor of a list: which row is chosen, and which one stands first. */
#ifndef UI_CURSOR_H
#define UI_CURSOR_H

#include <stdbool.h>
#include <stdint.h>

struct cursor {
	int64_t at, top;      /* rows from 0 */
};

/* Does down, up, page-down, page-up, first, last; false: another command. n: rows in all, rows:
 * how many are shown. */
bool cursor_command(struct cursor *c, const char *command, int64_t n, int rows);
/* After n or rows changed: the row stays chosen where it can, and is seen. */
void cursor_fit(struct cursor *c, int64_t n, int rows);
/* Chooses a row; one that was not seen comes to the middle. */
void cursor_to(struct cursor *c, int64_t at, int64_t n, int rows);

#endif

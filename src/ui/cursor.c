#include "ui/cursor.h"

#include <string.h>

#include "base/ban.h"

void cursor_fit(struct cursor *c, int64_t n, int rows)
{
	if (rows < 1)
		rows = 1;
	if (c->at >= n)
		c->at = n - 1;
	if (c->at < 0)
		c->at = 0;
	if (c->top > c->at)
		c->top = c->at;
	if (c->top < c->at - rows + 1)
		c->top = c->at - rows + 1;
	/* No blank rows at the end while there are rows above. */
	if (c->top > n - rows)
		c->top = n - rows;
	if (c->top < 0)
		c->top = 0;
}

void cursor_to(struct cursor *c, int64_t at, int64_t n, int rows)
{
	c->at = at;
	if (at < c->top || at >= c->top + rows)
		c->top = at - rows / 2;
	cursor_fit(c, n, rows);
}

bool cursor_command(struct cursor *c, const char *command, int64_t n, int rows)
{
	if (strcmp(command, "down") == 0)
		c->at++;
	else if (strcmp(command, "up") == 0)
		c->at--;
	else if (strcmp(command, "page-down") == 0)
		c->at += rows, c->top += rows;
	else if (strcmp(command, "page-up") == 0)
		c->at -= rows, c->top -= rows;
	else if (strcmp(command, "first") == 0)
		c->at = 0;
	else if (strcmp(command, "last") == 0)
		c->at = n - 1;
	else
		return false;
	cursor_fit(c, n, rows);
	return true;
}

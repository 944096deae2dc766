#include "tests/lib/visit_steps.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A row as text from col on, for the caller to free; NULL if col is the second half of a wide character. */
static char *row_text(const struct visit *v, int row, int col)
{
	char *text;
	size_t len;
	FILE *f = open_memstream(&text, &len);

	if (!f)
		abort();
	bool ok = vt_row(v->vt, row, col, f);
	fclose(f);
	if (ok)
		return text;
	free(text);
	return NULL;
}

static bool row_number(struct visit *v, const char *text, int *row)
{
	return (step_number(text, row) && *row >= 1 && *row <= vt_rows(v->vt)) ||
	       visit_fail(v, "no such row: %s of %d", text, vt_rows(v->vt));
}

static bool row_check(struct visit *v, int row, int col, const char *want, bool whole)
{
	char *text = row_text(v, row - 1, col - 1);
	bool ok = text && strncmp(text, want, whole ? SIZE_MAX : strlen(want)) == 0;

	if (!text)
		visit_fail(v, "row %d: column %d is the second half of a wide character", row, col);
	else if (!ok)
		visit_fail(v, "row %d, column %d shows\n  %s\nwanted\n  %s", row, col, text, want);
	free(text);
	return ok;
}

bool do_row(struct visit *v, struct word *args, size_t n)
{
	int row, col = 1;

	if (n < 2 || n > 3 || (n == 3 && (!step_number(args[1].text, &col) || col < 1 || col > vt_cols(v->vt))))
		return visit_fail(v, "row N [COL] TEXT");
	return row_number(v, args[0].text, &row) && row_check(v, row, col, args[n - 1].text, false);
}

bool do_row_is(struct visit *v, struct word *args, size_t n)
{
	int row;

	(void)n;
	return row_number(v, args[0].text, &row) && row_check(v, row, 1, args[1].text, true);
}

static bool on_screen(const struct visit *v, const char *text)
{
	bool found = false;

	for (int i = 0; i < vt_rows(v->vt) && !found; i++) {
		char *row = row_text(v, i, 0);
		found = strstr(row, text) != NULL;
		free(row);
	}
	return found;
}

bool do_has(struct visit *v, struct word *args, size_t n)
{
	(void)n;
	return on_screen(v, args[0].text) || visit_fail(v, "not on the screen: %s", args[0].text);
}

bool do_hasnot(struct visit *v, struct word *args, size_t n)
{
	(void)n;
	return !on_screen(v, args[0].text) || visit_fail(v, "on the screen: %s", args[0].text);
}

/* Only where the program is idle the picture is whole: what stands below the text may still be on its way, or wait for the hand to rest. */
static bool wait_until(struct visit *v, const char *text, bool there, const char *else_why)
{
	for (long end = pty_now_ms() + v->limit_ms; on_screen(v, text) != there || vt_marked(v->vt) != VT_MARK_IDLE;) {
		if (!visit_pump(v, 5) && (v->pty.ended || pty_now_ms() > end))
			return on_screen(v, text) == there || visit_fail(v, "%s: %s", else_why, text);
	}
	return true;
}

bool do_wait(struct visit *v, struct word *args, size_t n)
{
	(void)n;
	return wait_until(v, args[0].text, true, "did not come");
}

bool do_wait_gone(struct visit *v, struct word *args, size_t n)
{
	(void)n;
	return wait_until(v, args[0].text, false, "did not go");
}

bool do_cursor(struct visit *v, struct word *args, size_t n)
{
	int row, col, want_row, want_col;

	(void)n;
	if (!step_number(args[0].text, &want_row) || !step_number(args[1].text, &want_col))
		return visit_fail(v, "cursor ROW COL");
	vt_cursor(v->vt, &row, &col);
	return (row + 1 == want_row && col + 1 == want_col) ||
	       visit_fail(v, "the cursor is at %d %d, wanted %d %d", row + 1, col + 1, want_row, want_col);
}

bool do_style(struct visit *v, struct word *args, size_t n)
{
	char want[512] = "", got[VT_STYLE_SIZE];
	int row, from, to, used = 0;
	size_t len = 0;

	if (n < 3 || sscanf(args[1].text, "%d-%d%n", &from, &to, &used) != 2 || args[1].text[used] || from < 1 ||
	    from > to)
		return visit_fail(v, "style ROW FROM-TO ATTRIBUTE...");
	if (!row_number(v, args[0].text, &row))
		return false;
	for (size_t i = 2; i < n && len < sizeof want; i++)
		len += (size_t)snprintf(want + len, sizeof want - len, "%s%s", i > 2 ? " " : "", args[i].text);
	for (int col = from; col <= to && col <= vt_cols(v->vt); col++)
		if (strcmp(vt_style(v->vt, row - 1, col - 1, got), want) != 0)
			return visit_fail(v, "row %d, column %d is %s, wanted %s", row, col, got, want);
	return true;
}

static bool bytes_check(struct visit *v, struct word *args, size_t upto)
{
	size_t got = upto > v->bytes_before ? upto - v->bytes_before : 0;
	int most;

	if (strcmp(args[0].text, "<=") != 0 || !step_number(args[1].text, &most))
		return visit_fail(v, "bytes <= N");
	return got <= (size_t)most || visit_fail(v, "%zu bytes were sent, at most %d wanted", got, most);
}

bool do_bytes(struct visit *v, struct word *args, size_t n)
{
	(void)n;
	return bytes_check(v, args, vt_bytes(v->vt));
}

bool do_bytes_moving(struct visit *v, struct word *args, size_t n)
{
	(void)n;
	return bytes_check(v, args, vt_bytes_moving(v->vt));
}

bool do_screen(struct visit *v, struct word *args, size_t n)
{
	(void)n;
	return golden_check(v, args[0].text);
}

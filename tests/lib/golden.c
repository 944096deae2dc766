/* Golden screens: the rows, the cursor, and where a row is not plain. Their differences are read as code is. */
#include "tests/lib/visit.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* "4 2-3 yellow bold": row, columns, attributes; a line for each run of equal cells. Blanks count: a background shows. */
static void golden_styles(const struct vt *t, int row, FILE *to)
{
	int cols = vt_cols(t), from = 0;
	char now[VT_STYLE_SIZE], run[VT_STYLE_SIZE];

	vt_style(t, row, 0, run);
	for (int col = 1; col <= cols; col++) {
		if (col < cols && strcmp(vt_style(t, row, col, now), run) == 0)
			continue;
		if (strcmp(run, "plain") != 0)
			fprintf(to, "%d %d-%d %s\n", row + 1, from + 1, col, run);
		from = col;
		snprintf(run, sizeof run, "%s", now);
	}
}

static char *golden_screen(const struct vt *t)
{
	char *text;
	size_t len;
	int row, col;
	FILE *f = open_memstream(&text, &len);

	if (!f)
		abort();
	for (int i = 0; i < vt_rows(t); i++) {
		vt_row(t, i, 0, f);
		fputc('\n', f);
	}
	vt_cursor(t, &row, &col);
	fprintf(f, "-- %dx%d, cursor %d %d%s\n", vt_cols(t), vt_rows(t), row + 1, col + 1,
		vt_cursor_visible(t) ? "" : " hidden");
	for (int i = 0; i < vt_rows(t); i++)
		golden_styles(t, i, f);
	fclose(f);
	return text;
}

/* Prints the lines in which they differ. */
static void golden_diff(const char *want, const char *got)
{
	for (int line = 1; *want || *got; line++) {
		size_t w = strcspn(want, "\n"), g = strcspn(got, "\n");
		if (w != g || memcmp(want, got, w) != 0)
			printf("# %3d-%.*s\n# %3d+%.*s\n", line, (int)w, want, line, (int)g, got);
		want += w + (want[w] != '\0');
		got += g + (got[g] != '\0');
	}
}

bool golden_check(struct visit *v, const char *name)
{
	char path[PATH_MAX];
	const char *update = getenv("UPDATE");
	char *got = golden_screen(v->vt), *want = NULL;
	size_t room = 0;
	bool ok = false;

	if (snprintf(path, sizeof path, "%s/%s", v->dir, name) >= (int)sizeof path) {
		visit_fail(v, "too long a name: %s", name);
		goto out;
	}
	FILE *f = fopen(path, "r");
	if (f) {
		if (getdelim(&want, &room, '\0', f) < 0)
			want = strdup("");
		fclose(f);
	}
	ok = want && strcmp(want, got) == 0;
	if (!ok && update && *update) {
		f = fopen(path, "w");
		ok = f && fputs(got, f) >= 0 && fclose(f) == 0;
		printf("# rewritten: %s\n", path);
		if (!ok)
			visit_fail(v, "cannot write %s: %s", path, strerror(errno));
	} else if (!want) {
		visit_fail(v, "there is no %s; make check UPDATE=1 writes it", path);
	} else if (!ok) {
		golden_diff(want, got);
		visit_fail(v, "the screen is not as in %s (- there, + here); make check UPDATE=1 rewrites it", name);
	}
out:
	free(got);
	free(want);
	return ok;
}

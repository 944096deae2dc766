/* A document as JSON:
 * {"format":"duban-paper/1","paper","title","subject","asof","facts":[{"label","text"}],"tables":[{"name","title","columns":[{"name","head"}],
 * "rows":[{"name of column": value}],"sum":{...} or null}],"notes":[text]}. Numbers are numbers; an
 * empty cell is null. */
#include <stdlib.h>

#include "base/gettext.h"
#include "base/json.h"
#include "paper/paper.h"

#include "base/ban.h"

static void key_text(struct json *j, const char *key, const char *text)
{
	json_key(j, key);
	json_text(j, text);
}

static void row_put(struct json *j, const struct doc_table *t, size_t r)
{
	json_object(j);
	for (size_t c = 0; c < t->n_columns; c++) {
		const char *text = doc_text(t, r, c);

		json_key(j, t->columns[c].name);
		if (!*text)
			json_null(j);
		else if (t->columns[c].number)
			json_int(j, strtoll(text, NULL, 10));
		else
			json_text(j, text);
	}
	json_object_end(j);
}

static void table_put(struct json *j, const struct doc_table *t)
{
	size_t sum = t->rows.n;

	json_object(j);
	key_text(j, "name", t->name);
	key_text(j, "title", t->title);
	json_key(j, "columns");
	json_array(j);
	for (size_t c = 0; c < t->n_columns; c++) {
		json_object(j);
		key_text(j, "name", t->columns[c].name);
		key_text(j, "head", _(t->columns[c].head));
		json_object_end(j);
	}
	json_array_end(j);
	json_key(j, "rows");
	json_array(j);
	for (size_t r = 0; r < t->rows.n; r++) {
		if (t->rows.p[r].kind == DOC_ROW)
			row_put(j, t, r);
		else if (t->rows.p[r].kind == DOC_SUM)
			sum = r;
	}
	json_array_end(j);
	json_key(j, "sum");
	if (sum < t->rows.n)
		row_put(j, t, sum);
	else
		json_null(j);
	json_object_end(j);
}

void out_json_write(const struct doc *d, const struct paper_options *o, struct buf *to)
{
	struct json j;
	char day[DATE_TEXT_SIZE];

	(void)o;
	json_init(&j, to);
	json_object(&j);
	key_text(&j, "format", "duban-paper/1");
	key_text(&j, "paper", d->name);
	key_text(&j, "title", d->title);
	key_text(&j, "subject", *d->subject ? d->subject : NULL);
	key_text(&j, "asof", date_text(d->asof, day));
	json_key(&j, "facts");
	json_array(&j);
	for (size_t i = 0; i < d->facts.n; i++) {
		json_object(&j);
		key_text(&j, "label", d->facts.p[i].label);
		key_text(&j, "text", d->facts.p[i].text);
		json_object_end(&j);
	}
	json_array_end(&j);
	json_key(&j, "tables");
	json_array(&j);
	for (size_t i = 0; i < d->tables.n; i++)
		table_put(&j, &d->tables.p[i]);
	json_array_end(&j);
	json_key(&j, "notes");
	json_array(&j);
	for (size_t i = 0; i < d->notes.n; i++)
		json_text(&j, d->notes.p[i].text);
	json_array_end(&j);
	json_object_end(&j);
}

/* Tables out of spreadsheets, from their bytes to rows of values: lines go on, each row has a cell for each field, and all of it is a text. */
#include "tests/fuzz/fuzz.h"

#include <string.h>

#include "base/charset.h"
#include "base/utf8.h"
#include "cli/entry_table.h"

#include "base/ban.h"

static void check_rows(const csv_rows *rows)
{
	for (size_t i = 0; i < rows->n; i++) {
		const struct csv_row *r = &rows->p[i];
		bool any = false;
		for (size_t k = 0; k < r->n; k++)
			any |= r->cells[k].n > 0;
		FUZZ_HOLDS(any && r->line > (i ? rows->p[i - 1].line : 0));
	}
}

static void check_entries(const struct entries_in *t)
{
	FUZZ_HOLDS(t->heads[ENTRY_UNIT] && (t->heads[ENTRY_ITEM] || t->heads[ENTRY_NUMBER]));
	for (size_t i = 0; i < t->rows.n; i++) {
		for (int f = 0; f < ENTRY_FIELDS; f++)
			FUZZ_HOLDS(utf8_flaw(str_of(t->rows.p[i].cells[f])) < 0 && (t->heads[f] || !*t->rows.p[i].cells[f]));
		for (size_t k = 0; k < t->n_names; k++)
			FUZZ_HOLDS(utf8_flaw(str_of(t->rows.p[i].named[k])) < 0);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct entries_in t = { .on = DATE_NONE };
	struct arena mem = { 0 };
	struct buf text = { 0 };
	struct err err = { 0 };
	csv_rows rows = { 0 };
	enum charset found;
	size_t above;

	if (charset_read((struct str){ (const char *)bytes, n }, "r.csv", &text, &found, &err) &&
	    csv_read(buf_str(&text), "r.csv", &mem, &rows, &err)) {
		check_rows(&rows);
		if (entry_table_take(&rows, "r.csv", &mem, &t, &above, &err))
			check_entries(&t);
	}
	FUZZ_HOLDS(err.code == ERR_NONE || (err.code == ERR_INPUT && *err.text && utf8_flaw(str_of(err.text)) < 0));
	entry_table_clear(&t);
	vec_clear(&rows);
	buf_clear(&text);
	arena_clear(&mem);
	return 0;
}

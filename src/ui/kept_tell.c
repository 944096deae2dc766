/* At start: which forms were left half-typed. */
#include "ui/kept_tell.h"

#include <stdlib.h>

#include "base/gettext.h"
#include "store/rows.h"
#include "ui/kept.h"

#include "base/ban.h"

/* "市银监局 8": what a form is about, by the ids behind its verb (form_key()): item, then unit. ""
 * where they are not there. */
static const char *kept_subject(struct ui *ui, struct str ids, struct arena *mem)
{
	struct item_row item = { .number = "" };
	struct unit_row unit = { .name = "" };
	struct err none = { 0 };
	struct str word;
	struct id id;

	if (!str_cut(&ids, ' ', &word) || !id_parse(word, &id) ||
	    !item_get(ui->ledger->db, row_key(ui->ledger->db, KIND_ITEM, &id), mem, &item, &none))
		return "";
	if (!str_cut(&ids, ' ', &word) || !id_parse(word, &id) ||
	    !unit_get(ui->ledger->db, row_key(ui->ledger->db, KIND_UNIT, &id), mem, &unit, &none))
		return item.number;
	return arena_printf(mem, "%s %s", *unit.shortname ? unit.shortname : unit.name,
			    item.number);
}

void kept_tell(struct ui *ui)
{
	struct arena mem = { 0 };
	kept_forms forms = { 0 };

	kept_list(ui->ledger, &mem, &forms);
	for (size_t i = 0; i < forms.n && i < 1; i++) {
		struct str rest = str_of(forms.p[i]), name;
		/* What was typed into a cell of the grid is found there again. */
		bool begun = str_cut(&rest, ' ', &name), cell = begun && str_is(name, "figures");
		const struct command *c =
			begun ? command_find(cell ? "figure" : arena_str(&mem, name)) : NULL;
		const char *subject = c ? kept_subject(ui, rest, &mem) : "";

		if (c && *subject)
			ui_say(ui,
			       ngettext("%zu form half-typed: %s, %s; %s there shows it again",
					"%zu forms half-typed, the last: %s, %s; %s there shows it "
					"again",
					(unsigned long)forms.n),
			       forms.n, _(c->label), subject,
			       keymap_key(ui->keymap, cell ? "grid" : "list", c->name));
		else
			ui_say(ui,
			       ngettext("%zu form half-typed", "%zu forms half-typed",
					(unsigned long)forms.n),
			       forms.n);
	}
	vec_clear(&forms);
	arena_clear(&mem);
}

#include "ui/looked.h"

#include "base/file.h"
#include "store/log.h"
#include "ui/kept.h"

#include "base/ban.h"

enum { LOOKED_MAX = 4096 };

void looked_note(struct ui *ui)
{
	struct ledger *l = ui->ledger;
	char path[PATH_MAX], hash[HASH_TEXT_SIZE];
	struct err none = { 0 };
	struct arena mem = { 0 };
	struct log_line newest;
	int64_t key = log_newest(l->db, &none);

	if (l->past || key == ui->looked)
		return;
	ui->looked = key;
	/* By its hash, as a copy may lie in the ledger's place. */
	if (kept_path(l, "clashes", "", path) && log_at(l->db, key, &mem, &newest, &none) &&
	    file_make_parents(path, &none))
		(void)!file_write(path, str_of(hex_text(newest.hash.b, HASH_SIZE, hash)), 0600, &none);
	arena_clear(&mem);
}

int64_t looked_read(struct ui *ui)
{
	char path[PATH_MAX];
	struct err none = { 0 };
	struct arena mem = { 0 };
	struct buf text = { 0 };
	struct log_line line;

	if (ui->looked == 0) {
		ui->looked = -1;
		if (kept_path(ui->ledger, "clashes", "", path) &&
		    file_read(path, LOOKED_MAX, &text, &none) &&
		    log_find_place(ui->ledger->db, buf_str(&text), &mem, &line, &none))
			ui->looked = line.key;
	}
	buf_clear(&text);
	arena_clear(&mem);
	return ui->looked > 0 ? ui->looked : 0;
}

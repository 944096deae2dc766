/* A file that somebody names as their public key: what is taken becomes a line of authorized_keys, so that nothing but a type and base64 may come of it, and
 * the same again when it is read again. */
#include "tests/fuzz/fuzz.h"

#include <string.h>

#include "base/authorized.h"
#include "base/ssh_key.h"
#include "base/utf8.h"

#include "base/ban.h"

static void check_taken(struct str key)
{
	char print[SSH_KEY_PRINT_SIZE];
	struct buf again = { 0 }, lines = { 0 };
	struct err err = { 0 };
	struct authorized_line line = { "/usr/bin/duban", "/srv/x.db", "wang", key.p };
	size_t blanks = 0;

	for (size_t i = 0; i < key.n; i++) {
		FUZZ_HOLDS(key.p[i] >= ' ' && key.p[i] <= '~' && !strchr("\"'\\#,;", key.p[i]));
		blanks += key.p[i] == ' ';
	}
	FUZZ_HOLDS(blanks == 1);
	FUZZ_HOLDS(ssh_key_read(key, "again", &again, &err) && str_eq(buf_str(&again), key));
	FUZZ_HOLDS(str_starts(str_of(ssh_key_print(key, print)), STR_LIT("SHA256:")));
	FUZZ_HOLDS(authorized_put((struct str){ "", 0 }, &line, "keys", &lines, &err));
	FUZZ_HOLDS(authorized_has(buf_str(&lines), &line) && buf_str(&lines).p[lines.n - 1] == '\n');
	FUZZ_HOLDS((char *)memchr(lines.p, '\n', lines.n) == lines.p + lines.n - 1);
	buf_clear(&again);
	buf_clear(&lines);
}

/* As a file that stands there already, whatever it is: what is put in goes out again, the rest stays byte for byte. */
static void check_beside(struct str text)
{
	static const struct authorized_line line = { "/usr/bin/duban", "/srv/x.db", "wang", "ssh-ed25519 AAAA" };
	struct buf with = { 0 }, without = { 0 }, before = { 0 };
	struct err err = { 0 };

	(void)authorized_drop(text, line.ledger, line.name, &before);
	if (authorized_put(buf_str(&before), &line, "keys", &with, &err)) {
		FUZZ_HOLDS(authorized_has(buf_str(&with), &line));
		FUZZ_HOLDS(authorized_drop(buf_str(&with), line.ledger, line.name, &without) == 1);
		FUZZ_HOLDS(!authorized_has(buf_str(&without), &line));
		FUZZ_HOLDS(str_starts(buf_str(&without), buf_str(&before)) && without.n - before.n <= 1);
	} else {
		FUZZ_HOLDS(err.code != ERR_NONE && *err.text);
	}
	buf_clear(&before);
	buf_clear(&with);
	buf_clear(&without);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct str text = { (const char *)bytes, n };
	struct buf key = { 0 };
	struct err err = { 0 };
	char print[SSH_KEY_PRINT_SIZE];

	if (ssh_key_read(text, "key.pub", &key, &err))
		check_taken((struct str){ buf_text(&key), key.n });
	else
		FUZZ_HOLDS(err.code == ERR_INPUT && utf8_flaw(str_of(err.text)) < 0);
	FUZZ_HOLDS(strlen(ssh_key_print(text, print)) < sizeof print);
	check_beside(text);
	buf_clear(&key);
	return 0;
}

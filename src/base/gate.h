/* The gate: what a program may do that was started with --locked. One account of the host, one key a
 * person; the key's line in authorized_keys runs "duban --db LEDGER --as NAME --locked", and the person
 * gets the ledger and nothing else of the host. All that opens a path which somebody typed, or starts a
 * process, asks here (tests/gate sees to it).
 *
 * The lock is the process's own, as the environment and the working directory are that it sets: it is
 * closed once and never opened. */
#ifndef BASE_GATE_H
#define BASE_GATE_H

#include <stdbool.h>

#include "base/err.h"
#include "base/str.h"

/* Before anything reads the environment (the locale does): takes it away but for what a terminal needs,
 * each with a value of the kind that is expected: TERM, LC_* and LANG of the locales that make sense,
 * LANGUAGE, NO_COLOR, SSH_CONNECTION. HOME is the account's own. What was asked for
 * (SSH_ORIGINAL_COMMAND) is put aside: gate_asked(). */
void gate_clean_environment(void);
/* Locks. ledger: absolute. reads: paths of the program's own that are read later, ended by NULL. The
 * person's exchange folder, exchange/NAME beside the ledger, is made where it is not there, and becomes
 * the working directory. No core is written, no other process may look in, Ctrl-Z stops nothing. */
bool gate_lock(const char *ledger, const char *name, const char *const *reads, struct err *err)
	__attribute__((nonnull, warn_unused_result));
bool gate_locked(void);
/* Does the kernel keep it as well (base/wall.h)? */
bool gate_walled(void);
/* What the other end asked to be run in place of the screens; NULL: nothing. Lent for ever. */
const char *gate_asked(void);

/* May a person be called so who comes through the gate (or a copy: store/site.h)? 1 to 32 letters of one
 * script (Han goes with Latin), digits, ".", "_", "-", "·"; the first one a letter or a digit; at most 60 bytes
 * of sound UTF-8. It names a folder, stands in a line of shell, and is read by people: so no letter that a
 * shell, a path or an eye takes for another thing. */
bool gate_name_fits(struct str name);
/* May this path, which somebody typed, be opened as it stands? Locked: only a bare name of a plain file,
 * or of none, in the exchange folder, which is the working directory: no folder, link, hidden file,
 * standard input. */
bool gate_path(const char *typed, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* For open(2) of such a path, whatever has become of it meanwhile: O_NOFOLLOW where locked. */
int gate_open_flags(const char *path) __attribute__((nonnull));
/* May this program be started, by its name? Locked: only ssh-keygen, which judges signatures and which
 * the cleaned PATH finds where the system has it. */
bool gate_process(const char *program, struct err *err) __attribute__((nonnull, warn_unused_result));

#endif

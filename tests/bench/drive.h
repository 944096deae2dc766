/* A program on a pty that marks when it has drawn: what its keys cost. Shared by the benches of the screens. */
#ifndef TESTS_BENCH_DRIVE_H
#define TESTS_BENCH_DRIVE_H

#include "tests/bench/measure.h"
#include "tests/lib/pty.h"

enum { ROWS = 24, COLS = 80, LIMIT_MS = 20000 };

extern char *const drive_env[];

/* duban, or the floor program, on a ledger; false: it cannot be started. */
bool start(struct pty *p, const char *program, const char *ledger);
bool start_on(struct pty *p, const char *program, const char *ledger, const char *today, const char *term);
void leave(struct pty *p);

/* What the program sends when it waits for a key (ui/term.h). The next one in some bytes: its first byte, and its length;
 * NULL: none is whole there. rest: of a rest before more is drawn, else of idleness. */
struct mark { const char *at; size_t len; bool rest; };
enum { MARK_MOST = 40 };
struct mark mark_next(const char *bytes, size_t n);

/* Takes what comes until a mark, of idleness or of a rest before more is drawn; how many bytes, marks not counted. The mark
 * may come in two pieces. */
struct seen { size_t bytes; double at_ms; bool idle; };
struct seen until_idle(struct pty *p, int limit_ms);
/* Bytes of a key, as it was answered at once ... */
size_t cost(struct pty *p, const char *keys);
/* ... and until nothing more comes: with the reason line, which waits for the hand to rest. */
size_t cost_rested(struct pty *p, const char *keys);

#endif

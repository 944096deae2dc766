/* A fuzz target is a file of its own here: it hands bytes of any kind to one reader and ends the
 * program where what came out cannot be. `make fuzz TARGET=NAME` looks for such bytes by libFuzzer;
 * `make check` hands it the texts of tests/fuzz/corpus-NAME (tests/fuzz/replay.c has main()). */
#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/str.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

/* What must hold of everything that was read, whatever the bytes. */
#define FUZZ_HOLDS(condition) \
	((condition) ? (void)0 \
		     : (fprintf(stderr, "%s:%d: does not hold: %s\n", __FILE__, __LINE__, #condition), abort()))

/* A part that was lent from a text lies inside it. */
static inline void fuzz_lent(struct str part, struct str text)
{
	FUZZ_HOLDS(part.n == 0 || (part.p >= text.p && part.p + part.n <= text.p + text.n));
}

#endif

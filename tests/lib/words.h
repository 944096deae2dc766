/* A script's lines, and a line's words. */
#ifndef TESTS_LIB_WORDS_H
#define TESTS_LIB_WORDS_H

#include <stdbool.h>
#include <stddef.h>

struct script {
	char **lines;      /* without their ends */
	size_t n;
};

/* Reads a whole file. False with a word on standard error. */
bool script_read(struct script *s, const char *path);
void script_clear(struct script *s);

/* A bare word, or a text in quotes: `...` and '...' as they stand; "..." with \n \t \e \" \\ \xHH. */
struct word {
	bool quoted;
	char *text;
};

enum { WORDS_MAX = 64 };
struct words {
	size_t n;
	struct word word[WORDS_MAX];
	char *room;        /* where the texts lie */
};

/* Parts a line; a bare word that begins with # ends it. NULL, or what is wrong with it. */
const char *words_split(struct words *w, const char *line);
void words_clear(struct words *w);

#endif

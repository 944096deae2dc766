/* Where duban's own files lie: below the prefix, or in the source tree when it runs from the build
 * tree. */
#ifndef BASE_PATHS_H
#define BASE_PATHS_H

#include <limits.h>
#include <stdbool.h>

struct paths {
	char share[PATH_MAX];    /* calendar/, rules/, sample/ ... lie in here */
	char locale[PATH_MAX];   /* for bindtextdomain() */
	char program[PATH_MAX];  /* the running program; "" where that cannot be found out */
	char conf[PATH_MAX];     /* the system's duban.conf lies in here */
	bool installed;          /* false: found beside the build tree */
};

/* Fills p, once at the start; main hands it on. Never fails: what cannot be found out is taken as
 * installed. Uninstalled means that the running program lies beside a file duban.source-tree that
 * belongs to the program's owner and names a directory. */
void paths_find(struct paths *p) __attribute__((nonnull));

/* DIR/NAME into to; false if it does not fit. dir is one of the fields above. */
bool paths_join(char to[PATH_MAX], const char *dir, const char *name) __attribute__((nonnull));

#endif

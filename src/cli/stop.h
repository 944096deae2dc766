/* Ctrl-C while something long runs that can be left between two commits: the first one asks for that,
 * the second one ends the program. */
#ifndef CLI_STOP_H
#define CLI_STOP_H

#include <stdbool.h>

void stop_listen(void);
bool stop_asked(void);

#endif

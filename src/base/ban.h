/* Functions of the C library that duban does not use: they overrun, truncate in silence or guess.
 * Include last. */
#ifndef BASE_BAN_H
#define BASE_BAN_H

#pragma GCC poison strcpy strcat sprintf vsprintf strtok atoi atol atof gets strncpy strncat

#endif

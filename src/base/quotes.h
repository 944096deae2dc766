/* Quotation marks within quotation marks. */
#ifndef BASE_QUOTES_H
#define BASE_QUOTES_H

/* A name that has “ ” of its own within a sentence that quotes it: inside others they become ‘ ’
 * (GB/T 15834). In place, the length stays. Marks without a partner are left. */
void quotes_nest(char *text) __attribute__((nonnull));

#endif

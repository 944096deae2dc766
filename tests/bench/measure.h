/* Time and the middle of several measurements. Shared by all benches. */
#ifndef TESTS_BENCH_MEASURE_H
#define TESTS_BENCH_MEASURE_H

#include <stddef.h>

/* By the wall. */
double now_ms(void);
/* The processor's, of this process: what the machine does besides does not count. */
double cpu_ms(void);
/* The list is sorted. */
double median(double *list, size_t n);

#endif

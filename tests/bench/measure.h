/* Time and the middle of several measurements. Shared by all benches. */
#ifndef TESTS_BENCH_MEASURE_H
#define TESTS_BENCH_MEASURE_H

#include <stddef.h>
#include <sys/types.h>

/* By the wall. */
double now_ms(void);
/* The processor's, of this process: what the machine does besides does not count. */
double cpu_ms(void);
/* The same of another process; 0: it is not known. */
double cpu_of(pid_t pid);
/* The list is sorted. */
double median(double *list, size_t n);

#endif

/* Growing arrays of any type: a struct with p, n, room, and four macros.
 *
 *	VEC(struct row) rows = { 0 };
 *	*vec_push(&rows) = (struct row){ ... };
 *	for (size_t i = 0; i < rows.n; i++) use(&rows.p[i]);
 *	vec_clear(&rows);
 */
#ifndef BASE_VEC_H
#define BASE_VEC_H

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#define VEC(type) struct { type *p; size_t n, room; }

#define vec_reserve(v, want) \
	((want) <= (v)->room ? (void)0 : \
	 (void)((v)->room = (want) < 8 ? 8 : (want) + (want) / 2, \
		(v)->p = mem_array((v)->p, (v)->room, sizeof *(v)->p)))

/* Pointer to a new zeroed last element. */
#define vec_push(v) \
	(vec_reserve((v), (v)->n + 1), memset(&(v)->p[(v)->n], 0, sizeof *(v)->p), &(v)->p[(v)->n++])

#define vec_clear(v) (free((v)->p), (v)->p = NULL, (v)->n = (v)->room = 0)

#endif

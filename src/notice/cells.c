#include "notice/cells.h"

#include "base/ban.h"

void grid_clear(struct grid *g)
{
	vec_clear(&g->lines);
	vec_clear(&g->cells);
	vec_clear(&g->blocks);
	arena_clear(&g->mem);
	*g = (struct grid){ 0 };
}

const struct cell *grid_cell(const struct grid *g, const struct block *row, size_t j)
{
	return j < row->n_cells ? &g->cells.p[row->cell + j] : NULL;
}

/* What the files of the configuration share. */
#ifndef BASE_CONF_PRIVATE_H
#define BASE_CONF_PRIVATE_H

#include "base/conf.h"

/* A setting of a free-form group. */
struct loose {
	char *name, *value, *file;
	int line;
	int reading;         /* which conf_read() it came with */
};

struct conf {
	const struct conf_option *table;
	struct conf_value *values;       /* one for each of the table */
	VEC(struct loose) loose;
	int readings;
};

#endif

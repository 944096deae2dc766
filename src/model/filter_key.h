/* The keys of filters: "light:red". One table: reading, completion and help go by it. */
#ifndef MODEL_FILTER_KEY_H
#define MODEL_FILTER_KEY_H

#include <stdbool.h>

#include "base/str.h"

enum filter_what {
	FILTER_UNIT, FILTER_ROLE, FILTER_DUE, FILTER_ACT, FILTER_PROMISED, FILTER_CALLED,
	FILTER_WAY, FILTER_STATUS,
	FILTER_LIGHT, FILTER_KIND, FILTER_PLAN, FILTER_NO, FILTER_BY, FILTER_FIGURE, FILTER_TARGET,
	FILTER_ENTRY, FILTER_TEXT, FILTER_CREATED, FILTER_CHANGED,
	FILTER_DO, FILTER_FROM, FILTER_UNTIL,
};

enum filter_takes {
	FILTER_COMPARES = 1,      /* < <= > >= and a..b may stand in its values */
	FILTER_NAMES = 2,         /* a name may stand before the comparison */
	FILTER_PATTERNS = 4,      /* a value may be a /regular expression/ */
	FILTER_LOG = 8,           /* known in the log alone */
	FILTER_LOG_TOO = 16,      /* lines of the log have it themselves */
	FILTER_DAYS = 32,         /* days: -3d lies behind today */
};

struct filter_key {
	enum filter_what what;
	const char *name;         /* "light"; NULL ends the table */
	/* what it is called in Chinese, the office's word first; then what else it is called */
	const char *cn[4];
	unsigned takes;
	const char *example;      /* N_("light:red"); its translation begins with the key's */
	const char *help;         /* N_("...") */
};

const struct filter_key *filter_keys(void) __attribute__((returns_nonnull));
/* By its English or Chinese name, full-width letters too; NULL: there is none. */
const struct filter_key *filter_key_find(struct str name);
/* The one whose name is nearest, NULL: none is near. */
const struct filter_key *filter_key_near(struct str name);
/* As the user's language has it: "light", 亮灯. */
struct str filter_key_name(const struct filter_key *k) __attribute__((nonnull));

#endif

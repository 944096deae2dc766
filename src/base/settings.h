/* The options of the configuration: one table for checks, conf/duban.conf and duban.conf(5),
 * which tests compare with it. */
#ifndef BASE_SETTINGS_H
#define BASE_SETTINGS_H

#include "base/conf.h"

/* Ended by a NULL name. Each option in it is obeyed somewhere. */
const struct conf_option *settings_table(void) __attribute__((returns_nonnull));

#endif

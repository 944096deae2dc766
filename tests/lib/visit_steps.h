/* The steps of a screen test, by the subject of their files; the table is in visit_steps.c. Each gets the words behind its own. */
#ifndef TESTS_LIB_VISIT_STEPS_H
#define TESTS_LIB_VISIT_STEPS_H

#include "tests/lib/visit.h"

/* A number from 0 on. */
bool step_number(const char *text, int *to);
/* "80x24": columns, rows. */
bool step_size(const char *text, int *cols, int *rows);
/* Makes the ledger that the settings asked for, if it is not there. */
bool step_make_ledger(struct visit *v);

/* visit_set.c: what a visit begins with, and commands on its ledger. */
bool set_ledger(struct visit *v, struct word *args, size_t n);
bool set_today(struct visit *v, struct word *args, size_t n);
bool set_size(struct visit *v, struct word *args, size_t n);
bool set_locale(struct visit *v, struct word *args, size_t n);
bool set_term(struct visit *v, struct word *args, size_t n);
bool set_env(struct visit *v, struct word *args, size_t n);
bool set_program(struct visit *v, struct word *args, size_t n);
bool set_needs(struct visit *v, struct word *args, size_t n);
bool do_run(struct visit *v, struct word *args, size_t n);
bool do_run_fails(struct visit *v, struct word *args, size_t n);

/* visit_act.c: keys, signals, the end. */
bool do_start(struct visit *v, struct word *args, size_t n);
bool do_press(struct visit *v, struct word *args, size_t n);
bool do_hold(struct visit *v, struct word *args, size_t n);
bool do_type(struct visit *v, struct word *args, size_t n);
bool do_paste(struct visit *v, struct word *args, size_t n);
bool do_resize(struct visit *v, struct word *args, size_t n);
bool do_wait_exit(struct visit *v, struct word *args, size_t n);
bool do_restored(struct visit *v, struct word *args, size_t n);
bool do_hangup(struct visit *v, struct word *args, size_t n);
bool do_kill(struct visit *v, struct word *args, size_t n);

/* visit_see.c: what the screen shows. */
bool do_row(struct visit *v, struct word *args, size_t n);
bool do_row_is(struct visit *v, struct word *args, size_t n);
bool do_has(struct visit *v, struct word *args, size_t n);
bool do_hasnot(struct visit *v, struct word *args, size_t n);
bool do_wait(struct visit *v, struct word *args, size_t n);
bool do_wait_gone(struct visit *v, struct word *args, size_t n);
bool do_cursor(struct visit *v, struct word *args, size_t n);
bool do_style(struct visit *v, struct word *args, size_t n);
bool do_bytes(struct visit *v, struct word *args, size_t n);
bool do_bytes_moving(struct visit *v, struct word *args, size_t n);
bool do_screen(struct visit *v, struct word *args, size_t n);

#endif

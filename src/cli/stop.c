#include "cli/stop.h"

#include <signal.h>

#include "base/ban.h"

static volatile sig_atomic_t stop;

static void on_interrupt(int number)
{
	(void)number;
	stop = 1;
}

void stop_listen(void)
{
	struct sigaction once = { .sa_handler = on_interrupt, .sa_flags = (int)SA_RESETHAND };

	sigaction(SIGINT, &once, NULL);
}

bool stop_asked(void)
{
	return stop;
}

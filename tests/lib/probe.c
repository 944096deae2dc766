/* A small full-screen program without curses, on which the screen test harness is proved. Each input that it reads is
 * shown in hex in row 3; some bytes do more: see probe_key(). */
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

static volatile sig_atomic_t resized, hung_up;
static unsigned inputs;       /* that were read */
static bool later;            /* something is drawn without a key */
static struct termios before;

static void on_signal(int number)
{
	if (number == SIGWINCH)
		resized = 1;
	else
		hung_up = number;
}

static void say(const char *text)
{
	fputs(text, stdout);
	fflush(stdout);
}

static void mark(const char *what)
{
	printf("\033]2;%s %u\a", what, inputs);
	fflush(stdout);
}

static void probe_draw(void)
{
	struct winsize size = { 0 };

	ioctl(STDOUT_FILENO, TIOCGWINSZ, &size);
	printf("\033[2J\033[HSize %dx%d", size.ws_col, size.ws_row);
	printf("\033[2;1H%s %s %s %s", getenv("TERM"), getenv("LC_ALL"), getenv("LANGUAGE"),
	       getenv("NO_COLOR") ? "mono" : "color");
	printf("\033[%d;1HEnd\033[2;3H", size.ws_row);
	fflush(stdout);
}

static void probe_leave(int status)
{
	say("\033[?2004l\033[?1049l\033[?25h");
	tcsetattr(STDIN_FILENO, TCSANOW, &before);
	exit(status);
}

/* Rows 5 and 6: wide and doubtful characters, through the locale's charset; colours. */
static void probe_paint(void)
{
	say("\033[5;1H");
	printf("%ls", L"中“文”x");
	say("\033[6;1H\033[33m>\033[1m红\033[0;37;44mab\033[0;38;5;208mc\033[0;7md\033[0m e");
}

static void probe_key(char key)
{
	switch (key) {
	case 'p': probe_paint(); break;
	case 'q': probe_leave(3); break;
	case 'x': signal(SIGSEGV, SIG_DFL); raise(SIGSEGV); break;
	case 'u': exit(0);                                   /* leaves the terminal as it is */
	case 'd':                                            /* draws, and more when the hand rests */
		say("\033[8;1Hmoving");
		mark("rest");
		poll(NULL, 0, 30);
		say("\033[9;1Hrested and done");
		break;
	case 'z': say("\033[10;1Hno mark"); pause(); break;  /* never idle again */
	case 'm': say("\033[2J\033]2;id"); poll(NULL, 0, 20); say("le X\a\033[10;1Htitle"); break;
	case 's':                                            /* as if it had been about to write its mark */
		inputs--;
		mark("idle");
		inputs++;
		poll(NULL, 0, 30);
		say("\033[11;1Hanswered");
		break;
	case 'w': say("\033[6n"); break;                     /* asks where the cursor is */
	case 't': later = true; break;
	default: break;
	}
}

/* As the change of another program comes in; the file "late" says that it is drawn. */
static void probe_late(void)
{
	later = false;
	/* Longer than what the runner takes at once: an answer may come meanwhile. */
	for (int i = 0; i < 600; i++)
		printf("\033[11;1Hlater");
	say("\033[12;1Hlate");
	mark("idle");
	FILE *f = fopen("late", "w");
	if (f)
		fclose(f);
}

int main(void)
{
	struct sigaction act = { .sa_handler = on_signal };
	const struct timespec soon = { .tv_nsec = 20000000 };
	sigset_t ours, open;
	char buf[256];

	setlocale(LC_ALL, "");
	tcgetattr(STDIN_FILENO, &before);
	struct termios raw = before;
	cfmakeraw(&raw);
	tcsetattr(STDIN_FILENO, TCSANOW, &raw);
	sigemptyset(&ours);
	sigaddset(&ours, SIGWINCH);
	sigaddset(&ours, SIGHUP);
	sigaddset(&ours, SIGTERM);
	sigprocmask(SIG_BLOCK, &ours, &open);
	sigaction(SIGWINCH, &act, NULL);
	sigaction(SIGHUP, &act, NULL);
	sigaction(SIGTERM, &act, NULL);
	say("\033[?1049h\033[?2004h");
	probe_draw();
	for (;;) {
		struct pollfd in = { .fd = STDIN_FILENO, .events = POLLIN };
		mark("idle");
		int n = ppoll(&in, 1, later ? &soon : NULL, &open);
		if (n == 0)
			probe_late();
		if (hung_up == SIGHUP || (n > 0 && in.revents & POLLHUP)) {
			FILE *f = fopen("saved", "w");
			return f && fclose(f) == 0 ? 0 : 1;
		}
		if (hung_up)
			probe_leave(7);
		if (resized) {
			resized = 0;
			inputs++;
			probe_draw();
		}
		if (n <= 0)
			continue;
		ssize_t len = read(STDIN_FILENO, buf, sizeof buf);
		inputs++;
		say("\033[3;1H\033[K");
		for (ssize_t i = 0; i < len; i++)
			printf("%02x ", (unsigned)(unsigned char)buf[i]);
		fflush(stdout);
		if (len == 1)
			probe_key(buf[0]);
	}
}

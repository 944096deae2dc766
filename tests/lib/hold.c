/* hold LEDGER truncate: puts what lies in the -wal into the file, and says "free", or "held" where somebody reads or writes all the while.
 * hold LEDGER: takes the ledger's write lock as another program would, prints the process that has it, and ends; that one keeps it until it is killed. */
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <unistd.h>

/* A script that fails leaves nobody behind; a moment of somebody else's is waited for. */
enum { LONGEST_S = 120, MOMENT_MS = 10000 };

static int truncated(const char *ledger)
{
	sqlite3 *sql = NULL;
	int said = sqlite3_open_v2(ledger, &sql, SQLITE_OPEN_READWRITE, NULL);

	sqlite3_busy_timeout(sql, MOMENT_MS);
	if (said == SQLITE_OK)
		said = sqlite3_wal_checkpoint_v2(sql, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
	sqlite3_close(sql);
	puts(said == SQLITE_OK ? "free" : said == SQLITE_BUSY ? "held" : sqlite3_errstr(said));
	return 0;
}

int main(int argc, char **argv)
{
	sqlite3 *sql = NULL;
	int ends[2];
	char held;

	if (argc == 3)
		return truncated(argv[1]);
	if (argc != 2 || pipe(ends) != 0)
		return 2;
	pid_t child = fork();

	if (child == 0) {
		setsid();
		if (sqlite3_open_v2(argv[1], &sql, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK ||
			sqlite3_busy_timeout(sql, MOMENT_MS) != SQLITE_OK || sqlite3_exec(sql, "BEGIN IMMEDIATE", NULL, NULL, NULL) != SQLITE_OK ||
			write(ends[1], "h", 1) != 1)
			_exit(1);
		for (int fd = 0; fd <= 2; fd++)
			close(fd);
		close(ends[1]);
		alarm(LONGEST_S);
		pause();
		_exit(0);
	}
	close(ends[1]);
	if (child < 0 || read(ends[0], &held, 1) != 1)
		return 1;
	printf("%ld\n", (long)child);
	return 0;
}

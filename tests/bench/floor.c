/* The floor: the smallest honest ncurses and SQLite list over a ledger's file, with the three page queries and the one counter read that the overview needs.
 * What duban takes beyond this, it takes for being duban. floor LEDGER.db TODAY; q leaves, j and k move, f begins a line at the foot that letters go into, until Enter. */
#define _XOPEN_SOURCE_EXTENDED 1
#include <curses.h>
#include <locale.h>
#include <poll.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { TASKS = 10, CAMPAIGNS = 4, DATES = 3 };

static const char tasks[] =
	"SELECT i.number, i.title, (SELECT u.name FROM assignment a JOIN unit u ON u.key = a.unit WHERE a.item = i.key ORDER BY a.pos LIMIT 1), "
	"(SELECT count(*) FROM assignment a WHERE a.item = i.key), (SELECT sum(owed) || ' ' || sum(done) || ' ' || min(due) FROM tally t "
	"WHERE t.kind = 1 AND t.key = i.key) FROM item i WHERE i.plan = (SELECT min(key) FROM plan WHERE state = 'open') AND i.parent IS NULL "
	"AND i.kind <> 'campaign' AND i.gone IS NULL ORDER BY i.pos LIMIT ?2";
static const char campaigns[] =
	"SELECT i.number, i.title, (SELECT u.name FROM assignment a JOIN unit u ON u.key = a.unit WHERE a.item = i.key ORDER BY a.pos LIMIT 1), "
	"(SELECT count(*) FROM assignment a WHERE a.item = i.key), t.owed || ' ' || t.done || ' ' || t.due FROM tally t JOIN item i ON i.key = t.key "
	"WHERE t.pane = 2 AND t.pane > 0 AND t.owed > t.done ORDER BY t.due, t.key LIMIT ?2";
static const char dates[] =
	"SELECT due, '', sum(owed), sum(done), '' FROM tally WHERE kind = 3 "
	"GROUP BY due ORDER BY due LIMIT ?2";
static const char counter[] = "SELECT sum(tasks), sum(campaigns), sum(leaves), sum(measures), '' FROM plan_count WHERE ?2 = ?2";

static sqlite3 *db;

static int page(const char *sql, int row, int rows)
{
	sqlite3_stmt *s;

	if (sqlite3_prepare_v2(db, sql, -1, &s, NULL) != SQLITE_OK) {
		endwin();
		fprintf(stderr, "floor: %s\n", sqlite3_errmsg(db));
		exit(1);
	}
	sqlite3_bind_int(s, 2, rows);
	for (int i = 0; i < rows && sqlite3_step(s) == SQLITE_ROW; i++, row++)
		for (int c = 0, col = 2; c < 5; c++, col += c == 2 ? 34 : 12) {
			const char *text = (const char *)sqlite3_column_text(s, c);
			mvaddnstr(row, col, text ? text : "", 30);
		}
	sqlite3_finalize(s);
	return row;
}

int main(int argc, char **argv)
{
	if (argc != 3 || sqlite3_open_v2(argv[1], &db, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK)
		return 2;
	setlocale(LC_ALL, "");
	if (!newterm(NULL, stdout, stdin))
		return 2;
	raw();
	noecho();
	keypad(stdscr, TRUE);
	nodelay(stdscr, TRUE);
	mvaddstr(0, 0, argv[2]);
	page(counter, 1, 1);
	page(dates, page(campaigns, page(tasks, 3, TASKS) + 1, CAMPAIGNS) + 1, DATES);
	for (int at = 0, col = 0;;) {
		mvaddch(3 + at, 0, '>');
		move(col ? LINES - 1 : 3 + at, col);
		refresh();
		(void)!write(1, "\033]2;idle 0\a", 11);
		struct pollfd p = { .fd = 0, .events = POLLIN };
		poll(&p, 1, -1);
		wint_t c;
		for (int kind; (kind = get_wch(&c)) != ERR;) {
			if (col && c != '\r') {
				wchar_t letter[] = { (wchar_t)c, 0 };
				mvaddwstr(LINES - 1, col, letter);
				col = getcurx(stdscr);
				continue;
			}
			if (col || c == 'f') {
				move(LINES - 1, 0);
				clrtoeol();
				col = c == 'f';
			}
			mvaddch(3 + at, 0, ' ');
			if (c == 'q') {
				endwin();
				sqlite3_close(db);
				return 0;
			}
			at += c == 'j' && at < TASKS - 1 ? 1 : c == 'k' && at > 0 ? -1 : 0;
		}
	}
}

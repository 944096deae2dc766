#include "cli/session.h"

#include <arpa/inet.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/ban.h"

/* The first word is the client's address; a zone ("fe80::1%eth0") may follow it. */
static bool address(const char *connection, char to[SESSION_FROM_SIZE])
{
	unsigned char bytes[sizeof(struct in6_addr)];
	size_t n = strcspn(connection, " "), bare = strcspn(connection, " %");
	char word[SESSION_FROM_SIZE];

	if (n == 0 || n >= sizeof word)
		return false;
	snprintf(word, sizeof word, "%.*s", (int)bare, connection);
	if (inet_pton(AF_INET, word, bytes) != 1 && inet_pton(AF_INET6, word, bytes) != 1)
		return false;
	snprintf(to, SESSION_FROM_SIZE, "%s", word);
	return true;
}

const char *session_from(char to[SESSION_FROM_SIZE])
{
	const char *connection = getenv("SSH_CONNECTION");
	char name[SESSION_FROM_SIZE];

	*to = '\0';
	if (connection && address(connection, to))
		return to;
	if (ttyname_r(STDIN_FILENO, name, sizeof name) == 0)
		snprintf(to, SESSION_FROM_SIZE, "%s",
			 strncmp(name, "/dev/", 5) == 0 ? name + 5 : name);
	return to;
}

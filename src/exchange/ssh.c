#include "exchange/ssh.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/gettext.h"
#include "base/str.h"
#include "base/utf8.h"

#include "base/ban.h"

#define SCHEME "ssh://"
/* of ssh(1): it could not connect; of a shell: there is no such program */
enum { SSH_FAILED = 255, NO_PROGRAM = 127, PORT_MOST = 65535 };

bool ssh_is_address(const char *word)
{
	return str_starts(str_of(word), STR_LIT(SCHEME));
}

static bool wrong(const char *word, struct err *err)
{
	return err_set(err, ERR_USE, _("%s is no address: ssh://[user@]host[:port]/[path of the ledger there]"),
		       word);
}

/* A name of these letters that is no option. */
static bool name_take(struct str name, const char *more, char *to, size_t size)
{
	if (name.n == 0 || name.n >= size || name.p[0] == '-')
		return false;
	for (size_t i = 0; i < name.n; i++) {
		unsigned char c = (unsigned char)name.p[i];

		if (c >= 0x80 || (!isalnum(c) && !strchr(more, c)))
			return false;
	}
	snprintf(to, size, "%.*s", STR_ARG(name));
	return true;
}

static bool port_take(struct str port, struct ssh_address *to)
{
	return name_take(port, "", to->port, sizeof to->port) &&
	       strspn(to->port, "0123456789") == port.n && port.n <= 5 &&
	       strtol(to->port, NULL, 10) > 0 && strtol(to->port, NULL, 10) <= PORT_MOST;
}

/* [IPv6], or a name, and a port. */
static bool host_take(struct str place, struct ssh_address *to)
{
	struct str host = place, rest = { "", 0 };
	ptrdiff_t end;

	if (place.n > 0 && place.p[0] == '[') {
		end = str_find(place, STR_LIT("]"));
		if (end < 0)
			return false;
		rest = str_from(place, (size_t)end + 1);
		if (!name_take(str_from(str_to(place, (size_t)end), 1), ":.%", to->host, sizeof to->host))
			return false;
	} else {
		end = str_find(place, STR_LIT(":"));
		if (end >= 0) {
			rest = str_from(place, (size_t)end);
			host = str_to(place, (size_t)end);
		}
		if (!name_take(host, ".-_", to->host, sizeof to->host))
			return false;
	}
	return rest.n == 0 || (rest.p[0] == ':' && port_take(str_from(rest, 1), to));
}

/* It goes through a shell on the other side, within quotes. */
static bool path_take(struct str path, struct ssh_address *to)
{
	if (path.n <= 1)
		return true;
	if (str_starts(path, STR_LIT("/~/")))
		path = str_from(path, 1);
	if (path.n >= sizeof to->path || utf8_flaw(path) >= 0)
		return false;
	for (size_t i = 0; i < path.n; i++)
		if ((unsigned char)path.p[i] < ' ' || path.p[i] == 0x7F || path.p[i] == '\'' || path.p[i] == '\\')
			return false;
	snprintf(to->path, sizeof to->path, "%.*s", STR_ARG(path));
	return true;
}

bool ssh_address_read(const char *word, struct ssh_address *to, struct err *err)
{
	struct str rest = str_of(word), place;

	*to = (struct ssh_address){ .user = "" };
	if (!ssh_is_address(word))
		return wrong(word, err);
	rest = str_from(rest, sizeof SCHEME - 1);
	ptrdiff_t slash = str_find(rest, STR_LIT("/"));

	place = slash < 0 ? rest : str_to(rest, (size_t)slash);
	rest = slash < 0 ? STR_LIT("") : str_from(rest, (size_t)slash);
	ptrdiff_t at = str_find(place, STR_LIT("@"));

	if (at >= 0 && !name_take(str_to(place, (size_t)at), "._-", to->user, sizeof to->user))
		return wrong(word, err);
	if (at >= 0)
		place = str_from(place, (size_t)at + 1);
	return (host_take(place, to) && path_take(rest, to)) || wrong(word, err);
}

void ssh_command(const struct ssh_address *a, struct buf *to)
{
	bool home = str_starts(str_of(a->path), STR_LIT("~/"));

	if (a->path[0])
		buf_printf(to, "duban --db '%s%s' sync serve", home ? "./" : "", a->path + (home ? 2 : 0));
	else
		buf_puts(to, "duban sync serve");
}

bool ssh_start(const struct ssh_address *a, bool asks, int said_fd, struct child *to, struct err *err)
{
	enum { WORDS_MOST = 24 };
	const char *argv[WORDS_MOST] = { "ssh", "-T", "-x", "-a", "-o", "RemoteCommand=none", "-o", "Compression=yes",
					 "-o", "ConnectTimeout=30", "-o", "ServerAliveInterval=30" };
	size_t n = 12;
	struct buf command = { 0 };

	if (!asks) {
		argv[n++] = "-o";
		argv[n++] = "BatchMode=yes";
	}
	if (a->port[0]) {
		argv[n++] = "-p";
		argv[n++] = a->port;
	}
	if (a->user[0]) {
		argv[n++] = "-l";
		argv[n++] = a->user;
	}
	argv[n++] = "--";
	argv[n++] = a->host;
	ssh_command(a, &command);
	argv[n++] = buf_text(&command);
	bool ok = child_start(to, argv, said_fd, err);

	buf_clear(&command);
	if (!ok && err->code == ERR_NOT_FOUND) {
		err_clear(err);
		err_set(err, ERR_NOT_FOUND,
			_("the program ssh is not installed here (Debian package openssh-client); \"duban sync make\" "
			  "writes a file that can go other ways"));
	}
	return ok;
}

bool ssh_fail(const struct ssh_address *a, int status, const char *noise, struct err *err)
{
	err_clear(err);
	if (status == SSH_FAILED)
		return err_set(err, ERR_SYSTEM, _("%s cannot be reached, or does not let you in: ssh says why"), a->host);
	if (status == NO_PROGRAM)
		return err_set(err, ERR_SYSTEM, _("there is no program duban on %s, or not where ssh looks for it"), a->host);
	if (*noise)
		return err_set(err, ERR_SYSTEM, _("what answers on %s is no duban: \"%s\""), a->host, noise);
	return err_set(err, ERR_SYSTEM, _("duban on %s ended without an answer (status %d)"), a->host, status);
}

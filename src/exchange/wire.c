#include "exchange/wire.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <unistd.h>

#include "base/gettext.h"
#include "exchange/bundle.h"
#include "store/db.h"

#include "base/ban.h"

enum { PIECE = 1 << 16, SLICE_MS = 200 };

void wire_clear(struct wire *w)
{
	buf_clear(&w->got);
	buf_clear(&w->put);
}

/* Until it can be read or written. */
static bool wire_wait(struct wire *w, int fd, short event, struct err *err)
{
	struct pollfd poll_one = { .fd = fd, .events = event };

	for (int waited = 0; waited < w->quiet_ms; waited += SLICE_MS) {
		if (w->goes_on && !w->goes_on(w->user))
			return err_set(err, ERR_STOPPED, _("stopped"));
		int rest = w->quiet_ms - waited, ready = poll(&poll_one, 1, rest < SLICE_MS ? rest : SLICE_MS);

		/* A signal may be what is to be asked about. */
		if (ready > 0)
			return true;
		if (ready < 0 && errno != EINTR)
			return err_errno(err, _("the line cannot be waited for"));
	}
	return err_set(err, ERR_SYSTEM, _("the other side has been silent for %d seconds"),
		       w->quiet_ms / 1000);
}

static bool wire_broke(struct err *err)
{
	return err_set(err, ERR_SYSTEM, _("the line to the other side broke"));
}

/* ---- in ---- */

static bool wire_read(struct wire *w, struct err *err)
{
	char piece[PIECE];

	if (w->ended)
		return wire_broke(err);
	/* What was handed out makes room. */
	if (w->at > 0) {
		w->got.n -= w->at;
		memmove(w->got.p, w->got.p + w->at, w->got.n);
		w->at = 0;
	}
	if (!wire_wait(w, w->in, POLLIN, err))
		return false;
	ssize_t n = read(w->in, piece, sizeof piece);

	if (n < 0 && errno == EINTR)
		return true;
	if (n <= 0) {
		w->ended = true;
		return wire_broke(err);
	}
	buf_add(&w->got, piece, (size_t)n);
	w->bytes += n;
	return true;
}

static bool wire_fits(const struct wire *w, size_t so_far, size_t most, struct err *err)
{
	if (so_far > most)
		return err_set(err, ERR_INPUT, _("the other side has sent too long a line"));
	if (w->bytes > BUNDLE_BYTES_MOST + PIECE || w->lines >= BUNDLE_LINES_MOST)
		return err_set(err, ERR_INPUT,
			       _("the other side has sent more than %d lines or %lld bytes: what came "
				 "stays, the rest comes next time"),
			       (int)BUNDLE_LINES_MOST, (long long)BUNDLE_BYTES_MOST);
	return true;
}

bool wire_line(struct wire *w, size_t most, struct str *line, struct err *err)
{
	size_t searched = 0;

	for (;;) {
		size_t n = w->got.n - w->at;
		const char *from = buf_text(&w->got) + w->at;
		const char *end = n > searched ? memchr(from + searched, '\n', n - searched) : NULL;

		if (!wire_fits(w, end ? (size_t)(end - from) : n, most, err))
			return false;
		if (end) {
			*line = (struct str){ from, (size_t)(end - from) };
			w->at += line->n + 1;
			w->lines++;
			return true;
		}
		searched = n;
		if (!wire_read(w, err))
			return false;
	}
}

/* ---- out ---- */

void wire_put(struct wire *w, struct str bytes)
{
	buf_put(&w->put, bytes);
}

bool wire_send(struct wire *w, struct err *err)
{
	size_t done = 0;

	/* So much can be written without waiting once poll() says that something can. */
	while (done < w->put.n) {
		size_t n = w->put.n - done < PIPE_BUF ? w->put.n - done : PIPE_BUF;

		if (!wire_wait(w, w->out, POLLOUT, err))
			return false;
		ssize_t written = write(w->out, w->put.p + done, n);

		if (written < 0 && errno != EINTR)
			return errno == EPIPE || errno == ECONNRESET
				       ? wire_broke(err)
				       : err_errno(err, _("the line cannot be written to"));
		done += written > 0 ? (size_t)written : 0;
	}
	buf_reset(&w->put);
	return true;
}

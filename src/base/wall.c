#include "base/wall.h"

#include <fcntl.h>
#include <stdint.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/ban.h"

/* As linux/landlock.h has them; of its own, because a kernel may know more than the headers here. */
enum {
	EXECUTE = 1 << 0,
	WRITE_FILE = 1 << 1,
	READ_FILE = 1 << 2,
	READ_DIR = 1 << 3,
	REMOVE_DIR = 1 << 4,
	REMOVE_FILE = 1 << 5,
	MAKE_CHAR = 1 << 6,
	MAKE_DIR = 1 << 7,
	MAKE_REG = 1 << 8,
	MAKE_SOCK = 1 << 9,
	MAKE_FIFO = 1 << 10,
	MAKE_BLOCK = 1 << 11,
	MAKE_SYM = 1 << 12,
	REFER = 1 << 13,    /* from the second version on */
	TRUNCATE = 1 << 14, /* the third */
};
enum { NET_BIND = 1 << 0, NET_CONNECT = 1 << 1 };        /* the fourth */
enum { SCOPE_ABSTRACT = 1 << 0, SCOPE_SIGNAL = 1 << 1 }; /* the sixth */

struct ruleset {
	uint64_t files, net, scoped;
};
struct rule {
	uint64_t allowed;
	int32_t parent;
} __attribute__((packed));
enum { RULE_PATH = 1, ASK_VERSION = 1 };

#ifdef SYS_landlock_create_ruleset

static const uint64_t of_files = EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE;

static uint64_t allowed(enum wall_use use)
{
	const uint64_t read = READ_FILE | READ_DIR;

	switch (use) {
	case WALL_RUN: return read | EXECUTE;
	case WALL_WRITE:
		return read | WRITE_FILE | TRUNCATE | REMOVE_FILE | REMOVE_DIR | MAKE_REG |
		       MAKE_DIR;
	case WALL_READ: break;
	}
	return read;
}

/* What a kernel of that version can be asked to keep. */
static struct ruleset ruleset_of(long version)
{
	struct ruleset all = { .files = (1 << 13) - 1 };

	if (version >= 2)
		all.files |= REFER;
	if (version >= 3)
		all.files |= TRUNCATE;
	if (version >= 4)
		all.net = NET_BIND | NET_CONNECT;
	if (version >= 6)
		all.scoped = SCOPE_ABSTRACT | SCOPE_SIGNAL;
	return all;
}

static void way_open(int set, const struct ruleset *all, const struct wall_way *way)
{
	int fd = open(way->path, O_PATH | O_CLOEXEC);
	struct stat st;

	if (fd < 0)
		return;
	if (fstat(fd, &st) == 0) {
		struct rule rule = { .allowed = allowed(way->use) & all->files, .parent = fd };

		if (!S_ISDIR(st.st_mode))
			rule.allowed &= of_files;
		syscall(SYS_landlock_add_rule, set, RULE_PATH, &rule, 0);
	}
	close(fd);
}

bool wall_raise(const struct wall_way *ways, size_t n)
{
	long version = syscall(SYS_landlock_create_ruleset, NULL, 0, ASK_VERSION);

	if (version < 1)
		return false;
	struct ruleset all = ruleset_of(version);
	size_t size = version >= 6   ? sizeof all
		      : version >= 4 ? 2 * sizeof all.net
				     : sizeof all.files;
	int set = (int)syscall(SYS_landlock_create_ruleset, &all, size, 0);

	if (set < 0)
		return false;
	for (size_t i = 0; i < n; i++)
		way_open(set, &all, &ways[i]);
	bool kept = syscall(SYS_landlock_restrict_self, set, 0) == 0;

	close(set);
	return kept;
}

#else

bool wall_raise(const struct wall_way *ways, size_t n)
{
	(void)ways, (void)n;
	return false;
}

#endif

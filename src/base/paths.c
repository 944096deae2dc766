#include "base/paths.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "install-dirs.h"

#include "base/ban.h"

bool paths_join(char to[PATH_MAX], const char *dir, const char *name)
{
	int n = snprintf(to, PATH_MAX, "%s/%s", dir, name);

	return n > 0 && n < PATH_MAX;
}

/* The directory of the running program, without a slash at the end. */
static bool paths_program_dir(const char *path, char to[PATH_MAX], struct stat *program)
{
	if (!*path || stat("/proc/self/exe", program) != 0)
		return false;
	snprintf(to, PATH_MAX, "%s", path);
	char *slash = strrchr(to, '/');
	if (!slash)
		return false;
	*slash = '\0';
	return true;
}

/* Reads the one line of the mark that the build leaves beside the program. */
static bool paths_source_tree(const char *program_dir, uid_t owner, char to[PATH_MAX])
{
	char mark[PATH_MAX];
	struct stat st;
	bool ok = false;

	if (!paths_join(mark, program_dir, "duban.source-tree"))
		return false;
	int fd = open(mark, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0)
		return false;
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_uid == owner) {
		ssize_t n = read(fd, to, PATH_MAX - 1);
		if (n > 0) {
			to[n] = '\0';
			to[strcspn(to, "\n")] = '\0';
			ok = to[0] == '/' && stat(to, &st) == 0 && S_ISDIR(st.st_mode);
		}
	}
	close(fd);
	return ok;
}

void paths_find(struct paths *p)
{
	char here[PATH_MAX], source[PATH_MAX];
	struct stat program;
	ssize_t n = readlink("/proc/self/exe", p->program, PATH_MAX - 1);

	p->program[n > 0 ? n : 0] = '\0';
	p->installed = !(paths_program_dir(p->program, here, &program) &&
			 paths_source_tree(here, program.st_uid, source) &&
			 paths_join(p->share, source, "share") &&
			 paths_join(p->locale, here, "locale") &&
			 paths_join(p->conf, source, "conf"));
	if (p->installed) {
		snprintf(p->share, sizeof p->share, "%s", INSTALL_SHARE);
		snprintf(p->locale, sizeof p->locale, "%s", INSTALL_LOCALE);
		snprintf(p->conf, sizeof p->conf, "%s", INSTALL_CONF);
	}
}

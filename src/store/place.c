#include "store/place.h"

#include <stdlib.h>
#include <string.h>
#include <sys/vfs.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "base/ban.h"

/* Numbers of statfs(2), linux/magic.h, and of each file system's own source. */
static const struct { uint32_t type; const char *name; } networks[] = {
	{ 0x00006969, "NFS" },      { 0x0000517b, "SMB" },       { 0xff534d42, "CIFS" },
	{ 0xfe534d42, "SMB" },      { 0x65735546, "FUSE" },      { 0x01021997, "9p" },
	{ 0x00c36400, "Ceph" },     { 0x0bd00bd0, "Lustre" },    { 0x5346414f, "AFS" },
	{ 0x6b414653, "AFS" },      { 0x73757245, "Coda" },      { 0x0000564c, "NCP" },
	{ 0x01161970, "GFS2" },     { 0x7461636f, "OCFS2" },     { 0x47504653, "GPFS" },
	{ 0x19830326, "BeeGFS" },   { 0xaad7aaea, "PanFS" },     { 0x20030528, "OrangeFS" },
	{ 0x786f4256, "vboxsf" },   { 0x7c7c6673, "prl_fs" },    { 0xbeefdead, "StorNext" },
};

const char *place_network(int64_t f_type)
{
	/* Where long has 32 bits the kernel's number came with a sign. */
	uint32_t type = (uint32_t)f_type;

	for (size_t i = 0; i < sizeof networks / sizeof *networks; i++)
		if (networks[i].type == type)
			return networks[i].name;
	return NULL;
}

/* Of the path, or of the nearest folder above it that is there. 0: the system does not say. */
static int64_t type_of(const char *path)
{
	char *at = mem_strdup(path);
	struct statfs fs;
	bool known = statfs(at, &fs) == 0;

	for (char *slash; !known && (slash = strrchr(at, '/'));) {
		*slash = '\0';
		known = statfs(*at ? at : "/", &fs) == 0;
	}
	known = known || statfs(".", &fs) == 0;
	free(at);
	return known ? (int64_t)fs.f_type : 0;
}

bool place_fits(const char *path, int64_t pretend, struct err *err)
{
	const char *network = place_network(pretend ? pretend : type_of(path));

	return !network ||
	       err_set(err, ERR_REFUSED,
		       _("%s lies on a network file system (%s), where ledgers get damaged; it was not "
			 "touched: keep it on a disk of the machine that all log in to, or have a copy "
			 "each (duban site copy) and exchange (duban sync)"),
		       path, network);
}

/* A ledger on a file system of the network is refused, untouched. */
#include <linux/magic.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/db.h"
#include "store/place.h"
#include "tests/lib/check.h"
#include "base/ban.h"

static const struct { int line; int64_t type; const char *name; } cases[] = {
	{ __LINE__, NFS_SUPER_MAGIC, "NFS" },
	{ __LINE__, SMB_SUPER_MAGIC, "SMB" },
	{ __LINE__, 0xff534d42, "CIFS" },
	{ __LINE__, (int32_t)0xff534d42, "CIFS" }, /* as a long of 32 bits has it */
	{ __LINE__, 0xfe534d42, "SMB" },
	{ __LINE__, 0x65735546, "FUSE" }, /* sshfs */
	{ __LINE__, V9FS_MAGIC, "9p" },
	{ __LINE__, 0x00c36400, "Ceph" },
	{ __LINE__, 0x0bd00bd0, "Lustre" },
	{ __LINE__, AFS_SUPER_MAGIC, "AFS" },
	{ __LINE__, EXT4_SUPER_MAGIC, NULL },
	{ __LINE__, BTRFS_SUPER_MAGIC, NULL },
	{ __LINE__, 0x58465342, NULL }, /* XFS */
	{ __LINE__, 0x2fc12fc1, NULL }, /* ZFS */
	{ __LINE__, TMPFS_MAGIC, NULL },
	{ __LINE__, OVERLAYFS_SUPER_MAGIC, NULL },
	{ __LINE__, MSDOS_SUPER_MAGIC, NULL }, /* a stick */
	{ __LINE__, 0, NULL },
};

static void test_numbers(void)
{
	for (size_t i = 0; i < CHECK_N(cases); i++)
		CHECK_STR_AT(cases[i].line, place_network(cases[i].type), cases[i].name);
}

/* Found by the folder where the file is not there yet. */
static void test_fits(void)
{
	struct err err = { 0 };

	CHECK(place_fits(check_path("none/yet/a.db"), 0, &err));
	CHECK(place_fits("a.db", 0, &err));
	CHECK(!place_fits("a.db", NFS_SUPER_MAGIC, &err));
	CHECK_INT(err.code, ERR_REFUSED);
	CHECK(strstr(err.text, "NFS") && strstr(err.text, "duban sync"));
}

static struct db *open_at(int64_t place, bool create, struct err *err)
{
	static struct clock clock;
	static struct id_maker ids = { .seeded = true, .seed = 1 };
	struct db_options o = { .path = check_path("ledger.db"), .create = create, .clock = &clock,
		.ids = &ids, .place = place };

	*err = (struct err){ 0 };
	CHECK(clock_init(&clock, "Asia/Shanghai", err));
	return db_open(&o, err);
}

/* Neither made nor opened there, not even to look: another machine may be writing to it, and nobody
 * here would know. */
static void test_refused(void)
{
	struct err err;
	size_t before, after;

	CHECK(!open_at(NFS_SUPER_MAGIC, true, &err));
	CHECK_INT(err.code, ERR_REFUSED);
	CHECK(access(check_path("ledger.db"), F_OK) != 0);
	struct db *db = open_at(0, true, &err);
	CHECK(db != NULL);
	db_close(db);
	char *was = check_read(check_path("ledger.db"), &before);
	CHECK(!open_at(0x65735546, false, &err));
	CHECK_INT(err.code, ERR_REFUSED);
	char *is = check_read(check_path("ledger.db"), &after);
	CHECK_MEM(is, after, was, before);
	free(was);
	free(is);
}

static const struct check_test tests[] = {
	CHECK_TEST(test_numbers), CHECK_TEST(test_fits), CHECK_TEST(test_refused),
};

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}

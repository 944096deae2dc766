/* Public keys of ssh: what may become a line of authorized_keys, and what not. */
#include "base/ssh_key.h"

#include <stdlib.h>

#include "tests/lib/check.h"

#define ED "AAAAC3NzaC1lZDI1NTE5AAAAIF3t8LJSafATCl58WEy+2jDZfFZDZ0cyLvUNvwvg9pS8"
#define EC256 "AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBFCMo5xRvIZxxhaM9scvQOeR5VZKK6cV8baShn" \
		"eLFOZfQH8OArn5GFL/OAMJ5yJKAS2rYZa8WjA/YCzBmtVV+AU="
#define EC384 "AAAAE2VjZHNhLXNoYTItbmlzdHAzODQAAAAIbmlzdHAzODQAAABhBHYonilMuG1ulAN+NySyJFiY1wQjVPllcdgz6O" \
		"/dr3tltKKjwLMk/Vhc7M20TgWxNkZMLe2Q6EUi9az3YP5AcBCKeoTSP1JtpqBobYu3B15bYYuP+1As5Cr9rvjC5fZi" \
		"sw=="
#define EC521 "AAAAE2VjZHNhLXNoYTItbmlzdHA1MjEAAAAIbmlzdHA1MjEAAACFBABm38WxtrAIEKGJ196FPTRO1VypCFLDZcKHv8" \
		"GrHWMO/KtJH/Jl617kKhn7jyuSmE7MTOuEIzLJii/EDD7JB7c8cwAe1XabkACt1TWMteR9ng6OXBvgFxZ2syICweZK" \
		"TqgIUFmfU3OjSodLvNrRdomE7lQzxZgX13x84MFNR7Ngt/P5vQ=="
#define RSA "AAAAB3NzaC1yc2EAAAADAQABAAABAQDP2kTL0+GnmMET/mbCdPTnxE7rPjKrRIGC+Ifc+w8TN7gOD+xSwFnJRakHVL" \
		"IzmC/o5oY3W8RD7H3FlZ7N92OvS/Bw1LNNGXUzBAW6/qZe65oZBbWUzpX8jjIS4lQ2fI1/q6p2yvbECZUEuU67XkIL" \
		"zDBhfatIB5EUfo5HYUrLsrCD0w2pHuKaq1L+Kp0yOF71k+Tt5FPg8T9BaxCXF6tVwURC2TrVsyFlTkmwb5ogQfdV0j" \
		"iUFsSLVkCCNe6Yh58XM0r6MPvHoL1FmFuvNyvWU7Ncc3XzLiQpcDtPGHvrsEeJG9f61kciYa65kQvqWps4O+UaF+ij" \
		"BSVDYk/gCuSV"

/* print: as ssh-keygen -l says it; NULL: refused, with `says` in the sentence. */
static const struct { int line; const char *text, *print, *says; } cases[] = {
	{ __LINE__, "ssh-ed25519 " ED " wang@laptop\n", "SHA256:2Y25BTdYfK7X/GP1ZOZQnQ6jCQvMaX/dJb47HDH5DQk", NULL },
	{ __LINE__, "ssh-ed25519 " ED, "SHA256:2Y25BTdYfK7X/GP1ZOZQnQ6jCQvMaX/dJb47HDH5DQk", NULL },
	{ __LINE__, "  ssh-ed25519 " ED " 王的笔记本\r\n", "SHA256:2Y25BTdYfK7X/GP1ZOZQnQ6jCQvMaX/dJb47HDH5DQk", NULL },
	{ __LINE__, "ecdsa-sha2-nistp256 " EC256 " a b c\n", "SHA256:/okQPGUrE2m0UZv6zHysTZGRhn0zVJUk6YV5aOWFxCM", NULL },
	{ __LINE__, "ecdsa-sha2-nistp384 " EC384 "\n", "SHA256:WTLzC9+q6gAaRDKBePXmhhiEjCzp5vALcdOBgcKAwco", NULL },
	{ __LINE__, "ecdsa-sha2-nistp521 " EC521 "\n", "SHA256:Mhqfj/mtB5UPeV4sDSvrmK0jp9alInhfHpQT77drBwQ", NULL },
	{ __LINE__, "ssh-rsa " RSA "\n", "SHA256:l18odHa1FkMMu7l7HQX7MGY86v4hNajX7h9B+wudDKg", NULL },
	{ __LINE__, "sk-ssh-ed25519@openssh.com AAAAGnNrLXNzaC1lZDI1NTE5QG9wZW5zc2guY29tAAAAIF3t8LJSafATCl58WEy+2jDZfFZDZ0cyLvUNvwvg9pS8AAAABHNzaDo=\n", "SHA256:eMgtlDU3WY+5kMkfWBL7W/6Uull+dbFPBVUkfeLkVts", NULL },
	{ __LINE__, "", NULL, "no public key" },
	{ __LINE__, "\n", NULL, "no public key" },
	{ __LINE__, "# a comment\n", NULL, "no public key" },
	{ __LINE__, "ssh-dss AAAAB3NzaC1kc3MAAACBAPGEjrxBxlijZUX3+Ek9F4+14LsAXzjbT037f96a\n", NULL, "no public key" },
	{ __LINE__, "command=\"sh\" ssh-ed25519 " ED "\n", NULL, "options before it" },
	{ __LINE__, "no-pty ssh-ed25519 " ED "\n", NULL, "options before it" },
	{ __LINE__, "ssh-ed25519\t" ED "\n", NULL, "control character" },
	{ __LINE__, "ssh-ed25519 " ED "\nssh-ed25519 " ED "\n", NULL, "on one line" },
	{ __LINE__, "ssh-ed25519 " ED "\n\n", NULL, "on one line" },
	{ __LINE__, "ssh-ed25519 " ED " a\rssh-rsa x", NULL, "control character" },
	{ __LINE__, "ssh-ed25519 " ED " a\033[2J", NULL, "control character" },
	{ __LINE__, "ssh-ed25519", NULL, "no sound base64" },
	{ __LINE__, "ssh-ed25519 \n", NULL, "no sound base64" },
	{ __LINE__, "ssh-ed25519 AAAA!AAA", NULL, "no sound base64" },
	{ __LINE__, "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIF3t8LJSafATCl58WEy+2jDZfFZDZ0cyLvUNvwvg9pS", NULL, "no sound base64" },
	{ __LINE__, "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIF3t8LJSafATCl58WEy+2jDZfFZDZ0cyLvUNvwvg9pS8====", NULL, "no sound base64" },
	{ __LINE__, "ssh-ed25519 AAAAC3NzaC\342\200\2131lZDI1NTE5AAAAIF3t8LJSafATCl58WEy+2jDZfFZDZ0cyLvUNvwvg9pS8", NULL, "no sound base64" },
	{ __LINE__, "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIF3t8LJSafATCl58WEy+2jDZfFZDZ0cyLvUNvwvg9pS8AAAAAXg=", NULL, "none of its type" },
	{ __LINE__, "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIF3t8LJSafATCl58WEy+2jDZfFZDZ0cyLvUNvwvg9pQ=", NULL, "none of its type" },
	{ __LINE__, "ssh-ed25519 AAAAB3NzaC1yc2EAAAAgXe3wslJp8BMKXnxYTL7aMNl8VkNnRzIu9Q2/C+D2lLw=", NULL, "none of its type" },
	{ __LINE__, "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAH13t8LJSafATCl58WEy+2jDZfFZDZ0cyLvUNvwvg9pQ=", NULL, "none of its type" },
	{ __LINE__, "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5/////13t8LJSafATCl58WEy+2jDZfFZDZ0cyLvUNvwvg9pS8", NULL, "none of its type" },
	{ __LINE__, "ssh-ed25519 " EC256, NULL, "none of its type" },
	{ __LINE__, "ecdsa-sha2-nistp256 " EC384, NULL, "none of its type" },
	{ __LINE__, "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAzODQAAAAIbmlzdHAzODQAAABBBFCMo5xRvIZxxhaM9scvQOeR5VZKK6cV8baShneLFOZfQH8OArn5GFL/OAMJ5yJKAS2rYZa8WjA/YCzBmtVV+AU=", NULL, "none of its type" },
	{ __LINE__, "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBAlCMo5xRvIZxxhaM9scvQOeR5VZKK6cV8baShneLFOZfQH8OArn5GFL/OAMJ5yJKAS2rYZa8WjA/YCzBmtVV+AU=", NULL, "none of its type" },
	{ __LINE__, "sk-ssh-ed25519@openssh.com AAAAGnNrLXNzaC1lZDI1NTE5QG9wZW5zc2guY29tAAAAIF3t8LJSafATCl58WEy+2jDZfFZDZ0cyLvUNvwvg9pS8AAAAA2EKYg==", NULL, "none of its type" },
	{ __LINE__, "sk-ssh-ed25519@openssh.com AAAAGnNrLXNzaC1lZDI1NTE5QG9wZW5zc2guY29tAAAAIF3t8LJSafATCl58WEy+2jDZfFZDZ0cyLvUNvwvg9pS8", NULL, "none of its type" },
	{ __LINE__, "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQDmJCKDpicMFq7fZNXAO2VNgnvqQiU8k+t4VNFp5HOxvcgojm1H85SmsW7ID+oFHd9DBNvmys/2Xv5xIPVnXkWA1F87ERzrfp9rhhR3O57DL4+22o22MBKCVcqqtDNB1tzOBYkLIrS0G43q7P945cvvhfAQfzpPh2D01Rn0KslvRQ==", NULL, "less than 2048 bits" },
	{ __LINE__, "ssh-rsa AAAAB3NzaC1yc2EAAAABAwAAAQD/////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////", NULL, "less than 2048 bits" },
	{ __LINE__, "ssh-rsa AAAAB3NzaC1yc2EAAAABAwAAAQEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==", NULL, "less than 2048 bits" },
	{ __LINE__, "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXk\n-----END OPENSSH PRIVATE KEY-----\n", NULL, "ends in .pub" },
};

static void test_keys(void)
{
	for (size_t i = 0; i < CHECK_N(cases); i++) {
		struct buf key = { 0 };
		struct err err = { 0 };
		char print[SSH_KEY_PRINT_SIZE];
		bool ok = ssh_key_read(str_of(cases[i].text), "wang.pub", &key, &err);

		CHECK_AT(cases[i].line, ok == (cases[i].print != NULL));
		if (ok)
			CHECK_STR_AT(cases[i].line, ssh_key_print(buf_str(&key), print), cases[i].print);
		else
			CHECK_AT(cases[i].line, strstr(err.text, cases[i].says) && strstr(err.text, "wang.pub") && key.n == 0);
		buf_clear(&key);
	}
}

/* Nothing of the comment goes on. */
static void test_bare(void)
{
	struct buf key = { 0 };
	struct err err = { 0 };
	char print[SSH_KEY_PRINT_SIZE];

	CHECK(ssh_key_read(STR_LIT("ssh-ed25519 " ED " \"; sh #\n"), "k", &key, &err));
	CHECK_STR(buf_text(&key), "ssh-ed25519 " ED);
	buf_clear(&key);
	CHECK_STR(ssh_key_print(STR_LIT(""), print), "");
	CHECK_STR(ssh_key_print(STR_LIT("ssh-ed25519"), print), "");
}

static const struct check_test tests[] = { CHECK_TEST(test_keys), CHECK_TEST(test_bare) };

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}

#include "store/signer.h"

#include "store/store_private.h"

#include "base/ban.h"

bool signers_read(struct db *db, struct arena *mem, signer_list *to, struct err *err)
{
	struct stmt st;

	stmt_open(&st, db,
		  "SELECT login, public_key FROM person WHERE gone IS NOT 1 AND login <> '' AND "
		  "public_key <> '' ORDER BY login",
		  err);
	while (stmt_row(&st, err))
		*vec_push(to) = (struct signer){ stmt_get_text(&st, 0, mem), stmt_get_text(&st, 1, mem) };
	return stmt_close(&st);
}

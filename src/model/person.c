#include "model/person.h"

#include "model/ident.h"
#include "store/rows.h"

#include "base/ban.h"

const char *person_name(struct ledger *l, const char *login, struct arena *mem)
{
	struct id id = ident_person(str_of(login));
	const char *name = person_get_name(l->db, &id, mem);

	return name && *name ? name : login;
}

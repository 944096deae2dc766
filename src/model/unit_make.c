#include "model/unit_make.h"

#include "model/ident.h"

#include "base/ban.h"

struct id unit_make(struct change *c, const char *region, const char *name)
{
	struct id unit = ident_unit(str_of(region ? region : ""), str_of(name)),
		  own = ident_name(&unit, str_of(name), "official", NULL);

	change_row(c, KIND_UNIT, &unit);
	change_field(c, "region", region && *region ? V_TEXT(region) : V_NULL);
	change_field(c, "name", V_TEXT(name));
	change_field(c, "kind", V_TEXT("single"));
	change_row(c, KIND_NAME, &own);
	change_field(c, "unit", V_ID(unit));
	change_field(c, "name", V_TEXT(name));
	change_field(c, "kind", V_TEXT("official"));
	return unit;
}

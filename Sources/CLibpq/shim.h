// PostgreSQL's C client, as the system has it.
#include <libpq-fe.h>

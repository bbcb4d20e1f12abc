/* The limit: what libsqlite3 gives to a C program that makes a queue's writes and nothing else.
 *
 *   bare fill    --database D --ready N [--finished M] [--batch 10000]
 *   bare cycle   --database D --seconds S --batch B [--start-at EPOCH_MS]
 *   bare enqueue --database D --seconds S
 *   bare wake-wait --database D --socket PATH --count N [--poll-ms P]
 *   bare wake-send --database D --socket PATH --count N --pause-ms P
 *
 * All take --durability full|normal, --busy fair|sqlite and --schema lean|geuse. Lean is the smallest table that keeps a
 * token, a lease and an attempt a job. With geuse the database is one that geuse made, holding one terminate spec, and
 * the same rows and columns are written that geuse writes for a job that succeeds. One JSON object on stdout. */
#include <errno.h>
#include <poll.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

static struct {
  const char *database, *socket;
  double seconds;
  int64_t ready, finished, batch, count, start_at, pause_ms, poll_ms;
  int normal, sqlite_busy, geuse;
} options = {.seconds = 5, .batch = 100, .count = 100, .pause_ms = 5};

static sqlite3 *db;
static int64_t busy_errors;

static void die(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  fputs("bare: ", stderr);
  vfprintf(stderr, format, arguments);
  fputc('\n', stderr);
  exit(1);
}

static double seconds_of(clockid_t clock) {
  struct timespec now;
  clock_gettime(clock, &now);
  return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}
static double monotonic(void) { return seconds_of(CLOCK_MONOTONIC); }
static double wall(void) { return seconds_of(CLOCK_REALTIME); }
static int64_t wall_ms(void) { return (int64_t)(wall() * 1000); }

/* Short, uneven sleeps, as geuse's: SQLite's own handler lengthens them and starves the unlucky. */
static int wait_fairly(void *unused, int tries) {
  (void)unused;
  if (tries > 30000) return 0;
  usleep((useconds_t)(500 + random() % 1000));
  return 1;
}

static int run(const char *sql) {
  int code = sqlite3_exec(db, sql, NULL, NULL, NULL);
  if (code == SQLITE_BUSY) busy_errors++;
  else if (code != SQLITE_OK) die("%s: %s", sql, sqlite3_errmsg(db));
  return code;
}
static void begin(void) {
  while (run("BEGIN IMMEDIATE") != SQLITE_OK) {}
}
static void commit(void) {
  while (run("COMMIT") != SQLITE_OK) {}
}

static sqlite3_stmt *prepare(const char *sql) {
  sqlite3_stmt *statement;
  if (sqlite3_prepare_v3(db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) != SQLITE_OK)
    die("%s: %s", sql, sqlite3_errmsg(db));
  return statement;
}
/* Binds integers by the letters i, texts by s, NULL by n. */
static void bind_all(sqlite3_stmt *statement, const char *types, ...) {
  va_list arguments;
  va_start(arguments, types);
  for (int i = 1; *types; types++, i++) {
    if (*types == 'i') sqlite3_bind_int64(statement, i, va_arg(arguments, int64_t));
    else if (*types == 's') sqlite3_bind_text(statement, i, va_arg(arguments, const char *), -1, SQLITE_STATIC);
    else sqlite3_bind_null(statement, i);
  }
  va_end(arguments);
}
static int step(sqlite3_stmt *statement) {
  int code = sqlite3_step(statement);
  if (code != SQLITE_ROW && code != SQLITE_DONE) die("%s: %s", sqlite3_sql(statement), sqlite3_errmsg(db));
  return code;
}
static void finish(sqlite3_stmt *statement) {
  while (step(statement) == SQLITE_ROW) {}
  sqlite3_reset(statement);
}

struct statements {
  const char *insert, *insert_done, *insert_attempt, *due, *take, *begin_attempt, *succeed, *end_attempt;
};

static const char lean_tables[] =
  "CREATE TABLE IF NOT EXISTS jobs (id INTEGER PRIMARY KEY, state INTEGER NOT NULL, priority INTEGER NOT NULL,"
  " run_at INTEGER NOT NULL, payload TEXT NOT NULL, token INTEGER NOT NULL DEFAULT 0, holder TEXT, expires INTEGER,"
  " attempts INTEGER NOT NULL DEFAULT 0, created_at INTEGER NOT NULL, finished_at INTEGER, result TEXT) STRICT;"
  "CREATE INDEX IF NOT EXISTS jobs_ready ON jobs (priority, run_at, id) WHERE state = 0;"
  "CREATE TABLE IF NOT EXISTS attempts (job INTEGER NOT NULL, number INTEGER NOT NULL, started_at INTEGER NOT NULL,"
  " finished_at INTEGER, worker TEXT NOT NULL, outcome TEXT NOT NULL, PRIMARY KEY (job, number)) STRICT, WITHOUT ROWID;";

static const struct statements lean = {
  .insert = "INSERT INTO jobs (state, priority, run_at, payload, created_at) VALUES (0, 0, ?1, '{}', ?1)",
  .insert_done = "INSERT INTO jobs (state, priority, run_at, payload, created_at, token, attempts, finished_at, result)"
                 " VALUES (2, 0, ?1, '{}', ?1, 1, 1, ?1, '{}') RETURNING id",
  .insert_attempt = "INSERT INTO attempts (job, number, started_at, finished_at, worker, outcome)"
                    " VALUES (?1, 1, ?2, ?2, 'bare', 'succeeded')",
  .due = "SELECT id FROM jobs WHERE state = 0 AND priority = 0 AND run_at <= ?1 ORDER BY run_at, id LIMIT ?2",
  .take = "UPDATE jobs SET state = 1, token = token + 1, holder = ?1, expires = ?2, attempts = attempts + 1"
          " WHERE id = ?3 AND state = 0 RETURNING token, attempts",
  .begin_attempt = "INSERT INTO attempts (job, number, started_at, worker, outcome) VALUES (?1, ?2, ?3, ?4, 'running')",
  .succeed = "UPDATE jobs SET state = 2, finished_at = ?1, result = ?2, holder = NULL, expires = NULL"
             " WHERE id = ?3 AND token = ?4 AND state = 1",
  .end_attempt = "UPDATE attempts SET outcome = 'succeeded', finished_at = ?1 WHERE job = ?2 AND number = ?3",
};

#define GEUSE_JOB "(kind, state, queue, priority, run_at, spec, region, retry_for, max_failures, created_at, unblocked_at"

static const struct statements geuse = {
  .insert = "INSERT INTO jobs " GEUSE_JOB ") VALUES ('terminate', 'ready', 'default', 0, ?1, ?2,"
            " 'us-east-1', 21600000, 5, ?1, ?1)",
  .insert_done = "INSERT INTO jobs " GEUSE_JOB ", lease_token, attempts, started_at, deadline, finished_at, result)"
                 " VALUES ('terminate', 'succeeded', 'default', 0, ?1, ?2,"
                 " 'us-east-1', 21600000, 5, ?1, ?1, 1, 1, ?1, ?1 + 21600000, ?1, '{\"state\":\"none\"}') RETURNING id",
  .insert_attempt = "INSERT INTO attempts (job, number, generation, started_at, finished_at, worker, outcome)"
                    " VALUES (?1, 1, 1, ?2, ?2, 'bare', 'succeeded')",
  .due = "SELECT id FROM jobs WHERE state = 'ready' AND kind = +'terminate' AND queue = 'default' AND priority = 0 AND run_at <= ?1"
         " ORDER BY run_at, id LIMIT ?2",
  .take = "UPDATE jobs SET state = 'running', lease_token = lease_token + 1, lease_holder = ?1, lease_boot_id = 'boot',"
          " lease_expires_boot = ?2, attempts = attempts + 1, started_at = coalesce(started_at, ?2),"
          " deadline = coalesce(deadline, ?2 + retry_for) WHERE id = ?3 AND state = 'ready' RETURNING lease_token, attempts",
  .begin_attempt = "INSERT INTO attempts (job, number, generation, started_at, worker, outcome)"
                   " VALUES (?1, ?2, 1, ?3, ?4, 'running')",
  .succeed = "UPDATE jobs SET state = 'succeeded', finished_at = ?1, result = ?2, lease_holder = NULL,"
             " lease_boot_id = NULL, lease_expires_boot = NULL, error_code = NULL, error_class = NULL,"
             " error_message = NULL, error_hint = NULL, error_request_id = NULL"
             " WHERE id = ?3 AND lease_token = ?4 AND state IN ('running', 'polling')",
  .end_attempt = "UPDATE attempts SET outcome = 'succeeded', finished_at = ?1 WHERE job = ?2 AND number = ?3",
};

static const struct statements *sql(void) { return options.geuse ? &geuse : &lean; }

static void open_database(void) {
  if (sqlite3_open(options.database, &db) != SQLITE_OK) die("%s: %s", options.database, sqlite3_errmsg(db));
  srandom((unsigned)getpid() ^ (unsigned)wall_ms());
  if (options.sqlite_busy) sqlite3_busy_timeout(db, 30000);
  else sqlite3_busy_handler(db, wait_fairly, NULL);
  run("PRAGMA journal_mode = WAL");
  run(options.normal ? "PRAGMA synchronous = NORMAL" : "PRAGMA synchronous = FULL");
  run("PRAGMA foreign_keys = ON");
  if (!options.geuse) run(lean_tables);
}

/* Where jobs name a spec, the one that is there. */
static sqlite3_stmt *prepare_insert(const char *text) {
  sqlite3_stmt *insert = prepare(text);
  if (!options.geuse) return insert;
  sqlite3_stmt *spec = prepare("SELECT id FROM specs WHERE kind = 'terminate' LIMIT 1");
  if (step(spec) != SQLITE_ROW) die("%s holds no terminate spec", options.database);
  sqlite3_bind_int64(insert, 2, sqlite3_column_int64(spec, 0));
  sqlite3_finalize(spec);
  return insert;
}

static void fill(void) {
  sqlite3_stmt *insert = prepare_insert(sql()->insert), *done = prepare_insert(sql()->insert_done);
  sqlite3_stmt *attempt = prepare(sql()->insert_attempt);
  int64_t total = options.ready + options.finished;
  double start = monotonic();
  for (int64_t made = 0; made < total;) {
    begin();
    for (int64_t i = 0; i < options.batch && made < total; i++, made++) {
      int64_t now = wall_ms();
      if (made >= options.finished) {
        bind_all(insert, "i", now);
        finish(insert);
        continue;
      }
      bind_all(done, "i", now);
      step(done);
      int64_t id = sqlite3_column_int64(done, 0);
      finish(done);
      bind_all(attempt, "ii", id, now);
      finish(attempt);
    }
    commit();
  }
  printf("{\"jobs\": %lld, \"seconds\": %.6f}\n", (long long)total, monotonic() - start);
}

static int compare(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}
static double quantile(const double *sorted, size_t count, double share) {
  if (count == 0) return 0;
  size_t place = (size_t)(share * (double)(count - 1) + 0.5);
  return sorted[place];
}

static void wait_for_start(void) {
  while (options.start_at > wall_ms()) usleep(200);
}

struct held {
  int64_t id, token, attempt;
};

/* Finishes the last batch and claims the next in one transaction. */
static void cycle(void) {
  sqlite3_stmt *due = prepare(sql()->due), *take = prepare(sql()->take), *begun = prepare(sql()->begin_attempt);
  sqlite3_stmt *succeed = prepare(sql()->succeed), *ended = prepare(sql()->end_attempt);
  struct held *held = calloc((size_t)options.batch, sizeof *held);
  int64_t holding = 0, cycles = 0, claims = 0;
  size_t samples = 0, room = 1 << 16;
  double *waited = malloc(room * sizeof *waited);
  char holder[32];
  snprintf(holder, sizeof holder, "bare:%d", (int)getpid());
  const char *result = options.geuse ? "{\"state\":\"none\"}" : "{}";

  wait_for_start();
  double start = monotonic();
  for (int again = 1; again;) {
    again = monotonic() - start < options.seconds;
    double asked = monotonic();
    begin();
    int64_t now = wall_ms();
    for (int64_t i = 0; i < holding; i++) {
      bind_all(succeed, "isii", now, result, held[i].id, held[i].token);
      finish(succeed);
      if (sqlite3_changes(db) != 1) die("a lease was lost");
      bind_all(ended, "iii", now, held[i].id, held[i].attempt);
      finish(ended);
    }
    cycles += holding;
    holding = 0;
    if (again) {
      bind_all(due, "ii", now, options.batch);
      while (step(due) == SQLITE_ROW) held[holding++].id = sqlite3_column_int64(due, 0);
      sqlite3_reset(due);
      for (int64_t i = 0; i < holding; i++) {
        bind_all(take, "sii", holder, now + 30000, held[i].id);
        if (step(take) != SQLITE_ROW) die("a ready job was not taken");
        held[i].token = sqlite3_column_int64(take, 0);
        held[i].attempt = sqlite3_column_int64(take, 1);
        finish(take);
        bind_all(begun, "iiis", held[i].id, held[i].attempt, now, holder);
        finish(begun);
      }
      again = holding > 0;
    }
    commit();
    claims += holding > 0;
    /* Who got nothing has waited as well. */
    if (samples == room) waited = realloc(waited, (room *= 2) * sizeof *waited);
    waited[samples++] = (monotonic() - asked) * 1000;
  }
  double seconds = monotonic() - start;
  qsort(waited, samples, sizeof *waited, compare);
  printf("{\"cycles\": %lld, \"seconds\": %.6f, \"claims\": %lld, \"p50_ms\": %.3f, \"p99_ms\": %.3f, \"p999_ms\": %.3f,"
         " \"max_ms\": %.3f, \"busy_errors\": %lld}\n",
         (long long)cycles, seconds, (long long)claims, quantile(waited, samples, 0.5), quantile(waited, samples, 0.99),
         quantile(waited, samples, 0.999), samples ? waited[samples - 1] : 0, (long long)busy_errors);
}

static void enqueue(void) {
  sqlite3_stmt *insert = prepare_insert(sql()->insert);
  int64_t jobs = 0;
  wait_for_start();
  double start = monotonic();
  while (monotonic() - start < options.seconds) {
    begin();
    bind_all(insert, "i", wall_ms());
    finish(insert);
    commit();
    jobs++;
  }
  printf("{\"jobs\": %lld, \"seconds\": %.6f}\n", (long long)jobs, monotonic() - start);
}

static struct sockaddr_un address(void) {
  struct sockaddr_un name = {.sun_family = AF_UNIX};
  if (strlen(options.socket) >= sizeof name.sun_path) die("the socket's path is too long");
  strcpy(name.sun_path, options.socket);
  return name;
}

/* Prints when each row was first seen; the sender prints when each was committed, and the runner subtracts: a reader may
 * well have a row before the writer's COMMIT has returned. */
static void wake_wait(void) {
  int descriptor = -1;
  if (options.poll_ms == 0) {
    struct sockaddr_un name = address();
    descriptor = socket(AF_UNIX, SOCK_DGRAM, 0);
    if (descriptor < 0 || bind(descriptor, (const struct sockaddr *)&name, sizeof name) != 0)
      die("%s: %s", options.socket, strerror(errno));
  }
  sqlite3_stmt *newest = prepare("SELECT coalesce(max(id), 0) FROM jobs");
  int64_t seen = 0;
  printf("{\"seen\": [");
  fflush(stdout);
  double give_up = monotonic() + 60;
  while (seen < options.count && monotonic() < give_up) {
    if (descriptor >= 0) {
      struct pollfd waiting = {.fd = descriptor, .events = POLLIN};
      char byte[8];
      if (poll(&waiting, 1, 1000) > 0 && recv(descriptor, byte, sizeof byte, 0) < 0) die("recv: %s", strerror(errno));
    } else {
      usleep((useconds_t)(options.poll_ms * 1000));
    }
    step(newest);
    int64_t last = sqlite3_column_int64(newest, 0);
    sqlite3_reset(newest);
    double now = wall() * 1000;
    for (; seen < last; seen++) printf("%s%.4f", seen ? ", " : "", now);
  }
  printf("]}\n");
  if (descriptor >= 0) unlink(options.socket);
}

static void wake_send(void) {
  sqlite3_stmt *insert = prepare_insert(sql()->insert);
  struct sockaddr_un name = {0};
  int descriptor = -1;
  if (options.socket) {
    name = address();
    descriptor = socket(AF_UNIX, SOCK_DGRAM, 0);
    if (descriptor < 0) die("socket: %s", strerror(errno));
  }
  printf("{\"committed\": [");
  for (int64_t i = 0; i < options.count; i++) {
    usleep((useconds_t)(options.pause_ms * 1000));
    begin();
    bind_all(insert, "i", wall_ms());
    finish(insert);
    commit();
    double now = wall() * 1000;
    if (descriptor >= 0) sendto(descriptor, "x", 1, MSG_DONTWAIT, (const struct sockaddr *)&name, sizeof name);
    printf("%s%.4f", i ? ", " : "", now);
  }
  printf("]}\n");
}

static void read_options(int count, char **words) {
  for (int i = 2; i < count; i += 2) {
    const char *name = words[i], *value = i + 1 < count ? words[i + 1] : NULL;
    if (value == NULL) die("%s wants a value", name);
    if (!strcmp(name, "--database")) options.database = value;
    else if (!strcmp(name, "--socket")) options.socket = value;
    else if (!strcmp(name, "--seconds")) options.seconds = atof(value);
    else if (!strcmp(name, "--ready")) options.ready = atoll(value);
    else if (!strcmp(name, "--finished")) options.finished = atoll(value);
    else if (!strcmp(name, "--batch")) options.batch = atoll(value);
    else if (!strcmp(name, "--count")) options.count = atoll(value);
    else if (!strcmp(name, "--start-at")) options.start_at = atoll(value);
    else if (!strcmp(name, "--pause-ms")) options.pause_ms = atoll(value);
    else if (!strcmp(name, "--poll-ms")) options.poll_ms = atoll(value);
    else if (!strcmp(name, "--durability")) options.normal = !strcmp(value, "normal");
    else if (!strcmp(name, "--busy")) options.sqlite_busy = !strcmp(value, "sqlite");
    else if (!strcmp(name, "--schema")) options.geuse = !strcmp(value, "geuse");
    else die("unknown option %s", name);
  }
  if (options.database == NULL) die("--database is missing");
  if (options.batch < 1) die("--batch is at least 1");
}

int main(int count, char **words) {
  static const struct {
    const char *name;
    void (*run)(void);
  } commands[] = {{"fill", fill},           {"cycle", cycle},         {"enqueue", enqueue},
                  {"wake-wait", wake_wait}, {"wake-send", wake_send}};
  if (count < 2) die("usage: bare fill|cycle|enqueue|wake-wait|wake-send --database D ...");
  for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
    if (strcmp(words[1], commands[i].name)) continue;
    read_options(count, words);
    open_database();
    commands[i].run();
    /* The last one out checkpoints, which SQLite leaves undone while a statement lives. */
    for (sqlite3_stmt *left; (left = sqlite3_next_stmt(db, NULL)) != NULL;) sqlite3_finalize(left);
    return sqlite3_close(db) == SQLITE_OK ? 0 : 1;
  }
  die("unknown command %s", words[1]);
}

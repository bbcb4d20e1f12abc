#ifdef __linux__
#include "shim.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

static int log_fd = -1;
/// flock is the process's: threads need their own.
static pthread_mutex_t names = PTHREAD_MUTEX_INITIALIZER;

__attribute__((constructor)) static void open_log(void) {
  const char *path = getenv("GEUSE_FAULT_LOG");
  if (path == NULL || *path == 0) return;
  log_fd = (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
}

void shim_lock(void) {
  pthread_mutex_lock(&names);
  if (log_fd >= 0) while (flock(log_fd, LOCK_EX) != 0 && errno == EINTR) {}
}

void shim_unlock(void) {
  int kept = errno;
  if (log_fd >= 0) flock(log_fd, LOCK_UN);
  pthread_mutex_unlock(&names);
  errno = kept;
}

static void die(void) {
  for (;;) kill(getpid(), SIGKILL);
}

void shim_check_power(void) {
  struct fault_control *control = shim_control();
  if (control != NULL && __atomic_load_n(&control->is_dark, __ATOMIC_SEQ_CST)) die();
}

void shim_log(enum fault_kind kind, uint64_t inode, int64_t offset, const void *data, size_t size) {
  int kept = errno;
  static const uint64_t tail = FAULT_TAIL;
  if (log_fd >= 0) {
    struct fault_record record = {
      .head = FAULT_HEAD, .kind = kind, .process = (uint32_t)getpid(), .inode = inode, .offset = offset, .size = size};
    struct iovec parts[] = {
      {&record, sizeof record}, {(void *)data, size}, {(void *)&tail, sizeof tail}};
    // Short only where a signal ends the process or the real disk is full.
    if (writev(log_fd, parts, 3) != (ssize_t)(sizeof record + size + sizeof tail)) die();
  }
  struct fault_control *control = shim_control();
  if (control != NULL && kind != FAULT_OPENED) {
    int64_t count = __atomic_add_fetch(&control->operations, 1, __ATOMIC_SEQ_CST);
    int64_t end = __atomic_load_n(&control->power_ends_at, __ATOMIC_SEQ_CST);
    if (end > 0 && count >= end) {
      __atomic_store_n(&control->is_dark, 1, __ATOMIC_SEQ_CST);
      die();
    }
  }
  errno = kept;
}
#endif

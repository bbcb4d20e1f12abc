#ifdef __linux__
#include "shim.h"

#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

static struct fault_control *control;

__attribute__((constructor)) static void map_control(void) {
  const char *path = getenv("GEUSE_FAULT_CONTROL");
  if (path == NULL || *path == 0) return;
  int fd = (int)syscall(SYS_openat, AT_FDCWD, path, O_RDWR | O_CLOEXEC);
  if (fd < 0) return;
  void *map = mmap(NULL, sizeof *control, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  syscall(SYS_close, fd);
  if (map != MAP_FAILED) control = map;
}

struct fault_control *shim_control(void) { return control; }

ssize_t shim_room(size_t size) {
  if (control == NULL || !__atomic_load_n(&control->is_full, __ATOMIC_SEQ_CST)) return (ssize_t)size;
  int64_t left = __atomic_load_n(&control->bytes_left, __ATOMIC_SEQ_CST);
  while (left > 0) {
    int64_t taken = left < (int64_t)size ? left : (int64_t)size;
    if (__atomic_compare_exchange_n(
          &control->bytes_left, &left, left - taken, false, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST)) {
      return taken;
    }
  }
  __atomic_fetch_add(&control->refused, 1, __ATOMIC_SEQ_CST);
  errno = ENOSPC;
  return -1;
}
#endif

#ifdef __linux__
#include "shim.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/uio.h>
#include <unistd.h>

static ssize_t write_watched(int fd, uint64_t inode, const void *data, size_t size, off_t offset) {
  NEXT(pwrite64);
  shim_check_power();
  ssize_t room = shim_room(size);
  if (room < 0) return -1;
  ssize_t written = next_pwrite64(fd, data, (size_t)room, offset);
  if (written > 0) shim_log(FAULT_WRITTEN, inode, offset, data, (size_t)written);
  return written;
}

ssize_t pwrite64(int fd, const void *data, size_t size, off64_t offset) {
  NEXT(pwrite64);
  uint64_t inode = shim_inode(fd);
  return inode ? write_watched(fd, inode, data, size, offset) : next_pwrite64(fd, data, size, offset);
}

ssize_t pwrite(int fd, const void *data, size_t size, off_t offset) { return pwrite64(fd, data, size, offset); }

ssize_t write(int fd, const void *data, size_t size) {
  NEXT(write);
  uint64_t inode = shim_inode(fd);
  if (inode == 0) return next_write(fd, data, size);
  off_t offset = lseek(fd, 0, SEEK_CUR);
  ssize_t written = write_watched(fd, inode, data, size, offset);
  if (written > 0) lseek(fd, offset + written, SEEK_SET);
  return written;
}

int ftruncate64(int fd, off64_t size) {
  NEXT(ftruncate64);
  uint64_t inode = shim_inode(fd);
  if (inode == 0) return next_ftruncate64(fd, size);
  shim_check_power();
  // Needs no room: a file that grows so has a hole.
  int result = next_ftruncate64(fd, size);
  if (result == 0) shim_log(FAULT_TRUNCATED, inode, size, NULL, 0);
  return result;
}

int ftruncate(int fd, off_t size) { return ftruncate64(fd, size); }

/// A sync covers what was logged before it began, and that only once it has ended.
static int sync_watched(int fd, uint64_t inode, int (*sync)(int)) {
  static int64_t numbers;
  shim_check_power();
  struct fault_control *control = shim_control();
  if (control != NULL && __atomic_load_n(&control->loses_syncs, __ATOMIC_SEQ_CST)) return 0;
  int64_t number = __atomic_add_fetch(&numbers, 1, __ATOMIC_SEQ_CST);
  shim_log(FAULT_SYNC_BEGUN, inode, number, NULL, 0);
  int result = sync(fd);
  if (result == 0) shim_log(FAULT_SYNC_ENDED, inode, number, NULL, 0);
  return result;
}

int fsync(int fd) {
  NEXT(fsync);
  uint64_t inode = shim_inode(fd);
  return inode ? sync_watched(fd, inode, next_fsync) : next_fsync(fd);
}

int fdatasync(int fd) {
  NEXT(fdatasync);
  uint64_t inode = shim_inode(fd);
  return inode ? sync_watched(fd, inode, next_fdatasync) : next_fdatasync(fd);
}

static void unknown_to_the_log(int fd, const char *call) {
  if (shim_inode(fd) == 0) return;
  fprintf(stderr, "FaultShim: %s on a watched file\n", call);
  abort();
}

// What the log has no word for must not go by unseen.

ssize_t pwritev64(int fd, const struct iovec *parts, int count, off64_t offset) {
  NEXT(pwritev64);
  unknown_to_the_log(fd, "pwritev");
  return next_pwritev64(fd, parts, count, offset);
}

ssize_t writev(int fd, const struct iovec *parts, int count) {
  NEXT(writev);
  unknown_to_the_log(fd, "writev");
  return next_writev(fd, parts, count);
}

int fallocate64(int fd, int mode, off64_t offset, off64_t size) {
  NEXT(fallocate64);
  unknown_to_the_log(fd, "fallocate");
  return next_fallocate64(fd, mode, offset, size);
}

int posix_fallocate64(int fd, off64_t offset, off64_t size) {
  NEXT(posix_fallocate64);
  unknown_to_the_log(fd, "posix_fallocate");
  return next_posix_fallocate64(fd, offset, size);
}
#endif

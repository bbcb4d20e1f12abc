#ifdef __linux__
#include "shim.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define MOST_FILES 4096

/// Inodes of open watched files, by descriptor.
static uint64_t inodes[MOST_FILES];

const char *shim_watched_name(const char *path) {
  static const char *folder;
  if (folder == NULL) {
    const char *named = getenv("GEUSE_FAULT_FOLDER");
    folder = named == NULL ? "" : named;
  }
  size_t length = strlen(folder);
  if (length == 0 || path == NULL || strncmp(path, folder, length) != 0) return NULL;
  if (path[length] == 0) return ".";
  // Files of its own, not of folders in it.
  return path[length] == '/' && strchr(path + length + 1, '/') == NULL ? path + length + 1 : NULL;
}

void shim_watch(int fd) {
  struct stat about;
  int kept = errno;
  if (fd >= 0 && fd < MOST_FILES && fstat(fd, &about) == 0) inodes[fd] = about.st_ino;
  errno = kept;
}

void shim_forget(int fd) {
  if (fd >= 0 && fd < MOST_FILES) inodes[fd] = 0;
}

uint64_t shim_inode(int fd) { return fd >= 0 && fd < MOST_FILES ? inodes[fd] : 0; }

static int open_path(const char *path, int flags, mode_t mode) {
  return (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
}

/// Opens it if it is there, else makes it; says which.
static int open_or_create(const char *path, int flags, mode_t mode, bool *is_new) {
  for (;;) {
    *is_new = true;
    int fd = open_path(path, flags | O_EXCL, mode);
    if (fd >= 0 || errno != EEXIST || (flags & O_EXCL)) return fd;
    *is_new = false;
    fd = open_path(path, flags & ~O_CREAT, 0);
    if (fd >= 0 || errno != ENOENT) return fd;
  }
}

static int open_watched(const char *name, const char *path, int flags, mode_t mode) {
  shim_check_power();
  bool is_new = false;
  shim_lock();
  // A new name needs room in its directory, as far as this disk goes.
  int fd = (flags & O_CREAT) ? open_or_create(path, flags, mode, &is_new) : open_path(path, flags, 0);
  if (fd >= 0) {
    shim_watch(fd);
    shim_log(is_new ? FAULT_CREATED : FAULT_OPENED, shim_inode(fd), 0, name, strlen(name));
    if (!is_new && (flags & O_TRUNC)) shim_log(FAULT_TRUNCATED, shim_inode(fd), 0, NULL, 0);
  }
  shim_unlock();
  return fd;
}

/// Folders are not written, and are closed by closedir, which does not come by here.
static const char *watched_file(const char *path, int flags) {
  return (flags & O_DIRECTORY) ? NULL : shim_watched_name(path);
}

#define MODE(flags) \
  mode_t mode = 0; \
  if ((flags) & (O_CREAT | O_TMPFILE)) { \
    va_list more; \
    va_start(more, flags); \
    mode = va_arg(more, mode_t); \
    va_end(more); \
  }

int open(const char *path, int flags, ...) {
  MODE(flags)
  const char *name = watched_file(path, flags);
  return name ? open_watched(name, path, flags, mode) : open_path(path, flags, mode);
}

int open64(const char *path, int flags, ...) {
  MODE(flags)
  const char *name = watched_file(path, flags);
  return name ? open_watched(name, path, flags, mode) : open_path(path, flags, mode);
}

int openat(int folder, const char *path, int flags, ...) {
  MODE(flags)
  const char *name = watched_file(path, flags);
  return name ? open_watched(name, path, flags, mode) : (int)syscall(SYS_openat, folder, path, flags, mode);
}

int openat64(int folder, const char *path, int flags, ...) {
  MODE(flags)
  const char *name = watched_file(path, flags);
  return name ? open_watched(name, path, flags, mode) : (int)syscall(SYS_openat, folder, path, flags, mode);
}

int close(int fd) {
  NEXT(close);
  shim_forget(fd);
  return next_close(fd);
}

int unlink(const char *path) {
  NEXT(unlink);
  const char *name = shim_watched_name(path);
  if (name == NULL) return next_unlink(path);
  shim_check_power();
  shim_lock();
  int result = next_unlink(path);
  if (result == 0) shim_log(FAULT_UNLINKED, 0, 0, name, strlen(name));
  shim_unlock();
  return result;
}

/// What the log has no word for must not go by unseen.
int rename(const char *from, const char *to) {
  NEXT(rename);
  if (shim_watched_name(from) != NULL || shim_watched_name(to) != NULL) {
    fprintf(stderr, "FaultShim: rename within the watched folder\n");
    abort();
  }
  return next_rename(from, to);
}
#endif

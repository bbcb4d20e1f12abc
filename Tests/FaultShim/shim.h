#pragma once
#define _GNU_SOURCE

#include <dlfcn.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "FaultShim.h"

/// The next definition of a function, which is libc's.
#define NEXT(name) \
  static __typeof__(&name) next_##name; \
  if (next_##name == NULL) next_##name = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

/// Nil unless GEUSE_FAULT_CONTROL names a file.
struct fault_control *shim_control(void);

/// The file name within the watched folder (GEUSE_FAULT_FOLDER), `.` for the folder itself; nil for others.
const char *shim_watched_name(const char *path);
void shim_watch(int fd);
void shim_forget(int fd);
/// The inode, 0 where the file behind the descriptor is not watched.
uint64_t shim_inode(int fd);

/// Keeps the order of names in the log that of the calls: held around a call and its record.
void shim_lock(void);
void shim_unlock(void);

/// Appends one record and counts the operation; ends the process where the power goes with it.
void shim_log(enum fault_kind kind, uint64_t inode, int64_t offset, const void *data, size_t size);
/// Ends the process where the power has gone already.
void shim_check_power(void);

/// How much of so many bytes the disk still takes; -1 with ENOSPC where it takes none.
ssize_t shim_room(size_t size);

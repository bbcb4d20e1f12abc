#pragma once

#include <stdint.h>

/// How the faults are turned while processes run: this struct, mapped from the file that GEUSE_FAULT_CONTROL names and
/// shared by all of them. Tests read and write it by these offsets.
struct fault_control {
  /// Added to the wall clock.
  int64_t clock_offset_ms;  // 0
  /// Whether the disk is full once bytes_left are written.
  int64_t is_full;  // 8
  int64_t bytes_left;  // 16
  /// How many calls were told that the disk is full.
  int64_t refused;  // 24
  /// Operations on watched files so far; a sync counts as two.
  int64_t operations;  // 32
  /// The operation after which the power goes; 0 means never.
  int64_t power_ends_at;  // 40
  /// 1 once it has gone: whoever touches a watched file then dies.
  int64_t is_dark;  // 48
  /// 1 where syncs are said to have been done and are not: a disk that lies.
  int64_t loses_syncs;  // 56
};

/// One operation on a watched file, as the log that GEUSE_FAULT_LOG names has it: this head, then `size` bytes of data
/// or of a name, then `fault_tail`. A process that is killed may leave a record unfinished.
struct fault_record {
  uint64_t head;
  uint32_t kind;
  uint32_t process;
  /// What the kernel calls the file while it is open or linked.
  uint64_t inode;
  /// Where a write begins; the size that a truncation leaves; the number of a sync within its process.
  int64_t offset;
  uint64_t size;
};

#define FAULT_HEAD 0x67657573652d6f70ULL
#define FAULT_TAIL 0x706f2d6573756567ULL

enum fault_kind {
  /// A file was there when it was opened; the data is its name.
  FAULT_OPENED = 1,
  FAULT_CREATED = 2,
  FAULT_UNLINKED = 3,
  FAULT_WRITTEN = 4,
  FAULT_TRUNCATED = 5,
  FAULT_SYNC_BEGUN = 6,
  FAULT_SYNC_ENDED = 7,
};

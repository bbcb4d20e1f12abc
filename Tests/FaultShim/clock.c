#ifdef __linux__
#include "shim.h"

#include <errno.h>
#include <pthread.h>
#include <semaphore.h>
#include <sys/time.h>
#include <time.h>

static int64_t offset_ms(void) {
  struct fault_control *control = shim_control();
  return control == NULL ? 0 : __atomic_load_n(&control->clock_offset_ms, __ATOMIC_SEQ_CST);
}

static struct timespec moved(struct timespec time, int64_t by_ms) {
  int64_t nanoseconds = time.tv_nsec + by_ms % 1000 * 1000000;
  time.tv_sec += by_ms / 1000 + nanoseconds / 1000000000;
  nanoseconds %= 1000000000;
  if (nanoseconds < 0) {
    nanoseconds += 1000000000;
    time.tv_sec -= 1;
  }
  time.tv_nsec = nanoseconds;
  return time;
}

int clock_gettime(clockid_t clock, struct timespec *time) {
  NEXT(clock_gettime);
  int result = next_clock_gettime(clock, time);
  if (result == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) *time = moved(*time, offset_ms());
  return result;
}

int gettimeofday(struct timeval *restrict time, void *restrict zone) {
  (void)zone;
  struct timespec now;
  if (clock_gettime(CLOCK_REALTIME, &now) != 0) return -1;
  time->tv_sec = now.tv_sec;
  time->tv_usec = now.tv_nsec / 1000;
  return 0;
}

time_t time(time_t *place) {
  struct timespec now = {0};
  clock_gettime(CLOCK_REALTIME, &now);
  if (place != NULL) *place = now.tv_sec;
  return now.tv_sec;
}

int timespec_get(struct timespec *time, int base) {
  if (base != TIME_UTC || clock_gettime(CLOCK_REALTIME, time) != 0) return 0;
  return base;
}

// Waits until a wall time: the kernel's clock has not moved, so their ends must.

int pthread_cond_timedwait(
  pthread_cond_t *restrict condition, pthread_mutex_t *restrict mutex, const struct timespec *restrict end) {
  NEXT(pthread_cond_timedwait);
  struct timespec real = moved(*end, -offset_ms());
  return next_pthread_cond_timedwait(condition, mutex, &real);
}

int sem_timedwait(sem_t *restrict semaphore, const struct timespec *restrict end) {
  NEXT(sem_timedwait);
  struct timespec real = moved(*end, -offset_ms());
  return next_sem_timedwait(semaphore, &real);
}

int pthread_mutex_timedlock(pthread_mutex_t *restrict mutex, const struct timespec *restrict end) {
  NEXT(pthread_mutex_timedlock);
  struct timespec real = moved(*end, -offset_ms());
  return next_pthread_mutex_timedlock(mutex, &real);
}
#endif

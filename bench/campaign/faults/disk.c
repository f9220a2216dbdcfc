/*
 * Loaded before everything else (LD_PRELOAD): what the disk under one folder does is said by one byte of a file that is mapped here.
 *   VIGIL_FAULT_FOLDER  files in it are concerned, and no others
 *   VIGIL_FAULT_SWITCH  its first byte: '-' nothing, 'w' writing fails (EIO), 'r' reading fails (EIO), 's' each fsync takes 200 ms,
 *                       'q' quota (EDQUOT), 'o' read-only (EROFS)
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/types.h>
#include <unistd.h>

static const volatile char *fault_switch;
static char folder[4096];

__attribute__((constructor)) static void begin(void) {
  const char *path = getenv("VIGIL_FAULT_SWITCH"), *where = getenv("VIGIL_FAULT_FOLDER");
  if (!path || !where) return;
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return;
  void *mapped = mmap(NULL, 1, PROT_READ, MAP_SHARED, fd, 0);
  close(fd);
  if (mapped == MAP_FAILED) return;
  snprintf(folder, sizeof folder, "%s", where);
  fault_switch = mapped;
}

/* What the switch says of this file; '-' where it is none of the folder's. */
static char fault_of(int fd) {
  if (!fault_switch || *fault_switch == '-') return '-';
  char link[64], path[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  int saved = errno;
  ssize_t length = readlink(link, path, sizeof path - 1);
  errno = saved;
  if (length <= 0) return '-';
  path[length] = 0;
  return strncmp(path, folder, strlen(folder)) == 0 ? *fault_switch : '-';
}

static int fails_writing(int fd) {
  switch (fault_of(fd)) {
    case 'w': errno = EIO; return 1;
    case 'q': errno = EDQUOT; return 1;
    case 'o': errno = EROFS; return 1;
    default: return 0;
  }
}

static int fails_reading(int fd) {
  if (fault_of(fd) != 'r') return 0;
  errno = EIO;
  return 1;
}

#define REAL(name) __typeof__(name) *real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

ssize_t pwrite(int fd, const void *from, size_t count, off_t at) { REAL(pwrite); return fails_writing(fd) ? -1 : real(fd, from, count, at); }
ssize_t pwrite64(int fd, const void *from, size_t count, off64_t at) { REAL(pwrite64); return fails_writing(fd) ? -1 : real(fd, from, count, at); }
ssize_t write(int fd, const void *from, size_t count) { REAL(write); return fails_writing(fd) ? -1 : real(fd, from, count); }
int ftruncate(int fd, off_t size) { REAL(ftruncate); return fails_writing(fd) ? -1 : real(fd, size); }
int ftruncate64(int fd, off64_t size) { REAL(ftruncate64); return fails_writing(fd) ? -1 : real(fd, size); }
ssize_t pread(int fd, void *to, size_t count, off_t at) { REAL(pread); return fails_reading(fd) ? -1 : real(fd, to, count, at); }
ssize_t pread64(int fd, void *to, size_t count, off64_t at) { REAL(pread64); return fails_reading(fd) ? -1 : real(fd, to, count, at); }
ssize_t read(int fd, void *to, size_t count) { REAL(read); return fails_reading(fd) ? -1 : real(fd, to, count); }

static int sync_of(int fd, int (*real)(int)) {
  if (fails_writing(fd)) return -1;
  if (fault_of(fd) == 's') usleep(200000);
  return real(fd);
}
int fsync(int fd) { REAL(fsync); return sync_of(fd, real); }
int fdatasync(int fd) { REAL(fdatasync); return sync_of(fd, real); }

/* A disk that answers EIO, for tests: preloaded into one process, it lets calls on files under
   $EIO_UNDER fail while there is a file $EIO_SWITCH/read, /write or /sync. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static int fails(int fd, const char *what) {
    const char *under = getenv("EIO_UNDER"), *folder = getenv("EIO_SWITCH");
    char link[64], path[PATH_MAX], mark[PATH_MAX];
    ssize_t length;
    if (!under || !folder) return 0;
    snprintf(mark, sizeof mark, "%s/%s", folder, what);
    if (access(mark, F_OK) != 0) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    length = readlink(link, path, sizeof path - 1);
    if (length <= 0) return 0;
    path[length] = 0;
    if (strncmp(path, under, strlen(under)) != 0) return 0;
    errno = EIO;
    return 1;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

ssize_t pread(int fd, void *b, size_t n, off_t o) { return fails(fd, "read") ? -1 : REAL(pread)(fd, b, n, o); }
ssize_t pread64(int fd, void *b, size_t n, off64_t o) { return fails(fd, "read") ? -1 : REAL(pread64)(fd, b, n, o); }
ssize_t read(int fd, void *b, size_t n) { return fails(fd, "read") ? -1 : REAL(read)(fd, b, n); }
ssize_t pwrite(int fd, const void *b, size_t n, off_t o) { return fails(fd, "write") ? -1 : REAL(pwrite)(fd, b, n, o); }
ssize_t pwrite64(int fd, const void *b, size_t n, off64_t o) { return fails(fd, "write") ? -1 : REAL(pwrite64)(fd, b, n, o); }
ssize_t write(int fd, const void *b, size_t n) { return fails(fd, "write") ? -1 : REAL(write)(fd, b, n); }
ssize_t writev(int fd, const struct iovec *v, int n) { return fails(fd, "write") ? -1 : REAL(writev)(fd, v, n); }
int fsync(int fd) { return fails(fd, "sync") ? -1 : REAL(fsync)(fd); }
int fdatasync(int fd) { return fails(fd, "sync") ? -1 : REAL(fdatasync)(fd); }

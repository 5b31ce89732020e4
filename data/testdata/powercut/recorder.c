/* Records what SQLite asks of the disk: preloaded into a clerk of powercut_linux_test.go. Every write, truncation, sync and
 * creation below $RECORD_FOLDER becomes one event of $RECORD_TO; nothing is really synced, since the replay decides what a power
 * cut leaves. Event: operation (1 byte), length of the name (2), offset (8), length of the bytes (8), name, bytes. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

#define MAX_FD 1024
static char *name_of[MAX_FD];
static const char *folder;
static int trace = -1;

#define NEXT(result, name, ...) \
	static result (*next)(__VA_ARGS__); \
	if (!next) next = (result(*)(__VA_ARGS__))dlsym(RTLD_NEXT, #name)

__attribute__((constructor)) static void start(void) {
	folder = getenv("RECORD_FOLDER");
	const char *to = getenv("RECORD_TO");
	if (folder && to) {
		NEXT(int, open, const char *, int, ...);
		trace = next(to, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
	}
}

static void event(char op, const char *name, uint64_t offset, const void *bytes, uint64_t length) {
	unsigned char head[19];
	uint16_t name_length = strlen(name);
	head[0] = op;
	memcpy(head + 1, &name_length, 2);
	memcpy(head + 3, &offset, 8);
	memcpy(head + 11, &length, 8);
	struct iovec parts[] = {{head, sizeof head}, {(void *)name, name_length}, {(void *)bytes, length}};
	if (writev(trace, parts, 3) < 0) abort();
}

/* inside returns a path's name below the folder, "." for the folder itself, or NULL. */
static const char *inside(const char *path) {
	size_t n = folder ? strlen(folder) : 0;
	if (trace < 0 || strncmp(path, folder, n)) return NULL;
	return path[n] == 0 ? "." : path[n] == '/' ? path + n + 1 : NULL;
}

static const char *recorded(int fd) { return fd >= 0 && fd < MAX_FD ? name_of[fd] : NULL; }

static int opened(int fd, const char *path, int created) {
	const char *name = inside(path);
	if (fd < 0 || fd >= MAX_FD) return fd;
	free(name_of[fd]);
	name_of[fd] = name ? strdup(name) : NULL;
	if (name && created) event('C', name, 0, NULL, 0);
	return fd;
}

#define OPEN(name) \
	int name(const char *path, int flags, ...) { \
		NEXT(int, name, const char *, int, ...); \
		va_list more; \
		va_start(more, flags); \
		mode_t mode = flags & O_CREAT ? va_arg(more, mode_t) : 0; \
		va_end(more); \
		int created = flags & O_CREAT && access(path, F_OK) != 0; \
		return opened(next(path, flags, mode), path, created); \
	}
OPEN(open)
OPEN(open64)

int close(int fd) {
	NEXT(int, close, int);
	if (recorded(fd)) {
		free(name_of[fd]);
		name_of[fd] = NULL;
	}
	return next(fd);
}

ssize_t write(int fd, const void *bytes, size_t length) {
	NEXT(ssize_t, write, int, const void *, size_t);
	off_t offset = recorded(fd) ? lseek(fd, 0, SEEK_CUR) : 0;
	ssize_t n = next(fd, bytes, length);
	if (recorded(fd) && n > 0) event('W', recorded(fd), offset, bytes, n);
	return n;
}

#define PWRITE(name, offset_type) \
	ssize_t name(int fd, const void *bytes, size_t length, offset_type offset) { \
		NEXT(ssize_t, name, int, const void *, size_t, offset_type); \
		ssize_t n = next(fd, bytes, length, offset); \
		if (recorded(fd) && n > 0) event('W', recorded(fd), offset, bytes, n); \
		return n; \
	}
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

#define TRUNCATE(name, offset_type) \
	int name(int fd, offset_type length) { \
		NEXT(int, name, int, offset_type); \
		int result = next(fd, length); \
		if (recorded(fd) && result == 0) event('T', recorded(fd), length, NULL, 0); \
		return result; \
	}
TRUNCATE(ftruncate, off_t)
TRUNCATE(ftruncate64, off64_t)

#define SYNC(name) \
	int name(int fd) { \
		NEXT(int, name, int); \
		if (!recorded(fd)) return next(fd); \
		event('S', recorded(fd), 0, NULL, 0); \
		return 0; \
	}
SYNC(fsync)
SYNC(fdatasync)

/* Cuts the power of a mounted ext4, as its own tests do: what was synced is kept, all else is gone, and whoever goes on gets EIO
   (EXT4_IOC_SHUTDOWN with EXT4_GOING_FLAGS_NOLOGFLUSH, linux/fs/ext4/ext4.h). Never that of the disk the folder was made on: a folder
   where nothing is mounted is refused. Says when, in nanoseconds of the monotonic clock. shutdown FOLDER */
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <time.h>

int main(int count, char **words)
{
    uint32_t keep_no_log = 2;
    struct stat own, above;
    struct timespec now;
    int folder = count == 2 ? open(words[1], O_RDONLY | O_DIRECTORY) : -1;
    char path[4096];
    if (folder < 0 || snprintf(path, sizeof path, "%s/..", words[1]) >= (int)sizeof path)
        return perror("the folder"), 1;
    if (fstat(folder, &own) != 0 || stat(path, &above) != 0)
        return perror("the folder"), 1;
    if (own.st_dev == above.st_dev)
        return fputs("nothing is mounted there\n", stderr), 1;
    clock_gettime(CLOCK_MONOTONIC, &now);
    if (ioctl(folder, 0x8004587DU, &keep_no_log) != 0)
        return perror("the shutdown"), 1;
    printf("%lld%09ld\n", (long long)now.tv_sec, now.tv_nsec);
    return 0;
}

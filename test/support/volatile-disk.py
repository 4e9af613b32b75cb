"""A disk with a volatile write cache, as a plugin of nbdkit: what was not flushed is in memory only.

Commands come on the Unix socket `control`, one a connection, and are answered with "ok":
  cut SEED SHARE FILE  makes FILE what the disk holds after a power cut now: each sector
                       that was not flushed is there with the probability SHARE
  fail                 writes and flushes fail from now on
  fail TEXT            writes that have this in them fail from now on
  delay SECONDS        flushes take so long from now on
  work                 all is well again
"""
import errno
import fcntl
import os
import random
import socket
import threading
import time

import nbdkit

API_VERSION = 2
SECTOR = 512
FICLONE = 0x40049409

options = {}
lock = threading.Lock()
disk = None
unflushed = {}
failing = None
delay = 0.0


def config(key, value):
    options[key] = value


def thread_model():
    return nbdkit.THREAD_MODEL_PARALLEL


def after_fork():
    global disk
    disk = os.open(options["file"], os.O_RDWR)
    control = socket.socket(socket.AF_UNIX)
    control.bind(options["control"])
    control.listen(1)
    threading.Thread(target=serve, args=(control,), daemon=True).start()


def serve(control):
    while True:
        connection, _ = control.accept()
        with connection:
            words = connection.recv(4096).decode().split()
            try:
                obey(*words)
                connection.sendall(b"ok")
            except Exception as error:
                connection.sendall(repr(error).encode())


def obey(command, *words):
    global failing, delay
    if command == "cut":
        seed, share, file = words
        cut(random.Random(int(seed)), float(share), file)
    elif command == "delay":
        delay = float(words[0])
    else:
        failing = " ".join(words).encode() if command == "fail" else None
        delay = 0.0


def cut(chance, share, file):
    with lock:
        image = os.open(file, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            fcntl.ioctl(image, FICLONE, disk)
            for sector, content in unflushed.items():
                if chance.random() < share:
                    os.pwrite(image, content, sector * SECTOR)
        finally:
            os.close(image)


def check(content):
    if failing is not None and failing in content:
        nbdkit.set_error(errno.EIO)
        raise OSError(errno.EIO, "told to fail")


def open(readonly):
    return 1


def get_size(handle):
    return os.fstat(disk).st_size


def block_size(handle):
    return (SECTOR, 4096, 0xFFFFFFFF)


def can_flush(handle):
    return True


def can_fua(handle):
    return nbdkit.FUA_NATIVE


def pread(handle, buffer, offset, flags):
    with lock:
        buffer[:] = os.pread(disk, len(buffer), offset)
        for at in range(0, len(buffer), SECTOR):
            content = unflushed.get((offset + at) // SECTOR)
            if content is not None:
                buffer[at : at + SECTOR] = content


def pwrite(handle, buffer, offset, flags):
    check(bytes(buffer))
    with lock:
        for at in range(0, len(buffer), SECTOR):
            unflushed[(offset + at) // SECTOR] = bytes(buffer[at : at + SECTOR])
        if flags & nbdkit.FLAG_FUA:
            keep(range(offset // SECTOR, (offset + len(buffer)) // SECTOR))


def flush(handle, flags):
    time.sleep(delay)
    check(b"")
    with lock:
        keep(list(unflushed))


def keep(sectors):
    for sector in sectors:
        os.pwrite(disk, unflushed.pop(sector), sector * SECTOR)

/** The flags of mount(2), umount(2) and clone(2) that are used, with the kernel's values and names. */

export const MS_RDONLY = 1;
export const MS_NOSUID = 2;
export const MS_NODEV = 4;
export const MS_REMOUNT = 32;

export const MNT_DETACH = 2;
export const UMOUNT_NOFOLLOW = 8;

/** unshare(2): a current directory of one's own. */
export const CLONE_FS = 0x200;

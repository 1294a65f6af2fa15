import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { newFolder } from './built-server';

/** A disk of its own, so that it can be full or read-only. */
export class SmallDisk {
  private constructor(readonly folder: string) {}

  /** Undefined where disks may not be mounted; says so. */
  static mount(kilobytes: number): SmallDisk | undefined {
    const folder = join(newFolder(), 'disk');
    mkdirSync(folder);
    const { status, error, stderr } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', folder], { encoding: 'utf8' });
    if (status === 0) return new SmallDisk(folder);
    rmSync(join(folder, '..'), { recursive: true, force: true });
    process.stdout.write(`not checked: no disk of its own can be mounted here (${(error?.message ?? stderr).trim()})\n`);
    return undefined;
  }

  /** Takes all space but `leaving` bytes. Others may take some meanwhile. */
  fill(leaving = 0): void {
    try {
      for (;;) {
        const { bavail, bsize } = statfsSync(this.folder);
        if (bavail * bsize < leaving + bsize) return;
        appendFileSync(this.filler, Buffer.alloc(bsize));
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    }
  }

  free(): void {
    rmSync(this.filler, { force: true });
  }

  setReadOnly(readOnly: boolean): void {
    const { status, stderr } = spawnSync('mount', ['-o', `remount,${readOnly ? 'ro' : 'rw'}`, this.folder], { encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
  }

  remove(): void {
    spawnSync('umount', ['--lazy', this.folder]);
    rmSync(join(this.folder, '..'), { recursive: true, force: true });
  }

  private get filler(): string {
    return join(this.folder, 'filler');
  }
}

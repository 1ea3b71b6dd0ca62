import { spawnSync } from 'node:child_process';
import { statfsSync } from 'node:fs';
import { cpus, release, tmpdir, totalmem } from 'node:os';

/** What the figures were measured on. */
export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly kernel: string;
  readonly fileSystem: string;
  readonly programs: Readonly<Record<string, string>>;
}

export function describeMachine(): Machine {
  const processors = cpus();
  return {
    processor: processors[0]?.model ?? 'unknown',
    cores: processors.length,
    memoryGiB: Math.round(totalmem() / 1024 ** 3),
    kernel: `${process.platform} ${release()}`,
    fileSystem: `${fileSystemOf(tmpdir())} (${tmpdir()})`,
    programs: {
      Node: process.versions.node,
      Dovecot: version('dovecot', /(\d[\d.]+)/),
      mpop: version('mpop', /version (\S+)/),
      fetchmail: version('fetchmail', /release (\d[\d.]+)/),
      getmail6: version('getmail', /getmail (\S+)/),
    },
  };
}

export function machineText({ processor, cores, memoryGiB, kernel, fileSystem, programs }: Machine): string {
  const versions = Object.entries(programs).map(([name, number]) => `${name} ${number}`);
  return `${processor}, ${cores} cores, ${memoryGiB} GiB; ${kernel}; ${fileSystem}\n${versions.join(', ')}\n`;
}

function version(program: string, pattern: RegExp): string {
  const path = `${process.env['PATH'] ?? ''}:/usr/sbin:/usr/local/sbin`;
  const { stdout, error } = spawnSync(program, ['--version'], {
    encoding: 'utf8',
    env: { ...process.env, PATH: path },
  });
  return error === undefined ? (pattern.exec(stdout)?.[1] ?? 'of unknown version') : 'missing';
}

/** By its magic number (statfs(2)). */
function fileSystemOf(folder: string): string {
  const type = statfsSync(folder).type;
  const names: Record<number, string> = {
    0xef53: 'ext4',
    0x58465342: 'xfs',
    0x9123683e: 'btrfs',
    0x01021994: 'tmpfs, where flushing costs nothing',
    0x794c7630: 'overlayfs',
  };
  return names[type] ?? `file system 0x${type.toString(16)}`;
}

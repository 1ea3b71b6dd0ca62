import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { CommandLine, ProcessRun } from './whole-process.ts';

/** A maildrop on a server, and how to reach it. */
export interface MailboxToFetch {
  readonly user: string;
  readonly port: number;
  readonly tls: boolean;
  readonly caFile: string;
  readonly messages: number;
}

/** One retrieval to prepare: everything it leaves behind is in `folder`, which is new and empty. */
export interface Job {
  readonly mailbox: MailboxToFetch;
  readonly folder: string;
}

/** A program that fetches a maildrop and keeps it on the server. */
export interface Contender {
  readonly name: string;
  /** What it does so that mail survives a power cut. */
  readonly flushes: string;
  /** Why it is not in the race; undefined if it can be run. */
  missing(): string | undefined;
  prepare(job: Job): CommandLine;
  /** How many messages a run delivered. */
  delivered(job: Job, run: ProcessRun): number;
}

export const PASSWORD = 'secret';

/** Where contenders deliver to. */
export function maildirOf({ folder }: Job): string {
  return join(folder, 'mail');
}

/** The messages in a job's Maildir. */
export function countMaildir(job: Job): number {
  return ['new', 'cur'].reduce((sum, part) => {
    const folder = join(maildirOf(job), part);
    return sum + (existsSync(folder) ? readdirSync(folder).length : 0);
  }, 0);
}

/** Why a program of another project cannot be run here. */
export function programMissing(program: string, debianPackage = program): string | undefined {
  const { error } = spawnSync(program, ['--version'], { stdio: 'ignore' });
  return error === undefined ? undefined : `${program} is not installed (apt-get install ${debianPackage})`;
}

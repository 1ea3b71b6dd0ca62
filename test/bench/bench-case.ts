import type { Contender } from './contender.ts';
import type { BenchServer } from './bench-server.ts';

/** What a case works with. */
export interface Bench {
  readonly server: BenchServer;
  readonly contenders: readonly Contender[];
  /** A smaller version of everything, and fewer rounds: to see that it works, not to quote. */
  readonly quick: boolean;
  readonly rounds: number;
  /** A new folder of the case's own. */
  readonly folder: string;
  readonly say: (line: string) => void;
}

/** One line of a table: who, what it does to the disk, and cells in the order of the case's columns. */
export interface Row {
  readonly name: string;
  readonly cells: readonly string[];
}

/** A target of ours beside what was measured. */
export interface Verdict {
  readonly target: string;
  readonly measured: string;
  readonly met: boolean;
}

export interface CaseResult {
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
  readonly verdicts: readonly Verdict[];
  /** Contenders that are not in the table, and why. */
  readonly leftOut: readonly string[];
  /** The figures themselves, for programs. */
  readonly figures: unknown;
}

export interface BenchCase {
  readonly name: string;
  readonly title: (quick: boolean) => string;
  readonly run: (bench: Bench) => Promise<CaseResult>;
}

/** One session that wants to run. */
export interface Candidate {
  /** The server's name: sessions to one host are limited. */
  readonly host: string;
}

/**
 * The line of sessions that wait for a place: first come, first served, except that a session whose host is busy lets
 * others pass.
 */
export class Admission<T extends Candidate> {
  readonly #waiting: T[] = [];
  readonly #runningByHost = new Map<string, number>();

  get waiting(): number {
    return this.#waiting.length;
  }

  push(candidate: T): void {
    this.#waiting.push(candidate);
  }

  /** The next that may run, now counted as running at its host; undefined when none may. */
  admit(sessionsPerHost: number): T | undefined {
    const index = this.#waiting.findIndex(
      ({ host }) => (this.#runningByHost.get(host) ?? 0) < sessionsPerHost,
    );
    const [admitted] = index === -1 ? [] : this.#waiting.splice(index, 1);
    if (admitted !== undefined) {
      this.#runningByHost.set(admitted.host, (this.#runningByHost.get(admitted.host) ?? 0) + 1);
    }
    return admitted;
  }

  /** An admitted session ended. */
  release({ host }: Candidate): void {
    const left = (this.#runningByHost.get(host) ?? 1) - 1;
    if (left > 0) this.#runningByHost.set(host, left);
    else this.#runningByHost.delete(host);
  }

  /** Empties the line. */
  clear(): T[] {
    return this.#waiting.splice(0);
  }

  /** Takes a waiting session out of the line; false when it was not in it. */
  withdraw(candidate: T): boolean {
    const index = this.#waiting.indexOf(candidate);
    if (index !== -1) this.#waiting.splice(index, 1);
    return index !== -1;
  }
}

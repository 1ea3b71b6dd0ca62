import type { ProgressEvent } from '../../shared/events.ts';
import { formatOctets } from '../../shared/octets.ts';

const BAR_WIDTH = 24;
const CLEAR_LINE = '\r\u001b[2K';

/** One line on a terminal: messages, octets, rate and time left. */
export class ProgressBar {
  readonly #terminal: NodeJS.WriteStream;
  readonly #now: () => number;
  #startedAt: number | undefined;
  #shown = false;

  /**
   * @param now a monotonic clock in milliseconds
   */
  constructor(terminal: NodeJS.WriteStream, now = () => performance.now()) {
    this.#terminal = terminal;
    this.#now = now;
  }

  show(progress: ProgressEvent): void {
    this.#startedAt ??= this.#now();
    const line = progressLine(progress, this.#now() - this.#startedAt);
    this.#terminal.write(CLEAR_LINE + line.slice(0, Math.max(20, this.#terminal.columns - 1)));
    this.#shown = true;
  }

  /** Takes the line away, for other output or the end. */
  clear(): void {
    if (this.#shown) this.#terminal.write(CLEAR_LINE);
    this.#shown = false;
  }
}

/** The line after `elapsedMs`: `[#####-----] 120/500  1.2 MB of 5.0 MB  400.0 kB/s  0:10 left`. */
export function progressLine(progress: ProgressEvent, elapsedMs: number): string {
  const { messagesDone, messagesTotal, octetsDone, octetsTotal } = progress;
  const part = octetsTotal === 0 ? 1 : Math.min(1, octetsDone / octetsTotal);
  const filled = Math.round(part * BAR_WIDTH);
  const bar = '#'.repeat(filled) + '-'.repeat(BAR_WIDTH - filled);
  const rate = elapsedMs > 0 ? octetsDone / (elapsedMs / 1000) : 0;
  const left = rate > 0 ? `  ${clock(Math.max(0, octetsTotal - octetsDone) / rate)} left` : '';
  const octets = `${formatOctets(octetsDone)} of ${formatOctets(octetsTotal)}`;
  return `[${bar}] ${messagesDone}/${messagesTotal}  ${octets}  ${formatOctets(Math.round(rate))}/s${left}`;
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}

function clock(seconds: number): string {
  const whole = Math.ceil(seconds);
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes}:${pad(whole % 60)}`;
  return `${Math.floor(minutes / 60)}:${pad(minutes % 60)}:${pad(whole % 60)}`;
}

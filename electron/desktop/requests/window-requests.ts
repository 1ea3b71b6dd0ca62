import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron';
import { fieldProblems } from '../../../shared/field-problem.ts';
import { InvalidInputError } from '../../../shared/invalid-input.ts';
import { ASK_CHANNEL } from '../../../shared/ipc-channels.ts';
import {
  type Reply,
  WINDOW_REQUESTS,
  type WindowInput,
  type WindowMethod,
  type WindowOutput,
} from '../../../shared/ipc.ts';
import { reportOf } from '../../control/answer.ts';
import { type InputLimits, whyNotPlain } from './plain-input.ts';
import { RefusedRequestError } from './refused-request.ts';
import { whyNotOurWindow } from './sender.ts';

/** Answers what the window asks. Its input is parsed already. Rejects with an RpopError. */
export type AnswerWindow = <M extends WindowMethod>(
  method: M,
  input: WindowInput<M>,
) => Promise<WindowOutput[M]>;

export interface WindowRequestsOptions {
  /** The one web contents that may ask; undefined while there is no window. */
  readonly window: () => WebContents | undefined;
  readonly answer: AnswerWindow;
  /** Told why a request was refused before anybody looked at what it wants. */
  readonly refused: (why: string) => void;
  /** Told of an error that is none of ours: a defect. */
  readonly crashed: (method: string, error: unknown) => void;
}

/** A connection, a form, settings: some thousand values. */
const USUAL_LIMITS: InputLimits = { characters: 1_000_000, values: 100_000, depth: 20 };

/** What carries a text or a document: as much as a person may want to save. */
const LARGE_LIMITS: InputLimits = { characters: 50_001_000, values: 2_000_000, depth: 20 };
const LARGE: ReadonlySet<WindowMethod> = new Set(['text.save', 'text.copy', 'configuration.import']);

const METHODS = Object.keys(WINDOW_REQUESTS) as readonly WindowMethod[]; // the keys of a literal

/**
 * The one channel on which the window asks: who asks, what, and with which input are checked, in this order, before
 * anything is done.
 */
export function answerWindowRequests({ window, answer, refused, crashed }: WindowRequestsOptions): void {
  ipcMain.handle(
    ASK_CHANNEL,
    async (event, method: unknown, input: unknown): Promise<Reply<WindowOutput[WindowMethod]>> => {
      try {
        const call = checkedCall(event, window(), method, input);
        try {
          return { ok: true, output: await answer(call.method, call.input) };
        } catch (error) {
          const report = reportOf(error);
          if (report.code === 'internal') crashed(call.method, error);
          return { ok: false, error: report };
        }
      } catch (error) {
        const report = reportOf(error);
        refused(report.message);
        return { ok: false, error: report };
      }
    },
  );
}

function checkedCall(
  event: IpcMainInvokeEvent,
  window: WebContents | undefined,
  method: unknown,
  input: unknown,
): { method: WindowMethod; input: WindowInput<WindowMethod> } {
  const stranger = whyNotOurWindow(event, window);
  if (stranger !== undefined) throw new RefusedRequestError('request-refused', stranger);
  const known = METHODS.find((name) => name === method);
  if (known === undefined) throw new RefusedRequestError('no-such-request', 'there is no such request');
  const unfit = whyNotPlain(input, LARGE.has(known) ? LARGE_LIMITS : USUAL_LIMITS);
  if (unfit !== undefined) throw new RefusedRequestError('input-refused', `${known}: ${unfit}`);
  const parsed = WINDOW_REQUESTS[known].safeParse(input);
  if (!parsed.success) throw new InvalidInputError(fieldProblems(parsed.error));
  return { method: known, input: parsed.data };
}

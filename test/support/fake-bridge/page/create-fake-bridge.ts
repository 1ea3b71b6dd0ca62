import { fieldProblems } from '../../../../shared/field-problem.ts';
import { type RpopBridge, WINDOW_REQUESTS, type WindowMethod } from '../../../../shared/ipc.ts';
import { ReportedError } from '../../../../shared/reported-error.ts';
import { createAnswers } from './answers.ts';
import { FakeService, usage } from './fake-service.ts';
import { manyConnections, sampleConnections } from './sample-connections.ts';

export interface FakeOptions {
  /** How many connections there are; undefined: the dozen that shows every state. */
  readonly connections?: number | undefined;
  /** False: nothing moves, for screenshots. */
  readonly moving: boolean;
  readonly appearance: 'system' | 'light' | 'dark';
  readonly locale: string;
}

/** A call that the page made, for tests to look at. */
export interface FakeCall {
  readonly method: WindowMethod;
  readonly input: unknown;
}

/**
 * `window.rpop` without main, over the whole contract, with a dozen connections in every state. It leaves out: the
 * service (nothing is fetched; progress moves by itself), the stores (a reload forgets), the keychain, the file
 * manager and every dialog of the system (they answer at once), limits of interval and number, and the time that
 * crossing processes takes. Inputs are parsed as main parses them.
 */
export function createFakeBridge({ connections, moving, appearance, locale }: FakeOptions) {
  const now = Date.now();
  const samples = connections === undefined ? sampleConnections(now) : manyConnections(connections, now);
  const service = new FakeService(samples, now);
  service.settings = { ...service.settings, desktop: { ...service.settings.desktop, appearance } };
  if (moving) service.run();
  const answers = createAnswers(service, locale);
  const calls: FakeCall[] = [];
  const bridge: RpopBridge = {
    async ask(method, input) {
      calls.push({ method, input });
      try {
        const parsed = WINDOW_REQUESTS[method].safeParse(input);
        if (!parsed.success) throw usage('invalid-input', parsed.error.message, fieldProblems(parsed.error));
        // The method chose both the schema and the answer: what was parsed is its input.
        const output = await answers[method](parsed.data as never);
        // Copied as IPC copies: the page never holds what the service holds.
        return { ok: true, output: structuredClone(output) };
      } catch (error) {
        if (error instanceof ReportedError) return { ok: false, error: error.report() };
        throw error;
      }
    },
    subscribe: (listener) => service.subscribe((event) => listener(structuredClone(event))),
  };
  return { bridge, service, calls };
}

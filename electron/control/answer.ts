import { RpopError, type ErrorReport } from '../../shared/errors.ts';
import { fieldProblems } from '../../shared/field-problem.ts';
import { InvalidInputError } from '../../shared/invalid-input.ts';
import {
  type Ask,
  type Method,
  type RequestInput,
  type RequestOutput,
  REQUESTS,
} from '../../shared/service-contract.ts';
import type { RpopService } from '../service/rpop-service.ts';

type Answers = {
  readonly [M in Method]: (
    service: RpopService,
    input: RequestInput<M>,
  ) => RequestOutput[M] | Promise<RequestOutput[M]>;
};

const ANSWERS: Answers = {
  'connections.list': ({ configuration }) => configuration.connections.all,
  'connections.add': (service, input) => service.addConnection(input),
  'connections.edit': (service, input) => service.editConnection(input),
  'connections.remove': (service, input) => service.removeConnection(input),
  'connections.test': (service, input) => service.test(input),
  'connections.preview': (service, input) => service.preview(input),
  'settings.get': ({ configuration }) => configuration.settings.current,
  'settings.set': (service, { changes }) => service.changeSettings(changes),
  status: (service) => service.status(),
  fetch: (service, input) => service.fetch(input),
  pause: done((service, input) => {
    service.pause(input);
  }),
  resume: done((service, input) => {
    service.resume(input);
  }),
  'fetch.cancel': done((service, input) => {
    service.cancelFetch(input);
  }),
  'draft.test': (service, input) => service.testDraft(input),
  'draft.preview': (service, input) => service.previewDraft(input),
  'draft.cancel': done((service, input) => {
    service.cancelDraft(input);
  }),
  dialogue: (service, input) => service.dialogue(input),
  'folders.list': ({ reader }) => reader.folders(),
  'folders.create': done((service, input) => service.createFolder(input)),
  'folders.messages': ({ reader }, input) => reader.messages(input),
  'mail.seen': done((service, input) => {
    service.seen(input);
  }),
  'history.sessions': ({ reader }, input) => reader.sessions(input),
  'history.totals': ({ reader }, input) => reader.totals(input),
  'log.recent': (service, input) => service.recentEvents(input),
  'configuration.export': (service) => service.exportConfiguration(),
  'configuration.import': (service, input) => service.importConfiguration(input),
  'vault.answer': done((service, input) => {
    service.answerPassphrase(input);
  }),
};

/** The answer to a request that only has to be carried out. */
function done<I>(
  work: (service: RpopService, input: I) => void | Promise<void>,
): (service: RpopService, input: I) => Promise<true> {
  return async (service, input) => {
    await work(service, input);
    return true;
  };
}

/** Answers requests from this process itself. Events of a session reach those who asked for it. */
export function askOf(service: RpopService): Ask {
  return async (method, input, onEvent) => {
    const wanted = onEvent === undefined ? undefined : connectionOf(service, input);
    const unsubscribe =
      onEvent === undefined
        ? undefined
        : service.subscribe((event) => {
            const ofSession = event.type === 'log' || event.type === 'progress';
            if (ofSession && event.connection === wanted) onEvent(event);
          });
    try {
      return await ANSWERS[method](service, input);
    } finally {
      unsubscribe?.();
    }
  };
}

/** The same for a request that came from outside: its method and input are checked first. */
export function checked(method: unknown, input: unknown): { method: Method; input: RequestInput<Method> } {
  const known = METHODS.find((name) => name === method);
  if (known === undefined) {
    throw new InvalidInputError(
      [{ field: 'method', message: 'There is no such request.' }],
      'no-such-request',
    );
  }
  const parsed = REQUESTS[known].safeParse(input);
  if (!parsed.success) throw new InvalidInputError(fieldProblems(parsed.error));
  return { method: known, input: parsed.data };
}

const METHODS = Object.keys(REQUESTS) as readonly Method[]; // the keys of a literal

/** An error as it crosses to the one who asked. What is no RpopError is a defect: its text may hold anything and stays here. */
export function reportOf(error: unknown): ErrorReport {
  if (error instanceof RpopError) return error.report();
  return {
    code: 'internal',
    kind: 'local',
    message: 'Something went wrong inside RPOP.',
    hint: 'The log may tell more. Please report it.',
  };
}

function connectionOf(service: RpopService, input: object): string | undefined {
  if (!('connection' in input) || typeof input.connection !== 'string') return undefined;
  return service.configuration.connections.find(input.connection)?.id;
}

import { join } from 'node:path';
import { app, clipboard } from 'electron';
import type { AppFacts, Place, WindowInput, WindowMethod, WindowOutput } from '../../../shared/ipc.ts';
import type { Ask, Method, RequestInput } from '../../../shared/service-contract.ts';
import { StoreError } from '../../store/store-error.ts';
import { DesktopError } from './desktop-error.ts';
import type { Dialogs } from './dialogs.ts';
import { isKnownLink } from './known-links.ts';
import type { MessageCopies } from './message-copies.ts';
import { openLink, openOutside, revealOutside } from './outside.ts';
import type { AnswerWindow } from './window-requests.ts';

type DesktopMethod = Exclude<WindowMethod, Method>;

type DesktopAnswers = {
  readonly [M in DesktopMethod]: (input: WindowInput<M>) => WindowOutput[M] | Promise<WindowOutput[M]>;
};

export interface DesktopAnswersOptions {
  readonly ask: Ask;
  readonly dataFolder: string;
  readonly facts: AppFacts;
  readonly dialogs: Dialogs;
  /** Of a message in a folder. Throws RpopError where there is none. */
  readonly messagePath: (folder: string, file: string) => Promise<string>;
  readonly copies: MessageCopies;
  readonly takePlace: () => Place | undefined;
  /** The window reads the log, and is told what comes after. */
  readonly logWasRead: () => void;
}

/** Everything the window asks for: the service answers what is its own, and the desktop the rest. */
export function windowAnswers(options: DesktopAnswersOptions): AnswerWindow {
  const answers = desktopAnswers(options);
  const desktop = new Set<string>(Object.keys(answers));
  return async (method, input) => {
    if (desktop.has(method)) {
      // The key says which answer it is, and with it, which input and output.
      return (await answers[method as DesktopMethod](input as never)) as never;
    }
    if (method === 'log.recent') options.logWasRead();
    return (await options.ask(method as Method, input as RequestInput<Method>)) as never;
  };
}

function desktopAnswers({
  ask,
  dataFolder,
  facts,
  dialogs,
  messagePath,
  copies,
  takePlace,
}: DesktopAnswersOptions): DesktopAnswers {
  return {
    'app.facts': () => facts,
    'app.quit': () => {
      // The answer goes first.
      setImmediate(() => {
        app.quit();
      });
      return true;
    },
    'folder.reveal': async ({ folder }): Promise<true> => {
      const found = (await ask('folders.list', {})).find((each) => each.folder === folder && each.exists);
      if (found === undefined) throw noSuchFolder(folder);
      await openOutside(found.path);
      return true;
    },
    'logs.reveal': async (): Promise<true> => {
      await openOutside(join(dataFolder, 'logs'));
      return true;
    },
    'data.reveal': async (): Promise<true> => {
      await openOutside(dataFolder);
      return true;
    },
    'message.open': async ({ folder, file }): Promise<true> => {
      const path = await messagePath(folder, file);
      let copy: string;
      try {
        copy = await copies.of(path);
      } catch (error) {
        throw StoreError.from(error, path, 'read');
      }
      await openOutside(copy);
      return true;
    },
    'message.reveal': async ({ folder, file }): Promise<true> => {
      revealOutside(await messagePath(folder, file));
      return true;
    },
    'choose.file': () => dialogs.chooseCaFile(),
    'choose.folder': () => dialogs.chooseMailRoot(),
    'configuration.save': async () => dialogs.saveConfiguration(await ask('configuration.export', {})),
    'configuration.open': async () => {
      const document = await dialogs.openConfiguration();
      if (document === undefined) return undefined;
      return { document, would: await ask('configuration.import', { document, apply: false }) };
    },
    'text.save': ({ name, text }) => dialogs.saveText(name, text),
    'text.copy': async ({ text }): Promise<true> => {
      await clipboard.writeText(text);
      return true;
    },
    'link.open': async ({ url }): Promise<true> => {
      await openLink(url, isKnownLink);
      return true;
    },
    'place.take': () => takePlace(),
  };
}

function noSuchFolder(folder: string): DesktopError {
  return new DesktopError(`There is no folder "${folder}" yet.`, {
    code: 'no-such-folder',
    hint: 'It is made when the first mail comes.',
  });
}

import { RpopError } from '../../shared/errors.ts';
import { fileOf, findFolder } from '../delivery/folder-path.ts';
import { listFolders } from '../mail/mail-folders.ts';
import { MessageList } from '../mail/message-list.ts';
import { Ledger } from '../store/ledger.ts';
import type { ReadingAnswer, ReadingName, ReadingPlaces, Readings, ReadingTask } from './reading.ts';

interface Open {
  readonly ledger: Ledger;
  readonly messages: MessageList;
}

/** The ledgers this thread has open, by path, with what is remembered of the folders. */
const opened = new Map<string, Open>();

/** The reading thread's one task: looks something up, however long it takes. */
export default async function read({ name, input, places }: ReadingTask): Promise<ReadingAnswer> {
  try {
    const open = openOnce(places.ledgerPath);
    // The task's name says which input is in it.
    const reading = READINGS[name] as (open: Open, input: unknown, places: ReadingPlaces) => unknown;
    return { output: await reading(open, input, places) };
  } catch (error) {
    if (error instanceof RpopError) return { error: error.report() };
    throw error;
  }
}

const READINGS: {
  [N in ReadingName]: (
    open: Open,
    input: Readings[N]['input'],
    places: ReadingPlaces,
  ) => Readings[N]['output'] | Promise<Readings[N]['output']>;
} = {
  folders: ({ ledger }, _input, { mailRoot, connections }) =>
    listFolders(mailRoot, connections, ledger.folders()),
  messages: async ({ messages }, { folder, offset, limit }, { mailRoot, connections }) => {
    const path = findFolder(mailRoot, folder);
    if (path === undefined) return { messages: [], total: 0 };
    const delivering = connections.filter((connection) => connection.folder === folder);
    return messages.page({ path, connections: delivering }, { offset, limit });
  },
  messagePath: ({ messages }, { folder, file }, { mailRoot }) =>
    fileOf(findFolder(mailRoot, folder), folder, file, (path) => messages.find(path, file)),
  sessions: ({ ledger }, input) => ledger.runs().sessions(input),
  totals: ({ ledger }, input) => ledger.runs().totals(input),
};

function openOnce(path: string): Open {
  const found = opened.get(path);
  if (found !== undefined) return found;
  const ledger = Ledger.openToRead(path);
  const open = { ledger, messages: new MessageList(ledger.folders()) };
  opened.set(path, open);
  return open;
}

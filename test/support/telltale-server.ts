import type { StoredMessage } from '../../electron/demo/maildrop.ts';
import { Pop3Server } from '../../electron/demo/pop3-server.ts';
import type { Misbehaviour } from '../../electron/demo/server-options.ts';

/** Where the server tells what it knows: in which answer, and in which form. */
export const TELLTALE_ANSWERS = {
  'when it refuses the login': {
    at: /^(AUTH|APOP|PASS|[A-Za-z0-9+/]+=*$)/,
    as: (told) => `-ERR [AUTH] ${told}`,
  },
  'when it refuses a command': { at: /^STAT/, as: (told) => `-ERR ${told}` },
  'when it forgets the form of an answer': { at: /^STAT/, as: (told) => told },
  'when it says how many messages there are': { at: /^STAT/, as: (told) => `+OK ${told}` },
  'in a listing': { at: /^UIDL/, as: (told) => `+OK\r\n${told}\r\n.` },
  'when it refuses a message': { at: /^RETR/, as: (told) => `-ERR ${told}` },
  'when it says goodbye': { at: /^QUIT/, as: (told) => `-ERR ${told}` },
  'without being asked': { at: /^QUIT/, as: (told) => `+OK\r\n${told}` },
} as const satisfies Record<string, { at: RegExp; as: (told: string) => string }>;

export type TelltaleAnswer = keyof typeof TELLTALE_ANSWERS;

/** A password in every form in which a server may have it or repeat it. */
export function formsOf(password: string, username: string): string[] {
  const base64 = (text: string): string => Buffer.from(text).toString('base64').replaceAll('=', '');
  return [
    password,
    JSON.stringify(password).slice(1, -1),
    base64(password),
    base64(`\0${username}\0${password}`),
    base64(`${username} ${password}`),
    Buffer.from(password).toString('hex'),
    Buffer.from(password).toString('hex').toUpperCase(),
    encodeURIComponent(password),
  ];
}

/** A server of one user that repeats whatever was sent to it to prove the password, and the password in every form. */
export class TelltaleServer {
  readonly #server: Pop3Server;
  #port = 0;
  /** How many commands had come when the session began. */
  #begun = 0;

  /** `told` is the password that the client has: the right one or not. */
  constructor(
    answer: TelltaleAnswer,
    user: { name: string; password: string; told: string },
    mail: readonly StoredMessage[],
  ) {
    const { at, as } = TELLTALE_ANSWERS[answer];
    this.#server = new Pop3Server({
      users: { [user.name]: user.password },
      maildrops: { [user.name]: mail },
      misbehave: (line): Misbehaviour | undefined => {
        if (line === '') this.#begun = this.#server.commands.length;
        // A mechanism's first line brings no response yet, and is answered by its challenge.
        if (!at.test(line) || (answer === 'when it refuses the login' && !proves(line))) return undefined;
        const told = [
          ...formsOf(user.told, user.name),
          ...proofsIn(this.#server.commands.slice(this.#begun)),
        ];
        return { reply: `${as(told.join(' '))}\r\n` };
      },
    });
  }

  async listen(): Promise<void> {
    this.#port = (await this.#server.listen()).port;
  }

  get port(): number {
    return this.#port;
  }

  /** All that proved the password to the server, in all sessions. */
  get proofs(): string[] {
    return proofsIn(this.#server.commands);
  }

  async close(): Promise<void> {
    await this.#server.close();
  }
}

/** Responses, what is in them, digests. */
function proofsIn(commands: readonly string[]): string[] {
  const sent = commands.flatMap((line) => {
    const [verb = '', ...words] = line.split(' ');
    if (verb === 'AUTH') return words.slice(1);
    if (verb === 'APOP' || verb === 'PASS') return words.slice(-1);
    return words.length === 0 && !/^[A-Z0-9]{4}$/.test(verb) ? [verb] : [];
  });
  const decoded = sent.flatMap((response) => {
    const text = Buffer.from(response, 'base64').toString('latin1');
    return /(?: |,p=)([0-9a-f]{32}|[A-Za-z0-9+/]{27,43}=)$/.exec(text)?.slice(1) ?? [];
  });
  return [...new Set([...sent, ...decoded])].filter((proof) => proof.length >= 6);
}

/** Whether a line holds a proof or a password already. */
function proves(line: string): boolean {
  return !line.startsWith('AUTH') || line.split(' ').length > 2;
}

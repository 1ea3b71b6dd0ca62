/**
 * Reads as fast as server, network and Node allow and throws the octets away: raw-reader RETR|UIDL PORT USER [CA-FILE].
 * With RETR every message, all commands sent at once where the server pipelines and one after the other where not;
 * with UIDL the listing only. Prints `read N messages, M octets in S s after the login`.
 */
import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';

const [what, port, user, caFile] = process.argv.slice(2);
const END = Buffer.from('\r\n.\r\n');
const buffer = Buffer.allocUnsafe(256 * 1024);

let take = (_octets: Buffer): void => undefined;
const failed = (error: Error): void => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
};

function open(): Socket {
  if (caFile) {
    const socket = connectTls({ host: 'localhost', port: Number(port), ca: readFileSync(caFile) });
    return socket.on('data', (octets: Buffer) => {
      take(octets);
    });
  }
  const onread = {
    buffer,
    callback: (octets: number): boolean => {
      take(buffer.subarray(0, octets));
      return true;
    },
  };
  return connect({ host: 'localhost', port: Number(port), onread });
}

const socket = open()
  .setNoDelay(true)
  .on('error', failed)
  .on('end', () => {
    failed(new Error('the server closed the connection'));
  });

/** Waits for the text that ends what is expected. */
function until(ending: string): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    take = (octets) => {
      text += octets.toString('latin1');
      if (text.endsWith(ending)) resolve(text);
    };
  });
}

async function ask(line: string, ending = '\r\n'): Promise<string> {
  const answer = until(ending);
  socket.write(`${line}\r\n`);
  const text = await answer;
  if (!text.startsWith('+OK')) failed(new Error(`${line.split(' ')[0]}: ${text}`));
  return text;
}

/** Passes over so many multi-line answers. Returns their octets. */
function passOver(answers: number): Promise<number> {
  return new Promise((resolve) => {
    let left = answers;
    let total = 0;
    /** Octets that a cut may have separated from the rest of an ending. */
    let tail = Buffer.alloc(0);
    take = (octets) => {
      total += octets.length;
      const joined = Buffer.concat([tail, octets.subarray(0, END.length - 1)]);
      if (joined.indexOf(END) !== -1 && joined.indexOf(END) < tail.length) left -= 1;
      for (let at = octets.indexOf(END); at !== -1; at = octets.indexOf(END, at + END.length)) left -= 1;
      tail = Buffer.from(
        octets.length < END.length ? joined.subarray(1 - END.length) : octets.subarray(1 - END.length),
      );
      if (left === 0) resolve(total);
    };
  });
}

await until('\r\n');
const capabilities = await ask('CAPA', '\r\n.\r\n');
await ask(`USER ${user}`);
await ask(`PASS ${process.env['BENCH_PASSWORD'] ?? ''}`);
const startedAt = performance.now();
const messages = Number((await ask('STAT')).split(' ')[1]);
let octets = 0;
if (what === 'UIDL') {
  const listing = passOver(1);
  socket.write('UIDL\r\n');
  octets = await listing;
} else if (capabilities.includes('\r\nPIPELINING\r\n')) {
  const all = passOver(messages);
  socket.write(Array.from({ length: messages }, (_, index) => `RETR ${index + 1}\r\n`).join(''));
  octets = await all;
} else {
  for (let number = 1; number <= messages; number += 1) {
    const one = passOver(1);
    socket.write(`RETR ${number}\r\n`);
    octets += await one;
  }
}
const seconds = (performance.now() - startedAt) / 1000;
await ask('QUIT');
process.stdout.write(
  `read ${messages} messages, ${octets} octets in ${seconds.toFixed(3)} s after the login\n`,
);
process.exit(0);

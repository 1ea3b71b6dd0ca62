/** A maildrop by node-pop3, a file a message: node-pop3-loop PORT USER FOLDER [CA-FILE]. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Pop3Command from 'node-pop3';

const [port, user = '', folder = '', caFile] = process.argv.slice(2);
const pop3 = new Pop3Command({
  host: 'localhost',
  port: Number(port),
  user,
  password: process.env['BENCH_PASSWORD'] ?? '',
  ...(caFile ? { tls: true, tlsOptions: { ca: readFileSync(caFile) } } : {}),
});
for (const [number = '', uid = ''] of await pop3.UIDL()) {
  // What it returns are lines of text: octets above 127 are lost already.
  writeFileSync(join(folder, uid), await pop3.RETR(Number(number)));
}
// Its promise does not settle when the server closes the connection after +OK.
pop3.QUIT().then(
  () => process.exit(),
  () => process.exit(),
);
pop3.on('end', () => process.exit());

/** `npm run audit` asks a registry for known advisories; here one of our own, which answers what is to be seen. */
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

let cache: string;
let registry: Server | undefined;

beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), 'rpop-npm-'));
});

afterEach(() => {
  registry?.close();
  registry = undefined;
  rmSync(cache, { recursive: true, force: true });
});

async function serve(answer: RequestListener): Promise<string> {
  registry = createServer(answer).listen(0, '127.0.0.1');
  await once(registry, 'listening');
  return `http://127.0.0.1:${(registry.address() as AddressInfo).port}/`; // it listens on TCP
}

/** The exit status of `npm run audit`, and what it said. */
function audit(url: string): Promise<{ status: unknown; said: string }> {
  const args = ['run', 'audit', '--', '--registry', url, '--cache', cache, '--fetch-retries', '0'];
  return new Promise((resolve) => {
    execFile('npm', args, (error, stdout, stderr) => {
      resolve({ status: error === null ? 0 : error.code, said: stdout + stderr });
    });
  });
}

describe('npm run audit', () => {
  it('passes where nothing is known against any dependency', async () => {
    const asked: string[] = [];
    const url = await serve((request, response) => {
      asked.push(request.url ?? '');
      response.setHeader('content-type', 'application/json').end('{}');
    });
    expect(await audit(url)).toMatchObject({
      status: 0,
      said: expect.stringContaining('found 0 vulnerabilities'),
    });
    expect(asked).toContain('/-/npm/v1/security/advisories/bulk');
  });

  it('fails for an advisory about a dependency, and names it', async () => {
    const advisory = {
      id: 1,
      url: 'https://example.org/1',
      title: 'a hole',
      severity: 'low',
      vulnerable_versions: '*',
    };
    const url = await serve((request, response) => {
      const found = request.url?.includes('advisories') === true;
      response.statusCode = found ? 200 : 404;
      response.setHeader('content-type', 'application/json');
      response.end(
        JSON.stringify(found ? { commander: [{ ...advisory, cwe: [], cvss: { score: 0 } }] } : {}),
      );
    });
    const { status, said } = await audit(url);
    expect(status).toBe(1);
    expect(said).toContain('commander');
    expect(said).toContain('a hole');
  });

  it.each(['a registry that knows no advisories', 'no registry'])(
    'fails for %s: it does not pass unasked',
    async (what) => {
      const url = await serve((_request, response) => {
        response.statusCode = 405;
        response.end('{}');
      });
      if (what === 'no registry') registry?.close();
      const { status, said } = await audit(url);
      expect(status).not.toBe(0);
      expect(said).toContain('audit endpoint returned an error');
    },
  );
});

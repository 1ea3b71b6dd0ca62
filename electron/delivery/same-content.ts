import { closeSync, openSync, readSync } from 'node:fs';

const CHUNK_OCTETS = 64 * 1024;

/** Whether two files hold the same octets. */
export function sameContent(pathA: string, pathB: string): boolean {
  const a = openSync(pathA, 'r');
  try {
    const b = openSync(pathB, 'r');
    try {
      const chunkA = Buffer.alloc(CHUNK_OCTETS);
      const chunkB = Buffer.alloc(CHUNK_OCTETS);
      for (;;) {
        const octetsA = readSync(a, chunkA, 0, CHUNK_OCTETS, null);
        const octetsB = readSync(b, chunkB, 0, CHUNK_OCTETS, null);
        if (!chunkA.subarray(0, octetsA).equals(chunkB.subarray(0, octetsB))) return false;
        if (octetsA === 0) return true;
      }
    } finally {
      closeSync(b);
    }
  } finally {
    closeSync(a);
  }
}

import { describe, expect, it } from 'vitest';
import { previewWords } from '../../../renderer/connections/editor/preview-words.ts';
import { createFormats } from '../../../renderer/formatting/formats.ts';
import type { PreviewedMessage } from '../../../shared/service-contract.ts';

const formats = createFormats('en-GB');
const listed = (action: PreviewedMessage['action'], why: string): PreviewedMessage => ({
  number: 1,
  uid: 'uid',
  octets: 1,
  action,
  why,
});
const NONE = { messages: 0, octets: 0 };

describe('what a preview says', () => {
  it('counts what comes, what is left alone and why, and what is deleted', () => {
    const preview = {
      messages: [listed('retrieve', 'new'), listed('skip', 'here already'), listed('skip', 'too large')],
      summary: {
        retrieve: { messages: 412, octets: 55_100_000 },
        skip: { messages: 18, octets: 1 },
        delete: { messages: 1, octets: 1 },
      },
    };
    expect(previewWords(preview, 'delete-after', true, formats)).toEqual([
      'The first fetch would bring 412 messages (55.1 MB).',
      '18 messages would be left alone: here already; too large.',
      '1 message would be deleted from the server once safely here.',
    ]);
  });

  it('counts what is fetched among what is deleted when it is deleted at once', () => {
    const summary = { retrieve: { messages: 2, octets: 200_000 }, skip: NONE, delete: NONE };
    expect(previewWords({ messages: [], summary }, 'delete', false, formats)).toEqual([
      'The next fetch would bring 2 messages (200 kB).',
      '2 messages would be deleted from the server once safely here.',
    ]);
  });

  it('says so when there is nothing', () => {
    const summary = { retrieve: NONE, skip: NONE, delete: NONE };
    expect(previewWords({ messages: [], summary }, 'keep', true, formats)).toEqual([
      'The first fetch would bring nothing.',
      'Nothing would be deleted from the server.',
    ]);
  });
});

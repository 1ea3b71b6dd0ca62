import { describe, expect, it } from 'vitest';
import { previewWords } from '../../../renderer/connections/editor/preview-words.ts';
import { createFormats } from '../../../renderer/formatting/formats.ts';
import type { PreviewedMessage } from '../../../shared/service-contract.ts';

const formats = createFormats('en-GB');
const messages = (count: number, action: PreviewedMessage['action'], why: string): PreviewedMessage[] =>
  Array.from({ length: count }, (_, index) => ({
    number: index,
    uid: `${index}`,
    octets: 100_000,
    action,
    why,
  }));

describe('what a preview says', () => {
  it('counts what comes, what is left alone and why, and what is deleted', () => {
    const preview = {
      messages: [
        ...messages(412, 'retrieve', 'new'),
        ...messages(18, 'skip', 'here already'),
        ...messages(1, 'delete', 'old'),
      ],
    };
    expect(previewWords(preview, 'delete-after', true, formats)).toEqual([
      'The first fetch would bring 412 messages (41.2 MB).',
      '18 messages would be left alone: here already.',
      '1 message would be deleted from the server once safely here.',
    ]);
  });

  it('counts what is fetched among what is deleted when it is deleted at once', () => {
    expect(previewWords({ messages: messages(2, 'retrieve', 'new') }, 'delete', false, formats)).toEqual([
      'The next fetch would bring 2 messages (200 kB).',
      '2 messages would be deleted from the server once safely here.',
    ]);
  });

  it('says so when there is nothing', () => {
    expect(previewWords({ messages: [] }, 'keep', true, formats)).toEqual([
      'The first fetch would bring nothing.',
      'Nothing would be deleted from the server.',
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { previewWords } from '../../../renderer/connections/editor/preview-words.ts';
import { createFormats } from '../../../renderer/formatting/formats.ts';
import type { Preview, PreviewedMessage } from '../../../shared/service-contract.ts';

const formats = createFormats('en-GB');
const messages = (count: number, action: PreviewedMessage['action'], why: string): PreviewedMessage[] =>
  Array.from({ length: count }, (_, index) => ({
    number: index,
    uid: `${index}`,
    octets: 100_000,
    action,
    why,
  }));

const previewOf = (all: readonly PreviewedMessage[], listed = all): Preview => {
  const of = (action: PreviewedMessage['action']) => {
    const chosen = all.filter((message) => message.action === action);
    return { messages: chosen.length, octets: chosen.reduce((sum, { octets }) => sum + octets, 0) };
  };
  return {
    messages: listed,
    summary: { retrieve: of('retrieve'), delete: of('delete'), skip: of('skip') },
  };
};

describe('what a preview says', () => {
  it('counts what comes, what is left alone and why, and what is deleted', () => {
    const preview = previewOf([
      ...messages(412, 'retrieve', 'new'),
      ...messages(18, 'skip', 'here already'),
      ...messages(1, 'delete', 'old'),
    ]);
    expect(previewWords(preview, 'delete-after', true, formats)).toEqual([
      'The first fetch would bring 412 messages (41.2 MB).',
      '18 messages would be left alone: here already.',
      '1 message would be deleted from the server once safely here.',
    ]);
  });

  it('counts what is fetched among what is deleted when it is deleted at once', () => {
    expect(previewWords(previewOf(messages(2, 'retrieve', 'new')), 'delete', false, formats)).toEqual([
      'The next fetch would bring 2 messages (200 kB).',
      '2 messages would be deleted from the server once safely here.',
    ]);
  });

  it('counts those that are not listed one by one, too', () => {
    const all = messages(2_500, 'retrieve', 'new');
    expect(previewWords(previewOf(all, all.slice(0, 1_000)), 'keep', true, formats)[0]).toBe(
      'The first fetch would bring 2,500 messages (250 MB).',
    );
  });

  it('says so when there is nothing', () => {
    expect(previewWords(previewOf([]), 'keep', true, formats)).toEqual([
      'The first fetch would bring nothing.',
      'Nothing would be deleted from the server.',
    ]);
  });
});

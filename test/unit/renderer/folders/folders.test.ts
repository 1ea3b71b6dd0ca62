import { describe, expect, it } from 'vitest';
import { folderTitle } from '../../../../renderer/folders/folder-title.ts';
import { pagesFor } from '../../../../renderer/folders/message-pages.ts';
import { senderName } from '../../../../renderer/folders/sender-name.ts';

describe('a sender', () => {
  it('is called by name, or by address where there is none', () => {
    expect(senderName('Ada Lovelace <ada@example.org>')).toBe('Ada Lovelace');
    expect(senderName('"Lovelace, \\"Ada\\"" <ada@example.org>')).toBe('Lovelace, "Ada"');
    expect(senderName('<ada@example.org>')).toBe('ada@example.org');
    expect(senderName('ada@example.org')).toBe('ada@example.org');
    expect(senderName('"" <ada@example.org>')).toBe('ada@example.org');
    expect(senderName('a < b')).toBe('a < b');
    expect(senderName('')).toBe('');
  });
});

describe("a folder's title", () => {
  it('tells its own name from the levels above', () => {
    expect(folderTitle('Home/Old/Family')).toEqual({ above: 'Home/Old/', name: 'Family' });
    expect(folderTitle('Work')).toEqual({ above: '', name: 'Work' });
    expect(folderTitle('')).toEqual({ above: '', name: 'Mail folder' });
  });
});

describe('the pages of messages', () => {
  it('are those that the rows in sight are on', () => {
    expect(pagesFor(0, 0, 100)).toEqual([0]);
    expect(pagesFor(95, 120, 100)).toEqual([0, 1]);
    expect(pagesFor(300, 399, 100)).toEqual([3]);
  });
});

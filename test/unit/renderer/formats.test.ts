import { describe, expect, it } from 'vitest';
import { createFormats } from '../../../renderer/formatting/formats.ts';

const MINUTE = 60_000;
const NOW = Date.UTC(2026, 10, 24, 12);
const english = createFormats('en-GB');
const german = createFormats('de-DE');

describe('numbers and amounts', () => {
  it('have the digits of the locale', () => {
    expect(english.number(12_345)).toBe('12,345');
    expect(german.number(12_345)).toBe('12.345');
  });

  it.each([
    [0, '0 messages'],
    [1, '1 message'],
    [2_400, '2,400 messages'],
  ])('count: %d is "%s"', (count, words) => {
    expect(english.plural(count, 'message', 'messages')).toBe(words);
  });

  it.each([
    [1, '1 byte'],
    [812, '812 bytes'],
    [14_400, '14 kB'],
    [999_600, '1 MB'],
    [55_100_000, '55.1 MB'],
    [2_000_000_000_000_000, '2,000 TB'],
  ])('measure: %d octets are %s', (octets, words) => {
    expect(english.octets(octets)).toBe(words);
  });

  it('measure with the locale’s decimal sign', () => {
    expect(german.octets(55_100_000)).toMatch(/^55,1\sMB$/);
  });
});

describe('moments', () => {
  it.each([
    [-20_000, 'just now'],
    [20_000, 'in a moment'],
    [-4 * MINUTE, '4 min ago'],
    [38 * MINUTE, 'in 38 min'],
    [-3 * 60 * MINUTE, '3 hr ago'],
    [-26 * 60 * MINUTE, 'yesterday'],
    [-40 * 24 * 60 * MINUTE, '15 Oct 2026'],
  ])('%d ms from now are "%s"', (away, words) => {
    expect(english.relative(NOW + away, NOW)).toBe(words);
  });

  it.each([
    [420, '0.4 s'],
    [12_300, '12 s'],
    [185_000, '3 min 5 s'],
    [4_800_000, '1 h 20 min'],
  ])('%d ms last "%s"', (milliseconds, words) => {
    expect(english.duration(milliseconds)).toBe(words);
  });
});

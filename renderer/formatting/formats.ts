const OCTET_UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export type Formats = ReturnType<typeof createFormats>;

/** How numbers, amounts and moments are written in one locale. Pure; the clock comes in with each call. */
export function createFormats(locale: string) {
  const count = new Intl.NumberFormat(locale);
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  const plural = new Intl.PluralRules('en'); // the words are English, the digits the user's
  const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'short' });
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' });
  const octetUnits = OCTET_UNITS.map((unit, index) => {
    const digits = index < 2 ? 0 : 1;
    return new Intl.NumberFormat(locale, {
      style: 'unit',
      unit,
      unitDisplay: index === 0 ? 'long' : 'short',
      maximumFractionDigits: digits,
    });
  });

  return {
    number: (value: number): string => count.format(value),
    percent: (share: number): string => percent.format(share),

    /** `1 message`, `2,400 messages`. */
    plural: (value: number, one: string, other: string): string =>
      `${count.format(value)} ${plural.select(value) === 'one' ? one : other}`,

    /** `812 bytes`, `14 kB`, `55.1 MB` (powers of 1000). */
    octets: (value: number): string => {
      let amount = value;
      let unit = 0;
      while (amount >= 999.5 && unit < octetUnits.length - 1) {
        amount /= 1000;
        unit += 1;
      }
      return octetUnits[unit]?.format(amount) ?? count.format(value);
    },

    time: (at: number): string => time.format(at),
    date: (at: number): string => date.format(at),
    /** The whole of it, for tooltips. */
    moment: (at: number): string => moment.format(at),

    /** `just now`, `4 min ago`, `in 2 hr`, `yesterday`, and the date when it is further away than a week. */
    relative: (at: number, now: number): string => {
      const away = at - now;
      const distance = Math.abs(away);
      if (distance < MINUTE) return away > 5_000 ? 'in a moment' : 'just now';
      if (distance < HOUR) return plainly(relative.format(Math.round(away / MINUTE), 'minute'));
      if (distance < DAY) return plainly(relative.format(Math.round(away / HOUR), 'hour'));
      if (distance < 7 * DAY) return relative.format(Math.round(away / DAY), 'day');
      return date.format(at);
    },

    /** `0.4 s`, `12 s`, `3 min 5 s`, `1 h 20 min`. */
    duration: (milliseconds: number): string => {
      const seconds = milliseconds / 1000;
      if (seconds < 10)
        return `${new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(seconds)} s`;
      if (seconds < 60) return `${count.format(Math.round(seconds))} s`;
      const minutes = Math.floor(seconds / 60);
      if (minutes < 60) return `${count.format(minutes)} min ${count.format(Math.round(seconds % 60))} s`;
      return `${count.format(Math.floor(minutes / 60))} h ${count.format(minutes % 60)} min`;
    },
  };
}

/** Abbreviations without their full stops: they would read like ends of sentences. */
function plainly(text: string): string {
  return text.replaceAll('.', '');
}

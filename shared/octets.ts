const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** A number of octets for people: `812 B`, `1.4 kB`, `55.0 MB` (powers of 1000). */
export function formatOctets(octets: number): string {
  let value = octets;
  let unit = 0;
  while (value >= 999.95 && unit < UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 ? value : value.toFixed(1)} ${UNITS[unit] ?? ''}`;
}

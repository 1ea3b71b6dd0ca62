import { useFormats } from '../hooks/use-formats.ts';

/** An amount of mail. The exact number is in its title. */
export function Octets({ value }: { readonly value: number }) {
  const formats = useFormats();
  return <span title={formats.plural(value, 'octet', 'octets')}>{formats.octets(value)}</span>;
}

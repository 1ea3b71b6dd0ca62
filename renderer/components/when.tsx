import { useFormats } from '../hooks/use-formats.ts';
import { useNow } from '../hooks/use-now.ts';

/** A moment, as one would say it now. The date and time are in its title. */
export function When({ at }: { readonly at: number }) {
  const formats = useFormats();
  const now = useNow();
  return (
    <time dateTime={new Date(at).toISOString()} title={formats.moment(at)}>
      {formats.relative(at, now)}
    </time>
  );
}

import { useMemo } from 'react';
import { createFormats, type Formats } from '../formatting/formats.ts';
import { useRequest } from './use-request.ts';

/** How this user writes numbers, amounts and moments. */
export function useFormats(): Formats {
  const { data } = useRequest('app.facts', {});
  const locale = data?.locale ?? navigator.language;
  return useMemo(() => createFormats(locale), [locale]);
}

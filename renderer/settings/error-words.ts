import { ReportedError } from '../../shared/reported-error.ts';

/** Why a change was not taken, in words to stand beside a field. */
export function wordsOf(error: unknown): string {
  if (!(error instanceof ReportedError)) return 'It could not be saved.';
  const problems = error.problems?.map(({ message }) => message).join(' ');
  return problems === undefined || problems === '' ? `${error.message} ${error.hint}` : problems;
}

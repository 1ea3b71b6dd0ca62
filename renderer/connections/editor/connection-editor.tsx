import type { Connection } from '../../../shared/connection.ts';
interface Props {
  readonly connection?: Connection | undefined;
  readonly template?: Connection | undefined;
  readonly focus?: 'name' | 'password';
}
export function ConnectionEditor({ connection }: Props) {
  return <p>{connection?.name}</p>;
}

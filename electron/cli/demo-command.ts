export async function demoCommand(_: unknown): Promise<number> {
  return 0;
}

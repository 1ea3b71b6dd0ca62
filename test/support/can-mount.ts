/** Whether a test can mount a small disk of its own. Says why not, for the tests that are skipped then. */
export function canMount(): boolean {
  if (process.platform === 'linux' && process.getuid?.() === 0) return true;
  process.stdout.write('skipped: a test of full disks needs root on Linux, to mount a small one\n');
  return false;
}

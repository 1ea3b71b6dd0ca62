import { execFileSync } from 'node:child_process';

/** Integration tests run the program as users do: what is built, once, from the source that is being tested. */
export default function buildTheProgram(): void {
  execFileSync('npm', ['run', 'build'], { stdio: ['ignore', 'ignore', 'inherit'] });
}

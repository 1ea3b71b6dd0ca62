/** What Electron, Chromium and Node's debugger say of themselves while they are driven; the rest is the application's. */
const NOT_OURS = [
  /^\[\d+:[\d/.:]*:?(VERBOSE|INFO|WARNING|ERROR|FATAL)[\d]*:/,
  /^(Debugger (listening on|attached|ending on)|For help, see: https:\/\/nodejs\.org|Waiting for the debugger to disconnect)/,
  /^DevTools listening on /,
];

/** The lines that the application itself printed. */
export function ownOutput(output: string): string {
  const lines = output.split(/(?<=\n)/);
  return lines.filter((line) => line.trim() !== '' && !NOT_OURS.some((form) => form.test(line))).join('');
}

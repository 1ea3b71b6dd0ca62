const MINUTE_MS = 60_000;

/** More of them in a minute say nothing new. */
const MOST_IN_A_MINUTE = 20;

/** What logs refusals, so many in a minute at most: a page that goes wild must not push everything else out of the log. */
export function refusalLog(log: (message: string) => void, now: () => number): (message: string) => void {
  let minute = Number.NEGATIVE_INFINITY;
  let logged = 0;
  let more = 0;
  return (message) => {
    if (now() - minute >= MINUTE_MS) {
      if (more > 0) log(`${more} more were refused.`);
      minute = now();
      logged = 0;
      more = 0;
    }
    if (logged < MOST_IN_A_MINUTE) {
      logged += 1;
      log(message);
    } else {
      more += 1;
    }
  };
}

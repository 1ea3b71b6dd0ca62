/** The smallest input that we find which still breaks: parts are left out, ever smaller ones, as long as it does. */
export async function shrunk(input: Buffer, breaks: (smaller: Buffer) => Promise<boolean>): Promise<Buffer> {
  let smallest = input;
  for (let size = Math.ceil(smallest.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < smallest.length;) {
      const smaller = Buffer.concat([smallest.subarray(0, at), smallest.subarray(at + size)]);
      if (await breaks(smaller)) smallest = smaller;
      else at += size;
    }
  }
  return smallest;
}

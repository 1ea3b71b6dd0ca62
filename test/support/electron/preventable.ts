/** An event whose listeners may prevent what it announces. */
export interface Preventable {
  readonly defaultPrevented: boolean;
  preventDefault(): void;
}

export function preventable<T extends object>(details: T): T & Preventable {
  let prevented = false;
  return Object.defineProperty(
    {
      ...details,
      preventDefault: () => {
        prevented = true;
      },
    },
    'defaultPrevented',
    { get: () => prevented },
  ) as T & Preventable; // the getter is defined above
}

/** Replaces everything by which code could see the time zone of its host with a trap. @module */

/** Methods of `Date` that read or write in the host's zone. */
export const HOST_METHODS: readonly string[] = [
  ...["FullYear", "Month", "Date", "Hours", "Minutes", "Seconds", "Milliseconds"].flatMap((part) => [`get${part}`, `set${part}`]),
  ...["getDay", "getYear", "setYear", "getTimezoneOffset", "toString", "toDateString", "toTimeString"],
  ...["toLocaleString", "toLocaleDateString", "toLocaleTimeString"],
];

/** A text that `Date` would read in the host's zone: a date with a time and no offset, or no ISO form at all. */
const readInHostZone = (text: string): boolean =>
  !/^[+-]?\d{4,6}(-\d\d(-\d\d)?)?$/.test(text) && !/^[+-]?\d{4,6}-\d\d-\d\dT\d\d:\d\d(:\d\d([.,]\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(text);

/** Runs `body` with the traps set. What fell into one is thrown at once and, should the code under test swallow it, again at the end. */
export async function withoutHostZone<T>(body: () => T | Promise<T>): Promise<T> {
  const fallen: Error[] = [];
  const trap = (what: string): never => {
    const error = new Error(`${what} sees the host's time zone`);
    fallen.push(error);
    throw error;
  };

  const RealDate = globalThis.Date;
  const RealFormat = Intl.DateTimeFormat;
  const originals = HOST_METHODS.map((name) => [name, Object.getOwnPropertyDescriptor(RealDate.prototype, name)] as const);

  const check = (args: readonly unknown[]): void => {
    if (args.length > 1) trap("new Date(year, month, …)");
    if (typeof args[0] === "string" && readInHostZone(args[0])) trap(`new Date(${JSON.stringify(args[0])})`);
  };
  const trappedDate = new Proxy(RealDate, {
    apply: () => trap("Date()"),
    construct: (target, args, newTarget) => {
      check(args);
      return Reflect.construct(target, args, newTarget);
    },
    get: (target, key, receiver) =>
      key === "parse"
        ? (text: string): number => {
            check([text]);
            return RealDate.parse(text);
          }
        : Reflect.get(target, key, receiver),
  });
  const checkFormat = (args: readonly unknown[]): void => {
    const options = args[1] as Intl.DateTimeFormatOptions | undefined;
    if (options?.timeZone === undefined) trap("Intl.DateTimeFormat without a timeZone");
  };
  const trappedFormat = new Proxy(RealFormat, {
    apply: (target, self, args) => {
      checkFormat(args);
      return Reflect.apply(target, self, args);
    },
    construct: (target, args, newTarget) => {
      checkFormat(args);
      return Reflect.construct(target, args, newTarget);
    },
  });

  for (const name of HOST_METHODS) {
    Object.defineProperty(RealDate.prototype, name, { configurable: true, writable: true, value: () => trap(`Date.prototype.${name}`) });
  }
  globalThis.Date = trappedDate;
  Intl.DateTimeFormat = trappedFormat;
  try {
    const result = await body();
    if (fallen[0] !== undefined) throw fallen[0];
    return result;
  } finally {
    globalThis.Date = RealDate;
    Intl.DateTimeFormat = RealFormat;
    for (const [name, descriptor] of originals) if (descriptor) Object.defineProperty(RealDate.prototype, name, descriptor);
  }
}

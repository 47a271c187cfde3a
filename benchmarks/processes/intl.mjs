/** A fresh process that makes its first `Intl.DateTimeFormat` for a zone: `node intl.mjs ZONE`. Prints milliseconds. @module */

const [timeZone] = process.argv.slice(2);

const start = performance.now();
new Intl.DateTimeFormat("en-US", {
  timeZone,
  hourCycle: "h23",
  year: "numeric",
  month: "numeric",
  day: "numeric",
  hour: "numeric",
  minute: "numeric",
  second: "numeric",
});
console.log(JSON.stringify({ total: performance.now() - start }));

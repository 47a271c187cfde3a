/**
 * A fresh process that imports one calendar and compiles it: `node calendar.mjs NAME EXPORT`. Prints milliseconds, those of the process's first
 * `Intl` object by themselves: whoever makes it first pays for it.
 *
 * @module
 */

const [name, exported] = process.argv.slice(2);

const start = performance.now();
const [{ compileCalendar }, venue] = await Promise.all([import("@openbell/core"), import(`@openbell/core/calendars/${name}`)]);
const imported = performance.now();
new Intl.DateTimeFormat("en-US", { timeZone: venue[exported].timeZone });
const spoken = performance.now();
const { days } = compileCalendar(venue[exported]).years(1990, 2027);
const compiled = performance.now();

console.log(
  JSON.stringify({
    total: compiled - start,
    import: imported - start,
    intl: spoken - imported,
    compile: compiled - spoken,
    sessions: days.length,
  }),
);

/**
 * A fresh process that imports one calendar and compiles it: `node calendar.mjs ENTRY NAME EXPORT`, ENTRY being `@openbell/core` or the part of
 * it that is calendars alone. Prints milliseconds, those of the process's first
 * `Intl` object by themselves: whoever makes it first pays for it.
 *
 * @module
 */

const [entry, name, exported] = process.argv.slice(2);

const start = performance.now();
const [{ compileCalendar }, venue] = await Promise.all([import(entry), import(`@openbell/core/calendars/${name}`)]);
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

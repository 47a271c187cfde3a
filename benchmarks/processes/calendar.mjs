/** A fresh process that imports one calendar and compiles it: `node calendar.mjs NAME EXPORT`. Prints milliseconds. @module */

const [name, exported] = process.argv.slice(2);

const start = performance.now();
const [{ compileCalendar }, venue] = await Promise.all([import("@openbell/core"), import(`@openbell/core/calendars/${name}`)]);
const imported = performance.now();
const { days } = compileCalendar(venue[exported]).years(1990, 2027);
const compiled = performance.now();

console.log(JSON.stringify({ total: compiled - start, import: imported - start, compile: compiled - imported, sessions: days.length }));

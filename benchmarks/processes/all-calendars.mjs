/** A fresh process that imports every calendar and compiles them all. Prints milliseconds. @module */

const start = performance.now();
const { compileCalendar } = await import("@openbell/core");
const { calendarByName, calendarEntries } = await import("@openbell/core/calendars/lookup");
const definitions = await Promise.all(calendarEntries().map(({ name }) => calendarByName(name)));
const imported = performance.now();
let sessions = 0;
for (const definition of definitions) sessions += compileCalendar(definition).years(1990, 2027).days.length;
const compiled = performance.now();

console.log(JSON.stringify({ total: compiled - start, import: imported - start, compile: compiled - imported, sessions }));

// Reads lines of {name, text, starts, from, until, ends}, expands each calendar with ical.js, and names every difference.
import { createInterface } from "node:readline";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const require = createRequire(process.argv[2] + "/");
const ICAL = (await import(pathToFileURL(require.resolve("ical.js")).href)).default;
const utc = (time) => time.convertToZone(ICAL.Timezone.utcTimezone).toString().replace(/Z?$/, "Z");

function starts(text, from, until, ends) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  ICAL.TimezoneService.reset();
  for (const zone of calendar.getAllSubcomponents("vtimezone"))
    ICAL.TimezoneService.register(new ICAL.Timezone(zone), zone.getFirstPropertyValue("tzid"));
  const parts = calendar.getAllSubcomponents("vevent").map((part) => new ICAL.Event(part));
  const found = [];
  for (const event of parts.filter((part) => !part.isRecurrenceException())) {
    const own = parts.filter((part) => part.isRecurrenceException() && part.uid === event.uid);
    own.forEach((part) => event.relateException(part));
    const each = event.iterator();
    for (let time = each.next(); time && time.toString() < until + "T99"; time = each.next())
    {
      const { startDate, endDate } = event.getOccurrenceDetails(time);
      found.push(utc(startDate) + (ends ? "/" + utc(endDate) : ""));
    }
  }
  return found.filter((at) => from <= at && at < until).sort();
}

let read = 0;
let wrong = 0;
for await (const line of createInterface({ input: process.stdin })) {
  const { name, text, starts: wanted, from, until, ends } = JSON.parse(line);
  const found = starts(text, from, until, ends);
  const lost = wanted.filter((at) => !found.includes(at));
  const more = found.filter((at) => !wanted.includes(at));
  read += 1;
  if (lost.length || more.length || found.length !== wanted.length) {
    wrong += 1;
    console.log(`${name}: lost ${lost.slice(0, 3)} (${lost.length}), more ${more.slice(0, 3)} (${more.length})`);
  }
}
console.log(`${read} calendars read, ${wrong} differ.`);
process.exit(wrong || !read ? 1 : 0);

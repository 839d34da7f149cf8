// What a site tells other programs, read by programs that are not ours: jsonld reads the
// data of an event, ical.js a calendar, rss-parser the news. Prints what it found.
import fs from "node:fs";
import jsonld from "jsonld";
import ICAL from "ical.js";
import Parser from "rss-parser";

const schema = { "@context": { "@vocab": "https://schema.org/" } }; // instead of a download
const documentLoader = async (url) => ({ contextUrl: null, documentUrl: url, document: schema });
const [expanded] = await jsonld.expand(JSON.parse(fs.readFileSync("event.json", "utf8")), { documentLoader, safe: true });
const calendar = new ICAL.Component(ICAL.parse(fs.readFileSync("calendar.ics", "utf8")));
const events = calendar.getAllSubcomponents("vevent").map((e) => new ICAL.Event(e));
const news = await new Parser().parseString(fs.readFileSync("news.atom", "utf8"));
console.log(JSON.stringify({
  type: expanded["@type"][0],
  start: expanded["https://schema.org/startDate"][0]["@value"],
  parts: expanded["https://schema.org/subEvent"].length,
  entries: events.map((e) => e.uid + " " + e.startDate.toString() + " " + e.startDate.zone.tzid),
  news: news.items.map((item) => item.title),
}));

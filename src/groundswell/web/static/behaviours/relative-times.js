// Within a day a time is told as people tell it ("5 min ago"); before that the date stands as it is.
const UNITS = [[60, "second"], [60, "minute"], [24, "hour"]];
const lang = document.documentElement.lang;
const words = new Intl.RelativeTimeFormat(lang === "en" ? "en-GB" : lang, { numeric: "auto", style: "short" });

function relative() {
  for (const time of document.querySelectorAll("time[datetime]")) {
    time.title ||= time.textContent;
    time.textContent = told((Date.now() - Date.parse(time.dateTime)) / 1000) ?? time.title;
  }
}

function told(passed) {
  let value = Math.max(0, passed);
  for (const [size, unit] of UNITS) {
    if (value < size) return words.format(-Math.floor(value), unit);
    value /= size;
  }
  return null;
}

relative();
setInterval(relative, 60_000);
document.addEventListener("htmx:afterSwap", relative);
document.addEventListener("fresh", relative);

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const two = (value: number) => String(value).padStart(2, '0');

/** 14:26 in the phone's own time zone. */
export function clockWords(at: number): string {
  const date = new Date(at);
  return `${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** 今天 14:26 · 昨天 14:26 · 10 月 22 日 14:26 · 2025-10-22 14:26 */
export function momentWords(at: number, now: number): string {
  return `${dayWords(at, now) || '今天'} ${clockWords(at)}`;
}

/** For lists: 14:26 · 昨天 · 10 月 22 日 · 2025-10-22 */
export function listWords(at: number, now: number): string {
  return dayWords(at, now) || clockWords(at);
}

/** '' for today. */
function dayWords(at: number, now: number): string {
  const date = new Date(at);
  const today = new Date(now);
  if (startOfDay(date) === startOfDay(today)) return '';
  if (startOfDay(date) === startOfDay(new Date(now - DAY))) return '昨天';
  if (date.getFullYear() === today.getFullYear()) {
    return `${date.getMonth() + 1} 月 ${date.getDate()} 日`;
  }
  const { year, month, day } = parts(date);
  return `${year}-${month}-${day}`;
}

/** How long somebody waits: 0:48 · 12:05 · 2 小时 · 3 天 */
export function waitWords(ms: number): string {
  const waited = Math.max(0, ms);
  if (waited >= DAY) return `${Math.floor(waited / DAY)} 天`;
  if (waited >= HOUR) return `${Math.floor(waited / HOUR)} 小时`;
  const seconds = Math.floor(waited / 1000);
  return `${Math.floor(seconds / 60)}:${two(seconds % 60)}`;
}

/** The same for those who listen: 已等待 3 分 12 秒 */
export function spokenWait(ms: number): string {
  const waited = Math.max(0, ms);
  if (waited >= HOUR) return `已等待 ${waitWords(waited)}`;
  const seconds = Math.floor(waited / 1000);
  return `已等待 ${Math.floor(seconds / 60)} 分 ${seconds % 60} 秒`;
}

function startOfDay(date: Date): number {
  const day = new Date(date.getTime());
  return day.setHours(0, 0, 0, 0);
}

function parts(date: Date) {
  return {
    year: date.getFullYear(),
    month: two(date.getMonth() + 1),
    day: two(date.getDate()),
  };
}

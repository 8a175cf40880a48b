/** `10 月 22 日` of this year, else `2025-10-22`; the reader's time zone. */
export function formatDay(at: number, now: number): string {
  const day = new Date(at);
  const month = day.getMonth() + 1;
  if (day.getFullYear() === new Date(now).getFullYear()) {
    return `${month} 月 ${day.getDate()} 日`;
  }
  const two = (value: number) => String(value).padStart(2, '0');
  return `${day.getFullYear()}-${two(month)}-${two(day.getDate())}`;
}

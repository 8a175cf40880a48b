const TIME = new Intl.DateTimeFormat('zh-CN', {
  hour: '2-digit',
  minute: '2-digit',
  hour12: false,
});
const DAY = new Intl.DateTimeFormat('zh-CN', {
  month: '2-digit',
  day: '2-digit',
  weekday: 'short',
});

/** `14:33` */
export function clockTime(ms: number): string {
  return TIME.format(ms);
}

/** `11-20 周五 14:33` */
export function clockDate(ms: number): string {
  const part = (type: string) =>
    DAY.formatToParts(ms).find((one) => one.type === type)?.value ?? '';
  return `${part('month')}-${part('day')} ${part('weekday')} ${clockTime(ms)}`;
}

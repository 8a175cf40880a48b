/** Watches hand out dates as `{$date: ms}`; `wx.cloud` hands out dates. */
export function reviveDates(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reviveDates);
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Date) return value;
  const keys = Object.keys(value);
  const date = (value as { $date?: unknown }).$date;
  if (keys.length === 1 && typeof date === 'number') return new Date(date);
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, reviveDates(inner)])
  );
}

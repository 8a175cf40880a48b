/** Waits for a condition; says what it last saw when it never holds. */
export async function until<T>(
  read: () => T,
  holds: (value: T) => boolean
): Promise<T> {
  const last = Date.now() + 15_000;
  for (;;) {
    const value = read();
    if (holds(value)) return value;
    if (Date.now() > last) throw new Error(`still ${JSON.stringify(value)}`);
    await new Promise((done) => setTimeout(done, 20));
  }
}

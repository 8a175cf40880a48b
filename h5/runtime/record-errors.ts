const MAX_ERRORS = 200;

/** Everything that went wrong in this phone, as text, oldest first. */
export function recordErrors(): string[] {
  const errors: string[] = [];
  const note = (text: string) => {
    if (errors.length < MAX_ERRORS) errors.push(text);
  };
  const original = console.error.bind(console);
  console.error = (...args: unknown[]) => {
    note(args.map(textOf).join(' '));
    original(...args);
  };
  addEventListener('error', (event) =>
    note(textOf(event.error ?? event.message))
  );
  addEventListener('unhandledrejection', (event) => note(textOf(event.reason)));
  return errors;
}

function textOf(value: unknown): string {
  if (value instanceof Error) return value.stack ?? value.message;
  if (typeof value !== 'object' || value === null) return String(value);
  const message = (value as { errMsg?: unknown }).errMsg;
  return typeof message === 'string' ? message : JSON.stringify(value);
}

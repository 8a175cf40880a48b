// Copied by scripts/contract-sync.ts; edit it in domain/.
/** `fill('剩 {n} 次', {n: 2})` is `剩 2 次`. */
export function fill(
  sentence: string,
  values: Readonly<Record<string, string | number>>
): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) =>
    name in values ? String(values[name]) : whole
  );
}

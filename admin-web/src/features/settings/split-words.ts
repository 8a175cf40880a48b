/** How people part words: lines, commas of both kinds, tabs, semicolons. */
const PARTS = /[\n\r\t,，、;；]+/u;

/** One word a line; nothing empty, nothing twice. */
export function wordsOfLines(text: string): string[] {
  return distinct(text.split(/\r?\n/u));
}

/** Whatever was pasted, from a table or a sentence. */
export function wordsOfPaste(text: string): string[] {
  return distinct(text.split(PARTS));
}

function distinct(parts: readonly string[]): string[] {
  return [...new Set(parts.map((part) => part.trim()).filter(Boolean))];
}

/**
 * Whether a text has a word of the list. Width and case of letters, invisible
 * characters and, in words of more than Latin letters, spaces hide nothing.
 */
export function hasWord(text: string, words: readonly string[]): boolean {
  if (words.length === 0) return false;
  const plain = plainText(text);
  const dense = plain.replace(/\s+/gu, '');
  return words.some((word) => {
    const wanted = plainText(word);
    // Latin words are told apart by their spaces: "was so" has no "ass".
    if (/^[\p{ASCII}]*$/u.test(wanted)) return plain.includes(wanted);
    return dense.includes(wanted.replace(/\s+/gu, ''));
  });
}

function plainText(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{Cf}\p{Mn}]/gu, '');
}

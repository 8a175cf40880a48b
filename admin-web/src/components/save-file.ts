/** A browser reads what it downloads for a while after the click. */
const KEPT_MS = 60_000;

/** Hands a file to the browser's downloads. */
export function saveBlob(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(address), KEPT_MS);
}

/**
 * Saves what is at an address under a name. Where storage lets no page read
 * it, the browser opens the address itself and names the file as it likes.
 */
export async function saveFile(url: string, name: string): Promise<void> {
  try {
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(`status ${answer.status}`);
    saveBlob(await answer.blob(), name);
  } catch (cause) {
    console.info('a file is opened instead of read', cause);
    const link = document.createElement('a');
    link.href = url;
    link.target = '_blank';
    link.rel = 'noopener';
    link.click();
  }
}

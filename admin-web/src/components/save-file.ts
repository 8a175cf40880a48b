/**
 * Saves what is at an address under a name. Where storage lets no page read
 * it, the browser opens the address itself and names the file as it likes.
 */
export async function saveFile(url: string, name: string): Promise<void> {
  const link = document.createElement('a');
  try {
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(`status ${answer.status}`);
    link.href = URL.createObjectURL(await answer.blob());
    link.download = name;
  } catch (cause) {
    console.info('a file is opened instead of read', cause);
    link.href = url;
    link.target = '_blank';
    link.rel = 'noopener';
  }
  link.click();
  if (link.href.startsWith('blob:')) URL.revokeObjectURL(link.href);
}

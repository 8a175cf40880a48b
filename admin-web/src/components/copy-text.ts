/**
 * Copies to the clipboard; where the browser refuses (no https, old Safari)
 * the text is selected on the page instead and the answer is false.
 */
export async function copyText(
  text: string,
  shownIn?: HTMLElement
): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch (cause) {
    console.info('clipboard refused', cause);
    if (shownIn) window.getSelection()?.selectAllChildren(shownIn);
    return false;
  }
}

/** Runs in the page: text with too little contrast, controls without a name. */
export function findFaults(): string[] {
  const luminance = (color: number[]): number => {
    const [r = 0, g = 0, b = 0] = color.map((part) => {
      const share = part / 255;
      return share <= 0.04045
        ? share / 12.92
        : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const read = (color: string): number[] =>
    (color.match(/[\d.]+/g) ?? []).map(Number);
  const ground = (element: Element | null): number[] => {
    if (!element) return [255, 255, 255];
    const color = read(getComputedStyle(element).backgroundColor);
    return color[3] === 0 ? ground(element.parentElement) : color.slice(0, 3);
  };
  const contrast = (element: Element): number => {
    const pair = [
      luminance(read(getComputedStyle(element).color).slice(0, 3)),
      luminance(ground(element)),
    ].sort((a, b) => b - a);
    return ((pair[0] ?? 0) + 0.05) / ((pair[1] ?? 0) + 0.05);
  };
  const hasText = (element: Element): boolean =>
    [...element.childNodes].some(
      (node) => node.nodeType === 3 && node.textContent?.trim()
    );
  const seen = [...document.querySelectorAll('#app *')].filter((element) =>
    element.checkVisibility()
  );
  const pale = seen.filter(
    (element) =>
      hasText(element) &&
      !element.classList.contains('skip') &&
      contrast(element) < 4.5
  );
  const unnamed = [
    ...document.querySelectorAll('input, select, textarea'),
  ].filter(
    (element) =>
      !element.getAttribute('aria-label') &&
      !(element as HTMLInputElement).labels?.length
  );
  const wide =
    document.documentElement.scrollWidth > window.innerWidth
      ? ['the page scrolls sideways']
      : [];
  return [
    ...pale.map((element) => `pale: ${element.outerHTML.slice(0, 80)}`),
    ...unnamed.map((element) => `no name: ${element.outerHTML.slice(0, 80)}`),
    ...wide,
  ];
}

/**
 * TDesign's web components turn dark by an attribute, our tokens likewise;
 * both follow the system, also while the page is open.
 */
export function followSystemTheme(): void {
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const apply = () => {
    const root = document.documentElement;
    if (dark.matches) root.setAttribute('theme-mode', 'dark');
    else root.removeAttribute('theme-mode');
  };
  apply();
  // Safari 12 and 13 know only the older listener.
  if (dark.addEventListener) dark.addEventListener('change', apply);
  else dark.addListener(apply);
}

/**
 * Selects elements of the phone in a browser by the class that the WXML gives
 * them: components are isolated, so their classes carry a prefix there.
 */
export function part(name: string): string {
  return `:is([class~="${name}"], [class$="--${name}"], [class*="--${name} "])`;
}

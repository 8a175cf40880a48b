import type { Root } from 'postcss';
import { RPX, convertRpx } from './rpx';

const SAFE_AREA = /env\(\s*safe-area-inset-(top|right|bottom|left)\s*\)/g;
const OLD_SAFE_AREA = /constant\(\s*safe-area-inset-/;

/**
 * Units and environment values of a phone, in declarations and media queries.
 * `constant()` is what iOS 11.0 wrote; a browser would drop the rule anyway.
 */
export function convertValues(root: Root): void {
  root.walkDecls((declaration) => {
    if (OLD_SAFE_AREA.test(declaration.value)) return void declaration.remove();
    declaration.value = convertRpx(declaration.value).replace(
      SAFE_AREA,
      'var(--safe-area-$1)'
    );
  });
  root.walkAtRules((rule) => {
    if (rule.params.includes('rpx')) rule.params = rpxInMedia(rule.params);
  });
}

/** A media query takes no `calc` with variables: a phone is 375 px wide. */
function rpxInMedia(params: string): string {
  return params.replace(RPX, (_, n: string) => `${Number(n) / 2}px`);
}

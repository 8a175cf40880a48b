import { describe, expect, it } from 'vitest';
import {
  AVATAR_TINTS,
  COLORS,
  CONTRAST_PAIRS,
  type Theme,
} from '../../domain/ui/tokens';
import { driftedTokenFiles } from '../../scripts/generate-tokens';

/** Relative luminance of WCAG 2 for `#rrggbb`. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort(
    (x, y) => y - x
  );
  return (high + 0.05) / (low + 0.05);
}

describe('the colours', () => {
  it('measure black on white as 21 to 1', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 1);
  });

  const themes: Theme[] = ['light', 'dark'];
  for (const theme of themes) {
    it.each(CONTRAST_PAIRS)(
      `keep $text readable on $ground in ${theme} ($atLeast : 1)`,
      ({ text, ground, atLeast }) => {
        const found = contrast(COLORS[text][theme], COLORS[ground][theme]);
        expect(found).toBeGreaterThanOrEqual(atLeast);
      }
    );
  }

  it.each(AVATAR_TINTS)('keep the letter on $ground readable', (tint) => {
    expect(contrast(tint.ground, tint.letter)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(tint.darkGround, tint.ground)).toBeGreaterThanOrEqual(4.5);
  });
});

describe('the generated style sheets', () => {
  it('say what domain/ui/tokens.ts says', async () => {
    expect(await driftedTokenFiles()).toEqual([]);
  });
});

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ZOOM_STEPS, zoomAt } from '../../miniprogram/platform/wide';

const STYLES = resolve(import.meta.dirname, '../../miniprogram/app.wxss');
const STEP = /min-width: (\d+)px\) \{\s*page \{\s*--cs-zoom: ([\d.]+);/g;

/** Of a 32 rpx letter, in px. */
const letterAt = (width: number) => 32 * (width / 750) * zoomAt(width);

describe('a wide window', () => {
  it('has the same steps in the styles and in the code', () => {
    const found = [...readFileSync(STYLES, 'utf8').matchAll(STEP)];
    const steps = found.map(([, from, zoom]) => [Number(from), Number(zoom)]);
    expect(steps.reverse()).toEqual(ZOOM_STEPS);
  });

  it('shows text as large as a phone does, not twice as large', () => {
    for (const width of [320, 375, 430]) expect(zoomAt(width)).toBe(1);
    for (const width of [600, 768, 899, 1024, 1199, 1280, 1366]) {
      expect(letterAt(width)).toBeGreaterThan(14);
      expect(letterAt(width)).toBeLessThan(24);
    }
  });
});

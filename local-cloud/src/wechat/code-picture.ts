import QRCode from 'qrcode';
import { refusal } from './errcodes';
import { textOf, type ApiParams, type ApiReply } from './options';

/** How a code looks; what a scanner reads from it is its text alone. */
export interface CodeLook {
  width: number;
  /** `#rrggbb` of the lines. */
  lineColor: string;
  /** A transparent ground. */
  hyaline: boolean;
}

/** What a scanner reads from the code. */
export function codeText(appId: string, path: string, query: string): string {
  const params = new URLSearchParams({ appid: appId, path, query });
  return `weixin://dl/business/?${params}`;
}

export function paintCode(text: string, look: CodeLook): Promise<Buffer> {
  return QRCode.toBuffer(text, {
    type: 'png',
    width: look.width,
    margin: 2,
    color: {
      dark: `${look.lineColor}ff`,
      light: look.hyaline ? '#ffffff00' : '#ffffffff',
    },
  });
}

/** The look that was asked for, or the refusal that names the argument. */
export function readLook(params: ApiParams): CodeLook | ApiReply {
  const { width = 430, auto_color = false, is_hyaline = false } = params;
  if (typeof width !== 'number' || width < 280 || width > 1_280) {
    return refusal(40097, 'width');
  }
  if (typeof auto_color !== 'boolean') return refusal(40097, 'auto_color');
  if (typeof is_hyaline !== 'boolean') return refusal(40097, 'is_hyaline');
  const lineColor = colorOf(params.line_color ?? { r: 0, g: 0, b: 0 });
  if (!lineColor) return refusal(40097, 'line_color');
  return {
    width,
    lineColor: auto_color ? '#000000' : lineColor,
    hyaline: is_hyaline,
  };
}

/** `{r, g, b}` in decimal, as numbers or texts. */
function colorOf(value: unknown): string | null {
  const { r, g, b } = (value ?? {}) as Record<string, unknown>;
  const parts = [r, g, b].map((part) =>
    typeof part === 'number' || textOf(part) ? Number(part) : NaN
  );
  const fits = (part: number): boolean =>
    Number.isInteger(part) && part >= 0 && part <= 255;
  if (!parts.every(fits)) return null;
  return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

/**
 * The look of the product, once. scripts/generate-tokens.ts writes the style
 * sheets of phone and web from it; names beginning with `--td-` override
 * TDesign, names beginning with `--cs-` are ours.
 */
export type Theme = 'light' | 'dark';
export type ByTheme = Readonly<Record<Theme, string>>;

const same = (value: string): ByTheme => ({ light: value, dark: value });
const both = (light: string, dark: string): ByTheme => ({ light, dark });

/** Ten steps of the brand's hue (192, 黛青); step 7 is the fill. */
export const BRAND_STEPS: readonly ByTheme[] = [
  both('#edfaf9', '#162e2d'),
  both('#d5f4f2', '#183836'),
  both('#b0e5e2', '#194241'),
  both('#85d1cd', '#184e4d'),
  both('#51b8b4', '#195b59'),
  both('#19928f', '#186664'),
  both('#00706d', '#16716f'),
  both('#005a58', '#4ab8b5'),
  both('#004140', '#6fcdc9'),
  both('#002d2c', '#9ae0dd'),
];

/** Colours of phone and web by CSS name. */
export const COLORS = {
  '--td-brand-color': both('#00706d', '#16716f'),
  '--td-brand-color-active': both('#005a58', '#1b7e7b'),
  '--td-brand-color-hover': both('#0a7f7c', '#1b7e7b'),
  '--td-brand-color-focus': both('#d5f4f2', '#183836'),
  '--td-brand-color-disabled': both('#b0e5e2', '#194241'),
  '--td-brand-color-light': both('#edfaf9', '#162e2d'),
  '--td-brand-color-light-active': both('#d5f4f2', '#183836'),
  '--td-brand-color-light-hover': both('#d5f4f2', '#183836'),
  '--td-text-color-brand': both('#00706d', '#5cc4c0'),
  '--td-text-color-link': both('#00706d', '#5cc4c0'),
  '--td-bg-color-page': both('#f2f5f5', '#101212'),
  '--td-bg-color-container': both('#ffffff', '#191c1c'),
  '--td-bg-color-container-active': both('#ebefef', '#262b2b'),
  '--td-bg-color-container-hover': both('#f2f5f5', '#202424'),
  '--td-bg-color-container-select': both('#ffffff', '#262b2b'),
  '--td-bg-color-secondarycontainer': both('#f7f9f9', '#202424'),
  '--td-bg-color-component': both('#ebefef', '#2b3030'),
  '--td-bg-color-component-active': both('#d5dbdb', '#3a4141'),
  '--td-bg-color-component-hover': both('#e1e7e7', '#333939'),
  '--td-bg-color-component-disabled': both('#f2f5f5', '#202424'),
  '--td-bg-color-specialcomponent': both('#ffffff', '#2b3030'),
  '--td-component-stroke': both('#e7ebeb', '#272c2c'),
  '--td-component-border': both('#d5dbdb', '#3a4141'),
  '--td-border-level-1-color': both('#e7ebeb', '#272c2c'),
  '--td-border-level-2-color': both('#d5dbdb', '#3a4141'),
  '--td-text-color-primary': both('#171a1a', '#edf0f0'),
  '--td-text-color-secondary': both('#525c5c', '#a9b2b2'),
  '--td-text-color-placeholder': both('#667070', '#8b9595'),
  '--td-text-color-disabled': both('#a7aeae', '#5b6464'),
  '--td-text-color-anti': same('#ffffff'),
  '--td-error-color': both('#d43b32', '#e05a50'),
  '--td-error-color-active': both('#b3261e', '#ff9a90'),
  '--td-error-color-hover': both('#e05a50', '#e87a72'),
  '--cs-bubble-self': both('#bfeae7', '#195b59'),
  '--cs-bubble-self-text': both('#10201f', '#f1f5f5'),
  '--cs-bubble-self-link': both('#00615e', '#7fd3d0'),
  '--cs-bubble-other': both('#ffffff', '#262b2b'),
  '--cs-bubble-other-text': both('#171a1a', '#edf0f0'),
  '--cs-brand-chip-bg': both('#d5f4f2', '#183836'),
  '--cs-brand-chip-text': both('#005a58', '#5cc4c0'),
  '--cs-composer': both('#f7f9f9', '#191c1c'),
  '--cs-field': both('#ffffff', '#2b3030'),
  '--cs-quiet': both('#f2f5f5', '#2b3030'),
  '--cs-note': both('#fff7de', '#322b14'),
  '--cs-note-line': both('#efdc9c', '#574a1e'),
  '--cs-note-text': both('#5f4700', '#f0dc9a'),
  '--cs-soon': both('#9a5200', '#f0b35c'),
  '--cs-soon-bg': both('#fff3e0', '#33270f'),
  '--cs-soon-dot': both('#e09a2a', '#e0a04a'),
  '--cs-late': both('#b3261e', '#ff9a90'),
  '--cs-late-bg': both('#fdeceb', '#3a2120'),
  '--cs-badge': both('#d43b32', '#e05a50'),
  '--cs-badge-text': both('#ffffff', '#101212'),
  '--cs-online': both('#2f9e5b', '#3fb874'),
  '--cs-online-text': both('#177540', '#6fd39b'),
  '--cs-online-bg': both('#e7f5ec', '#183024'),
  '--cs-away-dot': both('#9aa5a5', '#aab2b2'),
  '--cs-star': same('#f0a020'),
  '--cs-star-off': both('#d5dbdb', '#3a4141'),
  '--cs-toast': both('#1e2424', '#2f3636'),
  '--cs-toast-text': same('#ffffff'),
  '--cs-toast-action': same('#7fd3d0'),
  '--cs-mask': both('rgba(10,20,20,.5)', 'rgba(0,0,0,.6)'),
  '--cs-chart-1': both('#00706d', '#4ab8b5'),
  '--cs-chart-2': both('#5b7fd1', '#8aa5e3'),
  '--cs-chart-3': both('#c2760f', '#e0a04a'),
  '--cs-chart-4': both('#9a5fa8', '#c08fcd'),
  '--cs-chart-5': both('#9fb0b0', '#7d8e8e'),
} as const satisfies Record<string, ByTheme>;
export type ColorName = keyof typeof COLORS;

/** Where TDesign writes text in the brand's colour: a fill in dark. */
export const BRAND_TEXT_OVERRIDES = [
  '--td-tab-item-active-color',
  '--td-tab-track-color',
  '--td-tab-bar-active-color',
  '--td-link-primary-color',
  '--td-button-ghost-primary-color',
] as const;

/** Backgrounds and letters of people without a picture, by hash of the id. */
export const AVATAR_TINTS = [
  { ground: '#cdeeeb', letter: '#00625f', darkGround: '#093431' },
  { ground: '#f5e6cf', letter: '#85530c', darkGround: '#533a13' },
  { ground: '#dbe6fb', letter: '#29509e', darkGround: '#203763' },
  { ground: '#e0edd6', letter: '#44692a', darkGround: '#2f4522' },
  { ground: '#f8dfdf', letter: '#9a3a40', darkGround: '#5e2b2f' },
  { ground: '#eedff2', letter: '#7a3f8c', darkGround: '#4d2e59' },
  { ground: '#e1e6ea', letter: '#465563', darkGround: '#303a43' },
] as const;

export const SHADOWS = {
  '--td-shadow-1': both('0 1px 2px rgba(12,30,30,.05)', 'none'),
  '--td-shadow-2': both(
    '0 4px 16px rgba(12,30,30,.09)',
    '0 4px 16px rgba(0,0,0,.4)'
  ),
  '--td-shadow-3': both(
    '0 12px 40px rgba(12,30,30,.16)',
    '0 12px 40px rgba(0,0,0,.5)'
  ),
} as const satisfies Record<string, ByTheme>;

export const FONT_FAMILY =
  "'cs-dot', -apple-system, BlinkMacSystemFont, 'PingFang SC', 'HarmonyOS Sans SC', " +
  "'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif";

/** Sizes that do not change with the theme. Phone in rpx, web in px. */
export const PHONE_SIZES = {
  '--td-font-family': FONT_FAMILY,
  '--td-radius-small': '10rpx',
  '--td-radius-default': '20rpx',
  '--td-radius-large': '24rpx',
  '--td-radius-extra-large': '32rpx',
  '--td-button-border-radius': '20rpx',
  '--td-popup-border-radius': '36rpx',
  '--td-dialog-border-radius': '32rpx',
  '--cs-radius-bubble': '24rpx',
  '--cs-radius-corner': '8rpx',
  '--cs-radius-field': '20rpx',
  '--cs-radius-card': '32rpx',
  '--cs-radius-sheet': '36rpx',
  '--cs-press': '120ms',
  '--cs-appear': '180ms',
  '--cs-sheet': '240ms',
  '--cs-curve': 'cubic-bezier(.2,.8,.2,1)',
} as const;

export const WEB_SIZES = {
  '--td-font-family': FONT_FAMILY,
  '--td-radius-small': '5px',
  '--td-radius-default': '8px',
  '--td-radius-medium': '8px',
  '--td-radius-large': '12px',
  '--td-radius-extraLarge': '12px',
  '--cs-radius-bubble': '12px',
  '--cs-radius-corner': '4px',
  '--cs-press': '120ms',
  '--cs-appear': '180ms',
  '--cs-sheet': '240ms',
  '--cs-curve': 'cubic-bezier(.2,.8,.2,1)',
} as const;

/** Text on ground, and the least contrast it must have (WCAG). */
export const CONTRAST_PAIRS: readonly {
  text: ColorName;
  ground: ColorName;
  atLeast: number;
}[] = [
  pair('--td-text-color-primary', '--td-bg-color-page', 7),
  pair('--td-text-color-primary', '--td-bg-color-container', 7),
  pair('--td-text-color-primary', '--td-bg-color-component', 7),
  pair('--td-text-color-secondary', '--td-bg-color-page', 4.5),
  pair('--td-text-color-secondary', '--td-bg-color-container', 4.5),
  pair('--td-text-color-secondary', '--td-bg-color-component', 4.5),
  pair('--td-text-color-placeholder', '--td-bg-color-page', 4.5),
  pair('--td-text-color-placeholder', '--td-bg-color-container', 4.5),
  pair('--td-text-color-placeholder', '--td-bg-color-secondarycontainer', 4.5),
  pair('--td-text-color-anti', '--td-brand-color', 4.5),
  pair('--td-text-color-brand', '--td-bg-color-page', 4.5),
  pair('--td-text-color-brand', '--td-bg-color-container', 4.5),
  pair('--td-text-color-brand', '--td-brand-color-light', 4.5),
  pair('--td-text-color-link', '--td-bg-color-container', 4.5),
  pair('--cs-bubble-self-text', '--cs-bubble-self', 7),
  pair('--cs-bubble-self-link', '--cs-bubble-self', 4.5),
  pair('--cs-bubble-other-text', '--cs-bubble-other', 7),
  pair('--cs-brand-chip-text', '--cs-brand-chip-bg', 4.5),
  pair('--cs-note-text', '--cs-note', 7),
  pair('--cs-soon', '--cs-soon-bg', 4.5),
  pair('--cs-late', '--cs-late-bg', 4.5),
  pair('--cs-late', '--td-bg-color-page', 4.5),
  pair('--cs-badge-text', '--cs-badge', 4.5),
  pair('--cs-online-text', '--cs-online-bg', 4.5),
  pair('--cs-online', '--td-bg-color-container', 3),
  pair('--cs-toast-text', '--cs-toast', 7),
  pair('--cs-toast-action', '--cs-toast', 4.5),
];

function pair(text: ColorName, ground: ColorName, atLeast: number) {
  return { text, ground, atLeast };
}

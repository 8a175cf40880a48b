/** What `phone.html?…` was opened with. */
export interface PhoneParameters {
  /** Separates the storage of phones that share an origin. */
  session: string;
  /** Address of the cloud, `http://127.0.0.1:P`; empty: no `wx.cloud`. */
  cloud: string;
  env: string;
  openid: string;
  /** How the mini-program was entered; 1001 from the list, 1047 by a code. */
  scene: number;
  /** What the person chose in WeChat; 1 is the usual size of text. */
  textScale: number;
  /** `none` hides the drawn status bar, capsule and home indicator. */
  frame: 'phone' | 'none';
}

export function readPhoneParameters(search: string): PhoneParameters {
  const query = new URLSearchParams(search);
  return {
    session: query.get('session') ?? 'default',
    cloud: (query.get('cloud') ?? '').replace(/\/$/, ''),
    env: query.get('env') ?? '',
    openid: query.get('openid') ?? '',
    scene: Number(query.get('scene') ?? 1001),
    textScale: Number(query.get('textScale') ?? 1),
    frame: query.get('frame') === 'none' ? 'none' : 'phone',
  };
}

import type { Host } from '../runtime/host';
import { WxError } from './api';
import { button, element, openOverlay } from './overlay';

export const SCOPES = ['record', 'camera', 'album', 'saving'] as const;
export type Scope = (typeof SCOPES)[number];

const WORDS: Record<Scope, string> = {
  record: '麦克风',
  camera: '摄像头',
  album: '相册',
  saving: '相册（添加图片）',
};

/** What the person lets the mini-program use, kept like WeChat keeps it. */
export class Permissions {
  private readonly key: string;

  constructor({ parameters }: Pick<Host, 'parameters'>) {
    this.key = `wechat:${parameters.session}:permissions`;
  }

  read(): Partial<Record<Scope, boolean>> {
    return JSON.parse(localStorage.getItem(this.key) ?? '{}') as Partial<
      Record<Scope, boolean>
    >;
  }

  set(scope: Scope, allowed: boolean): void {
    const all = { ...this.read(), [scope]: allowed };
    localStorage.setItem(this.key, JSON.stringify(all));
  }

  /** Asked once; what was refused stays refused until the settings. */
  async ask(scope: Scope): Promise<void> {
    const allowed = this.read()[scope] ?? (await this.askPerson(scope));
    if (!allowed) throw new WxError('auth deny');
  }

  /** As in `authSetting`: only what was asked is there. */
  asScopes(): Record<string, boolean> {
    const { record, camera, saving } = this.read();
    return {
      ...(record !== undefined && { 'scope.record': record }),
      ...(camera !== undefined && { 'scope.camera': camera }),
      ...(saving !== undefined && { 'scope.writePhotosAlbum': saving }),
    };
  }

  /** The settings page: a switch for each that was asked. */
  openSettings(): Promise<void> {
    return new Promise((resolve) => {
      const known = this.read();
      const rows = SCOPES.filter((scope) => known[scope] !== undefined);
      const panel = element(
        'div',
        { class: 'native-dialog', role: 'dialog' },
        element('h1', {}, '设置'),
        ...rows.map((scope) => this.switchFor(scope, known[scope] === true)),
        element(
          'footer',
          {},
          button('完成', () => {
            close();
            resolve();
          })
        )
      );
      const close = openOverlay(panel, true);
    });
  }

  private switchFor(scope: Scope, on: boolean): HTMLElement {
    const box = element('input', { type: 'checkbox' }) as HTMLInputElement;
    box.checked = on;
    box.addEventListener('change', () => this.set(scope, box.checked));
    return element('label', { class: 'native-switch' }, WORDS[scope], box);
  }

  private askPerson(scope: Scope): Promise<boolean> {
    return new Promise((resolve) => {
      const answer = (allowed: boolean) => {
        close();
        this.set(scope, allowed);
        resolve(allowed);
      };
      const dialog = element(
        'div',
        { class: 'native-dialog', role: 'dialog' },
        element('h1', {}, `申请使用您的${WORDS[scope]}`),
        element(
          'footer',
          {},
          button('拒绝', () => answer(false)),
          button('允许', () => answer(true), { 'data-accept': '' })
        )
      );
      const close = openOverlay(dialog, true);
    });
  }
}

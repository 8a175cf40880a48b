import { html, type TemplateResult } from 'lit';
import { empty } from '../controls';

export interface Code {
  id: string;
  /** What a camera reads. */
  text: string;
}

/** Mini-program codes that functions made; a phone can scan them. */
export const codeList = (codes: Code[]): TemplateResult =>
  codes.length === 0
    ? empty('还没有生成过小程序码。')
    : html`<div class="codes">
        ${codes.map(
          ({ id, text }) => html`
            <figure>
              <img
                src="../wechat/codes/${id}.png"
                alt="小程序码 ${text}"
                loading="lazy"
              />
              <figcaption><small>${text}</small></figcaption>
            </figure>
          `
        )}
      </div>`;

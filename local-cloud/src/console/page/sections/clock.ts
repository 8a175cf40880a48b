import { html, nothing } from 'lit';
import { createAction } from '../action';
import { button, failure, form, textField } from '../controls';
import { ask } from '../door';
import type { CreateSection } from '../section';
import { dateTime } from '../text';

const MINUTE = 60_000;
const STEPS = [
  ['+1 分钟', MINUTE],
  ['+1 小时', 60 * MINUTE],
  ['+1 天', 24 * 60 * MINUTE],
  ['+30 天', 30 * 24 * 60 * MINUTE],
] as const;

/** The cloud's time. It only goes forward. */
export const clockSection: CreateSection = (redraw) => {
  const action = createAction(redraw);
  let now: number | null = null;
  let ahead = 0;
  let minutes = '';

  function take(reply: { now: number }): void {
    now = reply.now;
    ahead = Math.round((now - Date.now()) / 1_000);
  }

  const advance = (advanceMs: number): Promise<void> =>
    action.run(async () => take(await ask('POST', 'clock', { advanceMs })));

  return {
    id: 'clock',
    title: '时钟',
    async refresh() {
      take(await ask('GET', 'clock'));
    },
    view: () => html`
      <section class="card">
        <p class="clock" data-now=${now ?? nothing}>
          ${now === null ? '正在读取…' : dateTime(now)}
        </p>
        <p>
          ${ahead > 1 ? `比这台机器快 ${durationText(ahead)}。` : '和这台机器一样。'}
        </p>
        <div class="actions">
          ${STEPS.map(([text, ms]) => button(text, () => void advance(ms)))}
        </div>
        ${form(
          html`
            ${textField({
              label: '往前多少分钟',
              type: 'number',
              value: minutes,
              change: (value) => {
                minutes = value;
              },
            })}
            <div class="actions">
              <button type="submit" class="primary">拨过去</button>
            </div>
          `,
          () => void advance(Number(minutes) * MINUTE),
          '拨钟'
        )}
        ${failure(action.error)}
        <p class="quiet">
          只能往前拨。到点的定时触发器、令牌过期和服务端日期都跟着走；重启后回到这台机器的时间。
        </p>
      </section>
    `,
  };
};

function durationText(seconds: number): string {
  const days = Math.floor(seconds / 86_400);
  const hours = Math.floor((seconds % 86_400) / 3_600);
  const minutes = Math.floor((seconds % 3_600) / 60);
  const parts = [
    days && `${days} 天`,
    hours && `${hours} 小时`,
    minutes && `${minutes} 分钟`,
  ].filter(Boolean);
  return parts.join(' ') || `${seconds} 秒`;
}

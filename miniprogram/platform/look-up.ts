import type { AlertPort } from '../services/agent-alert';

const SOUND = '/packages/agent/assets/new-message.wav';

/** Sound and vibration of a phone; one that has neither stays quiet. */
export function lookUp(): AlertPort {
  let player: WechatMiniprogram.InnerAudioContext | undefined;
  return {
    sound() {
      if (!wx.canIUse('createInnerAudioContext')) return;
      player ??= newPlayer();
      player.stop();
      player.play();
    },
    vibrate() {
      if (wx.canIUse('vibrateShort')) wx.vibrateShort({ type: 'medium' });
    },
  };
}

/** iPhones that are switched to silence stay silent. */
function newPlayer(): WechatMiniprogram.InnerAudioContext {
  const player = wx.createInnerAudioContext();
  player.src = SOUND;
  player.onError(({ errMsg }) => console.warn('alert', errMsg));
  return player;
}

import tcb from '@cloudbase/node-sdk';
import cloud from 'wx-server-sdk';

cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV });
const app = tcb.init({ env: tcb.SYMBOL_CURRENT_ENV });

/** Calls what the event names, or takes the message that was pushed to it. */
export async function main(event) {
  if (event.MsgType) return takeMessage(event);
  try {
    const value = await callApi(event);
    const bytes = value.buffer && Buffer.from(value.buffer).toString('base64');
    return { ok: true, value: bytes ? { ...value, buffer: bytes } : value };
  } catch (error) {
    const { errCode, errMsg, code, message } = error;
    return { ok: false, errCode: errCode ?? code, errMsg: errMsg ?? message };
  }
}

function callApi({ api, params, appid }) {
  if (api === 'callWxOpenApi') return app.callWxOpenApi(params);
  const path = api.split('.');
  const openapi = appid ? cloud.openapi({ appid }) : cloud.openapi;
  const owner = path[0] in cloud ? cloud : openapi;
  const method = path.reduce((at, name) => at[name], owner);
  return method(params);
}

async function takeMessage(event) {
  const { OPENID, SOURCE } = cloud.getWXContext();
  const inbox = cloud.database().collection('inbox');
  await inbox.add({ data: { event, openid: OPENID ?? null, source: SOURCE } });
  if (event.MsgType === 'text') {
    const text = { content: '收到' };
    await cloud.openapi.customerServiceMessage.send({
      touser: OPENID,
      msgtype: 'text',
      text,
    });
  }
  return 'success';
}

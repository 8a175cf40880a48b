import cloud from 'wx-server-sdk';

cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV });

/** Does what the event names with the vendor's SDK and tells the outcome. */
export async function main(event, context) {
  try {
    const value = await steps[event.step]?.(event.data, context);
    return { ok: true, value };
  } catch (error) {
    const { errCode, errMsg } = error;
    return { ok: false, errCode, errMsg };
  }
}

const db = () => cloud.database();

const steps = {
  context: () => cloud.getWXContext(),
  say: (text) => console.log(text),
  requestId: (_data, context) => context.request_id,
  web: () => ({
    uid: process.env.TCB_UUID ?? '',
    customUserId: process.env.TCB_CUSTOM_USER_ID ?? '',
    source: process.env.TCB_SOURCE ?? '',
  }),
  async crud() {
    const items = db().collection('items');
    const { _id } = await items.add({ data: { n: 1, at: db().serverDate() } });
    await items.doc(_id).update({ data: { n: db().command.inc(2) } });
    const { data } = await items.doc(_id).get();
    const { stats } = await items.doc(_id).remove();
    return { n: data.n, dated: data.at instanceof Date, stats };
  },
  async transaction() {
    await db()
      .collection('items')
      .doc('tx')
      .set({ data: { n: 1 } });
    return db().runTransaction(async (tx) => {
      const ref = tx.collection('items').doc('tx');
      const { data } = await ref.get();
      await ref.update({ data: { n: data.n + 1 } });
      return data.n;
    });
  },
  missing: () => db().collection('items').doc('nothing').get(),
  async chain() {
    const data = { step: 'context' };
    const { result } = await cloud.callFunction({ name: 'everything', data });
    return result;
  },
  unknownFunction: () => cloud.callFunction({ name: 'nowhere' }),
  async files() {
    const cloudPath = '图/中 文.txt';
    const fileContent = Buffer.from('hi');
    const { fileID } = await cloud.uploadFile({ cloudPath, fileContent });
    const { fileList } = await cloud.getTempFileURL({ fileList: [fileID] });
    const back = await cloud.downloadFile({ fileID });
    const gone = await cloud.deleteFile({ fileList: [fileID] });
    return {
      fileID,
      url: fileList[0].tempFileURL,
      text: back.fileContent.toString(),
      status: gone.fileList[0].status,
    };
  },
  push: (message) => cloud.openapi.subscribeMessage.send(message),
  async code() {
    const scene = 'a=1';
    const reply = await cloud.openapi.wxacode.getUnlimited({ scene });
    return { type: reply.contentType, bytes: reply.buffer.length };
  },
};

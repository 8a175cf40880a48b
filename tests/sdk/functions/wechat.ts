import cloud from 'wx-server-sdk';

// The SDK's types know nothing of this value of its own.
cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV as unknown as string });

type Order = { do: keyof typeof deeds };

interface Failure {
  errCode?: number;
  errMsg?: string;
}

/** What only wx-server-sdk has; a failure is told as the SDK throws it. */
export async function main(event: Order): Promise<unknown> {
  try {
    return { value: await deeds[event.do]() };
  } catch (error) {
    const { errCode, errMsg } = error as Failure;
    return { errCode, errMsg };
  }
}

const deeds = {
  context: () => cloud.getWXContext(),
  push: () =>
    cloud.openapi.subscribeMessage.send({
      touser: cloud.getWXContext().OPENID,
      templateId: 'template-1',
      data: { thing1: { value: 'hello' } },
    }),
  notPermitted: () => cloud.openapi.wxacode.getUnlimited({ scene: 'a' }),
  missingDocument: () => cloud.database().collection('things').doc('no').get(),
  missingCollection: () => cloud.database().collection('nowhere').get(),
  missingFunction: () => cloud.callFunction({ name: 'nowhere', data: {} }),
  missingFile: () => cloud.downloadFile({ fileID: 'cloud://sdk.none/a.txt' }),
};

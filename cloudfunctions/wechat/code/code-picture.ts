import { cloud } from '../../platform/cloud';
import { actorOf } from '../../platform/request';
import type { Handler } from '../../platform/serve';
import { madeOf, reachedCode } from './codes';
import { paintNow } from './paint-codes';

/** Stored is the file's id alone; an address is given out for a while. */
export const codePicture: Handler<'code.picture'> = async (
  { codeId },
  request
) => {
  const found = await reachedCode(actorOf(request), codeId);
  const made = madeOf(await paintNow(found, request.caller));
  return { ...made, url: made.fileId && (await addressOf(made.fileId)) };
};

async function addressOf(fileId: string): Promise<string | null> {
  const { fileList } = await cloud.getTempFileURL({ fileList: [fileId] });
  return fileList[0]?.tempFileURL || null;
}

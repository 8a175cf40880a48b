import type { OutputOf } from '../../domain/actions';
import type { AgentDesk } from './agent-desk';

export interface OwnCode {
  codeId: string;
  /** '' while the picture is being made. */
  url: string;
  fileId: string;
  state: OutputOf<'code.picture'>['pictureState'];
}

type Desk = Pick<AgentDesk, 'call' | 'store'>;

/** His code in force with its picture, made where he has none. */
export async function readOwnCode({ call, store }: Desk): Promise<OwnCode> {
  const { codeId } = await call('code.create', {
    staffId: store.get().staff?.staffId ?? '',
  });
  return readPicture(call, codeId);
}

/** A new one; what hangs on walls leads on for seven days. */
export async function rotateOwnCode(
  { call }: Desk,
  before: string
): Promise<OwnCode> {
  const { codeId } = await call('code.rotate', { codeId: before });
  return readPicture(call, codeId);
}

async function readPicture(
  call: Desk['call'],
  codeId: string
): Promise<OwnCode> {
  const { url, fileId, pictureState } = await call('code.picture', { codeId });
  return {
    codeId,
    url: url ?? '',
    fileId: fileId ?? '',
    state: pictureState,
  };
}

/** What WeChat is asked to make a picture of. */
export interface CodeWish {
  scene: string;
  /** Without a slash in front. */
  page: string;
  envVersion: 'release' | 'trial' | 'develop';
}

/** The picture, or WeChat's refusal; -1: it did not answer. */
export type CodePicture = { buffer: Buffer } | { errCode: number };

const PAGE = 'pages/chat/index';
const VERSIONS: Record<string, CodeWish['envVersion']> = {
  developer: 'develop',
  trial: 'trial',
  formal: 'release',
};

/** `KF_MINIPROGRAM_STATE` says which version of ours the code opens. */
export function wishFor(
  scene: string,
  env: Record<string, string | undefined> = process.env
): CodeWish {
  const state = env['KF_MINIPROGRAM_STATE'] ?? '';
  return { scene, page: PAGE, envVersion: VERSIONS[state] ?? 'release' };
}

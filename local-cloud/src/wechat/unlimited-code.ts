import QRCode from 'qrcode';
import { refusal } from './errcodes';
import type { ApiParams, ApiReply } from './options';

const SCENE = /^[\dA-Za-z!#$&'()*+,/:;=?@\-._~]+$/;
const LONGEST_SCENE = 32;
const VERSIONS = ['release', 'trial', 'develop'];

/**
 * `wxacode.getUnlimited`: a QR code that a person can scan. It holds
 * `weixin://dl/business/?appid=…&path=<page>&query=scene%3D<scene>`, where a
 * mini-program code would hold something only WeChat can read. Whether the
 * page exists in a released version (`check_path`) is not known here.
 */
export async function unlimitedCode(
  params: ApiParams,
  appId: string
): Promise<ApiReply> {
  const { scene, page = '', width = 430, env_version = 'release' } = params;
  if (typeof scene !== 'string' || scene === '') return refusal(40129);
  if (scene.length > LONGEST_SCENE) return refusal(40169);
  if (!SCENE.test(scene)) return refusal(40129);
  if (typeof page !== 'string' || /^\/|[?#]/.test(page)) return refusal(41030);
  if (!fitsWidth(width)) return refusal(40097, 'width');
  if (!VERSIONS.includes(String(env_version))) {
    return refusal(40097, 'env_version');
  }
  const body = await QRCode.toBuffer(codeText(appId, page, scene), {
    type: 'png',
    width,
    margin: 2,
  });
  return { contentType: 'image/png', body };
}

/** What a scanner reads from the code. */
export function codeText(appId: string, page: string, scene: string): string {
  const query = new URLSearchParams({
    appid: appId,
    path: page,
    query: `scene=${encodeURIComponent(scene)}`,
  });
  return `weixin://dl/business/?${query}`;
}

function fitsWidth(width: unknown): width is number {
  return typeof width === 'number' && width >= 280 && width <= 1_280;
}

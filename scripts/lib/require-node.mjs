import { Plain } from './say.mjs';

const MAJOR = 20;
const MINOR = 19;

/** @throws Plain when this Node is older than package.json's engines. */
export function requireNode(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > MAJOR || (major === MAJOR && minor >= MINOR)) return;
  throw new Plain(
    `需要 Node.js ${MAJOR}.${MINOR} 或更新的版本，现在是 ${version}。` +
      '请到 https://nodejs.org 安装后再试。'
  );
}

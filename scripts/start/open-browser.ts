import { spawn } from 'node:child_process';

/** Shows the address in the person's browser, where there is a person. */
export function openBrowser(address: string): void {
  if (!process.stdout.isTTY || process.env['CI']) return;
  const [command, ...args] = opener();
  if (!command) return;
  const child = spawn(command, [...args, address], {
    stdio: 'ignore',
    detached: true,
  });
  child.on('error', (error) =>
    console.error(`没有打开浏览器：${error.message}`)
  );
  child.unref();
}

function opener(): string[] {
  if (process.platform === 'darwin') return ['open'];
  if (process.platform === 'win32') return ['cmd', '/c', 'start', ''];
  const screen = process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'];
  return screen ? ['xdg-open'] : [];
}

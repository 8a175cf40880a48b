import path from 'node:path';
import { parseArgs } from 'node:util';
import { launchChromium, openPhone } from './testing/chromium';
import { serveFolder } from './testing/serve-folder';

/** Takes a picture of one page of a built mini-program; see the README. */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    /** Query of `phone.html`: `cloud=…&env=…&openid=…`. */
    phone: { type: 'string', default: '' },
    dark: { type: 'boolean', default: false },
    /** Text to wait for before the picture is taken. */
    until: { type: 'string' },
  },
});
const [outDir = 'h5/dist', route = '', file = 'phone.png'] = positionals;

const server = await serveFolder(path.resolve(outDir));
const browser = await launchChromium();
const context = await openPhone(browser, {
  colorScheme: values.dark ? 'dark' : 'light',
});
const page = await context.newPage();
page.on('console', (message) => console.log(message.type(), message.text()));
page.on('pageerror', (error) => console.log(error.stack));
try {
  await page.goto(`${server.url}/phone.html?${values.phone}#/${route}`);
  await page.waitForSelector('page-root', { timeout: 5000 });
  if (values.until) await page.getByText(values.until).first().waitFor();
  await page.screenshot({ path: file });
} finally {
  await browser.close();
  await server.close();
}

// SPDX-License-Identifier: MIT
// Readings by Debian's Chromium, which runs oracle.mjs itself.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const ARGUMENTS = ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'];
const ORACLE = readFileSync(new URL('oracle.mjs', import.meta.url)).toString('base64');

// `folder` has node_modules/playwright-core.
export async function chromium(folder) {
  const playwright = createRequire(folder + '/')('playwright-core').chromium;
  const browser = await playwright.launch({ executablePath: '/usr/bin/chromium', args: ARGUMENTS });
  const context = await browser.newContext({ offline: true });
  const page = await context.newPage();
  // ASCII both ways: a lone surrogate would not survive the protocol.
  await page.evaluate(async (oracle) => {
    const { browserReads } = await import('data:text/javascript;base64,' + oracle);
    const ascii = (json) => json.replace(/[^ -~]/g, (c) => '\\u' + c.charCodeAt(0).toString(16).padStart(4, '0'));
    globalThis.readAll = (json) => ascii(JSON.stringify(JSON.parse(json).map(browserReads)));
  }, ORACLE);
  return {
    version: browser.version(),
    async read(links) {
      const json = JSON.stringify(links).replace(
        /[^ -~]/g,
        (c) => '\\u' + c.charCodeAt(0).toString(16).padStart(4, '0'),
      );
      return JSON.parse(await page.evaluate((text) => globalThis.readAll(text), json));
    },
    close: () => browser.close(),
  };
}

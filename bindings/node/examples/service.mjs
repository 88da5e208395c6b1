// SPDX-License-Identifier: MIT
// GET /token/:team redirects to Cloudflare's token form, filled in for that team.
//   node examples/service.mjs [PORT]
import { createServer } from 'node:http';
import { pathToFileURL } from 'node:url';
import { decode, Template, TokenlinkError } from 'tokenlink';

const template = new Template({
  permissions: 'dns:edit,zone:read,workers_scripts:edit',
  name: '{team} deploy',
});

function answer(request, response) {
  const [path] = request.url.split('?', 1);
  const match = /^\/token\/([^/]+)$/.exec(path);
  if (match === null || (request.method !== 'GET' && request.method !== 'HEAD')) {
    response.writeHead(match === null ? 404 : 405).end();
    return;
  }
  try {
    response.writeHead(302, { location: template.render(decode(match[1])) }).end();
  } catch (error) {
    // A team that cannot be a name is the client's mistake; anything else is ours.
    if (!(error instanceof TokenlinkError)) throw error;
    response.writeHead(400, { 'content-type': 'text/plain; charset=utf-8' }).end(`${error.code}: ${error.message}\n`);
  }
}

export const service = createServer(answer);

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  service.listen(Number(process.argv[2] ?? 8080), '127.0.0.1', () => {
    console.log(`http://127.0.0.1:${service.address().port}/token/your%20team`);
  });
}

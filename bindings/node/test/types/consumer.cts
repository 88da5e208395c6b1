// SPDX-License-Identifier: MIT
// The same from CommonJS.
import tokenlink = require('tokenlink');

const { build, Template, TokenlinkError } = tokenlink;
const link: string = build({ permissions: 'dns:edit' });
const template: tokenlink.Template = new Template({ permissions: 'dns:edit', name: '{team}' });
const read: tokenlink.Link = tokenlink.parse(link);
try {
  template.render('a', 'b');
} catch (error) {
  if (error instanceof TokenlinkError) console.log(error.code);
}
// @ts-expect-error there is no default but for modules
tokenlink.default.build;
// @ts-expect-error no such function
tokenlink.nothing();
export = read;

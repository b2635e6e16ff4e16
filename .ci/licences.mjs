// Holds what is installed to licences that a company may use, and to the install scripts that are allowed. Exits 1 with
// every package that is neither.
import { readFileSync } from 'node:fs';

const ALLOWED = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'MIT',
  'MPL-2.0',
  'OFL-1.1',
  'PSF-2.0',
  'Unlicense',
  'Zlib',
]);

/** Packages whose manifest names a licence in an older form or none; the text beside it does. */
const READ_BY_HAND = new Map([
  ['cldrjs', 'MIT'],
  ['dom-walk', 'MIT'],
  ['exif-parser', 'MIT'],
  ['png-js', 'MIT'],
]);

const read = (file) => JSON.parse(readFileSync(file, 'utf8'));
const { packages } = read('package-lock.json');
const { allowScripts } = read('package.json');
const found = [];

/** Whether an expression as `(AFL-2.1 OR MIT) AND ISC` can be kept with what is allowed. */
function isAllowed(expression) {
  const plain = expression.replaceAll(/[()]/g, '');
  const parts = plain.includes(' OR ')
    ? [plain.split(' OR ')]
    : plain.split(' AND ').map((one) => [one]);
  return parts.every((choices) => choices.some((one) => ALLOWED.has(one.trim())));
}

for (const [path, { license, link, hasInstallScript }] of Object.entries(packages)) {
  if (path === '' || link) continue;
  const name = path.split('node_modules/').at(-1);
  const known = license ?? READ_BY_HAND.get(name);
  if (known === undefined) found.push(`${name}: no licence is named`);
  else if (!isAllowed(known)) found.push(`${name}: ${known} is not on the list`);
  // What installs nothing of its own when its script is not run needs no word in the list.
  if (hasInstallScript && allowScripts[name] === true && name !== 'node') {
    found.push(`${name}: runs a script when it is installed`);
  }
}

for (const line of found) process.stderr.write(`${line}\n`);
process.stdout.write(`${Object.keys(packages).length - 1} packages, ${found.length} to look at\n`);
process.exit(found.length === 0 ? 0 : 1);

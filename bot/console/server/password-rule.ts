/** The shortest password, in characters; the longest is a matter of the contract. */
const LEAST = 10;

/** What passwords are so often made of that it protects nothing (the usual lists of leaked ones). */
const COMMON = [
  '123456789 12345678 1234567 123456 12345 1234 123 987654321 654321 520 1314 5201314 1314520',
  '1q2w3e4r 1qaz2wsx qwertyuiop qwerty asdfghjkl asdfgh zxcvbnm qazwsx abcdefg abc test',
  'password passw0rd pa55word administrator admin root welcome letmein changeme master nuancui',
  'iloveyou woaini wuye dragon monkey sunshine football superman',
]
  .flatMap((line) => line.split(' '))
  .toSorted((a, b) => b.length - a.length);

/** Characters that must be left when what is common was taken out, and how many different ones there must be. */
const LEAST_OWN = 6;
const LEAST_DIFFERENT = 6;

export type PasswordDoubt = 'PASSWORD_SHORT' | 'PASSWORD_COMMON';

/** @returns what is wrong with a new password, or null. A number alone is a birthday or a telephone. */
export function doubtPassword(password: string, login: string): PasswordDoubt | null {
  if ([...password].length < LEAST) return 'PASSWORD_SHORT';
  const isNumber = !/\p{L}/u.test(password);
  const different = new Set(password.toLowerCase()).size;
  let own = password.toLowerCase();
  for (const known of [login.toLowerCase(), ...COMMON]) own = own.replaceAll(known, '');
  const isCommon = isNumber || different < LEAST_DIFFERENT || own.length < LEAST_OWN;
  return isCommon ? 'PASSWORD_COMMON' : null;
}

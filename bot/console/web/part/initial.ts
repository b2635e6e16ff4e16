const SHADES = 5;

/** The sign that stands for a person in a list: the first letter of the name. */
export function initialOf(name: string): string {
  const [first = '·'] = name.trim();
  return first.toUpperCase();
}

/** Which of the shades stands for this name; the same name has the same one everywhere. */
export function shadeOf(name: string): number {
  let sum = 0;
  for (const sign of name) sum += sign.codePointAt(0) ?? 0;
  return sum % SHADES;
}
